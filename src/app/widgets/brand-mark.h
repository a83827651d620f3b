/* brand-mark.h: a business' logo, or its initials on its colour
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SS_TYPE_BRAND_MARK (ss_brand_mark_get_type ())
G_DECLARE_FINAL_TYPE (SsBrandMark, ss_brand_mark, SS, BRAND_MARK, GtkWidget)

GtkWidget *ss_brand_mark_new (int size);
/* @color: (nullable): "#rrggbb" */
void ss_brand_mark_set_brand (SsBrandMark *self, const char *name, const char *color);
/* @logo: (nullable): a PNG or SVG file, decoded on a worker; what can't be is left out. */
void ss_brand_mark_set_logo (SsBrandMark *self, GBytes *logo);

/* Black or white, whichever reads better on @color. */
void ss_color_get_contrasting (const GdkRGBA *color, GdkRGBA *contrasting);

G_END_DECLS
