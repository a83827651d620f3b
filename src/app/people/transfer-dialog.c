/* transfer-dialog.c: hands the business over to somebody else
 *
 * Nobody can take it back alone: the address of the new owner is typed, and the own password again.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/transfer-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/business/record-dialog.h"
#include "app/business/record-flow.h"
#include "app/business/record-form.h"
#include "app/widgets/field-error.h"
#include "app/widgets/role-badge.h"
#include "domain/validation.h"

enum
{
  EMAIL,
  PASSWORD,
  N_FIELDS,
};

/* What is being filled in: the dialog's, and of what is on its way, which may outlive it. */
typedef struct
{
  SsPage *page;           /* (owned) */
  SsUser *user;           /* (owned) */
  SsRecordDialog *dialog; /* (unowned): NULL once it is closed */
  GtkEditable *email;
  GtkEditable *password;
  SsRecordField fields[N_FIELDS];
} Form;

static void
form_clear (gpointer data)
{
  Form *self = data;

  g_object_unref (self->page);
  g_object_unref (self->user);
}

static void
close_form_cb (gpointer data, GClosure *closure)
{
  Form *self = data;

  self->dialog = NULL;
  g_rc_box_release_full (self, form_clear);
}

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

static void
transferred_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  Form *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (ss_user_store_transfer_finish (SS_USER_STORE (store), result, &error))
    {
      text = ss_name_in (_ ("%s owns the business now."), ss_user_get_name (self->user));
      ss_page_toast_text (self->page, text);
      if (self->dialog != NULL)
        ss_record_dialog_close (self->dialog);
    }
  else
    show_error (self, error);
  g_rc_box_release_full (self, form_clear);
}

static void
save_cb (SsRecordDialog *dialog, Form *self)
{
  g_autofree char *typed = ss_email_normalize (gtk_editable_get_text (self->email));
  const char *password = gtk_editable_get_text (self->password);
  gboolean is_right = g_strcmp0 (typed, ss_user_get_email (self->user)) == 0;
  gboolean has_password = *password != '\0';

  ss_record_dialog_show_fault (dialog, NULL);
  ss_field_error_set_text (SS_FIELD_ERROR (self->fields[EMAIL].error),
                           is_right ? NULL : _ ("Type the address as it stands above."));
  ss_field_error_set_text (SS_FIELD_ERROR (self->fields[PASSWORD].error),
                           has_password ? NULL : _ ("Type your own password."));
  if (!is_right || !has_password)
    return;
  ss_record_dialog_set_busy (dialog, TRUE);
  ss_user_store_transfer_async (ss_workspace_get_users (ss_page_get_workspace (self->page)),
                                ss_user_get_id (self->user), password, NULL, transferred_cb,
                                g_rc_box_acquire (self));
}

static GtkWidget *
make_text (Form *self)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *name =
      g_strdup_printf ("%s (%s)", ss_user_get_name (self->user), ss_user_get_email (self->user));
  g_autofree char *text = g_strdup_printf (
      /* Translators: first a person with his address, then a role */
      _ ("%s becomes the owner of the business and may do everything in it. You get the role that is free then: "
         "%s. Only the new owner can give you the business back."),
      name, ss_role_describe (ss_user_get_role (self->user)));

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static GtkEditable *
add_row (Form *self, GtkWidget *group, guint i, const char *member, GtkWidget *row, const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  self->fields[i] = (SsRecordField){ member, ss_field_error_new (row) };
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->fields[i].error);
  return GTK_EDITABLE (row);
}

/**
 * ss_transfer_dialog_is_possible:
 * @session: who is signed in
 * @user: who would own the business
 *
 * An owner's right, and to somebody who works there and has accepted the invitation (contract section 3).
 *
 * Returns: whether it is worth asking for
 */
gboolean
ss_transfer_dialog_is_possible (SsSession *session, SsUser *user)
{
  SsCurrentUser *own = ss_session_get_current_user (session);
  SsRole role;

  return own != NULL && g_strcmp0 (ss_current_user_get_role (own), "TENANT_OWNER") == 0
         && ss_session_get_real (session) == NULL && ss_user_get_is_active (user)
         && ss_role_from_string (ss_user_get_role (user), &role)
         && (role == SS_ROLE_TENANT_MANAGER || role == SS_ROLE_TENANT_STAFF);
}

/**
 * ss_transfer_dialog_present:
 * @page: the page that lists users
 * @user: who is to own the business
 */
void
ss_transfer_dialog_present (SsPage *page, SsUser *user)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = adw_preferences_group_new ();
  Form *self = g_rc_box_new0 (Form);
  SsRecordDialog *dialog;

  self->page = g_object_ref (page);
  self->user = g_object_ref (user);
  gtk_box_append (GTK_BOX (box), make_text (self));
  self->email = add_row (self, group, EMAIL, "email", adw_entry_row_new (), _ ("E-Mail of the New Owner"));
  self->password =
      add_row (self, group, PASSWORD, "password", adw_password_entry_row_new (), _ ("Your Own Password"));
  gtk_box_append (GTK_BOX (box), group);
  dialog = ss_record_dialog_new (GTK_WIDGET (page), _ ("New Owner"), _ ("_Hand Over"), box);
  self->dialog = dialog;
  g_signal_connect_data (dialog, "save", G_CALLBACK (save_cb), self, close_form_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (self->email));
}
