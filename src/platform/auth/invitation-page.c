/* invitation-page.c: what a browser shows at the address of an invitation
 *
 * It says how to go on in the program, and does nothing itself: the contract accepts an invitation as JSON
 * and answers with tokens, which a browser has no use for. The token in the address is not looked at, so that
 * the page tells nobody which one is good, and a preview made by a mail program uses nothing up.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/routes.h"

#include <string.h>

#include "platform/demo/platform-resources.h"

#define PAGE_RESOURCE "/org/smoothschedule/platform/invitation.html"
#define STYLE_BEGIN "<style>"
#define STYLE_END "</style>"

/* The page's own style is all that it may load. */
static char *
make_policy (GBytes *page)
{
  gsize length;
  const char *text = g_bytes_get_data (page, &length);
  const char *begin = g_strstr_len (text, (gssize) length, STYLE_BEGIN);
  const char *end = g_strstr_len (text, (gssize) length, STYLE_END);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize n_digest = sizeof digest;
  g_autofree char *hash = NULL;

  g_return_val_if_fail (begin != NULL && end != NULL, g_strdup ("default-src 'none'"));

  begin += strlen (STYLE_BEGIN);
  g_checksum_update (checksum, (const guchar *) begin, end - begin);
  g_checksum_get_digest (checksum, digest, &n_digest);
  hash = g_base64_encode (digest, n_digest);
  return g_strdup_printf ("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; "
                          "frame-ancestors 'none'",
                          hash);
}

/**
 * ss_auth_show_invitation:
 * @request: `GET /invitation/`, where the `invitationUrl` of contract section 7 leads
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): 200 with a page for people
 */
SsReply *
ss_auth_show_invitation (SsRequest *request, GError **error)
{
  g_autoptr (GBytes) page = g_resource_lookup_data (ss_platform_resources_get_resource (), PAGE_RESOURCE,
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *policy = NULL;
  SsReply *reply;

  if (page == NULL)
    return NULL;
  policy = make_policy (page);
  reply = ss_reply_new_bytes (200, "text/html; charset=utf-8", page);
  ss_reply_set_header (reply, "Content-Security-Policy", policy);
  ss_reply_set_header (reply, "X-Content-Type-Options", "nosniff");
  ss_reply_set_header (reply, "X-Frame-Options", "DENY");
  /* The token goes nowhere else. */
  ss_reply_set_header (reply, "Referrer-Policy", "no-referrer");
  return reply;
}
