/* json-reader.c: JSON text from outside, within limits
 *
 * json-glib accepts more than JSON and takes some of what is JSON for something else, so the text is
 * checked against RFC 8259 before json-glib sees it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/json-reader.h"

#include <math.h>
#include <string.h>

/* A longer number may be out of a double's range without an exponent. */
#define PLAIN_NUMBER_MAX 300

/**
 * Scanner:
 * @start: the text
 * @cursor: what is looked at
 * @end: behind the text
 * @fault: (nullable): what is wrong at @cursor, which never quotes the text: it may hold secrets
 * @depth: how many arrays and objects are open
 * @closers: what closes each of them
 */
typedef struct
{
  const char *start;
  const char *cursor;
  const char *end;
  const char *fault;
  guint depth;
  char closers[SS_JSON_DEPTH_MAX];
} Scanner;

/* What may come next. */
typedef enum
{
  EXPECT_VALUE,
  EXPECT_FIRST_VALUE, /* or the end of an array */
  EXPECT_NAME,
  EXPECT_FIRST_NAME, /* or the end of an object */
  EXPECT_NEXT,       /* a comma, or the end of what is open */
} Expectation;

G_DEFINE_QUARK (ss_model_error_quark, ss_model_error)

/* NUL stands for the end of the text: it is in no text that gets here. */
static char
peek (Scanner *scanner)
{
  return scanner->cursor < scanner->end ? *scanner->cursor : '\0';
}

static gboolean
fail (Scanner *scanner, const char *fault)
{
  scanner->fault = fault;
  return FALSE;
}

static gboolean
scan_digits (Scanner *scanner)
{
  if (!g_ascii_isdigit (peek (scanner)))
    return fail (scanner, "a digit is expected");
  while (g_ascii_isdigit (peek (scanner)))
    scanner->cursor++;
  return TRUE;
}

static gboolean
is_in_range (const char *text, gsize length, gboolean is_whole)
{
  g_autofree char *number = g_strndup (text, length);

  if (is_whole)
    return g_ascii_string_to_signed (number, 10, G_MININT64, G_MAXINT64, NULL, NULL);
  return isfinite (g_ascii_strtod (number, NULL));
}

static gboolean
scan_number (Scanner *scanner)
{
  const char *start = scanner->cursor;
  gboolean is_whole = TRUE;
  gboolean has_exponent = FALSE;
  gsize length;

  if (peek (scanner) == '-')
    scanner->cursor++;
  if (peek (scanner) == '0')
    scanner->cursor++;
  else if (!scan_digits (scanner))
    return FALSE;

  if (peek (scanner) == '.')
    {
      is_whole = FALSE;
      scanner->cursor++;
      if (!scan_digits (scanner))
        return FALSE;
    }
  if (peek (scanner) == 'e' || peek (scanner) == 'E')
    {
      is_whole = FALSE;
      has_exponent = TRUE;
      scanner->cursor++;
      if (peek (scanner) == '+' || peek (scanner) == '-')
        scanner->cursor++;
      if (!scan_digits (scanner))
        return FALSE;
    }

  length = scanner->cursor - start;
  if (is_whole ? length < 19 : !has_exponent && length <= PLAIN_NUMBER_MAX)
    return TRUE;
  if (is_in_range (start, length, is_whole))
    return TRUE;
  scanner->cursor = start;
  return fail (scanner, "a number is out of range");
}

