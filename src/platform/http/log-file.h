/* log-file.h: a file of JSON lines that several processes may write
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SsLogFile SsLogFile;

SsLogFile *ss_log_file_new (const char *directory, const char *name);
void ss_log_file_free (SsLogFile *self);
/* @line ends in a line break. FALSE: it does not stand in the file. From any thread. */
gboolean ss_log_file_write (SsLogFile *self, const char *line, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsLogFile, ss_log_file_free)

G_END_DECLS
