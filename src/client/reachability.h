/* reachability.h: whether the platform can be reached, and a gentle way of finding out when again
 *
 * Property: is-online. While it is not, the platform is asked for its health with growing pauses, and at once
 * when the network changes.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/account.h"
#include "client/transport.h"

G_BEGIN_DECLS

#define SS_TYPE_REACHABILITY (ss_reachability_get_type ())
G_DECLARE_FINAL_TYPE (SsReachability, ss_reachability, SS, REACHABILITY, GObject)

SsReachability *ss_reachability_new (SsTransport *transport, SsAccount *account);
gboolean ss_reachability_get_is_online (SsReachability *self);
/* What a request found: any answer, or a SsClientError. */
void ss_reachability_report (SsReachability *self, const GError *error);
void ss_reachability_set_pause (SsReachability *self, guint milliseconds); /* the first one, for tests */

G_END_DECLS