/* The four digits of \uXXXX; -1 where they aren't. */
static int
scan_code_unit (Scanner *scanner)
{
  int unit = 0;

  for (int i = 0; i < 4; i++, scanner->cursor++)
    {
      int digit = g_ascii_xdigit_value (peek (scanner));

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

static gboolean
scan_unicode_escape (Scanner *scanner)
{
  int unit = scan_code_unit (scanner);

  if (unit < 0)
    return fail (scanner, "a hexadecimal digit is expected");
  /* JSON allows it; C strings and databases don't. */
  if (unit == 0)
    return fail (scanner, "text may not hold the character U+0000");
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;

  if (unit < 0xdc00 && peek (scanner) == '\\')
    {
      scanner->cursor++;
      if (peek (scanner) == 'u')
        {
          scanner->cursor++;
          unit = scan_code_unit (scanner);
          if (unit >= 0xdc00 && unit <= 0xdfff)
            return TRUE;
        }
    }
  return fail (scanner, "half of a surrogate pair stands alone");
}

static gboolean
scan_escape (Scanner *scanner)
{
  char escape = peek (scanner);

  if (escape == '\0' || strchr ("\"\\/bfnrtu", escape) == NULL)
    return fail (scanner, "no such escape");
  scanner->cursor++;
  return escape != 'u' || scan_unicode_escape (scanner);
}

static gboolean
scan_string (Scanner *scanner)
{
  scanner->cursor++;
  while (scanner->cursor < scanner->end)
    {
      guchar byte = (guchar) *scanner->cursor;

      if (byte < 0x20)
        return fail (scanner, "a control character in text needs an escape");
      scanner->cursor++;
      if (byte == '"')
        return TRUE;
      if (byte == '\\' && !scan_escape (scanner))
        return FALSE;
    }
  return fail (scanner, "text without an end");
}

static gboolean
scan_word (Scanner *scanner)
{
  static const char *const words[] = { "true", "false", "null" };
  gsize left = scanner->end - scanner->cursor;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (left < length || memcmp (scanner->cursor, words[i], length) != 0)
        continue;
      scanner->cursor += length;
      return TRUE;
    }
  return fail (scanner, "a value is expected");
}

static gboolean
scan_opening (Scanner *scanner, Expectation *expectation)
{
  gboolean is_object = peek (scanner) == '{';

  if (scanner->depth == SS_JSON_DEPTH_MAX)
    return fail (scanner, "too many levels of nesting");
  scanner->closers[scanner->depth++] = is_object ? '}' : ']';
  scanner->cursor++;
  *expectation = is_object ? EXPECT_FIRST_NAME : EXPECT_FIRST_VALUE;
  return TRUE;
}

static gboolean
scan_value (Scanner *scanner, Expectation *expectation)
{
  char c = peek (scanner);

  if (c == '{' || c == '[')
    return scan_opening (scanner, expectation);

  *expectation = EXPECT_NEXT;
  if (c == '"')
    return scan_string (scanner);
  if (c == '-' || g_ascii_isdigit (c))
    return scan_number (scanner);
  return scan_word (scanner);
}

static void
skip_space (Scanner *scanner)
{
  while (scanner->cursor < scanner->end && strchr (" \t\n\r", *scanner->cursor) != NULL)
    scanner->cursor++;
}

static gboolean
scan_name (Scanner *scanner, Expectation *expectation)
{
  if (peek (scanner) != '"')
    return fail (scanner, "the name of a member is expected");
  if (!scan_string (scanner))
    return FALSE;
  skip_space (scanner);
  if (peek (scanner) != ':')
    return fail (scanner, "a colon is expected");
  scanner->cursor++;
  *expectation = EXPECT_VALUE;
  return TRUE;
}

/* Whether what is open ends here. */
static gboolean
scan_closing (Scanner *scanner, Expectation *expectation)
{
  if (peek (scanner) != scanner->closers[scanner->depth - 1])
    return FALSE;
  scanner->cursor++;
  scanner->depth--;
  *expectation = EXPECT_NEXT;
  return TRUE;
}

static gboolean
scan_comma (Scanner *scanner, Expectation *expectation)
{
  if (peek (scanner) != ',')
    return fail (scanner, "a comma or the end of an array or object is expected");
  scanner->cursor++;
  *expectation = scanner->closers[scanner->depth - 1] == '}' ? EXPECT_NAME : EXPECT_VALUE;
  return TRUE;
}

static gboolean
scan_step (Scanner *scanner, Expectation *expectation)
{
  switch (*expectation)
    {
    case EXPECT_VALUE:
      return scan_value (scanner, expectation);
    case EXPECT_FIRST_VALUE:
      return scan_closing (scanner, expectation) || scan_value (scanner, expectation);
    case EXPECT_NAME:
      return scan_name (scanner, expectation);
    case EXPECT_FIRST_NAME:
      return scan_closing (scanner, expectation) || scan_name (scanner, expectation);
    case EXPECT_NEXT:
      return scan_closing (scanner, expectation) || scan_comma (scanner, expectation);
    default:
      g_assert_not_reached ();
    }
}

/* Whether the text is JSON (RFC 8259) that json-glib takes for what it is. */
static gboolean
scan_document (Scanner *scanner)
{
  Expectation expectation = EXPECT_VALUE;

  do
    {
      skip_space (scanner);
      if (!scan_step (scanner, &expectation))
        return FALSE;
    }
  while (scanner->depth > 0 || expectation != EXPECT_NEXT);

  skip_space (scanner);
  return scanner->cursor == scanner->end || fail (scanner, "something stands behind the value");
}

static void
set_error (Scanner *scanner, GError **error)
{
  guint line = 1;
  const char *start_of_line = scanner->start;

  for (const char *c = scanner->start; c < scanner->cursor; c++)
    {
      if (*c != '\n')
        continue;
      line++;
      start_of_line = c + 1;
    }
  g_set_error (error, SS_MODEL_ERROR, SS_MODEL_ERROR_SYNTAX, "Line %u, column %ld: %s", line,
               g_utf8_strlen (start_of_line, scanner->cursor - start_of_line) + 1, scanner->fault);
}

/**
 * ss_json_parse:
 * @text: text from outside
 * @length: the length of @text in bytes, or -1 where it ends with a NUL
 * @error: where an error goes
 *
 * Reads JSON exactly as RFC 8259 has it, in UTF-8, and nested at most %SS_JSON_DEPTH_MAX levels.
 * Refused are also the character U+0000, half surrogate pairs, whole numbers that need more than 64
 * bits, and other numbers beyond a double. Of members with the same name the last one counts.
 *
 * Returns: (transfer full) (nullable): an immutable tree, or %NULL with %SS_MODEL_ERROR_SYNTAX, whose
 *   message says where but quotes nothing
 */
JsonNode *
ss_json_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  Scanner scanner = { .start = text, .cursor = text };
  const char *invalid = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = strlen (text);
  scanner.end = text + length;

  if (!g_utf8_validate_len (text, length, &invalid))
    {
      scanner.cursor = invalid;
      scanner.fault = *invalid == '\0' ? "text may not hold the character U+0000" : "the text is not UTF-8";
      set_error (&scanner, error);
      return NULL;
    }
  if (!scan_document (&scanner))
    {
      set_error (&scanner, error);
      return NULL;
    }

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, length, NULL))
    {
      scanner.fault = "the text can't be read";
      set_error (&scanner, error);
      return NULL;
    }
  return json_parser_steal_root (parser);
}
