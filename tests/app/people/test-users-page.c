/* test-users-page.c: the list of users, its filters, and what is changed of one
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/business/record-dialog.h"
#include "app/people/user-panel.h"
#include "app/people/users-page.h"
#include "app/widgets/field-error.h"
#include "page-setting.h"

#define MAY_MANAGE "\"users.view\", \"users.manage\""
#define USER(id, name, role, status, active, can)                                                            \
  "{\"id\": \"" id "\", \"name\": \"" name "\", \"email\": \"" id "@acme.example\", \"role\": \"" role "\"," \
  " \"tenantId\": \"t1\", \"tenantName\": \"Acme\", \"isActive\": " active ", \"isTemporary\": false,"       \
  " \"avatarUrl\": null, \"status\": \"" status "\", \"lastLoginAt\": null,"                                 \
  " \"createdAt\": \"2026-11-01T09:00:00Z\", \"resourceId\": null, \"can\": " can "}"
#define CAN                                                                                                 \
  "{\"masquerade\": {\"allowed\": true, \"rule\": null}, \"changeRole\": [\"TENANT_STAFF\", \"CUSTOMER\"]," \
  " \"deactivate\": true}"
#define CANNOT \
  "{\"masquerade\": {\"allowed\": false, \"rule\": \"matrix\"}, \"changeRole\": [], \"deactivate\": false}"
#define LIST(count, ...) \
  "{\"count\": " count ", \"next\": null, \"previous\": null, \"results\": [" __VA_ARGS__ "]}"

#define STAFF USER ("u2", "Sam Staff", "TENANT_STAFF", "ACTIVE", "true", CAN)
#define OWNER USER ("u1", "Olga Owner", "TENANT_OWNER", "ACTIVE", "true", CANNOT)
#define INVITED USER ("u3", "Ina Invited", "CUSTOMER", "INVITED", "false", CANNOT)

static void
start (PageSetting *setting, int width)
{
  page_setting_init (setting, MAY_MANAGE);
  page_setting_answer (setting, "GET /users/", 200, LIST ("3", STAFF "," OWNER "," INVITED));
  page_setting_start (setting, SS_TYPE_USERS_PAGE, width);
  wait_until (find_widget (GTK_WIDGET (setting->page), GTK_TYPE_LABEL, "3 users") != NULL);
}

static GtkWidget *
find (PageSetting *setting, GType type, const char *text)
{
  return find_widget (GTK_WIDGET (setting->page), type, text);
}

static void
test_list (void)
{
  PageSetting setting = { 0 };

  start (&setting, 360);
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Sam Staff"));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "u2@acme.example"));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Tenant owner"));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Invited"));
  g_assert_cmpint (gtk_widget_get_width (setting.window), <=, 360);
  page_setting_clear (&setting);
}

static void
test_filters (void)
{
  PageSetting setting = { 0 };
  GtkWidget *entry, *roles;

  start (&setting, 800);
  entry = find (&setting, GTK_TYPE_SEARCH_ENTRY, NULL);
  roles = find (&setting, GTK_TYPE_DROP_DOWN, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (roles), 1);
  wait_until (fixture_count (setting.fixture, "GET /users/?role=SUPERUSER&page=1") == 1);
  page_setting_answer (&setting, "GET /users/", 200, LIST ("0", ""));
  gtk_editable_set_text (GTK_EDITABLE (entry), "zoe");
  wait_until (fixture_count (setting.fixture, "GET /users/?search=zoe&role=SUPERUSER&page=1") == 1);
  wait_until (find (&setting, GTK_TYPE_LABEL, "Nobody Found") != NULL);
  page_setting_answer (&setting, "GET /users/", 200, LIST ("3", STAFF "," OWNER "," INVITED));
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "users.reset", NULL);
  wait_until (find (&setting, GTK_TYPE_LABEL, "3 users") != NULL);
  page_setting_clear (&setting);
}

/* A role is changed at once and can be taken back. */
static void
test_role (void)
{
  PageSetting setting = { 0 };

  start (&setting, 800);
  page_setting_answer (&setting, "PATCH /users/u2/", 200,
                       USER ("u2", "Sam Staff", "CUSTOMER", "ACTIVE", "true", CAN));
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "users.set-role", "(ss)", "u2", "CUSTOMER");
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (setting.toast, ==, "Sam Staff was changed.");
  g_assert_cmpstr (adw_toast_get_button_label (setting.last_toast), ==, "_Undo");
  g_assert_cmpuint (setting.bodies->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (setting.bodies, 0), ==, "{\"role\":\"CUSTOMER\"}");
  page_setting_clear (&setting);
}

