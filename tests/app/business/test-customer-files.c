/* test-customer-files.c: importing customers with a look at them first, exporting those that are shown
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib/gstdio.h>

#include "app/business/customer-files.h"
#include "app/business/customers-page.h"
#include "app/business/import-dialog.h"
#include "page-setting.h"

#define MAY_EDIT "\"customers.view\", \"customers.edit\""
#define LIST                                                                                    \
  "{\"count\": 1, \"next\": null, \"previous\": null, \"results\": [{\"id\": \"c1\", \"name\":" \
  " \"Ann Smith\", \"status\": \"ACTIVE\"}]}"

typedef struct
{
  PageSetting page;
  SsCustomerFiles *files;
  char *directory;
  GFile *file;
} Setting;

static void
start (Setting *setting, const char *permissions)
{
  g_autofree char *path = NULL;

  setting->directory = g_dir_make_tmp ("ss-files-XXXXXX", NULL);
  path = g_build_filename (setting->directory, "customers.csv", NULL);
  setting->file = g_file_new_for_path (path);
  if (permissions != NULL)
    page_setting_init (&setting->page, permissions);
  page_setting_answer (&setting->page, "GET /customers/", 200, LIST);
  page_setting_start (&setting->page, SS_TYPE_CUSTOMERS_PAGE, 800);
  setting->files = ss_customer_files_new (setting->page.page);
  wait_until (find_widget (GTK_WIDGET (setting->page.page), GTK_TYPE_LABEL, "Ann Smith") != NULL);
}

static void
clear (Setting *setting)
{
  assert_finalized (setting->files);
  page_setting_clear (&setting->page);
  g_file_delete (setting->file, NULL, NULL);
  g_assert_no_errno (g_rmdir (setting->directory));
  g_object_unref (setting->file);
  g_free (setting->directory);
}

static void
write_file (Setting *setting, const char *text)
{
  g_assert_true (
      g_file_replace_contents (setting->file, text, strlen (text), NULL, FALSE, 0, NULL, NULL, NULL));
}

static void
test_import (void)
{
  Setting setting = { 0 };
  GtkWidget *dialog, *button;
  guint n_loads;

  start (&setting, MAY_EDIT);
  page_setting_answer (&setting.page, "POST /customers/", 201, "{\"id\": \"c9\"}");
  write_file (&setting, "Name;E-Mail\nBea Jones;bea@example.com\n;nobody@example.com\nCem;\n");
  ss_customer_files_import (setting.files, setting.file);
  dialog = wait_for_dialog (SS_TYPE_IMPORT_DIALOG);
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL,
                                 "2 customers are ready to be imported. 1 line can’t be imported."));
  wait_until (find_widget (dialog, GTK_TYPE_LABEL, "Line 3: ") != NULL);
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL, "Line 2: Bea Jones"));
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL, "bea@example.com"));
  g_assert_cmpuint (setting.page.bodies->len, ==, 0);

  n_loads = fixture_count (setting.page.fixture, "GET /customers/");
  button = find_widget (dialog, GTK_TYPE_BUTTON, "_Import");
  g_signal_emit_by_name (button, "clicked");
  wait_until (find_widget (dialog, GTK_TYPE_LABEL, "2 customers were added. 1 line can’t be imported.")
              != NULL);
  g_assert_cmpuint (setting.page.bodies->len, ==, 2);
  g_assert_false (gtk_widget_get_sensitive (button));
  wait_until (fixture_count (setting.page.fixture, "GET /customers/") > n_loads);
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_BUTTON, "_Close"));
  clear (&setting);
}

/* What is refused for all can be tried again. */
static void
test_import_fails (void)
{
  Setting setting = { 0 };
  GtkWidget *dialog;

  start (&setting, MAY_EDIT);
  page_setting_answer (&setting.page, "POST /customers/", 403,
                       "{\"detail\": \"You may not.\", \"code\": \"permission_denied\"}");
  write_file (&setting, "Name\nBea\n");
  ss_customer_files_import (setting.files, setting.file);
  dialog = wait_for_dialog (SS_TYPE_IMPORT_DIALOG);
  g_signal_emit_by_name (find_widget (dialog, GTK_TYPE_BUTTON, "_Import"), "clicked");
  wait_until (find_widget (dialog, GTK_TYPE_LABEL, "You may not.") != NULL);
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL, "1 customer is ready to be imported."));
  g_assert_true (gtk_widget_get_sensitive (find_widget (dialog, GTK_TYPE_BUTTON, "_Import")));
  clear (&setting);
}

static void
test_no_table (void)
{
  Setting setting = { 0 };

  start (&setting, MAY_EDIT);
  write_file (&setting, "Height,Weight\n1,2\n");
  ss_customer_files_import (setting.files, setting.file);
  wait_until (setting.page.toast != NULL);
  g_assert_true (g_str_has_prefix (setting.page.toast, "Couldn’t use this file: The first line must say"));
  clear (&setting);
}

static void
test_export (void)
{
  Setting setting = { 0 };
  g_autofree char *text = NULL;

  start (&setting, "\"customers.view\"");
  g_object_set (setting.page.page, "status", "ACTIVE", NULL);
  g_assert_null (ss_customer_files_get_export_obstacle (setting.files));
  ss_customer_files_export (setting.files, setting.file);
  g_assert_true (ss_customer_files_get_is_exporting (setting.files));
  wait_until (g_strcmp0 (setting.page.toast, "1 customer was exported.") == 0);
  g_assert_false (ss_customer_files_get_is_exporting (setting.files));
  g_assert_cmpuint (fixture_count (setting.page.fixture,
                                   "GET /customers/?status=ACTIVE&page=1&page_size=1000"),
                    ==, 1);
  g_assert_true (g_file_load_contents (setting.file, NULL, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "Ann Smith"));
  clear (&setting);
}

/* Contract, section 4: no customer list is exported while masquerading. */
static void
test_masquerading (void)
{
  Setting setting = { 0 };

  page_setting_init (&setting.page, "");
  page_setting_answer (
      &setting.page, "GET /users/me/", 200,
      "{\"id\": \"u1\", \"name\": \"Olivia Owner\", \"email\": \"" EMAIL "\", \"role\": \"TENANT_OWNER\","
      " \"permissions\": [" MAY_EDIT "], \"masquerade\": {\"realUser\": {\"id\": \"u9\", \"name\": \"Sue\"},"
      " \"mode\": \"ACT\", \"reason\": \"Somebody asked me\", \"startedAt\": \"2026-11-23T09:00:00Z\","
      " \"expiresAt\": \"2026-11-23T09:30:00Z\"},"
      " \"tenant\": {\"id\": \"t1\", \"name\": \"Acme Auto\", \"subdomain\": \"acme-auto\"}}");
  start (&setting, NULL);
  g_assert_nonnull (ss_customer_files_get_export_obstacle (setting.files));
  ss_customer_files_export (setting.files, setting.file);
  g_assert_false (ss_customer_files_get_is_exporting (setting.files));
  g_assert_false (g_file_query_exists (setting.file, NULL));
  clear (&setting);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/app/customer-files/import", test_import);
  g_test_add_func ("/app/customer-files/import-fails", test_import_fails);
  g_test_add_func ("/app/customer-files/no-table", test_no_table);
  g_test_add_func ("/app/customer-files/export", test_export);
  g_test_add_func ("/app/customer-files/masquerading", test_masquerading);

  return g_test_run ();
}
