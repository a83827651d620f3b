/* test-event-parser.c: server-sent events, whatever the pieces in which they come
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <string.h>

#include "client/event-parser.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *told; /* "name=data;" of each event */
  const char *last_id;
} Row;

static const Row rows[] = {
  { "one", "id: 7\nevent: a\ndata: {}\n\n", "a={};", "7" },
  { "two", "id: 1\nevent: a\ndata: x\n\nid: 2\nevent: b\ndata: y\n\n", "a=x;b=y;", "2" },
  { "carriage-returns", "id: 1\r\nevent: a\r\ndata: x\r\n\r\ndata: y\r\n\r\n", "a=x;message=y;", "1" },
  { "old-line-ends", "id: 1\revent: a\rdata: x\r\rdata: y\r\r", "a=x;message=y;", "1" },
  { "comments", ":\n\n: hello\n\ndata: x\n\n", "message=x;", NULL },
  { "comment-with-id", ":\nid: 9\n\n", "", "9" },
  { "lines", "data: x\ndata: y\ndata\n\n", "message=x\ny\n;", NULL },
  { "no-space", "data:x\nevent:a\n\n", "a=x;", NULL },
  { "two-spaces", "data:  x\n\n", "message= x;", NULL },
  { "colons", "data: a:b: c\n\n", "message=a:b: c;", NULL },
  { "no-data", "event: a\nid: 3\n\n", "", "3" },
  { "name-is-not-kept", "event: a\n\ndata: x\n\n", "message=x;", NULL },
  { "byte-order-mark", "\357\273\277data: x\n\n", "message=x;", NULL },
  { "unknown-fields", "retry: 10\nfoo: bar\ndata: x\n\n", "message=x;", NULL },
  { "unfinished", "id: 4\ndata: x\n\nid: 5\ndata: y\n", "message=x;", "4" },
  { "id-is-taken-back", "id: 4\ndata: x\n\nid\ndata: y\n\n", "message=x;message=y;", "" },
};

static void
event_cb (const char *name, const char *data, gsize length, gpointer user_data)
{
  g_assert_cmpuint (strlen (data), ==, length);
  g_string_append_printf (user_data, "%s=%s;", name, data);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  gsize length = strlen (row->text);

  /* Cut in two at each place; at the end, into bytes. */
  for (gsize cut = 0; cut <= length + 1; cut++)
    {
      g_autoptr (GString) told = g_string_new (NULL);
      g_autoptr (SsEventParser) parser = ss_event_parser_new (event_cb, told);

      if (cut <= length)
        {
          g_assert_true (ss_event_parser_feed (parser, row->text, cut));
          g_assert_true (ss_event_parser_feed (parser, row->text + cut, length - cut));
        }
      for (gsize i = 0; cut > length && i < length; i++)
        g_assert_true (ss_event_parser_feed (parser, row->text + i, 1));
      g_assert_cmpstr (told->str, ==, row->told);
      g_assert_cmpstr (ss_event_parser_get_last_id (parser), ==, row->last_id);
    }
}

static gboolean
feed_until_refused (SsEventParser *parser, const char *piece, gsize length, guint n_pieces)
{
  for (guint i = 0; i < n_pieces; i++)
    if (!ss_event_parser_feed (parser, piece, length))
      return TRUE;
  return FALSE;
}

static void
test_too_long (void)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (SsEventParser) line = ss_event_parser_new (event_cb, told);
  g_autoptr (SsEventParser) event = ss_event_parser_new (event_cb, told);
  g_autoptr (SsEventParser) many = ss_event_parser_new (event_cb, told);
  g_autofree char *piece = g_strnfill (64 * 1024, 'x');
  g_autofree char *data = g_strconcat ("data:", piece, "\n", NULL);
  g_autofree char *comment = g_strconcat (":", piece, "\n", NULL);

  g_assert_true (feed_until_refused (line, piece, strlen (piece), 100));
  g_assert_true (feed_until_refused (event, data, strlen (data), 100));
  /* Comments are no event that grows. */
  g_assert_false (feed_until_refused (many, comment, strlen (comment), 100));
  g_assert_cmpstr (told->str, ==, "");
}

static void
test_garbage (void)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (SsEventParser) parser = ss_event_parser_new (event_cb, told);
  static const char garbage[] = "\0\1\2\377\n\n\n<html>\nid: a\0b\n\ndata: \n\n";

  g_assert_true (ss_event_parser_feed (parser, garbage, sizeof garbage - 1));
  g_assert_cmpstr (told->str, ==, "message=;");
  g_assert_null (ss_event_parser_get_last_id (parser));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/event-parser/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/event-parser/too-long", test_too_long);
  g_test_add_func ("/event-parser/garbage", test_garbage);
  return g_test_run ();
}
