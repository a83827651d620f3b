/* drawn-texture.h: small pictures that are drawn once
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*SsDrawFunc) (cairo_t *cr, int width, int height, gconstpointer data);

GdkTexture *ss_draw_texture (int width, int height, SsDrawFunc draw, gconstpointer data);
void ss_drawn_texture_snapshot (GdkTexture *texture, GtkSnapshot *snapshot, GtkWidget *widget,
                                const graphene_rect_t *place);

G_END_DECLS
