/* settings-hours.h: a week's opening hours as the contract writes them
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>

#include "model/field-errors.h"

G_BEGIN_DECLS

/* With all seven days; NULL, and what is wrong at "workingHours" in @errors. */
JsonNode *ss_settings_hours_read (JsonNode *node, SsFieldErrors *errors);

G_END_DECLS
