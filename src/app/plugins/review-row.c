/* review-row.c: what somebody says about a plugin
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/review-row.h"

#include <glib/gi18n-lib.h>

#include "app/plugins/plugin-words.h"
#include "app/widgets/star-rating.h"
#include "model/plugins.h"

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
describe_author (SsReview *review)
{
  if (ss_review_get_is_mine (review))
    return g_strdup (_ ("You"));
  /* Translators: who wrote a review, and for which business he works. */
  return g_strdup_printf (_ ("%s, %s"), ss_review_get_author_name (review),
                          ss_review_get_tenant_name (review));
}

static void
fill (GtkBox *box, SsReview *review)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *stars = ss_star_rating_new (FALSE);
  g_autofree char *author = describe_author (review);
  g_autofree char *date = ss_describe_date (ss_review_get_created_at (review));
  g_autofree char *notes = NULL;
  GtkWidget *name = create_label (author, "heading");

  ss_star_rating_set_value (SS_STAR_RATING (stars), (double) ss_review_get_rating (review));
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_valign (stars, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), stars);
  gtk_box_append (box, head);
  if (ss_review_get_review (review) != NULL && *ss_review_get_review (review) != '\0')
    gtk_box_append (box, create_label (ss_review_get_review (review), NULL));
  /* Translators: the day of a review and the version that it is about. */
  notes = g_strdup_printf (_ ("%s · version %s"), g_strstrip (date), ss_review_get_version (review));
  gtk_box_append (box, create_label (notes, "review-notes"));
}

static void
loaded_cb (SsListItem *item, GParamSpec *spec, GtkBox *box)
{
  SsModel *model = ss_list_item_get_model (item);

  if (model != NULL && gtk_widget_get_first_child (GTK_WIDGET (box)) == NULL)
    fill (box, SS_REVIEW (model));
}

/**
 * ss_review_row_new:
 * @item: a row of a paged list of SsReview
 *
 * Returns: (transfer floating): what shows it, as soon as it is loaded
 */
GtkWidget *
ss_review_row_new (SsListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "review");
  g_signal_connect_object (item, "notify::model", G_CALLBACK (loaded_cb), box, 0);
  loaded_cb (item, NULL, GTK_BOX (box));
  return box;
}
