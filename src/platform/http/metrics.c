/* metrics.c: how many requests there were and how long they took, for Prometheus
 *
 * Several processes behind one socket answer as one platform, and whichever is asked answers for all: their
 * counts lie in memory that they share. Nothing there is locked, so that one that is killed leaves no lock
 * behind. What goes up and down is each process' own, in a cell that is given back when it has ended.
 *
 * Labels are routes, never paths: their number is bounded.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/metrics.h"

#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The upper bounds of the histogram's buckets, in microseconds. */
static const gint64 bounds[] = { 1000,   2500,   5000,   10000,   25000,  50000,
                                 100000, 250000, 500000, 1000000, 5000000 };

#define N_BUCKETS (G_N_ELEMENTS (bounds) + 1)
#define COUNTS_MAX 2048
#define PROCESSES_MAX 768 /* twice as many as there may be workers, and more: they overlap */
#define LABEL_MAX 136
/* To be raised with each change of what is shared: one that is replaced may be of another release. */
#define VERSION 1

/* Of one route and status. */
typedef struct
{
  atomic_int state; /* of CountState */
  char label[LABEL_MAX];
  atomic_ullong n;
} Count;

typedef enum
{
  COUNT_FREE,
  COUNT_TAKEN, /* its label is being written */
  COUNT_USED,
} CountState;

/* What goes up and down. */
typedef struct
{
  atomic_int id; /* the process'; 0: free */
  atomic_int n_event_readers;
  atomic_int n_waiting;
  atomic_int n_transactions;
  atomic_int n_idle;
  atomic_int n_failures;
} Process;

typedef struct
{
  atomic_int version;
  atomic_ullong buckets[N_BUCKETS];
  atomic_ullong n_requests;
  atomic_ullong microseconds;
  atomic_ullong n_failures; /* of processes that have ended */
  Process processes[PROCESSES_MAX];
  Count counts[COUNTS_MAX];
} Shared;

typedef struct
{
  const SsRoute *route; /* (nullable) */
  guint status;
} Label;

struct _SsMetrics
{
  Shared *shared;
  Process *process; /* (nullable): this one's */
  GMutex lock;
  GHashTable *counts; /* of Label to Count *, for finding it */
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

static Shared *
map (int descriptor)
{
  Shared *shared =
      mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE,
            descriptor > 0 ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS, descriptor > 0 ? descriptor : -1, 0);
  int none = 0;

  if (shared == MAP_FAILED)
    return NULL;
  if (atomic_compare_exchange_strong (&shared->version, &none, VERSION) || none == VERSION)
    return shared;
  munmap (shared, sizeof *shared);
  return NULL;
}

static Process *
take_process (Shared *shared)
{
  for (guint i = 0; i < PROCESSES_MAX; i++)
    {
      int nobody = 0;

      if (atomic_compare_exchange_strong (&shared->processes[i].id, &nobody, (int) getpid ()))
        return &shared->processes[i];
    }
  return NULL;
}

/* (nullable): where the table is full. One whose process was killed while it wrote the label stays unused. */
static Count *
find_count (Shared *shared, const Label *label)
{
  char text[LABEL_MAX];

  g_snprintf (text, sizeof text, "method=\"%s\",route=\"%s\",status=\"%u\"",
              label->route != NULL ? label->route->method : "",
              label->route != NULL ? label->route->path : "", label->status);
  for (guint i = 0, at = g_str_hash (text) % COUNTS_MAX; i < COUNTS_MAX; i++, at = (at + 1) % COUNTS_MAX)
    {
      Count *count = &shared->counts[at];
      int state = COUNT_FREE;

      if (atomic_compare_exchange_strong (&count->state, &state, COUNT_TAKEN))
        {
          memcpy (count->label, text, sizeof text);
          atomic_store (&count->state, COUNT_USED);
          return count;
        }
      if (state == COUNT_USED && strcmp (count->label, text) == 0)
        return count;
    }
  return NULL;
}

