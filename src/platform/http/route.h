/* route.h: the table of all that the platform answers
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/**
 * SsRouteFlags:
 * @SS_ROUTE_ANYONE: also without a token
 * @SS_ROUTE_TENANT: only with a tenant; 404 `tenant_not_found` else
 * @SS_ROUTE_PLATFORM: only without one
 * @SS_ROUTE_NO_PERMISSION: any signed-in caller may
 * @SS_ROUTE_RAW_BODY: the body is not JSON
 * @SS_ROUTE_SYSTEM: about the platform itself: no tenant, no token and no transaction are looked for
 * @SS_ROUTE_SLOW: hashes a password: goes to the few workers that may
 * @SS_ROUTE_USER: `{id}` is a user's: asked for on the platform's own host, it is as if that user's tenant
 *   had been named
 * @SS_ROUTE_PERSONAL: is about somebody's own account: closed to who acts as somebody else
 * @SS_ROUTE_MASQUERADE: begins and ends acting as somebody else
 * @SS_ROUTE_OWN_USER: reads the caller's own row
 * @SS_ROUTE_NETWORK: waits for somebody else on the network: goes to workers that do nothing else
 */
typedef enum
{
  SS_ROUTE_PLAIN = 0,
  SS_ROUTE_ANYONE = 1 << 0,
  SS_ROUTE_TENANT = 1 << 1,
  SS_ROUTE_PLATFORM = 1 << 2,
  SS_ROUTE_NO_PERMISSION = 1 << 3,
  SS_ROUTE_RAW_BODY = 1 << 4,
  SS_ROUTE_SYSTEM = 1 << 5,
  SS_ROUTE_SLOW = 1 << 6,
  SS_ROUTE_USER = 1 << 7,
  SS_ROUTE_PERSONAL = 1 << 8,
  SS_ROUTE_MASQUERADE = 1 << 9,
  SS_ROUTE_OWN_USER = 1 << 10,
  SS_ROUTE_NETWORK = 1 << 11,
} SsRouteFlags;

typedef struct
{
  const char *method;
  const char *path; /* "/plugin-templates/{id}/install/"; `{id}` matches a UUID, `{name}` any one segment */
  SsPermission permission;
  SsRouteFlags flags;
  SsAccess access;
  SsHandler handler;
  /* (nullable): its query parameters, besides page and page_size; NULL-terminated. Others are ignored. */
  const char *const *parameters;
  /* (nullable): says what @handler will ask of the tenant's tables, whoever asks: ss_transaction_foresee() */
  void (*foresee) (SsRequest *request);
} SsRoute;

/* All routes, NULL method at the end. */
const SsRoute *ss_routes_get (void);
/* @id: (out) (transfer full) (nullable): what stands for `{id}` or `{name}`. */
const SsRoute *ss_routes_find (const char *method, const char *path, char **id, gboolean *path_exists);

G_END_DECLS
