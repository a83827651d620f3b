/* trusted-proxies.h: whose word about the client is taken
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SsTrustedProxies SsTrustedProxies;

/* @texts: (nullable): as "127.0.0.1", "10.0.0.0/8", "fd00::/8" */
SsTrustedProxies *ss_trusted_proxies_new (const char *const *texts, GError **error);
void ss_trusted_proxies_free (SsTrustedProxies *self);

gboolean ss_trusted_proxies_contain (const SsTrustedProxies *self, const char *address);
/* Whose address it is, where each proxy has added whom it heard. (transfer full) */
char *ss_trusted_proxies_find_client (const SsTrustedProxies *self, const char *peer, const char *forwarded);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsTrustedProxies, ss_trusted_proxies_free)

G_END_DECLS
