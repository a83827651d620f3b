/* account-section.c: the own account: password, where it is signed in, and what is kept here
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/account-section.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/clock-text.h"
#include "app/widgets/field-error.h"
#include "app/widgets/status-view.h"
#include "domain/validation.h"
#include "model/people.h"

struct _SsAccountSection
{
  AdwBin parent_instance;

  AdwActionRow *person_row;
  AdwAvatar *avatar;
  AdwExpanderRow *password_expander;
  GtkEditable *current_row;
  SsFieldError *current_error;
  GtkEditable *new_row;
  SsFieldError *new_error;
  GtkEditable *again_row;
  SsFieldError *again_error;
  GtkWidget *change_button;
  GtkWidget *sessions_group;
  GtkWidget *computer_group;
  SsStatusView *sessions_status;
  GtkListBox *sessions_list;

  SsWorkspace *workspace;    /* (owned) (nullable) */
  SsPagedList *sessions;     /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsAccountSection, ss_account_section, ADW_TYPE_BIN)

enum
{
  TOAST_TEXT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static SsSettingsStore *
get_store (SsAccountSection *self)
{
  return ss_workspace_get_settings (self->workspace);
}

static void
toast (SsAccountSection *self, const char *text)
{
  g_signal_emit (self, signals[TOAST_TEXT], 0, text);
}

static void
clear_password_errors (SsAccountSection *self)
{
  ss_field_error_set_text (self->current_error, NULL);
  ss_field_error_set_text (self->new_error, NULL);
  ss_field_error_set_text (self->again_error, NULL);
}

static void
password_changed_cb (SsAccountSection *self)
{
  clear_password_errors (self);
  gtk_widget_set_sensitive (self->change_button, *gtk_editable_get_text (self->current_row) != '\0'
                                                     && *gtk_editable_get_text (self->new_row) != '\0'
                                                     && *gtk_editable_get_text (self->again_row) != '\0');
}

static void
clear_passwords (SsAccountSection *self)
{
  gtk_editable_set_text (self->current_row, "");
  gtk_editable_set_text (self->new_row, "");
  gtk_editable_set_text (self->again_row, "");
}

static void
show_password_error (SsAccountSection *self, const GError *error)
{
  gboolean is_ours = error->domain == SS_CLIENT_ERROR;
  const char *current = is_ours ? ss_client_error_get_field (error, "currentPassword") : NULL;
  const char *new = is_ours ? ss_client_error_get_field (error, "newPassword") : NULL;

  ss_field_error_set_text (self->current_error, current);
  ss_field_error_set_text (self->new_error, new);
  if (current == NULL && new == NULL)
    ss_field_error_set_text (self->again_error, error->message);
}

static void
password_done_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsAccountSection) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ss_settings_store_change_password_finish (SS_SETTINGS_STORE (store), result, &error))
    {
      clear_passwords (self);
      adw_expander_row_set_expanded (self->password_expander, FALSE);
      toast (self, _ ("The password was changed."));
      ss_account_section_reload (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_password_error (self, error);
      gtk_widget_set_sensitive (self->change_button, TRUE);
    }
}

static void
change_password_cb (SsAccountSection *self)
{
  SsCurrentUser *user = ss_session_get_current_user (ss_workspace_get_session (self->workspace));
  const char *new = gtk_editable_get_text (self->new_row);
  const char *fault = NULL;

  if (!gtk_widget_get_sensitive (self->change_button) || user == NULL)
    return;

  clear_password_errors (self);
  fault = ss_validate_password (new, ss_current_user_get_name (user), ss_current_user_get_email (user));
  if (fault != NULL)
    ss_field_error_set_text (self->new_error, _ (fault));
  else if (strcmp (new, gtk_editable_get_text (self->again_row)) != 0)
    ss_field_error_set_text (self->again_error, _ ("This is not the same password."));
  else
    {
      gtk_widget_set_sensitive (self->change_button, FALSE);
      ss_settings_store_change_password_async (get_store (self), gtk_editable_get_text (self->current_row),
                                               new, self->cancellable, password_done_cb, g_object_ref (self));
    }
}

/* Where it failed it can be tried again. */
static void
enable_end_buttons (SsAccountSection *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->sessions_list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *button = g_object_get_data (G_OBJECT (row), "end-button");

      if (button != NULL)
        gtk_widget_set_sensitive (button, TRUE);
    }
}

static void
ended_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsAccountSection) self = user_data;
  g_autoptr (GError) error = NULL;

  ss_settings_store_end_session_finish (SS_SETTINGS_STORE (store), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  toast (self, error == NULL ? _ ("That session was signed out.") : error->message);
  if (error != NULL)
    enable_end_buttons (self);
  ss_account_section_reload (self);
}

static void
end_clicked_cb (SsAccountSection *self, GtkButton *button)
{
  const char *id = g_object_get_data (G_OBJECT (button), "session-id");

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  ss_settings_store_end_session_async (get_store (self), id, self->cancellable, ended_cb,
                                       g_object_ref (self));
}

static char *
describe_use (SsSignedIn *session)
{
  gint64 moment = ss_signed_in_get_last_used_at (session);
  const char *address = ss_signed_in_get_ip_address (session);
  g_autoptr (GDateTime) time = moment > 0 ? g_date_time_new_from_unix_local (moment / G_USEC_PER_SEC) : NULL;
  /* Translators: a day and its month, as strftime(3) has them */
  g_autofree char *text = time != NULL ? ss_clock_text_format_with_day (time, _ ("%-d %B")) : g_strdup ("");

  /* Translators: when and from which network address a session was used last */
  return g_strdup_printf (_ ("Last used %s from %s"), text, address != NULL ? address : "–");
}

