/* test-grants-page.c: what is granted for a while, and how it is given and taken back
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/business/record-dialog.h"
#include "app/people/grants-page.h"
#include "app/people/grant-notice.h"
#include "app/people/grant-row.h"
#include "app/people/grant-words.h"
#include "model/time.h"
#include "app/widgets/item-row.h"
#include "domain/permission.h"
#include "page-setting.h"

#define MAY_MANAGE "\"grants.view\", \"grants.manage\", \"users.view\""
#define MAY_VIEW "\"grants.view\", \"users.view\""
#define PERSON(id, name)                                          \
  "{\"id\": \"" id "\", \"name\": \"" name "\", \"email\": \"" id \
  "@acme.example\", \"role\": \"TENANT_STAFF\"}"
#define GRANT(id, name, status, end)                                                              \
  "{\"id\": \"" id "\", \"grantor\": " PERSON ("u1", "Olivia Owner") ", \"grantee\": " PERSON (   \
      "u2", name) ", \"action\": \"reports.view\", \"reason\": \"Month’s end\", \"createdAt\":" \
                  " \"2020-01-02T09:00:00Z\", \"expiresAt\": \"" end "\", \"revokedAt\": null,"   \
                  " \"revokedBy\": null, \"status\": \"" status "\"}"
#define PAST "2020-01-02T09:30:00Z"
#define FUTURE "2199-01-01T00:00:00Z"
#define LIST(count, ...) \
  "{\"count\": " count ", \"next\": null, \"previous\": null, \"results\": [" __VA_ARGS__ "]}"
#define ACTIVE \
  LIST ("2", GRANT ("g1", "Sam Staff", "ACTIVE", FUTURE) "," GRANT ("g2", "Mia Manager", "ACTIVE", FUTURE))
#define ENDED LIST ("1", GRANT ("g3", "Eva Ended", "EXPIRED", PAST))
#define USER(id, name)                                                                         \
  "{\"id\": \"" id "\", \"name\": \"" name "\", \"email\": \"" id "@acme.example\", \"role\":" \
  " \"TENANT_STAFF\", \"isActive\": true, \"status\": \"ACTIVE\"}"
#define ROLES                                                                                         \
  "{\"roles\": [{\"role\": \"TENANT_OWNER\", \"level\": \"tenant\", \"scope\": \"own\", \"rank\": 4," \
  " \"permissions\": [{\"code\": \"reports.view\", \"scope\": \"ALL\"}], \"mayMasqueradeAs\": [],"    \
  " \"mayAssign\": []}], \"permissions\": ["                                                          \
  "{\"code\": \"tenants.view\", \"description\": \"See the tenants of the platform.\"},"              \
  "{\"code\": \"reports.view\", \"description\": \"See reports on bookings and revenue.\"}],"         \
  " \"masqueradeRules\": []}"

static void
grants_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200,
              g_strcmp0 (g_hash_table_lookup (query, "status"), "ACTIVE") == 0 ? ACTIVE : ENDED);
}

static GtkWidget *
find (PageSetting *setting, GType type, const char *text)
{
  return find_widget (GTK_WIDGET (setting->page), type, text);
}

static void
start (PageSetting *setting, const char *permissions, int width)
{
  page_setting_init (setting, permissions);
  fixture_on (setting->fixture, "GET /permission-grants/", grants_cb, NULL);
  page_setting_answer (setting, "GET /roles/", 200, ROLES);
  page_setting_answer (setting, "GET /users/", 200,
                       LIST ("2", USER ("u1", "Olivia Owner") "," USER ("u2", "Sam Staff")));
  page_setting_start (setting, SS_TYPE_GRANTS_PAGE, width);
  wait_until (find (setting, GTK_TYPE_LABEL, "3 permissions") != NULL);
  wait_until (find (setting, GTK_TYPE_LABEL, "Eva Ended") != NULL);
}

static void
test_words (void)
{
  g_autofree char *short_one = ss_grant_describe_countdown (65);
  g_autofree char *long_one = ss_grant_describe_countdown (3 * 3600 + 62);
  g_autofree char *left = ss_grant_describe_time_left (61);

  g_assert_cmpstr (short_one, ==, "1:05");
  g_assert_cmpstr (long_one, ==, "3:01:02");
  g_assert_cmpstr (left, ==, "2 minutes left");
  g_assert_cmpstr (ss_grant_describe_action ("reports.view"), ==, "See reports on bookings and revenue.");
  g_assert_cmpstr (ss_grant_describe_action ("stars.reach"), ==, "stars.reach");
}

/* (transfer full) */
static char *
describe (const char *json, SsOwnGrantMoment moment)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (SsPermissionGrant) grant = ss_model_from_json (SS_TYPE_PERMISSION_GRANT, node, NULL);

  return ss_grant_notice_describe (grant, moment, zone);
}

