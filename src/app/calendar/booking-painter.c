/* booking-painter.c: how bookings look in all views
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/booking-painter.h"

#include <adwaita.h>
#include <math.h>

#include "app/calendar/booking-words.h"

#define RADIUS 5
#define BAR 4
#define GAP 2
#define ICON_SIZE 12.0
#define HATCH_SIZE 8.0
#define BLOCKS_MAX 8000
#define TINT 0.24

/* How a booking was drawn last; drawn anew when any of it is different. */
typedef struct
{
  SsAppointment *booking; /* (owned) */
  gint64 start;
  gint64 minutes;
  gint64 version;
  SsBookingLook look;
  SsPaintFlags flags;
  float width, height;
  char *times;         /* (owned): the second line */
  GskRenderNode *node; /* (owned) */
} Block;

struct _SsBookingPainter
{
  GtkWidget *widget; /* (not owned): its owner */
  SsCalendarModel *model;
  gint64 now;
  SsTextCache *texts; /* (owned) */
  GHashTable *blocks; /* (owned): SsAppointment → Block */
  GskRenderNode *icons[SS_N_LOOKS];
  GskRenderNode *hatch;
  GdkRGBA colors[SS_N_COLORS];
  GdkRGBA states[SS_N_LOOKS];
  GdkRGBA tints[SS_N_LOOKS];
  gboolean is_high_contrast;
  gboolean is_styled;
};

static const char *const color_names[SS_N_COLORS] = {
  [SS_COLOR_TEXT] = "view_fg_color",       [SS_COLOR_FAINT] = "view_fg_color",
  [SS_COLOR_BACKGROUND] = "view_bg_color", [SS_COLOR_HEAD] = "view_bg_color",
  [SS_COLOR_LINE] = "calendar_line",       [SS_COLOR_CLOSED] = "calendar_closed",
  [SS_COLOR_HATCH] = "calendar_hatch",     [SS_COLOR_NOW] = "calendar_now",
  [SS_COLOR_ACCENT] = "accent_color",
};

static const char *const state_names[SS_N_LOOKS] = {
  [SS_LOOK_WAITING] = "calendar_waiting",     [SS_LOOK_UPCOMING] = "calendar_upcoming",
  [SS_LOOK_UNDER_WAY] = "calendar_under_way", [SS_LOOK_OVERDUE] = "calendar_overdue",
  [SS_LOOK_COMPLETED] = "calendar_completed", [SS_LOOK_CANCELLED] = "calendar_cancelled",
  [SS_LOOK_NO_SHOW] = "calendar_no_show",
};

/* Each state's sign, in a square of 12: strokes as x, y pairs, a stroke ends with -1. */
static const signed char signs[SS_N_LOOKS][24] = {
  [SS_LOOK_UNDER_WAY] = { 3, 2, 10, 6, 3, 10, 3, 2, -1, -1 },
  [SS_LOOK_OVERDUE] = { 6, 2, 6, 7, -1, 6, 10, 6, 10, -1, -1 },
  [SS_LOOK_COMPLETED] = { 2, 6, 5, 9, 10, 3, -1, -1 },
  [SS_LOOK_CANCELLED] = { 3, 3, 9, 9, -1, 9, 3, 3, 9, -1, -1 },
};

/**
 * ss_calendar_style_load:
 *
 * Makes the calendar's style sheet known, once.
 */
void
ss_calendar_style_load (void)
{
  static gsize is_loaded = 0;
  g_autoptr (GtkCssProvider) provider = NULL;

  if (!g_once_init_enter (&is_loaded))
    return;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/org/smoothschedule/Admin/calendar/calendar.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_once_init_leave (&is_loaded, 1);
}

static void
free_block (gpointer data)
{
  Block *block = data;

  g_clear_pointer (&block->node, gsk_render_node_unref);
  g_object_unref (block->booking);
  g_free (block->times);
  g_free (block);
}

/**
 * ss_booking_painter_new:
 * @widget: what draws; it must outlive the painter
 *
 * Returns: (transfer full): a painter
 */
SsBookingPainter *
ss_booking_painter_new (GtkWidget *widget)
{
  SsBookingPainter *self = g_new0 (SsBookingPainter, 1);

  self->widget = widget;
  self->texts = ss_text_cache_new (widget);
  self->blocks = g_hash_table_new_full (NULL, NULL, NULL, free_block);
  return self;
}

