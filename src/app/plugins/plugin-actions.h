/* plugin-actions.h: what can be done on the plugins' pages, for the shortcuts window and the command palette
 *
 * Each is an action of its page's group, so that gtk_widget_activate_action() on the page reaches it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>
#include <glib/gi18n-lib.h>

G_BEGIN_DECLS

/**
 * SsPluginAction:
 * @page: the id of the page that has it
 * @name: with its group
 * @title: N_()
 * @accelerator: (nullable): within the page; "" or NULL for none
 */
typedef struct
{
  const char *page;
  const char *name;
  const char *title;
  const char *accelerator;
} SsPluginAction;

static const SsPluginAction ss_plugin_actions[] = {
  { "marketplace", "marketplace.search", N_ ("Search the Marketplace"), NULL },
  { "marketplace", "marketplace.reset", N_ ("Show All Plugins"), NULL },
  { "marketplace", "marketplace.reload", N_ ("Reload the Marketplace"), NULL },
  { "my-plugins", "my-plugins.search", N_ ("Search My Plugins"), NULL },
  { "my-plugins", "my-plugins.update-all", N_ ("Update All Plugins"), "<Control>u" },
  { "my-plugins", "my-plugins.select", N_ ("Select Plugins"), "<Control>s" },
  { "my-plugins", "my-plugins.create", N_ ("Create Custom Plugin"), "<Control>n" },
  { "my-plugins", "my-plugins.reload", N_ ("Reload My Plugins"), NULL },
  { "plugin-guide", "plugin-guide.search", N_ ("Go to a Chapter of the Guide"), NULL },
  { "plugin-guide", "plugin-guide.create", N_ ("Create Custom Plugin"), "<Control>n" },
};

G_END_DECLS
