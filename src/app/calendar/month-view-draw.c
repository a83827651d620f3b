/* month-view-draw.c: how the month looks
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-words.h"
#include "app/calendar/month-view-private.h"

static void
draw_day (SsMonthView *self, GtkSnapshot *snapshot, guint cell, const SsRect *rect, gint64 now)
{
  SsTextCache *texts = ss_booking_painter_get_texts (self->painter);
  GDate day = self->first;
  gboolean is_today = now >= self->cells[cell].start && now < self->cells[cell].end;
  gboolean is_other;
  g_autofree char *number = NULL;
  SsRect place = { rect->x + 6, rect->y + 3, rect->width - 12, ss_month_view_get_line (self) };

  g_date_add_days (&day, cell);
  is_other =
      g_date_get_month (&day) != g_date_get_month (ss_calendar_view_get_date (SS_CALENDAR_VIEW (self)));
  number = g_date_get_day (&day) == 1 ? ss_format_date (&day, _ ("%-d %b"))
                                      : g_strdup_printf ("%d", (int) g_date_get_day (&day));
  if (is_other)
    ss_booking_painter_fill (snapshot, rect, ss_booking_painter_get_color (self->painter, SS_COLOR_CLOSED));
  if (is_today)
    ss_booking_painter_fill (snapshot, &(SsRect){ rect->x, rect->y, rect->width, 3 },
                             ss_booking_painter_get_color (self->painter, SS_COLOR_ACCENT));
  ss_text_cache_draw (texts, snapshot, number,
                      (is_today ? SS_TEXT_BOLD : SS_TEXT_PLAIN)
                          | (ss_month_view_is_mirror (self) ? SS_TEXT_MIRROR : SS_TEXT_PLAIN),
                      ss_booking_painter_get_color (self->painter, is_today   ? SS_COLOR_ACCENT
                                                                   : is_other ? SS_COLOR_FAINT
                                                                              : SS_COLOR_TEXT),
                      &place);
}

static SsPaintFlags
find_flags (SsMonthView *self, SsAppointment *booking)
{
  GtkWidget *item = g_hash_table_lookup (self->items, ss_appointment_get_id (booking));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  SsPaintFlags flags = SS_PAINT_LINE | (ss_month_view_is_mirror (self) ? SS_PAINT_MIRROR : SS_PAINT_PLAIN);

  if (g_strcmp0 (ss_calendar_view_get_selected_id (SS_CALENDAR_VIEW (self)), ss_appointment_get_id (booking))
      == 0)
    flags |= SS_PAINT_SELECTED;
  if (item != NULL && gtk_widget_has_focus (item) && GTK_IS_WINDOW (root)
      && gtk_window_get_focus_visible (GTK_WINDOW (root)))
    flags |= SS_PAINT_FOCUSED;
  if (self->dragged == booking && self->dragged_to != self->dragged_from)
    flags |= SS_PAINT_LIFTED;
  if (ss_calendar_model_is_pending (ss_month_view_get_model (self), booking))
    flags |= SS_PAINT_PENDING;
  return flags;
}

/* Whether the cell shows a piece of it only. */
static SsPaintFlags
find_pieces (SsMonthView *self, SsAppointment *booking, guint cell)
{
  return (ss_appointment_get_start_time (booking) < self->cells[cell].start ? SS_PAINT_BEGUN : SS_PAINT_PLAIN)
         | (ss_booking_get_end (booking) > self->cells[cell].end ? SS_PAINT_LASTS : SS_PAINT_PLAIN);
}

/* A piece reaches to the edge of its day. */
static void
widen (SsRect *rect, SsPaintFlags flags)
{
  gboolean is_mirror = (flags & SS_PAINT_MIRROR) != 0;

  if (flags & (is_mirror ? SS_PAINT_LASTS : SS_PAINT_BEGUN))
    *rect = (SsRect){ rect->x - SS_MONTH_MARGIN, rect->y, rect->width + SS_MONTH_MARGIN, rect->height };
  if (flags & (is_mirror ? SS_PAINT_BEGUN : SS_PAINT_LASTS))
    rect->width += SS_MONTH_MARGIN;
}

