/* model-json.h: models from JSON and to JSON
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/field-errors.h"
#include "model/json-reader.h"
#include "model/json-writer.h"
#include "model/model.h"

G_BEGIN_DECLS

/* The client's way: unknown members are ignored, what the contract tolerates is tolerated. */
gpointer ss_model_from_json (GType type, JsonNode *node, GError **error);
GPtrArray *ss_models_from_json (GType type, JsonNode *array, GError **error);

/* The platform's way: unknown members are refused, read-only ones ignored, each fault is named. */
typedef enum
{
  SS_BODY_CREATE, /* required members must be there */
  SS_BODY_CHANGE, /* only what is there changes */
} SsBodyKind;

gboolean ss_model_read_body (SsModel *self, JsonObject *body, SsBodyKind kind, SsFieldErrors *errors);

/* Members of the object that @self is, without those that have one of the flags in @without. */
void ss_model_write (SsModel *self, SsJsonWriter *writer, SsFieldFlags without);
void ss_model_write_members (SsModel *self, SsJsonWriter *writer, SsFieldFlags without);
/* Only the writable members named, for a PATCH; NULL for all writable ones. */
GBytes *ss_model_write_body (SsModel *self, const char *const *names);

G_END_DECLS
