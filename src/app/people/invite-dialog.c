/* invite-dialog.c: invites somebody, and gives the address to pass on
 *
 * The address is told once, and whoever has it becomes that user: it is shown to the one who invites, and
 * kept nowhere.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/invite-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/business/record-dialog.h"
#include "app/business/record-flow.h"
#include "app/business/record-form.h"
#include "app/widgets/field-error.h"
#include "domain/role.h"
#include "domain/validation.h"

enum
{
  NAME,
  EMAIL,
  ROLE,
  N_FIELDS,
};

/* What is being filled in: the dialog's, and of what is on its way, which may outlive it. */
typedef struct
{
  SsPage *page;           /* (owned) */
  SsRecordDialog *dialog; /* (unowned): NULL once it is closed */
  GtkWidget *name;        /* (unowned), as the others: rows of the dialog */
  GtkWidget *email;
  GPtrArray *checks; /* (owned): of the roles: GtkCheckButton, with the role as its name */
  SsRecordField fields[N_FIELDS];
} Form;

static void
form_clear (gpointer data)
{
  Form *self = data;

  g_object_unref (self->page);
  g_ptr_array_unref (self->checks);
}

static void
close_form_cb (gpointer data, GClosure *closure)
{
  Form *self = data;

  self->dialog = NULL;
  g_rc_box_release_full (self, form_clear);
}

/* The address */

static void
copy_cb (GtkButton *button, GtkEditable *address)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), gtk_editable_get_text (address));
  gtk_button_set_label (button, _ ("Copied"));
}

static GtkWidget *
make_address (const char *address, GtkWidget **copy)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *entry = gtk_entry_new ();

  *copy = gtk_button_new_with_mnemonic (_ ("_Copy"));
  gtk_editable_set_text (GTK_EDITABLE (entry), address);
  gtk_editable_set_editable (GTK_EDITABLE (entry), FALSE);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Address of the invitation"), -1);
  g_signal_connect_object (*copy, "clicked", G_CALLBACK (copy_cb), entry, 0);
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), *copy);
  return box;
}

/**
 * ss_invitation_show_address:
 * @page: the page on which somebody was invited
 * @name: who
 * @address: what is to be passed on
 */
void
ss_invitation_show_address (SsPage *page, const char *name, const char *address)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  g_autofree char *heading = ss_name_in (_ ("%s Is Invited"), name);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading,
      _ ("Pass this address on. Whoever opens it first chooses the password of the account, so give it to "
         "nobody else. It works once and not for ever, and is shown only now."));
  GtkWidget *copy;

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_address (address, &copy));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("C_lose"));
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (copy);
}

/* Inviting */

static void
show_error (Form *self, const GError *error)
{
  if (self->dialog == NULL)
    {
      ss_page_toast_text (self->page, error->message);
      return;
    }
  ss_record_dialog_set_busy (self->dialog, FALSE);
  if (!ss_record_fields_show_error (self->fields, N_FIELDS, error))
    ss_record_dialog_show_fault (self->dialog, error->message);
}

/* The address is shown also where the form was closed meanwhile: it can't be had again. */
static void
invited_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  Form *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsInvitedUser) invited = ss_user_store_invite_finish (SS_USER_STORE (store), result, &error);

  if (invited == NULL)
    show_error (self, error);
  else
    {
      if (self->dialog != NULL)
        ss_record_dialog_close (self->dialog);
      ss_invitation_show_address (self->page, ss_invited_user_get_name (invited),
                                  ss_invited_user_get_invitation_url (invited));
    }
  g_rc_box_release_full (self, form_clear);
}

/* Says at each field what is wrong with it. */
static gboolean
check (Form *self, const char *name, const char *email, const char *role)
{
  const char *faults[N_FIELDS] = { ss_validate_name (name), ss_validate_email (email),
                                   role == NULL ? N_ ("Choose a role.") : NULL };
  gboolean is_fine = TRUE;

  for (guint i = 0; i < N_FIELDS; i++)
    {
      ss_field_error_set_text (SS_FIELD_ERROR (self->fields[i].error),
                               faults[i] != NULL ? _ (faults[i]) : NULL);
      is_fine = is_fine && faults[i] == NULL;
    }
  return is_fine;
}

