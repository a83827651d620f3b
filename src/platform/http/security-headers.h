/* security-headers.h: what every answer tells a browser that meets it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

void ss_security_headers_apply (SoupMessageHeaders *headers);
/* The same as lines, each with its CR and LF, for what is written past libsoup. */
void ss_security_headers_append (GString *text);
/* Only to an answer that went over TLS. */
void ss_security_headers_apply_transport (SoupMessageHeaders *headers);

G_END_DECLS
