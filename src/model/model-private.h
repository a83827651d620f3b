/* model-private.h: what the sources of SsModel share
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/json-writer.h"
#include "model/model.h"

G_BEGIN_DECLS

/* value.c: one value of a type */
void ss_value_clear (SsFieldType type, SsValue *value);
void ss_value_copy (SsFieldType type, const SsValue *value, SsValue *copy);
gboolean ss_value_equal (SsFieldType type, const SsValue *value, const SsValue *other);
JsonNode *ss_json_node_freeze (JsonNode *node);

/* value-json.c: one value from JSON and to JSON */
typedef enum
{
  SS_FAULT_NONE,
  SS_FAULT_TEXT,
  SS_FAULT_TOO_LONG,
  SS_FAULT_INTEGER,
  SS_FAULT_NUMBER,
  SS_FAULT_BOOLEAN,
  SS_FAULT_MONEY,
  SS_FAULT_TIME,
  SS_FAULT_STRINGS,
  SS_FAULT_INTEGERS,
  SS_FAULT_OBJECT,
  SS_FAULT_OBJECTS,
  SS_FAULT_MISSING,
} SsFault;

const char *ss_fault_get_sentence (SsFault fault);
SsFault ss_value_read (SsFieldType type, JsonNode *node, SsValue *value);
SsFault ss_value_read_id (JsonNode *node, SsValue *value);
void ss_value_write (const SsField *field, const SsValue *value, SsJsonWriter *writer, SsFieldFlags without);

/* model.c */
const SsValue *ss_model_peek (SsModel *self, guint field);
gboolean ss_model_is_known (SsModel *self, guint field);
void ss_model_replace (SsModel *self, guint field, SsValue *value);
gboolean ss_model_take (SsModel *self, guint field, SsValue *value);
gboolean ss_model_equal (SsModel *self, SsModel *other);

/* model-properties.c */
void ss_model_class_install_properties (SsModelClass *klass);

G_END_DECLS
