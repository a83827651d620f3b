/* json-text.h: JSON that lies in a column as text
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonArray *ss_json_text_array (const char *text);
JsonObject *ss_json_text_object (const char *text);
GStrv ss_json_text_strings (const char *text);
char *ss_json_text_from_strings (const char *const *strings);
char *ss_json_text_from_object (JsonObject *object);
char *ss_json_text_from_array (JsonArray *array);

/* What is in @wanted and not in @present, sorted. */
GStrv ss_strings_missing (const char *const *wanted, const char *const *present);

G_END_DECLS
