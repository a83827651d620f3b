/* dns.h: where a domain's name leads, and who writes that down
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SS_TYPE_DNS (ss_dns_get_type ())
G_DECLARE_INTERFACE (SsDns, ss_dns, SS, DNS, GObject)

/**
 * SsDnsInterface:
 * @look_up_alias: the name that @name is an alias of (its CNAME record), in lower case, without a dot at its
 *   end; #GResolverError: %G_RESOLVER_ERROR_NOT_FOUND where there is no such record
 * @write_alias: (nullable): writes the record into the provider's zone, where the provider can
 *
 * Both wait for the network, in whatever thread.
 */
struct _SsDnsInterface
{
  GTypeInterface parent;

  char *(*look_up_alias) (SsDns *self, const char *name, GError **error);
  gboolean (*write_alias) (SsDns *self, const char *zone_id, const char *name, const char *value,
                           GError **error);
};

char *ss_dns_look_up_alias (SsDns *self, const char *name, GError **error);
gboolean ss_dns_can_write (SsDns *self);
gboolean ss_dns_write_alias (SsDns *self, const char *zone_id, const char *name, const char *value,
                             GError **error);

/* Asks as the system does. @server: (nullable): another name server, as "127.0.0.1:5353" */
#define SS_TYPE_SYSTEM_DNS (ss_system_dns_get_type ())
G_DECLARE_FINAL_TYPE (SsSystemDns, ss_system_dns, SS, SYSTEM_DNS, GObject)
SsDns *ss_system_dns_new (const char *server);

/* Also writes into zones of Amazon Route 53. @endpoint: (nullable): another address than Amazon's */
#define SS_TYPE_ROUTE53_DNS (ss_route53_dns_get_type ())
G_DECLARE_FINAL_TYPE (SsRoute53Dns, ss_route53_dns, SS, ROUTE53_DNS, GObject)
SsDns *ss_route53_dns_new (SsDns *resolver, const char *endpoint);
void ss_route53_dns_set_pause (SsRoute53Dns *self, gulong microseconds);

G_END_DECLS
