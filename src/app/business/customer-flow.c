/* customer-flow.c: what a person does with customers, from the question to the toast
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/customer-flow.h"

#include <glib/gi18n-lib.h>

#include "app/business/customer-form.h"
#include "app/business/record-dialog.h"
#include "app/business/record-flow.h"

/* A new customer on the way. */
typedef struct
{
  SsPage *page;           /* (owned) */
  SsRecordDialog *dialog; /* (owned) */
  SsCustomerCreatedFunc created;
} Creation;

static void
creation_free (Creation *creation)
{
  g_object_unref (creation->page);
  g_object_unref (creation->dialog);
  g_free (creation);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Creation, creation_free)

static void
change_async (SsWorkspace *workspace, SsModel *record, SsModel *patch, GAsyncReadyCallback callback,
              gpointer user_data)
{
  ss_customer_store_change_async (ss_workspace_get_customers (workspace), SS_CUSTOMER (record),
                                  SS_CUSTOMER (patch), NULL, callback, user_data);
}

static gboolean
change_finish (GObject *store, GAsyncResult *result, GError **error)
{
  return ss_customer_store_change_finish (SS_CUSTOMER_STORE (store), result, error);
}

static void
delete_async (SsWorkspace *workspace, SsModel *record, GAsyncReadyCallback callback, gpointer user_data)
{
  ss_customer_store_delete_async (ss_workspace_get_customers (workspace), ss_model_get_id (record), NULL,
                                  callback, user_data);
}

static gboolean
delete_finish (GObject *store, GAsyncResult *result, GError **error)
{
  return ss_customer_store_delete_finish (SS_CUSTOMER_STORE (store), result, error);
}

static SsModel *
make_inactive (void)
{
  return g_object_new (SS_TYPE_CUSTOMER, "status", "INACTIVE", NULL);
}

static const SsRecordKind customers = {
  .name_property = "name",
  .change_async = change_async,
  .change_finish = change_finish,
  .delete_async = delete_async,
  .delete_finish = delete_finish,
  .make_inactive = make_inactive,
  .delete_heading = N_ ("Delete %s?"),
  .delete_body = N_ ("What you know of this customer goes for good, notes and tags included."),
  .in_use_heading = N_ ("%s Has Bookings"),
  .in_use_body = N_ ("A customer with bookings is kept, so that your books stay right. You can make the "
                     "customer inactive instead."),
  .deactivate = N_ ("Make _Inactive"),
  .changed = N_ ("%s was changed."),
  .deleted = N_ ("%s was deleted."),
  .change_failed = N_ ("Couldn’t change %s"),
  .delete_failed = N_ ("Couldn’t delete %s"),
};

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Creation) creation = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsCustomer) customer =
      ss_customer_store_create_finish (SS_CUSTOMER_STORE (source), result, &error);
  SsCustomerForm *form = SS_CUSTOMER_FORM (ss_record_dialog_get_form (creation->dialog));
  g_autofree char *text = NULL;

  if (customer == NULL)
    {
      ss_record_dialog_set_busy (creation->dialog, FALSE);
      if (!ss_customer_form_show_error (form, error))
        ss_record_dialog_show_fault (creation->dialog, error->message);
      return;
    }
  ss_record_dialog_close (creation->dialog);
  text = ss_name_in (_ ("%s was added."), ss_customer_get_name (customer));
  ss_page_toast_text (creation->page, text);
  creation->created (creation->page, customer);
}

static void
save_cb (SsRecordDialog *dialog, Creation *asked)
{
  SsCustomerForm *form = SS_CUSTOMER_FORM (ss_record_dialog_get_form (dialog));
  g_autoptr (SsCustomer) customer = g_object_new (SS_TYPE_CUSTOMER, NULL);
  Creation *creation;

  ss_record_dialog_show_fault (dialog, NULL);
  if (!ss_customer_form_check (form))
    return;
  ss_customer_form_apply (form, customer);
  creation = g_new0 (Creation, 1);
  creation->page = g_object_ref (asked->page);
  creation->dialog = g_object_ref (dialog);
  creation->created = asked->created;
  ss_record_dialog_set_busy (dialog, TRUE);
  ss_customer_store_create_async (ss_workspace_get_customers (ss_page_get_workspace (asked->page)), customer,
                                  NULL, created_cb, creation);
}

/* Here the dialog holds the question, not the other way round. */
static void
free_question_cb (gpointer data, GClosure *closure)
{
  Creation *asked = data;

  g_object_unref (asked->page);
  g_free (asked);
}

/**
 * ss_customer_flow_create:
 * @page: the page that lists customers
 * @created: called with the new one
 */
void
ss_customer_flow_create (SsPage *page, SsCustomerCreatedFunc created)
{
  GtkWidget *form = ss_customer_form_new (FALSE);
  SsRecordDialog *dialog = ss_record_dialog_new (GTK_WIDGET (page), _ ("New Customer"), _ ("_Add"), form);
  Creation *asked = g_new0 (Creation, 1);

  asked->page = g_object_ref (page);
  asked->created = created;
  g_signal_connect_data (dialog, "save", G_CALLBACK (save_cb), asked, free_question_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  ss_customer_form_focus (SS_CUSTOMER_FORM (form));
}

/* The toast says it too: the field may be out of sight. */
static gboolean
settled (GObject *form, const GError *error)
{
  if (error != NULL)
    g_signal_emit_by_name (form, "refused", error);
  return FALSE;
}

void
ss_customer_flow_change (SsPage *page, SsCustomer *customer, SsCustomer *patch, GObject *form)
{
  ss_record_flow_change (page, &customers, SS_MODEL (customer), SS_MODEL (patch), form, settled);
}

void
ss_customer_flow_delete (SsPage *page, SsCustomer *customer)
{
  ss_record_flow_delete (page, &customers, SS_MODEL (customer));
}
