/* booking-painter.h: how bookings look in all views
 *
 * A booking is a block with a tint of its state's colour, a bar and a sign for the state, and what fits of
 * its customer, times and service. Each is a render node that is kept as long as nothing of it changes, so
 * that scrolling draws none anew.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/calendar-model.h"
#include "app/calendar/layout/look.h"
#include "app/calendar/text-cache.h"

G_BEGIN_DECLS

typedef enum
{
  SS_PAINT_PLAIN = 0,
  SS_PAINT_SELECTED = 1 << 0,
  SS_PAINT_FOCUSED = 1 << 1,
  SS_PAINT_PENDING = 1 << 2,
  SS_PAINT_GHOST = 1 << 3,
  SS_PAINT_MIRROR = 1 << 4,
  SS_PAINT_LINE = 1 << 5,   /* one line, without the service: Month */
  SS_PAINT_LIFTED = 1 << 6, /* its ghost is being dragged */
  SS_PAINT_BEGUN = 1 << 7,  /* it began before what is drawn here */
  SS_PAINT_LASTS = 1 << 8,  /* it ends after what is drawn here */
} SsPaintFlags;

typedef enum
{
  SS_COLOR_TEXT,
  SS_COLOR_FAINT,
  SS_COLOR_BACKGROUND,
  SS_COLOR_HEAD,
  SS_COLOR_LINE,
  SS_COLOR_CLOSED,
  SS_COLOR_HATCH,
  SS_COLOR_NOW,
  SS_COLOR_ACCENT,
  SS_N_COLORS,
} SsCalendarColor;

typedef struct _SsBookingPainter SsBookingPainter;

SsBookingPainter *ss_booking_painter_new (GtkWidget *widget);
void ss_booking_painter_free (SsBookingPainter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsBookingPainter, ss_booking_painter_free)

SsTextCache *ss_booking_painter_get_texts (SsBookingPainter *self);
const GdkRGBA *ss_booking_painter_get_color (SsBookingPainter *self, SsCalendarColor color);
void ss_booking_painter_restyle (SsBookingPainter *self);
void ss_booking_painter_begin (SsBookingPainter *self, SsCalendarModel *model, gint64 now);
void ss_booking_painter_draw (SsBookingPainter *self, GtkSnapshot *snapshot, SsAppointment *booking,
                              const SsRect *rect, SsPaintFlags flags);
void ss_booking_painter_draw_ghost (SsBookingPainter *self, GtkSnapshot *snapshot, const SsRect *rect,
                                    const char *text, SsPaintFlags flags);
void ss_booking_painter_fill (GtkSnapshot *snapshot, const SsRect *rect, const GdkRGBA *color);
void ss_booking_painter_hatch (SsBookingPainter *self, GtkSnapshot *snapshot, const SsRect *rect);
void ss_calendar_style_load (void);

G_END_DECLS
