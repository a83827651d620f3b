/* dns.c: where a domain's name leads, and who writes that down
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/tenants/dns.h"

G_DEFINE_INTERFACE (SsDns, ss_dns, G_TYPE_OBJECT)

static void
ss_dns_default_init (SsDnsInterface *iface)
{
}

/**
 * ss_dns_look_up_alias:
 * @self: a DNS
 * @name: a domain
 * @error: return location for a #GResolverError
 *
 * Returns: (transfer full) (nullable): what its CNAME record names, in lower case, without a dot at its end
 */
char *
ss_dns_look_up_alias (SsDns *self, const char *name, GError **error)
{
  return SS_DNS_GET_IFACE (self)->look_up_alias (self, name, error);
}

/**
 * ss_dns_can_write:
 * @self: a DNS
 *
 * Returns: whether it has a provider that writes records
 */
gboolean
ss_dns_can_write (SsDns *self)
{
  return SS_DNS_GET_IFACE (self)->write_alias != NULL;
}

/**
 * ss_dns_write_alias:
 * @self: a DNS that can write
 * @zone_id: the provider's name for the zone
 * @name: a domain
 * @value: what it is to be an alias of
 * @error: return location for a #GError
 *
 * Returns: whether the provider has taken the record
 */
gboolean
ss_dns_write_alias (SsDns *self, const char *zone_id, const char *name, const char *value, GError **error)
{
  g_return_val_if_fail (ss_dns_can_write (self), FALSE);

  return SS_DNS_GET_IFACE (self)->write_alias (self, zone_id, name, value, error);
}
