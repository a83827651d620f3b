/* event-kinds.h: what is told of each kind of object, and to whom
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/route.h"

G_BEGIN_DECLS

/**
 * SsEventKind:
 * @prefix: of the event's name, before the dot
 * @path: (nullable): the route whose GET is what is told; NULL: events of this kind carry their data
 * @permission: who may see it, as the route's; for data of events, it has to be held without a bound
 * @is_open: any member may, whatever the permission
 * @is_shared: whoever has the permission without a bound sees the same
 */
typedef struct
{
  const char *prefix;
  const char *path;
  SsPermission permission;
  gboolean is_open;
  gboolean is_shared;
} SsEventKind;

/* (nullable): NULL for a name that belongs to none. @route: (out) (nullable): the one that @path names */
const SsEventKind *ss_event_kind_find (const char *name, const SsRoute **route);

G_END_DECLS