/* What somebody is told of his own. */
static void
test_notice (void)
{
  g_autofree char *began = describe (GRANT ("g1", "Sam Staff", "ACTIVE", FUTURE), SS_OWN_GRANT_BEGAN);
  g_autofree char *ending = describe (GRANT ("g1", "Sam Staff", "ACTIVE", FUTURE), SS_OWN_GRANT_ENDING);
  g_autofree char *expired = describe (GRANT ("g1", "Sam Staff", "ACTIVE", PAST), SS_OWN_GRANT_ENDED);
  g_autofree char *revoked = describe (GRANT ("g1", "Sam Staff", "REVOKED", PAST), SS_OWN_GRANT_ENDED);

  g_assert_true (g_str_has_prefix (began, "Olivia Owner lets you do more until 1 Jan, "));
  g_assert_true (g_str_has_suffix (began, ": See reports on bookings and revenue."));
  g_assert_true (g_str_has_prefix (ending, "A permission of yours ends at 1 Jan, "));
  g_assert_cmpstr (expired, ==, "A permission of yours has expired: See reports on bookings and revenue.");
  g_assert_cmpstr (revoked, ==, "A permission of yours was revoked: See reports on bookings and revenue.");
}

static void
test_list (void)
{
  PageSetting setting = { 0 };
  GtkWidget *actions;
  int minimum;

  start (&setting, MAY_MANAGE, 360);
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Active Now"));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Ended"));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Sam Staff"));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "See reports on bookings and revenue."));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "By Olivia Owner: Month’s end"));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Expired"));
  /* The longest permission. */
  actions = gtk_widget_get_next_sibling (find (&setting, GTK_TYPE_DROP_DOWN, NULL));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (actions), SS_PERMISSION_USERS_MANAGE + 1);
  wait_until (find (&setting, GTK_TYPE_LABEL, "3 permissions found") != NULL);
  gtk_widget_measure (GTK_WIDGET (setting.page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_assert_cmpint (gtk_widget_get_width (setting.window), <=, 360);
  page_setting_clear (&setting);
}

static void
test_filters (void)
{
  PageSetting setting = { 0 };
  GtkWidget *statuses;

  start (&setting, MAY_MANAGE, 800);
  statuses = find (&setting, GTK_TYPE_DROP_DOWN, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (statuses), 1);
  wait_until (find (&setting, GTK_TYPE_LABEL, "2 permissions found") != NULL);
  g_assert_null (find (&setting, GTK_TYPE_LABEL, "Eva Ended"));
  gtk_editable_set_text (GTK_EDITABLE (find (&setting, GTK_TYPE_SEARCH_ENTRY, NULL)), "sam");
  wait_until (
      fixture_count (setting.fixture, "GET /permission-grants/?status=ACTIVE&grantee_id=u1&grantee_id=u2")
      == 1);
  page_setting_answer (&setting, "GET /permission-grants/", 200, LIST ("0", ""));
  page_setting_answer (&setting, "GET /users/", 200, LIST ("0", ""));
  gtk_editable_set_text (GTK_EDITABLE (find (&setting, GTK_TYPE_SEARCH_ENTRY, NULL)), "zoe");
  wait_until (find (&setting, GTK_TYPE_LABEL, "Nothing Found") != NULL);
  fixture_on (setting.fixture, "GET /permission-grants/", grants_cb, NULL);
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "grants.reset", NULL);
  wait_until (find (&setting, GTK_TYPE_LABEL, "3 permissions") != NULL);
  page_setting_clear (&setting);
}