static void
draw_bookings (SsMonthView *self, GtkSnapshot *snapshot, guint cell)
{
  guint more, n_shown = ss_month_view_fit (self, cell, &more);
  g_autofree char *text = NULL;
  SsRect rect;

  for (guint i = 0; i < n_shown; i++)
    {
      SsAppointment *booking = ss_month_view_get_booking (self, cell, i);

      SsPaintFlags flags = find_flags (self, booking) | find_pieces (self, booking, cell);

      ss_month_view_get_booking_rect (self, cell, i, &rect);
      widen (&rect, flags);
      ss_booking_painter_draw (self->painter, snapshot, booking, &rect, flags);
    }
  if (more == 0)
    return;
  ss_month_view_get_booking_rect (self, cell, n_shown, &rect);
  /* Translators: so many bookings of a day have no room. */
  text = g_strdup_printf (ngettext ("+%u more", "+%u more", more), more);
  if (rect.width
      < ss_text_cache_measure (ss_booking_painter_get_texts (self->painter), text, SS_TEXT_PLAIN) + 12)
    {
      g_free (text);
      text = g_strdup_printf ("+%u", more);
    }
  rect = (SsRect){ rect.x + 6, rect.y + 1, rect.width - 12, ss_month_view_get_line (self) };
  ss_text_cache_draw (ss_booking_painter_get_texts (self->painter), snapshot, text,
                      ss_month_view_is_mirror (self) ? SS_TEXT_MIRROR : SS_TEXT_PLAIN,
                      ss_booking_painter_get_color (self->painter, SS_COLOR_FAINT), &rect);
}

static void
draw_heads (SsMonthView *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < 7; i++)
    {
      GDate day = self->first;
      g_autofree char *name = NULL;
      SsRect rect;

      g_date_add_days (&day, i);
      name = ss_format_date (&day, "%a");
      ss_month_view_get_cell_rect (self, i, &rect);
      rect = (SsRect){ rect.x + 4, 5, rect.width - 8, ss_month_view_get_line (self) };
      ss_text_cache_draw (ss_booking_painter_get_texts (self->painter), snapshot, name,
                          SS_TEXT_BOLD | SS_TEXT_CENTERED,
                          ss_booking_painter_get_color (self->painter, SS_COLOR_TEXT), &rect);
    }
}

static void
draw_ring (SsMonthView *self, GtkSnapshot *snapshot, const SsRect *rect)
{
  GdkRGBA accent = *ss_booking_painter_get_color (self->painter, SS_COLOR_ACCENT);
  GdkRGBA colors[] = { accent, accent, accent, accent };
  float widths[] = { 2, 2, 2, 2 };
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded,
                                   &GRAPHENE_RECT_INIT ((float) rect->x + 1, (float) rect->y + 1,
                                                        (float) rect->width - 2, (float) rect->height - 2),
                                   5);
  gtk_snapshot_append_border (snapshot, &rounded, widths, colors);
}

static void
draw_cell (SsMonthView *self, GtkSnapshot *snapshot, guint cell, gint64 now)
{
  const GdkRGBA *line = ss_booking_painter_get_color (self->painter, SS_COLOR_LINE);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  SsRect rect;

  ss_month_view_get_cell_rect (self, cell, &rect);
  draw_day (self, snapshot, cell, &rect, now);
  ss_booking_painter_fill (snapshot, &(SsRect){ rect.x, rect.y, rect.width, 1 }, line);
  if (rect.x > 0)
    ss_booking_painter_fill (snapshot, &(SsRect){ rect.x, rect.y, 1, rect.height }, line);
  draw_bookings (self, snapshot, cell);
  if ((self->dragged != NULL && self->dragged_to == cell && self->dragged_to != self->dragged_from)
      || (self->cells[cell].item != NULL && gtk_widget_has_focus (self->cells[cell].item)
          && GTK_IS_WINDOW (root) && gtk_window_get_focus_visible (GTK_WINDOW (root))))
    draw_ring (self, snapshot, &rect);
}

void
ss_month_view_draw (SsMonthView *self, GtkSnapshot *snapshot)
{
  gint64 now;

  if (self->n_cells == 0 || ss_month_view_get_model (self) == NULL)
    return;
  now = ss_calendar_model_get_now (ss_month_view_get_model (self));
  ss_booking_painter_begin (self->painter, ss_month_view_get_model (self), now);
  draw_heads (self, snapshot);
  for (guint i = 0; i < self->n_cells; i++)
    draw_cell (self, snapshot, i, now);
}
