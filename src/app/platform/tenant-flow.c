/* tenant-flow.c: changing and deleting a business, from the question to the toast
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/platform/tenant-flow.h"

#include <glib/gi18n-lib.h>

#include "app/business/record-flow.h"

/* What is to be asked before it is done. */
typedef struct
{
  SsPage *page;      /* (owned) */
  SsTenant *tenant;  /* (owned) */
  GtkWidget *dialog; /* (unowned): whose the question is */
} Question;

static void
change_async (SsWorkspace *workspace, SsModel *record, SsModel *patch, GAsyncReadyCallback callback,
              gpointer user_data)
{
  ss_tenant_store_change_async (ss_workspace_get_tenants (workspace), SS_TENANT (record), SS_TENANT (patch),
                                NULL, callback, user_data);
}

static gboolean
change_finish (GObject *store, GAsyncResult *result, GError **error)
{
  return ss_tenant_store_change_finish (SS_TENANT_STORE (store), result, error);
}

static const SsRecordKind tenants = {
  .name_property = "name",
  .change_async = change_async,
  .change_finish = change_finish,
  .changed = N_ ("%s was changed."),
  .change_failed = N_ ("Couldn’t change %s"),
};

static void
set_status (SsPage *page, SsTenant *tenant, const char *status)
{
  g_autoptr (SsTenant) patch = g_object_new (SS_TYPE_TENANT, "status", status, NULL);

  ss_record_flow_change (page, &tenants, SS_MODEL (tenant), SS_MODEL (patch), NULL, NULL);
}

void
ss_tenant_flow_set_tier (SsPage *page, SsTenant *tenant, const char *tier)
{
  g_autoptr (SsTenant) patch = g_object_new (SS_TYPE_TENANT, "subscription-tier", tier, NULL);

  if (g_strcmp0 (ss_tenant_get_subscription_tier (tenant), tier) != 0)
    ss_record_flow_change (page, &tenants, SS_MODEL (tenant), SS_MODEL (patch), NULL, NULL);
}

static Question *
question_new (SsPage *page, SsTenant *tenant, GtkWidget *dialog)
{
  Question *question = g_new0 (Question, 1);

  question->page = g_object_ref (page);
  question->tenant = g_object_ref (tenant);
  question->dialog = dialog;
  return question;
}

static void
question_free (Question *question)
{
  g_object_unref (question->page);
  g_object_unref (question->tenant);
  g_free (question);
}

static void
free_question_cb (gpointer data, GClosure *closure)
{
  question_free (data);
}

/* With one button that does what can't be done by a slip. */
static GtkWidget *
make_dialog (SsPage *page, const char *heading, const char *body, const char *response, const char *label)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), response, label,
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), response,
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  return dialog;
}

static void
suspend_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "suspend"))
    set_status (question->page, question->tenant, "SUSPENDED");
}

void
ss_tenant_flow_set_status (SsPage *page, SsTenant *tenant, const char *status)
{
  g_autofree char *heading = NULL;
  GtkWidget *dialog;

  if (g_strcmp0 (status, "SUSPENDED") != 0)
    {
      set_status (page, tenant, status);
      return;
    }
  heading = ss_name_in (_ ("Suspend %s?"), ss_tenant_get_name (tenant));
  dialog = make_dialog (page, heading,
                        _ ("None of its people can sign in until it is reactivated, and whoever is in is "
                           "shut out at once. Nothing that belongs to it is deleted."),
                        "suspend", _ ("_Suspend"));
  g_signal_connect_data (dialog, "response", G_CALLBACK (suspend_cb), question_new (page, tenant, dialog),
                         free_question_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Deleting */

static void
deleted_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GError) error = NULL;
  const char *name = ss_tenant_get_name (question->tenant);
  g_autofree char *text = NULL;

  if (ss_tenant_store_delete_finish (SS_TENANT_STORE (store), result, &error))
    text = ss_name_in (_ ("%s was deleted. A backup is kept for 30 days."), name);
  else
    {
      g_autofree char *what = ss_name_in (_ ("Couldn’t delete %s"), name);

      text = g_strdup_printf ("%s: %s", what, error->message);
    }
  ss_page_toast_text (question->page, text);
  question_free (question);
}

static void
delete_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  SsWorkspace *workspace = ss_page_get_workspace (question->page);

  if (!g_str_equal (response, "delete") || workspace == NULL)
    return;
  ss_tenant_store_delete_async (ss_workspace_get_tenants (workspace), question->tenant,
                                ss_tenant_get_subdomain (question->tenant), NULL, deleted_cb,
                                question_new (question->page, question->tenant, NULL));
}

/* Only who has typed it can go on. */
static void
typed_cb (GtkEditable *entry, Question *question)
{
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (question->dialog), "delete",
                                           g_strcmp0 (gtk_editable_get_text (entry),
                                                      ss_tenant_get_subdomain (question->tenant))
                                               == 0);
}

void
ss_tenant_flow_delete (SsPage *page, SsTenant *tenant)
{
  g_autofree char *heading = ss_name_in (_ ("Delete %s?"), ss_tenant_get_name (tenant));
  /* Translators: %s is a word of an address, such as acme, that has to be typed. */
  g_autofree char *body = g_strdup_printf (
      _ ("Nobody can reach the business from now on. A backup is kept for 30 days, which only an operator of "
         "the platform can restore. Type %s to go on."),
      ss_tenant_get_subdomain (tenant));
  GtkWidget *dialog = make_dialog (page, heading, body, "delete", _ ("_Delete"));
  GtkWidget *entry = gtk_entry_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Subdomain"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "delete", FALSE);
  g_signal_connect_data (entry, "changed", G_CALLBACK (typed_cb), question_new (page, tenant, dialog),
                         free_question_cb, 0);
  g_signal_connect_data (dialog, "response", G_CALLBACK (delete_cb), question_new (page, tenant, dialog),
                         free_question_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
