/* audit-files.c: exporting the audit log, from the choice of a file to the toast
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/audit-files.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *title;
  const char *name;
  const char *filter;
  const char *suffix;
} formats[] = {
  [SS_AUDIT_CSV] = { N_ ("Export as CSV"), N_ ("audit-log.csv"), N_ ("Tables as Text (CSV)"), "csv" },
  [SS_AUDIT_JSON_LINES] = { N_ ("Export as JSON Lines"), N_ ("audit-log.ndjson"), N_ ("Lines of JSON"),
                            "ndjson" },
};

struct _SsAuditFiles
{
  GObject parent_instance;

  SsPage *page;                  /* (unowned) */
  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */
  SsAuditFormat format;          /* that it asks for */
  GCancellable *stop;            /* (owned) (nullable): of an export */
};

G_DEFINE_FINAL_TYPE (SsAuditFiles, ss_audit_files, G_TYPE_OBJECT)

typedef enum
{
  PROP_IS_EXPORTING = 1,
} SsAuditFilesProperty;

static GParamSpec *properties[PROP_IS_EXPORTING + 1];

static guint progress_signal;

static void
progress_cb (gint64 n_done, gpointer user_data)
{
  g_signal_emit (user_data, progress_signal, 0, n_done);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsAuditFiles) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 n = ss_audit_export_finish (SS_SESSION (source), result, &error);

  g_clear_object (&self->stop);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_EXPORTING]);
  if (self->page == NULL)
    return;
  if (n >= 0)
    {
      g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, n);
      g_autofree char *text = NULL;

      /* Translators: %s is a number. */
      text = g_strdup_printf (ngettext ("%s entry was exported.", "%s entries were exported.", (gulong) n),
                              number);
      ss_page_toast_text (self->page, text);
    }
  else
    ss_page_toast_error (self->page, _ ("Couldn’t export the audit log"), error);
}

static void
chosen_cb (SsAuditFiles *self, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL && self->page != NULL)
    ss_audit_files_export (self, self->format, file);
}

static void
ss_audit_files_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((SsAuditFilesProperty) id)
    {
    case PROP_IS_EXPORTING:
      g_value_set_boolean (value, SS_AUDIT_FILES (object)->stop != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_audit_files_dispose (GObject *object)
{
  SsAuditFiles *self = SS_AUDIT_FILES (object);

  g_clear_object (&self->chooser);
  if (self->page != NULL)
    g_clear_weak_pointer (&self->page);

  G_OBJECT_CLASS (ss_audit_files_parent_class)->dispose (object);
}

static void
ss_audit_files_class_init (SsAuditFilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ss_audit_files_get_property;
  object_class->dispose = ss_audit_files_dispose;
  properties[PROP_IS_EXPORTING] =
      g_param_spec_boolean ("is-exporting", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  progress_signal = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
ss_audit_files_init (SsAuditFiles *self)
{
}

SsAuditFiles *
ss_audit_files_new (SsPage *page)
{
  SsAuditFiles *self = g_object_new (SS_TYPE_AUDIT_FILES, NULL);

  g_set_weak_pointer (&self->page, page);
  return self;
}

void
ss_audit_files_choose (SsAuditFiles *self, SsAuditFormat format)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->page));

  if (self->chooser != NULL)
    return;
  self->format = format;
  gtk_file_filter_set_name (filter, _ (formats[format].filter));
  gtk_file_filter_add_suffix (filter, formats[format].suffix);
  self->chooser =
      gtk_file_chooser_native_new (_ (formats[format].title), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _ (formats[format].name));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/**
 * ss_audit_files_export:
 * @self: what exports
 * @format: as what
 * @file: where to
 *
 * Writes what the page shows, by its filters. One at a time; it ends with the page.
 */
void
ss_audit_files_export (SsAuditFiles *self, SsAuditFormat format, GFile *file)
{
  SsWorkspace *workspace = ss_page_get_workspace (self->page);

  if (self->stop != NULL)
    return;
  self->stop = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_EXPORTING]);
  ss_audit_export_async (ss_workspace_get_session (workspace),
                         ss_audit_store_get_query (ss_workspace_get_audit (workspace)), format, file,
                         progress_cb, self, self->stop, exported_cb, g_object_ref (self));
}

void
ss_audit_files_stop (SsAuditFiles *self)
{
  if (self->stop != NULL)
    g_cancellable_cancel (self->stop);
}

gboolean
ss_audit_files_get_is_exporting (SsAuditFiles *self)
{
  return self->stop != NULL;
}