static void
clear_nodes (SsBookingPainter *self)
{
  for (guint i = 0; i < SS_N_LOOKS; i++)
    g_clear_pointer (&self->icons[i], gsk_render_node_unref);
  g_clear_pointer (&self->hatch, gsk_render_node_unref);
}

void
ss_booking_painter_free (SsBookingPainter *self)
{
  clear_nodes (self);
  g_hash_table_unref (self->blocks);
  ss_text_cache_free (self->texts);
  g_free (self);
}

SsTextCache *
ss_booking_painter_get_texts (SsBookingPainter *self)
{
  return self->texts;
}

const GdkRGBA *
ss_booking_painter_get_color (SsBookingPainter *self, SsCalendarColor color)
{
  return &self->colors[color];
}

/**
 * ss_booking_painter_restyle:
 * @self: a painter
 *
 * For when the widget's style, font or scale has changed: all is drawn anew.
 */
void
ss_booking_painter_restyle (SsBookingPainter *self)
{
  self->is_styled = FALSE;
  ss_text_cache_clear (self->texts);
  g_hash_table_remove_all (self->blocks);
  clear_nodes (self);
}

static void
look_up (GtkStyleContext *context, const char *name, GdkRGBA *color)
{
  if (!gtk_style_context_lookup_color (context, name, color))
    gtk_style_context_get_color (context, color);
}

static GdkRGBA
mix (const GdkRGBA *one, const GdkRGBA *other, float part)
{
  float of_other = part * other->alpha;

  return (GdkRGBA){ one->red + (other->red - one->red) * of_other,
                    one->green + (other->green - one->green) * of_other,
                    one->blue + (other->blue - one->blue) * of_other, 1 };
}

static void
sign_path (cairo_t *cr, const signed char *points)
{
  gboolean begins = TRUE;

  for (guint i = 0; i + 1 < 24 && (points[i] >= 0 || points[i + 1] >= 0);)
    {
      if (points[i] < 0)
        {
          begins = TRUE;
          i++;
          continue;
        }
      if (begins)
        cairo_move_to (cr, points[i], points[i + 1]);
      else
        cairo_line_to (cr, points[i], points[i + 1]);
      begins = FALSE;
      i += 2;
    }
}

/* A ring: not confirmed; a disc: upcoming; a triangle: under way; a mark of exclamation: overdue; a tick:
 * completed; a cross: cancelled; a crossed ring: no-show. */
static void
draw_sign (cairo_t *cr, SsBookingLook look)
{
  cairo_set_line_width (cr, 2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  switch (look)
    {
    case SS_LOOK_WAITING:
    case SS_LOOK_NO_SHOW:
      cairo_arc (cr, 6, 6, 4, 0, 2 * G_PI);
      if (look == SS_LOOK_NO_SHOW)
        {
          cairo_move_to (cr, 3.2, 8.8);
          cairo_line_to (cr, 8.8, 3.2);
        }
      cairo_stroke (cr);
      break;
    case SS_LOOK_UPCOMING:
      cairo_arc (cr, 6, 6, 3.6, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    case SS_LOOK_UNDER_WAY:
    case SS_LOOK_OVERDUE:
    case SS_LOOK_COMPLETED:
    case SS_LOOK_CANCELLED:
    default:
      sign_path (cr, signs[look]);
      if (look == SS_LOOK_UNDER_WAY)
        cairo_fill_preserve (cr);
      cairo_stroke (cr);
    }
}

static GskRenderNode *
create_icon (SsBookingPainter *self, SsBookingLook look)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, ICON_SIZE, ICON_SIZE));
  GdkRGBA color = mix (&self->states[look], &self->colors[SS_COLOR_TEXT], 0.35f);

  color.alpha = MAX (self->states[look].alpha, 0.6f);
  gdk_cairo_set_source_rgba (cr, &color);
  draw_sign (cr, look);
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}

static GskRenderNode *
create_hatch (SsBookingPainter *self)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, HATCH_SIZE, HATCH_SIZE));

  gdk_cairo_set_source_rgba (cr, &self->colors[SS_COLOR_HATCH]);
  cairo_set_line_width (cr, 1);
  for (int i = -1; i < 2; i++)
    {
      cairo_move_to (cr, i * HATCH_SIZE - 1, HATCH_SIZE + 1);
      cairo_line_to (cr, (i + 1) * HATCH_SIZE + 1, -1);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}

