/* customer-files.c: importing and exporting customers, from the choice of a file to the toast
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/customer-files.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/business/import-dialog.h"
#include "client/customer-transfer.h"

struct _SsCustomerFiles
{
  GObject parent_instance;

  SsPage *page;                  /* (unowned) */
  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */
  GCancellable *stop;            /* (owned) (nullable): of an export */
};

G_DEFINE_FINAL_TYPE (SsCustomerFiles, ss_customer_files, G_TYPE_OBJECT)

typedef enum
{
  PROP_IS_EXPORTING = 1,
} SsCustomerFilesProperty;

static GParamSpec *properties[PROP_IS_EXPORTING + 1];

static guint progress_signal;

static SsWorkspace *
get_workspace (SsCustomerFiles *self)
{
  return ss_page_get_workspace (self->page);
}

static void
imported_cb (SsCustomerFiles *self)
{
  ss_page_reload (self->page);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsCustomerFiles) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = ss_customer_import_read_finish (G_FILE (source), result, &error);
  GtkWidget *dialog;

  if (self->page == NULL)
    return;
  if (lines == NULL)
    {
      ss_page_toast_error (self->page, _ ("Couldn’t use this file"), error);
      return;
    }
  dialog =
      ss_import_dialog_new (GTK_WIDGET (self->page), ss_workspace_get_session (get_workspace (self)), lines);
  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  SsCustomerFiles *self = user_data;
  g_autofree char *text = g_strdup_printf (_ ("%u of %u"), done, total);

  g_signal_emit (self, progress_signal, 0, total > 0 ? (double) done / total : 0.0, text);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsCustomerFiles) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 n = ss_customer_export_finish (SS_SESSION (source), result, &error);

  g_clear_object (&self->stop);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_EXPORTING]);
  if (self->page == NULL)
    return;
  if (n >= 0)
    {
      g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, n);
      g_autofree char *text = NULL;

      /* Translators: %s is a number. */
      text =
          g_strdup_printf (ngettext ("%s customer was exported.", "%s customers were exported.", (gulong) n),
                           number);
      ss_page_toast_text (self->page, text);
    }
  else
    ss_page_toast_error (self->page, _ ("Couldn’t export the customers"), error);
}

static void
chosen_cb (SsCustomerFiles *self, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  gboolean is_export =
      gtk_file_chooser_get_action (GTK_FILE_CHOOSER (chooser)) == GTK_FILE_CHOOSER_ACTION_SAVE;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file == NULL)
    return;
  if (is_export)
    ss_customer_files_export (self, file);
  else
    ss_customer_files_import (self, file);
}

static void
choose (SsCustomerFiles *self, const char *title, GtkFileChooserAction action)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->page));

  if (self->chooser != NULL)
    return;
  gtk_file_filter_set_name (filter, _ ("Tables as Text (CSV)"));
  gtk_file_filter_add_mime_type (filter, "text/csv");
  gtk_file_filter_add_suffix (filter, "csv");
  self->chooser = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, action,
                                               NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _ ("customers.csv"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
ss_customer_files_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((SsCustomerFilesProperty) id)
    {
    case PROP_IS_EXPORTING:
      g_value_set_boolean (value, SS_CUSTOMER_FILES (object)->stop != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_customer_files_dispose (GObject *object)
{
  SsCustomerFiles *self = SS_CUSTOMER_FILES (object);

  g_clear_object (&self->chooser);
  if (self->page != NULL)
    g_clear_weak_pointer (&self->page);

  G_OBJECT_CLASS (ss_customer_files_parent_class)->dispose (object);
}

static void
ss_customer_files_class_init (SsCustomerFilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ss_customer_files_get_property;
  object_class->dispose = ss_customer_files_dispose;
  properties[PROP_IS_EXPORTING] =
      g_param_spec_boolean ("is-exporting", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  progress_signal = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_STRING);
}

static void
ss_customer_files_init (SsCustomerFiles *self)
{
}

SsCustomerFiles *
ss_customer_files_new (SsPage *page)
{
  SsCustomerFiles *self = g_object_new (SS_TYPE_CUSTOMER_FILES, NULL);

  g_set_weak_pointer (&self->page, page);
  return self;
}

const char *
ss_customer_files_get_export_obstacle (SsCustomerFiles *self)
{
  SsCurrentUser *user = ss_session_get_current_user (ss_workspace_get_session (get_workspace (self)));

  if (user != NULL && ss_current_user_get_masquerade (user) != NULL)
    return _ ("Nobody’s list of customers is exported while acting as somebody else.");
  return ss_business_get_obstacle (get_workspace (self), "customers.view");
}

void
ss_customer_files_choose_import (SsCustomerFiles *self)
{
  choose (self, _ ("Import Customers"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

void
ss_customer_files_choose_export (SsCustomerFiles *self)
{
  choose (self, _ ("Export Customers"), GTK_FILE_CHOOSER_ACTION_SAVE);
}

void
ss_customer_files_import (SsCustomerFiles *self, GFile *file)
{
  ss_customer_import_read_async (file, ss_page_get_cancellable (self->page), read_cb, g_object_ref (self));
}

/**
 * ss_customer_files_export:
 * @self: what imports and exports
 * @file: where to
 *
 * Writes what the page shows: its search, status and order. One at a time; it ends with the page.
 */
void
ss_customer_files_export (SsCustomerFiles *self, GFile *file)
{
  if (self->stop != NULL || ss_customer_files_get_export_obstacle (self) != NULL)
    return;
  self->stop = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_EXPORTING]);
  ss_customer_export_async (ss_workspace_get_session (get_workspace (self)),
                            ss_customer_store_get_query (ss_workspace_get_customers (get_workspace (self))),
                            file, progress_cb, self, self->stop, exported_cb, g_object_ref (self));
}

void
ss_customer_files_stop (SsCustomerFiles *self)
{
  if (self->stop != NULL)
    g_cancellable_cancel (self->stop);
}

gboolean
ss_customer_files_get_is_exporting (SsCustomerFiles *self)
{
  return self->stop != NULL;
}
