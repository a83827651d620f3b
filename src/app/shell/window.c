/* window.c: the program's window, which shows how far signing in is, then the workspace
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/window.h"

#include <glib/gi18n-lib.h>

#include "app/people/masquerade-dialog.h"
#include "app/shell/demo-page.h"
#include "app/shell/palette.h"
#include "app/shell/invitation-page.h"
#include "app/shell/sign-in-page.h"
#include "app/shell/waiting-page.h"
#include "app/shell/workspace-view.h"

/* The smallest that GNOME asks a program to fit. */
#define MIN_WIDTH 360
#define MIN_HEIGHT 294

struct _SsWindow
{
  AdwApplicationWindow parent_instance;

  GSettings *settings; /* (owned) */
  SsAccess *access;    /* (owned) */

  AdwBin *bin;           /* (unowned): a child */
  SsWorkspaceView *view; /* (nullable) (unowned): while it is the bin's child */
  gboolean is_adding;    /* another account, while one is signed in */
  char *wanted_page;     /* (owned) (nullable): from a link that came too early */
};

G_DEFINE_FINAL_TYPE (SsWindow, ss_window, ADW_TYPE_APPLICATION_WINDOW)

static void show_sign_in (SsWindow *self);
static void update (SsWindow *self);

/* Dialogs show what belongs to one identity, as pages do. */
static void
close_dialogs (SsWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (gtk_window_get_transient_for (item->data) == GTK_WINDOW (self))
      {
        gtk_window_set_focus (item->data, NULL);
        gtk_window_destroy (item->data);
      }
}

static void
set_content (SsWindow *self, GtkWidget *content)
{
  close_dialogs (self);
  if (self->view != NULL)
    ss_workspace_view_save_state (self->view);
  self->view = SS_IS_WORKSPACE_VIEW (content) ? SS_WORKSPACE_VIEW (content) : NULL;
  adw_bin_set_child (self->bin, content);
}

static void
cancel_adding_cb (SsWindow *self)
{
  self->is_adding = FALSE;
  update (self);
}

static void
invited_cb (SsWindow *self, const char *address)
{
  GtkWidget *page = ss_invitation_page_new (self->access, address);

  g_signal_connect_object (page, "cancelled", G_CALLBACK (show_sign_in), self, G_CONNECT_SWAPPED);
  set_content (self, page);
}

static void
show_sign_in (SsWindow *self)
{
  GtkWidget *page = ss_sign_in_page_new (self->access, self->is_adding);

  g_signal_connect_object (page, "invited", G_CALLBACK (invited_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (page, "cancelled", G_CALLBACK (cancel_adding_cb), self, G_CONNECT_SWAPPED);
  set_content (self, page);
}

static void
show_waiting (SsWindow *self)
{
  if (!SS_IS_WAITING_PAGE (adw_bin_get_child (self->bin)))
    set_content (self, ss_waiting_page_new (self->access));
}

static void
show_workspace (SsWindow *self)
{
  if (self->view != NULL
      && ss_workspace_view_get_workspace (self->view) == ss_access_get_workspace (self->access))
    return;

  set_content (self, ss_workspace_view_new (self->access, self->settings));
  if (self->wanted_page != NULL)
    ss_workspace_view_show_page (self->view, self->wanted_page);
  g_clear_pointer (&self->wanted_page, g_free);
}

static void
set_enabled (SsWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (SsWindow *self)
{
  static const char *const of_workspace[] = { "show-page", "page-number", "reload",   "search",  "sidebar",
                                              "accounts",  "add-account", "sign-out", "palette", "menu" };
  gboolean has_view = self->view != NULL;
  gboolean is_demo = ss_access_get_is_demo (self->access);
  /* Whoever is somebody else becomes himself again before he becomes a third. */
  gboolean is_self = has_view && !ss_access_get_is_masquerading (self->access);

  for (guint i = 0; i < G_N_ELEMENTS (of_workspace); i++)
    set_enabled (self, of_workspace[i], has_view);
  set_enabled (self, "masquerade", is_self);
  set_enabled (self, "visit-tenant", is_self && !ss_access_get_is_visiting (self->access));
  set_enabled (self, "leave-tenant", has_view && ss_access_get_is_visiting (self->access));
  set_enabled (self, "sign-out", is_self);
  set_enabled (self, "add-account", is_self && !is_demo);
  set_enabled (self, "forget-account", is_self && !is_demo);
  set_enabled (self, "reset-demo", is_self && is_demo);
  set_enabled (self, "leave-demo", is_demo);
}

static void
update (SsWindow *self)
{
  switch (ss_access_get_state (self->access))
    {
    case SS_ACCESS_SIGNED_OUT:
      show_sign_in (self);
      break;
    case SS_ACCESS_RESTORING:
    case SS_ACCESS_UNREACHABLE:
    case SS_ACCESS_STARTING_DEMO:
      show_waiting (self);
      break;
    case SS_ACCESS_CHOOSING_ROLE:
      set_content (self, ss_demo_page_new (self->access));
      break;
    case SS_ACCESS_SIGNED_IN:
      show_workspace (self);
      break;
    default:
      g_assert_not_reached ();
    }
  update_actions (self);
}

static void
access_changed_cb (SsWindow *self)
{
  self->is_adding = FALSE;
  update (self);
}

static void
show_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_workspace_view_show_page (SS_WINDOW (user_data)->view, g_variant_get_string (parameter, NULL));
}

static void
page_number_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_workspace_view_show_page_number (SS_WINDOW (user_data)->view, g_variant_get_int32 (parameter));
}

static void
reload_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_workspace_view_reload (SS_WINDOW (user_data)->view);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_workspace_view_start_search (SS_WINDOW (user_data)->view);
}

