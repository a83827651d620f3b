/* json-reader.h: JSON text from outside, within limits
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Contract section 1: nesting. */
#define SS_JSON_DEPTH_MAX 32

#define SS_MODEL_ERROR (ss_model_error_quark ())

/**
 * SsModelError:
 * @SS_MODEL_ERROR_SYNTAX: not JSON, not UTF-8, or nested too deeply
 * @SS_MODEL_ERROR_FIELD: a member has a wrong type or value; the message names it
 */
typedef enum
{
  SS_MODEL_ERROR_SYNTAX,
  SS_MODEL_ERROR_FIELD,
} SsModelError;

GQuark ss_model_error_quark (void);

JsonNode *ss_json_parse (const char *text, gssize length, GError **error);

G_END_DECLS
