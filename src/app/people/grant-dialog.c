/* grant-dialog.c: gives somebody a permission for a while
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/grant-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/business/record-dialog.h"
#include "app/business/record-flow.h"
#include "app/people/grant-form.h"
#include "app/people/grant-words.h"

static void
show_error (SsRecordDialog *dialog, const GError *error)
{
  ss_record_dialog_set_busy (dialog, FALSE);
  if (!ss_grant_form_show_error (SS_GRANT_FORM (ss_record_dialog_get_form (dialog)), error))
    ss_record_dialog_show_fault (dialog, error->message);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsRecordDialog) dialog = user_data;
  SsPage *page = g_object_get_data (G_OBJECT (dialog), "page");
  g_autoptr (GError) error = NULL;
  g_autoptr (SsPermissionGrant) grant =
      ss_grant_store_create_finish (SS_GRANT_STORE (source), result, &error);
  gboolean is_open = gtk_widget_get_mapped (GTK_WIDGET (dialog));
  g_autofree char *text = NULL;

  if (grant == NULL)
    {
      if (is_open)
        show_error (dialog, error);
      else
        ss_page_toast_error (page, _ ("Couldn’t give the permission"), error);
      return;
    }
  text = ss_name_in (_ ("%s has the permission now."), ss_grant_get_grantee_name (grant));
  ss_page_toast_text (page, text);
  if (is_open)
    ss_record_dialog_close (dialog);
}

static void
save_cb (SsRecordDialog *dialog, SsPage *page)
{
  SsGrantForm *form = SS_GRANT_FORM (ss_record_dialog_get_form (dialog));
  g_autofree char *reason = NULL;

  if (!ss_grant_form_check (form))
    return;
  reason = ss_grant_form_dup_reason (form);
  ss_record_dialog_show_fault (dialog, NULL);
  ss_record_dialog_set_busy (dialog, TRUE);
  ss_grant_store_create_async (ss_workspace_get_grants (ss_page_get_workspace (page)),
                               ss_user_get_id (ss_grant_form_get_user (form)),
                               ss_grant_form_get_action (form), reason, ss_grant_form_get_minutes (form),
                               NULL, created_cb, g_object_ref (dialog));
}

/**
 * ss_grant_dialog_present:
 * @page: the page that says what came of it
 */
void
ss_grant_dialog_present (SsPage *page)
{
  GtkWidget *form = ss_grant_form_new (ss_page_get_workspace (page));
  SsRecordDialog *dialog =
      ss_record_dialog_new (GTK_WIDGET (page), _ ("Give a Permission"), _ ("_Give"), form);

  g_object_set_data_full (G_OBJECT (dialog), "page", g_object_ref (page), g_object_unref);
  g_signal_connect (dialog, "save", G_CALLBACK (save_cb), page);
  gtk_window_present (GTK_WINDOW (dialog));
  ss_grant_form_begin (SS_GRANT_FORM (form));
}
