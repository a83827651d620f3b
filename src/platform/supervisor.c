/* supervisor.c: several processes of the platform at one socket
 *
 * The supervisor opens the socket and never accepts at it; its workers inherit it. So a worker that dies
 * takes none of those with it who wait to be accepted, and one that is replaced goes when its successor has
 * begun. A worker prints READY on a pipe, as it does on a terminal, and stops when its standard input ends,
 * which is also what happens when the supervisor dies.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/supervisor.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>

#include "platform/http/metrics.h"

#define SOCKET_DESCRIPTOR 3
#define METRICS_DESCRIPTOR 4

/* One that lived so long was well; one that did not is started again after a pause, twice as long each time.
 */
#define SECONDS_WELL 10
#define SECONDS_PAUSE_MAX 30

typedef struct _Slot Slot;

typedef struct
{
  Slot *slot;           /* (unowned) */
  GSubprocess *process; /* (owned) */
  int id;
  gint64 started;
  gboolean is_ready;
  gboolean is_leaving; /* it was told to */
} Worker;

struct _Slot
{
  SsSupervisor *supervisor; /* (unowned) */
  Worker *present;          /* (unowned) (nullable): until it has ended */
  Worker *next;             /* (unowned) (nullable): it takes that one's place when it is ready */
  guint pause;              /* seconds */
  guint restart;            /* a source, or 0 */
};

struct _SsSupervisor
{
  GStrv words;                   /* (owned) */
  GSubprocessLauncher *launcher; /* (owned) */
  SsMetrics *metrics;            /* (owned) (nullable): of all of them */
  Slot *slots;                   /* (owned) */
  guint n_slots;
  guint n_alive; /* processes */
  gboolean was_ready;
  gboolean has_failed;
  gboolean is_stopping;
  gboolean is_replacing;
  gboolean replaces_again;
  guint replaced; /* the slot whose turn it is */

  SsSupervisorFunc ready;
  SsSupervisorFunc ended;
  gpointer user_data;
};

static void replace_slot (SsSupervisor *self);
static gboolean start_worker (Slot *slot, Worker **place);

static void
worker_clear (gpointer data)
{
  g_object_unref (((Worker *) data)->process);
}

static void
worker_unref (Worker *self)
{
  g_rc_box_release_full (self, worker_clear);
}

static void
send_away (Worker *worker)
{
  if (worker == NULL || worker->is_leaving)
    return;
  worker->is_leaving = TRUE;
  g_subprocess_send_signal (worker->process, SIGTERM);
}

static void
stop_all (SsSupervisor *self)
{
  self->is_stopping = TRUE;
  for (guint i = 0; i < self->n_slots; i++)
    {
      Slot *slot = &self->slots[i];

      send_away (slot->present);
      send_away (slot->next);
      g_clear_handle_id (&slot->restart, g_source_remove);
    }
}

static gboolean
ended_cb (gpointer user_data)
{
  SsSupervisor *self = user_data;

  self->ended (self, self->user_data);
  return G_SOURCE_REMOVE;
}

static void
notice_end (SsSupervisor *self)
{
  if (self->is_stopping && self->n_alive == 0)
    g_idle_add (ended_cb, self);
}

static void
fail (SsSupervisor *self)
{
  self->has_failed = TRUE;
  stop_all (self);
}

static gboolean
are_all_ready (SsSupervisor *self)
{
  for (guint i = 0; i < self->n_slots; i++)
    if (self->slots[i].present == NULL || !self->slots[i].present->is_ready)
      return FALSE;
  return TRUE;
}

static void
end_replacing (SsSupervisor *self)
{
  gboolean again = self->replaces_again;

  self->is_replacing = FALSE;
  self->replaces_again = FALSE;
  if (again)
    ss_supervisor_replace (self);
}

static void
replace_next (SsSupervisor *self)
{
  if (!self->is_replacing)
    return;
  self->replaced++;
  replace_slot (self);
}

/* The former one finishes what it has begun; when it has ended, it is the next slot's turn. */
static void
take_place (Slot *slot)
{
  Worker *former = slot->present;

  slot->present = g_steal_pointer (&slot->next);
  if (former != NULL)
    send_away (former);
  else
    replace_next (slot->supervisor);
}

static gboolean
restart_cb (gpointer user_data)
{
  Slot *slot = user_data;

  slot->restart = 0;
  start_worker (slot, &slot->present);
  return G_SOURCE_REMOVE;
}

