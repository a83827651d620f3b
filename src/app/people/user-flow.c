/* user-flow.c: changing what a user may do, from the question to the toast
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/user-flow.h"

#include <glib/gi18n-lib.h>

#include "app/business/record-flow.h"

/* What is to be asked before it is done. */
typedef struct
{
  SsPage *page; /* (owned) */
  SsUser *user; /* (owned) */
} Question;

static void
change_async (SsWorkspace *workspace, SsModel *record, SsModel *patch, GAsyncReadyCallback callback,
              gpointer user_data)
{
  ss_user_store_change_async (ss_workspace_get_users (workspace), SS_USER (record), SS_USER (patch), NULL,
                              callback, user_data);
}

static gboolean
change_finish (GObject *store, GAsyncResult *result, GError **error)
{
  return ss_user_store_change_finish (SS_USER_STORE (store), result, error);
}

static const SsRecordKind users = {
  .name_property = "name",
  .change_async = change_async,
  .change_finish = change_finish,
  .changed = N_ ("%s was changed."),
  .change_failed = N_ ("Couldn’t change %s"),
};

static void
change (SsPage *page, SsUser *user, SsUser *patch)
{
  ss_record_flow_change (page, &users, SS_MODEL (user), SS_MODEL (patch), NULL, NULL);
}

void
ss_user_flow_set_role (SsPage *page, SsUser *user, const char *role)
{
  g_autoptr (SsUser) patch = g_object_new (SS_TYPE_USER, "role", role, NULL);

  if (g_strcmp0 (ss_user_get_role (user), role) != 0)
    change (page, user, patch);
}

static void
set_active (SsPage *page, SsUser *user, gboolean is_active)
{
  g_autoptr (SsUser) patch = g_object_new (SS_TYPE_USER, "is-active", is_active, NULL);

  change (page, user, patch);
}

static void
free_question_cb (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->page);
  g_object_unref (question->user);
  g_free (question);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "deactivate"))
    set_active (question->page, question->user, FALSE);
}

void
ss_user_flow_set_active (SsPage *page, SsUser *user, gboolean is_active)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  g_autofree char *heading = NULL;
  Question *question;
  GtkWidget *dialog;

  if (is_active)
    {
      set_active (page, user, TRUE);
      return;
    }
  heading = ss_name_in (_ ("Deactivate %s?"), ss_user_get_name (user));
  dialog =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading,
                              _ ("This person is signed out everywhere at once and can’t sign in until "
                                 "the account is activated again. Nothing that belongs to it is deleted."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "deactivate",
                                    _ ("_Deactivate"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "deactivate",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  question = g_new0 (Question, 1);
  question->page = g_object_ref (page);
  question->user = g_object_ref (user);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, free_question_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
