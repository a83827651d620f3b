/* plugin-offer.c: the one button that fits a plugin, and why it may not be pressed
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/plugin-offer.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/star-rating.h"
#include "domain/role.h"

static const struct
{
  const char *label;
  const char *action;
} offers[] = {
  [SS_PLUGIN_OFFER_INSTALL] = { N_ ("Install"), "plugin.install" },
  [SS_PLUGIN_OFFER_UPDATE] = { N_ ("Update"), "plugin.update" },
  [SS_PLUGIN_OFFER_CONFIGURE] = { N_ ("Configure"), "plugin.configure" },
  [SS_PLUGIN_OFFER_INSTALLED] = { N_ ("Installed"), NULL },
};

/**
 * ss_plugin_offer_get:
 * @plugin: a plugin
 * @installation: (nullable): what the tenant has of it, where that is known
 * @may_manage: whether the user may change anything about it
 *
 * Returns: the one thing to offer
 */
SsPluginOffer
ss_plugin_offer_get (SsPlugin *plugin, SsInstallation *installation, gboolean may_manage)
{
  GListModel *variables = ss_plugin_get_variables (plugin);

  if (installation == NULL && ss_plugin_get_installation_id (plugin) == NULL)
    return SS_PLUGIN_OFFER_INSTALL;
  if (!may_manage)
    return SS_PLUGIN_OFFER_INSTALLED;
  if (installation != NULL && ss_installation_get_has_update (installation))
    return SS_PLUGIN_OFFER_UPDATE;
  if (variables != NULL && g_list_model_get_n_items (variables) > 0)
    return SS_PLUGIN_OFFER_CONFIGURE;
  return SS_PLUGIN_OFFER_INSTALLED;
}

const char *
ss_plugin_offer_get_label (SsPluginOffer offer)
{
  return _ (offers[offer].label);
}

/**
 * ss_plugin_offer_get_action:
 * @offer: an offer
 *
 * Returns: (nullable): the action that does it, with the plugin's id as its parameter
 */
const char *
ss_plugin_offer_get_action (SsPluginOffer offer)
{
  return offers[offer].action;
}

/**
 * ss_plugin_get_obstacle:
 * @workspace: the workspace
 * @permission: a permission's code
 *
 * Returns: (transfer none) (nullable): a sentence that says why the user may not do what needs @permission,
 * or %NULL where he may
 */
const char *
ss_plugin_get_obstacle (SsWorkspace *workspace, const char *permission)
{
  SsSession *session = ss_workspace_get_session (workspace);
  SsCurrentUser *user = ss_session_get_current_user (session);

  if (user == NULL)
    return _ ("Sign in again to do this.");
  if (ss_current_user_get_tenant (user) == NULL)
    return _ ("Plugins are installed in a business. Open a business first.");
  if (ss_session_may (session, permission))
    return NULL;
  if (ss_session_get_obstacle (session, permission) != NULL)
    return ss_session_get_obstacle (session, permission);
  if (g_str_equal (permission, "plugins.rate"))
    return _ ("Your role may look at plugins but not rate them.");
  return _ ("Your role may look at plugins but not change them.");
}

/**
 * ss_plugin_describe_installs:
 * @count: how many tenants have it
 *
 * Returns: (transfer full): as "1.2k installs"
 */
char *
ss_plugin_describe_installs (gint64 count)
{
  if (count < 1000)
    return g_strdup_printf (ngettext ("%d install", "%d installs", (gulong) count), (int) count);
  if (count < 9950)
    /* Translators: thousands of installs, with one decimal. */
    return g_strdup_printf (_ ("%.1fk installs"), (double) count / 1000);
  if (count < 999500)
    /* Translators: thousands of installs. */
    return g_strdup_printf (_ ("%.0fk installs"), (double) count / 1000);
  /* Translators: millions of installs, with one decimal. */
  return g_strdup_printf (_ ("%.1fM installs"), (double) count / 1000000);
}

/**
 * ss_plugin_describe:
 * @plugin: a plugin
 * @offer: its button
 *
 * Returns: (transfer full): what its card shows, in words
 */
char *
ss_plugin_describe (SsPlugin *plugin, SsPluginOffer offer)
{
  g_autofree char *rating =
      ss_star_rating_describe (ss_plugin_get_rating (plugin), ss_plugin_get_rating_count (plugin));
  g_autofree char *installs = ss_plugin_describe_installs (ss_plugin_get_install_count (plugin));
  const char *verified = ss_plugin_get_is_verified (plugin) ? _ (", verified") : "";

  /* Translators: a plugin for a screen reader: name, ", verified" or nothing, author, summary, rating,
   * installs, and its button. */
  return g_strdup_printf (_ ("%s%s, by %s. %s %s, %s. %s"), ss_plugin_get_name (plugin), verified,
                          ss_plugin_get_author (plugin), ss_plugin_get_summary (plugin), rating, installs,
                          ss_plugin_offer_get_label (offer));
}