static void
start_again (Slot *slot, gboolean was_well)
{
  slot->pause = was_well ? 0 : CLAMP (2 * slot->pause, 1, SECONDS_PAUSE_MAX);
  slot->restart = g_timeout_add (slot->pause * 1000, restart_cb, slot);
}

/* The first one brings the tables up to date: the others find nothing to do. */
static void
start_others (SsSupervisor *self)
{
  for (guint i = 1; i < self->n_slots; i++)
    start_worker (&self->slots[i], &self->slots[i].present);
}

static void
handle_ready (Worker *worker)
{
  Slot *slot = worker->slot;
  SsSupervisor *self = slot->supervisor;

  worker->is_ready = TRUE;
  if (self->is_stopping)
    return;
  if (worker == slot->next)
    take_place (slot);
  else if (!self->was_ready && slot == &self->slots[0])
    start_others (self);
  if (!self->was_ready && are_all_ready (self))
    {
      self->was_ready = TRUE;
      self->ready (self, self->user_data);
    }
}

static void
line_cb (GObject *lines, GAsyncResult *result, gpointer user_data)
{
  Worker *worker = user_data;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (lines), result, NULL, NULL);

  /* Its end says nothing that the process' end does not. */
  if (line != NULL && g_str_has_prefix (line, "READY ") && worker->slot != NULL)
    handle_ready (worker);
  worker_unref (worker);
}

/* Where one has gone that was not told to. */
static void
handle_loss (Slot *slot, Worker *worker)
{
  SsSupervisor *self = slot->supervisor;
  gboolean is_next = worker == slot->next;
  gboolean was_well =
      worker->is_ready && g_get_monotonic_time () - worker->started >= SECONDS_WELL * G_USEC_PER_SEC;

  if (is_next)
    slot->next = NULL;
  else
    slot->present = NULL;
  if (!self->was_ready)
    {
      fail (self);
      return;
    }
  g_warning ("A worker has ended by itself (%s %d)",
             g_subprocess_get_if_signaled (worker->process) ? "signal" : "status",
             g_subprocess_get_if_signaled (worker->process) ? g_subprocess_get_term_sig (worker->process)
                                                            : g_subprocess_get_exit_status (worker->process));
  if (slot->present == NULL && slot->next == NULL)
    start_again (slot, was_well);
  if (is_next)
    {
      g_warning ("What is new does not start: the other workers stay as they are");
      self->replaces_again = FALSE;
      end_replacing (self);
    }
}

static void
exited_cb (GObject *process, GAsyncResult *result, gpointer user_data)
{
  Worker *worker = user_data;
  Slot *slot = g_steal_pointer (&worker->slot);
  SsSupervisor *self = slot->supervisor;

  g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL);
  self->n_alive--;
  if (self->metrics != NULL)
    ss_metrics_forget (self->metrics, worker->id);
  if (worker != slot->present && worker != slot->next)
    {
      if (!self->is_stopping)
        replace_next (self);
    }
  else if (!self->is_stopping)
    handle_loss (slot, worker);
  else if (worker == slot->present)
    slot->present = NULL;
  else
    slot->next = NULL;
  worker_unref (worker);
  notice_end (self);
}

/* Puts a new process into @place; where none can be made, it is tried again later. */
static gboolean
start_worker (Slot *slot, Worker **place)
{
  SsSupervisor *self = slot->supervisor;
  g_autoptr (GError) error = NULL;
  GSubprocess *process =
      g_subprocess_launcher_spawnv (self->launcher, (const char *const *) self->words, &error);
  g_autoptr (GDataInputStream) lines = NULL;
  Worker *worker;

  if (process == NULL)
    {
      g_warning ("No worker can be started: %s", error->message);
      if (!self->was_ready)
        fail (self);
      else if (place == &slot->present)
        start_again (slot, FALSE);
      notice_end (self);
      return FALSE;
    }
  worker = g_rc_box_new0 (Worker);
  worker->slot = slot;
  worker->process = process;
  worker->id = atoi (g_subprocess_get_identifier (process));
  worker->started = g_get_monotonic_time ();
  *place = worker;
  self->n_alive++;
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, line_cb, g_rc_box_acquire (worker));
  g_subprocess_wait_async (process, NULL, exited_cb, worker);
  return TRUE;
}

static void
replace_slot (SsSupervisor *self)
{
  /* One that is about to be started is new anyway. */
  while (self->replaced < self->n_slots && self->slots[self->replaced].present == NULL)
    self->replaced++;
  if (self->replaced == self->n_slots)
    {
      g_message ("All workers have been replaced");
      end_replacing (self);
    }
  else if (!start_worker (&self->slots[self->replaced], &self->slots[self->replaced].next))
    end_replacing (self);
}

