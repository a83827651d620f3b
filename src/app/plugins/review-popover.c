/* review-popover.c: the stars and words that one gives to a plugin
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/review-popover.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/popover-end.h"
#include "app/widgets/star-rating.h"
#include "domain/validation.h"

typedef struct
{
  SsPluginFlow *flow;           /* (owned) */
  SsInstallation *installation; /* (owned) */
  GtkWidget *popover;           /* (unowned) */
  GtkWidget *stars;             /* (unowned) */
  GtkWidget *view;              /* (unowned) */
  GtkWidget *save;              /* (unowned) */
  GtkWidget *room;              /* (unowned): how many characters are left */
} Review;

static void
free_review (Review *self)
{
  g_object_unref (self->flow);
  g_object_unref (self->installation);
  g_free (self);
}

static char *
get_text (Review *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
changed_cb (Review *self)
{
  int left =
      SS_REVIEW_MAX - gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)));
  g_autofree char *text =
      g_strdup_printf (ngettext ("%d character too many", "%d characters too many", (gulong) -left), -left);

  gtk_label_set_text (GTK_LABEL (self->room), text);
  gtk_widget_set_visible (self->room, left < 0);
  gtk_widget_set_sensitive (self->save,
                            left >= 0 && ss_star_rating_get_value (SS_STAR_RATING (self->stars)) >= 1);
}

static void
save_cb (Review *self)
{
  g_autofree char *text = get_text (self);

  ss_plugin_flow_rate (self->flow, self->installation,
                       (guint) ss_star_rating_get_value (SS_STAR_RATING (self->stars)), text);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
remove_cb (Review *self)
{
  ss_plugin_flow_rate (self->flow, self->installation, 0, NULL);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static GtkWidget *
create_text (Review *self)
{
  GtkWidget *frame = gtk_scrolled_window_new ();
  const char *review = ss_installation_get_my_review (self->installation);

  self->view = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->view), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), 9);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)),
                            review != NULL ? review : "", -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Review"),
                                  -1);
  gtk_widget_set_size_request (frame, 270, 110);
  gtk_widget_add_css_class (frame, "card");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), self->view);
  return frame;
}

static GtkWidget *
create_buttons (Review *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *clear = gtk_button_new_with_mnemonic (_ ("_Remove Rating"));

  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_add_css_class (clear, "flat");
  gtk_widget_set_hexpand (self->save, TRUE);
  gtk_widget_set_halign (self->save, GTK_ALIGN_END);
  gtk_widget_set_visible (clear, ss_installation_has_my_rating (self->installation)
                                     && ss_installation_get_my_rating (self->installation) > 0);
  g_signal_connect_swapped (clear, "clicked", G_CALLBACK (remove_cb), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  gtk_box_append (GTK_BOX (buttons), clear);
  gtk_box_append (GTK_BOX (buttons), self->save);
  return buttons;
}

/**
 * ss_review_popover_new:
 * @flow: what sends it
 * @installation: what is rated
 * @stars: what to begin with
 *
 * Returns: (transfer floating): the popover, which goes when it is closed
 */
GtkWidget *
ss_review_popover_new (SsPluginFlow *flow, SsInstallation *installation, guint stars)
{
  Review *self = g_new0 (Review, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *title = gtk_label_new (_ ("Your Rating"));

  self->flow = g_object_ref (flow);
  self->installation = g_object_ref (installation);
  self->popover = gtk_popover_new ();
  g_object_set_data_full (G_OBJECT (self->popover), "review", self, (GDestroyNotify) free_review);
  self->stars = g_object_new (SS_TYPE_STAR_RATING, "editable", TRUE, "star-size", 28, "value", (double) stars,
                              "halign", GTK_ALIGN_CENTER, NULL);
  self->room = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->room, "error");
  gtk_widget_add_css_class (title, "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stars), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your rating"), -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->stars);
  gtk_box_append (GTK_BOX (box), create_text (self));
  gtk_box_append (GTK_BOX (box), self->room);
  gtk_box_append (GTK_BOX (box), create_buttons (self));
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_signal_connect_swapped (self->stars, "rated", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed",
                            G_CALLBACK (changed_cb), self);
  ss_popover_end_when_closed (GTK_POPOVER (self->popover));
  changed_cb (self);
  return self->popover;
}
