/* test-sign-in.c: each failure of signing in is said at its own field, in its own words
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "app/shell/invitation-page.h"
#include "app/shell/sign-in-fault.h"
#include "app/shell/sign-in-page.h"
#include "app/widgets/field-error.h"
#include "client/client-error-private.h"

static void
test_fields (void)
{
  static const struct
  {
    SsClientError code;
    SsSignInField field;
  } cases[] = {
    { SS_CLIENT_ERROR_OFFLINE, SS_SIGN_IN_ADDRESS },
    { SS_CLIENT_ERROR_TIMED_OUT, SS_SIGN_IN_ADDRESS },
    { SS_CLIENT_ERROR_TLS, SS_SIGN_IN_ADDRESS },
    { SS_CLIENT_ERROR_INSECURE, SS_SIGN_IN_ADDRESS },
    { SS_CLIENT_ERROR_PROTOCOL, SS_SIGN_IN_ADDRESS },
    { SS_CLIENT_ERROR_TENANT_NOT_FOUND, SS_SIGN_IN_ADDRESS },
    { SS_CLIENT_ERROR_DENIED, SS_SIGN_IN_ADDRESS },
    { SS_CLIENT_ERROR_CREDENTIALS, SS_SIGN_IN_PASSWORD },
    { SS_CLIENT_ERROR_THROTTLED, SS_SIGN_IN_PASSWORD },
    { SS_CLIENT_ERROR_SERVER, SS_SIGN_IN_NO_FIELD },
  };
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = ss_client_error_new (cases[i].code);
      const char *text = ss_sign_in_fault_get_text (error);

      g_test_message ("%s", text);
      g_assert_cmpint (ss_sign_in_fault_get_field (error), ==, cases[i].field);
      g_assert_true (g_hash_table_add (texts, g_strdup (text)));
    }
}

static void
test_named_field (void)
{
  g_autoptr (GError) error =
      ss_client_error_new_field (SS_CLIENT_ERROR_INVALID, "email", "Write it in full.");

  g_assert_cmpint (ss_sign_in_fault_get_field (error), ==, SS_SIGN_IN_EMAIL);
  g_assert_cmpstr (ss_sign_in_fault_get_text (error), ==, "Write it in full.");
}

static void
test_time_left (void)
{
  g_autofree char *text = ss_sign_in_describe_lock (605);

  g_assert_nonnull (strstr (text, "10:05"));
}

typedef struct
{
  GSettings *settings;
  SsAccess *access;
  GtkWidget *window;
  SsSignInPage *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = g_settings_new ("org.smoothschedule.Admin");
  fixture->access = ss_access_new (fixture->settings);
  fixture->page = SS_SIGN_IN_PAGE (ss_sign_in_page_new (fixture->access, FALSE));
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->access);
  g_clear_object (&fixture->settings);
}

static GObject *
get_child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->page), SS_TYPE_SIGN_IN_PAGE, name);
}

static const char *
get_error (Fixture *fixture, const char *name)
{
  return ss_field_error_get_text (SS_FIELD_ERROR (get_child (fixture, name)));
}

static void
test_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = ss_client_error_new (SS_CLIENT_ERROR_CREDENTIALS);

  ss_sign_in_page_show_error (fixture->page, error);
  g_assert_nonnull (get_error (fixture, "password_error"));
  g_assert_null (get_error (fixture, "address_error"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_child (fixture, "password_row")), "error"));

  /* Typing takes it back. */
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, "password_row")), "another");
  g_assert_null (get_error (fixture, "password_error"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (get_child (fixture, "password_row")), "error"));
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = ss_client_error_new_full (SS_CLIENT_ERROR_THROTTLED, "Wait.", NULL, 600);

  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, "address_row")), "acme");
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, "email_row")), "ada@acme.example");
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, "password_row")), "wrong");
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (get_child (fixture, "sign_in_button"))));

  ss_sign_in_page_show_error (fixture->page, error);
  g_assert_nonnull (strstr (get_error (fixture, "password_error"), "10:00"));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (get_child (fixture, "sign_in_button"))));

  /* Typing does not unlock. */
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, "password_row")), "another");
  g_assert_nonnull (get_error (fixture, "password_error"));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (get_child (fixture, "sign_in_button"))));
}

