/* rating-histogram.c: how many gave how many stars
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/rating-histogram.h"

#include <glib/gi18n-lib.h>

#define STARS 5

struct _SsRatingHistogram
{
  GtkWidget parent_instance;

  GtkWidget *grid;          /* (unowned): the child */
  GtkWidget *bars[STARS];   /* (unowned) */
  GtkWidget *counts[STARS]; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (SsRatingHistogram, ss_rating_histogram, GTK_TYPE_WIDGET)

static void
ss_rating_histogram_dispose (GObject *object)
{
  g_clear_pointer (&SS_RATING_HISTOGRAM (object)->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (ss_rating_histogram_parent_class)->dispose (object);
}

static void
ss_rating_histogram_class_init (SsRatingHistogramClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_rating_histogram_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "rating-histogram");
}

static void
ss_rating_histogram_init (SsRatingHistogram *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 9);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 3);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  for (int i = 0; i < STARS; i++)
    {
      int row = STARS - 1 - i;
      g_autofree char *text = g_strdup_printf ("%d ★", i + 1);
      GtkWidget *label = gtk_label_new (text);

      self->bars[i] = gtk_level_bar_new ();
      self->counts[i] = gtk_label_new (NULL);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (self->counts[i], "dim-label");
      gtk_widget_add_css_class (self->counts[i], "caption");
      gtk_widget_add_css_class (self->counts[i], "numeric");
      gtk_widget_set_hexpand (self->bars[i], TRUE);
      gtk_widget_set_valign (self->bars[i], GTK_ALIGN_CENTER);
      gtk_label_set_xalign (GTK_LABEL (self->counts[i]), 1);
      gtk_grid_attach (GTK_GRID (self->grid), label, 0, row, 1, 1);
      gtk_grid_attach (GTK_GRID (self->grid), self->bars[i], 1, row, 1, 1);
      gtk_grid_attach (GTK_GRID (self->grid), self->counts[i], 2, row, 1, 1);
    }
}

GtkWidget *
ss_rating_histogram_new (void)
{
  return g_object_new (SS_TYPE_RATING_HISTOGRAM, NULL);
}

/**
 * ss_rating_histogram_set_counts:
 * @self: the histogram
 * @counts: (nullable) (array length=n_counts): how many gave 1, 2, … stars
 * @n_counts: how many @counts there are; a platform may send others than five
 */
void
ss_rating_histogram_set_counts (SsRatingHistogram *self, const gint64 *counts, gsize n_counts)
{
  g_autoptr (GString) spoken = g_string_new (NULL);
  gint64 total = 0;

  for (gsize i = 0; i < MIN (n_counts, STARS); i++)
    total += MAX (counts[i], 0);
  for (gsize i = STARS; i-- > 0;)
    {
      gint64 count = i < n_counts ? MAX (counts[i], 0) : 0;
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, count);

      gtk_level_bar_set_value (GTK_LEVEL_BAR (self->bars[i]),
                               total > 0 ? (double) count / (double) total : 0);
      gtk_label_set_text (GTK_LABEL (self->counts[i]), text);
      /* Translators: one of five parts, as "5 stars: 120. 4 stars: 31." */
      g_string_append_printf (spoken, ngettext ("%d star: %s. ", "%d stars: %s. ", (gulong) i + 1),
                              (int) i + 1, text);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
}
