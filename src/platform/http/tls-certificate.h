/* tls-certificate.h: the certificate by which clients know the platform
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of PEM files: the certificate with the chain behind it, and its key. One that does not work is none. */
GTlsCertificate *ss_tls_certificate_load (const char *certificate_path, const char *key_path, GError **error);

G_END_DECLS
