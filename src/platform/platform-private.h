/* platform-private.h: what the rooms of the platform share beside its store
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/events/event-hub.h"
#include "platform/files/file-store.h"
#include "platform/http/log-file.h"
#include "platform/http/metrics.h"
#include "platform/http/request.h"
#include "platform/http/trusted-proxies.h"
#include "platform/platform.h"
#include "platform/tenants/dns.h"

G_BEGIN_DECLS

SsMetrics *ss_platform_get_metrics (SsPlatform *self);
guint ss_platform_get_n_waiting (SsPlatform *self);   /* requests */
gboolean ss_platform_is_encrypted (SsPlatform *self); /* clients speak TLS with it */
SsTrustedProxies *ss_platform_get_trusted_proxies (SsPlatform *self);
SsLogFile *ss_platform_get_masquerade_log (SsPlatform *self);
SsFileStore *ss_platform_get_files (SsPlatform *self);
SsDns *ss_platform_get_dns (SsPlatform *self);
/* Before it listens: who is asked instead of the system's name servers. */
void ss_platform_set_dns (SsPlatform *self, SsDns *dns);
SsEventHub *ss_platform_get_event_hub (SsPlatform *self); /* while it listens */
/* One line in security.log, with tenant, address and request id of @request. */
void ss_platform_log_security (SsRequest *request, const char *action, const char *email, const char *user_id,
                               const char *rule);

G_END_DECLS
