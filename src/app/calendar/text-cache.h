/* text-cache.h: short texts, laid out once
 *
 * A calendar draws the same names and times in every frame. Each is a render node that is made once; it is
 * not laid out again for another width, but shortened between two letters.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/calendar/layout/grid.h"

G_BEGIN_DECLS

typedef enum
{
  SS_TEXT_PLAIN = 0,
  SS_TEXT_BOLD = 1 << 0,
  SS_TEXT_STRUCK = 1 << 1,
  SS_TEXT_CENTERED = 1 << 2,
  SS_TEXT_MIRROR = 1 << 3, /* begins on the right */
} SsTextFlags;

typedef struct _SsTextCache SsTextCache;

SsTextCache *ss_text_cache_new (GtkWidget *widget);
void ss_text_cache_free (SsTextCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsTextCache, ss_text_cache_free)

void ss_text_cache_clear (SsTextCache *self); /* the font has changed */
double ss_text_cache_get_line_height (SsTextCache *self);
double ss_text_cache_measure (SsTextCache *self, const char *text, SsTextFlags flags);
gboolean ss_text_cache_fits (SsTextCache *self, const char *text, SsTextFlags flags, const GdkRGBA *color,
                             double width);
void ss_text_cache_draw (SsTextCache *self, GtkSnapshot *snapshot, const char *text, SsTextFlags flags,
                         const GdkRGBA *color, const SsRect *place);

G_END_DECLS
