/* platform.c: a running platform: its store, files and configuration
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/platform.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "platform/auth/masquerade-end.h"
#include "platform/auth/masquerade-log.h"
#include "platform/clock.h"
#include "platform/demo/demo.h"
#include "platform/grants/grant-sweep.h"
#include "platform/http/dispatcher.h"
#include "platform/http/listener.h"
#include "platform/http/security-log.h"
#include "platform/http/tls-certificate.h"
#include "platform/http/tls.h"
#include "platform/platform-private.h"
#include "platform/recurring-work.h"
#include "platform/tenants/tenant-backup.h"

#define N_WORKS 4

struct _SsPlatform
{
  GObject parent_instance;

  SsTrustedProxies *proxies; /* (owned) */

  SsStore *store;          /* (owned) */
  char *listen;            /* (owned) */
  char *tls_certificate;   /* (owned) (nullable) */
  char *tls_key;           /* (owned) (nullable) */
  SsTls *tls;              /* (owned) (nullable) */
  char *base_domain;       /* (owned) */
  SsFileStore *files;      /* (owned) */
  SsSecurityLog *security; /* (owned) */
  SsLogFile *masquerades;  /* (owned) */
  SsMetrics *metrics;      /* (owned) */
  SsDns *dns;              /* (owned) */

  /* While it runs */
  SsDispatcher *dispatcher;        /* (owned) (nullable) */
  SsEventHub *events;              /* (owned) (nullable) */
  SsListener *listener;            /* (owned) (nullable) */
  SsRecurringWork *works[N_WORKS]; /* (owned) (nullable) */
  GTask *stopping;                 /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsPlatform, ss_platform, G_TYPE_OBJECT)

static void
sweep_masquerades_cb (gpointer platform)
{
  ss_masquerade_sweep (platform);
}

static void
sweep_grants_cb (gpointer platform)
{
  ss_grant_sweep (SS_PLATFORM (platform)->store, ss_clock_get_now ());
}

static void
purge_tenants_cb (gpointer platform)
{
  ss_tenant_backup_purge (SS_PLATFORM (platform)->store, ss_clock_get_now ());
}

static void
publish_metrics_cb (gpointer user_data)
{
  SsPlatform *self = user_data;
  SsMetricsNow now = { .n_waiting = ss_platform_get_n_waiting (self) };

  ss_store_get_load (self->store, &now.store);
  ss_metrics_publish (self->metrics, &now);
}

static const struct
{
  const char *name;
  guint seconds;
  SsRecurringFunc work;
} works[N_WORKS] = {
  { "masquerades", 15, sweep_masquerades_cb },
  { "grants", 20, sweep_grants_cb },
  { "metrics", 5, publish_metrics_cb },
  { "tenants", 24 * 60 * 60, purge_tenants_cb },
};

static void
take_cb (SsExchange *exchange, gpointer user_data)
{
  SsPlatform *self = user_data;

  ss_dispatcher_take (self->dispatcher, exchange);
}

static void
stopped_cb (gpointer listener, gpointer user_data)
{
  SsPlatform *self = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&self->stopping);

  g_task_return_boolean (task, TRUE);
}

static void
ss_platform_finalize (GObject *object)
{
  SsPlatform *self = SS_PLATFORM (object);

  for (guint i = 0; i < N_WORKS; i++)
    g_clear_pointer (&self->works[i], ss_recurring_work_free);
  /* The workers end first: what they answer is the listener's to throw away. */
  g_clear_pointer (&self->events, ss_event_hub_free);
  g_clear_pointer (&self->dispatcher, ss_dispatcher_free);
  g_clear_pointer (&self->listener, ss_listener_free);
  g_clear_pointer (&self->tls, ss_tls_free);
  g_clear_pointer (&self->security, ss_security_log_free);
  g_clear_pointer (&self->masquerades, ss_log_file_free);
  g_clear_pointer (&self->metrics, ss_metrics_free);
  g_clear_object (&self->dns);
  g_clear_object (&self->store);
  g_free (self->listen);
  g_free (self->tls_certificate);
  g_free (self->tls_key);
  g_free (self->base_domain);
  g_clear_object (&self->files);
  g_clear_pointer (&self->proxies, ss_trusted_proxies_free);

  G_OBJECT_CLASS (ss_platform_parent_class)->finalize (object);
}

static void
ss_platform_class_init (SsPlatformClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_platform_finalize;
}

static void
ss_platform_init (SsPlatform *self)
{
}

/* A database on a server has no directory of its own: the present one serves. */
static const char *
store_directory (const char *store)
{
  return g_str_has_prefix (store, "sqlite:") ? store + strlen ("sqlite:") : ".";
}

