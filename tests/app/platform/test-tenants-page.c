/* test-tenants-page.c: the list of businesses, and making, suspending and deleting them
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/business/record-dialog.h"
#include "app/platform/tenant-row.h"
#include "app/platform/tenants-page.h"
#include "page-setting.h"

#define MAY_MANAGE "\"tenants.view\", \"tenants.manage\""
#define MEMBERS(id, name, subdomain, status)                                               \
  "\"id\": \"" id "\", \"name\": \"" name "\", \"subdomain\": \"" subdomain                \
  "\", \"schemaName\": \"tenant\","                                                        \
  " \"subscriptionTier\": \"BUSINESS\", \"status\": \"" status "\", \"isDemo\": false,"    \
  " \"createdAt\": \"2026-11-01T09:00:00Z\", \"userCount\": 5, \"appointmentCount\": 120," \
  " \"primaryDomain\": \"" subdomain ".smoothschedule.com\""
#define TENANT(...) "{" MEMBERS (__VA_ARGS__) "}"
#define LIST(count, ...) \
  "{\"count\": " count ", \"next\": null, \"previous\": null, \"results\": [" __VA_ARGS__ "]}"

#define ACME TENANT ("t1", "Acme", "acme", "ACTIVE")
#define CLOSED TENANT ("t2", "Closed", "closed", "SUSPENDED")
#define ADDRESS "https://new.example/invitation/?token=secret"

static void
start (PageSetting *setting, const char *permissions, int width)
{
  page_setting_init (setting, permissions);
  page_setting_answer (setting, "GET /platform/tenants/", 200, LIST ("2", ACME "," CLOSED));
  page_setting_start (setting, SS_TYPE_TENANTS_PAGE, width);
  wait_until (find_widget (GTK_WIDGET (setting->page), GTK_TYPE_LABEL, "2 tenants") != NULL);
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

  start (&setting, "\"tenants.view\"", 360);
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Acme"));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "acme.smoothschedule.com"));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Business · 5 users · 120 bookings"));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Suspended"));
  g_assert_cmpint (gtk_widget_get_width (setting.window), <=, 360);
  /* Who may only look makes none. */
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "tenants.create", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
  page_setting_clear (&setting);
}

static void
visit_cb (GSimpleAction *action, GVariant *parameter, gpointer subdomain)
{
  *(char **) subdomain = g_variant_dup_string (parameter, NULL);
}

/* A row leads to the business's own pages. */
static void
test_open (void)
{
  PageSetting setting = { 0 };
  g_autofree char *subdomain = NULL;
  const GActionEntry entry = { .name = "visit-tenant", .activate = visit_cb, .parameter_type = "s" };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  GtkWidget *row;

  start (&setting, "\"tenants.view\"", 800);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), &entry, 1, &subdomain);
  gtk_widget_insert_action_group (setting.window, "win", G_ACTION_GROUP (actions));
  row = gtk_widget_get_ancestor (find (&setting, GTK_TYPE_LABEL, "Closed"), SS_TYPE_TENANT_ROW);
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  gtk_widget_activate (gtk_widget_get_parent (row));
  wait_until (subdomain != NULL);
  g_assert_cmpstr (subdomain, ==, "closed");
  page_setting_clear (&setting);
}

static void
test_filters (void)
{
  PageSetting setting = { 0 };
  GtkWidget *entry, *tiers;

  start (&setting, MAY_MANAGE, 800);
  entry = find (&setting, GTK_TYPE_SEARCH_ENTRY, NULL);
  tiers = find (&setting, GTK_TYPE_DROP_DOWN, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (tiers), 1);
  wait_until (fixture_count (setting.fixture, "GET /platform/tenants/?subscription_tier=FREE&page=1") == 1);
  page_setting_answer (&setting, "GET /platform/tenants/", 200, LIST ("0", ""));
  gtk_editable_set_text (GTK_EDITABLE (entry), "zoe");
  wait_until (
      fixture_count (setting.fixture, "GET /platform/tenants/?search=zoe&subscription_tier=FREE&page=1")
      == 1);
  wait_until (find (&setting, GTK_TYPE_LABEL, "No Tenants Found") != NULL);
  page_setting_clear (&setting);
}

/* It is asked before people are shut out; letting them in again needs no question. */
static void
test_suspend (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog;

  start (&setting, MAY_MANAGE, 800);
  page_setting_answer (&setting, "PATCH /platform/tenants/t1/", 200,
                       TENANT ("t1", "Acme", "acme", "SUSPENDED"));
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "tenants.set-status", "(ss)", "t1", "SUSPENDED");
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, "Suspend Acme?");
  g_assert_cmpuint (setting.bodies->len, ==, 0);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "suspend");
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (setting.toast, ==, "Acme was changed.");
  g_assert_cmpstr (g_ptr_array_index (setting.bodies, 0), ==, "{\"status\":\"SUSPENDED\"}");
  page_setting_clear (&setting);
}

/* Only who types the subdomain can delete. */
static void
test_delete (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog, *entry;

  start (&setting, MAY_MANAGE, 800);
  page_setting_answer (&setting, "DELETE /platform/tenants/t1/", 204, "");
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "tenants.delete", "s", "t1");
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  entry = find_widget (dialog, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "acm");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "delete"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "acme");
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "delete"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "delete");
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (setting.toast, ==, "Acme was deleted. A backup is kept for 30 days.");
  g_assert_cmpuint (fixture_count (setting.fixture, "DELETE /platform/tenants/t1/"), ==, 1);
  page_setting_clear (&setting);
}

static void
fill_in (GtkWidget *dialog, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_widget (dialog, ADW_TYPE_ENTRY_ROW, row)), text);
}

/* What is wrong is said before anything is sent; the address is there to be passed on. */
static void
test_create (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog;

  start (&setting, MAY_MANAGE, 800);
  page_setting_answer (&setting, "POST /platform/tenants/", 201,
                       "{" MEMBERS ("t3", "New", "new", "ACTIVE") ", \"invitationUrl\": \"" ADDRESS "\"}");
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "tenants.create", NULL);
  dialog = wait_for_dialog (SS_TYPE_RECORD_DIALOG);
  fill_in (dialog, "Name of the business", "New");
  fill_in (dialog, "Subdomain", "admin");
  fill_in (dialog, "Full name", "Olga");
  fill_in (dialog, "E-Mail", "olga@new.example");
  g_signal_emit_by_name (dialog, "save");
  g_assert_cmpuint (setting.bodies->len, ==, 0);
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL, "This subdomain is reserved. Choose another one."));
  fill_in (dialog, "Subdomain", "new");
  g_signal_emit_by_name (dialog, "save");
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "The Owner of New Is Invited");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_widget (dialog, GTK_TYPE_ENTRY, NULL))), ==,
                   ADDRESS);
  g_assert_cmpstr (g_ptr_array_index (setting.bodies, 0), ==,
                   "{\"name\":\"New\",\"subdomain\":\"new\",\"subscriptionTier\":\"FREE\",\"isDemo\":false,"
                   "\"ownerEmail\":\"olga@new.example\",\"ownerName\":\"Olga\"}");
  close_dialogs ();
  page_setting_clear (&setting);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/app/tenants-page/list", test_list);
  g_test_add_func ("/app/tenants-page/open", test_open);
  g_test_add_func ("/app/tenants-page/filters", test_filters);
  g_test_add_func ("/app/tenants-page/suspend", test_suspend);
  g_test_add_func ("/app/tenants-page/delete", test_delete);
  g_test_add_func ("/app/tenants-page/create", test_create);
  return g_test_run ();
}
