/* demo-platform.c: the bundled platform, run as a child for the demo
 *
 * The child ends when its standard input does: the pipe's other end is held here alone, so it closes with
 * this process, however that ends.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <signal.h>

#include "client/client-error-private.h"
#include "client/demo-directory.h"
#include "client/demo-platform.h"

#define PROGRAM "smoothschedule-platform"
#define READY "READY "
#define START_SECONDS 60
/* Its store is thrown away, so nothing is lost with what it would still finish. */
#define STOP_SECONDS 1

struct _SsDemoPlatform
{
  GObject parent_instance;

  char *program; /* (owned) (nullable) */

  GSubprocess *process; /* (owned) (nullable) */
  char *address;        /* (owned) (nullable) */
  GTask *starting;      /* (owned) (nullable) */
  guint timer;
  GQueue ending; /* (element-type GTask): wait for `process` to end */
};

G_DEFINE_FINAL_TYPE (SsDemoPlatform, ss_demo_platform, G_TYPE_OBJECT)

enum
{
  STOPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One run of the child. */
typedef struct
{
  GWeakRef platform;          /* whoever lets it go stops the child */
  GSubprocess *process;       /* (owned) */
  SsDemoDirectory *directory; /* (owned) */
  GDataInputStream *lines;    /* (owned) */
} Run;

static void read_line (Run *run);

static char *
find_beside_self (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = self != NULL ? g_path_get_dirname (self) : NULL;

  return directory != NULL ? g_build_filename (directory, PROGRAM, NULL) : NULL;
}

/* The variable is for developers, whose platform lies elsewhere in the build tree; the README names it. */
static char *
find_program (SsDemoPlatform *self)
{
  g_autofree char *beside = find_beside_self ();
  g_autofree char *installed = g_build_filename (BINDIR, PROGRAM, NULL);
  const char *const places[] = { g_getenv ("SMOOTHSCHEDULE_PLATFORM"), beside, installed };

  if (self->program != NULL)
    return g_strdup (self->program);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i] != NULL && *places[i] != '\0' && g_file_test (places[i], G_FILE_TEST_IS_EXECUTABLE))
      return g_strdup (places[i]);

  return g_find_program_in_path (PROGRAM);
}

static GError *
new_error (void)
{
  return ss_client_error_new_message (
      SS_CLIENT_ERROR_SERVER, _ ("The demo could not be started. Is Smooth Schedule completely installed?"));
}

static void
run_free (Run *run)
{
  g_weak_ref_clear (&run->platform);
  g_object_unref (run->process);
  g_object_unref (run->lines);
  g_free (run);
}

static void
answer_start (SsDemoPlatform *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->starting);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (task == NULL)
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* The child is gone */

static void
remove_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ss_demo_directory_remove (data);
  g_task_return_boolean (task, TRUE);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SsDemoPlatform *self = (SsDemoPlatform *) source;
  GTask *task;

  while (self != NULL && (task = g_queue_pop_head (&self->ending)) != NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (SsDemoPlatform) self = g_weak_ref_get (&run->platform);
  g_autoptr (GTask) removal = NULL;

  g_subprocess_wait_finish (run->process, result, NULL);
  removal = g_task_new (self, NULL, removed_cb, NULL);
  g_task_set_task_data (removal, g_steal_pointer (&run->directory), NULL);
  g_task_run_in_thread (removal, remove_in_thread);

  if (self != NULL && self->process == run->process)
    {
      gboolean was_running = self->address != NULL;

      g_clear_object (&self->process);
      g_clear_pointer (&self->address, g_free);
      answer_start (self, new_error ());
      if (was_running)
        g_signal_emit (self, signals[STOPPED], 0);
    }
  run_free (run);
}

/* The child speaks */

static void
line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (SsDemoPlatform) self = g_weak_ref_get (&run->platform);
  g_autofree char *line = g_data_input_stream_read_line_finish (run->lines, result, NULL, NULL);

  if (line == NULL)
    {
      g_subprocess_wait_async (run->process, NULL, ended_cb, run);
      return;
    }

  if (g_str_has_prefix (line, READY) && self != NULL && self->process == run->process
      && self->address == NULL)
    {
      self->address = g_strstrip (g_strdup (line + strlen (READY)));
      answer_start (self, NULL);
    }
  /* Whatever else it says is read too, so that it never waits for a reader. */
  read_line (run);
}

static void
read_line (Run *run)
{
  g_data_input_stream_read_line_async (run->lines, G_PRIORITY_DEFAULT, NULL, line_cb, run);
}

