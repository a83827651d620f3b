/* security-log.c: what happened to accounts, as JSON lines
 *
 * A line is one write() to a file opened for appending, so that lines of several processes do not mix. Where
 * the file was moved away to be rotated, the next line begins a new one.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/security-log.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/json-writer.h"
#include "model/time.h"

#define FILE_NAME "security.log"
/* An email is given by anybody: no more of it than an address may have. */
#define TEXT_MAX 254

struct _SsSecurityLog
{
  GMutex lock;
  char *path;
  int descriptor;
};

static gboolean
is_still_there (SsSecurityLog *self)
{
  struct stat opened, named;

  return self->descriptor >= 0 && fstat (self->descriptor, &opened) == 0 && g_stat (self->path, &named) == 0
         && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

static void
write_line (SsSecurityLog *self, const char *text, gsize length)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!is_still_there (self))
    {
      if (self->descriptor >= 0)
        close (self->descriptor);
      self->descriptor = g_open (self->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
  if (self->descriptor < 0 || write (self->descriptor, text, length) != (gssize) length)
    g_warning ("security.log can't be written: %s", g_strerror (errno));
}

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

  g_mutex_init (&self->lock);
  self->path = g_build_filename (directory, FILE_NAME, NULL);
  self->descriptor = -1;
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
  if (self->descriptor >= 0)
    close (self->descriptor);
  g_mutex_clear (&self->lock);
  g_free (self->path);
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
  ss_json_writer_time (&writer, g_get_real_time ());
  add_text (&writer, "action", event->action);
  add_text (&writer, "email", event->email);
  add_text (&writer, "user_id", event->user_id);
  add_text (&writer, "tenant", event->tenant);
  add_text (&writer, "ip_address", event->address);
  add_text (&writer, "request_id", event->request_id);
  add_text (&writer, "rule", event->rule);
  ss_json_writer_end_object (&writer);
  g_string_append_c (writer.text, '\n');
  write_line (self, writer.text->str, writer.text->len);
}
