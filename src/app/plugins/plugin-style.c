/* plugin-style.c: what the plugins' pages have in common: resources, style and shortcuts
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/plugin-style.h"

#include "app/plugins/plugin-actions.h"

/**
 * ss_plugin_style_load:
 *
 * Makes the style sheet and the icons known, once. To be called in the class_init of whatever has a template
 * among them.
 */
void
ss_plugin_style_load (void)
{
  static gsize is_loaded = 0;
  g_autoptr (GtkCssProvider) provider = NULL;

  if (!g_once_init_enter (&is_loaded))
    return;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, SS_PLUGIN_RESOURCES "plugins.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    SS_PLUGIN_RESOURCES "icons");
  g_once_init_leave (&is_loaded, 1);
}

/* The shortcuts of a page that is not to be seen must not run. */
static gboolean
run_cb (GtkWidget *page, GVariant *arguments, gpointer user_data)
{
  const SsPluginAction *action = user_data;

  return gtk_widget_get_mapped (page) && gtk_widget_activate_action (page, action->name, NULL);
}

/**
 * ss_plugin_add_shortcuts:
 * @page: a page
 * @id: its id
 *
 * Gives the page the accelerators that plugin-actions.h lists for it.
 */
void
ss_plugin_add_shortcuts (SsPage *page, const char *id)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (gsize i = 0; i < G_N_ELEMENTS (ss_plugin_actions); i++)
    {
      const SsPluginAction *action = &ss_plugin_actions[i];

      if (!g_str_equal (action->page, id) || action->accelerator == NULL)
        continue;
      gtk_shortcut_controller_add_shortcut (
          GTK_SHORTCUT_CONTROLLER (controller),
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (action->accelerator),
                            gtk_callback_action_new (run_cb, (gpointer) action, NULL)));
    }
  gtk_widget_add_controller (GTK_WIDGET (page), controller);
}
