/* security-log.c: what happened to accounts, as JSON lines
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/security-log.h"

#include "model/json-writer.h"
#include "model/time.h"
#include "platform/clock.h"
#include "platform/http/log-file.h"

#define FILE_NAME "security.log"
/* An email is given by anybody: no more of it than an address may have. */
#define TEXT_MAX 254

struct _SsSecurityLog
{
  SsLogFile *file; /* (owned) */
};

static void
add_text (SsJsonWriter *writer, const char *name, const char *value)
{
  g_autofree char *valid = NULL;
  g_autofree char *short_text = NULL;

  if (value == NULL)
    return;
  valid = g_utf8_make_valid (value, -1);
  short_text = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), TEXT_MAX));
  ss_json_writer_name (writer, name);
  ss_json_writer_string (writer, short_text);
}

/**
 * ss_security_log_new:
 * @directory: where security.log lies
 *
 * Returns: (transfer full): the log
 */
SsSecurityLog *
ss_security_log_new (const char *directory)
{
  SsSecurityLog *self = g_new0 (SsSecurityLog, 1);

  self->file = ss_log_file_new (directory, FILE_NAME);
  return self;
}

/**
 * ss_security_log_free:
 * @self: (nullable): the log
 */
void
ss_security_log_free (SsSecurityLog *self)
{
  if (self == NULL)
    return;
  ss_log_file_free (self->file);
  g_free (self);
}

/**
 * ss_security_log_write:
 * @self: the log
 * @event: what happened
 *
 * From any thread.
 */
void
ss_security_log_write (SsSecurityLog *self, const SsSecurityEvent *event)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "timestamp");
  ss_json_writer_time (&writer, ss_clock_get_now ());
  add_text (&writer, "action", event->action);
  add_text (&writer, "email", event->email);
  add_text (&writer, "user_id", event->user_id);
  add_text (&writer, "tenant", event->tenant);
  add_text (&writer, "ip_address", event->address);
  add_text (&writer, "request_id", event->request_id);
  add_text (&writer, "rule", event->rule);
  ss_json_writer_end_object (&writer);
  g_string_append_c (writer.text, '\n');
  ss_log_file_write (self->file, writer.text->str, writer.text->len);
}