static void
add_end_button (SsAccountSection *self, AdwActionRow *row, SsSignedIn *session)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Sign _Out"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "session-id", g_strdup (ss_signed_in_get_id (session)), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (end_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);
  g_object_set_data (G_OBJECT (row), "end-button", button);
}

/* Another session may come to stand in the same row: what the row says and ends is always its own. */
static void
fill_session_row_cb (AdwActionRow *row, GParamSpec *pspec, SsListItem *item)
{
  SsAccountSection *self = g_object_get_data (G_OBJECT (row), "section");
  SsSignedIn *session = (SsSignedIn *) ss_list_item_get_model (item);
  GtkWidget *button = g_object_steal_data (G_OBJECT (row), "end-button");
  g_autofree char *use = NULL;

  if (button != NULL)
    adw_action_row_remove (row, button);
  if (session == NULL)
    return;

  use = describe_use (session);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ss_signed_in_get_current (session)
                                                                ? _ ("This Computer")
                                                                : ss_signed_in_get_user_agent (session));
  adw_action_row_set_subtitle (row, use);
  if (!ss_signed_in_get_current (session))
    add_end_button (self, row, session);
}

static GtkWidget *
create_session_row_cb (gpointer object, gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  /* The row is the section's child. */
  g_object_set_data (G_OBJECT (row), "section", user_data);
  /* Nobody else keeps the item, and the list speaks only to those that live. */
  g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (object), g_object_unref);
  g_signal_connect_object (object, "notify::model", G_CALLBACK (fill_session_row_cb), row, G_CONNECT_SWAPPED);
  fill_session_row_cb (ADW_ACTION_ROW (row), NULL, object);
  return row;
}

static void
fill_person (SsAccountSection *self)
{
  SsCurrentUser *user = ss_session_get_current_user (ss_workspace_get_session (self->workspace));
  const char *role_name = user != NULL ? ss_current_user_get_role (user) : NULL;
  g_autofree char *text = NULL;
  SsRole role;

  if (user == NULL)
    return;

  text = role_name != NULL && ss_role_from_string (role_name, &role)
             ? g_strdup_printf ("%s · %s", ss_current_user_get_email (user), _ (ss_role_get_label (role)))
             : g_strdup (ss_current_user_get_email (user));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->person_row), ss_current_user_get_name (user));
  adw_action_row_set_subtitle (self->person_row, text);
  adw_avatar_set_text (self->avatar, ss_current_user_get_name (user));
}

/* Contract section 4: passwords and sessions are closed to a masquerade, and this computer's are not theirs.
 */
static void
close_account (SsAccountSection *self)
{
  GtkWidget *expander = GTK_WIDGET (self->password_expander);
  const char *text = _ ("Passwords and sessions are closed while you are somebody else.");

  gtk_widget_set_sensitive (expander, FALSE);
  gtk_widget_set_tooltip_text (expander, text);
  adw_expander_row_set_subtitle (self->password_expander, text);
  gtk_widget_set_visible (self->sessions_group, FALSE);
  gtk_widget_set_visible (self->computer_group, FALSE);
}

static void
ss_account_section_dispose (GObject *object)
{
  SsAccountSection *self = SS_ACCOUNT_SECTION (object);

  g_cancellable_cancel (self->cancellable);
  if (self->sessions_status != NULL)
    ss_status_view_follow (self->sessions_status, NULL);
  g_clear_object (&self->sessions);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (ss_account_section_parent_class)->dispose (object);
}

static void
ss_account_section_finalize (GObject *object)
{
  g_clear_object (&SS_ACCOUNT_SECTION (object)->cancellable);

  G_OBJECT_CLASS (ss_account_section_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsAccountSection, child)

static void
ss_account_section_class_init (SsAccountSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_account_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = ss_account_section_finalize;

  signals[TOAST_TEXT] = g_signal_new ("toast-text", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SS_TYPE_FIELD_ERROR);
  g_type_ensure (SS_TYPE_STATUS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/business/account-section.ui");
  BIND (person_row);
  BIND (avatar);
  BIND (password_expander);
  BIND (current_row);
  BIND (current_error);
  BIND (new_row);
  BIND (new_error);
  BIND (again_row);
  BIND (again_error);
  BIND (change_button);
  BIND (sessions_group);
  BIND (computer_group);
  BIND (sessions_status);
  BIND (sessions_list);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_password_cb);
  gtk_widget_class_bind_template_callback (widget_class, ss_account_section_reload);
}

static void
ss_account_section_init (SsAccountSection *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ss_account_section_set_workspace:
 * @self: the section
 * @workspace: whose account it is about
 */
void
ss_account_section_set_workspace (SsAccountSection *self, SsWorkspace *workspace)
{
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  fill_person (self);
  if (ss_session_get_real (ss_workspace_get_session (workspace)) != NULL)
    {
      close_account (self);
      return;
    }
  self->sessions = ss_settings_store_list_sessions (get_store (self));
  ss_status_view_follow (self->sessions_status, G_OBJECT (self->sessions));
  gtk_list_box_bind_model (self->sessions_list, G_LIST_MODEL (self->sessions), create_session_row_cb, self,
                           NULL);
}

/**
 * ss_account_section_reload:
 * @self: the section
 *
 * Fetches again where the account is signed in.
 */
void
ss_account_section_reload (SsAccountSection *self)
{
  fill_person (self);
  if (self->sessions != NULL)
    ss_paged_list_reload (self->sessions);
}
