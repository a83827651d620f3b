/* soup-yardstick.c: a SoupServer whose one handler returns the bytes of a file: the yardstick of requests a
 * second
 *
 * usage: soup-yardstick FILE
 *
 * Says «READY http://127.0.0.1:PORT», serves until standard input ends.
 *
 * SPDX-License-Identifier: MIT
 */
#include <libsoup/soup.h>
#include <stdio.h>

static void
handler_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_replace (headers, "Content-Type", "application/json");
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), user_data);
}

static gboolean
input_cb (GIOChannel *channel, GIOCondition condition, gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  GSList *uris;

  if (argc != 2 || !g_file_get_contents (argv[1], &contents, &length, &error))
    {
      fprintf (stderr, "soup-yardstick: %s\n", error != NULL ? error->message : "which file?");
      return 2;
    }
  bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  soup_server_add_handler (server, NULL, handler_cb, bytes, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error))
    {
      fprintf (stderr, "soup-yardstick: %s\n", error->message);
      return 1;
    }

  uris = soup_server_get_uris (server);
  printf ("READY http://127.0.0.1:%d\n", g_uri_get_port (uris->data));
  fflush (stdout);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_io_add_watch (input, G_IO_HUP | G_IO_ERR, input_cb, loop);
  g_main_loop_run (loop);
  return 0;
}
