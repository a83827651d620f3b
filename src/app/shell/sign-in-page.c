/* sign-in-page.c: the form for signing in, and the way into the demo
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/sign-in-page.h"

#include <glib/gi18n-lib.h>

#include "app/shell/account-row.h"
#include "app/shell/sign-in-fault.h"
#include "app/widgets/field-error.h"
#include "app/widgets/menu-button-name.h"
#include "domain/validation.h"

struct _SsSignInPage
{
  AdwBin parent_instance;

  GtkWidget *cancel_button;
  GtkMenuButton *menu_button;
  GtkImage *logo;
  GtkLabel *reason_label;
  GtkEditable *address_row;
  SsFieldError *address_error;
  GtkEditable *email_row;
  SsFieldError *email_error;
  GtkEditable *password_row;
  SsFieldError *password_error;
  GtkSwitch *keep_switch;
  GtkWidget *form;
  GtkWidget *sign_in_button;
  GtkSpinner *spinner;
  GtkWidget *invitation_button;
  GtkWidget *demo_button;
  GtkWidget *demo_label;
  GtkWidget *accounts_group;
  GtkListBox *accounts_list;

  SsAccess *access;          /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): while signing in */
  gint64 locked_until;       /* by the monotonic clock; 0: not locked */
  guint timer;
  guint logo_source;
  gsize address_length; /* as it was shown last */
};

G_DEFINE_FINAL_TYPE (SsSignInPage, ss_sign_in_page, ADW_TYPE_BIN)

enum
{
  CANCELLED,
  INVITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_filled (GtkEditable *editable)
{
  return *gtk_editable_get_text (editable) != '\0';
}

static void
update_buttons (SsSignInPage *self)
{
  gboolean is_busy = self->cancellable != NULL;

  gtk_widget_set_sensitive (self->sign_in_button,
                            !is_busy && self->locked_until == 0 && is_filled (self->address_row)
                                && is_filled (self->email_row) && is_filled (self->password_row));
  gtk_widget_set_sensitive (self->form, !is_busy);
  gtk_widget_set_sensitive (self->invitation_button, !is_busy);
  gtk_widget_set_sensitive (self->demo_button, !is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_spinner_set_spinning (self->spinner, is_busy);
}

static SsFieldError *
get_field_error (SsSignInPage *self, SsSignInField field)
{
  switch (field)
    {
    case SS_SIGN_IN_ADDRESS:
      return self->address_error;
    case SS_SIGN_IN_EMAIL:
      return self->email_error;
    case SS_SIGN_IN_PASSWORD:
      return self->password_error;
    case SS_SIGN_IN_NO_FIELD:
    default:
      return NULL;
    }
}

static GtkWidget *
get_row (SsSignInPage *self, SsSignInField field)
{
  switch (field)
    {
    case SS_SIGN_IN_ADDRESS:
      return GTK_WIDGET (self->address_row);
    case SS_SIGN_IN_EMAIL:
      return GTK_WIDGET (self->email_row);
    case SS_SIGN_IN_PASSWORD:
    case SS_SIGN_IN_NO_FIELD:
    default:
      return GTK_WIDGET (self->password_row);
    }
}

static void
set_reason (SsSignInPage *self, const char *text)
{
  gtk_label_set_text (self->reason_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), text != NULL);
}

static void
clear_errors (SsSignInPage *self)
{
  for (guint field = 0; field < SS_N_SIGN_IN_FIELDS; field++)
    if (field != SS_SIGN_IN_PASSWORD || self->locked_until == 0)
      ss_field_error_set_text (get_field_error (self, field), NULL);
}

static gboolean
count_down_cb (gpointer user_data)
{
  SsSignInPage *self = user_data;
  gint64 left = self->locked_until - g_get_monotonic_time ();

  if (left <= 0)
    {
      self->timer = 0;
      self->locked_until = 0;
      ss_field_error_set_text (self->password_error, NULL);
      update_buttons (self);
      return G_SOURCE_REMOVE;
    }

  g_autofree char *text = ss_sign_in_describe_lock ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  ss_field_error_set_text (self->password_error, text);
  return G_SOURCE_CONTINUE;
}

static void
lock (SsSignInPage *self, guint seconds)
{
  self->locked_until = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_seconds (1, count_down_cb, self);
  count_down_cb (self);
}

static void
signed_in_cb (GObject *access, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->cancellable);
  if (ss_access_sign_in_finish (SS_ACCESS (access), result, &error))
    return;

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ss_sign_in_page_show_error (self, error);
}

