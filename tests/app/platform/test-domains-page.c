/* test-domains-page.c: the list of domains, and what is done with one
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/business/record-dialog.h"
#include "app/platform/domains-page.h"
#include "page-setting.h"

#define DOMAIN(id, name, custom, primary, status, message, record)                                    \
  "{\"id\": \"" id "\", \"domain\": \"" name "\", \"tenantId\": \"t1\", \"isPrimary\": " primary ","  \
  " \"isCustomDomain\": " custom ", \"route53ZoneId\": null, \"verificationStatus\": \"" status "\"," \
  " \"verificationMessage\": \"" message "\", \"dnsRecord\": " record ", \"verifiedAt\": null}"
#define RECORD "{\"type\": \"CNAME\", \"name\": \"book.example.com\", \"value\": \"acme.smoothschedule.com\"}"
#define OWN DOMAIN ("d1", "acme.smoothschedule.com", "false", "true", "VERIFIED", "", "null")
#define BOOK(status, message) DOMAIN ("d2", "book.example.com", "true", "false", status, message, RECORD)
#define LIST(...) "{\"count\": 2, \"next\": null, \"previous\": null, \"results\": [" __VA_ARGS__ "]}"

static void
start (PageSetting *setting, int width)
{
  page_setting_init (setting, "\"domains.manage\"");
  page_setting_answer (setting, "GET /domains/", 200, LIST (OWN "," BOOK ("PENDING", "Add the DNS record.")));
  page_setting_start (setting, SS_TYPE_DOMAINS_PAGE, width);
  wait_until (find_widget (GTK_WIDGET (setting->page), GTK_TYPE_LABEL, "book.example.com") != NULL);
}

static GtkWidget *
find (PageSetting *setting, const char *text)
{
  return find_widget (GTK_WIDGET (setting->page), GTK_TYPE_LABEL, text);
}

static void
test_list (void)
{
  PageSetting setting = { 0 };

  start (&setting, 360);
  g_assert_nonnull (find (&setting, "Primary"));
  g_assert_nonnull (find (&setting, "Add the DNS record."));
  g_assert_nonnull (find (&setting, "Not verified yet"));
  g_assert_nonnull (find (&setting, "CNAME book.example.com → acme.smoothschedule.com"));
  g_assert_cmpint (gtk_widget_get_width (setting.window), <=, 360);
  page_setting_clear (&setting);
}

/* What the DNS said is said, and shown in the list. */
static void
test_verify (void)
{
  PageSetting setting = { 0 };

  start (&setting, 800);
  page_setting_answer (&setting, "POST /domains/d2/verify/", 200, BOOK ("VERIFIED", "It leads here."));
  page_setting_answer (&setting, "GET /domains/", 200, LIST (OWN "," BOOK ("VERIFIED", "It leads here.")));
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "domains.verify", "s", "d2");
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (setting.toast, ==, "It leads here.");
  wait_until (find (&setting, "Verified") != NULL);
  page_setting_clear (&setting);
}

static void
test_remove (void)
{
  PageSetting setting = { 0 };
  GtkWidget *dialog;

  start (&setting, 800);
  page_setting_answer (&setting, "DELETE /domains/d2/", 204, "");
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "domains.remove", "s", "d2");
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpuint (fixture_count (setting.fixture, "DELETE /domains/d2/"), ==, 0);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "remove");
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (setting.toast, ==, "book.example.com was removed.");
  page_setting_clear (&setting);
}

static void
test_make_primary (void)
{
  PageSetting setting = { 0 };

  start (&setting, 800);
  page_setting_answer (&setting, "PATCH /domains/d2/", 200, BOOK ("VERIFIED", ""));
  gtk_widget_activate_action (GTK_WIDGET (setting.page), "domains.make-primary", "s", "d2");
  wait_until (setting.toast != NULL);
  g_assert_cmpstr (setting.toast, ==, "book.example.com is the primary domain now.");
  g_assert_cmpstr (g_ptr_array_index (setting.bodies, 0), ==, "{\"isPrimary\":true}");
  page_setting_clear (&setting);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/app/domains-page/list", test_list);
  g_test_add_func ("/app/domains-page/verify", test_verify);
  g_test_add_func ("/app/domains-page/remove", test_remove);
  g_test_add_func ("/app/domains-page/make-primary", test_make_primary);
  return g_test_run ();
}
