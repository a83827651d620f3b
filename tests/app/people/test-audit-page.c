/* test-audit-page.c: the audit log to the eye and to the screen reader, its filters and its seal
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/people/audit-entry-dialog.h"
#include "app/people/audit-page.h"
#include "app/people/audit-words.h"
#include "page-setting.h"

#define MAY_SEE "\"audit.view\", \"users.view\""
#define ENTRY(id, action, real, target)                                                                        \
  "{\"id\": \"" id "\", \"timestamp\": \"2026-11-23T09:00:00Z\", \"action\": \"" action "\","                  \
  " \"actor\": {\"id\": \"u1\", \"email\": \"owner@acme.example\", \"role\": \"TENANT_OWNER\"},"               \
  " \"realActor\": " real ", \"target\": " target ", \"tenantId\": \"t1\", \"ipAddress\": \"::1\","            \
  " \"userAgent\": \"test\", \"sessionKey\": \"s\", \"requestId\": \"r\", \"details\": {\"mode\": \"VIEW\"}, " \
  "\"previousHash\": \"0\", \"hash\": \"1\"}"
#define SUPPORT "{\"id\": \"u9\", \"email\": \"support@platform.example\", \"role\": \"PLATFORM_SUPPORT\"}"
#define STAFF \
  "{\"type\": \"USER\", \"id\": \"u2\", \"email\": \"staff@acme.example\", \"role\": \"TENANT_STAFF\"}"
#define LIST(count, ...) \
  "{\"count\": " count ", \"next\": null, \"previous\": null, \"results\": [" __VA_ARGS__ "]}"

static void
start (PageSetting *setting, const char *list, const char *verdict, int width)
{
  page_setting_init (setting, MAY_SEE);
  page_setting_answer (setting, "GET /audit-log/", 200, list);
  page_setting_answer (setting, "GET /audit-log/verify/", 200, verdict);
  page_setting_start (setting, SS_TYPE_AUDIT_PAGE, width);
}

static GtkWidget *
find (PageSetting *setting, GType type, const char *text)
{
  return find_widget (GTK_WIDGET (setting->page), type, text);
}

static const char whole[] = "{\"ok\": true, \"entries\": 2, \"firstBrokenId\": null}";
static const char two[] = LIST ("2", ENTRY ("e2", "HIJACK_START", SUPPORT,
                                            STAFF) "," ENTRY ("e1", "LOGIN_SUCCEEDED", "null", "null"));

static void
test_list (void)
{
  PageSetting setting = { 0 };

  start (&setting, two, whole, 360);
  wait_until (find (&setting, GTK_TYPE_LABEL, "Began to act or view as somebody") != NULL);
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Signed in"));
  g_assert_nonnull (
      find (&setting, GTK_TYPE_LABEL, "support@platform.example as owner@acme.example → staff@acme.example"));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "2 entries"));
  wait_until (find (&setting, GTK_TYPE_LABEL, "Chain Verified") != NULL);
  g_assert_cmpint (gtk_widget_get_width (setting.window), <=, 360);
  page_setting_clear (&setting);
}

static void
test_broken (void)
{
  PageSetting setting = { 0 };

  start (&setting, two, "{\"ok\": false, \"entries\": 2, \"firstBrokenId\": \"e1\"}", 800);
  wait_until (find (&setting, GTK_TYPE_LABEL, "Chain Broken") != NULL);
  g_assert_nonnull (strstr (setting.toast, "e1"));
  page_setting_clear (&setting);
}

static void
test_filters (void)
{
  PageSetting setting = { 0 };

  start (&setting, two, whole, 800);
  wait_until (find (&setting, GTK_TYPE_LABEL, "2 entries") != NULL);
  g_object_set (setting.page, "action", "HIJACK_START", "day", "2026-11-23", NULL);
  wait_until (fixture_count (setting.fixture,
                             "GET /audit-log/?action=HIJACK_START&from=2026-11-23&to=2026-11-24&page=1")
              == 1);
  wait_until (find (&setting, GTK_TYPE_LABEL, "2 entries found") != NULL);
  g_object_set (setting.page, "actor", "owner@acme.example", NULL);
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "By owner@acme.example"));
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "audit.reset", NULL);
  wait_until (find (&setting, GTK_TYPE_LABEL, "2 entries") != NULL);
  g_assert_null (find (&setting, GTK_TYPE_LABEL, "By owner@acme.example"));
  page_setting_clear (&setting);
}

static void
test_nothing (void)
{
  PageSetting setting = { 0 };

  start (&setting, LIST ("0", ""), "{\"ok\": true, \"entries\": 0, \"firstBrokenId\": null}", 800);
  wait_until (find (&setting, GTK_TYPE_LABEL, "Nothing Has Happened Yet") != NULL);
  g_object_set (setting.page, "search", "nobody", NULL);
  wait_until (find (&setting, GTK_TYPE_LABEL, "Nothing Found") != NULL);
  page_setting_clear (&setting);
}

/* An entry says in words what happened, shows its JSON, and leads to what else the person did. */
static void
test_entry (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog, *code, *button = NULL;
  g_autofree char *actor = NULL;
  g_autofree char *text = NULL;

  start (&setting, two, whole, 800);
  wait_until (find (&setting, GTK_TYPE_LABEL, "Began to act or view as somebody") != NULL);
  g_signal_emit_by_name (find (&setting, GTK_TYPE_LIST_VIEW, NULL), "activate", 0);
  dialog = wait_for_dialog (SS_TYPE_AUDIT_ENTRY_DIALOG);
  code = find_widget (dialog, GTK_TYPE_TEXT_VIEW, NULL);
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (code)), "text", &text, NULL);
  g_assert_nonnull (strstr (text, "\"previousHash\" : \"0\""));
  g_assert_nonnull (strstr (text, "\"mode\" : \"VIEW\""));
  button = find_widget (find_widget (dialog, ADW_TYPE_ACTION_ROW, "Who"), GTK_TYPE_BUTTON, NULL);
  g_signal_emit_by_name (button, "clicked");
  g_object_get (setting.page, "actor", &actor, NULL);
  g_assert_cmpstr (actor, ==, "support@platform.example");
  page_setting_clear (&setting);
}

