/* test-customers-page.c: finding, changing, adding and deleting customers
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/business/customer-columns.h"
#include "app/business/customer-form.h"
#include "app/business/customer-panel.h"
#include "app/business/customers-page.h"
#include "app/business/record-dialog.h"
#include "app/widgets/status-view.h"
#include "page-setting.h"

#define MAY_EDIT "\"customers.view\", \"customers.edit\""
#define ANN(city)                                                                                             \
  "{\"id\": \"c1\", \"name\": \"Ann Smith\", \"email\": \"ann@example.com\", \"phone\": \"555 1\","           \
  " \"city\": \"" city "\", \"state\": \"\", \"zip\": \"\", \"tags\": [\"VIP\"], \"status\": \"ACTIVE\","     \
  " \"totalSpend\": \"80.00\", \"lastVisit\": \"2026-11-20T08:00:00Z\", \"noShowCount\": 2, \"notes\": \"\"," \
  " \"userId\": null}"
#define LIST(...) "{\"count\": 1, \"next\": null, \"previous\": null, \"results\": [" __VA_ARGS__ "]}"
#define BOOKING                                                                                \
  "{\"id\": \"b1\", \"serviceName\": \"Oil Change\", \"startTime\": \"2026-11-20T08:00:00Z\"," \
  " \"status\": \"COMPLETED\"}"

static void
start (PageSetting *setting, const char *permissions, int width)
{
  page_setting_init (setting, permissions);
  page_setting_answer (setting, "GET /customers/", 200, LIST (ANN ("Bonn")));
  page_setting_answer (setting, "GET /customers/c1/appointments/", 200, LIST (BOOKING));
  page_setting_start (setting, SS_TYPE_CUSTOMERS_PAGE, width);
  wait_until (find_widget (GTK_WIDGET (setting->page), GTK_TYPE_LABEL, "Ann Smith") != NULL);
}

static GtkWidget *
find (PageSetting *setting, GType type, const char *text)
{
  return find_widget (GTK_WIDGET (setting->page), type, text);
}

static void
open_first (PageSetting *setting)
{
  GtkWidget *view = find (setting, GTK_TYPE_COLUMN_VIEW, NULL);

  g_signal_emit_by_name (view, "activate", 0);
  wait_until (find (setting, SS_TYPE_CUSTOMER_PANEL, NULL) != NULL);
}

static void
test_search (void)
{
  PageSetting setting = { 0 };

  start (&setting, MAY_EDIT, 1000);
  g_object_set (setting.page, "search", "ann", "status", "BLOCKED", NULL);
  wait_until (fixture_count (setting.fixture, "GET /customers/?search=ann&status=BLOCKED&page=1") == 1);
  wait_until (find (&setting, GTK_TYPE_LABEL, "1 customer found") != NULL);
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "customers.reset", NULL);
  wait_until (find (&setting, GTK_TYPE_LABEL, "1 customer") != NULL);
  page_setting_clear (&setting);
}

static void
sort_by (GtkColumnView *view, guint position, GtkSortType type)
{
  g_autoptr (GtkColumnViewColumn) column =
      g_list_model_get_item (gtk_column_view_get_columns (view), position);

  gtk_column_view_sort_by_column (view, column, type);
}

static void
test_ordering (void)
{
  PageSetting setting = { 0 };
  GtkColumnView *view;
  g_autoptr (GVariant) state = NULL;
  const char *ordering = NULL;

  start (&setting, MAY_EDIT, 1000);
  view = GTK_COLUMN_VIEW (find (&setting, GTK_TYPE_COLUMN_VIEW, NULL));
  sort_by (view, 5, GTK_SORT_DESCENDING);
  wait_until (fixture_count (setting.fixture, "GET /customers/?ordering=-last_visit&page=1") == 1);
  sort_by (view, 6, GTK_SORT_ASCENDING);
  wait_until (fixture_count (setting.fixture, "GET /customers/?ordering=total_spend&page=1") == 1);

  state = g_variant_ref_sink (ss_page_save_state (setting.page));
  g_assert_true (g_variant_lookup (state, "ordering", "&s", &ordering));
  g_assert_cmpstr (ordering, ==, "total_spend");
  page_setting_clear (&setting);
}

static guint
count_columns (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      n += gtk_column_view_column_get_visible (column) ? 1 : 0;
    }
  return n;
}

static void
test_widths (void)
{
  PageSetting setting = { 0 };
  GtkColumnView *view;

  start (&setting, MAY_EDIT, 1300);
  view = GTK_COLUMN_VIEW (find (&setting, GTK_TYPE_COLUMN_VIEW, NULL));
  wait_until (count_columns (view) == 9);
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "20 Nov 2026"));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "80.00\302\240EUR"));
  page_setting_clear (&setting);

  memset (&setting, 0, sizeof setting);
  start (&setting, MAY_EDIT, 360);
  view = GTK_COLUMN_VIEW (find (&setting, GTK_TYPE_COLUMN_VIEW, NULL));
  wait_until (count_columns (view) == 1);
  wait_until (find (&setting, GTK_TYPE_LABEL, "555 1") != NULL);
  /* The details take the list's place, and give it back. */
  open_first (&setting);
  g_assert_null (find (&setting, GTK_TYPE_COLUMN_VIEW, NULL));
  g_signal_emit_by_name (find (&setting, SS_TYPE_CUSTOMER_PANEL, NULL), "close");
  g_assert_null (find (&setting, SS_TYPE_CUSTOMER_PANEL, NULL));
  g_assert_nonnull (find (&setting, GTK_TYPE_COLUMN_VIEW, NULL));
  page_setting_clear (&setting);
}

