/* tls.h: what clients send encrypted, as a plain connection to the listener
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SsTls SsTls;

/* Encrypts and decrypts in a thread of its own. */
SsTls *ss_tls_new (GTlsCertificate *certificate);
/* Lets what has been answered go out first, for a while. */
void ss_tls_free (SsTls *self);

/* For those who call from now on. */
void ss_tls_set_certificate (SsTls *self, GTlsCertificate *certificate);
/* Another end of @client's connection, where all is plain. NULL: there are too many. */
GSocket *ss_tls_relay (SsTls *self, GSocket *client);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsTls, ss_tls_free)

G_END_DECLS
