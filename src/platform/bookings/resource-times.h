/* resource-times.h: when resources work, and when they are taken
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/availability.h"
#include "platform/store/store.h"

G_BEGIN_DECLS

/* The business' clock and its week. */
typedef struct
{
  GTimeZone *zone; /* (owned) */
  SsOpeningWeek week;
} SsBusinessHours;

gboolean ss_business_hours_load (SsBusinessHours *self, SsTransaction *transaction, GError **error);
void ss_business_hours_clear (SsBusinessHours *self);

/* Both in order, between two moments. */
typedef struct
{
  char *id;     /* (owned) */
  char *name;   /* (owned) */
  GArray *open; /* (owned) (element-type SsSpan) */
  GArray *busy; /* (owned) (element-type SsSpan) */
} SsResourceTimes;

/* @service_id: (nullable): only active ones that give it, all active ones else
 * @resource_id: (nullable): only this one */
GPtrArray *ss_resource_times_load (SsTransaction *transaction, const SsBusinessHours *hours,
                                   const char *service_id, const char *resource_id, gint64 from, gint64 until,
                                   GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SsBusinessHours, ss_business_hours_clear)

G_END_DECLS
