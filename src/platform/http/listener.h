/* listener.h: accepts connections and reads requests within their limits
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/exchange.h"
#include "platform/http/tls.h"
#include "platform/platform.h"

G_BEGIN_DECLS

typedef struct _SsListener SsListener;

/* Called in the listener's thread; takes @exchange. */
typedef void (*SsListenerFunc) (SsExchange *exchange, gpointer user_data);

/* On the calling thread's main context. @tls: (nullable): who decrypts what clients send; outlives it */
SsListener *ss_listener_new (SsPlatform *platform, SsTls *tls, SsListenerFunc take, gpointer user_data);
void ss_listener_free (SsListener *self);

gboolean ss_listener_listen (SsListener *self, const char *address, GError **error);
/* "http://127.0.0.1:41235"; NULL while it does not listen. */
const char *ss_listener_get_address (SsListener *self);
/* Accepts nothing new; @stopped is called when all that was begun is answered, or after a while. */
void ss_listener_stop (SsListener *self, GFunc stopped, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsListener, ss_listener_free)

G_END_DECLS
