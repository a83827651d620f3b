/* postgresql-store.h: a store in PostgreSQL: a schema for each tenant and one that is shared
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store-private.h"

G_BEGIN_DECLS

#define SS_TYPE_POSTGRESQL_STORE (ss_postgresql_store_get_type ())
G_DECLARE_FINAL_TYPE (SsPostgresqlStore, ss_postgresql_store, SS, POSTGRESQL_STORE, SsStore)

SsStore *ss_postgresql_store_new (const char *address, GError **error);
gboolean ss_postgresql_store_check_exists (const char *address, GError **error);

G_END_DECLS
