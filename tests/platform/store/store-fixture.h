/* store-fixture.h: a store of its own, with two businesses
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

#define ACME "tenant_acme"
#define BLOOM "tenant_bloom"

typedef struct
{
  char *directory; /* (owned) */
  char *address;   /* (owned): "sqlite:DIRECTORY" or a database's */
  SsStore *store;  /* (owned) */
} StoreFixture;

/* An empty, migrated store. */
void store_fixture_set_up_empty (StoreFixture *self, gconstpointer data);
/* The same with the tenants acme and bloom. */
void store_fixture_set_up (StoreFixture *self, gconstpointer data);
void store_fixture_tear_down (StoreFixture *self, gconstpointer data);

/* As another process would find it. */
void store_fixture_open_again (StoreFixture *self);

void add_tenant (SsStore *store, const char *subdomain);
SsTransaction *begin (SsStore *store, const char *schema, SsAccess access);
/* A row of `installations` with this id. */
gboolean add_row (SsTransaction *transaction, const char *id, GError **error);
void commit (SsTransaction *transaction);
gint64 count_rows (SsStore *store, const char *schema);
/* @sql: of one number */
gint64 query_number (SsTransaction *transaction, const char *sql);
/* Files in the folder of the tenants, or schemas in the database. */
guint count_tenant_tables (StoreFixture *self);
void remove_folder (const char *path);

G_END_DECLS