/**
 * ss_metrics_new_shared:
 * @descriptor: from ss_metrics_open()
 *
 * Where the memory is another release's, it is left alone, and the counts are this process' alone.
 *
 * Returns: (transfer full): the counts of all processes
 */
SsMetrics *
ss_metrics_new_shared (int descriptor)
{
  SsMetrics *self = g_new0 (SsMetrics, 1);

  self->shared = map (descriptor);
  if (self->shared == NULL)
    self->shared = map (0);
  g_assert (self->shared != NULL);
  self->process = take_process (self->shared);
  g_mutex_init (&self->lock);
  self->counts = g_hash_table_new_full (label_hash, label_equal, g_free, NULL);
  return self;
}

/**
 * ss_metrics_new:
 *
 * Returns: (transfer full): the counts of this process alone, all zero
 */
SsMetrics *
ss_metrics_new (void)
{
  return ss_metrics_new_shared (0);
}

/**
 * ss_metrics_open:
 *
 * Returns: a descriptor of memory in which processes can share their counts; -1 where there is none
 */
int
ss_metrics_open (void)
{
  int descriptor = memfd_create ("metrics", MFD_CLOEXEC);

  if (descriptor >= 0 && ftruncate (descriptor, sizeof (Shared)) == 0)
    return descriptor;
  if (descriptor >= 0)
    close (descriptor);
  return -1;
}

/**
 * ss_metrics_forget:
 * @self: the counts
 * @id: a process that has ended
 *
 * What it has counted stays.
 */
void
ss_metrics_forget (SsMetrics *self, int id)
{
  for (guint i = 0; i < PROCESSES_MAX; i++)
    {
      Process *process = &self->shared->processes[i];

      if (atomic_load (&process->id) != id)
        continue;
      atomic_fetch_add (&self->shared->n_failures, (guint) atomic_exchange (&process->n_failures, 0));
      atomic_store (&process->n_event_readers, 0);
      atomic_store (&process->n_waiting, 0);
      atomic_store (&process->n_transactions, 0);
      atomic_store (&process->n_idle, 0);
      atomic_store (&process->id, 0);
    }
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
  ss_metrics_forget (self, (int) getpid ());
  munmap (self->shared, sizeof *self->shared);
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
  Count *count;
  guint bucket = 0;

  g_mutex_lock (&self->lock);
  count = g_hash_table_lookup (self->counts, &label);
  if (count == NULL && (count = find_count (self->shared, &label)) != NULL)
    g_hash_table_insert (self->counts, g_memdup2 (&label, sizeof label), count);
  g_mutex_unlock (&self->lock);

  if (count != NULL)
    atomic_fetch_add (&count->n, 1);
  while (bucket < G_N_ELEMENTS (bounds) && microseconds > bounds[bucket])
    bucket++;
  atomic_fetch_add (&self->shared->buckets[bucket], 1);
  atomic_fetch_add (&self->shared->n_requests, 1);
  atomic_fetch_add (&self->shared->microseconds, (unsigned long long) microseconds);
}

/**
 * ss_metrics_count_event_reader:
 * @self: the counts
 * @change: 1 where one has come, -1 where one has gone
 */
void
ss_metrics_count_event_reader (SsMetrics *self, int change)
{
  if (self->process != NULL)
    atomic_fetch_add (&self->process->n_event_readers, change);
}

/**
 * ss_metrics_publish:
 * @self: the counts
 * @now: what is known at this moment of this process
 *
 * So that another one can answer for it.
 */
void
ss_metrics_publish (SsMetrics *self, const SsMetricsNow *now)
{
  if (self->process == NULL)
    return;
  atomic_store (&self->process->n_waiting, (int) now->n_waiting);
  atomic_store (&self->process->n_transactions, (int) now->store.n_transactions);
  atomic_store (&self->process->n_idle, (int) now->store.n_idle);
  atomic_store (&self->process->n_failures, (int) now->store.n_failures);
}

static void
append_gauge (GString *text, const char *name, const char *help, gint64 value)
{
  g_string_append_printf (text,
                          "# HELP smoothschedule_%s %s\n# TYPE smoothschedule_%s gauge\n"
                          "smoothschedule_%s %" G_GINT64_FORMAT "\n",
                          name, help, name, name, value);
}

