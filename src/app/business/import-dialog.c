/* import-dialog.c: customers from a file: what is in it, which lines are faulty, and how far it is
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/import-dialog.h"

#include <glib/gi18n-lib.h>

#define WIDTH 520
#define HEIGHT 560

struct _SsImportDialog
{
  AdwWindow parent_instance;

  GtkWidget *cancel_button;
  GtkWidget *import_button;
  GtkLabel *summary_label;
  GtkLabel *fault_label;
  GtkProgressBar *progress_bar;
  GtkListView *list;

  SsSession *session; /* (owned) */
  GPtrArray *lines;   /* (owned) (element-type SsCustomerLine): as they are sent */
  GPtrArray *shown;   /* (owned) (element-type SsCustomerLine): the faulty ones first */
  GCancellable *stop; /* (owned) (nullable): while it is under way */
  gboolean is_over;   /* nothing is left to send */
};

G_DEFINE_FINAL_TYPE (SsImportDialog, ss_import_dialog, ADW_TYPE_WINDOW)

static guint imported_signal;

typedef struct
{
  guint n_faulty;
  guint n_sent;
  guint n_ready;
} Counts;

static Counts
count (SsImportDialog *self)
{
  Counts counts = { 0 };

  for (guint i = 0; i < self->lines->len; i++)
    {
      SsCustomerLine *line = self->lines->pdata[i];

      if (line->fault != NULL)
        counts.n_faulty++;
      else if (ss_customer_get_id (line->customer) != NULL)
        counts.n_sent++;
      else
        counts.n_ready++;
    }
  return counts;
}

/* The rows are places in what is shown: there may be a hundred thousand. */
static void
show_lines (SsImportDialog *self)
{
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_ptr_array_set_size (self->shown, 0);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->lines->len; i++)
      {
        SsCustomerLine *line = self->lines->pdata[i];

        if ((line->fault != NULL) == (pass == 0))
          {
            g_ptr_array_add (self->shown, line);
            gtk_string_list_append (rows, "");
          }
      }
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&rows))));
  gtk_list_view_set_model (self->list, selection);
}

static void
show_summary (SsImportDialog *self)
{
  Counts counts = count (self);
  g_autoptr (GString) text = g_string_new (NULL);

  if (counts.n_sent > 0 || self->is_over)
    g_string_append_printf (text,
                            ngettext ("%u customer was added.", "%u customers were added.", counts.n_sent),
                            counts.n_sent);
  if (counts.n_ready > 0)
    {
      g_string_append (text, text->len > 0 ? " " : "");
      g_string_append_printf (text,
                              ngettext ("%u customer is ready to be imported.",
                                        "%u customers are ready to be imported.", counts.n_ready),
                              counts.n_ready);
    }
  if (counts.n_faulty > 0)
    {
      g_string_append (text, text->len > 0 ? " " : "");
      g_string_append_printf (text,
                              ngettext ("%u line can’t be imported.", "%u lines can’t be imported.",
                                        counts.n_faulty),
                              counts.n_faulty);
    }
  gtk_label_set_text (self->summary_label, text->str);
  gtk_widget_set_sensitive (self->import_button, counts.n_ready > 0 && self->stop == NULL);
  gtk_widget_set_tooltip_text (self->import_button,
                               counts.n_ready > 0 ? NULL : _ ("There is nothing left to import."));
  gtk_button_set_label (GTK_BUTTON (self->cancel_button),
                        self->stop != NULL ? _ ("_Stop") : (self->is_over ? _ ("_Close") : _ ("_Cancel")));
}

static void
show_fault (SsImportDialog *self, const char *text)
{
  gtk_label_set_text (self->fault_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), text != NULL);
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  SsImportDialog *self = user_data;
  g_autofree char *text = g_strdup_printf (_ ("%u of %u"), done, total);

  gtk_progress_bar_set_fraction (self->progress_bar, total > 0 ? (double) done / total : 0);
  gtk_progress_bar_set_text (self->progress_bar, text);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = ss_customer_import_send_finish (SS_SESSION (source), result, &error);
  Counts counts = count (self);

  g_clear_object (&self->stop);
  self->is_over = is_done;
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), FALSE);
  show_fault (self, error != NULL ? error->message : NULL);
  show_lines (self);
  show_summary (self);
  if (counts.n_sent > 0)
    g_signal_emit (self, imported_signal, 0, counts.n_sent);
}

static void
import_cb (SsImportDialog *self)
{
  self->stop = g_cancellable_new ();
  show_fault (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), TRUE);
  progress_cb (0, count (self).n_ready, self);
  show_summary (self);
  ss_customer_import_send_async (self->session, self->lines, progress_cb, self, self->stop, sent_cb,
                                 g_object_ref (self));
}