static void
sign_in_cb (SsSignInPage *self)
{
  g_autofree char *email = ss_email_normalize (gtk_editable_get_text (self->email_row));
  const char *fault = ss_validate_email (email);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAccount) account = ss_account_new (gtk_editable_get_text (self->address_row), email, &error);

  if (!gtk_widget_get_sensitive (self->sign_in_button))
    return;

  clear_errors (self);
  set_reason (self, NULL);
  if (account == NULL)
    {
      ss_sign_in_page_show_error (self, error);
      return;
    }
  if (fault != NULL)
    {
      ss_field_error_set_text (self->email_error, _ (fault));
      gtk_widget_grab_focus (GTK_WIDGET (self->email_row));
      return;
    }

  self->cancellable = g_cancellable_new ();
  update_buttons (self);
  ss_access_sign_in_async (self->access, account, gtk_editable_get_text (self->password_row),
                           gtk_switch_get_active (self->keep_switch), self->cancellable, signed_in_cb,
                           g_object_ref (self));
}

/* Enter goes on to what is missing. */
static void
activated_cb (SsSignInPage *self)
{
  if (!is_filled (self->address_row))
    gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
  else if (!is_filled (self->email_row))
    gtk_widget_grab_focus (GTK_WIDGET (self->email_row));
  else if (!is_filled (self->password_row))
    gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
  else
    sign_in_cb (self);
}

static void
changed_cb (SsSignInPage *self)
{
  clear_errors (self);
  update_buttons (self);
}

static void
invitation_cb (SsSignInPage *self)
{
  g_signal_emit (self, signals[INVITED], 0, NULL);
}

/* Whoever pastes the address of an invitation here is understood; typed by hand it is not complete until its
 * end. */
static void
address_changed_cb (SsSignInPage *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->address_row));
  gboolean is_pasted = strlen (text) > self->address_length + 1;

  self->address_length = strlen (text);
  changed_cb (self);
  if (!is_pasted || !ss_invitation_is_address (text))
    return;
  gtk_editable_set_text (self->address_row, "");
  g_signal_emit (self, signals[INVITED], 0, text);
}

static void
demo_cb (SsSignInPage *self)
{
  ss_access_start_demo (self->access);
}