/* Nobody is shut out by a slip: it is asked first, and what the platform refuses is said. */
static void
test_deactivate (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog;

  start (&setting, 800);
  page_setting_answer (&setting, "PATCH /users/u2/", 409,
                       "{\"detail\": \"Somebody has to own the business.\", \"code\": \"last_owner\"}");
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "users.set-active", "(sb)", "u2", FALSE);
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, "Deactivate Sam Staff?");
  g_assert_cmpuint (setting.bodies->len, ==, 0);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "deactivate");
  wait_until (setting.toast != NULL);
  g_assert_nonnull (strstr (setting.toast, "Sam Staff"));
  g_assert_nonnull (strstr (setting.toast, "Somebody has to own the business."));
  page_setting_clear (&setting);
}

static void
fill_in (GtkWidget *dialog, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_widget (dialog, ADW_TYPE_ENTRY_ROW, row)), text);
}

/* Beside the list where there is room, else in its place; what may not be seen is not there. */
static void
test_details (void)
{
  PageSetting setting = { 0 };
  GtkWidget *panel, *view;

  start (&setting, 360);
  view = find (&setting, GTK_TYPE_LIST_VIEW, NULL);
  g_signal_emit_by_name (view, "activate", 0);
  panel = find (&setting, SS_TYPE_USER_PANEL, NULL);
  g_assert_nonnull (panel);
  g_assert_nonnull (find_widget (panel, GTK_TYPE_LABEL, "u2@acme.example"));
  g_assert_nonnull (find_widget (panel, GTK_TYPE_LABEL, "Never"));
  g_assert_null (find_widget (panel, GTK_TYPE_LABEL, "Audit Log"));
  g_assert_null (find_widget (panel, GTK_TYPE_LABEL, "Granted for a While"));
  g_assert_false (gtk_widget_get_mapped (view));
  g_assert_cmpint (gtk_widget_get_width (setting.window), <=, 360);
  g_signal_emit_by_name (panel, "close");
  g_assert_null (find (&setting, SS_TYPE_USER_PANEL, NULL));
  g_assert_true (gtk_widget_get_mapped (view));
  page_setting_clear (&setting);
}

#define GRANT                                                                                                      \
  "{\"id\": \"g1\", \"grantor\": {\"id\": \"u1\", \"name\": \"Olga\", \"email\": \"u1@acme.example\", \"role\": "  \
  "\"TENANT_OWNER\"}, \"grantee\": {\"id\": \"u2\", \"name\": \"Sam\", \"email\": \"u2@acme.example\", \"role\": " \
  "\"TENANT_STAFF\"}, \"action\": \"settings.edit\", \"reason\": \"Opening hours\", \"createdAt\": "               \
  "\"2026-11-24T09:00:00Z\", \"expiresAt\": \"2026-11-24T09:30:00Z\", \"revokedAt\": null, \"revokedBy\": null, "  \
  "\"status\": \"ACTIVE\"}"

static void
test_details_of_all (void)
{
  PageSetting setting = { 0 };
  GtkWidget *panel;

  page_setting_init (&setting, MAY_MANAGE ", \"grants.view\", \"audit.view\"");
  page_setting_answer (&setting, "GET /users/", 200, LIST ("1", STAFF));
  page_setting_answer (&setting, "GET /permission-grants/", 200, LIST ("1", GRANT));
  page_setting_answer (&setting, "GET /audit-log/", 200, LIST ("0", ""));
  page_setting_start (&setting, SS_TYPE_USERS_PAGE, 900);
  wait_until (find (&setting, GTK_TYPE_LABEL, "1 user") != NULL);
  g_signal_emit_by_name (find (&setting, GTK_TYPE_LIST_VIEW, NULL), "activate", 0);
  panel = find (&setting, SS_TYPE_USER_PANEL, NULL);
  wait_until (find_widget (panel, GTK_TYPE_LABEL, "settings.edit") != NULL);
  wait_until (find_widget (panel, GTK_TYPE_LABEL, "Nothing is written down.") != NULL);
  g_assert_cmpuint (fixture_count (setting.fixture, "GET /permission-grants/?grantee_id=u2&status=ACTIVE"),
                    ==, 1);
  g_assert_cmpuint (fixture_count (setting.fixture, "GET /audit-log/?actor=u2"), ==, 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_widget (panel, GTK_TYPE_DROP_DOWN, NULL)), 1);
  wait_until (fixture_count (setting.fixture, "GET /audit-log/?target=u2") == 1);
  /* The list stays beside it. */
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "1 user"));
  page_setting_clear (&setting);
}

