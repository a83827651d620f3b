/* catalog.h: what resources, services and customers have in common: pages, and one by one
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"
#include "platform/store/conditions.h"

G_BEGIN_DECLS

/* A value of `ordering`, and what it orders by. */
typedef struct
{
  const char *name;
  const char *expression;
} SsCatalogOrder;

/**
 * SsCatalog:
 * @get_type: the model
 * @path: "resources", of the route
 * @columns: what SQL selects of a row, called x
 * @table: where from: "resources x"
 * @order: the order without `ordering`
 * @orders: its values; no name at the end
 * @restrict_to: (nullable): leaves out what the caller may not see
 * @filter: conditions from the query's parameters
 * @write_more: (nullable): members that no column is
 * @check: what the shape of a body can't say; %FALSE with an error of the store alone
 * @save: into the tables; @is_new: it has its id already
 * @in_use: SQL that finds a row where appointments need $1; those deleted until $2 do not
 * @let_go: (nullable): SQL that makes such deleted ones do without $1
 * @delete_sql: SQL that deletes $1
 * @in_use_detail: the sentence of the refusal
 *
 * A kind of object. Appointments and blockers have more to say and are handled apart.
 */
typedef struct
{
  GType (*get_type) (void);
  const char *path;
  const char *columns;
  const char *table;
  const char *order;
  const SsCatalogOrder *orders;
  void (*restrict_to) (SsRequest *request, SsConditions *conditions);
  void (*filter) (SsRequest *request, SsConditions *conditions, SsFieldErrors *errors);
  gboolean (*write_more) (SsTransaction *transaction, const char *id, SsJsonWriter *writer, GError **error);
  SsModel *(*create) (void);
  gboolean (*check) (SsRequest *request, SsModel *model, JsonObject *body, SsFieldErrors *errors,
                     GError **error);
  gboolean (*save) (SsRequest *request, SsModel *model, gboolean is_new, GError **error);
  const char *in_use;
  const char *let_go;
  const char *delete_sql;
  const char *in_use_detail;
} SsCatalog;

SsReply *ss_catalog_list (SsRequest *request, const SsCatalog *catalog, GError **error);
SsReply *ss_catalog_get (SsRequest *request, const SsCatalog *catalog, GError **error);
SsReply *ss_catalog_add (SsRequest *request, const SsCatalog *catalog, GError **error);
SsReply *ss_catalog_change (SsRequest *request, const SsCatalog *catalog, GError **error);
SsReply *ss_catalog_delete (SsRequest *request, const SsCatalog *catalog, GError **error);

gboolean ss_catalog_exists (SsTransaction *transaction, const char *sql, const char *first,
                            const char *second, gboolean *exists, GError **error);
void ss_catalog_check_range (gint64 value, gint64 least, gint64 most, const char *field,
                             SsFieldErrors *errors);

G_END_DECLS
