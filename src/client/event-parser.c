/* event-parser.c: server-sent events out of a stream of bytes, as they come
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/event-parser.h"

#include <string.h>

/* It goes back in a header. */
#define ID_MAX 256
#define BYTE_ORDER_MARK "\357\273\277"

struct _SsEventParser
{
  SsEventFunc func;
  gpointer user_data;

  GString *line;       /* (owned): what of it has come */
  gboolean is_first;   /* the first line of all */
  gboolean skips_feed; /* a line feed behind a carriage return is not another line */

  GString *name; /* (owned): of the event that is coming */
  GString *data; /* (owned) */
  gboolean has_data;
  char *id;      /* (owned) (nullable): of the event that is coming, or the one before */
  char *last_id; /* (owned) (nullable): of the last one that came whole */
};

static void
end_event (SsEventParser *self)
{
  if (g_strcmp0 (self->id, self->last_id) != 0)
    {
      g_free (self->last_id);
      self->last_id = g_strdup (self->id);
    }
  if (self->has_data)
    self->func (self->name->len > 0 ? self->name->str : "message", self->data->str, self->data->len,
                self->user_data);
  g_string_truncate (self->name, 0);
  g_string_truncate (self->data, 0);
  self->has_data = FALSE;
}

/* FALSE: too long */
static gboolean
take_field (SsEventParser *self, const char *field, gsize field_length, const char *value, gsize length)
{
  if (field_length == 5 && memcmp (field, "event", 5) == 0)
    {
      g_string_truncate (self->name, 0);
      g_string_append_len (self->name, value, (gssize) length);
    }
  else if (field_length == 4 && memcmp (field, "data", 4) == 0)
    {
      if (self->data->len + length >= SS_EVENT_DATA_MAX)
        return FALSE;
      if (self->has_data)
        g_string_append_c (self->data, '\n');
      g_string_append_len (self->data, value, (gssize) length);
      self->has_data = TRUE;
    }
  else if (field_length == 2 && memcmp (field, "id", 2) == 0 && length <= ID_MAX
           && memchr (value, '\0', length) == NULL)
    {
      g_free (self->id);
      self->id = g_strndup (value, length);
    }
  return TRUE;
}

static gboolean
end_line (SsEventParser *self)
{
  const char *line = self->line->str;
  gsize length = self->line->len, field_length;
  const char *colon, *value;
  gboolean is_good;

  if (self->is_first && g_str_has_prefix (line, BYTE_ORDER_MARK))
    {
      line += strlen (BYTE_ORDER_MARK);
      length -= strlen (BYTE_ORDER_MARK);
    }
  self->is_first = FALSE;
  if (length == 0)
    {
      g_string_truncate (self->line, 0);
      end_event (self);
      return TRUE;
    }

  colon = memchr (line, ':', length);
  field_length = colon != NULL ? (gsize) (colon - line) : length;
  value = colon != NULL ? colon + 1 : line + length;
  if (value < line + length && *value == ' ')
    value++;
  is_good = take_field (self, line, field_length, value, (gsize) (line + length - value));
  g_string_truncate (self->line, 0);
  return is_good;
}

/**
 * ss_event_parser_new:
 * @func: called with each event
 * @user_data: for @func
 *
 * Returns: (transfer full): a parser
 */
SsEventParser *
ss_event_parser_new (SsEventFunc func, gpointer user_data)
{
  SsEventParser *self = g_new0 (SsEventParser, 1);

  self->func = func;
  self->user_data = user_data;
  self->line = g_string_new (NULL);
  self->name = g_string_new (NULL);
  self->data = g_string_new (NULL);
  self->is_first = TRUE;
  return self;
}

/**
 * ss_event_parser_free:
 * @self: (nullable): a parser
 */
void
ss_event_parser_free (SsEventParser *self)
{
  if (self == NULL)
    return;
  g_string_free (self->line, TRUE);
  g_string_free (self->name, TRUE);
  g_string_free (self->data, TRUE);
  g_free (self->id);
  g_free (self->last_id);
  g_free (self);
}

/**
 * ss_event_parser_feed:
 * @self: a parser
 * @bytes: what has come
 * @length: its length
 *
 * Returns: %FALSE where a line or an event is too long
 */
gboolean
ss_event_parser_feed (SsEventParser *self, const char *bytes, gsize length)
{
  const char *end = bytes + length;

  while (bytes < end)
    {
      const char *stop = bytes;

      if (self->skips_feed && *bytes == '\n')
        bytes = ++stop;
      self->skips_feed = FALSE;
      while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
      if (self->line->len + (gsize) (stop - bytes) > SS_EVENT_LINE_MAX)
        return FALSE;
      g_string_append_len (self->line, bytes, stop - bytes);
      if (stop == end)
        break;
      self->skips_feed = *stop == '\r';
      bytes = stop + 1;
      if (!end_line (self))
        return FALSE;
    }
  return TRUE;
}

/**
 * ss_event_parser_get_last_id:
 * @self: a parser
 *
 * Returns: (nullable): the id of the last event that came whole
 */
const char *
ss_event_parser_get_last_id (SsEventParser *self)
{
  return self->last_id;
}
