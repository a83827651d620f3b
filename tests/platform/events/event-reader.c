/* event-reader.c: a client of `GET /events/` that reads one event after the other
 *
 * SPDX-License-Identifier: MIT
 */
#include "event-reader.h"

#include <stdlib.h>
#include <string.h>

/* (transfer full) (nullable): NULL at the end of the connection */
static char *
read_line (SsEventReader *self)
{
  return g_data_input_stream_read_line (self->input, NULL, NULL, NULL);
}

/* (transfer full) (nullable): a chunk; NULL at the end. Pieces are whole events or comments. */
static char *
read_chunk (SsEventReader *self)
{
  g_autofree char *line = read_line (self);
  g_autofree char *rest = NULL;
  g_autofree char *chunk = NULL;
  gsize length, n_read;

  if (line == NULL)
    return NULL;
  length = strtoul (line, NULL, 16);
  self->is_ended = length == 0;
  chunk = g_malloc0 (length + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (self->input), chunk, length, &n_read, NULL, NULL)
      || n_read < length)
    return NULL;
  rest = read_line (self);
  return self->is_ended ? NULL : g_steal_pointer (&chunk);
}

static void
take_field (char **place, const char *line, const char *field)
{
  gsize length = strlen (field);

  if (strncmp (line, field, length) != 0)
    return;
  g_free (*place);
  *place = g_strdup (line + length);
}

/* TRUE: it was an event. */
static gboolean
take_chunk (SsEventReader *self, const char *chunk)
{
  g_auto (GStrv) lines = g_strsplit (chunk, "\n", -1);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->data, g_free);
  g_clear_pointer (&self->json, json_node_unref);
  g_assert_true (g_str_has_suffix (chunk, "\n\n"));
  for (char **line = lines; *line != NULL; line++)
    {
      take_field (&self->id, *line, "id: ");
      take_field (&self->name, *line, "event: ");
      take_field (&self->data, *line, "data: ");
    }
  if (self->data != NULL)
    self->json = json_from_string (self->data, NULL);
  if (self->name == NULL)
    self->n_comments += *chunk == ':';
  return self->name != NULL;
}

static void
read_head (SsEventReader *self)
{
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  char *line;

  while ((line = read_line (self)) != NULL && *g_strchomp (line) != '\0')
    {
      g_string_append_printf (head, "%s\r\n", line);
      g_free (line);
    }
  g_free (line);
  g_assert_true (
      soup_headers_parse_response (head->str, (int) head->len, headers, NULL, &self->status, NULL));
  if (self->status == 200)
    g_assert_cmpstr (soup_message_headers_get_one (headers, "Content-Type"), ==, "text/event-stream");
  if (self->status == 200)
    g_assert_cmpstr (soup_message_headers_get_one (headers, "Cache-Control"), ==, "no-store");
}

SsEventReader *
ss_event_reader_open (SsFixture *fixture, const char *tenant, const char *token, const char *last_id)
{
  SsEventReader *self = g_new0 (SsEventReader, 1);
  g_autofree char *resume = last_id != NULL ? g_strdup_printf ("Last-Event-ID: %s\r\n", last_id) : NULL;
  g_autofree char *request =
      g_strdup_printf ("GET /api/v1/events/ HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nX-Tenant-Subdomain: %s\r\n"
                       "Authorization: Bearer %s\r\nAccept: text/event-stream\r\n%s\r\n",
                       ss_fixture_get_port (fixture), tenant, token, resume != NULL ? resume : "");

  self->connection = ss_fixture_connect (fixture);
  self->input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)));
  g_data_input_stream_set_newline_type (self->input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  ss_raw_write (self->connection, request);
  read_head (self);
  if (self->status == 200 && last_id == NULL)
    g_assert_true (ss_event_reader_next_comment (self));
  return self;
}

void
ss_event_reader_free (SsEventReader *self)
{
  g_object_unref (self->input);
  g_io_stream_close (G_IO_STREAM (self->connection), NULL, NULL);
  g_object_unref (self->connection);
  g_free (self->id);
  g_free (self->name);
  g_free (self->data);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self);
}

gboolean
ss_event_reader_next (SsEventReader *self)
{
  char *chunk;

  while ((chunk = read_chunk (self)) != NULL)
    {
      gboolean is_event = take_chunk (self, chunk);

      g_free (chunk);
      if (is_event)
        return TRUE;
    }
  return FALSE;
}

gboolean
ss_event_reader_next_comment (SsEventReader *self)
{
  guint n_comments = self->n_comments;
  g_autofree char *chunk = read_chunk (self);

  return chunk != NULL && !take_chunk (self, chunk) && self->n_comments > n_comments;
}

void
ss_event_reader_assert_next (SsEventReader *self, const char *name, const char *id)
{
  if (!ss_event_reader_next (self))
    g_error ("the stream ended before %s", name);
  g_assert_cmpstr (self->name, ==, name);
  if (id != NULL)
    g_assert_cmpstr (json_object_get_string_member (json_node_get_object (self->json), "id"), ==, id);
}
