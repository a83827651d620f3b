/* security-headers.c: what every answer tells a browser that meets it
 *
 * The API answers programs. A browser comes here by a link that somebody made, so it is told to take nothing
 * for a page: to run and load nothing, to sit in nobody's frame, to guess no type and to tell no other host
 * where it was. What is a page, the invitation's, says itself what it needs.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/security-headers.h"

static const struct
{
  const char *name;
  const char *value;
} always[] = {
  { "X-Content-Type-Options", "nosniff" },
  { "Content-Security-Policy",
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" },
  { "X-Frame-Options", "DENY" },
  { "Referrer-Policy", "no-referrer" },
};

/* A year, for this host alone: the operator's other hosts are not the platform's to decide on. */
#define TRANSPORT "max-age=31536000"

/**
 * ss_security_headers_apply:
 * @headers: an answer's, before its own are set, which count more
 */
void
ss_security_headers_apply (SoupMessageHeaders *headers)
{
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    soup_message_headers_replace (headers, always[i].name, always[i].value);
}

/**
 * ss_security_headers_append:
 * @text: an answer's head
 */
void
ss_security_headers_append (GString *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    g_string_append_printf (text, "%s: %s\r\n", always[i].name, always[i].value);
}

/**
 * ss_security_headers_apply_transport:
 * @headers: those of an answer to a request that came over TLS
 *
 * From now on the browser asks this host over TLS alone (RFC 6797); without TLS it has to ignore that.
 */
void
ss_security_headers_apply_transport (SoupMessageHeaders *headers)
{
  soup_message_headers_replace (headers, "Strict-Transport-Security", TRANSPORT);
}
