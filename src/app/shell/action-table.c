/* action-table.c: what the program can do, said once for accelerators, the shortcuts window and the command
 * palette
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/action-table.h"

#include <glib/gi18n-lib.h>

#include "app/plugins/plugin-actions.h"

#define GENERAL N_ ("General")
#define PAGES N_ ("Pages")
#define ACCOUNT N_ ("Account")

static const SsActionInfo own_actions[] = {
  { "win.palette", N_ ("Find a Page, an Action or a Plugin"), "<Control>k", GENERAL },
  { "win.search", N_ ("Search This Page"), "<Control>f", GENERAL },
  { "win.reload", N_ ("Reload"), "F5 <Control>r", GENERAL },
  { "win.sidebar", N_ ("Show or Hide the Sidebar"), "F9", GENERAL },
  { "win.menu", N_ ("Open the Main Menu"), "F10", GENERAL },
  { "app.preferences", N_ ("Preferences"), "<Control>comma", GENERAL },
  { "app.shortcuts", N_ ("Keyboard Shortcuts"), "<Control>question <Control>slash", GENERAL },
  { "app.about", N_ ("About Smooth Schedule Admin"), NULL, GENERAL },
  { "app.appearance::system", N_ ("Follow the System's Appearance"), NULL, GENERAL },
  { "app.appearance::light", N_ ("Light Appearance"), NULL, GENERAL },
  { "app.appearance::dark", N_ ("Dark Appearance"), NULL, GENERAL },
  { "window.close", N_ ("Close the Window"), "<Control>w", GENERAL },
  { "app.quit", N_ ("Quit"), "<Control>q", GENERAL },
  { "win.page-number(1)", N_ ("Go to the First Page"), "<Alt>1", PAGES },
  { "win.page-number(2)", N_ ("Go to the Second Page"), "<Alt>2", PAGES },
  { "win.page-number(3)", N_ ("Go to the Third Page"), "<Alt>3", PAGES },
  { "win.page-number(4)", N_ ("Go to the Fourth Page"), "<Alt>4", PAGES },
  { "win.page-number(5)", N_ ("Go to the Fifth Page"), "<Alt>5", PAGES },
  { "win.page-number(6)", N_ ("Go to the Sixth Page"), "<Alt>6", PAGES },
  { "win.page-number(7)", N_ ("Go to the Seventh Page"), "<Alt>7", PAGES },
  { "win.page-number(8)", N_ ("Go to the Eighth Page"), "<Alt>8", PAGES },
  { "win.page-number(9)", N_ ("Go to the Ninth Page"), "<Alt>9", PAGES },
  { "win.accounts", N_ ("Switch Account"), "<Control><Shift>a", ACCOUNT },
  { "win.add-account", N_ ("Add an Account"), NULL, ACCOUNT },
  { "win.sign-out", N_ ("Sign Out"), NULL, ACCOUNT },
  { "win.forget-account", N_ ("Remove Stored Data of the Account"), NULL, ACCOUNT },
  { "app.stop-masquerade", N_ ("Stop Viewing or Acting as Somebody Else"), "<Control><Shift>Escape",
    ACCOUNT },
  { "win.leave-tenant", N_ ("Leave the Tenant"), "<Control><Shift>BackSpace", ACCOUNT },
  { "win.reset-demo", N_ ("Reset the Demo"), NULL, ACCOUNT },
  { "win.leave-demo", N_ ("Leave the Demo"), NULL, ACCOUNT },
  { "app.demo::SUPERUSER", N_ ("Try the Demo as Superuser"), NULL, ACCOUNT },
  { "app.demo::PLATFORM_MANAGER", N_ ("Try the Demo as Platform Manager"), NULL, ACCOUNT },
  { "app.demo::PLATFORM_SALES", N_ ("Try the Demo as Platform Sales"), NULL, ACCOUNT },
  { "app.demo::PLATFORM_SUPPORT", N_ ("Try the Demo as Platform Support"), NULL, ACCOUNT },
  { "app.demo::TENANT_OWNER", N_ ("Try the Demo as Tenant Owner"), NULL, ACCOUNT },
  { "app.demo::TENANT_MANAGER", N_ ("Try the Demo as Tenant Manager"), NULL, ACCOUNT },
  { "app.demo::TENANT_STAFF", N_ ("Try the Demo as Tenant Staff"), NULL, ACCOUNT },
  { "app.demo::CUSTOMER", N_ ("Try the Demo as Customer"), NULL, ACCOUNT },
  { "calendar-page.new-booking", N_ ("New Booking"), "<Control>n", N_ ("Calendar"), "calendar" },
  { "calendar-page.search", N_ ("Search Bookings"), NULL, N_ ("Calendar"), "calendar" },
  { "calendar-page.filter", N_ ("Choose What the Calendar Shows"), "<Control>l", N_ ("Calendar"),
    "calendar" },
  { "calendar-page.show-all", N_ ("Show All Bookings Again"), NULL, N_ ("Calendar"), "calendar" },
  { "calendar-page.undo", N_ ("Undo the Last Change of a Booking"), "<Control>z", N_ ("Calendar"),
    "calendar" },
  { "calendar-page.redo", N_ ("Do What Was Undone Again"), "<Control><Shift>z", N_ ("Calendar"), "calendar" },
  { "calendar-page.blocked-times", N_ ("Blocked Times"), "<Control>b", N_ ("Calendar"), "calendar" },
  { "calendar-page.print", N_ ("Print the Calendar"), "<Control>p", N_ ("Calendar"), "calendar" },
  { "calendar-page.save-pdf", N_ ("Save Day Sheets as PDF"), NULL, N_ ("Calendar"), "calendar" },
  { "calendar-page.export", N_ ("Export as Calendar File"), NULL, N_ ("Calendar"), "calendar" },
  { "calendar-page.copy-feed", N_ ("Copy the Calendar’s Feed Address"), NULL, N_ ("Calendar"), "calendar" },
  { "customers.search", N_ ("Search Customers"), NULL, N_ ("Customers"), "customers" },
  { "customers.new", N_ ("New Customer"), "<Control>n", N_ ("Customers"), "customers" },
  { "customers.import", N_ ("Import Customers"), NULL, N_ ("Customers"), "customers" },
  { "customers.export", N_ ("Export Customers"), NULL, N_ ("Customers"), "customers" },
  { "customers.reset", N_ ("Show All Customers"), NULL, N_ ("Customers"), "customers" },
  { "resources.search", N_ ("Search Resources"), NULL, N_ ("Resources"), "resources" },
  { "resources.new", N_ ("New Resource"), "<Control>n", N_ ("Resources"), "resources" },
  { "services.search", N_ ("Search Services"), NULL, N_ ("Services"), "services" },
  { "services.new", N_ ("New Service"), "<Control>n", N_ ("Services"), "services" },
  { "users.search", N_ ("Search Users"), NULL, N_ ("Users"), "users" },
  { "users.reset", N_ ("Show All Users"), NULL, N_ ("Users"), "users" },
  { "grants.search", N_ ("Search Grants"), NULL, N_ ("Grants"), "grants" },
  { "grants.new", N_ ("Give a Permission"), "<Control>n", N_ ("Grants"), "grants" },
  { "grants.select", N_ ("Select Permissions"), NULL, N_ ("Grants"), "grants" },
  { "grants.revoke-selected", N_ ("Revoke the Selected Permissions"), NULL, N_ ("Grants"), "grants" },
  { "grants.reset", N_ ("Show All Grants"), NULL, N_ ("Grants"), "grants" },
  { "audit.search", N_ ("Search the Audit Log"), NULL, N_ ("Audit"), "audit" },
  { "audit.reset", N_ ("Show All Audit Entries"), NULL, N_ ("Audit"), "audit" },
  { "audit.verify", N_ ("Verify the Audit Log"), NULL, N_ ("Audit"), "audit" },
  { "audit.export-csv", N_ ("Export the Audit Log as CSV"), NULL, N_ ("Audit"), "audit" },
  { "audit.export-json", N_ ("Export the Audit Log as JSON Lines"), NULL, N_ ("Audit"), "audit" },
  { "overview.previous", N_ ("Show the Time Before"), "<Alt>Page_Up", N_ ("Overview"), "overview" },
  { "overview.next", N_ ("Show the Time After"), "<Alt>Page_Down", N_ ("Overview"), "overview" },
  { "overview.today", N_ ("Show the Present Time"), "<Alt>Home", N_ ("Overview"), "overview" },
  { "overview.range::week", N_ ("Show a Week"), NULL, N_ ("Overview"), "overview" },
  { "overview.range::month", N_ ("Show a Month"), NULL, N_ ("Overview"), "overview" },
  { "overview.range::quarter", N_ ("Show a Quarter"), NULL, N_ ("Overview"), "overview" },
  { "overview.range::year", N_ ("Show a Year"), NULL, N_ ("Overview"), "overview" },
  { "overview.range::custom", N_ ("Choose the Days Shown"), NULL, N_ ("Overview"), "overview" },
  { "overview.tables", N_ ("Show Charts as Tables"), "<Control>t", N_ ("Overview"), "overview" },
  { "settings.save", N_ ("Save the Settings"), "<Control>s", N_ ("Settings"), "settings" },
  { "settings.revert", N_ ("Take Back Changed Settings"), NULL, N_ ("Settings"), "settings" },
};

#define N_OWN G_N_ELEMENTS (own_actions)
#define N_PLUGIN G_N_ELEMENTS (ss_plugin_actions)

static const char *
get_page_group (const char *page)
{
  if (strcmp (page, "marketplace") == 0)
    return N_ ("Marketplace");
  if (strcmp (page, "my-plugins") == 0)
    return N_ ("My Plugins");
  return N_ ("Plugin Guide");
}

static const SsActionInfo *
make_table (void)
{
  SsActionInfo *table = g_new0 (SsActionInfo, N_OWN + N_PLUGIN + 1);

  memcpy (table, own_actions, sizeof own_actions);
  for (gsize i = 0; i < N_PLUGIN; i++)
    {
      const SsPluginAction *action = &ss_plugin_actions[i];

      table[N_OWN + i] = (SsActionInfo){ action->name, action->title, action->accelerator,
                                         get_page_group (action->page), action->page };
    }
  return table;
}

/**
 * ss_action_table_get:
 *
 * Returns: all actions; the one whose name is %NULL is past the last
 */
