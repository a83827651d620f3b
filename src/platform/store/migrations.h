/* migrations.h: the numbered changes that made the tables what they are
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One file. */
typedef struct
{
  guint number;
  char *name; /* "0002-people" */
  char *sql;
} SsMigration;

/* @kind: "shared" or "tenant"; @make: "sqlite": its own variant of a file is preferred. (transfer full)
 * (element-type SsMigration), by number */
GPtrArray *ss_migrations_load (const char *kind, const char *make);

G_END_DECLS
