/* demo-catalog.h: what a business of the demo books: its resources, services and customers
 *
 * All of it is drawn from the content by a generator with a seed, so that every demo is the same business.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>

#include "domain/opening.h"
#include "platform/store/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  const char *name;
  const char *type;
  const char *color;
  char *user_id;       /* (nullable) */
  char *working_hours; /* (nullable): JSON */
  SsOpeningWeek hours; /* the business' and its own */
  GArray *breaks;      /* (element-type SsSpan), in order */
} SsDemoResource;

typedef struct
{
  char *id;
  const char *name;
  const char *description;
  gint64 duration_minutes;
  gint64 buffer_before_minutes;
  gint64 buffer_after_minutes;
  gint64 price;
  GArray *resources; /* (element-type guint): which may give it */
} SsDemoService;

typedef struct
{
  char *id;
  char *name;
  char *user_id;      /* (nullable) */
  gint64 total_spend; /* these three as the bookings make them */
  gint64 last_visit;
  gint64 no_show_count;
} SsDemoCustomer;

typedef struct
{
  JsonObject *content; /* the business' part of bookings.json */
  JsonObject *common;  /* all of it */
  GRand *random;
  GTimeZone *zone;
  gint64 now;
  GPtrArray *resources; /* (element-type SsDemoResource) */
  GPtrArray *services;  /* (element-type SsDemoService) */
  GPtrArray *customers; /* (element-type SsDemoCustomer) */
} SsDemoCatalog;

SsDemoCatalog *ss_demo_catalog_new (SsTransaction *transaction, JsonObject *common, JsonObject *tenant,
                                    gint64 now, GError **error);
void ss_demo_catalog_free (SsDemoCatalog *self);
gboolean ss_demo_catalog_write (SsDemoCatalog *self, SsTransaction *transaction, GError **error);

/* One of a list of texts, by the catalog's generator; "" where there is none. */
const char *ss_demo_catalog_pick (SsDemoCatalog *self, JsonObject *object, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsDemoCatalog, ss_demo_catalog_free)

G_END_DECLS
