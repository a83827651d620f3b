/* availability.h: when something can be booked
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/opening.h"

G_BEGIN_DECLS

/* At which steps of the clock something can begin. */
#define SS_SLOT_MINUTES 15

/**
 * SsSlotRequest:
 * @duration_minutes: how long it takes
 * @buffer_before_minutes: what must be free before it
 * @buffer_after_minutes: and behind it
 * @not_before: the earliest moment at which it may begin: now
 */
typedef struct
{
  int duration_minutes;
  int buffer_before_minutes;
  int buffer_after_minutes;
  gint64 not_before;
} SsSlotRequest;

/* The time of one resource: when it works, and when it is taken, buffers included. */
typedef struct
{
  const SsSpan *open;
  guint n_open;
  const SsSpan *busy;
  guint n_busy;
} SsResourceTime;

gboolean ss_slot_is_free (const SsSlotRequest *request, const SsResourceTime *resource, gint64 start);
void ss_availability_append (const SsSlotRequest *request, const SsResourceTime *resources, guint n_resources,
                             GTimeZone *zone, const GDate *day, GArray *minutes);
void ss_availability_append_nearest (const SsSlotRequest *request, const SsResourceTime *resource,
                                     gint64 wanted, gint64 reach, guint n_most, GArray *starts);

G_END_DECLS