static void
test_state (void)
{
  PageSetting setting = { 0 };
  g_autoptr (GVariant) state = NULL;
  g_autofree char *day = NULL;

  start (&setting, two, whole, 800);
  g_object_set (setting.page, "day", "2026-11-23", "search", "word", NULL);
  state = g_variant_ref_sink (ss_page_save_state (setting.page));
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "audit.reset", NULL);
  ss_page_restore_state (setting.page, state);
  g_object_get (setting.page, "day", &day, NULL);
  g_assert_cmpstr (day, ==, "2026-11-23");
  page_setting_clear (&setting);
}

/* The contract's actions, each with words of its own. */
static void
test_words (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (; ss_audit_action_get (n) != NULL; n++)
    {
      const char *text = ss_audit_action_describe (ss_audit_action_get (n));

      g_assert_cmpstr (text, !=, ss_audit_action_get (n));
      g_assert_true (g_hash_table_add (seen, (gpointer) text));
    }
  g_assert_cmpuint (n, ==, 32);
  g_assert_cmpstr (ss_audit_action_describe ("MOON_LANDED"), ==, "MOON_LANDED");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/audit-page/list", test_list);
  g_test_add_func ("/audit-page/broken", test_broken);
  g_test_add_func ("/audit-page/filters", test_filters);
  g_test_add_func ("/audit-page/nothing", test_nothing);
  g_test_add_func ("/audit-page/entry", test_entry);
  g_test_add_func ("/audit-page/state", test_state);
  g_test_add_func ("/audit-page/words", test_words);
  return g_test_run ();
}
