/* sqlite-store.h: a store in SQLite: a file for each tenant and one that is shared
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store-private.h"

G_BEGIN_DECLS

#define SS_TYPE_SQLITE_STORE (ss_sqlite_store_get_type ())
G_DECLARE_FINAL_TYPE (SsSqliteStore, ss_sqlite_store, SS, SQLITE_STORE, SsStore)

SsStore *ss_sqlite_store_new (const char *directory, GError **error);
gboolean ss_sqlite_store_check_exists (const char *directory, GError **error);

G_END_DECLS