static void
cancel_cb (SsSignInPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
account_activated_cb (SsSignInPage *self, GtkListBoxRow *row)
{
  ss_access_switch_to (self->access, ss_account_row_get_account (SS_ACCOUNT_ROW (row)));
}

static void
accounts_changed_cb (SsSignInPage *self)
{
  GListModel *accounts = ss_access_get_accounts (self->access);

  gtk_widget_set_visible (self->accounts_group, g_list_model_get_n_items (accounts) > 0
                                                    && !gtk_widget_get_visible (self->cancel_button));
}

/* Whoever was signed in before has only the password to type. */
static void
fill_in (SsSignInPage *self)
{
  SsAccount *account = ss_access_get_account (self->access);
  const char *base_url;

  if (account == NULL || ss_access_get_is_demo (self->access))
    return;

  base_url = ss_account_get_base_url (account);
  if (g_str_has_prefix (base_url, "http://"))
    {
      g_autofree char *address = g_strdup (base_url);

      if (g_str_has_suffix (address, "/api/v1"))
        address[strlen (address) - strlen ("/api/v1")] = '\0';
      gtk_editable_set_text (self->address_row, address);
    }
  else
    gtk_editable_set_text (self->address_row, ss_account_get_address (account));
  gtk_editable_set_text (self->email_row, ss_account_get_email (account));
}

/* Drawing it takes as long as all the rest of the form, which need not wait for it. */
static gboolean
show_logo_cb (gpointer user_data)
{
  SsSignInPage *self = user_data;

  self->logo_source = 0;
  gtk_image_set_from_icon_name (self->logo, APPLICATION_ID);
  return G_SOURCE_REMOVE;
}

static void
ss_sign_in_page_map (GtkWidget *widget)
{
  SsSignInPage *self = SS_SIGN_IN_PAGE (widget);

  GTK_WIDGET_CLASS (ss_sign_in_page_parent_class)->map (widget);
  activated_cb (self);
  if (self->logo_source == 0 && gtk_image_get_storage_type (self->logo) == GTK_IMAGE_EMPTY)
    self->logo_source = g_idle_add_full (G_PRIORITY_LOW, show_logo_cb, self, NULL);
}

static void
ss_sign_in_page_dispose (GObject *object)
{
  SsSignInPage *self = SS_SIGN_IN_PAGE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->logo_source, g_source_remove);
  g_clear_object (&self->access);

  G_OBJECT_CLASS (ss_sign_in_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, logo);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, reason_label);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, form);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, address_error);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, email_row);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, email_error);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, password_error);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, keep_switch);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, invitation_button);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, demo_button);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, demo_label);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, accounts_group);
  gtk_widget_class_bind_template_child (widget_class, SsSignInPage, accounts_list);
}

static void
ss_sign_in_page_class_init (SsSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_sign_in_page_dispose;
  widget_class->map = ss_sign_in_page_map;

  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
  signals[INVITED] = g_signal_new ("invited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SS_TYPE_FIELD_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/shell/sign-in-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, invitation_cb);
  gtk_widget_class_bind_template_callback (widget_class, demo_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, account_activated_cb);
}

static void
ss_sign_in_page_init (SsSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ss_menu_button_name_by_tooltip (self->menu_button);
}

/**
 * ss_sign_in_page_new:
 * @access: what signs in
 * @can_cancel: whether there is something to go back to
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
ss_sign_in_page_new (SsAccess *access, gboolean can_cancel)
{
  SsSignInPage *self = g_object_new (SS_TYPE_SIGN_IN_PAGE, NULL);
  GListModel *accounts = ss_access_get_accounts (access);

  self->access = g_object_ref (access);
  gtk_widget_set_visible (self->cancel_button, can_cancel);
  gtk_widget_set_visible (self->demo_button, !can_cancel);
  gtk_widget_set_visible (self->demo_label, !can_cancel);
  gtk_list_box_bind_model (self->accounts_list, accounts, ss_account_row_create, NULL, NULL);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  accounts_changed_cb (self);
  if (!can_cancel)
    fill_in (self);
  if (ss_access_get_error (access) != NULL && !can_cancel)
    set_reason (self, ss_access_get_error (access)->message);
  return GTK_WIDGET (self);
}

/**
 * ss_sign_in_page_show_error:
 * @self: the page
 * @error: why signing in failed
 *
 * Says it at the field that it is about, which gets the focus.
 */
void
ss_sign_in_page_show_error (SsSignInPage *self, const GError *error)
{
  SsSignInField field = ss_sign_in_fault_get_field (error);
  guint seconds = error->domain == SS_CLIENT_ERROR ? ss_client_error_get_retry_after (error) : 0;

  g_return_if_fail (SS_IS_SIGN_IN_PAGE (self));

  update_buttons (self);
  if (g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_THROTTLED) && seconds > 0)
    lock (self, seconds);
  else if (field == SS_SIGN_IN_NO_FIELD)
    set_reason (self, ss_sign_in_fault_get_text (error));
  else
    ss_field_error_set_text (get_field_error (self, field), ss_sign_in_fault_get_text (error));
  update_buttons (self);
  gtk_widget_grab_focus (get_row (self, field));
}
