/* csv.h: tables as text: RFC 4180, as spreadsheets really write it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SsCsvRow:
 * @line: where it begins in the file, from 1
 * @fields: what is in it
 */
typedef struct
{
  guint line;
  GStrv fields;
} SsCsvRow;

/* (transfer full) (element-type SsCsvRow): all rows but the empty ones. */
GPtrArray *ss_csv_read (GBytes *bytes, GError **error);
/* A row, with commas, ended as RFC 4180 asks. Nothing in it is a formula to a spreadsheet. */
void ss_csv_append_row (GString *text, const char *const *fields);
/* Takes back what ss_csv_append_row() did against formulas. (transfer none) */
const char *ss_csv_field_skip_guard (const char *field);

G_END_DECLS