static GtkWidget *
open_dialog (PageSetting *setting)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (GTK_WIDGET (setting->page), "grants.new", NULL);
  dialog = wait_for_dialog (SS_TYPE_RECORD_DIALOG);
  wait_until (find_widget (dialog, ADW_TYPE_ACTION_ROW, "See the tenants of the platform.") != NULL);
  wait_until (find_widget (dialog, ADW_TYPE_ACTION_ROW, "Sam Staff") != NULL);
  return dialog;
}

static void
press (GtkWidget *dialog, const char *label)
{
  g_signal_emit_by_name (find_widget (dialog, GTK_TYPE_BUTTON, label), "clicked");
}

/* What may not be passed on stands there with the rule, and nobody grants himself. */
static void
test_refused (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog, *row, *allowed;

  start (&setting, MAY_MANAGE, 800);
  dialog = open_dialog (&setting);
  row = find_widget (dialog, ADW_TYPE_ACTION_ROW, "See the tenants of the platform.");
  allowed = find_widget (dialog, ADW_TYPE_ACTION_ROW, "See reports on bookings and revenue.");
  g_assert_false (gtk_widget_get_sensitive (row));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "You can only grant what your own role allows.");
  g_assert_true (gtk_widget_get_sensitive (allowed));
  row = find_widget (dialog, ADW_TYPE_ACTION_ROW, "Olivia Owner");
  g_assert_false (gtk_widget_get_sensitive (row));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Somebody else has to grant you this.");
  press (dialog, "_Give");
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL, "Choose somebody."));
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL, "Choose what is to be allowed."));
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL, "Give a reason of up to 500 characters."));
  g_assert_cmpuint (setting.bodies->len, ==, 0);
  page_setting_clear (&setting);
}

static void
test_give (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog, *row;

  start (&setting, MAY_MANAGE, 800);
  dialog = open_dialog (&setting);
  g_signal_emit_by_name (find_widget (dialog, ADW_TYPE_ACTION_ROW, "Sam Staff"), "activated");
  g_assert_null (find_widget (dialog, ADW_TYPE_ACTION_ROW, "Olivia Owner"));
  row = find_widget (dialog, ADW_TYPE_ACTION_ROW, "See reports on bookings and revenue.");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_widget (row, GTK_TYPE_CHECK_BUTTON, NULL)), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (dialog, ADW_TYPE_ENTRY_ROW, "Reason")), "Month's end");
  page_setting_answer (&setting, "POST /permission-grants/", 403,
                       "{\"detail\": \"Somebody else has to grant you this.\", \"code\":"
                       " \"permission_denied\", \"rule\": \"self\"}");
  press (dialog, "_Give");
  wait_until (find_widget (dialog, GTK_TYPE_LABEL, "Somebody else has to grant you this.") != NULL);
  g_assert_cmpstr (g_ptr_array_index (setting.bodies, 0), ==,
                   "{\"granteeId\":\"u2\",\"action\":\"reports.view\",\"reason\":\"Month's end\","
                   "\"durationMinutes\":30}");
  page_setting_answer (&setting, "POST /permission-grants/", 201,
                       GRANT ("g9", "Sam Staff", "ACTIVE", FUTURE));
  press (dialog, "_Give");
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (setting.toast, ==, "Sam Staff has the permission now.");
  page_setting_clear (&setting);
}