static void
style (SsBookingPainter *self)
{
  GtkStyleContext *context = gtk_widget_get_style_context (self->widget);

  for (guint i = 0; i < SS_N_COLORS; i++)
    look_up (context, color_names[i], &self->colors[i]);
  self->is_high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  self->colors[SS_COLOR_FAINT].alpha = self->is_high_contrast ? 0.9f : 0.66f;
  for (guint i = 0; i < SS_N_LOOKS; i++)
    {
      look_up (context, state_names[i], &self->states[i]);
      self->tints[i] = mix (&self->colors[SS_COLOR_BACKGROUND], &self->states[i],
                            self->is_high_contrast ? 0.08f : (float) TINT);
    }
  for (guint i = 0; i < SS_N_LOOKS; i++)
    self->icons[i] = create_icon (self, i);
  self->hatch = create_hatch (self);
  self->is_styled = TRUE;
}

/**
 * ss_booking_painter_begin:
 * @self: a painter
 * @model: what is shown
 * @now: the time
 *
 * Begins a frame.
 */
void
ss_booking_painter_begin (SsBookingPainter *self, SsCalendarModel *model, gint64 now)
{
  self->model = model;
  self->now = now;
  if (!self->is_styled)
    style (self);
  if (g_hash_table_size (self->blocks) > BLOCKS_MAX)
    g_hash_table_remove_all (self->blocks);
}

void
ss_booking_painter_fill (GtkSnapshot *snapshot, const SsRect *rect, const GdkRGBA *color)
{
  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT ((float) rect->x, (float) rect->y, (float) rect->width,
                                                  (float) rect->height));
}

/**
 * ss_booking_painter_hatch:
 * @self: a painter
 * @snapshot: where to
 * @rect: what is hatched
 */
void
ss_booking_painter_hatch (SsBookingPainter *self, GtkSnapshot *snapshot, const SsRect *rect)
{
  graphene_rect_t bounds =
      GRAPHENE_RECT_INIT ((float) rect->x, (float) rect->y, (float) rect->width, (float) rect->height);

  if (rect->width <= 0 || rect->height <= 0)
    return;
  gtk_snapshot_push_repeat (snapshot, &bounds, &GRAPHENE_RECT_INIT (0, 0, HATCH_SIZE, HATCH_SIZE));
  gtk_snapshot_append_node (snapshot, self->hatch);
  gtk_snapshot_pop (snapshot);
}

static void
outline (GtkSnapshot *snapshot, const graphene_rect_t *bounds, float width, const GdkRGBA *color)
{
  GskRoundedRect rounded;
  float widths[] = { width, width, width, width };
  GdkRGBA colors[] = { *color, *color, *color, *color };

  gsk_rounded_rect_init_from_rect (&rounded, bounds, RADIUS);
  gtk_snapshot_append_border (snapshot, &rounded, widths, colors);
}

/* What is written in a block: the name beside the sign, and under it, or behind it, times and service. */
static void
draw_words (SsBookingPainter *self, GtkSnapshot *snapshot, const Block *block)
{
  gboolean is_mirror = (block->flags & SS_PAINT_MIRROR) != 0;
  gboolean is_struck = block->look == SS_LOOK_CANCELLED;
  double line = ss_text_cache_get_line_height (self->texts);
  double inner = block->width - BAR - 8;
  double top = MAX (MIN (3, floor ((block->height - line) / 2)), 0);
  gboolean has_icon = block->width >= BAR + ICON_SIZE + 3 && block->height >= ICON_SIZE;
  double margin = CLAMP ((block->width - BAR - ICON_SIZE) / 2, 1, 4);
  double indent = has_icon ? ICON_SIZE + 4 : 0;
  SsTextFlags flags = (is_struck ? SS_TEXT_STRUCK : 0) | (is_mirror ? SS_TEXT_MIRROR : 0);
  const GdkRGBA *faint = &self->colors[SS_COLOR_FAINT];
  const GdkRGBA *color = is_struck ? faint : &self->colors[SS_COLOR_TEXT];
  const char *name = ss_appointment_get_customer_name (block->booking);
  gboolean has_lines, shows_times;
  SsRect place = { is_mirror ? 4 : BAR + 4 + indent, top, inner - indent, line };

  if (block->height < line * 0.8)
    return;
  if (has_icon)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (is_mirror ? block->width - BAR - margin
                                                                                       - ICON_SIZE
                                                                                 : BAR + margin),
                                                              (float) floor (top + (line - ICON_SIZE) / 2)));
      gtk_snapshot_append_node (snapshot, self->icons[block->look]);
      gtk_snapshot_restore (snapshot);
    }
  if (inner < 20)
    return;
  has_lines = block->height >= 2 * line + 4 && !(block->flags & SS_PAINT_LINE);
  shows_times = has_lines && ss_text_cache_fits (self->texts, block->times, flags, faint, inner);
  /* Where it is tells the time, too: the name may have its line, which has no sign before it. */
  if (has_lines && !shows_times
      && !ss_text_cache_fits (self->texts, name, flags | SS_TEXT_BOLD, color, place.width))
    place = (SsRect){ is_mirror ? 4 : BAR + 4, top + line, inner, line };
  ss_text_cache_draw (self->texts, snapshot, name, flags | SS_TEXT_BOLD, color, &place);
  if (!shows_times)
    return;
  place = (SsRect){ is_mirror ? 4 : BAR + 4, top + line, inner, line };
  ss_text_cache_draw (self->texts, snapshot, block->times, flags, faint, &place);
  place.y += line;
  if (place.y + line <= block->height)
    ss_text_cache_draw (self->texts, snapshot, ss_appointment_get_service_name (block->booking), flags, faint,
                        &place);
}