static void
enter (GtkWidget *parent, const char *title, const char *text)
{
  GtkWidget *row = find_widget (parent, ADW_TYPE_ENTRY_ROW, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
test_change (void)
{
  PageSetting setting = { 0 };
  GtkWidget *row;

  start (&setting, MAY_EDIT, 1000);
  page_setting_answer (&setting, "PATCH /customers/c1/", 200, ANN ("Jena"));
  open_first (&setting);
  wait_until (find (&setting, GTK_TYPE_LABEL, "1 booking, newest first") != NULL);
  wait_until (find (&setting, GTK_TYPE_LABEL, "Oil Change") != NULL);
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Fri 20 Nov 2026, 09:00 · Completed"));

  enter (GTK_WIDGET (setting.page), "City", "Jena");
  row = find (&setting, ADW_TYPE_ENTRY_ROW, "City");
  g_signal_emit_by_name (row, "apply");
  wait_until (g_strcmp0 (setting.toast, "Ann Smith was changed.") == 0);
  g_assert_cmpstr (setting.bodies->pdata[0], ==, "{\"city\":\"Jena\"}");

  page_setting_answer (&setting, "PATCH /customers/c1/", 200, ANN ("Bonn"));
  g_clear_pointer (&setting.toast, g_free);
  g_signal_emit_by_name (setting.last_toast, "button-clicked");
  wait_until (setting.toast != NULL);
  g_assert_cmpuint (setting.bodies->len, ==, 2);
  g_assert_cmpstr (setting.bodies->pdata[1], ==, "{\"city\":\"Bonn\"}");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Bonn");
  page_setting_clear (&setting);
}

/* What was written stays to be put right, the list shows what the platform has. */
static void
test_refused (void)
{
  PageSetting setting = { 0 };
  GtkWidget *row;

  start (&setting, MAY_EDIT, 1300);
  page_setting_answer (&setting, "PATCH /customers/c1/", 400, "{\"email\": [\"Somebody else has it.\"]}");
  open_first (&setting);
  enter (GTK_WIDGET (setting.page), "E-Mail", "no address");
  row = find (&setting, ADW_TYPE_ENTRY_ROW, "E-Mail");
  g_signal_emit_by_name (row, "apply");
  g_assert_cmpuint (setting.bodies->len, ==, 0);

  enter (GTK_WIDGET (setting.page), "E-Mail", "bea@example.com");
  g_signal_emit_by_name (row, "apply");
  wait_until (find (&setting, GTK_TYPE_LABEL, "Somebody else has it.") != NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "bea@example.com");
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "ann@example.com"));
  wait_until (setting.toast != NULL);
  g_assert_true (g_str_has_prefix (setting.toast, "Couldn’t change Ann Smith"));
  page_setting_clear (&setting);
}

