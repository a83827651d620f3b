/* store-model.c: the stores of a session as what the calendar's views show
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/store-model.h"

#include <gtk/gtk.h>

#include "domain/local-time.h"
#include "domain/recurrence.h"

struct _SsStoreModel
{
  GObject parent_instance;

  SsSession *session;               /* (owned) */
  SsAppointmentStore *appointments; /* (owned) */
  SsCatalogStore *catalog;          /* (owned) */
  SsCalendarFilter *filter;         /* (owned) */
  GtkFilter *resource_filter;       /* (owned) */
  GtkFilterListModel *resources;    /* (owned): those that the filter shows */
};

static void model_init (SsCalendarModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SsStoreModel, ss_store_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SS_TYPE_CALENDAR_MODEL, model_init))

static GTimeZone *
get_zone (SsCalendarModel *model)
{
  return ss_appointment_store_get_time_zone (SS_STORE_MODEL (model)->appointments);
}

static GListModel *
get_resources (SsCalendarModel *model)
{
  return G_LIST_MODEL (SS_STORE_MODEL (model)->resources);
}

static void
show (SsCalendarModel *model, gint64 start, gint64 end)
{
  ss_appointment_store_show (SS_STORE_MODEL (model)->appointments, start, end);
}

static GPtrArray *
get_bookings (SsCalendarModel *model, const char *resource_id, gint64 start, gint64 end)
{
  SsStoreModel *self = SS_STORE_MODEL (model);
  GPtrArray *bookings = ss_appointment_store_query (self->appointments, resource_id, start, end);

  if (ss_calendar_filter_count_all (self->filter) > 0)
    for (guint i = bookings->len; i > 0; i--)
      if (!ss_calendar_filter_shows_booking (self->filter, g_ptr_array_index (bookings, i - 1)))
        g_ptr_array_remove_index (bookings, i - 1);
  return bookings;
}

static void
add_times (SsBlocker *blocker, GTimeZone *zone, gint64 start, gint64 end, GArray *blocks)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  const char *rule = ss_blocker_get_recurrence (blocker);
  gint64 first = ss_blocker_get_start_time (blocker);
  gint64 length = ss_blocker_get_duration_minutes (blocker) * G_TIME_SPAN_MINUTE;

  if (rule == NULL)
    g_array_append_val (starts, first);
  else if (ss_recurrence_check (rule) == NULL)
    ss_recurrence_expand (rule, first, zone, start - length, end, starts);
  for (guint i = 0; i < starts->len; i++)
    {
      gint64 time = g_array_index (starts, gint64, i);

      if (time < end && time + length > start)
        ss_calendar_blocks_add (blocks, time, time + length, ss_blocker_get_title (blocker));
    }
}

static GArray *
get_blocks (SsCalendarModel *model, const char *resource_id, gint64 start, gint64 end)
{
  GListModel *blockers = ss_catalog_store_get_blockers (SS_STORE_MODEL (model)->catalog);
  GArray *blocks = ss_calendar_blocks_new ();

  for (guint i = 0; i < g_list_model_get_n_items (blockers); i++)
    {
      g_autoptr (SsBlocker) blocker = g_list_model_get_item (blockers, i);

      if (g_strcmp0 (ss_blocker_get_resource_id (blocker), resource_id) == 0)
        add_times (blocker, get_zone (model), start, end, blocks);
    }
  return blocks;
}

static GArray *
get_open_spans (SsCalendarModel *model, const char *resource_id, gint64 start, gint64 end)
{
  SsStoreModel *self = SS_STORE_MODEL (model);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (SsSpan));
  GArray *open = g_array_new (FALSE, FALSE, sizeof (SsTimeSpan));
  SsOpeningWeek week;
  GDate first, last;

  ss_catalog_store_get_hours (self->catalog, ss_catalog_store_find_resource (self->catalog, resource_id),
                              &week);
  ss_local_time_get (get_zone (model), start, &first, NULL);
  ss_local_time_get (get_zone (model), end, &last, NULL);
  ss_opening_week_append_spans (&week, get_zone (model), &first,
                                (guint) g_date_days_between (&first, &last) + 1, spans);
  for (guint i = 0; i < spans->len; i++)
    {
      const SsSpan *span = &g_array_index (spans, SsSpan, i);
      SsTimeSpan time = { span->start, span->end };

      g_array_append_val (open, time);
    }
  return open;
}

static void
get_buffers (SsCalendarModel *model, SsAppointment *booking, int *before, int *after)
{
  SsService *service = ss_catalog_store_find_service (SS_STORE_MODEL (model)->catalog,
                                                      ss_appointment_get_service_id (booking));

  *before = service != NULL ? (int) ss_service_get_buffer_before_minutes (service) : 0;
  *after = service != NULL ? (int) ss_service_get_buffer_after_minutes (service) : 0;
}

static const char *
get_resource_name (SsCalendarModel *model, const char *resource_id)
{
  SsResource *resource = ss_catalog_store_find_resource (SS_STORE_MODEL (model)->catalog, resource_id);

  return resource != NULL ? ss_resource_get_name (resource) : NULL;
}

/* Staff change what is on their own resource (contract section 3); the platform decides in any case. */
static gboolean
may_edit_on (SsStoreModel *self, const char *resource_id)
{
  SsCurrentUser *user = ss_session_get_current_user (self->session);

  if (!ss_session_may (self->session, "calendar.edit"))
    return FALSE;
  if (g_strcmp0 (ss_session_get_scope (self->session, "calendar.edit"), "OWN_RESOURCE") != 0)
    return TRUE;
  return ss_current_user_get_resource_id (user) != NULL
         && g_strcmp0 (ss_current_user_get_resource_id (user), resource_id) == 0;
}

