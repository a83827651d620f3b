/* masquerade-dialog.c: asks why somebody is to be viewed or acted as, and says what that means
 *
 * Whether it is allowed is asked before it is tried, so that a refusal is said with its rule.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/masquerade-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/business/record-dialog.h"
#include "app/people/masquerade-form.h"
#include "client/masquerade-prospect.h"

/* What is asked, as long as the dialog is open. */
typedef struct
{
  SsAccess *access;          /* (owned) */
  GCancellable *cancellable; /* (owned) */
  char *user_id;
  const char *mode;
  gboolean is_refused; /* it is known by now */
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->access);
  g_free (self->user_id);
  g_free (self);
}

static void
begun_cb (GObject *access, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsRecordDialog) dialog = user_data;
  SsMasqueradeForm *form = SS_MASQUERADE_FORM (ss_record_dialog_get_form (dialog));
  g_autoptr (GError) error = NULL;
  const char *fault;

  /* The window closes its dialogs with the change of identity. */
  if (ss_access_masquerade_finish (SS_ACCESS (access), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  fault = ss_client_error_get_field (error, "reason");
  ss_record_dialog_set_busy (dialog, FALSE);
  ss_record_dialog_show_fault (dialog, fault == NULL ? error->message : NULL);
  ss_masquerade_form_set_fault (form, fault);
}

static void
save_cb (SsRecordDialog *dialog, Question *question)
{
  SsMasqueradeForm *form = SS_MASQUERADE_FORM (ss_record_dialog_get_form (dialog));
  g_autofree char *reason = NULL;

  if (question->is_refused || !ss_masquerade_form_check (form))
    return;

  reason = ss_masquerade_form_dup_reason (form);
  ss_record_dialog_show_fault (dialog, NULL);
  ss_record_dialog_set_busy (dialog, TRUE);
  ss_access_masquerade_async (question->access, question->user_id, question->mode, reason,
                              question->cancellable, begun_cb, g_object_ref (dialog));
}

static void
submitted_cb (SsRecordDialog *dialog)
{
  save_cb (dialog, g_object_get_data (G_OBJECT (dialog), "question"));
}

static void
refuse (SsRecordDialog *dialog, const char *explanation)
{
  Question *question = g_object_get_data (G_OBJECT (dialog), "question");

  question->is_refused = TRUE;
  ss_record_dialog_set_obstacle (dialog, explanation);
  gtk_widget_set_sensitive (ss_record_dialog_get_form (dialog), FALSE);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsRecordDialog) dialog = user_data;
  SsMasqueradeForm *form = SS_MASQUERADE_FORM (ss_record_dialog_get_form (dialog));
  g_autoptr (GError) error = NULL;
  g_autoptr (SsMasqueradeProspect) prospect = ss_masquerade_prospect_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (prospect == NULL)
    {
      refuse (dialog, error->message);
      return;
    }
  if (prospect->user != NULL)
    ss_masquerade_form_set_user (form, prospect->user);
  if (!prospect->is_allowed)
    refuse (dialog, prospect->explanation != NULL ? _ (prospect->explanation)
                                                  : _ ("The platform does not allow this."));
}

/**
 * ss_masquerade_dialog_present:
 * @parent: a widget of the window over which it opens
 * @access: who is signed in
 * @user_id: as whom
 * @mode: "VIEW" or "ACT"
 *
 * Acting is louder than viewing.
 */
void
ss_masquerade_dialog_present (GtkWidget *parent, SsAccess *access, const char *user_id, const char *mode)
{
  gboolean is_act = g_str_equal (mode, "ACT");
  GtkWidget *form = ss_masquerade_form_new (is_act);
  SsRecordDialog *dialog =
      ss_record_dialog_new (parent, is_act ? _ ("Act as Somebody Else") : _ ("View as Somebody Else"),
                            is_act ? _ ("_Act") : _ ("_View"), form);
  Question *question = g_new0 (Question, 1);

  question->access = g_object_ref (access);
  question->cancellable = g_cancellable_new ();
  question->user_id = g_strdup (user_id);
  question->mode = is_act ? "ACT" : "VIEW";
  g_object_set_data_full (G_OBJECT (dialog), "question", question, question_free);
  if (is_act)
    gtk_widget_add_css_class (GTK_WIDGET (dialog), "masquerade-act");
  g_signal_connect (dialog, "save", G_CALLBACK (save_cb), question);
  g_signal_connect_object (form, "submitted", G_CALLBACK (submitted_cb), dialog, G_CONNECT_SWAPPED);
  ss_masquerade_prospect_load_async (ss_workspace_get_session (ss_access_get_workspace (access)), user_id,
                                     question->cancellable, asked_cb, g_object_ref (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  ss_masquerade_form_begin (SS_MASQUERADE_FORM (form));
}
