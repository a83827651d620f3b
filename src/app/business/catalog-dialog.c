/* catalog-dialog.c: adding a resource or service, or changing one
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/catalog-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/business/record-dialog.h"
#include "app/business/record-form.h"

/* What is edited; of the dialog, or of what it has sent. */
typedef struct
{
  SsPage *page; /* (owned) */
  const SsCatalogKind *kind;
  SsModel *record;        /* (owned) (nullable): a new one */
  SsRecordDialog *dialog; /* (owned) (nullable): of what was sent */
} Edit;

static Edit *
edit_new (SsPage *page, const SsCatalogKind *kind, SsModel *record, SsRecordDialog *dialog)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->page = g_object_ref (page);
  edit->kind = kind;
  edit->record = record != NULL ? g_object_ref (record) : NULL;
  edit->dialog = dialog != NULL ? g_object_ref (dialog) : NULL;
  return edit;
}

static void
edit_free (Edit *edit)
{
  g_object_unref (edit->page);
  g_clear_object (&edit->record);
  g_clear_object (&edit->dialog);
  g_free (edit);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Edit, edit_free)

static void
free_edit_cb (gpointer data, GClosure *closure)
{
  edit_free (data);
}

static void
show_fault (SsRecordDialog *dialog, const GError *error)
{
  ss_record_dialog_set_busy (dialog, FALSE);
  if (!ss_record_form_show_error (SS_RECORD_FORM (ss_record_dialog_get_form (dialog)), error))
    ss_record_dialog_show_fault (dialog, error->message);
}

/* What was refused stays in the dialog, to be put right; unless a person has closed it meanwhile. */
static gboolean
settled (GObject *object, const GError *error)
{
  SsRecordDialog *dialog = SS_RECORD_DIALOG (object);

  if (!gtk_widget_get_visible (GTK_WIDGET (dialog)))
    return FALSE;
  if (error != NULL)
    show_fault (dialog, error);
  else
    ss_record_dialog_close (dialog);
  return error != NULL;
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Edit) edit = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsModel) record = ss_catalog_store_create_finish (SS_CATALOG_STORE (source), result, &error);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (record == NULL)
    {
      show_fault (edit->dialog, error);
      return;
    }
  ss_record_dialog_close (edit->dialog);
  g_object_get (record, "name", &name, NULL);
  text = ss_name_in (_ (edit->kind->added), name);
  ss_page_toast_text (edit->page, text);
}

static void
save_cb (SsRecordDialog *dialog, Edit *edit)
{
  SsRecordForm *form = SS_RECORD_FORM (ss_record_dialog_get_form (dialog));
  SsWorkspace *workspace = ss_page_get_workspace (edit->page);
  g_autoptr (SsModel) draft = NULL;
  g_autoptr (SsModel) patch = NULL;

  ss_record_dialog_show_fault (dialog, NULL);
  if (!ss_record_form_check (form))
    return;
  draft = edit->record != NULL ? ss_model_copy (edit->record) : g_object_new (edit->kind->get_type (), NULL);
  ss_record_form_apply (form, draft);
  if (edit->record == NULL)
    {
      ss_record_dialog_set_busy (dialog, TRUE);
      ss_catalog_store_create_async (ss_workspace_get_catalog (workspace), draft, NULL, created_cb,
                                     edit_new (edit->page, edit->kind, NULL, dialog));
      return;
    }
  patch = ss_model_make_patch (edit->record, draft);
  if (patch == NULL)
    {
      ss_record_dialog_close (dialog);
      return;
    }
  ss_record_dialog_set_busy (dialog, TRUE);
  ss_record_flow_change (edit->page, &edit->kind->record, edit->record, patch, G_OBJECT (dialog), settled);
}

static void
delete_cb (GtkButton *button, Edit *edit)
{
  g_autoptr (SsPage) page = g_object_ref (edit->page);
  g_autoptr (SsModel) record = g_object_ref (edit->record);
  const SsCatalogKind *kind = edit->kind;

  ss_record_dialog_close (SS_RECORD_DIALOG (gtk_widget_get_root (GTK_WIDGET (button))));
  ss_record_flow_delete (page, &kind->record, record);
}

/* (transfer floating): the form, and below it what ends what it shows */
static GtkWidget *
make_delete_button (SsPage *page, const SsCatalogKind *kind, SsModel *record)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Delete…"));

  gtk_widget_add_css_class (button, "destructive-action");
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (button, "clicked", G_CALLBACK (delete_cb), edit_new (page, kind, record, NULL),
                         free_edit_cb, 0);
  return button;
}

/**
 * ss_catalog_dialog_present:
 * @page: the page that lists it
 * @kind: what it lists
 * @record: (nullable): what to change; %NULL: a new one
 * @obstacle: (nullable): why it can only be looked at
 */
void
ss_catalog_dialog_present (SsPage *page, const SsCatalogKind *kind, SsModel *record, const char *obstacle)
{
  GtkWidget *form = kind->create_form (ss_page_get_workspace (page));
  SsRecordDialog *dialog =
      ss_record_dialog_new (GTK_WIDGET (page), record != NULL ? _ (kind->edit) : _ (kind->add),
                            record != NULL ? _ ("_Save") : _ ("_Add"), form);
  g_autoptr (SsModel) nothing = g_object_new (kind->get_type (), NULL);

  ss_record_form_show (SS_RECORD_FORM (form), record != NULL ? record : nothing);
  gtk_widget_set_sensitive (form, obstacle == NULL);
  ss_record_dialog_set_obstacle (dialog, obstacle);
  if (record != NULL && obstacle == NULL)
    ss_record_dialog_add_below (dialog, make_delete_button (page, kind, record));
  g_signal_connect_data (dialog, "save", G_CALLBACK (save_cb), edit_new (page, kind, record, NULL),
                         free_edit_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  if (obstacle == NULL)
    gtk_widget_grab_focus (form);
}