const SsActionInfo *
ss_action_table_get (void)
{
  static const SsActionInfo *table;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, make_table ());
  return table;
}

/**
 * ss_action_table_set_accelerators:
 * @application: the application
 *
 * Gives the application the accelerators of its own and of the window's actions. A page's own are shortcuts
 * of the page, because different pages give the same keys to different things.
 */
void
ss_action_table_set_accelerators (GtkApplication *application)
{
  for (gsize i = 0; i < N_OWN; i++)
    if (own_actions[i].accelerators != NULL && own_actions[i].page == NULL)
      {
        g_auto (GStrv) accelerators = g_strsplit (own_actions[i].accelerators, " ", -1);

        gtk_application_set_accels_for_action (application, own_actions[i].name,
                                               (const char *const *) accelerators);
      }
}

/**
 * ss_action_info_get_label:
 * @info: an action
 *
 * Returns: (transfer full) (nullable): its first accelerator as people write it
 */
char *
ss_action_info_get_label (const SsActionInfo *info)
{
  g_auto (GStrv) accelerators = NULL;
  GdkModifierType modifiers;
  guint key;

  if (info->accelerators == NULL || *info->accelerators == '\0')
    return NULL;

  accelerators = g_strsplit (info->accelerators, " ", 2);
  if (!gtk_accelerator_parse (accelerators[0], &key, &modifiers))
    return NULL;
  return gtk_accelerator_get_label (key, modifiers);
}
