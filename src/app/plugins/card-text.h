/* card-text.h: the texts on a plugin's card, laid out
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/plugins.h"

G_BEGIN_DECLS

typedef enum
{
  SS_CARD_NAME,
  SS_CARD_AUTHOR,
  SS_CARD_SUMMARY,
  SS_CARD_FIGURES,
} SsCardPart;

#define SS_N_CARD_PARTS (SS_CARD_FIGURES + 1)

typedef struct _SsCardText SsCardText;

SsCardText *ss_card_text_new (GtkWidget *widget, SsPlugin *plugin);
void ss_card_text_free (SsCardText *self);

double ss_card_text_get_line_height (SsCardText *self, SsCardPart part);
double ss_card_text_get_head_height (SsCardText *self);
double ss_card_text_measure (SsCardText *self, SsCardPart part, double width);
void ss_card_text_snapshot (SsCardText *self, SsCardPart part, GtkSnapshot *snapshot, double x, double y,
                            double width);

/* Without any text: what a card needs, whatever it says. */
void ss_card_text_measure_lines (GtkWidget *widget, double *head, double *summary_line);

G_END_DECLS
