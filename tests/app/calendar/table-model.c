/* table-model.c: a calendar's model out of a table, for tests and bench
 *
 * SPDX-License-Identifier: MIT
 */
#include "table-model.h"

struct _SsTableModel
{
  GObject parent_instance;

  GTimeZone *zone;
  gint64 now;
  GListStore *resources;
  GHashTable *bookings; /* resource id → GPtrArray of SsAppointment */
  GArray *blocks;
  gboolean may_change;
};

static void ss_table_model_model_init (SsCalendarModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SsTableModel, ss_table_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SS_TYPE_CALENDAR_MODEL, ss_table_model_model_init))

static GTimeZone *
get_zone (SsCalendarModel *model)
{
  return SS_TABLE_MODEL (model)->zone;
}

static GListModel *
get_resources (SsCalendarModel *model)
{
  return G_LIST_MODEL (SS_TABLE_MODEL (model)->resources);
}

static GPtrArray *
get_bookings (SsCalendarModel *model, const char *resource_id, gint64 start, gint64 end)
{
  GPtrArray *all =
      resource_id != NULL ? g_hash_table_lookup (SS_TABLE_MODEL (model)->bookings, resource_id) : NULL;
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      SsAppointment *booking = g_ptr_array_index (all, i);
      gint64 from = ss_appointment_get_start_time (booking);

      if (from < end && from + ss_appointment_get_duration_minutes (booking) * SS_MINUTE > start)
        g_ptr_array_add (found, g_object_ref (booking));
    }
  return found;
}

static GArray *
get_blocks (SsCalendarModel *model, const char *resource_id, gint64 start, gint64 end)
{
  SsTableModel *self = SS_TABLE_MODEL (model);
  GArray *blocks = ss_calendar_blocks_new ();

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const SsCalendarBlock *block = &g_array_index (self->blocks, SsCalendarBlock, i);

      if (block->start < end && block->end > start)
        ss_calendar_blocks_add (blocks, block->start, block->end, block->title);
    }
  return blocks;
}

/* Nine to six, every day but the last. */
static GArray *
get_open_spans (SsCalendarModel *model, const char *resource_id, gint64 start, gint64 end)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (SsTimeSpan));

  for (gint64 day = start; day + 12 * SS_HOUR < end; day += 24 * SS_HOUR)
    {
      SsTimeSpan span = { day + 9 * SS_HOUR, day + 18 * SS_HOUR };

      g_array_append_val (spans, span);
    }
  return spans;
}

static void
get_buffers (SsCalendarModel *model, SsAppointment *booking, int *before, int *after)
{
  *after = 10;
}

static const char *
get_resource_name (SsCalendarModel *model, const char *resource_id)
{
  GListModel *resources = get_resources (model);

  for (guint i = 0; i < g_list_model_get_n_items (resources); i++)
    {
      g_autoptr (SsResource) resource = g_list_model_get_item (resources, i);

      if (g_strcmp0 (ss_resource_get_id (resource), resource_id) == 0)
        return ss_resource_get_name (resource);
    }
  return NULL;
}

static gboolean
may_change (SsCalendarModel *model, SsAppointment *booking)
{
  return SS_TABLE_MODEL (model)->may_change;
}

static gboolean
may_create (SsCalendarModel *model, const char *resource_id)
{
  return SS_TABLE_MODEL (model)->may_change;
}

static gboolean
is_pending (SsCalendarModel *model, SsAppointment *booking)
{
  return FALSE;
}

static gint64
get_now (SsCalendarModel *model)
{
  return SS_TABLE_MODEL (model)->now;
}

static void
ss_table_model_model_init (SsCalendarModelInterface *iface)
{
  iface->get_zone = get_zone;
  iface->get_resources = get_resources;
  iface->get_bookings = get_bookings;
  iface->get_blocks = get_blocks;
  iface->get_open_spans = get_open_spans;
  iface->get_buffers = get_buffers;
  iface->get_resource_name = get_resource_name;
  iface->may_change = may_change;
  iface->may_create = may_create;
  iface->is_pending = is_pending;
  iface->get_now = get_now;
}

static void
ss_table_model_finalize (GObject *object)
{
  SsTableModel *self = SS_TABLE_MODEL (object);

  g_time_zone_unref (self->zone);
  g_object_unref (self->resources);
  g_hash_table_unref (self->bookings);
  g_array_unref (self->blocks);

  G_OBJECT_CLASS (ss_table_model_parent_class)->finalize (object);
}

