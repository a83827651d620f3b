/* test-catalog-pages.c: resources in their order, services with their prices
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/business/catalog-row.h"
#include "app/business/hours-editor.h"
#include "app/business/record-dialog.h"
#include "app/business/resources-page.h"
#include "app/business/services-page.h"
#include "page-setting.h"

#define MAY_EDIT "\"calendar.view\", \"catalog.edit\""
#define RESOURCE(id, name, position)                                                   \
  "{\"id\": \"" id "\", \"name\": \"" name "\", \"type\": \"ROOM\", \"userId\": null," \
  " \"color\": \"#ff0000\", \"isActive\": true, \"position\": " position ", \"workingHours\": null}"
#define SERVICE                                                                                       \
  "{\"id\": \"s1\", \"name\": \"Oil & Filter\", \"description\": \"Both.\", \"durationMinutes\": 90," \
  " \"bufferBeforeMinutes\": 0, \"bufferAfterMinutes\": 15, \"price\": \"80.50\","                    \
  " \"resourceIds\": [\"r2\"], \"isActive\": true}"
#define LIST(...) "{\"count\": 9, \"next\": null, \"previous\": null, \"results\": [" __VA_ARGS__ "]}"

static GtkWidget *
find (PageSetting *setting, GType type, const char *text)
{
  return find_widget (GTK_WIDGET (setting->page), type, text);
}

static void
start (PageSetting *setting, const char *permissions, GType type, const char *first)
{
  page_setting_init (setting, permissions);
  page_setting_answer (setting, "GET /resources/", 200,
                       LIST (RESOURCE ("r1", "Bay 1", "0") "," RESOURCE ("r2", "Bay 2", "1")));
  page_setting_answer (setting, "GET /services/", 200, LIST (SERVICE));
  page_setting_answer (setting, "GET /blockers/", 200, LIST ());
  page_setting_answer (setting, "GET /tenant/settings/", 200,
                       "{\"name\": \"Acme\", \"workingHours\": {\"mon\": [[\"09:00\", \"17:00\"]]}}");
  page_setting_start (setting, type, 700);
  wait_until (find (setting, SS_TYPE_CATALOG_ROW, first) != NULL);
}

static const char *
get_subtitle (PageSetting *setting, const char *name)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (find (setting, SS_TYPE_CATALOG_ROW, name)));
}

static GtkWidget *
open_dialog (PageSetting *setting, const char *name)
{
  GtkWidget *row = find (setting, SS_TYPE_CATALOG_ROW, name);

  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  return wait_for_dialog (SS_TYPE_RECORD_DIALOG);
}

static void
enter (GtkWidget *parent, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_widget (parent, ADW_TYPE_ENTRY_ROW, title)), text);
}

static void
test_order (void)
{
  PageSetting setting = { 0 };
  GtkListBoxRow *first;

  start (&setting, MAY_EDIT, SS_TYPE_RESOURCES_PAGE, "Bay 2");
  g_assert_cmpstr (get_subtitle (&setting, "Bay 1"), ==, "Room");
  page_setting_answer (&setting, "PATCH /resources/r1/", 200, "{\"id\": \"r1\"}");
  page_setting_answer (&setting, "PATCH /resources/r2/", 200, "{\"id\": \"r2\"}");
  g_signal_emit_by_name (find (&setting, SS_TYPE_CATALOG_ROW, "Bay 2"), "move", -1);
  wait_until (g_strcmp0 (setting.toast, "Bay 2 was moved.") == 0);
  g_assert_cmpuint (setting.bodies->len, ==, 2);
  first = gtk_list_box_get_row_at_index (GTK_LIST_BOX (find (&setting, GTK_TYPE_LIST_BOX, NULL)), 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (first)), ==, "Bay 2");

  g_signal_emit_by_name (setting.last_toast, "button-clicked");
  wait_until (setting.bodies->len == 4);
  first = gtk_list_box_get_row_at_index (GTK_LIST_BOX (find (&setting, GTK_TYPE_LIST_BOX, NULL)), 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (first)), ==, "Bay 1");

  /* The first can't go up. */
  g_signal_emit_by_name (first, "move", -1);
  g_assert_cmpuint (setting.bodies->len, ==, 4);
  settle ();
  page_setting_clear (&setting);
}