static gboolean
force_exit_cb (gpointer user_data)
{
  g_subprocess_force_exit (user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
late_cb (gpointer user_data)
{
  SsDemoPlatform *self = user_data;

  self->timer = 0;
  ss_demo_platform_stop (self);
  return G_SOURCE_REMOVE;
}

static gboolean
start_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  SsDemoPlatform *self = g_task_get_source_object (task);

  if (self->starting == task)
    ss_demo_platform_stop (self);
  return G_SOURCE_REMOVE;
}

static void
clear_source (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

/* Takes over @directory. */
static gboolean
spawn (SsDemoPlatform *self, SsDemoDirectory *directory, GError **error)
{
  g_autofree char *program = find_program (self);
  g_autofree char *store = g_strconcat ("sqlite:", ss_demo_directory_get_path (directory), NULL);
  g_autoptr (GSubprocess) process = NULL;
  Run *run;

  if (program != NULL)
    process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, error,
                                program, "serve", "--store", store, "--listen", "127.0.0.1:0", "--demo",
                                "--stop-on-eof", NULL);
  if (process == NULL)
    {
      ss_demo_directory_remove (directory);
      return FALSE;
    }

  run = g_new0 (Run, 1);
  g_weak_ref_init (&run->platform, self);
  run->process = g_object_ref (process);
  run->directory = directory;
  run->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_set_object (&self->process, process);
  read_line (run);
  return TRUE;
}

static void
prepare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  SsDemoDirectory *directory;

  ss_demo_directory_remove_abandoned ();
  directory = ss_demo_directory_new (&error);
  if (directory == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, directory, (GDestroyNotify) ss_demo_directory_remove);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SsDemoPlatform *self = SS_DEMO_PLATFORM (source);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  SsDemoDirectory *directory = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->starting != task)
    {
      g_clear_pointer (&directory, ss_demo_directory_remove);
      return;
    }
  if (directory == NULL || !spawn (self, directory, &error))
    {
      g_debug ("The demo's platform: %s", error != NULL ? error->message : "not found");
      answer_start (self, new_error ());
      return;
    }

  self->timer = g_timeout_add_seconds (START_SECONDS, late_cb, self);
  if (cancellable != NULL)
    {
      GSource *cancelled = g_cancellable_source_new (cancellable);

      g_source_set_callback (cancelled, G_SOURCE_FUNC (start_cancelled_cb), task, NULL);
      g_source_attach (cancelled, g_task_get_context (task));
      g_task_set_task_data (task, cancelled, clear_source);
    }
}

/* Takes over @task. */
static void
start (SsDemoPlatform *self, GTask *task)
{
  g_autoptr (GTask) preparation = g_task_new (self, NULL, prepared_cb, g_object_ref (task));

  self->starting = task;
  g_task_run_in_thread (preparation, prepare_in_thread);
}

static void
ended_for_reset_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SsDemoPlatform *self = SS_DEMO_PLATFORM (source);
  GTask *task = user_data;

  g_task_propagate_boolean (G_TASK (result), NULL);
  if (self->starting != NULL || self->process != NULL)
    {
      g_task_return_error (task, new_error ());
      g_object_unref (task);
    }
  else
    start (self, task);
}

static void
ss_demo_platform_dispose (GObject *object)
{
  SsDemoPlatform *self = SS_DEMO_PLATFORM (object);

  ss_demo_platform_stop (self);
  g_clear_pointer (&self->program, g_free);

  G_OBJECT_CLASS (ss_demo_platform_parent_class)->dispose (object);
}

static void
ss_demo_platform_class_init (SsDemoPlatformClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_demo_platform_dispose;

  signals[STOPPED] = g_signal_new ("stopped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
ss_demo_platform_init (SsDemoPlatform *self)
{
  g_queue_init (&self->ending);
}

/**
 * ss_demo_platform_new:
 * @program: (nullable): the platform's binary; %NULL: what the variable `SMOOTHSCHEDULE_PLATFORM` names, else
 * beside the running program, where it is installed, or in the path
 *
 * Returns: (transfer full): a platform that does not run yet
 */
SsDemoPlatform *
ss_demo_platform_new (const char *program)
{
  SsDemoPlatform *self = g_object_new (SS_TYPE_DEMO_PLATFORM, NULL);

  self->program = g_strdup (program);
  return self;
}

/**
 * ss_demo_platform_start_async:
 * @self: a platform
 * @cancellable: (nullable): stops it again
 * @callback: called when it accepts requests; at once where it does already
 * @user_data: for @callback
 */
void
ss_demo_platform_start_async (SsDemoPlatform *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SS_IS_DEMO_PLATFORM (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_demo_platform_start_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->address != NULL)
    g_task_return_boolean (task, TRUE);
  else if (self->starting != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "%s",
                             _ ("The demo is being started already."));
  else
    start (self, g_steal_pointer (&task));
}

gboolean
ss_demo_platform_start_finish (SsDemoPlatform *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
ss_demo_platform_get_address (SsDemoPlatform *self)
{
  g_return_val_if_fail (SS_IS_DEMO_PLATFORM (self), NULL);

  return self->address;
}

/**
 * ss_demo_platform_stop:
 * @self: a platform
 *
 * Its store is removed when it is gone. At the program's end, wait for
 * ss_demo_platform_stop_async() instead; what is left behind without is removed at the next start.
 */
void
ss_demo_platform_stop (SsDemoPlatform *self)
{
  g_autoptr (GSubprocess) process = NULL;

  g_return_if_fail (SS_IS_DEMO_PLATFORM (self));

  process = g_steal_pointer (&self->process);
  g_clear_pointer (&self->address, g_free);
  if (process != NULL)
    {
      g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL);
      g_subprocess_send_signal (process, SIGTERM);
      g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, STOP_SECONDS, force_exit_cb, g_object_ref (process),
                                  g_object_unref);
    }
  answer_start (self, new_error ());
}

void
ss_demo_platform_stop_async (SsDemoPlatform *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  gboolean was_running;

  g_return_if_fail (SS_IS_DEMO_PLATFORM (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_demo_platform_stop_async);
  was_running = self->process != NULL;
  ss_demo_platform_stop (self);
  if (was_running)
    {
      g_queue_push_tail (&self->ending, task);
      return;
    }

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

gboolean
ss_demo_platform_stop_finish (SsDemoPlatform *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ss_demo_platform_reset_async (SsDemoPlatform *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SS_IS_DEMO_PLATFORM (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_demo_platform_reset_async);
  ss_demo_platform_stop_async (self, NULL, ended_for_reset_cb, task);
}

gboolean
ss_demo_platform_reset_finish (SsDemoPlatform *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
