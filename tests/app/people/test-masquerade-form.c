/* test-masquerade-form.c: a masquerade is asked for with a reason, and what it means is said before
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/people/masquerade-form.h"
#include "app/people/masquerade-notice.h"
#include "app/shell/palette-item.h"

#include <string.h>

#include "model/model-json.h"

static gpointer
find (GtkWidget *widget, GType type, guint skip)
{
  guint n = 0;
  g_autoptr (GPtrArray) queue = g_ptr_array_new ();

  g_ptr_array_add (queue, widget);
  for (guint i = 0; i < queue->len; i++)
    {
      GtkWidget *next = g_ptr_array_index (queue, i);

      if (g_type_is_a (G_OBJECT_TYPE (next), type) && n++ == skip)
        return next;
      for (GtkWidget *child = gtk_widget_get_first_child (next); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        g_ptr_array_add (queue, child);
    }
  return NULL;
}

static gboolean
says (GtkWidget *form, const char *text)
{
  GtkLabel *label;

  for (guint i = 0; (label = find (form, GTK_TYPE_LABEL, i)) != NULL; i++)
    if (strstr (gtk_label_get_text (label), text) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_reason (void)
{
  static const struct
  {
    const char *reason;
    gboolean is_good;
  } reasons[] = {
    { "", FALSE },           { "too short", FALSE },     { "   padded   ", FALSE },
    { "long enough", TRUE }, { "  0123456789  ", TRUE }, { "äöüäöüäöü", FALSE },
    { "äöüäöüäöüä", TRUE },
  };
  g_autoptr (GtkWidget) widget = g_object_ref_sink (ss_masquerade_form_new (FALSE));
  SsMasqueradeForm *form = SS_MASQUERADE_FORM (widget);
  GtkEditable *entry = find (widget, ADW_TYPE_ENTRY_ROW, 0);
  g_autofree char *longest = g_strnfill (500, 'x');
  g_autofree char *longer = g_strnfill (501, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      gtk_editable_set_text (entry, reasons[i].reason);
      g_assert_cmpint (ss_masquerade_form_check (form), ==, reasons[i].is_good);
      g_assert_cmpint (says (widget, "Give a reason of 10 to 500 characters."), ==, !reasons[i].is_good);
    }
  gtk_editable_set_text (entry, longest);
  g_assert_true (ss_masquerade_form_check (form));
  gtk_editable_set_text (entry, longer);
  g_assert_false (ss_masquerade_form_check (form));
}

static void
test_words (void)
{
  g_autoptr (GtkWidget) view = g_object_ref_sink (ss_masquerade_form_new (FALSE));
  g_autoptr (GtkWidget) act = g_object_ref_sink (ss_masquerade_form_new (TRUE));

  g_assert_true (says (view, "Nothing can be changed."));
  g_assert_false (says (view, "What you change counts"));
  g_assert_true (says (act, "What you change counts"));
  g_assert_true (says (act, "no customer list can be exported"));
  g_assert_true (says (view, "audit log"));
  g_assert_true (says (act, "after 30 minutes"));
}

static void
test_person (void)
{
  g_autoptr (GtkWidget) form = g_object_ref_sink (ss_masquerade_form_new (TRUE));
  g_autoptr (JsonNode) node = json_from_string ("{\"id\": \"u2\", \"name\": \"Stan <b>Staff\", \"email\": "
                                                "\"staff@acme.example\", \"role\": \"TENANT_STAFF\"}",
                                                NULL);
  g_autoptr (SsUser) user = ss_model_from_json (SS_TYPE_USER, node, NULL);

  ss_masquerade_form_set_user (SS_MASQUERADE_FORM (form), user);
  g_assert_true (says (form, "Stan <b>Staff"));
  g_assert_true (says (form, "Tenant staff"));
}

/* The palette offers whom the platform would let one view as, and nobody else. */
static void
test_offered (void)
{
  static const struct
  {
    const char *can;
    gboolean is_offered;
  } people[] = {
    { "{\"masquerade\": {\"allowed\": true, \"rule\": null}, \"changeRole\": [], \"deactivate\": false}",
      TRUE },
    { "{\"masquerade\": {\"allowed\": false, \"rule\": \"matrix\"}, \"changeRole\": [], \"deactivate\": false}",
      FALSE },
    { "null", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"id\": \"u2\", \"name\": \"Stan Staff\", \"role\": \"TENANT_STAFF\", \"can\": %s}",
          people[i].can);
      g_autoptr (JsonNode) node = json_from_string (text, NULL);
      g_autoptr (SsUser) user = ss_model_from_json (SS_TYPE_USER, node, NULL);
      g_autoptr (SsPaletteItem) item = ss_palette_item_new_for_user (user, FALSE);

      g_autoptr (SsPaletteItem) act = ss_palette_item_new_for_user (user, TRUE);

      g_assert_cmpint (item != NULL, ==, people[i].is_offered);
      g_assert_cmpint (act != NULL, ==, people[i].is_offered);
      if (item == NULL)
        continue;
      g_assert_cmpstr (item->title, ==, "View as Stan Staff…");
      g_assert_cmpstr (item->action, ==, "win.masquerade(('u2', 'VIEW'))");
      g_assert_cmpstr (act->title, ==, "Act as Stan Staff…");
      g_assert_cmpstr (act->action, ==, "win.masquerade(('u2', 'ACT'))");
    }
}

static void
test_notice (void)
{
  static const struct
  {
    const char *mode;
    gboolean has_ended;
    const char *text;
  } notices[] = {
    { "VIEW", FALSE, "s@p.example is viewing as o@a.example" },
    { "ACT", FALSE, "s@p.example is acting as o@a.example" },
    { "VIEW", TRUE, "s@p.example no longer views as o@a.example" },
    { "ACT", TRUE, "s@p.example no longer acts as o@a.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"id\": \"m1\", \"user\": {\"id\": \"u1\", \"email\": \"o@a.example\"}, \"mode\": \"%s\", "
          "\"realUser\": {\"id\": \"u9\", \"email\": \"s@p.example\"}}",
          notices[i].mode);
      g_autoptr (JsonNode) node = json_from_string (json, NULL);
      g_autoptr (SsMasqueradeNotice) notice = ss_model_from_json (SS_TYPE_MASQUERADE_NOTICE, node, NULL);
      g_autofree char *text = ss_masquerade_notice_describe (notice, notices[i].has_ended);

      g_assert_cmpstr (text, ==, notices[i].text);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/masquerade-form/reason", test_reason);
  g_test_add_func ("/masquerade-form/words", test_words);
  g_test_add_func ("/masquerade-form/person", test_person);
  g_test_add_func ("/masquerade-form/offered", test_offered);
  g_test_add_func ("/masquerade-form/notice", test_notice);
  return g_test_run ();
}