/* (nullable): the wire name of what is chosen */
static const char *
get_role (Form *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->checks, i);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (button)))
        return gtk_widget_get_name (button);
    }
  return NULL;
}

static void
save_cb (SsRecordDialog *dialog, Form *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  g_autofree char *email = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->email))));
  const char *role = get_role (self);
  g_autoptr (SsInvitedUser) draft = NULL;

  ss_record_dialog_show_fault (dialog, NULL);
  if (!check (self, name, email, role))
    return;
  draft = g_object_new (SS_TYPE_INVITED_USER, "name", name, "email", email, "role", role, NULL);
  ss_record_dialog_set_busy (dialog, TRUE);
  ss_user_store_invite_async (ss_workspace_get_users (ss_page_get_workspace (self->page)), draft, NULL,
                              invited_cb, g_rc_box_acquire (self));
}

/* The form */

static GtkWidget *
add_group (GtkWidget *box, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (box), group);
  return group;
}

static void
add_field (Form *self, GtkWidget *group, guint i, const char *member, GtkWidget *field)
{
  self->fields[i] = (SsRecordField){ member, ss_field_error_new (field) };
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->fields[i].error);
}

static GtkWidget *
add_entry (Form *self, GtkWidget *group, guint i, const char *member, const char *title,
           GtkInputPurpose purpose)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), purpose);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  add_field (self, group, i, member, row);
  return row;
}

/* A role that may not be given stands there with the rule. */
static void
add_role (Form *self, GtkWidget *group, SsRole role, gboolean may)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (ss_role_get_label (role)));
  if (!may)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Only roles below your own can be given."));
  gtk_widget_set_name (button, ss_role_to_string (role));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (ss_role_get_label (role)), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  gtk_widget_set_sensitive (row, may);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  if (self->checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), g_ptr_array_index (self->checks, 0));
  g_ptr_array_add (self->checks, button);
  if (may && role == SS_ROLE_TENANT_STAFF)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
}

/* Those of a business in a business, the platform's own on the platform. */
static void
add_roles (Form *self, GtkWidget *group)
{
  SsSession *session = ss_workspace_get_session (ss_page_get_workspace (self->page));
  SsCurrentUser *user = ss_session_get_current_user (session);
  gboolean is_in_tenant = user != NULL && ss_current_user_get_tenant (user) != NULL;
  SsRole own;

  if (user == NULL || !ss_role_from_string (ss_current_user_get_role (user), &own))
    return;
  for (guint role = 0; role < SS_N_ROLES; role++)
    if (ss_role_is_platform ((SsRole) role) != is_in_tenant)
      add_role (self, group, (SsRole) role, ss_role_may_assign (own, (SsRole) role));
}

/**
 * ss_invite_dialog_present:
 * @page: the page that lists users
 */
void
ss_invite_dialog_present (SsPage *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  Form *self = g_rc_box_new0 (Form);
  GtkWidget *group = add_group (box, NULL);
  SsRecordDialog *dialog;

  self->page = g_object_ref (page);
  self->checks = g_ptr_array_new ();
  self->name = add_entry (self, group, NAME, "name", _ ("Name"), GTK_INPUT_PURPOSE_NAME);
  self->email = add_entry (self, group, EMAIL, "email", _ ("E-Mail"), GTK_INPUT_PURPOSE_EMAIL);
  group = add_group (box, _ ("Role"));
  add_roles (self, group);
  add_field (self, group, ROLE, "role", group);
  dialog = ss_record_dialog_new (GTK_WIDGET (page), _ ("Invite Somebody"), _ ("_Invite"), box);
  self->dialog = dialog;
  g_signal_connect_data (dialog, "save", G_CALLBACK (save_cb), self, close_form_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (self->name);
}
