/* calendar-model.c: what the calendar's views show
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/calendar-model.h"

G_DEFINE_INTERFACE (SsCalendarModel, ss_calendar_model, G_TYPE_OBJECT)

static guint changed_signal;

static void
ss_calendar_model_default_init (SsCalendarModelInterface *iface)
{
  changed_signal = g_signal_new ("changed", SS_TYPE_CALENDAR_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

GTimeZone *
ss_calendar_model_get_zone (SsCalendarModel *self)
{
  return SS_CALENDAR_MODEL_GET_IFACE (self)->get_zone (self);
}

GListModel *
ss_calendar_model_get_resources (SsCalendarModel *self)
{
  return SS_CALENDAR_MODEL_GET_IFACE (self)->get_resources (self);
}

void
ss_calendar_model_show (SsCalendarModel *self, gint64 start, gint64 end)
{
  if (SS_CALENDAR_MODEL_GET_IFACE (self)->show != NULL)
    SS_CALENDAR_MODEL_GET_IFACE (self)->show (self, start, end);
}

GPtrArray *
ss_calendar_model_get_bookings (SsCalendarModel *self, const char *resource_id, gint64 start, gint64 end)
{
  return SS_CALENDAR_MODEL_GET_IFACE (self)->get_bookings (self, resource_id, start, end);
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  SsAppointment *one = *(SsAppointment *const *) a, *other = *(SsAppointment *const *) b;
  gint64 start = ss_appointment_get_start_time (one), other_start = ss_appointment_get_start_time (other);

  if (start != other_start)
    return start < other_start ? -1 : 1;
  return g_strcmp0 (ss_appointment_get_id (one), ss_appointment_get_id (other));
}

/**
 * ss_calendar_model_get_all_bookings:
 * @self: a model
 * @start: a moment
 * @end: a later one
 *
 * Returns: (transfer container) (element-type SsAppointment): of all resources that are shown, by time
 */
GPtrArray *
ss_calendar_model_get_all_bookings (SsCalendarModel *self, gint64 start, gint64 end)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *resources = ss_calendar_model_get_resources (self);

  for (guint i = 0; i < g_list_model_get_n_items (resources); i++)
    {
      g_autoptr (SsResource) resource = g_list_model_get_item (resources, i);
      g_autoptr (GPtrArray) bookings =
          ss_calendar_model_get_bookings (self, ss_resource_get_id (resource), start, end);

      for (guint j = 0; j < bookings->len; j++)
        g_ptr_array_add (all, g_object_ref (g_ptr_array_index (bookings, j)));
    }
  g_ptr_array_sort (all, compare_starts);
  return all;
}

GArray *
ss_calendar_model_get_blocks (SsCalendarModel *self, const char *resource_id, gint64 start, gint64 end)
{
  return SS_CALENDAR_MODEL_GET_IFACE (self)->get_blocks (self, resource_id, start, end);
}

GArray *
ss_calendar_model_get_open_spans (SsCalendarModel *self, const char *resource_id, gint64 start, gint64 end)
{
  return SS_CALENDAR_MODEL_GET_IFACE (self)->get_open_spans (self, resource_id, start, end);
}

void
ss_calendar_model_get_buffers (SsCalendarModel *self, SsAppointment *booking, int *before, int *after)
{
  *before = *after = 0;
  SS_CALENDAR_MODEL_GET_IFACE (self)->get_buffers (self, booking, before, after);
}

const char *
ss_calendar_model_get_resource_name (SsCalendarModel *self, const char *resource_id)
{
  return resource_id != NULL ? SS_CALENDAR_MODEL_GET_IFACE (self)->get_resource_name (self, resource_id)
                             : NULL;
}

gboolean
ss_calendar_model_may_change (SsCalendarModel *self, SsAppointment *booking)
{
  return SS_CALENDAR_MODEL_GET_IFACE (self)->may_change (self, booking);
}

gboolean
ss_calendar_model_may_create (SsCalendarModel *self, const char *resource_id)
{
  return SS_CALENDAR_MODEL_GET_IFACE (self)->may_create (self, resource_id);
}

gboolean
ss_calendar_model_is_pending (SsCalendarModel *self, SsAppointment *booking)
{
  return SS_CALENDAR_MODEL_GET_IFACE (self)->is_pending (self, booking);
}

gint64
ss_calendar_model_get_now (SsCalendarModel *self)
{
  SsCalendarModelInterface *iface = SS_CALENDAR_MODEL_GET_IFACE (self);

  return iface->get_now != NULL ? iface->get_now (self) : g_get_real_time ();
}

/**
 * ss_calendar_model_changed:
 * @self: a model
 *
 * For what is behind it: emits ::changed.
 */
void
ss_calendar_model_changed (SsCalendarModel *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
clear_block (gpointer block)
{
  g_free (((SsCalendarBlock *) block)->title);
}

/**
 * ss_calendar_blocks_new:
 *
 * Returns: (transfer full) (element-type SsCalendarBlock): no blocks yet
 */
GArray *
ss_calendar_blocks_new (void)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (SsCalendarBlock));

  g_array_set_clear_func (blocks, clear_block);
  return blocks;
}

void
ss_calendar_blocks_add (GArray *blocks, gint64 start, gint64 end, const char *title)
{
  SsCalendarBlock block = { start, end, g_strdup (title) };

  g_array_append_val (blocks, block);
}
