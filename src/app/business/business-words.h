/* business-words.h: what a business' customers, resources and services are called, and who may change them
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/workspace.h"

G_BEGIN_DECLS

/* Why the user may not do what needs @permission; NULL where he may. */
const char *ss_business_get_obstacle (SsWorkspace *workspace, const char *permission);
const char *ss_business_get_currency (SsWorkspace *workspace); /* (nullable) */
GTimeZone *ss_business_get_zone (SsWorkspace *workspace);      /* (transfer full) */
const char *ss_business_get_week_start (SsWorkspace *workspace);
GDateWeekday ss_business_get_first_weekday (SsWorkspace *workspace);
GDateWeekday ss_weekday_from_string (const char *day); /* "mon"; what is none is taken for it */

const char *ss_customer_status_get_label (const char *status);
const char *ss_resource_type_get_label (const char *type);
const char *ss_business_describe_state (const char *status); /* of a booking */

char *ss_tags_to_text (const char *const *tags);
GStrv ss_tags_from_text (const char *text);

/* Of a moment, in the business' zone, as the locale writes it; "" for none. (transfer full) */
char *ss_business_format_date (GTimeZone *zone, gint64 time);
char *ss_business_format_moment (GTimeZone *zone, gint64 time);
char *ss_minutes_to_text (gint64 minutes); /* "1 h 30 min" */

G_END_DECLS
