/* routes.c: what is answered to those who look on
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/events/routes.h"

#include "platform/events/event-stream.h"

#define MEMBER (SS_ROUTE_TENANT | SS_ROUTE_NO_PERMISSION)

/* clang-format off */
const SsRoute ss_event_routes[] = {
  { "GET", "/events/", 0, MEMBER, SS_ACCESS_READ, ss_events_get },
  { NULL },
};
/* clang-format on */
