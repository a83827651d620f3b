/* record-dialog.c: a window with a form and the button that saves it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/record-dialog.h"

#include <glib/gi18n-lib.h>

#define WIDTH 460
#define HEIGHT 620

struct _SsRecordDialog
{
  AdwWindow parent_instance;

  GtkWidget *form; /* (unowned): a child; so are the others */
  GtkWidget *box;
  GtkWidget *save_button;
  GtkWidget *spinner;
  GtkWidget *fault_label;
};

G_DEFINE_FINAL_TYPE (SsRecordDialog, ss_record_dialog, ADW_TYPE_WINDOW)

static guint save_signal;

static void
save_cb (SsRecordDialog *self)
{
  if (gtk_widget_is_sensitive (self->save_button))
    g_signal_emit (self, save_signal, 0);
}

static gboolean
save_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  save_cb (SS_RECORD_DIALOG (widget));
  return TRUE;
}

static GtkWidget *
make_header (SsRecordDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->save_button = gtk_button_new ();
  self->spinner = gtk_spinner_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->save_button), TRUE);
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save_button);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->spinner);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  return header;
}

static GtkWidget *
make_content (SsRecordDialog *self, GtkWidget *form)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->form = form;
  self->box = box;
  self->fault_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->fault_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->fault_label), 0);
  gtk_widget_add_css_class (self->fault_label, "settings-rule");
  gtk_widget_set_visible (self->fault_label, FALSE);
  gtk_box_append (GTK_BOX (box), self->fault_label);
  gtk_box_append (GTK_BOX (box), form);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
ss_record_dialog_class_init (SsRecordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  save_signal = g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, save_key_cb, NULL);
}

static void
ss_record_dialog_init (SsRecordDialog *self)
{
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}

SsRecordDialog *
ss_record_dialog_new (GtkWidget *parent, const char *title, const char *save_label, GtkWidget *form)
{
  SsRecordDialog *self = g_object_new (SS_TYPE_RECORD_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *view = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  int width = root != NULL ? gtk_widget_get_width (GTK_WIDGET (root)) : 0;

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_window_set_default_size (GTK_WINDOW (self), width > 0 ? MIN (WIDTH, width) : WIDTH, HEIGHT);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_box_append (GTK_BOX (view), make_header (self));
  gtk_box_append (GTK_BOX (view), make_content (self, form));
  gtk_button_set_label (GTK_BUTTON (self->save_button), save_label);
  adw_window_set_content (ADW_WINDOW (self), view);
  return self;
}

GtkWidget *
ss_record_dialog_get_form (SsRecordDialog *self)
{
  return self->form;
}

void
ss_record_dialog_add_below (SsRecordDialog *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->box), widget);
}

void
ss_record_dialog_set_busy (SsRecordDialog *self, gboolean is_busy)
{
  /* What has the focus must not lose it by becoming insensitive: its cursor would go on blinking. */
  if (is_busy)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (self->form, !is_busy);
  gtk_widget_set_sensitive (self->save_button, !is_busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), is_busy);
}

void
ss_record_dialog_set_obstacle (SsRecordDialog *self, const char *obstacle)
{
  gtk_widget_set_sensitive (self->save_button, obstacle == NULL);
  gtk_widget_set_tooltip_text (self->save_button, obstacle);
  ss_record_dialog_show_fault (self, obstacle);
}

void
ss_record_dialog_show_fault (SsRecordDialog *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->fault_label), text != NULL ? text : "");
  gtk_widget_set_visible (self->fault_label, text != NULL);
}

/**
 * ss_record_dialog_close:
 * @self: the dialog
 *
 * What was asked for is done. The field that has the focus loses it first: GTK complains of one that dies
 * with it.
 */
void
ss_record_dialog_close (SsRecordDialog *self)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}
