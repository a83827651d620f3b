/* application.c: the program as the desktop knows it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/application.h"

#include <glib/gi18n-lib.h>

#include "app/shell/about.h"
#include "app/shell/action-table.h"
#include "app/shell/preferences-window.h"
#include "app/shell/shortcuts-window.h"
#include "app/shell/window.h"
#include "app/widgets/clock-text.h"

#define LINK_SCHEME "smoothschedule"

struct _SsApplication
{
  AdwApplication parent_instance;

  GSettings *settings; /* (owned) (nullable): until started */
  SsAccess *access;    /* (owned) (nullable): until started */
};

G_DEFINE_FINAL_TYPE (SsApplication, ss_application, ADW_TYPE_APPLICATION)

static void
show_settings_cb (GSettings *settings, const char *key, SsApplication *self)
{
  g_autofree char *appearance = g_settings_get_string (settings, "appearance");
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "appearance");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ss_appearance_to_color_scheme (appearance));
  if (action != NULL)
    g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (appearance));
}

static void
appearance_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const choices[] = { "system", "light", "dark", NULL };
  SsApplication *self = user_data;
  const char *appearance = g_variant_get_string (parameter, NULL);

  /* Any program on the bus may call this. */
  if (g_strv_contains (choices, appearance))
    g_settings_set_string (self->settings, "appearance", appearance);
}

static void
demo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsApplication *self = user_data;
  SsRole role;

  if (ss_role_from_string (g_variant_get_string (parameter, NULL), &role))
    ss_access_show_demo_as (self->access, role);
}

static GtkWindow *
get_window (SsApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *item = windows; item != NULL; item = item->next)
    if (SS_IS_WINDOW (item->data))
      return item->data;
  return NULL;
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsApplication *self = user_data;

  ss_preferences_window_present (get_window (self), self->settings, self->access);
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_shortcuts_window_present (get_window (user_data));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_about_present (get_window (user_data));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = get_window (user_data);

  /* The window saves what is to be restored. */
  if (window != NULL)
    gtk_window_close (window);
  g_application_quit (user_data);
}

/* The program's and not the window's, so that its keys work over any dialog. */
static void
stop_masquerade_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_access_stop_masquerade (SS_APPLICATION (user_data)->access);
}

/* The demo is for whoever is signed out, or is in it. */
static void
update_actions_cb (SsApplication *self)
{
  SsAccessState state = ss_access_get_state (self->access);
  GAction *demo = g_action_map_lookup_action (G_ACTION_MAP (self), "demo");
  GAction *stop = g_action_map_lookup_action (G_ACTION_MAP (self), "stop-masquerade");
  gboolean is_masquerading = ss_access_get_is_masquerading (self->access);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (demo),
                               state != SS_ACCESS_RESTORING && !is_masquerading
                                   && (state != SS_ACCESS_SIGNED_IN || ss_access_get_is_demo (self->access)));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (stop), is_masquerading);
}

static void
add_actions (SsApplication *self)
{
  static const GActionEntry entries[] = {
    { "appearance", appearance_cb, "s", "'system'" },
    { "demo", demo_cb, "s" },
    { "stop-masquerade", stop_masquerade_cb },
    { "preferences", preferences_cb },
    { "shortcuts", shortcuts_cb },
    { "about", about_cb },
    { "quit", quit_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
ss_application_startup (GApplication *application)
{
  SsApplication *self = SS_APPLICATION (application);

  G_APPLICATION_CLASS (ss_application_parent_class)->startup (application);

  self->settings = g_settings_new (APPLICATION_ID);
  self->access = ss_access_new (self->settings);
  if (g_application_get_dbus_connection (application) != NULL)
    ss_clock_text_follow_desktop (g_application_get_dbus_connection (application));
  add_actions (self);
  ss_action_table_set_accelerators (GTK_APPLICATION (self));
  gtk_window_set_default_icon_name (APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::appearance", G_CALLBACK (show_settings_cb), self, 0);
  show_settings_cb (self->settings, NULL, self);
  g_signal_connect_object (self->access, "notify::state", G_CALLBACK (update_actions_cb), self,
                           G_CONNECT_SWAPPED);
  update_actions_cb (self);
}

static void
ss_application_activate (GApplication *application)
{
  SsApplication *self = SS_APPLICATION (application);
  GtkWindow *window = get_window (self);

  if (window == NULL)
    {
      window = ss_window_new (GTK_APPLICATION (self), self->access, self->settings);
      ss_access_restore (self->access);
    }
  gtk_window_present (window);
}

/* smoothschedule:marketplace and smoothschedule://marketplace name a page. */
static void
ss_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  SsApplication *self = SS_APPLICATION (application);

  g_application_activate (application);
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      if (g_file_has_uri_scheme (files[i], LINK_SCHEME))
        ss_window_open_link (SS_WINDOW (get_window (self)), uri);
    }
}

static void
ss_application_dispose (GObject *object)
{
  SsApplication *self = SS_APPLICATION (object);

  if (self->access != NULL)
    g_object_run_dispose (G_OBJECT (self->access));
  g_clear_object (&self->access);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ss_application_parent_class)->dispose (object);
}

static void
ss_application_class_init (SsApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_application_dispose;
  G_APPLICATION_CLASS (klass)->startup = ss_application_startup;
  G_APPLICATION_CLASS (klass)->activate = ss_application_activate;
  G_APPLICATION_CLASS (klass)->open = ss_application_open;
}

static void
ss_application_init (SsApplication *self)
{
}

/**
 * ss_application_new:
 *
 * Returns: (transfer full): the program
 */
SsApplication *
ss_application_new (void)
{
  return g_object_new (SS_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/smoothschedule/Admin", NULL);
}

/**
 * ss_appearance_to_color_scheme:
 * @appearance: "system", "light" or "dark"
 *
 * Returns: what the style manager calls it
 */
AdwColorScheme
ss_appearance_to_color_scheme (const char *appearance)
{
  if (strcmp (appearance, "light") == 0)
    return ADW_COLOR_SCHEME_FORCE_LIGHT;
  if (strcmp (appearance, "dark") == 0)
    return ADW_COLOR_SCHEME_FORCE_DARK;
  return ADW_COLOR_SCHEME_DEFAULT;
}
