/* csv.c: tables as text: RFC 4180, as spreadsheets really write it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
/* What a spreadsheet takes a cell for a formula by (OWASP, «CSV Injection»). */
#define FORMULA_STARTS "=+-@\t\r"
#define GUARD '\''

typedef struct
{
  const char *at;
  const char *end;
  char separator;
  guint line;
} Reader;

static void
row_free (gpointer data)
{
  SsCsvRow *row = data;

  g_strfreev (row->fields);
  g_free (row);
}

/* What the first row, most often the heading, has most of. */
static char
find_separator (const char *text, const char *end)
{
  static const char separators[] = { ',', ';', '\t' };
  guint counts[G_N_ELEMENTS (separators)] = { 0 };
  gboolean is_quoted = FALSE;
  guint best = 0;

  for (const char *c = text; c < end && (is_quoted || (*c != '\n' && *c != '\r')); c++)
    {
      is_quoted ^= *c == '"';
      for (guint i = 0; i < G_N_ELEMENTS (separators) && !is_quoted; i++)
        counts[i] += *c == separators[i] ? 1 : 0;
    }
  for (guint i = 1; i < G_N_ELEMENTS (separators); i++)
    if (counts[i] > counts[best])
      best = i;
  return separators[best];
}

static gboolean
is_at_end_of_line (Reader *reader)
{
  return reader->at == reader->end || *reader->at == '\n' || *reader->at == '\r';
}

static void
skip_end_of_line (Reader *reader)
{
  if (reader->at < reader->end && *reader->at == '\r')
    reader->at++;
  if (reader->at < reader->end && *reader->at == '\n')
    reader->at++;
  reader->line++;
}

/* From behind the opening quote to behind the closing one; %FALSE: there is none. */
static gboolean
read_quoted (Reader *reader, GString *field)
{
  while (reader->at < reader->end)
    {
      char c = *reader->at++;

      if (c == '"' && (reader->at == reader->end || *reader->at != '"'))
        return TRUE;
      if (c == '"')
        reader->at++;
      if (c == '\n' || (c == '\r' && (reader->at == reader->end || *reader->at != '\n')))
        reader->line++;
      g_string_append_c (field, c);
    }
  return FALSE;
}

/* (nullable): what a spreadsheet would show in the cell; behind a closing quote it keeps what follows, too.
 */
static char *
read_field (Reader *reader)
{
  g_autoptr (GString) field = g_string_new (NULL);

  if (reader->at < reader->end && *reader->at == '"')
    {
      reader->at++;
      if (!read_quoted (reader, field))
        return NULL;
    }
  while (!is_at_end_of_line (reader) && *reader->at != reader->separator)
    g_string_append_c (field, *reader->at++);
  return g_string_free (g_steal_pointer (&field), FALSE);
}

static SsCsvRow *
read_row (Reader *reader, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  guint line = reader->line;
  SsCsvRow *row;

  for (;;)
    {
      char *field = read_field (reader);

      if (field == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _ ("In line %u a quotation mark is opened that is never closed."), line);
          return NULL;
        }
      g_ptr_array_add (fields, field);
      if (is_at_end_of_line (reader))
        break;
      reader->at++;
    }
  skip_end_of_line (reader);

  g_ptr_array_add (fields, NULL);
  row = g_new0 (SsCsvRow, 1);
  row->line = line;
  row->fields = (GStrv) g_ptr_array_free (g_steal_pointer (&fields), FALSE);
  return row;
}

static gboolean
is_empty (SsCsvRow *row)
{
  return row->fields[0][0] == '\0' && row->fields[1] == NULL;
}

/**
 * ss_csv_read:
 * @bytes: a file, as UTF-8 with or without a byte order mark
 * @error: %G_IO_ERROR_INVALID_DATA with a sentence for people
 *
 * What separates the fields is found by the first row: a comma, a semicolon or a tab. Quoted fields may have
 * line breaks in them.
 *
 * Returns: (transfer full) (nullable) (element-type SsCsvRow): the rows, the heading among them
 */
GPtrArray *
ss_csv_read (GBytes *bytes, GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  Reader reader = { text, text + length, ',', 1 };

  if (length > 0 && !g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (
          error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
          _ ("This is not text in UTF-8. Save it as “CSV UTF-8” in your spreadsheet program."));
      return NULL;
    }
  if (length >= strlen (BYTE_ORDER_MARK) && memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    reader.at += strlen (BYTE_ORDER_MARK);
  reader.separator = find_separator (reader.at, reader.end);

  while (reader.at < reader.end)
    {
      SsCsvRow *row = read_row (&reader, error);

      if (row == NULL)
        return NULL;
      if (is_empty (row))
        row_free (row);
      else
        g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

/**
 * ss_csv_append_row:
 * @text: where to
 * @fields: (array zero-terminated=1): what is in the row
 *
 * A field that a spreadsheet would take for a formula gets an apostrophe in front.
 */
void
ss_csv_append_row (GString *text, const char *const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    {
      const char *field = fields[i];
      gboolean is_formula = *field != '\0' && strchr (FORMULA_STARTS, *field) != NULL;
      gboolean is_quoted = strpbrk (field, ",;\t\"\r\n") != NULL;

      if (i > 0)
        g_string_append_c (text, ',');
      if (is_quoted)
        g_string_append_c (text, '"');
      if (is_formula)
        g_string_append_c (text, GUARD);
      for (const char *c = field; *c != '\0'; c++)
        {
          if (*c == '"')
            g_string_append_c (text, '"');
          g_string_append_c (text, *c);
        }
      if (is_quoted)
        g_string_append_c (text, '"');
    }
  g_string_append (text, "\r\n");
}

const char *
ss_csv_field_skip_guard (const char *field)
{
  return field[0] == GUARD && field[1] != '\0' && strchr (FORMULA_STARTS, field[1]) != NULL ? field + 1
                                                                                            : field;
}
