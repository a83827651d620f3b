/* week.h: the days of a week, as the contract and as people call them
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SS_N_WEEKDAYS 7

const char *ss_week_get_id (guint day);   /* from 0, "mon" */
const char *ss_week_get_name (guint day); /* translated: "Monday" */
guint ss_week_find (const char *id);      /* 0 where it is none */

G_END_DECLS
