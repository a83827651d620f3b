/* canonical-json.h: JSON with one spelling, for hashes (RFC 8785)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* @text is a GString that the JSON is added to. */
void ss_canonical_json_append (GString *text, JsonNode *node);
void ss_canonical_json_append_string (GString *text, const char *value); /* NULL: null */

G_END_DECLS
