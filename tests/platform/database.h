/* database.h: where a test's store lies: in a folder, or in a database of its own
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether this run is about PostgreSQL: build-aux/with-postgresql has started one. */
gboolean ss_test_is_postgresql (void);
/* A new, empty store's address; @directory: where SQLite's files go. (transfer full) */
char *ss_test_database_new (const char *directory);
/* Removes a database; a folder is removed by whoever made it. */
void ss_test_database_remove (const char *address);
/* Says something to the server, as its maker, and gives the first column of the first row. (transfer full)
 * (nullable) */
char *ss_test_database_ask (const char *address, const char *sql);

G_END_DECLS
