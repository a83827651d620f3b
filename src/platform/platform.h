/* platform.h: a running platform: its store, files and configuration
 *
 * What ss_request_get_context() gives a handler.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

#include "platform/store/store.h"

G_BEGIN_DECLS

/**
 * SsPlatformOptions:
 * @store: "sqlite:DIR" or "postgresql://HOST/DATABASE"
 * @listen: "127.0.0.1:8000"; port 0: any free one; "fd:3": a socket that is there already
 * @tls_certificate: (nullable): a PEM file; NULL: clients speak plain HTTP
 * @tls_key: (nullable): its key's, too
 * @base_domain: "smoothschedule.com": tenants are labels under it
 * @store_events: (nullable): where to hear of other processes' changes; NULL: at the store's address
 * @log_directory: (nullable): where security.log goes; NULL: the store's directory
 * @files: (nullable): where uploaded files go: a folder, or "s3://BUCKET"; NULL: below the store's directory
 * @trusted_proxies: (nullable): whose X-Forwarded-For, -Proto and -Host count, as "10.0.0.0/8"; NULL:
 * nobody's
 * @route53: whether records are written into zones of Amazon Route 53
 * @metrics: the descriptor of memory in which several processes count; 0: this one counts alone
 * @demo: fill an empty store with the demo's businesses; loopback only
 */
typedef struct
{
  char *store;
  char *listen;
  char *tls_certificate;
  char *tls_key;
  char *base_domain;
  char *store_events;
  char *log_directory;
  char *files;
  char **trusted_proxies;
  gboolean route53;
  int metrics;
  gboolean demo;
} SsPlatformOptions;

#define SS_TYPE_PLATFORM (ss_platform_get_type ())
G_DECLARE_FINAL_TYPE (SsPlatform, ss_platform, SS, PLATFORM, GObject)

/* Opens and migrates the store, and listens on the calling thread's main context. */
SsPlatform *ss_platform_new (const SsPlatformOptions *options, GError **error);
gboolean ss_platform_start (SsPlatform *self, GError **error);
const char *ss_platform_get_address (SsPlatform *self); /* "http://127.0.0.1:41235" */
/* Reads the certificate again; one that will not do leaves the present one in its place. */
gboolean ss_platform_reload (SsPlatform *self, GError **error);
/* Accepts nothing new, finishes what it has begun, then calls back. */
void ss_platform_stop_async (SsPlatform *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_platform_stop_finish (SsPlatform *self, GAsyncResult *result, GError **error);

SsStore *ss_platform_get_store (SsPlatform *self);
const char *ss_platform_get_base_domain (SsPlatform *self);

G_END_DECLS