static void
sidebar_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_workspace_view_toggle_sidebar (SS_WINDOW (user_data)->view);
}

static void
menu_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_workspace_view_open_menu (SS_WINDOW (user_data)->view);
}

static void
accounts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_workspace_view_open_accounts (SS_WINDOW (user_data)->view);
}

static void
palette_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsWindow *self = user_data;

  ss_palette_present (GTK_WINDOW (self), self->view, self->settings);
}

static void
add_account_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsWindow *self = user_data;

  self->is_adding = TRUE;
  show_sign_in (self);
  update_actions (self);
}

static void
sign_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_access_sign_out (SS_WINDOW (user_data)->access, FALSE);
}

static void
forget_response_cb (SsWindow *self)
{
  ss_access_sign_out (self->access, TRUE);
}

static void
forget_account_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (user_data), _ ("Remove Stored Data?"),
      _ ("You are signed out, and what this computer remembers of the account is forgotten: the key in the "
         "keyring, and how its pages were left. Nothing is removed from the platform."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response::remove", G_CALLBACK (forget_response_cb), user_data,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
reset_response_cb (SsWindow *self)
{
  ss_access_reset_demo (self->access);
}

static void
reset_demo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (user_data), _ ("Reset the Demo?"),
                                              _ ("Everything that was changed in the demo is forgotten."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "reset",
                                    _ ("_Reset"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "reset", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response::reset", G_CALLBACK (reset_response_cb), user_data,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
leave_demo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_access_leave_demo (SS_WINDOW (user_data)->access);
}

static void
masquerade_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsWindow *self = user_data;
  const char *user_id, *mode;

  g_variant_get (parameter, "(&s&s)", &user_id, &mode);
  if (g_str_equal (mode, "VIEW") || g_str_equal (mode, "ACT"))
    ss_masquerade_dialog_present (GTK_WIDGET (self), self->access, user_id, mode);
}

static void
visited_cb (GObject *access, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (ss_access_visit_finish (SS_ACCESS (access), result, &error) || self->view == NULL
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = g_strdup_printf (_ ("Couldn’t open the tenant: %s"), error->message);
  ss_workspace_view_toast_text (self->view, text);
}

static void
visit_tenant_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsWindow *self = user_data;

  ss_access_visit_async (self->access, g_variant_get_string (parameter, NULL), NULL, visited_cb,
                         g_object_ref (self));
}

static void
leave_tenant_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsWindow *self = user_data;

  ss_access_leave_tenant (self->access);
  if (self->view != NULL)
    ss_workspace_view_show_page (self->view, "tenants");
}

