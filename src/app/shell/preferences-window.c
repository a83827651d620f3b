/* preferences-window.c: how the program looks, for whoever uses it, and that person's account
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/preferences-window.h"

#include <glib/gi18n-lib.h>

#include "app/business/account-section.h"

struct _SsPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  GtkSwitch *sidebar_switch;
  GtkSwitch *masquerade_switch;
  GtkSwitch *grant_switch;
  GtkCheckButton *system_button;
  GtkCheckButton *light_button;
  GtkCheckButton *dark_button;
};

G_DEFINE_FINAL_TYPE (SsPreferencesWindow, ss_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
toast_cb (SsPreferencesWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_title (toast, text);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), toast);
}

/* Of whoever is signed in; the window goes with the workspace. */
static void
add_account (SsPreferencesWindow *self, SsWorkspace *workspace)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  SsAccountSection *section = g_object_new (SS_TYPE_ACCOUNT_SECTION, NULL);

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _ ("Acc_ount"));
  adw_preferences_page_set_use_underline (ADW_PREFERENCES_PAGE (page), TRUE);
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "avatar-default-symbolic");
  ss_account_section_set_workspace (section, workspace);
  g_signal_connect_object (section, "toast-text", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (section));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (page));
}

static void
ss_preferences_window_class_init (SsPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/shell/preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SsPreferencesWindow, sidebar_switch);
  gtk_widget_class_bind_template_child (widget_class, SsPreferencesWindow, masquerade_switch);
  gtk_widget_class_bind_template_child (widget_class, SsPreferencesWindow, grant_switch);
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
 * @access: whose account is shown, where somebody is signed in
 */
void
ss_preferences_window_present (GtkWindow *parent, GSettings *settings, SsAccess *access)
{
  SsPreferencesWindow *self =
      g_object_new (SS_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "application",
                    parent != NULL ? gtk_window_get_application (parent) : NULL, NULL);

  g_settings_bind (settings, "notify-masquerade", self->masquerade_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "notify-grant", self->grant_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sidebar-visible", self->sidebar_switch, "active", G_SETTINGS_BIND_DEFAULT);
  if (ss_access_get_workspace (access) != NULL)
    add_account (self, ss_access_get_workspace (access));
  /* What the account's rows do, the window below does. */
  if (GTK_IS_APPLICATION_WINDOW (parent))
    gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (parent));
  gtk_window_present (GTK_WINDOW (self));
}