static gboolean
make_directory (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The directory %s can't be made.", path);
  return FALSE;
}

static SsDns *
make_dns (const SsPlatformOptions *options)
{
  g_autoptr (SsDns) resolver = ss_system_dns_new (NULL);

  return options->route53 ? ss_route53_dns_new (resolver, g_getenv ("AWS_ENDPOINT_URL_ROUTE_53"))
                          : g_steal_pointer (&resolver);
}

static gboolean
open_files (SsPlatform *self, const SsPlatformOptions *options, GError **error)
{
  g_autofree char *beside = g_build_filename (store_directory (options->store), "files", NULL);

  self->files = ss_file_store_open (options->files != NULL ? options->files : beside, error);
  return self->files != NULL;
}

/* One business whose tables are damaged must not keep all the others from their work. */
static gboolean
bring_up_to_date (SsStore *store, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (ss_store_migrate (store, &problem))
    return TRUE;
  if (g_error_matches (problem, SS_STORE_ERROR, SS_STORE_ERROR_DAMAGED))
    {
      g_warning ("Serving without %s", problem->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
set_tls (SsPlatform *self, const SsPlatformOptions *options, GError **error)
{
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (options->tls_certificate == NULL)
    return TRUE;
  certificate = ss_tls_certificate_load (options->tls_certificate, options->tls_key, error);
  if (certificate == NULL)
    return FALSE;
  self->tls_certificate = g_strdup (options->tls_certificate);
  self->tls_key = g_strdup (options->tls_key);
  self->tls = ss_tls_new (certificate);
  return TRUE;
}

/**
 * ss_platform_new:
 * @options: how it is to run
 * @error: return location for a #GError
 *
 * Opens the store, brings it up to date, and fills it for the demo.
 *
 * Returns: (transfer full) (nullable): a platform that does not listen yet; #GIOError or #SsStoreError else
 */
SsPlatform *
ss_platform_new (const SsPlatformOptions *options, GError **error)
{
  g_autoptr (SsPlatform) self = g_object_new (SS_TYPE_PLATFORM, NULL);
  const char *log_directory =
      options->log_directory != NULL ? options->log_directory : store_directory (options->store);

  if (sodium_init () < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           "The system has no source of random numbers.");
      return NULL;
    }
  self->metrics = ss_metrics_new_shared (options->metrics);
  self->dns = make_dns (options);
  self->proxies = ss_trusted_proxies_new ((const char *const *) options->trusted_proxies, error);
  if (self->proxies == NULL || !set_tls (self, options, error))
    return NULL;
  self->listen = g_strdup (options->listen != NULL ? options->listen : "127.0.0.1:8000");
  self->base_domain = g_strdup (options->base_domain != NULL ? options->base_domain : "smoothschedule.com");
  if (!make_directory (log_directory, error) || !open_files (self, options, error))
    return NULL;
  self->security = ss_security_log_new (log_directory);
  self->masquerades = ss_log_file_new (log_directory, SS_MASQUERADE_LOG);

  self->store = ss_store_open (options->store, error);
  if (self->store == NULL || !ss_store_set_events_address (self->store, options->store_events, error)
      || !bring_up_to_date (self->store, error))
    return NULL;
  if (options->demo && !ss_demo_fill (self->store, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * ss_platform_start:
 * @self: a platform
 * @error: return location for a #GError
 *
 * Listens on the calling thread's main context, which has to run from then on.
 *
 * Returns: whether it listens; #GIOError else
 */
gboolean
ss_platform_start (SsPlatform *self, GError **error)
{
  g_return_val_if_fail (self->listener == NULL, FALSE);

  self->dispatcher = ss_dispatcher_new (self);
  self->events = ss_event_hub_new (self->store, self->dispatcher);
  self->listener = ss_listener_new (self, self->tls, take_cb, self);
  if (ss_listener_listen (self->listener, self->listen, error))
    {
      for (guint i = 0; i < N_WORKS; i++)
        self->works[i] = ss_recurring_work_new (works[i].name, works[i].seconds, works[i].work, self);
      return TRUE;
    }
  g_clear_pointer (&self->events, ss_event_hub_free);
  g_clear_pointer (&self->dispatcher, ss_dispatcher_free);
  g_clear_pointer (&self->listener, ss_listener_free);
  return FALSE;
}

/**
 * ss_platform_get_address:
 * @self: a platform
 *
 * Returns: (nullable): where it listens, as "http://127.0.0.1:41235"
 */
const char *
ss_platform_get_address (SsPlatform *self)
{
  return self->listener != NULL ? ss_listener_get_address (self->listener) : NULL;
}

/**
 * ss_platform_reload:
 * @self: a platform
 * @error: return location for a #GTlsError or #GFileError
 *
 * Reads the files of the certificate and its key again, for those who call from now on.
 *
 * Returns: whether it could; else the one that was there stays
 */
gboolean
ss_platform_reload (SsPlatform *self, GError **error)
{
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (self->tls == NULL)
    return TRUE;
  certificate = ss_tls_certificate_load (self->tls_certificate, self->tls_key, error);
  if (certificate == NULL)
    return FALSE;
  ss_tls_set_certificate (self->tls, certificate);
  g_message ("The certificate has been read again");
  return TRUE;
}

/**
 * ss_platform_stop_async:
 * @self: a platform that listens
 * @callback: called in its thread
 * @user_data: for @callback
 *
 * Accepts nothing new, and finishes what it has begun.
 */
void
ss_platform_stop_async (SsPlatform *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (self->listener != NULL && self->stopping == NULL);

  self->stopping = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->stopping, ss_platform_stop_async);
  ss_listener_stop (self->listener, stopped_cb, self);
}

/**
 * ss_platform_stop_finish:
 * @self: a platform
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Returns: %TRUE
 */
gboolean
ss_platform_stop_finish (SsPlatform *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ss_platform_get_store:
 * @self: a platform
 *
 * Returns: (transfer none): its store
 */
SsStore *
ss_platform_get_store (SsPlatform *self)
{
  return self->store;
}

/**
 * ss_platform_get_base_domain:
 * @self: a platform
 *
 * Returns: the domain whose labels are tenants
 */
const char *
ss_platform_get_base_domain (SsPlatform *self)
{
  return self->base_domain;
}

/**
 * ss_platform_get_files:
 * @self: a platform
 *
 * Returns: (transfer none): where uploaded files lie
 */
SsFileStore *
ss_platform_get_files (SsPlatform *self)
{
  return self->files;
}

/**
 * ss_platform_get_n_waiting:
 * @self: a platform that listens
 *
 * Returns: how many requests no worker has taken yet
 */
guint
ss_platform_get_n_waiting (SsPlatform *self)
{
  return ss_dispatcher_get_n_waiting (self->dispatcher);
}

/**
 * ss_platform_is_encrypted:
 * @self: a platform
 *
 * Returns: whether clients speak TLS with it, rather than with a proxy
 */
gboolean
ss_platform_is_encrypted (SsPlatform *self)
{
  return self->tls != NULL;
}

/**
 * ss_platform_get_trusted_proxies:
 * @self: (nullable): a platform
 *
 * Returns: (transfer none) (nullable): whose word about a client is taken
 */
SsTrustedProxies *
ss_platform_get_trusted_proxies (SsPlatform *self)
{
  return self != NULL ? self->proxies : NULL;
}

/**
 * ss_platform_get_metrics:
 * @self: a platform
 *
 * Returns: (transfer none): its counts
 */
SsMetrics *
ss_platform_get_metrics (SsPlatform *self)
{
  return self->metrics;
}

/**
 * ss_platform_get_dns:
 * @self: a platform
 *
 * Returns: (transfer none): who says where domains lead
 */
SsDns *
ss_platform_get_dns (SsPlatform *self)
{
  return self->dns;
}

/**
 * ss_platform_set_dns:
 * @self: a platform that has had no request yet
 * @dns: who says from now on where domains lead
 */
void
ss_platform_set_dns (SsPlatform *self, SsDns *dns)
{
  g_set_object (&self->dns, dns);
}

/**
 * ss_platform_get_masquerade_log:
 * @self: a platform
 *
 * Returns: (transfer none): masquerade.log
 */
SsLogFile *
ss_platform_get_masquerade_log (SsPlatform *self)
{
  return self->masquerades;
}

/**
 * ss_platform_get_event_hub:
 * @self: a platform that listens
 *
 * Returns: (transfer none): what tells those who look on
 */
SsEventHub *
ss_platform_get_event_hub (SsPlatform *self)
{
  return self->events;
}

/**
 * ss_platform_log_security:
 * @request: in which it happened
 * @action: one of the contract's actions
 * @email: (nullable): whose account, as given
 * @user_id: (nullable): whose account
 * @rule: (nullable): what refused
 */
void
ss_platform_log_security (SsRequest *request, const char *action, const char *email, const char *user_id,
                          const char *rule)
{
  SsPlatform *self = ss_request_get_context (request);
  const SsSecurityEvent event = {
    .action = action,
    .email = email,
    .user_id = user_id,
    .tenant = ss_request_get_tenant (request)->subdomain,
    .address = ss_request_get_address (request),
    .request_id = ss_request_get_request_id (request),
    .rule = rule,
  };

  ss_security_log_write (self->security, &event);
}