static void
cancel_cb (SsImportDialog *self)
{
  if (self->stop != NULL)
    g_cancellable_cancel (self->stop);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* While it is under way there is something to stop first. */
static gboolean
ss_import_dialog_close_request (GtkWindow *window)
{
  SsImportDialog *self = SS_IMPORT_DIALOG (window);

  if (self->stop != NULL)
    {
      g_cancellable_cancel (self->stop);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (ss_import_dialog_parent_class)->close_request (window);
}

static void
set_up_cb (SsImportDialog *self, GtkListItem *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_list_item_set_activatable (row, FALSE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_set_margin_start (box, 9);
  gtk_widget_set_margin_end (box, 9);
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), i == 1);
      gtk_label_set_ellipsize (GTK_LABEL (label), i == 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
      gtk_box_append (GTK_BOX (texts), label);
      if (i == 1)
        gtk_widget_add_css_class (label, "caption");
    }
  gtk_list_item_set_child (row, box);
}

/* (transfer full): what a line without a fault says of itself */
static char *
describe_customer (SsCustomer *customer)
{
  const char *parts[4] = { NULL };
  const char *all[] = { ss_customer_get_email (customer), ss_customer_get_phone (customer),
                        ss_customer_get_city (customer) };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL && *all[i] != '\0')
      parts[n++] = all[i];
  return g_strjoinv (" · ", (GStrv) parts);
}

static void
bind_cb (SsImportDialog *self, GtkListItem *row)
{
  SsCustomerLine *line = self->shown->pdata[gtk_list_item_get_position (row)];
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (row));
  GtkWidget *first = gtk_widget_get_first_child (gtk_widget_get_next_sibling (icon));
  GtkWidget *second = gtk_widget_get_next_sibling (first);
  const char *name = ss_customer_get_name (line->customer);
  gboolean is_sent = ss_customer_get_id (line->customer) != NULL;
  g_autofree char *about = describe_customer (line->customer);
  /* Translators: a line of a file, and the name that stands there. */
  g_autofree char *title = g_strdup_printf (_ ("Line %u: %s"), line->line, name != NULL ? name : "");

  gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                line->fault != NULL
                                    ? "dialog-warning-symbolic"
                                    : (is_sent ? "object-select-symbolic" : "avatar-default-symbolic"));
  gtk_label_set_text (GTK_LABEL (first), title);
  gtk_label_set_text (GTK_LABEL (second), line->fault != NULL ? line->fault : about);
  if (line->fault != NULL)
    {
      gtk_widget_add_css_class (second, "error");
      gtk_widget_remove_css_class (second, "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (second, "error");
      gtk_widget_add_css_class (second, "dim-label");
    }
}

static void
ss_import_dialog_dispose (GObject *object)
{
  SsImportDialog *self = SS_IMPORT_DIALOG (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);

  G_OBJECT_CLASS (ss_import_dialog_parent_class)->dispose (object);
}

static void
ss_import_dialog_finalize (GObject *object)
{
  SsImportDialog *self = SS_IMPORT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_ptr_array_unref (self->shown);

  G_OBJECT_CLASS (ss_import_dialog_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsImportDialog, child)

static void
ss_import_dialog_class_init (SsImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ss_import_dialog_dispose;
  object_class->finalize = ss_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ss_import_dialog_close_request;
  imported_signal = g_signal_new ("imported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/business/import-dialog.ui");
  BIND (cancel_button);
  BIND (import_button);
  BIND (summary_label);
  BIND (fault_label);
  BIND (progress_bar);
  BIND (list);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ss_import_dialog_init (SsImportDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->shown = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
}

/**
 * ss_import_dialog_new:
 * @parent: the widget whose window it is of
 * @session: whose customers they become
 * @lines: (element-type SsCustomerLine): of the file
 *
 * Returns: (transfer floating): the dialog, not yet shown
 */
GtkWidget *
ss_import_dialog_new (GtkWidget *parent, SsSession *session, GPtrArray *lines)
{
  SsImportDialog *self = g_object_new (SS_TYPE_IMPORT_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);
  int width = root != NULL ? gtk_widget_get_width (GTK_WIDGET (root)) : 0;

  self->session = g_object_ref (session);
  self->lines = g_ptr_array_ref (lines);
  gtk_window_set_default_size (GTK_WINDOW (self), width > 0 ? MIN (WIDTH, width) : WIDTH, HEIGHT);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  show_lines (self);
  show_summary (self);
  return GTK_WIDGET (self);
}