/* Who is marked stays so while the list changes; each has a result, and the refused are named with the
 * reason. */
static void
test_many (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog, *marks;

  start (&setting, 360);
  g_assert_null (find (&setting, GTK_TYPE_CHECK_BUTTON, NULL));
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "users.select", NULL);
  wait_until (find (&setting, GTK_TYPE_LABEL, "0 people selected") != NULL);
  marks = find (&setting, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (marks), TRUE);
  wait_until (find (&setting, GTK_TYPE_LABEL, "1 person selected") != NULL);
  g_assert_cmpint (gtk_widget_get_width (setting.window), <=, 360);

  page_setting_answer (&setting, "POST /users/bulk/", 200,
                       "{\"results\": [{\"id\": \"u2\", \"ok\": false, \"code\": \"not_below\"}]}");
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "users.batch-active", "b", FALSE);
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, "Deactivate 1 Person?");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "deactivate");
  close_dialogs ();
  wait_until (setting.bodies->len == 1);
  g_assert_cmpstr (g_ptr_array_index (setting.bodies, 0), ==, "{\"ids\":[\"u2\"],\"action\":\"DEACTIVATE\"}");
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, "0 of 1 Were Changed");
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL, "Sam Staff"));
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL, "You can only change people below your own role."));
  close_dialogs ();
  page_setting_clear (&setting);
}

/* Who has not accepted yet can be shut out, too. */
static void
test_invited (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog;

  start (&setting, 800);
  page_setting_answer (&setting, "POST /users/bulk/", 200,
                       "{\"results\": [{\"id\": \"u3\", \"ok\": true, \"code\": null}]}");
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "users.set-active", "(sb)", "u3", FALSE);
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "deactivate");
  close_dialogs ();
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (setting.toast, ==, "1 person was changed.");
  g_assert_cmpstr (g_ptr_array_index (setting.bodies, 0), ==, "{\"ids\":[\"u3\"],\"action\":\"DEACTIVATE\"}");
  g_assert_null (adw_toast_get_button_label (setting.last_toast));
  page_setting_clear (&setting);
}

static void
test_many_done (void)
{
  PageSetting setting = { 0 };

  start (&setting, 800);
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "users.select", NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find (&setting, GTK_TYPE_CHECK_BUTTON, NULL)), TRUE);
  page_setting_answer (&setting, "POST /users/bulk/", 200,
                       "{\"results\": [{\"id\": \"u2\", \"ok\": true, \"code\": null}]}");
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "users.batch-role", "s", "CUSTOMER");
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (setting.toast, ==, "1 person was changed.");
  g_assert_cmpstr (g_ptr_array_index (setting.bodies, 0), ==,
                   "{\"ids\":[\"u2\"],\"action\":\"SET_ROLE\",\"role\":\"CUSTOMER\"}");
  /* Marking is over with it. */
  wait_until (find (&setting, GTK_TYPE_LABEL, "3 users") != NULL);
  page_setting_clear (&setting);
}

/* Nobody gives a business away by a slip: the new owner's address is typed, and the own password. */
static void
test_transfer (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog, *password;

  start (&setting, 800);
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "users.transfer", "s", "u2");
  dialog = wait_for_dialog (SS_TYPE_RECORD_DIALOG);
  page_setting_answer (&setting, "POST /users/u2/transfer-ownership/", 400,
                       "{\"password\": [\"This is not your password.\"]}");
  password = find_widget (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (password), "wrong-horse-battery");
  fill_in (dialog, "E-Mail of the New Owner", "u3@acme.example");
  g_signal_emit_by_name (dialog, "save");
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL, "Type the address as it stands above."));
  g_assert_cmpuint (setting.bodies->len, ==, 0);

  fill_in (dialog, "E-Mail of the New Owner", "U2@acme.example");
  g_signal_emit_by_name (dialog, "save");
  wait_until (find_widget (dialog, GTK_TYPE_LABEL, "This is not your password.") != NULL);

  page_setting_answer (&setting, "POST /users/u2/transfer-ownership/", 200,
                       USER ("u2", "Sam Staff", "TENANT_OWNER", "ACTIVE", "true", CAN));
  gtk_editable_set_text (GTK_EDITABLE (password), PASSWORD);
  g_signal_emit_by_name (dialog, "save");
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (setting.toast, ==, "Sam Staff owns the business now.");
  g_assert_cmpstr (g_ptr_array_index (setting.bodies, 1), ==, "{\"password\":\"" PASSWORD "\"}");
  page_setting_clear (&setting);
}

