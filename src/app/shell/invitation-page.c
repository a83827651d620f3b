/* invitation-page.c: the form for accepting an invitation
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/invitation-page.h"

#include <glib/gi18n-lib.h>

#include "app/shell/sign-in-fault.h"
#include "app/widgets/field-error.h"
#include "domain/validation.h"

struct _SsInvitationPage
{
  AdwBin parent_instance;

  GtkWidget *form;
  GtkEditable *invitation_row;
  SsFieldError *invitation_error;
  GtkLabel *place_label;
  GtkEditable *name_row;
  SsFieldError *name_error;
  GtkEditable *password_row;
  SsFieldError *password_error;
  GtkEditable *again_row;
  SsFieldError *again_error;
  GtkLabel *reason_label;
  GtkSwitch *keep_switch;
  GtkWidget *accept_button;
  GtkSpinner *spinner;

  SsAccess *access;          /* (owned) */
  SsInvitation *invitation;  /* (owned) (nullable): what the address says, where it is one */
  GCancellable *looking_up;  /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): while accepting */
};

G_DEFINE_FINAL_TYPE (SsInvitationPage, ss_invitation_page, ADW_TYPE_BIN)

enum
{
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_filled (GtkEditable *editable)
{
  return *gtk_editable_get_text (editable) != '\0';
}

static void
update_buttons (SsInvitationPage *self)
{
  gboolean is_busy = self->cancellable != NULL;

  gtk_widget_set_sensitive (self->accept_button,
                            !is_busy && is_filled (self->invitation_row) && is_filled (self->name_row)
                                && is_filled (self->password_row) && is_filled (self->again_row));
  gtk_widget_set_sensitive (self->form, !is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_spinner_set_spinning (self->spinner, is_busy);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
clear_errors (SsInvitationPage *self)
{
  ss_field_error_set_text (self->invitation_error, NULL);
  ss_field_error_set_text (self->name_error, NULL);
  ss_field_error_set_text (self->password_error, NULL);
  ss_field_error_set_text (self->again_error, NULL);
  set_text (self->reason_label, NULL);
}

/* The business that invites. Who can't be asked for it now says so when the invitation is accepted. */
static void
looked_up_cb (GObject *invitation, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsInvitationPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = ss_invitation_look_up_finish (SS_INVITATION (invitation), result, &error);
  g_autofree char *text = NULL;

  if (self->invitation != SS_INVITATION (invitation) || name == NULL)
    return;
  /* Translators: %s is the name of a business */
  text = g_strdup_printf (_ ("%s invites you."), name);
  set_text (self->place_label, text);
}

static void
show_place (SsInvitationPage *self)
{
  g_autofree char *text = NULL;

  /* Translators: an address, such as acme.smoothschedule.com */
  text = g_strdup_printf (_ ("An account at %s"), ss_invitation_get_place (self->invitation));
  set_text (self->place_label, text);
  self->looking_up = g_cancellable_new ();
  ss_invitation_look_up_async (self->invitation, self->looking_up, looked_up_cb, g_object_ref (self));
}

/* As soon as it is a whole address. */
static void
invitation_changed_cb (SsInvitationPage *self)
{
  const char *text = gtk_editable_get_text (self->invitation_row);

  clear_errors (self);
  g_cancellable_cancel (self->looking_up);
  g_clear_object (&self->looking_up);
  g_clear_object (&self->invitation);
  set_text (self->place_label, NULL);
  if (ss_invitation_is_address (text))
    {
      g_autoptr (GError) error = NULL;

      self->invitation = ss_invitation_new (text, &error);
      if (self->invitation != NULL)
        show_place (self);
      else
        ss_invitation_page_show_error (self, error);
    }
  update_buttons (self);
}

static void
changed_cb (SsInvitationPage *self)
{
  clear_errors (self);
  update_buttons (self);
}

/* Says at its field what is wrong, and puts the focus there. */
static void
show_fault (SsFieldError *error, GtkEditable *row, const char *text)
{
  ss_field_error_set_text (error, text);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
check (SsInvitationPage *self, const char *name, const char *password)
{
  const char *fault = ss_validate_name (name);
  g_autoptr (GError) error = NULL;

  if (self->invitation == NULL)
    {
      g_autoptr (SsInvitation) none =
          ss_invitation_new (gtk_editable_get_text (self->invitation_row), &error);

      g_warn_if_fail (none == NULL);
      ss_invitation_page_show_error (self, error);
      return FALSE;
    }
  if (fault != NULL)
    {
      show_fault (self->name_error, self->name_row, _ (fault));
      return FALSE;
    }
  fault = ss_validate_password (password, name, NULL);
  if (fault != NULL)
    {
      show_fault (self->password_error, self->password_row, _ (fault));
      return FALSE;
    }
  if (strcmp (password, gtk_editable_get_text (self->again_row)) != 0)
    {
      show_fault (self->again_error, self->again_row, _ ("This is not the same password."));
      return FALSE;
    }
  return TRUE;
}

static void
accepted_cb (GObject *access, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsInvitationPage) self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->cancellable);
  if (!ss_access_accept_finish (SS_ACCESS (access), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ss_invitation_page_show_error (self, error);
}

static void
accept_cb (SsInvitationPage *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  const char *password = gtk_editable_get_text (self->password_row);

  if (!gtk_widget_get_sensitive (self->accept_button))
    return;
  clear_errors (self);
  if (!check (self, name, password))
    return;

  self->cancellable = g_cancellable_new ();
  update_buttons (self);
  ss_access_accept_async (self->access, self->invitation, name, password,
                          gtk_switch_get_active (self->keep_switch), self->cancellable, accepted_cb,
                          g_object_ref (self));
}

static gboolean
go_to_what_is_missing (SsInvitationPage *self)
{
  GtkEditable *const rows[] = { self->invitation_row, self->name_row, self->password_row, self->again_row };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!is_filled (rows[i]))
      {
        gtk_widget_grab_focus (GTK_WIDGET (rows[i]));
        return TRUE;
      }
  return FALSE;
}

/* Enter */
static void
activated_cb (SsInvitationPage *self)
{
  if (!go_to_what_is_missing (self))
    accept_cb (self);
}

static void
cancel_cb (SsInvitationPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
ss_invitation_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ss_invitation_page_parent_class)->map (widget);
  go_to_what_is_missing (SS_INVITATION_PAGE (widget));
}

static void
ss_invitation_page_dispose (GObject *object)
{
  SsInvitationPage *self = SS_INVITATION_PAGE (object);

  g_cancellable_cancel (self->looking_up);
  g_clear_object (&self->looking_up);
  g_clear_object (&self->invitation);
  g_clear_object (&self->access);

  G_OBJECT_CLASS (ss_invitation_page_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsInvitationPage, child)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (form);
  BIND (invitation_row);
  BIND (invitation_error);
  BIND (place_label);
  BIND (name_row);
  BIND (name_error);
  BIND (password_row);
  BIND (password_error);
  BIND (again_row);
  BIND (again_error);
  BIND (reason_label);
  BIND (keep_switch);
  BIND (accept_button);
  BIND (spinner);
}

static void
ss_invitation_page_class_init (SsInvitationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_invitation_page_dispose;
  widget_class->map = ss_invitation_page_map;

  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);

  g_type_ensure (SS_TYPE_FIELD_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/shell/invitation-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, invitation_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
ss_invitation_page_init (SsInvitationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ss_invitation_page_new:
 * @access: what signs in
 * @address: (nullable): the address of the invitation, where it is known already
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
ss_invitation_page_new (SsAccess *access, const char *address)
{
  SsInvitationPage *self = g_object_new (SS_TYPE_INVITATION_PAGE, NULL);

  self->access = g_object_ref (access);
  if (address != NULL)
    gtk_editable_set_text (self->invitation_row, address);
  return GTK_WIDGET (self);
}

/**
 * ss_invitation_page_show_error:
 * @self: the page
 * @error: why the invitation could not be accepted
 *
 * Says it at the field that it is about, which gets the focus.
 */
void
ss_invitation_page_show_error (SsInvitationPage *self, const GError *error)
{
  const struct
  {
    const char *field;
    SsFieldError *error;
    GtkEditable *row;
  } fields[] = {
    { "invitation", self->invitation_error, self->invitation_row },
    { "token", self->invitation_error, self->invitation_row },
    { "name", self->name_error, self->name_row },
    { "password", self->password_error, self->password_row },
  };

  g_return_if_fail (SS_IS_INVITATION_PAGE (self));

  update_buttons (self);
  for (guint i = 0; error->domain == SS_CLIENT_ERROR && i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = ss_client_error_get_field (error, fields[i].field);

      if (text != NULL)
        {
          show_fault (fields[i].error, fields[i].row, text);
          return;
        }
    }
  if (ss_sign_in_fault_get_field (error) == SS_SIGN_IN_ADDRESS)
    show_fault (self->invitation_error, self->invitation_row, ss_sign_in_fault_get_text (error));
  else
    set_text (self->reason_label, error->message);
}
