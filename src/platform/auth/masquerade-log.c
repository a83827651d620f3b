/* masquerade-log.c: who acted as whom, or tried to, as JSON lines
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/masquerade-log.h"

#include "model/json-writer.h"
#include "platform/clock.h"

static void
add_text (SsJsonWriter *writer, const char *name, const char *value)
{
  ss_json_writer_name (writer, name);
  ss_json_writer_string (writer, value);
}

/**
 * ss_masquerade_log_write:
 * @file: masquerade.log
 * @entry: what happened
 *
 * Returns: whether it stands there
 */
gboolean
ss_masquerade_log_write (SsLogFile *file, const SsMasqueradeEntry *entry)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "timestamp");
  ss_json_writer_time (&writer, ss_clock_get_now ());
  add_text (&writer, "action", entry->action);
  add_text (&writer, "hijacker_email", entry->hijacker_email);
  add_text (&writer, "hijacked_email", entry->hijacked_email);
  add_text (&writer, "ip_address", entry->ip_address);
  add_text (&writer, "session_key", entry->session_key);
  add_text (&writer, "mode", entry->mode);
  add_text (&writer, "reason", entry->reason);
  add_text (&writer, "rule", entry->rule);
  ss_json_writer_end_object (&writer);
  g_string_append_c (writer.text, '\n');
  return ss_log_file_write (file, writer.text->str, writer.text->len);
}
