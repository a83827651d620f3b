/* test-plugin-offer.c: the one button that fits
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/plugins/plugin-offer.h"

static const struct
{
  gboolean is_installed; /* as the plugin says */
  gboolean is_known;     /* its installation is loaded */
  gboolean has_update;
  gboolean has_variables;
  gboolean may_manage;
  SsPluginOffer offer;
} states[] = {
  { FALSE, FALSE, FALSE, FALSE, TRUE, SS_PLUGIN_OFFER_INSTALL },
  { FALSE, FALSE, FALSE, TRUE, TRUE, SS_PLUGIN_OFFER_INSTALL },
  { FALSE, FALSE, FALSE, TRUE, FALSE, SS_PLUGIN_OFFER_INSTALL },
  { TRUE, FALSE, FALSE, TRUE, TRUE, SS_PLUGIN_OFFER_CONFIGURE },
  { TRUE, FALSE, FALSE, FALSE, TRUE, SS_PLUGIN_OFFER_INSTALLED },
  { TRUE, TRUE, FALSE, TRUE, TRUE, SS_PLUGIN_OFFER_CONFIGURE },
  { TRUE, TRUE, TRUE, TRUE, TRUE, SS_PLUGIN_OFFER_UPDATE },
  { TRUE, TRUE, TRUE, FALSE, TRUE, SS_PLUGIN_OFFER_UPDATE },
  { TRUE, TRUE, FALSE, FALSE, TRUE, SS_PLUGIN_OFFER_INSTALLED },
  { TRUE, TRUE, TRUE, TRUE, FALSE, SS_PLUGIN_OFFER_INSTALLED },
  { FALSE, TRUE, FALSE, TRUE, TRUE, SS_PLUGIN_OFFER_CONFIGURE },
};

static void
test_states (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
      g_autoptr (SsInstallation) installation = g_object_new (SS_TYPE_INSTALLATION, NULL);
      g_autoptr (GListStore) variables = g_list_store_new (SS_TYPE_PLUGIN_VARIABLE);
      g_autoptr (SsPluginVariable) variable = g_object_new (SS_TYPE_PLUGIN_VARIABLE, NULL);

      if (states[i].has_variables)
        g_list_store_append (variables, variable);
      ss_plugin_set_variables (plugin, G_LIST_MODEL (variables));
      if (states[i].is_installed)
        ss_plugin_set_installation_id (plugin, "1");
      ss_installation_set_has_update (installation, states[i].has_update);
      g_assert_cmpint (ss_plugin_offer_get (plugin, states[i].is_known ? installation : NULL,
                                            states[i].may_manage),
                       ==, states[i].offer);
    }
}

static void
test_actions (void)
{
  g_assert_cmpstr (ss_plugin_offer_get_action (SS_PLUGIN_OFFER_UPDATE), ==, "plugin.update");
  g_assert_null (ss_plugin_offer_get_action (SS_PLUGIN_OFFER_INSTALLED));
}

static void
test_installs (void)
{
  const struct
  {
    gint64 count;
    const char *words;
  } counts[] = { { 0, "0 installs" },         { 1, "1 install" },          { 999, "999 installs" },
                 { 1234, "1.2k installs" },   { 12345, "12k installs" },   { 999499, "999k installs" },
                 { 999500, "1.0M installs" }, { 2500000, "2.5M installs" } };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *words = ss_plugin_describe_installs (counts[i].count);

      g_assert_cmpstr (words, ==, counts[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plugin-offer/states", test_states);
  g_test_add_func ("/plugin-offer/actions", test_actions);
  g_test_add_func ("/plugin-offer/installs", test_installs);
  return g_test_run ();
}