/* Where it goes on beyond, its corners are not round. */
static void
round_block (const Block *block, GskRoundedRect *rounded)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, block->width, block->height);
  gboolean is_mirror = (block->flags & SS_PAINT_MIRROR) != 0;
  gboolean is_left = block->flags & (is_mirror ? SS_PAINT_LASTS : SS_PAINT_BEGUN);
  gboolean is_right = block->flags & (is_mirror ? SS_PAINT_BEGUN : SS_PAINT_LASTS);
  graphene_size_t left = { is_left ? 0 : RADIUS, is_left ? 0 : RADIUS };
  graphene_size_t right = { is_right ? 0 : RADIUS, is_right ? 0 : RADIUS };

  gsk_rounded_rect_init (rounded, &bounds, &left, &right, &right, &left);
}

static void
draw_block (SsBookingPainter *self, GtkSnapshot *snapshot, const Block *block)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, block->width, block->height);
  gboolean is_mirror = (block->flags & SS_PAINT_MIRROR) != 0;
  GskRoundedRect rounded;

  round_block (block, &rounded);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &self->tints[block->look], &bounds);
  if (block->look == SS_LOOK_NO_SHOW)
    ss_booking_painter_hatch (self, snapshot, &(SsRect){ 0, 0, block->width, block->height });
  if (!(block->flags & SS_PAINT_BEGUN))
    gtk_snapshot_append_color (snapshot, &self->states[block->look],
                               &GRAPHENE_RECT_INIT (is_mirror ? block->width - BAR : 0, 0, BAR,
                                                    block->height));
  draw_words (self, snapshot, block);
  gtk_snapshot_pop (snapshot);
  if (self->is_high_contrast || block->look == SS_LOOK_WAITING)
    outline (snapshot, &bounds, 1, &self->states[block->look]);
  if (block->flags & SS_PAINT_SELECTED)
    outline (snapshot, &bounds, 2, &self->colors[SS_COLOR_ACCENT]);
}

static GskRenderNode *
create_node (SsBookingPainter *self, const Block *block)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  gboolean is_faint = block->flags & (SS_PAINT_PENDING | SS_PAINT_LIFTED);

  if (is_faint)
    gtk_snapshot_push_opacity (snapshot, block->flags & SS_PAINT_LIFTED ? 0.4 : 0.7);
  /* Too small for anything but its colour. */
  if (block->width < 8 || block->height < 6)
    gtk_snapshot_append_color (snapshot, &self->states[block->look],
                               &GRAPHENE_RECT_INIT (0, 0, block->width, block->height));
  else
    draw_block (self, snapshot, block);
  if (is_faint)
    gtk_snapshot_pop (snapshot);
  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}

static Block *
find_block (SsBookingPainter *self, SsAppointment *booking)
{
  Block *block = g_hash_table_lookup (self->blocks, booking);

  if (block == NULL)
    {
      block = g_new0 (Block, 1);
      block->booking = g_object_ref (booking);
      block->version = -1;
      g_hash_table_insert (self->blocks, booking, block);
    }
  return block;
}

