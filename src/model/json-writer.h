/* json-writer.h: writes JSON text as it comes, without a tree
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SsJsonWriter:
 * @text: (owned): what has been written
 *
 * Members and elements are written in order; the writer puts the commas.
 */
typedef struct
{
  GString *text;
  gboolean needs_comma;
} SsJsonWriter;

void ss_json_writer_init (SsJsonWriter *self);
void ss_json_writer_clear (SsJsonWriter *self);
GBytes *ss_json_writer_steal_bytes (SsJsonWriter *self);
char *ss_json_writer_steal_text (SsJsonWriter *self);

void ss_json_writer_begin_object (SsJsonWriter *self);
void ss_json_writer_end_object (SsJsonWriter *self);
void ss_json_writer_begin_array (SsJsonWriter *self);
void ss_json_writer_end_array (SsJsonWriter *self);
void ss_json_writer_name (SsJsonWriter *self, const char *name);

void ss_json_writer_string (SsJsonWriter *self, const char *value); /* NULL writes null */
void ss_json_writer_integer (SsJsonWriter *self, gint64 value);
void ss_json_writer_number (SsJsonWriter *self, double value);
void ss_json_writer_boolean (SsJsonWriter *self, gboolean value);
void ss_json_writer_money (SsJsonWriter *self, gint64 value); /* in ten-thousandths: "89.99" */
void ss_json_writer_time (SsJsonWriter *self, gint64 value);  /* SS_TIME_NONE writes null */
void ss_json_writer_null (SsJsonWriter *self);
void ss_json_writer_strings (SsJsonWriter *self, const char *const *values);
void ss_json_writer_node (SsJsonWriter *self, JsonNode *node);
/* @json is JSON text already. */
void ss_json_writer_raw (SsJsonWriter *self, const char *json, gssize length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SsJsonWriter, ss_json_writer_clear)

G_END_DECLS
