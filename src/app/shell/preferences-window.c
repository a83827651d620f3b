/* preferences-window.c: how the program looks, for whoever uses it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/preferences-window.h"

struct _SsPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  GtkSwitch *sidebar_switch;
  GtkSwitch *masquerade_switch;
  GtkCheckButton *system_button;
  GtkCheckButton *light_button;
  GtkCheckButton *dark_button;
};

G_DEFINE_FINAL_TYPE (SsPreferencesWindow, ss_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
ss_preferences_window_class_init (SsPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/shell/preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SsPreferencesWindow, sidebar_switch);
  gtk_widget_class_bind_template_child (widget_class, SsPreferencesWindow, masquerade_switch);
  gtk_widget_class_bind_template_child (widget_class, SsPreferencesWindow, system_button);
  gtk_widget_class_bind_template_child (widget_class, SsPreferencesWindow, light_button);
  gtk_widget_class_bind_template_child (widget_class, SsPreferencesWindow, dark_button);
}

static void
ss_preferences_window_init (SsPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ss_preferences_window_present:
 * @parent: (nullable): the window over which it is shown
 * @settings: the program's settings
 */
void
ss_preferences_window_present (GtkWindow *parent, GSettings *settings)
{
  SsPreferencesWindow *self =
      g_object_new (SS_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "application",
                    parent != NULL ? gtk_window_get_application (parent) : NULL, NULL);

  g_settings_bind (settings, "notify-masquerade", self->masquerade_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sidebar-visible", self->sidebar_switch, "active", G_SETTINGS_BIND_DEFAULT);
  gtk_window_present (GTK_WINDOW (self));
}
