/* configuration.h: the values that an installation gives to a plugin's variables
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>

#include "model/field-errors.h"

G_BEGIN_DECLS

/* Merges @changes into @present, both of which may be NULL: a null takes a value away, and what is then
 * without one gets its default. @newer: (nullable): the variables of the latest version, whose values may
 * be given before the update. Faults are added to @errors as "configValues.KEY". */
JsonObject *ss_configuration_merge (JsonArray *variables, JsonArray *newer, JsonObject *present,
                                    JsonObject *changes, SsFieldErrors *errors);

/* What of @present fits @variables, defaults filled in; @missing gets each required variable that is left
 * without a value. */
JsonObject *ss_configuration_carry_over (JsonArray *variables, JsonObject *present, JsonArray *missing);

/* What is wrong with a default value; NULL where it is good. */
const char *ss_configuration_check_value (JsonObject *variable, JsonNode *value);

G_END_DECLS
