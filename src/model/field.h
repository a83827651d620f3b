/* field.h: one member of an object of the contract, and the table of them
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SsFieldType:
 * @SS_FIELD_ID: an opaque string; a number is tolerated from a platform
 * @SS_FIELD_STRING: text
 * @SS_FIELD_ENUM: text out of a few; others are tolerated from a platform
 * @SS_FIELD_INTEGER: a whole number
 * @SS_FIELD_NUMBER: a number
 * @SS_FIELD_BOOLEAN: true or false
 * @SS_FIELD_MONEY: an amount (domain/money.h): a decimal on the wire, ten-thousandths in columns
 * @SS_FIELD_TIME: an RFC 3339 moment
 * @SS_FIELD_STRINGS: an array of text
 * @SS_FIELD_INTEGERS: an array of whole numbers
 * @SS_FIELD_OBJECT: another model
 * @SS_FIELD_OBJECTS: an array of one kind of model
 * @SS_FIELD_JSON: any JSON value, kept as it is
 */
typedef enum
{
  SS_FIELD_ID,
  SS_FIELD_STRING,
  SS_FIELD_ENUM,
  SS_FIELD_INTEGER,
  SS_FIELD_NUMBER,
  SS_FIELD_BOOLEAN,
  SS_FIELD_MONEY,
  SS_FIELD_TIME,
  SS_FIELD_STRINGS,
  SS_FIELD_INTEGERS,
  SS_FIELD_OBJECT,
  SS_FIELD_OBJECTS,
  SS_FIELD_JSON,
} SsFieldType;

#define SS_N_FIELD_TYPES (SS_FIELD_JSON + 1)

/**
 * SsFieldFlags:
 * @SS_FIELD_NULLABLE: null is a value of its own
 * @SS_FIELD_REQUIRED: a body that creates must have it
 * @SS_FIELD_READ_ONLY: the platform's alone; ignored in a body
 * @SS_FIELD_DETAIL: only in the single object, not in lists
 * @SS_FIELD_OPTIONAL: left out where it was never set, not even to null
 */
typedef enum
{
  SS_FIELD_PLAIN = 0,
  SS_FIELD_NULLABLE = 1 << 0,
  SS_FIELD_REQUIRED = 1 << 1,
  SS_FIELD_READ_ONLY = 1 << 2,
  SS_FIELD_DETAIL = 1 << 3,
  SS_FIELD_OPTIONAL = 1 << 4,
} SsFieldFlags;

/**
 * SsField:
 * @column: in snake_case, the name in a database and the source of the other two; a final "_", which
 *   keeps an accessor's name from being a function of GObject's ("type_"), is not part of it
 * @name: in camelCase, on the wire
 * @property: with dashes, of the GObject property
 * @limit: the longest text in characters or array in elements; 0: none of its own
 * @check: (nullable): for text, what makes it good: a sentence, or %NULL where it is
 * @choice: (nullable): for %SS_FIELD_ENUM, the wire name by number; %NULL past the end
 * @get_type: (nullable): for objects, what they are
 */
typedef struct
{
  const char *column;
  const char *name;
  const char *property;
  SsFieldType type;
  SsFieldFlags flags;
  gsize limit;
  const char *(*check) (const char *text);
  const char *(*choice) (guint number);
  GType (*get_type) (void);
} SsField;

/* What a table of fields is: made once per class from the list that declares it. */
typedef struct
{
  SsField *fields;
  guint n_fields;
  GHashTable *by_name;   /* camelCase to SsField; the keys are the fields' */
  GHashTable *by_column; /* snake_case to SsField, likewise */
} SsFields;

void ss_fields_prepare (SsFields *fields);
const SsField *ss_fields_find (const SsFields *fields, const char *name);
const SsField *ss_fields_find_column (const SsFields *fields, const char *column);
char *ss_fields_columns (const SsFields *fields, const char *prefix, SsFieldFlags without);

G_END_DECLS
