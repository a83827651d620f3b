/* fuzz-event-parser.c: whatever comes as a stream of events
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "client/event-parser.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
event_cb (const char *name, const char *data, gsize length, gpointer user_data)
{
  g_string_append_printf (user_data, "%s %" G_GSIZE_FORMAT ";", name, length);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autoptr (GString) bytewise = g_string_new (NULL);
  g_autoptr (SsEventParser) one = ss_event_parser_new (event_cb, whole);
  g_autoptr (SsEventParser) other = ss_event_parser_new (event_cb, bytewise);
  const char *text = (const char *) data;
  gboolean is_good = ss_event_parser_feed (one, text, size);
  const char *last_id = ss_event_parser_get_last_id (one);

  for (gsize i = 0; is_good && i < size; i++)
    g_assert_true (ss_event_parser_feed (other, text + i, 1));
  /* The pieces in which it comes make no difference. */
  if (is_good)
    {
      g_assert_cmpstr (whole->str, ==, bytewise->str);
      g_assert_cmpstr (last_id, ==, ss_event_parser_get_last_id (other));
    }
  /* It goes back in a header. */
  g_assert_true (last_id == NULL || (strlen (last_id) <= 256 && strpbrk (last_id, "\r\n") == NULL));
  return 0;
}
