/* settings-page.c: the business' settings, and the own account
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/settings-page.h"

#include <glib/gi18n-lib.h>

#include "app/business/account-section.h"
#include "app/business/logo-file.h"
#include "app/business/settings-form.h"
#include "app/widgets/status-view.h"

#define LOGO_MAX (512 * 1024)

struct _SsSettingsPage
{
  SsPage parent_instance;

  GtkLabel *rule_label;
  SsStatusView *status;
  SsSettingsForm *form;
  SsAccountSection *account;
  GtkRevealer *save_revealer;
  GtkLabel *changes_label;

  GSimpleActionGroup *actions;   /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */
  SsTenantSettings *before;      /* (owned) (nullable): what the form showed at first */
  SsTenantSettings *draft;       /* (owned) (nullable): what it shows */
  char *logo_url;                /* (owned) (nullable): what is shown or on its way */
  gboolean is_saving;
  gboolean overwrites; /* what somebody else changed meanwhile */
};

G_DEFINE_FINAL_TYPE (SsSettingsPage, ss_settings_page, SS_TYPE_PAGE)

static void load (SsSettingsPage *self);

static SsSession *
get_session (SsSettingsPage *self)
{
  return ss_workspace_get_session (ss_page_get_workspace (SS_PAGE (self)));
}

static SsSettingsStore *
get_store (SsSettingsPage *self)
{
  return ss_workspace_get_settings (ss_page_get_workspace (SS_PAGE (self)));
}

static void
set_enabled (SsSettingsPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static guint
count_changes (SsSettingsPage *self)
{
  g_auto (GStrv) names = NULL;

  if (self->before == NULL)
    return 0;

  ss_settings_form_apply (self->form, self->draft);
  names = ss_settings_find_changes (self->before, self->draft);
  return g_strv_length (names);
}

static void
changed_cb (SsSettingsPage *self)
{
  guint n_changes = count_changes (self);
  g_autofree char *text = g_strdup_printf (ngettext ("%u change", "%u changes", n_changes), n_changes);

  gtk_label_set_text (self->changes_label, text);
  gtk_revealer_set_reveal_child (self->save_revealer, n_changes > 0);
  set_enabled (self, "save", n_changes > 0 && !self->is_saving);
  set_enabled (self, "revert", n_changes > 0 && !self->is_saving);
}

static void
logo_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsSettingsPage) self = user_data;
  g_autoptr (GBytes) bytes = ss_session_download_finish (SS_SESSION (session), result, NULL);

  /* Without it the initials stay. */
  if (bytes != NULL)
    ss_settings_form_set_logo (self->form, bytes);
}

static void
show_logo (SsSettingsPage *self, const char *url)
{
  if (g_strcmp0 (self->logo_url, url) == 0)
    return;

  g_free (self->logo_url);
  self->logo_url = g_strdup (url);
  ss_settings_form_set_logo (self->form, NULL);
  if (url != NULL)
    ss_session_download_async (get_session (self), url, LOGO_MAX, ss_page_get_cancellable (SS_PAGE (self)),
                               logo_cb, g_object_ref (self));
}

/* What was loaded, as the form writes it, so that only a person makes a difference. */
static void
show_settings (SsSettingsPage *self, SsTenantSettings *settings)
{
  g_clear_object (&self->before);
  g_clear_object (&self->draft);
  self->before = ss_model_copy (SS_MODEL (settings));
  self->draft = ss_model_copy (SS_MODEL (settings));
  ss_settings_form_set_settings (self->form, settings);
  ss_settings_form_apply (self->form, self->before);
  show_logo (self, ss_tenant_settings_get_logo_url (settings));
  ss_status_view_set_loaded_at (self->status, g_get_real_time ());
  ss_status_view_set_state (self->status, SS_LOAD_READY);
  changed_cb (self);
}

static void saved_cb (GObject *store, GAsyncResult *result, gpointer user_data);

