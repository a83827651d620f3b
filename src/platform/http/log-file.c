/* log-file.c: a file of JSON lines that several processes may write
 *
 * A line is one write() to a file opened for appending, so that lines of several processes do not mix. Where
 * the file was moved away to be rotated, the next line begins a new one.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/log-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct _SsLogFile
{
  GMutex lock;
  char *name;
  char *path;
  int descriptor;
  gboolean is_torn; /* a line was written in part */
};

static gboolean
is_still_there (SsLogFile *self)
{
  struct stat opened, named;

  return self->descriptor >= 0 && fstat (self->descriptor, &opened) == 0 && g_stat (self->path, &named) == 0
         && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

/**
 * ss_log_file_new:
 * @directory: where it lies
 * @name: its name, as "security.log"
 *
 * Returns: (transfer full): the file, which is opened when something is to be written
 */
SsLogFile *
ss_log_file_new (const char *directory, const char *name)
{
  SsLogFile *self = g_new0 (SsLogFile, 1);

  g_mutex_init (&self->lock);
  self->name = g_strdup (name);
  self->path = g_build_filename (directory, name, NULL);
  self->descriptor = -1;
  return self;
}

/**
 * ss_log_file_free:
 * @self: (nullable): a file
 */
void
ss_log_file_free (SsLogFile *self)
{
  if (self == NULL)
    return;
  if (self->descriptor >= 0)
    close (self->descriptor);
  g_mutex_clear (&self->lock);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

/**
 * ss_log_file_write:
 * @self: a file
 * @line: a line with its end
 * @length: its length in bytes
 *
 * Returns: whether all of it stands in the file
 */
gboolean
ss_log_file_write (SsLogFile *self, const char *line, gsize length)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gssize n_written;

  if (!is_still_there (self))
    {
      if (self->descriptor >= 0)
        close (self->descriptor);
      self->descriptor = g_open (self->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
      self->is_torn = FALSE;
    }
  /* What a full disk has cut off must not take the next line with it. */
  if (self->descriptor >= 0 && self->is_torn && write (self->descriptor, "\n", 1) == 1)
    self->is_torn = FALSE;
  n_written = self->descriptor >= 0 ? write (self->descriptor, line, length) : -1;
  if (n_written == (gssize) length)
    return TRUE;
  g_warning ("%s can't be written: %s", self->name, n_written < 0 ? g_strerror (errno) : "no room is left");
  self->is_torn |= n_written > 0;
  return FALSE;
}