static void
share_metrics (SsSupervisor *self)
{
  int descriptor = ss_metrics_open ();

  if (descriptor < 0)
    {
      g_warning ("Each worker counts its own requests alone: they can share no memory");
      return;
    }
  self->metrics = ss_metrics_new_shared (descriptor);
  g_subprocess_launcher_take_fd (self->launcher, descriptor, METRICS_DESCRIPTOR);
  g_subprocess_launcher_setenv (self->launcher, SS_SUPERVISOR_METRICS, G_STRINGIFY (METRICS_DESCRIPTOR),
                                TRUE);
}

/**
 * ss_supervisor_new:
 * @words: the command line of each, beginning with the program's path, without where to listen
 * @socket: where all of them accept
 * @n_workers: how many, at least one
 *
 * Returns: (transfer full): a supervisor of no processes yet
 */
SsSupervisor *
ss_supervisor_new (const char *const *words, GSocket *socket, guint n_workers)
{
  static const char *const own_words[] = { "--listen", "fd:3", "--workers", "0", "--stop-on-eof", NULL };
  static const char *const variables[] = { "NOTIFY_SOCKET", "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES" };
  SsSupervisor *self = g_new0 (SsSupervisor, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) words);
  g_strv_builder_addv (builder, (const char **) own_words);
  self->words = g_strv_builder_end (builder);
  self->launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_take_fd (self->launcher, fcntl (g_socket_get_fd (socket), F_DUPFD_CLOEXEC, 0),
                                 SOCKET_DESCRIPTOR);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_subprocess_launcher_unsetenv (self->launcher, variables[i]);
  share_metrics (self);
  self->n_slots = n_workers;
  self->slots = g_new0 (Slot, n_workers);
  for (guint i = 0; i < n_workers; i++)
    self->slots[i].supervisor = self;
  return self;
}

/**
 * ss_supervisor_free:
 * @self: (nullable): a supervisor whose processes have all ended
 */
void
ss_supervisor_free (SsSupervisor *self)
{
  if (self == NULL)
    return;
  g_warn_if_fail (self->n_alive == 0);
  g_strfreev (self->words);
  g_object_unref (self->launcher);
  g_clear_pointer (&self->metrics, ss_metrics_free);
  g_free (self->slots);
  g_free (self);
}

/**
 * ss_supervisor_start:
 * @self: a supervisor
 * @ready: called when all processes accept
 * @ended: called when the last one has ended, after ss_supervisor_stop() or where one could not begin
 * @user_data: for both
 */
void
ss_supervisor_start (SsSupervisor *self, SsSupervisorFunc ready, SsSupervisorFunc ended, gpointer user_data)
{
  self->ready = ready;
  self->ended = ended;
  self->user_data = user_data;
  start_worker (&self->slots[0], &self->slots[0].present);
}

/**
 * ss_supervisor_replace:
 * @self: a supervisor
 *
 * Starts the program anew, as it lies on the disk now, for one worker after the other. Where it does not
 * start, those that are left stay.
 */
void
ss_supervisor_replace (SsSupervisor *self)
{
  if (!self->was_ready || self->is_stopping)
    return;
  if (self->is_replacing)
    {
      self->replaces_again = TRUE;
      return;
    }
  self->is_replacing = TRUE;
  self->replaced = 0;
  replace_slot (self);
}

/**
 * ss_supervisor_signal:
 * @self: a supervisor
 * @number: a signal that does not end them
 */
void
ss_supervisor_signal (SsSupervisor *self, int number)
{
  for (guint i = 0; i < self->n_slots; i++)
    {
      Slot *slot = &self->slots[i];

      /* One that has not begun reads everything anyway. */
      if (slot->present != NULL && slot->present->is_ready)
        g_subprocess_send_signal (slot->present->process, number);
    }
}

/**
 * ss_supervisor_stop:
 * @self: a supervisor
 */
void
ss_supervisor_stop (SsSupervisor *self)
{
  if (self->is_stopping)
    return;
  stop_all (self);
  notice_end (self);
}

/**
 * ss_supervisor_has_failed:
 * @self: a supervisor
 *
 * Returns: whether its processes did not all begin
 */
gboolean
ss_supervisor_has_failed (SsSupervisor *self)
{
  return self->has_failed;
}