static void
save (SsSettingsPage *self)
{
  g_auto (GStrv) names = NULL;

  if (self->before == NULL || self->is_saving || !ss_settings_form_check (self->form))
    return;

  ss_settings_form_apply (self->form, self->draft);
  names = ss_settings_find_changes (self->before, self->draft);
  if (*names == NULL)
    return;

  self->is_saving = TRUE;
  changed_cb (self);
  ss_settings_store_save_async (get_store (self), self->draft, (const char *const *) names,
                                ss_page_get_cancellable (SS_PAGE (self)), saved_cb, g_object_ref (self));
}

static void
loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsSettingsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTenantSettings) settings =
      ss_settings_store_load_finish (SS_SETTINGS_STORE (store), result, &error);

  if (settings != NULL && self->overwrites)
    {
      self->overwrites = FALSE;
      save (self);
    }
  else if (settings != NULL)
    show_settings (self, settings);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->overwrites = FALSE;
      ss_status_view_set_error (self->status, error);
      ss_status_view_set_state (self->status, self->before != NULL ? SS_LOAD_OFFLINE : SS_LOAD_FAILED);
    }
}

static void
load (SsSettingsPage *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->status)))
    return;

  if (self->before == NULL)
    ss_status_view_set_state (self->status, SS_LOAD_LOADING);
  ss_settings_store_load_async (get_store (self), ss_page_get_cancellable (SS_PAGE (self)), loaded_cb,
                                g_object_ref (self));
}

static void
conflict_cb (SsSettingsPage *self, const char *response)
{
  if (strcmp (response, "overwrite") == 0)
    self->overwrites = TRUE;
  if (strcmp (response, "cancel") != 0)
    load (self);
}

static void
ask_about_conflict (SsSettingsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("The Settings Have Changed"),
      _ ("Somebody else saved these settings meanwhile. You can look at theirs, which drops what you changed, "
         "or save yours over them."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "reload",
                                    _ ("_Show Theirs"), "overwrite", _ ("Save _Mine"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "overwrite",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (conflict_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
saved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsSettingsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTenantSettings) settings =
      ss_settings_store_save_finish (SS_SETTINGS_STORE (store), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_saving = FALSE;
  if (settings != NULL)
    {
      show_settings (self, settings);
      ss_page_toast_text (SS_PAGE (self), _ ("The settings were saved."));
      return;
    }

  changed_cb (self);
  if (g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_CHANGED))
    ask_about_conflict (self);
  else if (!ss_settings_form_show_error (self->form, error))
    ss_page_toast_error (SS_PAGE (self), _ ("Couldn’t save the settings"), error);
}

static void
logo_set_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsSettingsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ss_settings_store_set_logo_finish (SS_SETTINGS_STORE (store), result, &error))
    ss_page_toast_text (SS_PAGE (self), _ ("The logo was changed."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&self->logo_url, g_free);
      ss_settings_form_set_logo (self->form, NULL);
      ss_page_toast_error (SS_PAGE (self), _ ("Couldn’t change the logo"), error);
    }
}

static void
logo_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsSettingsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const char *content_type = NULL;
  g_autoptr (GBytes) bytes = ss_logo_file_read_finish (result, &content_type, &error);

  if (bytes == NULL)
    {
      ss_page_toast_error (SS_PAGE (self), _ ("Couldn’t use this file"), error);
      return;
    }

  ss_settings_form_set_logo (self->form, bytes);
  ss_settings_store_set_logo_async (get_store (self), bytes, content_type,
                                    ss_page_get_cancellable (SS_PAGE (self)), logo_set_cb,
                                    g_object_ref (self));
}

static void
chosen_cb (SsSettingsPage *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    ss_logo_file_read_async (file, LOGO_MAX, ss_page_get_cancellable (SS_PAGE (self)), logo_read_cb,
                             g_object_ref (self));
}