static void
test_switch (void)
{
  PageSetting setting = { 0 };
  GtkWidget *toggle;

  start (&setting, MAY_EDIT, SS_TYPE_RESOURCES_PAGE, "Bay 2");
  page_setting_answer (&setting, "PATCH /resources/r1/", 403,
                       "{\"detail\": \"No.\", \"code\": \"permission_denied\"}");
  toggle = find_widget (find (&setting, SS_TYPE_CATALOG_ROW, "Bay 1"), GTK_TYPE_SWITCH, NULL);
  gtk_switch_set_active (GTK_SWITCH (toggle), FALSE);
  g_assert_cmpstr (get_subtitle (&setting, "Bay 1"), ==, "Room · inactive");
  wait_until (setting.toast != NULL);
  g_assert_true (g_str_has_prefix (setting.toast, "Couldn’t change Bay 1"));
  g_assert_cmpstr (get_subtitle (&setting, "Bay 1"), ==, "Room");
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (toggle)));
  page_setting_clear (&setting);
}

static void
test_resource (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog, *row;

  start (&setting, MAY_EDIT, SS_TYPE_RESOURCES_PAGE, "Bay 2");
  page_setting_answer (&setting, "PATCH /resources/r1/", 400, "{\"name\": [\"There is one.\"]}");
  dialog = open_dialog (&setting, "Bay 1");
  enter (dialog, "Name", " ");
  g_signal_emit_by_name (dialog, "save");
  g_assert_cmpuint (setting.bodies->len, ==, 0);
  enter (dialog, "Name", "Bay 2");
  g_signal_emit_by_name (dialog, "save");
  wait_until (find_widget (dialog, GTK_TYPE_LABEL, "There is one.") != NULL);

  page_setting_answer (&setting, "PATCH /resources/r1/", 200, "{\"id\": \"r1\", \"name\": \"Pit\"}");
  enter (dialog, "Name", "Pit");
  row = find_widget (dialog, ADW_TYPE_ACTION_ROW, "Own Working Hours");
  gtk_switch_set_active (GTK_SWITCH (find_widget (row, GTK_TYPE_SWITCH, NULL)), TRUE);
  g_assert_nonnull (find_widget (dialog, SS_TYPE_HOURS_EDITOR, NULL));
  g_signal_emit_by_name (dialog, "save");
  wait_until (g_strcmp0 (setting.toast, "Pit was changed.") == 0);
  g_assert_cmpstr (
      setting.bodies->pdata[1], ==,
      "{\"name\":\"Pit\",\"workingHours\":{\"mon\":[[\"09:00\",\"17:00\"]],\"tue\":[],\"wed\":[],"
      "\"thu\":[],\"fri\":[],\"sat\":[],\"sun\":[]}}");
  g_assert_cmpstr (get_subtitle (&setting, "Pit"), ==, "Room · own working hours");
  page_setting_clear (&setting);
}

static void
test_in_use (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog;

  start (&setting, MAY_EDIT, SS_TYPE_RESOURCES_PAGE, "Bay 2");
  page_setting_answer (&setting, "DELETE /resources/r1/", 409,
                       "{\"detail\": \"It has appointments.\", \"code\": \"in_use\"}");
  page_setting_answer (&setting, "PATCH /resources/r1/", 200, "{\"id\": \"r1\"}");
  dialog = open_dialog (&setting, "Bay 1");
  g_signal_emit_by_name (find_widget (dialog, GTK_TYPE_BUTTON, "_Delete…"), "clicked");
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "delete");
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), ==, "It has appointments.");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "deactivate");
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (get_subtitle (&setting, "Bay 1"), ==, "Room · inactive");
  page_setting_clear (&setting);
}

