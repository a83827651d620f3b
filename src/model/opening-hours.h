/* opening-hours.h: opening hours as the contract writes them
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>

#include "domain/opening.h"

G_BEGIN_DECLS

gboolean ss_opening_hours_read (JsonNode *node, SsOpeningWeek *week);
int ss_opening_hours_read_time (const char *text);

G_END_DECLS
