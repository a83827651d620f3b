/* command-serve.c: `smoothschedule-platform serve`
 *
 * In this process, or under this one's supervision in several.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/command-serve.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "platform/http/listening-socket.h"
#include "platform/service-manager.h"
#include "platform/supervisor.h"

#define PROGRAM "smoothschedule-platform"

typedef struct
{
  GMainLoop *loop;
  SsPlatform *platform;     /* (nullable): this process serves */
  SsSupervisor *supervisor; /* (nullable): others do */
  char *address;            /* (owned) (nullable): of their socket */
  gboolean is_stopping;
} Serving;

static void
stopped_cb (GObject *platform, GAsyncResult *result, gpointer user_data)
{
  Serving *serving = user_data;

  ss_platform_stop_finish (serving->platform, result, NULL);
  g_main_loop_quit (serving->loop);
}

static void
stop (Serving *serving)
{
  if (serving->is_stopping)
    return;
  serving->is_stopping = TRUE;
  ss_service_manager_notify ("STOPPING=1");
  if (serving->supervisor != NULL)
    ss_supervisor_stop (serving->supervisor);
  else
    ss_platform_stop_async (serving->platform, stopped_cb, serving);
}

static gboolean
stop_cb (gpointer user_data)
{
  stop (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
reload_cb (gpointer user_data)
{
  Serving *serving = user_data;
  g_autoptr (GError) error = NULL;

  if (serving->supervisor != NULL)
    ss_supervisor_signal (serving->supervisor, SIGHUP);
  else if (!ss_platform_reload (serving->platform, &error))
    g_warning ("The certificate stays as it was. %s", error->message);
  return G_SOURCE_CONTINUE;
}

static gboolean
replace_cb (gpointer user_data)
{
  Serving *serving = user_data;

  if (serving->supervisor != NULL)
    ss_supervisor_replace (serving->supervisor);
  else
    g_message ("One process alone can't be replaced while it serves: start it with --workers");
  return G_SOURCE_CONTINUE;
}

static const struct
{
  int number;
  GSourceFunc callback;
} signals[] = {
  { SIGTERM, stop_cb },
  { SIGINT, stop_cb },
  { SIGHUP, reload_cb },
  { SIGUSR2, replace_cb },
};

static gboolean
input_cb (gint descriptor, GIOCondition condition, gpointer user_data)
{
  char buffer[256];

  if (read (descriptor, buffer, sizeof buffer) > 0)
    return G_SOURCE_CONTINUE;
  stop (user_data);
  return G_SOURCE_REMOVE;
}

/* Each connection and each open file of a store takes a descriptor. */
static void
raise_descriptor_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit (RLIMIT_NOFILE, &limit) != 0)
    g_warning ("The limit of open files stays as it is");
}

static void
say_ready (const char *address)
{
  printf ("READY %s\n", address);
  fflush (stdout);
  ss_service_manager_notify ("READY=1");
}

/* @address: (nullable): of what is ready by now */
static void
run (Serving *serving, gboolean stop_on_eof, const char *address)
{
  guint sources[G_N_ELEMENTS (signals)], input = 0;

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sources[i] = g_unix_signal_add (signals[i].number, signals[i].callback, serving);
  if (stop_on_eof)
    input = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, serving);
  /* Who hears it may send a signal at once. */
  if (address != NULL)
    say_ready (address);
  g_main_loop_run (serving->loop);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_source_remove (sources[i]);
  if (input != 0 && g_main_context_find_source_by_id (NULL, input) != NULL)
    g_source_remove (input);
}

static int
serve (const SsServeOptions *options, Serving *serving)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsPlatform) platform = ss_platform_new (&options->platform, &error);

  if (platform == NULL || !ss_platform_start (platform, &error))
    {
      fprintf (stderr, PROGRAM ": %s\n", error->message);
      return 1;
    }
  serving->platform = platform;
  run (serving, options->stop_on_eof, ss_platform_get_address (platform));
  return 0;
}

static void
all_ready_cb (SsSupervisor *supervisor, gpointer user_data)
{
  Serving *serving = user_data;

  say_ready (serving->address);
}

static void
all_ended_cb (SsSupervisor *supervisor, gpointer user_data)
{
  Serving *serving = user_data;

  g_main_loop_quit (serving->loop);
}

/* The path, not what it leads to now: the program that is there when a worker is replaced is a newer one. */
static char *
find_program (GError **error)
{
  return g_file_read_link ("/proc/self/exe", error);
}

static int
supervise (const SsServeOptions *options, Serving *serving)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsSupervisor) supervisor = NULL;
  g_autoptr (GSocket) socket = ss_listening_socket_new (options->platform.listen, &error);
  g_autofree char *where = socket != NULL ? ss_listening_socket_describe (socket, &error) : NULL;
  g_autofree char *program = where != NULL ? find_program (&error) : NULL;
  g_auto (GStrv) words = NULL;

  if (program == NULL)
    {
      fprintf (stderr, PROGRAM ": %s\n", error->message);
      return 1;
    }
  words = g_strdupv (options->words);
  g_free (words[0]);
  words[0] = g_steal_pointer (&program);
  serving->address =
      g_strconcat (options->platform.tls_certificate != NULL ? "https://" : "http://", where, NULL);
  supervisor = ss_supervisor_new ((const char *const *) words, socket, options->n_workers);
  serving->supervisor = supervisor;
  ss_supervisor_start (supervisor, all_ready_cb, all_ended_cb, serving);
  run (serving, options->stop_on_eof, NULL);
  g_free (serving->address);
  return ss_supervisor_has_failed (supervisor) ? 1 : 0;
}

/* (nullable): why it can't be */
static const char *
check (const SsServeOptions *options)
{
  if (options->platform.demo && !ss_listening_socket_is_loopback (options->platform.listen))
    return "the demo's passwords are known to all: --demo listens on a loopback address only, as "
           "127.0.0.1:8000";
  if ((options->platform.tls_certificate == NULL) != (options->platform.tls_key == NULL))
    return "a certificate and its key belong together: --tls-cert and --tls-key";
  if (options->n_workers > 0 && g_str_has_prefix (options->platform.store, "sqlite:"))
    return "several processes share a PostgreSQL: --workers is not for sqlite:";
  return NULL;
}

/**
 * ss_command_serve:
 * @options: how
 *
 * Until it is told to stop.
 *
 * Returns: the exit status
 */
int
ss_command_serve (const SsServeOptions *options)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *inherited = ss_service_manager_find_socket (&error);
  const char *metrics = g_getenv (SS_SUPERVISOR_METRICS);
  SsServeOptions effective = *options;
  Serving serving = { .loop = loop };
  const char *fault;

  if (inherited != NULL)
    effective.platform.listen = inherited;
  fault = error != NULL ? error->message : check (&effective);
  if (fault != NULL)
    {
      fprintf (stderr, PROGRAM ": %s\n", fault);
      return 2;
    }
  effective.platform.metrics = metrics != NULL ? atoi (metrics) : 0;
  raise_descriptor_limit ();
  return effective.n_workers > 0 ? supervise (&effective, &serving) : serve (&effective, &serving);
}
