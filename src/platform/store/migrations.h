/* migrations.h: the numbered changes that made the tables what they are
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One change: its file, and behind it that of one database. */
typedef struct
{
  guint number;
  char *name; /* "0002-people" */
  char *sql;
} SsMigration;

/* @kind: "shared" or "tenant"; @make: "sqlite" or "postgresql": what it alone needs follows what is common.
 * (transfer full) (element-type SsMigration), by number */
GPtrArray *ss_migrations_load (const char *kind, const char *make);

G_END_DECLS
