/* text.c: text as it is compared
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/validation.h"

#include "domain/validation-private.h"

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

/**
 * ss_text_stripped_length:
 * @text: text in UTF-8
 *
 * Returns: the number of characters without the blank ones around them
 */
glong
ss_text_stripped_length (const char *text)
{
  glong length = 0, seen = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean blank = is_blank (g_utf8_get_char (p));

      if (seen > 0 || !blank)
        length++;
      if (!blank)
        seen = length;
    }
  return seen;
}

/**
 * ss_email_normalize:
 * @text: (nullable): an email address as typed
 *
 * In lower case and without spaces around it: what is compared and stored. Only ASCII letters change, the
 * same in every locale; other ones are for ss_validate_email() to refuse.
 *
 * Returns: (transfer full): the address
 */
char *
ss_email_normalize (const char *text)
{
  return g_strstrip (g_ascii_strdown (text != NULL ? text : "", -1));
}

/* Letters whose stroke is not a mark of its own in Unicode, but which people type without it. */
static const char *
base_letter (gunichar c)
{
  switch (c)
    {
    case 0x00c6: /* Æ */
    case 0x00e6:
      return "ae";
    case 0x00d0: /* Ð */
    case 0x00f0:
    case 0x0110: /* Đ */
    case 0x0111:
      return "d";
    case 0x00d8: /* Ø */
    case 0x00f8:
      return "o";
    case 0x0126: /* Ħ */
    case 0x0127:
      return "h";
    case 0x0131: /* ı */
      return "i";
    case 0x0141: /* Ł */
    case 0x0142:
      return "l";
    case 0x0152: /* Œ */
    case 0x0153:
      return "oe";
    default:
      return NULL;
    }
}

/**
 * ss_search_fold:
 * @text: (nullable): what is searched, or searched for
 *
 * In lower case and without accents: what a search compares (contract section 1). Decomposed as far as
 * Unicode does (NFKD), so that widths and ligatures do not matter either; the marks taken away are those that
 * combine with a letter, not the vowels of Indian scripts. What is not UTF-8 is replaced, and finds nothing.
 *
 * Returns: (transfer full): the folded text
 */
char *
ss_search_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *decomposed = NULL;
  g_autoptr (GString) bare = NULL;

  if (text == NULL || g_str_is_ascii (text))
    return g_ascii_strdown (text != NULL ? text : "", -1);

  valid = g_utf8_make_valid (text, -1);
  decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKD);
  bare = g_string_sized_new (strlen (decomposed));
  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *letter = base_letter (c);

      if (letter != NULL)
        g_string_append (bare, letter);
      else if (g_unichar_combining_class (c) == 0)
        g_string_append_unichar (bare, c);
    }
  return g_utf8_casefold (bare->str, -1);
}