static void
append_requests (GString *text, Shared *shared)
{
  g_string_append (text, "# HELP smoothschedule_requests_total Requests answered.\n"
                         "# TYPE smoothschedule_requests_total counter\n");
  for (guint i = 0; i < COUNTS_MAX; i++)
    if (atomic_load (&shared->counts[i].state) == COUNT_USED)
      g_string_append_printf (text, "smoothschedule_requests_total{%s} %llu\n", shared->counts[i].label,
                              atomic_load (&shared->counts[i].n));
}

static void
append_durations (GString *text, Shared *shared)
{
  unsigned long long microseconds = atomic_load (&shared->microseconds), sum = 0;

  g_string_append (text, "# HELP smoothschedule_request_seconds How long answers took.\n"
                         "# TYPE smoothschedule_request_seconds histogram\n");
  for (guint i = 0; i < N_BUCKETS; i++)
    {
      char bound[G_ASCII_DTOSTR_BUF_SIZE] = "+Inf";

      sum += atomic_load (&shared->buckets[i]);
      if (i < G_N_ELEMENTS (bounds))
        g_ascii_formatd (bound, sizeof bound, "%g", (double) bounds[i] / G_USEC_PER_SEC);
      g_string_append_printf (text, "smoothschedule_request_seconds_bucket{le=\"%s\"} %llu\n", bound, sum);
    }
  /* Of what the buckets hold: a request may be counted while this is written. */
  g_string_append_printf (text,
                          "smoothschedule_request_seconds_sum %llu.%06llu\n"
                          "smoothschedule_request_seconds_count %llu\n",
                          microseconds / G_USEC_PER_SEC, microseconds % G_USEC_PER_SEC, sum);
}

/* Of all processes, offset by a member of Process. */
static gint64
sum_up (Shared *shared, gsize offset)
{
  gint64 sum = 0;

  for (guint i = 0; i < PROCESSES_MAX; i++)
    sum += atomic_load ((atomic_int *) G_STRUCT_MEMBER_P (&shared->processes[i], offset));
  return sum;
}

static const struct
{
  const char *name;
  const char *help;
  gsize offset;
} gauges[] = {
  { "event_readers", "Clients that are told of changes.", G_STRUCT_OFFSET (Process, n_event_readers) },
  { "requests_waiting", "Requests that no worker has taken yet.", G_STRUCT_OFFSET (Process, n_waiting) },
  { "store_transactions", "Transactions that are open.", G_STRUCT_OFFSET (Process, n_transactions) },
  { "store_connections_idle", "Connections to the database that wait for the next transaction.",
    G_STRUCT_OFFSET (Process, n_idle) },
};

/**
 * ss_metrics_write:
 * @self: the counts
 * @now: what is known at this moment of this process
 *
 * Returns: (transfer full): those of all processes in Prometheus' text format
 */
char *
ss_metrics_write (SsMetrics *self, const SsMetricsNow *now)
{
  GString *text = g_string_new (NULL);
  Shared *shared = self->shared;

  ss_metrics_publish (self, now);
  append_requests (text, shared);
  append_durations (text, shared);
  for (guint i = 0; i < G_N_ELEMENTS (gauges); i++)
    append_gauge (text, gauges[i].name, gauges[i].help, sum_up (shared, gauges[i].offset));
  g_string_append_printf (
      text,
      "# HELP smoothschedule_store_failures_total Transactions for which the database was not "
      "there.\n# TYPE smoothschedule_store_failures_total counter\n"
      "smoothschedule_store_failures_total %" G_GINT64_FORMAT "\n",
      (gint64) atomic_load (&shared->n_failures) + sum_up (shared, G_STRUCT_OFFSET (Process, n_failures)));
  if (now->n_tenants >= 0)
    append_gauge (text, "tenants", "Businesses in the store.", now->n_tenants);
  return g_string_free (text, FALSE);
}