/* What the person did himself is said in passing; what happened to him is said so that he reads it. */
static void
came_back_cb (SsWindow *self, const GError *error)
{
  SsCurrentUser *user;
  g_autofree char *text = NULL;
  GtkWidget *dialog;

  if (self->view == NULL)
    return;

  user = ss_session_get_current_user (ss_workspace_get_session (ss_access_get_workspace (self->access)));
  /* Translators: the name of a person */
  text = g_strdup_printf (_ ("You are signed in as %s again."), ss_current_user_get_name (user));
  if (error == NULL)
    {
      ss_workspace_view_toast_text (self->view, text);
      return;
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("You Are Yourself Again"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), "%s %s", error->message, text);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Go On"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_actions (SsWindow *self)
{
  static const GActionEntry entries[] = {
    { "show-page", show_page_cb, "s" },
    { "page-number", page_number_cb, "i" },
    { "reload", reload_cb },
    { "search", search_cb },
    { "sidebar", sidebar_cb },
    { "menu", menu_cb },
    { "accounts", accounts_cb },
    { "palette", palette_cb },
    { "add-account", add_account_cb },
    { "sign-out", sign_out_cb },
    { "forget-account", forget_account_cb },
    { "masquerade", masquerade_cb, "(ss)" },
    { "visit-tenant", visit_tenant_cb, "s" },
    { "leave-tenant", leave_tenant_cb },
    { "reset-demo", reset_demo_cb },
    { "leave-demo", leave_demo_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
restore_size (SsWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_size (SsWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
ss_window_close_request (GtkWindow *window)
{
  SsWindow *self = SS_WINDOW (window);

  save_size (self);
  if (self->view != NULL)
    ss_workspace_view_save_state (self->view);

  return GTK_WINDOW_CLASS (ss_window_parent_class)->close_request (window);
}

static void
ss_window_dispose (GObject *object)
{
  SsWindow *self = SS_WINDOW (object);

  self->view = NULL;
  if (self->access != NULL)
    g_signal_handlers_disconnect_by_data (self->access, self);
  g_clear_object (&self->access);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->wanted_page, g_free);

  G_OBJECT_CLASS (ss_window_parent_class)->dispose (object);
}

static void
ss_window_class_init (SsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = ss_window_close_request;
}

/* The page's shortcuts work from the sidebar and the banners, too. */
static gboolean
key_pressed_cb (SsWindow *self, guint key, guint code, GdkModifierType state,
                GtkEventControllerKey *controller)
{
  SsPage *page = self->view != NULL ? ss_workspace_view_get_page (self->view) : NULL;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!(state & GDK_CONTROL_MASK) || page == NULL
      || (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (page))))
    return GDK_EVENT_PROPAGATE;
  return gtk_event_controller_key_forward (controller, GTK_WIDGET (page));
}

static void
forward_keys (SsWindow *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
ss_window_init (SsWindow *self)
{
  GtkWidget *bin = adw_bin_new ();

  self->bin = ADW_BIN (bin);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), bin);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Smooth Schedule"));
  gtk_widget_set_size_request (GTK_WIDGET (self), MIN_WIDTH, MIN_HEIGHT);
  /* F10 is an action here, so that the palette and the shortcuts window have it, too. */
  gtk_window_set_handle_menubar_accel (GTK_WINDOW (self), FALSE);
  add_actions (self);
  forward_keys (self);
}

/**
 * ss_window_new:
 * @application: the program
 * @access: who is signed in
 * @settings: the program's settings
 *
 * Returns: (transfer none): a window, not yet shown
 */
GtkWindow *
ss_window_new (GtkApplication *application, SsAccess *access, GSettings *settings)
{
  SsWindow *self = g_object_new (SS_TYPE_WINDOW, "application", application, NULL);

  self->access = g_object_ref (access);
  self->settings = g_object_ref (settings);
  restore_size (self);
  g_signal_connect_object (access, "notify::state", G_CALLBACK (access_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (access, "came-back", G_CALLBACK (came_back_cb), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WINDOW (self);
}

/**
 * ss_window_open_link:
 * @self: the window
 * @uri: "smoothschedule:PAGE" or "smoothschedule://PAGE"
 *
 * Shows a page. What names none that the user may see is left alone.
 */
void
ss_window_open_link (SsWindow *self, const char *uri)
{
  const char *start = strchr (uri, ':');
  g_autofree char *page = NULL;

  if (start == NULL)
    return;

  start += 1 + strspn (start + 1, "/");
  page = g_strndup (start, strcspn (start, "/?#"));
  if (self->view != NULL)
    ss_workspace_view_show_page (self->view, page);
  else
    {
      g_free (self->wanted_page);
      self->wanted_page = g_steal_pointer (&page);
    }
}
