/* blocker-times.c: the times that a blocker takes, one by one
 *
 * No index judges a rule, so that its times stand in a table: up to a moment beyond the last appointment of
 * the resource. Whoever books beyond it, or after the business has moved to another zone, first carries the
 * rules on, in the same transaction. The database refuses an appointment where that was not done, so that
 * neither a race nor a forgotten call gets past. Carrying on is no change of the blocker's: it never fails on
 * what is booked there by override.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/blocker-times.h"

#include "domain/recurrence.h"

static const char select_zone[] = "SELECT time_zone FROM settings WHERE id = 1";

static const char select_last[] =
    "SELECT max (busy_until) FROM appointments WHERE resource_id = $1 AND is_busy AND busy_from > $2";

static const char select_behind[] =
    "SELECT b.id, b.start_time, b.duration_minutes, b.recurrence FROM blockers b WHERE b.resource_id = $1 "
    "AND (b.expanded_until IS NULL OR (b.recurrence IS NOT NULL AND (b.expanded_until < $2 OR b.expanded_zone <> "
    "(SELECT s.time_zone FROM settings s WHERE s.id = 1))))";

static const char update_blocker[] =
    "UPDATE blockers SET expanded_until = $2, expanded_zone = $3 WHERE id = $1";

static const char delete_times[] = "DELETE FROM blocker_times WHERE blocker_id = $1";

static const char insert_time[] =
    "INSERT INTO blocker_times (blocker_id, resource_id, start_time, end_time, is_overridden) "
    "VALUES ($1, $2, $3, $4, $5)";

typedef struct
{
  SsBlockerSpan span;
  char *id;         /* (owned) */
  char *recurrence; /* (owned) */
} Behind;

static void
behind_free (gpointer data)
{
  Behind *self = data;

  g_free (self->id);
  g_free (self->recurrence);
  g_free (self);
}

/* (transfer full) (nullable): the zone's name, that is */
static char *
read_zone (SsTransaction *transaction, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, select_zone, error, "");
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return NULL;
  return g_strdup (found ? ss_rows_get_string (rows, 0) : "UTC");
}

static GTimeZone *
open_zone (const char *name)
{
  GTimeZone *zone = g_time_zone_new_identifier (name);

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

static gboolean
read_horizon (SsTransaction *transaction, const char *resource_id, gint64 now, gint64 *horizon,
              GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, select_last, error, "si", resource_id, now - 4 * G_TIME_SPAN_DAY);
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  *horizon = now + SS_BLOCKER_DAYS_AHEAD * G_TIME_SPAN_DAY;
  if (found && !ss_rows_is_null (rows, 0))
    *horizon = MAX (*horizon, ss_rows_get_integer (rows, 0));
  return TRUE;
}

/* Times in place of those that @span has. @until: %G_MAXINT64 where they are all */
static gboolean
write_times (SsTransaction *transaction, const SsBlockerSpan *span, GArray *starts, gboolean is_overridden,
             gint64 until, const char *zone, GError **error)
{
  if (!ss_transaction_execute (transaction, delete_times, NULL, error, "s", span->id)
      || !ss_transaction_execute (transaction, update_blocker, NULL, error, "sis", span->id, until, zone))
    return FALSE;
  for (guint i = 0; i < starts->len; i++)
    {
      gint64 start = g_array_index (starts, gint64, i);

      if (!ss_transaction_execute (transaction, insert_time, NULL, error, "ssiib", span->id,
                                   span->resource_id, start,
                                   start + span->duration_minutes * G_TIME_SPAN_MINUTE, is_overridden))
        return FALSE;
    }
  return TRUE;
}

/* Up to @horizon, which becomes %G_MAXINT64 where these are all. */
static GArray *
expand (const SsBlockerSpan *span, const char *zone_name, gint64 *horizon)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GTimeZone) zone = open_zone (zone_name);

  if (span->recurrence == NULL)
    g_array_append_val (starts, span->start_time);
  if (span->recurrence == NULL
      || ss_recurrence_expand (span->recurrence, span->start_time, zone, span->start_time, *horizon, starts))
    *horizon = G_MAXINT64;
  return starts;
}

/**
 * ss_blocker_times_list:
 * @transaction: a tenant's
 * @span: a blocker
 * @now: the request's time
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable) (element-type gint64): when it begins, each time that stands in the
 *   table after ss_blocker_times_write()
 */
GArray *
ss_blocker_times_list (SsTransaction *transaction, const SsBlockerSpan *span, gint64 now, GError **error)
{
  g_autofree char *zone = read_zone (transaction, error);
  gint64 horizon;

  if (zone == NULL || !read_horizon (transaction, span->resource_id, now, &horizon, error))
    return NULL;
  return expand (span, zone, &horizon);
}

/**
 * ss_blocker_times_write:
 * @transaction: a tenant's, that writes
 * @span: a blocker that is in its table
 * @starts: (element-type gint64): what ss_blocker_times_list() gave
 * @is_overridden: whether it may lie over appointments
 * @now: the request's time
 * @error: return location for an #SsStoreError: %SS_STORE_ERROR_CONSTRAINT where it lies over one
 *
 * Returns: whether they are written
 */
gboolean
ss_blocker_times_write (SsTransaction *transaction, const SsBlockerSpan *span, GArray *starts,
                        gboolean is_overridden, gint64 now, GError **error)
{
  g_autofree char *zone = read_zone (transaction, error);
  g_autoptr (GArray) all = NULL;
  gint64 horizon;

  if (zone == NULL || !read_horizon (transaction, span->resource_id, now, &horizon, error))
    return FALSE;
  all = expand (span, zone, &horizon);
  return write_times (transaction, span, all, is_overridden, horizon, zone, error);
}

/**
 * ss_blocker_times_carry_on:
 * @transaction: a tenant's, that writes
 * @resource_id: where something is booked
 * @until: until when it takes the resource's time
 * @error: return location for an #SsStoreError
 *
 * Returns: whether each of the resource's blockers has its times until @until, by the present zone
 */
gboolean
ss_blocker_times_carry_on (SsTransaction *transaction, const char *resource_id, gint64 until, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, select_behind, error, "si", resource_id, until);
  g_autoptr (GPtrArray) behind = g_ptr_array_new_with_free_func (behind_free);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *zone = NULL;

  if (rows == NULL)
    return FALSE;
  while (ss_rows_next (rows, &local_error))
    {
      Behind *item = g_new0 (Behind, 1);

      item->id = g_strdup (ss_rows_get_string (rows, 0));
      item->recurrence = g_strdup (ss_rows_get_string (rows, 3));
      item->span = (SsBlockerSpan){ item->id, resource_id, ss_rows_get_integer (rows, 1),
                                    ss_rows_get_integer (rows, 2), item->recurrence };
      g_ptr_array_add (behind, item);
    }
  g_clear_pointer (&rows, ss_rows_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (behind->len == 0)
    return TRUE;
  zone = read_zone (transaction, error);
  if (zone == NULL)
    return FALSE;
  for (guint i = 0; i < behind->len; i++)
    {
      const Behind *item = g_ptr_array_index (behind, i);
      gint64 horizon = until + SS_BLOCKER_DAYS_AHEAD * G_TIME_SPAN_DAY;
      g_autoptr (GArray) starts = expand (&item->span, zone, &horizon);

      if (!write_times (transaction, &item->span, starts, TRUE, horizon, zone, error))
        return FALSE;
    }
  return TRUE;
}
