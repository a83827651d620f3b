/* bench-events.c: how long it takes until the last of many readers is told of a change
 *
 * usage: bench-events PORT TENANT READERS APPOINTMENT
 *
 * The access token stands on the standard input. Opens the streams, changes the appointment again and again,
 * and prints the milliseconds from each request for a change until the last reader has the event: the median.
 *
 * SPDX-License-Identifier: MIT
 */
#include <arpa/inet.h>
#include <errno.h>
#include <glib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define ROUNDS 21
#define EVENTS_AT_ONCE 256
#define EVENT "event: appointment.updated"
#define COMMENT "\nid: "
#define SECONDS_MAX 60
/* Fewer than the platform lets wait for a worker. */
#define OPENED_AT_ONCE 256

typedef struct
{
  int port;
  const char *tenant;
  char token[512];
  const char *appointment;
  guint n_readers;
  int epoll;
  int *sockets;
  int changer;
} Bench;

static int
connect_to (int port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons ((guint16) port) };
  int one = 1, descriptor = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  if (descriptor < 0 || connect (descriptor, (struct sockaddr *) &address, sizeof address) != 0)
    g_error ("no connection: %s", g_strerror (errno));
  setsockopt (descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return descriptor;
}

static void
write_text (int descriptor, const char *text)
{
  if (send (descriptor, text, strlen (text), MSG_NOSIGNAL) != (gssize) strlen (text))
    g_error ("nothing can be sent");
}

static void
open_reader (Bench *self, guint number)
{
  g_autofree char *request = g_strdup_printf ("GET /api/v1/events/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                              "X-Tenant-Subdomain: %s\r\nAuthorization: Bearer %s\r\n\r\n",
                                              self->tenant, self->token);
  struct epoll_event event = { .events = EPOLLIN };

  self->sockets[number] = connect_to (self->port);
  write_text (self->sockets[number], request);
  event.data.u32 = number;
  epoll_ctl (self->epoll, EPOLL_CTL_ADD, self->sockets[number], &event);
}

/* Until each reader from @first on has had @text. An event is sent as one piece, and is small. */
static void
wait_for_all (Bench *self, guint first, guint end, const char *text)
{
  g_autofree gboolean *has = g_new0 (gboolean, self->n_readers);
  struct epoll_event events[EVENTS_AT_ONCE];
  guint n_waiting = end - first;
  char buffer[16384];

  while (n_waiting > 0)
    {
      int n_events = epoll_wait (self->epoll, events, EVENTS_AT_ONCE, SECONDS_MAX * 1000);

      if (n_events <= 0)
        g_error ("%u readers were told nothing", n_waiting);
      for (int i = 0; i < n_events; i++)
        {
          guint number = events[i].data.u32;
          gssize n_read = recv (self->sockets[number], buffer, sizeof buffer - 1, 0);

          if (n_read <= 0)
            g_error ("a stream has ended");
          buffer[n_read] = '\0';
          if (number >= first && !has[number] && strstr (buffer, text) != NULL)
            {
              has[number] = TRUE;
              n_waiting--;
            }
        }
    }
}

static void
change (Bench *self, guint round)
{
  g_autofree char *body = g_strdup_printf ("{\"notes\":\"Round %u\"}", round);
  g_autofree char *request = g_strdup_printf (
      "PATCH /api/v1/appointments/%s/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
      "X-Tenant-Subdomain: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
      "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
      self->appointment, self->tenant, self->token, strlen (body), body);

  write_text (self->changer, request);
}

static void
read_answer (Bench *self)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  char buffer[16384];

  /* Head and body may come apart; the body is an object. */
  while (!g_str_has_suffix (answer->str, "}"))
    {
      gssize n_read = recv (self->changer, buffer, sizeof buffer, 0);

      if (n_read <= 0)
        g_error ("the change was not answered");
      g_string_append_len (answer, buffer, n_read);
    }
  if (strstr (answer->str, " 200 ") == NULL)
    g_error ("the change was refused: %s", answer->str);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static void
raise_descriptor_limit (void)
{
  struct rlimit limit;

  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

int
main (int argc, char **argv)
{
  Bench self = { 0 };
  gint64 times[ROUNDS];

  if (argc != 5 || fgets (self.token, sizeof self.token, stdin) == NULL)
    {
      fprintf (stderr, "usage: bench-events PORT TENANT READERS APPOINTMENT\n");
      return 2;
    }
  g_strchomp (self.token);
  raise_descriptor_limit ();
  self.port = atoi (argv[1]);
  self.tenant = argv[2];
  self.n_readers = (guint) strtoul (argv[3], NULL, 10);
  self.appointment = argv[4];
  self.epoll = epoll_create1 (EPOLL_CLOEXEC);
  self.sockets = g_new (int, self.n_readers);
  self.changer = connect_to (self.port);
  for (guint first = 0; first < self.n_readers; first += OPENED_AT_ONCE)
    {
      guint end = MIN (first + OPENED_AT_ONCE, self.n_readers);

      for (guint i = first; i < end; i++)
        open_reader (&self, i);
      wait_for_all (&self, first, end, COMMENT);
    }

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 begin = g_get_monotonic_time ();

      change (&self, i);
      wait_for_all (&self, 0, self.n_readers, EVENT);
      times[i] = g_get_monotonic_time () - begin;
      read_answer (&self);
    }
  qsort (times, ROUNDS, sizeof *times, compare);
  printf ("%.3f %.3f\n", (double) times[ROUNDS / 2] / 1000, (double) times[ROUNDS - 1] / 1000);
  for (guint i = 0; i < self.n_readers; i++)
    close (self.sockets[i]);
  close (self.changer);
  close (self.epoll);
  g_free (self.sockets);
  return 0;
}
