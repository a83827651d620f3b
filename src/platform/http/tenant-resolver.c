/* tenant-resolver.c: whose request it is
 *
 * Where a tenant's tables lie is remembered, so that a request needs one transaction, not two. It is only a
 * hint: the request's own transaction reads the tenant's row again, so that another process's change counts
 * at once.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/tenant-resolver.h"

#include <string.h>

#include "platform/http/request-private.h"

#define PLATFORM_LABEL "platform"
/* Some hundred bytes each: enough for all businesses of a large provider, since with fewer each request would
 * look for its own. */
#define HINTS_MAX 65536

static const char by_subdomain[] =
    "SELECT id, schema_name, subdomain FROM shared.tenants WHERE subdomain = $1";
static const char by_domain[] = "SELECT t.id, t.schema_name, t.subdomain FROM shared.domains d "
                                "JOIN shared.tenants t ON t.id = d.tenant_id "
                                "WHERE d.domain = $1 AND d.verification_status = 'VERIFIED'";

typedef struct
{
  char *id;
  char *schema;
} Hint;

struct _SsTenantResolver
{
  char *base_domain;
  GMutex lock;
  GHashTable *hints; /* of sub-domain to Hint */
};

static void
hint_free (gpointer data)
{
  Hint *hint = data;

  g_free (hint->id);
  g_free (hint->schema);
  g_free (hint);
}

static SsReply *
tenant_not_found (void)
{
  return ss_reply_new_error (404, "tenant_not_found", "There is no business at this address.");
}

/* (nullable): the label before @domain in @host, "" where there is none; NULL where it is another domain */
static char *
label_under (const char *host, const char *domain)
{
  gsize host_length = strlen (host);
  gsize length = strlen (domain);

  if (strcmp (host, domain) == 0)
    return g_strdup ("");
  if (host_length <= length + 1 || strcmp (host + host_length - length, domain) != 0
      || host[host_length - length - 1] != '.')
    return NULL;
  return g_strndup (host, host_length - length - 1);
}

static gboolean
is_loopback_address (const char *host)
{
  return strcmp (host, "localhost") == 0 || g_str_has_prefix (host, "127.") || strcmp (host, "[::1]") == 0;
}

/* The sub-domain that the request names: "" is the platform; NULL is no host of the platform's own. */
static char *
find_label (SsTenantResolver *self, SsRequest *request, const char *host, gboolean *by_header)
{
  const char *header = soup_message_headers_get_one (request->headers, "X-Tenant-Subdomain");
  g_autofree char *wanted = header != NULL ? g_ascii_strdown (header, -1) : NULL;
  g_autofree char *label = NULL;
  gboolean is_loopback = is_loopback_address (host);

  if (is_loopback)
    label = g_strdup ("");
  if (label == NULL)
    {
      label = label_under (host, "localhost");
      is_loopback = label != NULL;
    }
  if (label == NULL)
    label = label_under (host, self->base_domain);
  if (label == NULL || (*label == '\0' && !is_loopback))
    return NULL;
  if (strcmp (label, PLATFORM_LABEL) == 0)
    *label = '\0';

  /* Where the host names a tenant, the header may only say the same. */
  *by_header = wanted != NULL && (*label == '\0' || (is_loopback && strcmp (label, wanted) == 0));
  if (*by_header && *label == '\0')
    return strcmp (wanted, PLATFORM_LABEL) == 0 ? g_strdup ("") : g_steal_pointer (&wanted);
  return g_steal_pointer (&label);
}

static gboolean
take_hint (SsTenantResolver *self, SsRequestTenant *tenant)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const Hint *hint = g_hash_table_lookup (self->hints, tenant->subdomain);

  if (hint == NULL)
    return FALSE;
  tenant->id = g_strdup (hint->id);
  tenant->schema = g_strdup (hint->schema);
  return TRUE;
}

static void
keep_hint (SsTenantResolver *self, const SsRequestTenant *tenant)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Hint *hint = g_new0 (Hint, 1);

  if (g_hash_table_size (self->hints) >= HINTS_MAX)
    g_hash_table_remove_all (self->hints);
  hint->id = g_strdup (tenant->id);
  hint->schema = g_strdup (tenant->schema);
  g_hash_table_replace (self->hints, g_strdup (tenant->subdomain), hint);
}