static void
test_create (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog;

  start (&setting, MAY_EDIT, 1000);
  page_setting_answer (&setting, "POST /customers/", 201, "{\"id\": \"c2\", \"name\": \"Bea Jones\"}");
  page_setting_answer (&setting, "GET /customers/c2/appointments/", 200,
                       "{\"count\": 0, \"next\": null, \"results\": []}");
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "customers.new", NULL);
  dialog = wait_for_dialog (SS_TYPE_RECORD_DIALOG);
  g_signal_emit_by_name (dialog, "save");
  g_assert_cmpuint (setting.bodies->len, ==, 0);

  enter (dialog, "Name", " Bea Jones ");
  g_signal_emit_by_name (dialog, "save");
  wait_until (g_strcmp0 (setting.toast, "Bea Jones was added.") == 0);
  g_assert_true (g_str_has_prefix (setting.bodies->pdata[0], "{\"name\":\"Bea Jones\""));
  g_assert_nonnull (find (&setting, SS_TYPE_CUSTOMER_PANEL, NULL));
  wait_until (find (&setting, GTK_TYPE_LABEL, "None yet.") != NULL);
  page_setting_clear (&setting);
}

static void
test_in_use (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog;

  start (&setting, MAY_EDIT, 1000);
  page_setting_answer (&setting, "DELETE /customers/c1/", 409, "{\"detail\": \"No.\", \"code\": \"in_use\"}");
  page_setting_answer (&setting, "PATCH /customers/c1/", 200, "{\"id\": \"c1\", \"status\": \"INACTIVE\"}");
  open_first (&setting);
  g_signal_emit_by_name (find (&setting, SS_TYPE_CUSTOMER_PANEL, NULL), "delete");
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, "Delete Ann Smith?");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "delete");
  gtk_window_destroy (GTK_WINDOW (dialog));

  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "Ann Smith Has Bookings");
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Ann Smith"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "deactivate");
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (setting.bodies->pdata[0], ==, "{\"status\":\"INACTIVE\"}");
  page_setting_clear (&setting);
}

/* Staff read and are told why they can't write. */
static void
test_read_only (void)
{
  PageSetting setting = { 0 };
  GtkWidget *form;

  start (&setting, "\"customers.view\"", 1000);
  open_first (&setting);
  form = find (&setting, SS_TYPE_CUSTOMER_FORM, NULL);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (form), "customers.edit"));
  g_assert_false (gtk_widget_is_sensitive (find (&setting, ADW_TYPE_ENTRY_ROW, "Name")));
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (setting.page), "customers.new", NULL)
                  && g_list_model_get_n_items (gtk_window_get_toplevels ()) > 1);
  page_setting_clear (&setting);
}

static void
test_states (void)
{
  PageSetting setting = { 0 };

  page_setting_init (&setting, MAY_EDIT);
  page_setting_answer (&setting, "GET /customers/", 200, "{\"count\": 0, \"next\": null, \"results\": []}");
  page_setting_start (&setting, SS_TYPE_CUSTOMERS_PAGE, 800);
  wait_until (find (&setting, GTK_TYPE_LABEL, "No Customers Yet") != NULL);
  page_setting_answer (&setting, "GET /customers/", 403,
                       "{\"detail\": \"Not for you.\", \"code\": \"permission_denied\"}");
  g_object_set (setting.page, "search", "x", NULL);
  wait_until (find (&setting, GTK_TYPE_LABEL, "Couldn’t Load the Customers") != NULL
              || find (&setting, GTK_TYPE_LABEL, "Couldn't load the customers") != NULL
              || ss_status_view_get_state (SS_STATUS_VIEW (find (&setting, SS_TYPE_STATUS_VIEW, NULL)))
                     == SS_LOAD_FAILED);
  page_setting_clear (&setting);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/app/customers-page/search", test_search);
  g_test_add_func ("/app/customers-page/ordering", test_ordering);
  g_test_add_func ("/app/customers-page/widths", test_widths);
  g_test_add_func ("/app/customers-page/change", test_change);
  g_test_add_func ("/app/customers-page/refused", test_refused);
  g_test_add_func ("/app/customers-page/create", test_create);
  g_test_add_func ("/app/customers-page/in-use", test_in_use);
  g_test_add_func ("/app/customers-page/read-only", test_read_only);
  g_test_add_func ("/app/customers-page/states", test_states);

  return g_test_run ();
}
