/* repetition.h: the rules of RFC 5545 that a person can put together: how often, on which days, until when
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SS_REPEAT_NEVER,
  SS_REPEAT_DAILY,
  SS_REPEAT_WEEKLY,
  SS_REPEAT_MONTHLY,
  SS_REPEAT_YEARLY,
} SsRepeat;

#define SS_REPEAT_INTERVAL_MAX 99
#define SS_REPEAT_COUNT_MAX 999

/**
 * SsRepetition:
 * @repeat: how often
 * @interval: every so many days, weeks …; from 1 to %SS_REPEAT_INTERVAL_MAX
 * @weekdays: weekly: a bit (1 << #GDateWeekday) for each day; 0: that of the first time
 * @count: how many times, the first one included; 0: not counted
 * @until: the last day that it may be on; not valid: there is none
 */
typedef struct
{
  SsRepeat repeat;
  int interval;
  guint weekdays;
  int count;
  GDate until;
} SsRepetition;

gboolean ss_repetition_parse (SsRepetition *self, const char *rule, GTimeZone *zone);
char *ss_repetition_to_rule (const SsRepetition *self, GTimeZone *zone);
gboolean ss_repetition_equal (const SsRepetition *one, const SsRepetition *other);

G_END_DECLS
