/* demo-tenants.h: the demo's businesses with their people and what they have installed
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>

#include "platform/store/store.h"

G_BEGIN_DECLS

/* Into the tenant's transaction, which also writes the shared tables. */
gboolean ss_demo_fill_tenant (SsTransaction *transaction, const char *tenant_id, JsonObject *tenant,
                              gint64 now, const char *password_hash, GError **error);

/* @domain: what stands behind the @ of their addresses. */
gboolean ss_demo_add_people (SsTransaction *transaction, JsonArray *people, const char *domain,
                             gboolean is_temporary, const char *password_hash, GError **error);

G_END_DECLS
