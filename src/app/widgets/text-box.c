/* text-box.c: text of several lines, to be changed
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/text-box.h"

#define HEIGHT 72
#define MARGIN 12

struct _SsTextBox
{
  GtkWidget parent_instance;

  GtkWidget *scroller; /* (unowned): a child */
  GtkTextView *view;   /* (unowned): its child */
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (SsTextBox, ss_text_box, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
changed_cb (SsTextBox *self)
{
  if (!self->is_setting)
    g_signal_emit (self, changed_signal, 0);
}

static gboolean
ss_text_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SS_TEXT_BOX (widget)->view));
}

static void
ss_text_box_dispose (GObject *object)
{
  g_clear_pointer (&SS_TEXT_BOX (object)->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (ss_text_box_parent_class)->dispose (object);
}

static void
ss_text_box_class_init (SsTextBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_text_box_dispose;
  widget_class->grab_focus = ss_text_box_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ss_text_box_init (SsTextBox *self)
{
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  /* The keyboard goes on to the next field. */
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_left_margin (self->view, MARGIN);
  gtk_text_view_set_right_margin (self->view, MARGIN);
  gtk_text_view_set_top_margin (self->view, MARGIN);
  gtk_text_view_set_bottom_margin (self->view, MARGIN);
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), HEIGHT);
  gtk_widget_set_overflow (self->scroller, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (self->scroller, "card");
  gtk_widget_add_css_class (self->scroller, "text-box");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
ss_text_box_new (const char *label)
{
  SsTextBox *self = g_object_new (SS_TYPE_TEXT_BOX, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

char *
ss_text_box_get_text (SsTextBox *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  g_return_val_if_fail (SS_IS_TEXT_BOX (self), NULL);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * ss_text_box_set_text:
 * @self: the box
 * @text: (nullable): what is shown; where it is that already, the cursor stays
 */
void
ss_text_box_set_text (SsTextBox *self, const char *text)
{
  g_autofree char *shown = ss_text_box_get_text (self);

  if (g_strcmp0 (shown, text != NULL ? text : "") == 0)
    return;
  self->is_setting = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text != NULL ? text : "", -1);
  self->is_setting = FALSE;
}
