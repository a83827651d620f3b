/* metrics.c: how many requests there were and how long they took, for Prometheus
 *
 * Labels are routes, never paths: their number is bounded.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/metrics.h"

/* The upper bounds of the histogram's buckets, in microseconds. */
static const gint64 bounds[] = { 1000,   2500,   5000,   10000,   25000,  50000,
                                 100000, 250000, 500000, 1000000, 5000000 };

#define N_BUCKETS (G_N_ELEMENTS (bounds) + 1)

/* One line of requests_total. */
typedef struct
{
  const SsRoute *route; /* (nullable) */
  guint status;
} Label;

struct _SsMetrics
{
  GMutex lock;
  GHashTable *counts; /* of Label to guint64 * */
  guint64 buckets[N_BUCKETS];
  guint64 n_requests;
  gint64 microseconds;
  int n_event_readers; /* atomic */
};

static guint
label_hash (gconstpointer data)
{
  const Label *label = data;

  return g_direct_hash (label->route) ^ label->status;
}

static gboolean
label_equal (gconstpointer a, gconstpointer b)
{
  return ((const Label *) a)->route == ((const Label *) b)->route
         && ((const Label *) a)->status == ((const Label *) b)->status;
}

/**
 * ss_metrics_new:
 *
 * Returns: (transfer full): counts, all zero
 */
SsMetrics *
ss_metrics_new (void)
{
  SsMetrics *self = g_new0 (SsMetrics, 1);

  g_mutex_init (&self->lock);
  self->counts = g_hash_table_new_full (label_hash, label_equal, g_free, g_free);
  return self;
}

/**
 * ss_metrics_free:
 * @self: (nullable): the counts
 */
void
ss_metrics_free (SsMetrics *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->counts);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * ss_metrics_count:
 * @self: the counts
 * @route: (nullable): the request's route
 * @status: the answer's
 * @microseconds: how long it took
 *
 * From any thread.
 */
void
ss_metrics_count (SsMetrics *self, const SsRoute *route, guint status, gint64 microseconds)
{
  const Label label = { route, status };
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint64 *count = g_hash_table_lookup (self->counts, &label);
  guint bucket = 0;

  if (count == NULL)
    {
      count = g_new0 (guint64, 1);
      g_hash_table_insert (self->counts, g_memdup2 (&label, sizeof label), count);
    }
  (*count)++;
  while (bucket < G_N_ELEMENTS (bounds) && microseconds > bounds[bucket])
    bucket++;
  self->buckets[bucket]++;
  self->n_requests++;
  self->microseconds += microseconds;
}

/**
 * ss_metrics_count_event_reader:
 * @self: the counts
 * @change: 1 where one has come, -1 where one has gone
 */
void
ss_metrics_count_event_reader (SsMetrics *self, int change)
{
  g_atomic_int_add (&self->n_event_readers, change);
}

static void
append_gauge (GString *text, const char *name, const char *help, gint64 value)
{
  g_string_append_printf (text,
                          "# HELP smoothschedule_%s %s\n# TYPE smoothschedule_%s gauge\n"
                          "smoothschedule_%s %" G_GINT64_FORMAT "\n",
                          name, help, name, name, value);
}

/**
 * ss_metrics_write:
 * @self: the counts
 * @now: what is known at this moment
 *
 * Returns: (transfer full): them in Prometheus' text format
 */
char *
ss_metrics_write (SsMetrics *self, const SsMetricsNow *now)
{
  GString *text = g_string_new ("# HELP smoothschedule_requests_total Requests answered.\n"
                                "# TYPE smoothschedule_requests_total counter\n");
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GHashTableIter iter;
  gpointer key, value;
  guint64 sum = 0;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Label *label = key;

      g_string_append_printf (
          text,
          "smoothschedule_requests_total{method=\"%s\",route=\"%s\",status=\"%u\"} %" G_GUINT64_FORMAT "\n",
          label->route != NULL ? label->route->method : "", label->route != NULL ? label->route->path : "",
          label->status, *(guint64 *) value);
    }
  g_string_append (text, "# HELP smoothschedule_request_seconds How long answers took.\n"
                         "# TYPE smoothschedule_request_seconds histogram\n");
  for (guint i = 0; i < N_BUCKETS; i++)
    {
      char bound[G_ASCII_DTOSTR_BUF_SIZE] = "+Inf";

      sum += self->buckets[i];
      if (i < G_N_ELEMENTS (bounds))
        g_ascii_formatd (bound, sizeof bound, "%g", (double) bounds[i] / G_USEC_PER_SEC);
      g_string_append_printf (text,
                              "smoothschedule_request_seconds_bucket{le=\"%s\"} %" G_GUINT64_FORMAT "\n",
                              bound, sum);
    }
  g_string_append_printf (text,
                          "smoothschedule_request_seconds_sum %" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT "\n"
                          "smoothschedule_request_seconds_count %" G_GUINT64_FORMAT "\n",
                          self->microseconds / G_USEC_PER_SEC, self->microseconds % G_USEC_PER_SEC,
                          self->n_requests);
  append_gauge (text, "event_readers", "Clients that are told of changes.",
                g_atomic_int_get (&self->n_event_readers));
  append_gauge (text, "requests_waiting", "Requests that no worker has taken yet.", now->n_waiting);
  append_gauge (text, "store_transactions", "Transactions that are open.", now->store.n_transactions);
  append_gauge (text, "store_connections_idle",
                "Connections to the database that wait for the next transaction.", now->store.n_idle);
  g_string_append_printf (
      text,
      "# HELP smoothschedule_store_failures_total Transactions for which the database was not "
      "there.\n# TYPE smoothschedule_store_failures_total counter\n"
      "smoothschedule_store_failures_total %u\n",
      now->store.n_failures);
  if (now->n_tenants >= 0)
    append_gauge (text, "tenants", "Businesses in the store.", now->n_tenants);
  return g_string_free (text, FALSE);
}