#define ADDRESS "https://acme.example/invitation/?token=secret"

static GtkWidget *
open_invite_dialog (PageSetting *setting)
{
  start (setting, 800);
  gtk_widget_activate_action (GTK_WIDGET (setting->page), "users.invite", NULL);
  return wait_for_dialog (SS_TYPE_RECORD_DIALOG);
}

/* Only roles below the own; the address is there to be passed on. */
static void
test_invite (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog = open_invite_dialog (&setting);
  GtkWidget *owner = find_widget (dialog, ADW_TYPE_ACTION_ROW, "Tenant owner");

  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL, "Only roles below your own can be given."));
  g_assert_false (gtk_widget_is_sensitive (owner));
  g_assert_null (find_widget (dialog, ADW_TYPE_ACTION_ROW, "Superuser"));
  page_setting_answer (
      &setting, "POST /users/", 201,
      "{\"id\": \"u9\", \"name\": \"Nina New\", \"email\": \"nina@acme.example\", \"role\":"
      " \"TENANT_MANAGER\", \"tenantId\": \"t1\", \"tenantName\": \"Acme\", \"isActive\": false,"
      " \"isTemporary\": false, \"avatarUrl\": null, \"status\": \"INVITED\", \"lastLoginAt\": null,"
      " \"createdAt\": \"2026-11-01T09:00:00Z\", \"resourceId\": null, \"invitationUrl\": \"" ADDRESS "\"}");
  fill_in (dialog, "Name", " Nina New ");
  fill_in (dialog, "E-Mail", "nina@acme.example");
  adw_action_row_activate (ADW_ACTION_ROW (find_widget (dialog, ADW_TYPE_ACTION_ROW, "Tenant manager")));
  g_signal_emit_by_name (dialog, "save");
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, "Nina New Is Invited");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_widget (dialog, GTK_TYPE_ENTRY, NULL))), ==,
                   ADDRESS);
  g_assert_cmpstr (g_ptr_array_index (setting.bodies, 0), ==,
                   "{\"name\":\"Nina New\",\"email\":\"nina@acme.example\",\"role\":\"TENANT_MANAGER\"}");
  close_dialogs ();
  page_setting_clear (&setting);
}

/* What is wrong is said at its field, here or by the platform, and nothing typed is lost. */
static void
test_invite_faults (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog = open_invite_dialog (&setting);

  page_setting_answer (&setting, "POST /users/", 400, "{\"email\": [\"This address is invited already.\"]}");
  fill_in (dialog, "Name", "Nina New");
  fill_in (dialog, "E-Mail", "nobody");
  g_signal_emit_by_name (dialog, "save");
  g_assert_cmpuint (setting.bodies->len, ==, 0);
  fill_in (dialog, "E-Mail", "nina@acme.example");
  g_signal_emit_by_name (dialog, "save");
  wait_until (find_widget (dialog, GTK_TYPE_LABEL, "This address is invited already.") != NULL);
  g_assert_nonnull (find_widget (dialog, ADW_TYPE_ENTRY_ROW, "Name"));
  close_dialogs ();
  page_setting_clear (&setting);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/app/users-page/list", test_list);
  g_test_add_func ("/app/users-page/filters", test_filters);
  g_test_add_func ("/app/users-page/role", test_role);
  g_test_add_func ("/app/users-page/deactivate", test_deactivate);
  g_test_add_func ("/app/users-page/invite", test_invite);
  g_test_add_func ("/app/users-page/invite-faults", test_invite_faults);
  g_test_add_func ("/app/users-page/details", test_details);
  g_test_add_func ("/app/users-page/details-of-all", test_details_of_all);
  g_test_add_func ("/app/users-page/invited", test_invited);
  g_test_add_func ("/app/users-page/many", test_many);
  g_test_add_func ("/app/users-page/many-done", test_many_done);
  g_test_add_func ("/app/users-page/transfer", test_transfer);
  return g_test_run ();
}
