/* record-flow.c: changing and deleting what a page lists, with its questions, toasts and ways back
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/record-flow.h"

#include <glib/gi18n-lib.h>

/* One change or deletion under way. */
typedef struct
{
  SsPage *page; /* (owned) */
  const SsRecordKind *kind;
  SsModel *record; /* (owned) */
  SsModel *back;   /* (owned) (nullable): the patch that takes it back */
  GObject *form;   /* (owned) (nullable) */
  SsRecordSettledFunc settled;
} Step;

static void change (Step *step, SsModel *patch);

static Step *
step_new (SsPage *page, const SsRecordKind *kind, SsModel *record)
{
  Step *step = g_new0 (Step, 1);

  step->page = g_object_ref (page);
  step->kind = kind;
  step->record = g_object_ref (record);
  return step;
}

static void
step_free (Step *step)
{
  g_object_unref (step->page);
  g_object_unref (step->record);
  g_clear_object (&step->back);
  g_clear_object (&step->form);
  g_free (step);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

/* (transfer full): @format with the record's name in it */
static char *
name_in (Step *step, const char *format)
{
  g_autofree char *name = NULL;

  g_object_get (step->record, step->kind->name_property, &name, NULL);
  return ss_name_in (_ (format), name);
}

/**
 * ss_name_in:
 * @format: a translated sentence with one %s
 * @name: (nullable): what stands there
 *
 * A format that comes from a table is filled in by hand: the compiler can't check it.
 *
 * Returns: (transfer full): the sentence
 */
char *
ss_name_in (const char *format, const char *name)
{
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "%s", name != NULL ? name : "", 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
undo_cb (SsPage *page, AdwToast *toast)
{
  Step *undone = g_object_get_data (G_OBJECT (toast), "step");
  Step *step = step_new (page, undone->kind, undone->record);

  change (step, undone->back);
}

static void
offer_undo (Step *step, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);
  Step *kept = step_new (step->page, step->kind, step->record);

  kept->back = g_object_ref (step->back);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "step", kept, (GDestroyNotify) step_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), step->page, G_CONNECT_SWAPPED);
  ss_page_toast (step->page, toast);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = step->kind->change_finish (source, result, &error);
  gboolean is_said = step->form != NULL && step->settled (step->form, error);
  g_autofree char *text = NULL;

  if (is_said && !is_done)
    return;
  text = name_in (step, is_done ? step->kind->changed : step->kind->change_failed);
  if (!is_done)
    ss_page_toast_error (step->page, text, error);
  else if (step->back != NULL)
    offer_undo (step, text);
  else
    ss_page_toast_text (step->page, text);
}

/* Takes @step over. */
static void
change (Step *step, SsModel *patch)
{
  step->kind->change_async (ss_page_get_workspace (step->page), step->record, patch, changed_cb, step);
}

static AdwMessageDialog *
make_question (Step *step, const char *heading, const char *body)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (step->page));
  g_autofree char *text = name_in (step, heading);

  return ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, text, body));
}

static void
free_step_cb (gpointer data, GClosure *closure)
{
  step_free (data);
}

static void
deactivate_cb (AdwMessageDialog *dialog, const char *response, Step *asked)
{
  g_autoptr (SsModel) patch = NULL;
  g_autoptr (SsModel) edited = NULL;
  Step *step;

  if (!g_str_equal (response, "deactivate"))
    return;
  patch = asked->kind->make_inactive ();
  edited = ss_model_copy (asked->record);
  ss_model_merge (edited, patch);
  step = step_new (asked->page, asked->kind, asked->record);
  step->back = ss_model_make_patch (edited, asked->record);
  change (step, patch);
}

static void
offer_to_deactivate (Step *step, const GError *error)
{
  const SsRecordKind *kind = step->kind;
  AdwMessageDialog *question =
      make_question (step, kind->in_use_heading,
                     kind->in_use_body != NULL ? _ (kind->in_use_body) : error->message);

  adw_message_dialog_add_responses (question, "cancel", _ ("_Cancel"), "deactivate", _ (kind->deactivate),
                                    NULL);
  adw_message_dialog_set_response_appearance (question, "deactivate", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (question, "deactivate");
  adw_message_dialog_set_close_response (question, "cancel");
  g_signal_connect_data (question, "response", G_CALLBACK (deactivate_cb),
                         step_new (step->page, kind, step->record), free_step_cb, 0);
  gtk_window_present (GTK_WINDOW (question));
}

/* At once: what may be on the screen still offers to undo a change of what is gone. */
static void
show_deleted (Step *step)
{
  g_autofree char *text = name_in (step, step->kind->deleted);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  ss_page_toast (step->page, toast);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (step->kind->delete_finish (source, result, &error))
    {
      show_deleted (step);
      return;
    }
  if (g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_CONFLICT)
      && g_strcmp0 (ss_client_error_get_code (error), "in_use") == 0)
    {
      offer_to_deactivate (step, error);
      return;
    }
  text = name_in (step, step->kind->delete_failed);
  ss_page_toast_error (step->page, text, error);
}

static void
confirmed_cb (AdwMessageDialog *dialog, const char *response, Step *asked)
{
  if (g_str_equal (response, "delete"))
    asked->kind->delete_async (ss_page_get_workspace (asked->page), asked->record, deleted_cb,
                               step_new (asked->page, asked->kind, asked->record));
}

/**
 * ss_record_flow_change:
 * @page: the page that lists it
 * @kind: what it is
 * @record: what is shown
 * @patch: what changes
 * @form: (nullable): where it was changed
 * @settled: (nullable): told how it ended
 */
void
ss_record_flow_change (SsPage *page, const SsRecordKind *kind, SsModel *record, SsModel *patch, GObject *form,
                       SsRecordSettledFunc settled)
{
  g_autoptr (SsModel) edited = ss_model_copy (record);
  Step *step = step_new (page, kind, record);

  ss_model_merge (edited, patch);
  step->back = ss_model_make_patch (edited, record);
  step->form = form != NULL ? g_object_ref (form) : NULL;
  step->settled = settled;
  change (step, patch);
}

/**
 * ss_record_flow_delete:
 * @page: the page that lists it
 * @kind: what it is
 * @record: what may go
 */
void
ss_record_flow_delete (SsPage *page, const SsRecordKind *kind, SsModel *record)
{
  Step *step = step_new (page, kind, record);
  AdwMessageDialog *question = make_question (step, kind->delete_heading, _ (kind->delete_body));

  adw_message_dialog_add_responses (question, "cancel", _ ("_Cancel"), "delete", _ ("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (question, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (question, "cancel");
  adw_message_dialog_set_close_response (question, "cancel");
  g_signal_connect_data (question, "response", G_CALLBACK (confirmed_cb), step, free_step_cb, 0);
  gtk_window_present (GTK_WINDOW (question));
}
