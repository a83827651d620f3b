/* json-schema.h: whether JSON is as an OpenAPI document says
 *
 * The part of JSON Schema 2020-12 that data/openapi.json uses; another keyword fails the test.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What "#/components/…" names in @document; fails the test where that is nothing. */
JsonObject *ss_json_schema_resolve (JsonObject *document, const char *reference);
/* @object itself, or what its $ref names. */
JsonObject *ss_json_schema_follow (JsonObject *document, JsonObject *object);

/* What is wrong, with where; NULL where nothing is. */
char *ss_json_schema_check (JsonObject *document, JsonObject *schema, JsonNode *node);

G_END_DECLS
