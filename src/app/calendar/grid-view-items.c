/* grid-view-items.c: what assistive technology sees of the grid
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-words.h"
#include "app/calendar/grid-view-private.h"

/* While it is scrolled nobody is read anything; the items follow when it stands. */
#define SETTLE_MILLISECONDS 120

static void
allocate (SsGridView *self, SsCalendarItem *item)
{
  const SsRect *place = ss_calendar_item_get_place (item);
  double x, y;
  GtkAllocation allocation;

  ss_grid_view_to_content (self, 0, 0, &x, &y);
  allocation = (GtkAllocation){ (int) (place->x - x), (int) (place->y - y), MAX ((int) place->width, 1),
                                MAX ((int) place->height, 1) };
  gtk_widget_measure (GTK_WIDGET (item), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (item), &allocation, -1);
}

void
ss_grid_view_allocate_items (SsGridView *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    allocate (self, item);
  if (self->slot != NULL)
    allocate (self, SS_CALENDAR_ITEM (self->slot));
}

static void
describe (SsGridView *self, SsCalendarItem *item, const SsGridItem *of)
{
  SsCalendarView *view = SS_CALENDAR_VIEW (self);
  g_autofree char *label = ss_booking_describe (ss_calendar_view_get_model (view), of->item);
  SsRect rect;

  ss_grid_get_rect (self->grid, of, &rect);
  ss_calendar_item_set_label (item, label);
  ss_calendar_item_set_place (item, &rect);
  ss_calendar_item_set_selected (item, g_strcmp0 (ss_calendar_view_get_selected_id (view), of->id) == 0);
}

static GtkWidget *
ensure (SsGridView *self, const SsGridItem *of)
{
  GtkWidget *item = g_hash_table_lookup (self->items, of->id);

  if (item == NULL)
    {
      item = ss_calendar_item_new (of->id);
      gtk_widget_set_parent (item, GTK_WIDGET (self));
      g_hash_table_insert (self->items, (gpointer) ss_calendar_item_get_id (SS_CALENDAR_ITEM (item)), item);
    }
  describe (self, SS_CALENDAR_ITEM (item), of);
  allocate (self, SS_CALENDAR_ITEM (item));
  return item;
}

/**
 * ss_grid_view_ensure_item:
 * @self: a view
 * @item: the number of an item of its grid
 *
 * Returns: (transfer none): what stands for it
 */
GtkWidget *
ss_grid_view_ensure_item (SsGridView *self, guint item)
{
  return ensure (self, ss_grid_get_item (self->grid, item));
}

/**
 * ss_grid_view_ensure_slot:
 * @self: a view
 *
 * Returns: (transfer none): what stands for the empty time of the cursor
 */
GtkWidget *
ss_grid_view_ensure_slot (SsGridView *self)
{
  SsGridRow *row = ss_grid_view_get_row (self, self->cursor.track);
  GTimeZone *zone = self->grid->axis.zone;
  g_autofree char *day = ss_format_day (zone, self->cursor.time);
  g_autofree char *time = ss_format_time (zone, self->cursor.time);
  g_autofree char *label = NULL;
  SsRect rect;

  if (row->resource != NULL)
    /* Translators: an empty time in the calendar: day, time, resource. */
    label = g_strdup_printf (_ ("Free, %s, %s, %s"), day, time, ss_resource_get_name (row->resource));
  else
    label = g_strdup_printf (_ ("Free, %s, %s"), day, time);
  if (self->slot == NULL)
    {
      self->slot = ss_calendar_item_new (NULL);
      gtk_widget_set_parent (self->slot, GTK_WIDGET (self));
    }
  ss_grid_get_span_rect (self->grid, self->cursor.track, self->cursor.time,
                         self->cursor.time + SS_SLOT_MINUTES * SS_MINUTE, &rect);
  ss_calendar_item_set_label (SS_CALENDAR_ITEM (self->slot), label);
  ss_calendar_item_set_place (SS_CALENDAR_ITEM (self->slot), &rect);
  allocate (self, SS_CALENDAR_ITEM (self->slot));
  return self->slot;
}

static void
drop_unseen (SsGridView *self, GHashTable *seen)
{
  GHashTableIter iter;
  gpointer id, item;
  gboolean loses_focus = FALSE;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &id, &item))
    {
      if (g_hash_table_contains (seen, id))
        continue;
      /* What has the focus stays though it is out of sight, and says what it is now; only when its booking is
       * gone it goes. */
      if (gtk_widget_has_focus (item))
        {
          guint found = ss_grid_view_find_item (self, id);

          if (found != G_MAXUINT)
            {
              ensure (self, ss_grid_get_item (self->grid, found));
              continue;
            }
          loses_focus = TRUE;
        }
      g_hash_table_iter_remove (&iter);
      gtk_widget_unparent (item);
    }
  if (loses_focus)
    {
      ss_grid_view_move_cursor (self, NULL, self->cursor.track,
                                ss_grid_view_get_slot (self, self->cursor.time));
      ss_grid_view_focus_cursor (self);
    }
}

/**
 * ss_grid_view_update_items:
 * @self: a view
 *
 * Makes what stands for bookings the ones that are in sight.
 */
void
ss_grid_view_update_items (SsGridView *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  SsRect viewport;
  double x, y;

  g_clear_handle_id (&self->items_source, g_source_remove);
  if (self->grid == NULL || ss_calendar_view_get_model (SS_CALENDAR_VIEW (self)) == NULL)
    return;
  ss_grid_view_get_viewport (self, &viewport);
  ss_grid_view_to_content (self, viewport.x, viewport.y, &x, &y);
  viewport.x = x;
  viewport.y = y;
  for (guint i = 0; i < self->grid->items->len; i++)
    {
      const SsGridItem *item = ss_grid_get_item (self->grid, i);
      SsRect rect;

      ss_grid_get_rect (self->grid, item, &rect);
      if (!ss_rect_overlaps (&rect, &viewport) || !g_hash_table_add (seen, (gpointer) item->id))
        continue;
      ensure (self, item);
    }
  drop_unseen (self, seen);
  if (self->slot != NULL && !gtk_widget_has_focus (self->slot))
    g_clear_pointer (&self->slot, gtk_widget_unparent);
}

static gboolean
update_cb (gpointer user_data)
{
  SsGridView *self = user_data;

  self->items_source = 0;
  ss_grid_view_update_items (self);
  return G_SOURCE_REMOVE;
}

void
ss_grid_view_queue_items (SsGridView *self)
{
  g_clear_handle_id (&self->items_source, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->items_source = g_timeout_add (SETTLE_MILLISECONDS, update_cb, self);
}

void
ss_grid_view_clear_items (SsGridView *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      g_hash_table_iter_remove (&iter);
      gtk_widget_unparent (item);
    }
  g_clear_pointer (&self->slot, gtk_widget_unparent);
}
