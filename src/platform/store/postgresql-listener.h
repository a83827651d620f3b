/* postgresql-listener.h: hears what other processes on the database announce
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store-private.h"

G_BEGIN_DECLS

#define SS_POSTGRESQL_CHANNEL "smoothschedule_changes"

typedef struct _SsPostgresqlListener SsPostgresqlListener;

/* @store: (transfer none): outlives the listener */
SsPostgresqlListener *ss_postgresql_listener_new (SsStore *store, const char *address, const char *sender);
void ss_postgresql_listener_free (SsPostgresqlListener *self);

G_END_DECLS