static void
ss_table_model_class_init (SsTableModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_table_model_finalize;
}

static void
ss_table_model_init (SsTableModel *self)
{
  self->resources = g_list_store_new (SS_TYPE_RESOURCE);
  self->bookings =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->blocks = ss_calendar_blocks_new ();
  self->may_change = TRUE;
}

SsTableModel *
ss_table_model_new (const char *zone, gint64 now)
{
  SsTableModel *self = g_object_new (SS_TYPE_TABLE_MODEL, NULL);

  self->zone = g_time_zone_new_identifier (zone);
  self->now = now;
  return self;
}

void
ss_table_model_set_may_change (SsTableModel *self, gboolean may)
{
  self->may_change = may;
}

void
ss_table_model_add_resource (SsTableModel *self, const char *id, const char *name, const char *color)
{
  g_autoptr (SsResource) resource = g_object_new (SS_TYPE_RESOURCE, "id", id, "name", name, NULL);

  if (color != NULL)
    ss_resource_set_color (resource, color);
  g_list_store_append (self->resources, resource);
}

SsAppointment *
ss_table_model_add (SsTableModel *self, const char *id, const char *resource_id, const char *customer,
                    const char *service, gint64 start, int minutes, SsBookingStatus status)
{
  SsAppointment *booking =
      g_object_new (SS_TYPE_APPOINTMENT, "id", id, "customer-name", customer, "service-name", service, NULL);
  GPtrArray *of = g_hash_table_lookup (self->bookings, resource_id);

  ss_appointment_set_resource_id (booking, resource_id);
  ss_appointment_set_start_time (booking, start);
  ss_appointment_set_duration_minutes (booking, minutes);
  ss_appointment_set_status (booking, ss_booking_status_to_string (status));
  if (of == NULL)
    {
      of = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->bookings, g_strdup (resource_id), of);
    }
  g_ptr_array_add (of, booking);
  return booking;
}

void
ss_table_model_remove (SsTableModel *self, const char *resource_id, SsAppointment *booking)
{
  g_ptr_array_remove (g_hash_table_lookup (self->bookings, resource_id), booking);
}

void
ss_table_model_add_block (SsTableModel *self, gint64 start, gint64 end, const char *title)
{
  ss_calendar_blocks_add (self->blocks, start, end, title);
}

void
ss_table_model_fill (SsTableModel *self, guint n_resources, guint n_bookings, gint64 start)
{
  static const char *const names[] = { "Ann Smith", "Jörg Müller",   "Priya Natarajan",
                                       "Bob Lee",   "Élodie Martin", "Mohammed Al-Farsi",
                                       "Kim Cho",   "Grace Hopper",  "Ivan Petrov" };
  static const char *const services[] = { "Oil change", "Tyre rotation", "Full inspection", "Brake service" };
  static const char *const colors[] = { "#3584e4", "#33d17a", "#f6d32d", "#e66100", "#9141ac", NULL };
  static const int lengths[] = { 30, 45, 60, 90, 30, 120 };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < n_resources; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      g_autofree char *name = g_strdup_printf (i % 3 == 0   ? "Bay %u"
                                               : i % 3 == 1 ? "Technician %u"
                                                            : "Lift %u",
                                               i + 1);

      ss_table_model_add_resource (self, id, name, colors[i % G_N_ELEMENTS (colors)]);
      for (guint j = 0; j < n_bookings; j++)
        {
          g_autofree char *booking = g_strdup_printf ("b%u-%u", i, j);
          guint day = j * 7 / n_bookings;
          gint64 time =
              start + day * 24 * SS_HOUR + 9 * SS_HOUR + g_rand_int_range (random, 0, 34) * 15 * SS_MINUTE;
          int kind = g_rand_int_range (random, 0, 12);
          SsBookingStatus status = kind == 0   ? SS_BOOKING_CANCELLED
                                   : kind == 1 ? SS_BOOKING_NO_SHOW
                                   : kind == 2 ? SS_BOOKING_PENDING
                                   : kind < 6  ? SS_BOOKING_COMPLETED
                                               : SS_BOOKING_CONFIRMED;

          ss_table_model_add (self, booking, id, names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))],
                              services[g_rand_int_range (random, 0, G_N_ELEMENTS (services))], time,
                              lengths[g_rand_int_range (random, 0, G_N_ELEMENTS (lengths))], status);
        }
    }
}

gint64
ss_table_moment (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}
