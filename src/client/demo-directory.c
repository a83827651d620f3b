/* demo-directory.c: a private temporary directory that doesn't outlive its owner for long
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/demo-directory.h"

#define PREFIX "smoothschedule-demo-"
#define LOCK "lock"
/* One without a lock may be about to get it. */
#define GRACE_SECONDS 60

struct _SsDemoDirectory
{
  char *path;
  int lock;
};

static int
take_lock (const char *path, int flags)
{
  g_autofree char *name = g_build_filename (path, LOCK, NULL);
  int lock = open (name, O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);

  if (lock >= 0 && flock (lock, LOCK_EX | LOCK_NB) != 0)
    {
      close (lock);
      errno = EWOULDBLOCK;
      return -1;
    }

  return lock;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      GStatBuf info;

      if (g_lstat (child, &info) == 0 && S_ISDIR (info.st_mode))
        remove_tree (child);
      else
        g_unlink (child);
    }

  if (g_rmdir (path) != 0)
    g_debug ("%s: %s", path, g_strerror (errno));
}

static void
remove_if_abandoned (const char *path)
{
  GStatBuf info;
  int lock;

  if (g_lstat (path, &info) != 0 || !S_ISDIR (info.st_mode) || info.st_uid != getuid ())
    return;

  lock = take_lock (path, 0);
  if (lock < 0 && (errno != ENOENT || info.st_mtime + GRACE_SECONDS > time (NULL)))
    return;

  remove_tree (path);
  if (lock >= 0)
    close (lock);
}

/**
 * ss_demo_directory_new:
 * @error: a GFileError
 *
 * Returns: (transfer full): a directory that only this user can enter
 */
SsDemoDirectory *
ss_demo_directory_new (GError **error)
{
  g_autofree char *path = g_dir_make_tmp (PREFIX "XXXXXX", error);
  SsDemoDirectory *self;
  int lock;

  if (path == NULL)
    return NULL;

  lock = take_lock (path, O_CREAT);
  if (lock < 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
      remove_tree (path);
      return NULL;
    }

  self = g_new0 (SsDemoDirectory, 1);
  self->path = g_steal_pointer (&path);
  self->lock = lock;
  return self;
}

const char *
ss_demo_directory_get_path (SsDemoDirectory *self)
{
  return self->path;
}

void
ss_demo_directory_remove (SsDemoDirectory *self)
{
  remove_tree (self->path);
  close (self->lock);
  g_free (self->path);
  g_free (self);
}

/**
 * ss_demo_directory_remove_abandoned:
 *
 * Removes what clients that were killed have left behind.
 */
void
ss_demo_directory_remove_abandoned (void)
{
  g_autoptr (GDir) directory = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (name, PREFIX))
      {
        g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);

        remove_if_abandoned (path);
      }
}