static void
test_refused_address (Fixture *fixture, gconstpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, "address_row")), "http://acme.example.com");
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, "email_row")), "ada@acme.example");
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, "password_row")), "secret");
  g_signal_emit_by_name (get_child (fixture, "sign_in_button"), "clicked");
  g_assert_nonnull (get_error (fixture, "address_error"));

  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, "address_row")), "acme");
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, "email_row")), "ada");
  g_signal_emit_by_name (get_child (fixture, "sign_in_button"), "clicked");
  g_assert_null (get_error (fixture, "address_error"));
  g_assert_nonnull (get_error (fixture, "email_error"));
}

static void
invited_cb (SsSignInPage *page, const char *address, char **seen)
{
  g_free (*seen);
  *seen = g_strdup (address != NULL ? address : "none");
}

/* With the button, and by pasting it where the address of a business belongs: there it does not stay. */
static void
test_invited (Fixture *fixture, gconstpointer data)
{
  g_autofree char *seen = NULL;

  g_signal_connect (fixture->page, "invited", G_CALLBACK (invited_cb), &seen);
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, "address_row")), "acme");
  g_assert_null (seen);
  g_signal_emit_by_name (get_child (fixture, "invitation_button"), "clicked");
  g_assert_cmpstr (seen, ==, "none");
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, "address_row")),
                         "https://acme.smoothschedule.com/invitation/?token=abc");
  g_assert_cmpstr (seen, ==, "https://acme.smoothschedule.com/invitation/?token=abc");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_child (fixture, "address_row"))), ==, "");
}

static GObject *
get_part (GtkWidget *page, const char *name)
{
  return gtk_widget_get_template_child (page, SS_TYPE_INVITATION_PAGE, name);
}

static const char *
get_fault (GtkWidget *page, const char *name)
{
  return ss_field_error_get_text (SS_FIELD_ERROR (get_part (page, name)));
}

/* What can be known without the platform is said at its field, one thing at a time. */
static void
test_invitation_faults (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *row, *text, *error;
  } steps[] = {
    { "invitation_row", "https://acme.smoothschedule.com/", "invitation_error" },
    { "invitation_row", "http://acme.example.org/invitation/?token=abc", "invitation_error" },
    { "invitation_row", "http://127.0.0.1:1/invitation/?token=abc&tenant=acme", "name_error" },
    { "name_row", "Nina New", "password_error" },
    { "password_row", "velvet-otter-canal-9", "again_error" },
  };
  GtkWidget *page = ss_invitation_page_new (fixture->access, NULL);
  g_autoptr (GError) used =
      ss_client_error_new_field (SS_CLIENT_ERROR_INVALID, "invitation", "It was used already.");

  adw_window_set_content (ADW_WINDOW (fixture->window), page);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (get_part (page, "accept_button"))));
  gtk_editable_set_text (GTK_EDITABLE (get_part (page, "name_row")), " ");
  gtk_editable_set_text (GTK_EDITABLE (get_part (page, "password_row")), "short");
  gtk_editable_set_text (GTK_EDITABLE (get_part (page, "again_row")), "other");
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (get_part (page, steps[i].row)), steps[i].text);
      g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (get_part (page, "accept_button"))));
      g_signal_emit_by_name (get_part (page, "accept_button"), "clicked");
      g_test_message ("%s", get_fault (page, steps[i].error));
      g_assert_nonnull (get_fault (page, steps[i].error));
    }
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_part (page, "place_label"))));

  ss_invitation_page_show_error (SS_INVITATION_PAGE (page), used);
  g_assert_cmpstr (get_fault (page, "invitation_error"), ==, "It was used already.");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/app/sign-in/fields", test_fields);
  g_test_add_func ("/app/sign-in/named-field", test_named_field);
  g_test_add_func ("/app/sign-in/time-left", test_time_left);
  ADD ("/app/sign-in/page", test_page);
  ADD ("/app/sign-in/locked", test_locked);
  ADD ("/app/sign-in/refused-address", test_refused_address);
  ADD ("/app/sign-in/invited", test_invited);
  ADD ("/app/invitation/faults", test_invitation_faults);
  return g_test_run ();
}