static gboolean
may_change (SsCalendarModel *model, SsAppointment *booking)
{
  return may_edit_on (SS_STORE_MODEL (model), ss_appointment_get_resource_id (booking));
}

/* Whoever books has to find the customer. */
static gboolean
may_create (SsCalendarModel *model, const char *resource_id)
{
  SsStoreModel *self = SS_STORE_MODEL (model);

  return ss_session_may (self->session, "customers.view") && may_edit_on (self, resource_id);
}

static gboolean
is_pending (SsCalendarModel *model, SsAppointment *booking)
{
  return ss_appointment_store_is_pending (SS_STORE_MODEL (model)->appointments, booking);
}

static void
model_init (SsCalendarModelInterface *iface)
{
  iface->get_zone = get_zone;
  iface->get_resources = get_resources;
  iface->show = show;
  iface->get_bookings = get_bookings;
  iface->get_blocks = get_blocks;
  iface->get_open_spans = get_open_spans;
  iface->get_buffers = get_buffers;
  iface->get_resource_name = get_resource_name;
  iface->may_change = may_change;
  iface->may_create = may_create;
  iface->is_pending = is_pending;
}

static void
changed_cb (SsStoreModel *self)
{
  ss_calendar_model_changed (SS_CALENDAR_MODEL (self));
}

static void
filter_changed_cb (SsStoreModel *self)
{
  gtk_filter_changed (self->resource_filter, GTK_FILTER_CHANGE_DIFFERENT);
  changed_cb (self);
}

static gboolean
shows_resource (gpointer item, gpointer user_data)
{
  return ss_calendar_filter_shows (user_data, SS_CALENDAR_FILTER_RESOURCE, ss_resource_get_id (item));
}

static void
ss_store_model_dispose (GObject *object)
{
  SsStoreModel *self = SS_STORE_MODEL (object);

  g_clear_object (&self->appointments);
  g_clear_object (&self->resources);
  g_clear_object (&self->resource_filter);
  g_clear_object (&self->filter);
  g_clear_object (&self->catalog);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_store_model_parent_class)->dispose (object);
}

static void
ss_store_model_class_init (SsStoreModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_store_model_dispose;
}

static void
ss_store_model_init (SsStoreModel *self)
{
  self->filter = ss_calendar_filter_new ();
  self->resource_filter =
      GTK_FILTER (gtk_custom_filter_new (shows_resource, g_object_ref (self->filter), g_object_unref));
}

/**
 * ss_store_model_new:
 * @workspace: whose stores
 *
 * Returns: (transfer full): what they hold, for the views
 */
SsStoreModel *
ss_store_model_new (SsWorkspace *workspace)
{
  SsStoreModel *self = g_object_new (SS_TYPE_STORE_MODEL, NULL);

  self->session = g_object_ref (ss_workspace_get_session (workspace));
  self->appointments = g_object_ref (ss_workspace_get_appointments (workspace));
  self->catalog = g_object_ref (ss_workspace_get_catalog (workspace));
  self->resources = gtk_filter_list_model_new (g_object_ref (ss_catalog_store_get_resources (self->catalog)),
                                               g_object_ref (self->resource_filter));
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->appointments, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->appointments, "pending-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->catalog, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * ss_store_model_get_filter:
 * @self: a model
 *
 * Returns: (transfer none): which of it is shown
 */
SsCalendarFilter *
ss_store_model_get_filter (SsStoreModel *self)
{
  return self->filter;
}

/**
 * ss_store_model_may_edit_on:
 * @self: a model
 * @resource_id: (nullable): a resource's
 *
 * Returns: whether whoever is signed in changes what is on it
 */
gboolean
ss_store_model_may_edit_on (SsStoreModel *self, const char *resource_id)
{
  return may_edit_on (self, resource_id);
}

/**
 * ss_store_model_may_block:
 * @self: a model
 *
 * Returns: whether there is a resource whose time the user may block
 */
gboolean
ss_store_model_may_block (SsStoreModel *self)
{
  GListModel *resources = ss_catalog_store_get_resources (self->catalog);

  for (guint i = 0; i < g_list_model_get_n_items (resources); i++)
    {
      g_autoptr (SsResource) resource = g_list_model_get_item (resources, i);

      if (ss_resource_get_is_active (resource) && may_edit_on (self, ss_resource_get_id (resource)))
        return TRUE;
    }
  return FALSE;
}

/**
 * ss_store_model_find_blocker:
 * @self: a model
 * @resource_id: whose time
 * @time: a moment
 *
 * Returns: (transfer none) (nullable): what blocks it then
 */
SsBlocker *
ss_store_model_find_blocker (SsStoreModel *self, const char *resource_id, gint64 time)
{
  GListModel *blockers = ss_catalog_store_get_blockers (self->catalog);

  for (guint i = 0; i < g_list_model_get_n_items (blockers); i++)
    {
      g_autoptr (SsBlocker) blocker = g_list_model_get_item (blockers, i);
      g_autoptr (GArray) blocks = ss_calendar_blocks_new ();

      if (g_strcmp0 (ss_blocker_get_resource_id (blocker), resource_id) == 0)
        add_times (blocker, get_zone (SS_CALENDAR_MODEL (self)), time, time + 1, blocks);
      if (blocks->len > 0)
        return blocker;
    }
  return NULL;
}
