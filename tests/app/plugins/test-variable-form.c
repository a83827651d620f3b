/* test-variable-form.c: a form made from a plugin's variables
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "app/widgets/variable-form.h"
#include "app/widgets/variable-row.h"
#include "model/model-json.h"

/* By kind: what is set, what comes out as JSON, and a text that is refused (NULL: there is none). */
static const struct
{
  const char *type;
  const char *text;
  const char *json;
  const char *wrong;
} kinds[] = {
  { "TEXT", "Hello", "\"Hello\"", NULL },
  { "NUMBER", "12.5", "12.5", "twelve" },
  { "BOOLEAN", "true", "true", NULL },
  { "EMAIL", "anna@example.com", "\"anna@example.com\"", "anna at example" },
  { "CHOICE", "Formal", "\"Formal\"", NULL },
  { "DURATION", "P2D", "\"P2D\"", NULL },
};

static SsPluginVariable *
make_variable (const char *key, const char *type, gboolean required, const char *fallback)
{
  g_autofree char *text =
      g_strdup_printf ("{\"key\":\"%s\",\"label\":\"Label\",\"type\":\"%s\",\"required\":%s,\"default\":%s,"
                       "\"choices\":[\"Friendly\",\"Formal\"],\"help\":\"Help\"}",
                       key, type, required ? "true" : "false", fallback != NULL ? fallback : "null");
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  SsPluginVariable *variable = ss_model_from_json (SS_TYPE_PLUGIN_VARIABLE, node, NULL);

  g_assert_nonnull (variable);
  return variable;
}

static void
test_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (SsPluginVariable) variable = make_variable ("key", kinds[i].type, TRUE, NULL);
      g_autoptr (GtkWidget) row = g_object_ref_sink (ss_variable_row_new (variable, NULL));
      g_autoptr (JsonNode) value = NULL;
      g_autofree char *json = NULL;
      g_autofree char *text = NULL;

      ss_variable_row_set_text (SS_VARIABLE_ROW (row), kinds[i].text);
      text = ss_variable_row_get_text (SS_VARIABLE_ROW (row));
      g_assert_cmpstr (text, ==, kinds[i].text);
      g_assert_null (ss_variable_row_check (SS_VARIABLE_ROW (row)));
      value = ss_variable_row_get_value (SS_VARIABLE_ROW (row));
      json = json_to_string (value, FALSE);
      g_assert_cmpstr (json, ==, kinds[i].json);
      if (kinds[i].wrong == NULL)
        continue;
      ss_variable_row_set_text (SS_VARIABLE_ROW (row), kinds[i].wrong);
      g_assert_nonnull (ss_variable_row_check (SS_VARIABLE_ROW (row)));
    }
}

static void
test_required (void)
{
  const char *const types[] = { "TEXT", "NUMBER", "EMAIL", "CHOICE", "DURATION" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (SsPluginVariable) needed = make_variable ("key", types[i], TRUE, NULL);
      g_autoptr (SsPluginVariable) free_one = make_variable ("key", types[i], FALSE, NULL);
      g_autoptr (GtkWidget) needed_row = g_object_ref_sink (ss_variable_row_new (needed, NULL));
      g_autoptr (GtkWidget) free_row = g_object_ref_sink (ss_variable_row_new (free_one, NULL));

      g_assert_nonnull (ss_variable_row_check (SS_VARIABLE_ROW (needed_row)));
      g_assert_null (ss_variable_row_check (SS_VARIABLE_ROW (free_row)));
      g_assert_null (ss_variable_row_get_value (SS_VARIABLE_ROW (free_row)));
    }
}

/* A month and a day is no number of one unit: it is shown as it is written, and comes back so. */
static void
test_odd_duration (void)
{
  g_autoptr (SsPluginVariable) variable = make_variable ("key", "DURATION", TRUE, "\"P1M2D\"");
  g_autoptr (GtkWidget) row = g_object_ref_sink (ss_variable_row_new (variable, NULL));
  g_autofree char *text = ss_variable_row_get_text (SS_VARIABLE_ROW (row));

  g_assert_cmpstr (text, ==, "P1M2D");
}

static SsVariableForm *
make_form (JsonObject *values)
{
  g_autoptr (GListStore) variables = g_list_store_new (SS_TYPE_PLUGIN_VARIABLE);
  g_autoptr (SsPluginVariable) name = make_variable ("sender", "TEXT", TRUE, NULL);
  g_autoptr (SsPluginVariable) days = make_variable ("days", "NUMBER", FALSE, "3");
  SsVariableForm *form = SS_VARIABLE_FORM (g_object_ref_sink (ss_variable_form_new ()));

  g_list_store_append (variables, name);
  g_list_store_append (variables, days);
  ss_variable_form_set_variables (form, G_LIST_MODEL (variables), values);
  return form;
}

static char *
get_values (SsVariableForm *form)
{
  g_autoptr (JsonObject) values = ss_variable_form_get_values (form);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), values);

  return json_to_string (node, FALSE);
}

static SsVariableRow *
get_row (SsVariableForm *form, guint number)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (form));

  while (number-- > 0)
    row = gtk_widget_get_next_sibling (row);
  return SS_VARIABLE_ROW (row);
}

static void
test_form (void)
{
  g_autoptr (SsVariableForm) form = make_form (NULL);
  g_autofree char *before = get_values (form);
  g_autofree char *after = NULL;

  g_assert_cmpstr (before, ==, "{\"days\":3}");
  g_assert_false (ss_variable_form_check (form));
  g_assert_nonnull (ss_variable_row_get_problem (get_row (form, 0)));
  g_assert_null (ss_variable_row_get_problem (get_row (form, 1)));

  /* The sentence goes as soon as what is typed is right. */
  ss_variable_row_set_text (get_row (form, 0), "Anna");
  g_assert_null (ss_variable_row_get_problem (get_row (form, 0)));
  g_assert_true (ss_variable_form_check (form));
  after = get_values (form);
  g_assert_cmpstr (after, ==, "{\"sender\":\"Anna\",\"days\":3}");
}

/* What was set and is emptied goes as null, so that the platform takes it away. */
static void
test_emptied (void)
{
  g_autoptr (JsonNode) node = json_from_string ("{\"sender\":\"Anna\",\"days\":9}", NULL);
  g_autoptr (SsVariableForm) form = make_form (json_node_get_object (node));
  g_autofree char *values = NULL;

  ss_variable_row_set_text (get_row (form, 1), "");
  values = get_values (form);
  g_assert_cmpstr (values, ==, "{\"sender\":\"Anna\",\"days\":null}");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/variable-form/kinds", test_kinds);
  g_test_add_func ("/variable-form/required", test_required);
  g_test_add_func ("/variable-form/odd-duration", test_odd_duration);
  g_test_add_func ("/variable-form/form", test_form);
  g_test_add_func ("/variable-form/emptied", test_emptied);
  return g_test_run ();
}