static void
test_service (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog, *row;

  start (&setting, MAY_EDIT, SS_TYPE_SERVICES_PAGE, "Oil & Filter");
  g_assert_cmpstr (get_subtitle (&setting, "Oil & Filter"), ==,
                   "1 h 30 min · 80.50\302\240EUR · 0 + 15 min kept free · Bay 2");
  page_setting_answer (&setting, "PATCH /services/s1/", 200, "{\"id\": \"s1\"}");
  dialog = open_dialog (&setting, "Oil & Filter");
  enter (dialog, "Price in EUR", "eighty");
  g_signal_emit_by_name (dialog, "save");
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL, "Write a price, such as 89.99."));
  enter (dialog, "Price in EUR", "1.089,90");
  row = find_widget (dialog, ADW_TYPE_ACTION_ROW, "Bay 1");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_widget (row, GTK_TYPE_CHECK_BUTTON, NULL)), TRUE);
  row = find_widget (dialog, ADW_TYPE_ACTION_ROW, "Length in Minutes");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_widget (row, GTK_TYPE_SPIN_BUTTON, NULL)), 45);
  g_signal_emit_by_name (dialog, "save");
  wait_until (g_strcmp0 (setting.toast, "Oil &amp; Filter was changed.") == 0);
  g_assert_cmpstr (setting.bodies->pdata[0], ==,
                   "{\"durationMinutes\":45,\"price\":\"1089.90\",\"resourceIds\":[\"r2\",\"r1\"]}");
  page_setting_clear (&setting);
}

static void
test_create (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog;

  start (&setting, MAY_EDIT, SS_TYPE_SERVICES_PAGE, "Oil & Filter");
  page_setting_answer (&setting, "POST /services/", 201,
                       "{\"id\": \"s2\", \"name\": \"Brakes\", \"durationMinutes\": 60, \"isActive\": true}");
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "services.new", NULL);
  dialog = wait_for_dialog (SS_TYPE_RECORD_DIALOG);
  enter (dialog, "Name", "Brakes");
  enter (dialog, "Price in EUR", "99");
  g_signal_emit_by_name (dialog, "save");
  wait_until (g_strcmp0 (setting.toast, "Brakes was added.") == 0);
  g_assert_nonnull (strstr (setting.bodies->pdata[0], "\"durationMinutes\":60"));
  g_assert_nonnull (strstr (setting.bodies->pdata[0], "\"price\":\"99.00\""));
  g_assert_nonnull (find (&setting, SS_TYPE_CATALOG_ROW, "Brakes"));
  page_setting_clear (&setting);
}

static void
test_search (void)
{
  PageSetting setting = { 0 };
  GtkWidget *entry;

  start (&setting, MAY_EDIT, SS_TYPE_RESOURCES_PAGE, "Bay 2");
  entry = find (&setting, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "ROOM 2");
  wait_until (find (&setting, SS_TYPE_CATALOG_ROW, "Bay 1") == NULL);
  g_assert_nonnull (find (&setting, SS_TYPE_CATALOG_ROW, "Bay 2"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "nothing");
  wait_until (find (&setting, GTK_TYPE_LABEL, "Nothing Found") != NULL);
  g_signal_emit_by_name (entry, "stop-search");
  wait_until (find (&setting, SS_TYPE_CATALOG_ROW, "Bay 1") != NULL);
  page_setting_clear (&setting);
}

static void
test_read_only (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog, *toggle;

  start (&setting, "\"calendar.view\"", SS_TYPE_RESOURCES_PAGE, "Bay 2");
  toggle = find_widget (find (&setting, SS_TYPE_CATALOG_ROW, "Bay 1"), GTK_TYPE_SWITCH, NULL);
  g_assert_false (gtk_widget_is_sensitive (toggle));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (toggle), "catalog.edit"));
  g_signal_emit_by_name (find (&setting, SS_TYPE_CATALOG_ROW, "Bay 2"), "move", -1);
  dialog = open_dialog (&setting, "Bay 1");
  g_assert_false (gtk_widget_is_sensitive (find_widget (dialog, ADW_TYPE_ENTRY_ROW, "Name")));
  g_assert_null (find_widget (dialog, GTK_TYPE_BUTTON, "_Delete…"));
  g_assert_cmpuint (setting.bodies->len, ==, 0);
  page_setting_clear (&setting);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/app/catalog-pages/order", test_order);
  g_test_add_func ("/app/catalog-pages/switch", test_switch);
  g_test_add_func ("/app/catalog-pages/resource", test_resource);
  g_test_add_func ("/app/catalog-pages/in-use", test_in_use);
  g_test_add_func ("/app/catalog-pages/service", test_service);
  g_test_add_func ("/app/catalog-pages/create", test_create);
  g_test_add_func ("/app/catalog-pages/search", test_search);
  g_test_add_func ("/app/catalog-pages/read-only", test_read_only);

  return g_test_run ();
}