/* It can't be undone: it is asked first. */
static void
test_revoke (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog;

  start (&setting, MAY_MANAGE, 800);
  page_setting_answer (&setting, "POST /permission-grants/revoke/", 200,
                       "{\"results\": [{\"id\": \"g1\", \"ok\": true, \"code\": null}]}");
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "grants.revoke", "s", "g1");
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "Revoke Sam Staff’s Permission?");
  g_assert_cmpuint (setting.bodies->len, ==, 0);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "revoke");
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (setting.toast, ==, "Sam Staff’s permission was revoked.");
  g_assert_cmpstr (g_ptr_array_index (setting.bodies, 0), ==, "{\"ids\":[\"g1\"]}");
  page_setting_clear (&setting);
}

/* Only what is active can be marked; each has its result. */
static void
test_bulk (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog;

  start (&setting, MAY_MANAGE, 800);
  page_setting_answer (&setting, "POST /permission-grants/revoke/", 200,
                       "{\"results\": [{\"id\": \"g1\", \"ok\": true, \"code\": null},"
                       " {\"id\": \"g2\", \"ok\": false, \"code\": \"not_active\"}]}");
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "grants.select", NULL);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *check = find (&setting, GTK_TYPE_CHECK_BUTTON, NULL);

      /* The first, then the other. */
      while (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        {
          GtkWidget *item = gtk_widget_get_ancestor (check, SS_TYPE_ITEM_ROW);

          item = gtk_widget_get_next_sibling (gtk_widget_get_parent (item));
          check = find_widget (item, GTK_TYPE_CHECK_BUTTON, NULL);
        }
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
    }
  g_assert_nonnull (find (&setting, GTK_TYPE_BUTTON, "_Revoke 2 Permissions…"));
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "grants.revoke-selected", NULL);
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "revoke");
  wait_until (fixture_count (setting.fixture, "POST /permission-grants/revoke/") == 1);
  close_dialogs ();
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "1 of 2 Permissions Were Revoked");
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL, "Had ended already."));
  page_setting_clear (&setting);
}

/* All of one, with how often it was needed; the log is the platform's. */
static void
test_details (void)
{
  PageSetting setting = { 0 };
  GtkWidget *window, *row;

  start (&setting, MAY_MANAGE, 800);
  page_setting_answer (&setting, "GET /audit-log/", 200, LIST ("3", ""));
  row = gtk_widget_get_ancestor (find (&setting, GTK_TYPE_LABEL, "Sam Staff"), SS_TYPE_GRANT_ROW);
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  gtk_widget_activate (gtk_widget_get_parent (row));
  window = wait_for_dialog (ADW_TYPE_WINDOW);
  row = find_widget (window, ADW_TYPE_ACTION_ROW, "Reason");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Month’s end");
  row = find_widget (window, ADW_TYPE_ACTION_ROW, "Used");
  wait_until (g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "In 3 requests") == 0);
  press (window, "_Revoke…");
  wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  page_setting_clear (&setting);
}

/* Who may only look is told so. */
static void
test_view_only (void)
{
  PageSetting setting = { 0 };
  GtkWidget *button;

  start (&setting, MAY_VIEW, 800);
  button = find (&setting, GTK_TYPE_TOGGLE_BUTTON, NULL);
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==,
                   "Your role may look at what is granted but not give or revoke it.");
  page_setting_clear (&setting);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/app/grants-page/words", test_words);
  g_test_add_func ("/app/grants-page/notice", test_notice);
  g_test_add_func ("/app/grants-page/list", test_list);
  g_test_add_func ("/app/grants-page/filters", test_filters);
  g_test_add_func ("/app/grants-page/refused", test_refused);
  g_test_add_func ("/app/grants-page/give", test_give);
  g_test_add_func ("/app/grants-page/revoke", test_revoke);
  g_test_add_func ("/app/grants-page/bulk", test_bulk);
  g_test_add_func ("/app/grants-page/details", test_details);
  g_test_add_func ("/app/grants-page/view-only", test_view_only);
  return g_test_run ();
}
