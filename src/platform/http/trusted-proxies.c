/* trusted-proxies.c: whose word about the client is taken
 *
 * X-Forwarded-For, -Proto and -Host can be written by anybody. They count where the other end of the socket
 * is a proxy that the operator has named, and of a chain of addresses only as far as such proxies wrote it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/trusted-proxies.h"

struct _SsTrustedProxies
{
  GPtrArray *masks; /* (owned): of GInetAddressMask */
};

/* An IPv4 client of a socket for both families is written as ::ffff:192.0.2.1. (transfer full) (nullable) */
static GInetAddress *
parse_address (const char *text)
{
  const guint8 mapped[12] = { [10] = 0xff, [11] = 0xff };
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);
  const guint8 *bytes;

  if (address == NULL || g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6)
    return g_steal_pointer (&address);
  bytes = g_inet_address_to_bytes (address);
  for (guint i = 0; i < G_N_ELEMENTS (mapped); i++)
    if (bytes[i] != mapped[i])
      return g_steal_pointer (&address);
  return g_inet_address_new_from_bytes (bytes + G_N_ELEMENTS (mapped), G_SOCKET_FAMILY_IPV4);
}

/**
 * ss_trusted_proxies_new:
 * @texts: (nullable) (array zero-terminated=1): addresses, each alone or with the length of a prefix
 * @error: where #GIOError goes
 *
 * Returns: (transfer full) (nullable): those proxies; none: nobody is believed
 */
SsTrustedProxies *
ss_trusted_proxies_new (const char *const *texts, GError **error)
{
  g_autoptr (SsTrustedProxies) self = g_new0 (SsTrustedProxies, 1);

  self->masks = g_ptr_array_new_with_free_func (g_object_unref);
  for (; texts != NULL && *texts != NULL; texts++)
    {
      GInetAddressMask *mask = g_inet_address_mask_new_from_string (*texts, NULL);

      if (mask == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       "“%s” is no proxy's address: say it as 127.0.0.1 or 10.0.0.0/8.", *texts);
          return NULL;
        }
      g_ptr_array_add (self->masks, mask);
    }
  return g_steal_pointer (&self);
}

/**
 * ss_trusted_proxies_free:
 * @self: (nullable): the proxies
 */
void
ss_trusted_proxies_free (SsTrustedProxies *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->masks);
  g_free (self);
}

/**
 * ss_trusted_proxies_contain:
 * @self: (nullable): the proxies; %NULL: none
 * @address: an IP address
 *
 * Returns: whether it is one of them
 */
gboolean
ss_trusted_proxies_contain (const SsTrustedProxies *self, const char *address)
{
  g_autoptr (GInetAddress) parsed = self != NULL && self->masks->len > 0 ? parse_address (address) : NULL;

  for (guint i = 0; parsed != NULL && i < self->masks->len; i++)
    if (g_inet_address_mask_matches (g_ptr_array_index (self->masks, i), parsed))
      return TRUE;
  return FALSE;
}

/**
 * ss_trusted_proxies_find_client:
 * @self: (nullable): the proxies; %NULL: none
 * @peer: the address at the other end of the socket
 * @forwarded: (nullable): the whole X-Forwarded-For
 *
 * Goes from the last address to the first for as long as the proxy that wrote it is believed.
 *
 * Returns: (transfer full): the client's address
 */
char *
ss_trusted_proxies_find_client (const SsTrustedProxies *self, const char *peer, const char *forwarded)
{
  g_auto (GStrv) chain = forwarded != NULL ? g_strsplit (forwarded, ",", -1) : NULL;
  guint n = chain != NULL ? g_strv_length (chain) : 0;
  const char *client = peer;

  while (n > 0 && ss_trusted_proxies_contain (self, client))
    {
      const char *before = g_strstrip (chain[--n]);
      g_autoptr (GInetAddress) parsed = parse_address (before);

      if (parsed == NULL)
        break;
      client = before;
    }
  return g_strdup (client);
}
