/* person.c: what a person does with the client, in more than one step
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/person.h"

/* What GTK calls a page on the bus: after its class, for want of a name. */
#define MARKETPLACE "SsMarketplacePage"
#define MY_PLUGINS "SsMyPluginsPage"

/**
 * e2e_sign_in:
 * @client: one that shows the sign-in form
 * @platform: where to
 * @email: as whom
 * @password: the password
 *
 * What comes of it is not waited for.
 */
void
e2e_sign_in (E2eClient *client, E2ePlatform *platform, const char *email, const char *password)
{
  g_autofree char *address = g_strdup_printf ("http://acme-auto.localhost:%u", platform->port);

  e2e_enter_into (client, "Address", address);
  e2e_enter_into (client, "E-Mail", email);
  e2e_enter_into (client, "Password", password);
  e2e_key ("Return");
}

/**
 * e2e_sign_out:
 * @client: one in which somebody is signed in
 */
void
e2e_sign_out (E2eClient *client)
{
  e2e_key ("ctrl+k");
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_ENTRY, ""));
  e2e_type ("sign out");
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_LABEL, "Sign Out"));
  e2e_key ("Return");
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_TEXT, "Password"));
}

static void
show_page (E2eClient *client, const char *page, const char *title)
{
  e2e_client_act (client, "win.show-page", page);
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_FRAME, title));
}

void
e2e_show_marketplace (E2eClient *client)
{
  show_page (client, "marketplace", "Marketplace — Smooth Schedule");
}

void
e2e_show_my_plugins (E2eClient *client)
{
  show_page (client, "my-plugins", "My Plugins — Smooth Schedule");
}

/**
 * e2e_begin_in_marketplace:
 * @client: one in which somebody has just signed in
 *
 * Goes on to the plugins from the calendar, with which everybody begins, or from the page that was seen last.
 */
void
e2e_begin_in_marketplace (E2eClient *client)
{
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_LIST_ITEM, "Marketplace"));
  e2e_show_marketplace (client);
  g_object_unref (e2e_wait_in_marketplace (client, ATSPI_ROLE_TABLE_CELL, "Appointment Reminders"));
}

static AtspiAccessible *
wait_in_page (E2eClient *client, const char *page_name, AtspiRole role, const char *name)
{
  e2e_auto AtspiAccessible *page = e2e_wait_for (client, ATSPI_ROLE_FILLER, page_name);

  return e2e_wait_within (page, role, name);
}

static void
wait_until_gone_in_page (E2eClient *client, const char *page_name, AtspiRole role, const char *name)
{
  e2e_auto AtspiAccessible *page = e2e_wait_for (client, ATSPI_ROLE_FILLER, page_name);

  e2e_wait_until_gone (page, role, name);
}

AtspiAccessible *
e2e_wait_in_marketplace (E2eClient *client, AtspiRole role, const char *name)
{
  return wait_in_page (client, MARKETPLACE, role, name);
}

AtspiAccessible *
e2e_wait_in_my_plugins (E2eClient *client, AtspiRole role, const char *name)
{
  return wait_in_page (client, MY_PLUGINS, role, name);
}

void
e2e_wait_until_gone_in_marketplace (E2eClient *client, AtspiRole role, const char *name)
{
  wait_until_gone_in_page (client, MARKETPLACE, role, name);
}

void
e2e_wait_until_gone_in_my_plugins (E2eClient *client, AtspiRole role, const char *name)
{
  wait_until_gone_in_page (client, MY_PLUGINS, role, name);
}
