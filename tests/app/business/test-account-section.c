/* test-account-section.c: the own password and sessions, in the settings and in the preferences
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/business/account-section.h"
#include "app/business/settings-page.h"
#include "app/shell/access-private.h"
#include "app/shell/preferences-window.h"
#include "page-setting.h"

#define SESSION(id, agent, current)                                                 \
  "{\"id\": \"" id "\", \"createdAt\": \"2026-11-23T09:00:00Z\", \"lastUsedAt\": "  \
  "\"2026-11-24T09:00:00Z\", \"ipAddress\": \"192.0.2.7\", \"userAgent\": \"" agent \
  "\", \"current\": " current "}"
#define SESSIONS                                                                \
  "{\"count\": 2, \"next\": null, \"previous\": null, \"results\": [" SESSION ( \
      "s1", "Smooth Schedule here", "true") ", " SESSION ("s2", "Smooth Schedule there", "false") "]}"
#define NEW_PASSWORD "velvet-otter-canal-9"

static void
start (PageSetting *setting)
{
  page_setting_init (setting, "");
  page_setting_answer (setting, "GET /auth/sessions/", 200, SESSIONS);
  page_setting_start (setting, SS_TYPE_SETTINGS_PAGE, 360);
  wait_until (find_widget (GTK_WIDGET (setting->page), ADW_TYPE_ACTION_ROW, "Smooth Schedule there") != NULL);
}

static GtkWidget *
find (PageSetting *setting, GType type, const char *text)
{
  return find_widget (GTK_WIDGET (setting->page), type, text);
}

/* Every other session can be ended; this one is signed out elsewhere. */
static void
test_sessions (void)
{
  PageSetting setting = { 0 };
  GtkWidget *other;

  start (&setting);
  other = find (&setting, ADW_TYPE_ACTION_ROW, "Smooth Schedule there");
  g_assert_nonnull (find (&setting, ADW_TYPE_ACTION_ROW, "This Computer"));
  g_assert_null (find_widget (find (&setting, ADW_TYPE_ACTION_ROW, "This Computer"), GTK_TYPE_BUTTON, NULL));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (other)), "192.0.2.7"));
  page_setting_answer (&setting, "DELETE /auth/sessions/s2/", 204, "");
  g_signal_emit_by_name (find_widget (other, GTK_TYPE_BUTTON, "Sign _Out"), "clicked");
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (setting.toast, ==, "That session was signed out.");
  g_assert_cmpuint (fixture_count (setting.fixture, "DELETE /auth/sessions/s2/"), ==, 1);
  page_setting_clear (&setting);
}

static void
type (PageSetting *setting, const char *current, const char *new, const char *again)
{
  const char *const titles[] = { "C_urrent Password", "_New Password", "New Password A_gain" };
  const char *const texts[] = { current, new, again };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    gtk_editable_set_text (GTK_EDITABLE (
                               find_widget (setting->window, ADW_TYPE_PASSWORD_ENTRY_ROW, titles[i])),
                           texts[i]);
}

/* What is wrong is said at its field, and the right password is not lost for it. */
static void
test_password (void)
{
  PageSetting setting = { 0 };
  GtkWidget *button;

  start (&setting);
  button = find (&setting, GTK_TYPE_BUTTON, "_Change Password");
  g_assert_nonnull (button);
  g_assert_false (gtk_widget_get_sensitive (button));
  type (&setting, PASSWORD, "short", "short");
  g_signal_emit_by_name (button, "clicked");
  type (&setting, PASSWORD, NEW_PASSWORD, "velvet-otter-canal-8");
  g_signal_emit_by_name (button, "clicked");
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "This is not the same password."));
  g_assert_cmpuint (setting.bodies->len, ==, 0);

  page_setting_answer (&setting, "POST /auth/password/", 400,
                       "{\"currentPassword\": [\"This is not your present password.\"]}");
  type (&setting, "wrong-horse-battery", NEW_PASSWORD, NEW_PASSWORD);
  g_signal_emit_by_name (button, "clicked");
  wait_until (find (&setting, GTK_TYPE_LABEL, "This is not your present password.") != NULL);

  page_setting_answer (&setting, "POST /auth/password/", 204, "");
  type (&setting, PASSWORD, NEW_PASSWORD, NEW_PASSWORD);
  g_signal_emit_by_name (button, "clicked");
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (setting.toast, ==, "The password was changed.");
  g_assert_false (gtk_widget_get_sensitive (button));
  page_setting_clear (&setting);
}

/* Of whoever is signed in; nobody's without. */
static void
test_preferences (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (GSettings) settings = g_settings_new ("org.smoothschedule.Admin");
  g_autoptr (SsAccess) access = ss_access_new (settings);
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  ss_preferences_window_present (window, settings, access);
  g_assert_null (find_widget (wait_for_dialog (SS_TYPE_PREFERENCES_WINDOW), SS_TYPE_ACCOUNT_SECTION, NULL));
  close_dialogs ();
  ss_access_enter (access, session);
  ss_preferences_window_present (window, settings, access);
  g_assert_nonnull (
      find_widget (wait_for_dialog (SS_TYPE_PREFERENCES_WINDOW), SS_TYPE_ACCOUNT_SECTION, NULL));
  close_dialogs ();
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/app/account-section/sessions", test_sessions);
  g_test_add_func ("/app/account-section/password", test_password);
  g_test_add_func ("/app/account-section/preferences", test_preferences);
  return g_test_run ();
}