/* The words of a block, which zooming doesn't change. */
static void
update_words (SsBookingPainter *self, Block *block)
{
  gint64 start = ss_appointment_get_start_time (block->booking);
  gint64 minutes = ss_appointment_get_duration_minutes (block->booking);
  gint64 version = ss_appointment_get_version (block->booking);

  if (block->times != NULL && block->start == start && block->minutes == minutes && block->version == version)
    return;
  g_free (block->times);
  block->start = start;
  block->minutes = minutes;
  block->version = version;
  block->times =
      ss_format_times (ss_calendar_model_get_zone (self->model), start, start + minutes * SS_MINUTE);
  g_clear_pointer (&block->node, gsk_render_node_unref);
}

/**
 * ss_booking_painter_draw:
 * @self: a painter
 * @snapshot: where to
 * @booking: a booking
 * @rect: where it is
 * @flags: how it is shown
 */
void
ss_booking_painter_draw (SsBookingPainter *self, GtkSnapshot *snapshot, SsAppointment *booking,
                         const SsRect *rect, SsPaintFlags flags)
{
  Block *block = find_block (self, booking);
  SsBookingLook look = ss_booking_get_look (booking, self->now);
  float width = (float) MAX (rect->width - (rect->width > 6 ? 1 : 0), 2);
  float height = (float) MAX (rect->height - (rect->height > 6 ? GAP : 0), 2);
  SsPaintFlags kept = flags & ~(SS_PAINT_FOCUSED | SS_PAINT_GHOST);

  update_words (self, block);
  if (block->node == NULL || block->look != look || block->flags != kept || block->width != width
      || block->height != height)
    {
      block->look = look;
      block->flags = kept;
      block->width = width;
      block->height = height;
      g_clear_pointer (&block->node, gsk_render_node_unref);
      block->node = create_node (self, block);
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) rect->x, (float) rect->y));
  gtk_snapshot_append_node (snapshot, block->node);
  if (flags & SS_PAINT_FOCUSED)
    outline (snapshot, &GRAPHENE_RECT_INIT (-2, -2, width + 4, height + 4), 2,
             &self->colors[SS_COLOR_ACCENT]);
  gtk_snapshot_restore (snapshot);
}

/**
 * ss_booking_painter_draw_ghost:
 * @self: a painter
 * @snapshot: where to
 * @rect: where the booking would be
 * @text: the time that it would have
 * @flags: mirrored or not
 */
void
ss_booking_painter_draw_ghost (SsBookingPainter *self, GtkSnapshot *snapshot, const SsRect *rect,
                               const char *text, SsPaintFlags flags)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) rect->x, (float) rect->y, (float) MAX (rect->width, 3),
                                               (float) MAX (rect->height - GAP, 3));
  GdkRGBA ground = mix (&self->colors[SS_COLOR_BACKGROUND], &self->colors[SS_COLOR_ACCENT], 0.3f);
  double wanted = ss_text_cache_measure (self->texts, text, SS_TEXT_BOLD);
  double line = ss_text_cache_get_line_height (self->texts);
  GskRoundedRect rounded;
  SsRect label;

  ground.alpha = 0.85f;
  gsk_rounded_rect_init_from_rect (&rounded, &bounds, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &ground, &bounds);
  gtk_snapshot_pop (snapshot);
  outline (snapshot, &bounds, 2, &self->colors[SS_COLOR_ACCENT]);

  /* The new time is what the drag is about: it is shown whole, even beside a short booking. */
  label = (SsRect){ rect->x + 6, rect->y + MIN (4, (rect->height - line) / 2), wanted, line };
  if (flags & SS_PAINT_MIRROR)
    label.x = rect->x + rect->width - 6 - wanted;
  if (wanted + 8 > rect->width)
    {
      GdkRGBA solid = ground;

      solid.alpha = 1;
      label.x += flags & SS_PAINT_MIRROR ? -rect->width : rect->width;
      ss_booking_painter_fill (snapshot, &(SsRect){ label.x - 3, label.y - 1, wanted + 6, line + 2 }, &solid);
    }
  ss_text_cache_draw (self->texts, snapshot, text, SS_TEXT_BOLD, &self->colors[SS_COLOR_TEXT], &label);
}
