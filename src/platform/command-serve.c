/* command-serve.c: `smoothschedule-platform serve`
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/command-serve.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

typedef struct
{
  SsPlatform *platform;
  GMainLoop *loop;
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
  ss_platform_stop_async (serving->platform, stopped_cb, serving);
}

static gboolean
signal_cb (gpointer user_data)
{
  stop (user_data);
  return G_SOURCE_CONTINUE;
}

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

static gboolean
is_loopback (const char *listen)
{
  g_autoptr (GSocketConnectable) connectable = g_network_address_parse (listen, 0, NULL);
  g_autoptr (GInetAddress) address = NULL;

  if (connectable == NULL)
    return FALSE;
  address = g_inet_address_new_from_string (g_network_address_get_hostname (G_NETWORK_ADDRESS (connectable)));
  return address != NULL && g_inet_address_get_is_loopback (address);
}

int
ss_command_serve (const SsPlatformOptions *options, gboolean stop_on_eof)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SsPlatform) platform = NULL;
  g_autoptr (GError) error = NULL;
  Serving serving = { NULL, loop, FALSE };
  guint terminate, interrupt, input = 0;

  if (options->demo && !is_loopback (options->listen))
    {
      fprintf (stderr, "smoothschedule-platform: the demo's passwords are known to all: --demo listens on a "
                       "loopback address only, as 127.0.0.1:8000\n");
      return 2;
    }
  raise_descriptor_limit ();
  platform = ss_platform_new (options, &error);
  if (platform == NULL || !ss_platform_start (platform, &error))
    {
      fprintf (stderr, "smoothschedule-platform: %s\n", error->message);
      return 1;
    }

  serving.platform = platform;
  terminate = g_unix_signal_add (SIGTERM, signal_cb, &serving);
  interrupt = g_unix_signal_add (SIGINT, signal_cb, &serving);
  if (stop_on_eof)
    input = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, &serving);
  printf ("READY %s\n", ss_platform_get_address (platform));
  fflush (stdout);
  g_main_loop_run (loop);

  g_source_remove (terminate);
  g_source_remove (interrupt);
  if (input != 0 && g_main_context_find_source_by_id (NULL, input) != NULL)
    g_source_remove (input);
  return 0;
}
