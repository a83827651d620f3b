/* row-model.h: rows as the contract's objects
 *
 * Columns are matched to a model's fields by their names (AS gives one).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/json-writer.h"
#include "model/model.h"
#include "platform/store/store.h"

G_BEGIN_DECLS

/* Fills a model of @type from the present row. */
gpointer ss_rows_read_model (SsRows *rows, GType type, GError **error);

/* Writes the present row as JSON without making the model: the way of lists. Column names are resolved
 * once a query by ss_row_writer_new(). */
typedef struct _SsRowWriter SsRowWriter;
SsRowWriter *ss_row_writer_new (SsRows *rows, GType type);
void ss_row_writer_free (SsRowWriter *self);
void ss_row_writer_write_members (SsRowWriter *self, SsJsonWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsRowWriter, ss_row_writer_free)

G_END_DECLS