static void
choose_logo_cb (SsSettingsPage *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chooser != NULL)
    return;

  gtk_file_filter_set_name (filter, _ ("PNG and SVG Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/svg+xml");
  self->chooser =
      gtk_file_chooser_native_new (_ ("Choose a Logo"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
remove_logo_cb (SsSettingsPage *self)
{
  g_clear_pointer (&self->logo_url, g_free);
  ss_settings_form_set_logo (self->form, NULL);
  ss_settings_store_set_logo_async (get_store (self), NULL, NULL, ss_page_get_cancellable (SS_PAGE (self)),
                                    logo_set_cb, g_object_ref (self));
}

static void
reload_cb (SsSettingsPage *self)
{
  /* What a person is about to save is not replaced under his hands. */
  if (count_changes (self) == 0)
    load (self);
  ss_account_section_reload (self->account);
}

static void
save_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  save (user_data);
}

static void
revert_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsSettingsPage *self = user_data;

  ss_settings_form_set_settings (self->form, self->before);
  changed_cb (self);
}

/* Who may not change the settings reads them; who has nothing to do with the business' running sees none. */
static void
apply_permissions (SsSettingsPage *self)
{
  SsSession *session = get_session (self);
  SsCurrentUser *user = ss_session_get_current_user (session);
  gboolean may_edit = ss_session_may (session, "settings.edit");
  gboolean has_tenant = user != NULL && ss_current_user_get_tenant (user) != NULL;
  gboolean sees = has_tenant && (may_edit || ss_session_may (session, "plugins.view"));
  const char *text = NULL;

  if (!has_tenant)
    text = _ ("You are signed in to the platform itself, which has no settings of a business.");
  else if (!sees)
    text = _ ("Welcome! Your role has nothing to set up here: your business’ owner and managers do that. "
              "This is your own account.");
  else if (ss_session_get_obstacle (session, "settings.edit") != NULL)
    text = ss_session_get_obstacle (session, "settings.edit");
  else if (!may_edit)
    text = _ ("You can read these settings. To change them takes the permission “settings.edit”, which the "
              "owner of the business has.");
  gtk_label_set_text (self->rule_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->rule_label), text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->status), sees);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), may_edit);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->form), may_edit ? NULL : text);
}

/* A permission that was granted for a while comes and goes. */
static void
user_changed_cb (SsSettingsPage *self)
{
  if (ss_session_get_current_user (get_session (self)) != NULL)
    apply_permissions (self);
}

static void
ss_settings_page_set_up (SsPage *page)
{
  SsSettingsPage *self = SS_SETTINGS_PAGE (page);

  apply_permissions (self);
  g_signal_connect_object (get_session (self), "notify::current-user", G_CALLBACK (user_changed_cb), self,
                           G_CONNECT_SWAPPED);
  ss_account_section_set_workspace (self->account, ss_page_get_workspace (page));
  load (self);
}

static void
ss_settings_page_reload (SsPage *page)
{
  reload_cb (SS_SETTINGS_PAGE (page));
}

static void
ss_settings_page_dispose (GObject *object)
{
  SsSettingsPage *self = SS_SETTINGS_PAGE (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->before);
  g_clear_object (&self->draft);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->logo_url, g_free);

  G_OBJECT_CLASS (ss_settings_page_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsSettingsPage, child)
#define BIND_CALLBACK(callback) gtk_widget_class_bind_template_callback (widget_class, callback)

static void
ss_settings_page_class_init (SsSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SsPageClass *page_class = SS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_settings_page_dispose;
  page_class->set_up = ss_settings_page_set_up;
  page_class->reload = ss_settings_page_reload;

  g_type_ensure (SS_TYPE_ACCOUNT_SECTION);
  g_type_ensure (SS_TYPE_SETTINGS_FORM);
  g_type_ensure (SS_TYPE_STATUS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/business/settings-page.ui");
  BIND (rule_label);
  BIND (status);
  BIND (form);
  BIND (account);
  BIND (save_revealer);
  BIND (changes_label);
  BIND_CALLBACK (changed_cb);
  BIND_CALLBACK (choose_logo_cb);
  BIND_CALLBACK (remove_logo_cb);
  BIND_CALLBACK (reload_cb);
  BIND_CALLBACK (ss_page_toast_text);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "settings.save", NULL);
}

static void
ss_settings_page_init (SsSettingsPage *self)
{
  static const GActionEntry entries[] = {
    { "save", save_action },
    { "revert", revert_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "settings", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  set_enabled (self, "save", FALSE);
  set_enabled (self, "revert", FALSE);
}