/* By sub-domain, or by a verified domain of the tenant's own. */
static SsReply *
look_up (SsTenantResolver *self, SsRequest *request, const char *sql, const char *value, GError **error)
{
  SsRequestTenant *tenant = &request->tenant;
  g_autoptr (SsRows) rows = NULL;
  gboolean found;

  if (!ss_request_begin (request, TRUE, SS_ACCESS_READ, error))
    return NULL;
  rows = ss_transaction_query (request->transaction, sql, error, "s", value);
  if (!ss_rows_first (rows, &found, error))
    return NULL;
  if (!found)
    return tenant_not_found ();

  tenant->id = g_strdup (ss_rows_get_string (rows, 0));
  tenant->schema = g_strdup (ss_rows_get_string (rows, 1));
  g_free (tenant->subdomain);
  tenant->subdomain = g_strdup (ss_rows_get_string (rows, 2));
  keep_hint (self, tenant);
  return NULL;
}

/**
 * ss_tenant_resolver_new:
 * @base_domain: the domain whose labels are tenants
 *
 * Returns: (transfer full): a resolver, used by all workers
 */
SsTenantResolver *
ss_tenant_resolver_new (const char *base_domain)
{
  SsTenantResolver *self = g_new0 (SsTenantResolver, 1);

  self->base_domain = g_ascii_strdown (base_domain, -1);
  g_mutex_init (&self->lock);
  self->hints = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, hint_free);
  return self;
}

/**
 * ss_tenant_resolver_free:
 * @self: (nullable): a resolver
 */
void
ss_tenant_resolver_free (SsTenantResolver *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->hints);
  g_mutex_clear (&self->lock);
  g_free (self->base_domain);
  g_free (self);
}

/**
 * ss_tenant_resolver_find:
 * @self: a resolver
 * @request: a request
 * @error: return location for a #GError
 *
 * Finds out where the tenant's tables lie. What the request is told of it is read by
 * ss_tenant_resolver_refresh().
 *
 * Returns: (transfer full) (nullable): a 404 `tenant_not_found`; %NULL where the request has its tenant, or
 * is the platform's, and where @error is set
 */
SsReply *
ss_tenant_resolver_find (SsTenantResolver *self, SsRequest *request, GError **error)
{
  g_autofree char *host = ss_request_dup_host (request);
  g_autofree char *label = find_label (self, request, host, &request->tenant_by_header);

  if (label == NULL)
    return look_up (self, request, by_domain, host, error);
  if (*label == '\0')
    return NULL;
  request->tenant.subdomain = g_steal_pointer (&label);
  if (take_hint (self, &request->tenant))
    return NULL;
  return look_up (self, request, by_subdomain, request->tenant.subdomain, error);
}

/**
 * ss_tenant_resolver_refresh:
 * @self: a resolver
 * @request: a request with a tenant, its transaction open
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a 404 where the tenant is gone; %NULL to go on, and where @error is
 * set
 */
SsReply *
ss_tenant_resolver_refresh (SsTenantResolver *self, SsRequest *request, GError **error)
{
  SsRequestTenant *tenant = &request->tenant;
  g_autoptr (SsRows) rows = ss_transaction_query (
      request->transaction,
      "SELECT name, status, is_demo FROM shared.tenants WHERE id = $1 AND subdomain = $2", error, "ss",
      tenant->id, tenant->subdomain);
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return NULL;
  if (!found)
    {
      ss_tenant_resolver_forget (self, request);
      return tenant_not_found ();
    }
  g_free (tenant->name);
  tenant->name = g_strdup (ss_rows_get_string (rows, 0));
  g_strlcpy (request->tenant_status, ss_rows_get_string (rows, 1), sizeof request->tenant_status);
  tenant->is_suspended = strcmp (request->tenant_status, "SUSPENDED") == 0;
  tenant->is_demo = ss_rows_get_boolean (rows, 2);
  return NULL;
}

/**
 * ss_tenant_resolver_forget:
 * @self: a resolver
 * @request: a request whose tenant is not where it was remembered to be
 */
void
ss_tenant_resolver_forget (SsTenantResolver *self, SsRequest *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_hash_table_remove (self->hints, request->tenant.subdomain);
}
