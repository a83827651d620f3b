/* password.c: which passwords will do
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/validation.h"

#include "domain/common-passwords.h"
#include "domain/validation-private.h"

/* The length of the shortest piece that @text is made of, over and over. */
static gsize
repeated_length (const char *text, gsize length)
{
  for (gsize piece = 1; piece <= length / 2; piece++)
    if (length % piece == 0 && memcmp (text, text + piece, length - piece) == 0)
      return piece;
  return length;
}

/* What digits and signs at the end leave of @text. */
static gsize
base_length (const char *text, gsize length)
{
  while (length > 0 && (g_ascii_isdigit (text[length - 1]) || g_ascii_ispunct (text[length - 1])))
    length--;
  return length;
}

/* Whether @folded, a password folded, is in the table: itself, said again and again ("trustno1trustno1"),
 * with digits and signs at its end ("password2026!"), or both ("qwertyqwerty12"). */
static gboolean
is_common (const char *folded)
{
  g_autofree char *base = g_strdup (folded);
  gsize length = strlen (base);

  for (guint round = 0; round < 2; round++)
    {
      gsize piece = repeated_length (base, length);

      if (piece <= 4 && length >= 8)
        return TRUE;
      length = piece;
      base[length] = '\0';
      if (in_table (base, common))
        return TRUE;

      length = base_length (base, length);
      base[length] = '\0';
      if (in_table (base, common))
        return TRUE;
    }
  return FALSE;
}

/* Whether one of the words of @text, of four characters or more, is in @folded. */
static gboolean
has_word_of (const char *folded, const char *text, const char *separators)
{
  g_autofree char *folded_text = ss_search_fold (text);
  g_auto (GStrv) words = g_strsplit_set (folded_text, separators, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) >= 4 && strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * ss_validate_password:
 * @text: (nullable): a new password
 * @name: (nullable): the name of whose it is
 * @email: (nullable): the email address of whose it is
 *
 * Contract section 2: neither too short, nor in the common list, nor like the name or the email address.
 * There are no rules on the kinds of characters, as NIST SP 800-63B section 5.1.1.2 advises.
 *
 * Returns: (nullable): %NULL where it will do; else a sentence
 */
const char *
ss_validate_password (const char *text, const char *name, const char *email)
{
  g_autofree char *folded = NULL;
  g_autofree char *local_part = NULL;

  if (is_empty (text))
    return N_ ("Enter a password.");
  if (strlen (text) > SS_PASSWORD_MAX)
    return N_ ("Use a shorter password, of at most 1024 bytes.");
  if (!g_utf8_validate (text, -1, NULL))
    return NOT_TEXT;
  if (g_utf8_strlen (text, -1) < SS_PASSWORD_MIN)
    return N_ ("Use at least 12 characters.");

  folded = ss_search_fold (text);
  if (is_common (folded))
    return N_ ("This password is too common. Choose another one.");

  local_part = g_strndup (email != NULL ? email : "", email != NULL ? strcspn (email, "@") : 0);
  if (has_word_of (folded, name, " \t-.,'") || has_word_of (folded, local_part, ""))
    return N_ ("This password is too much like the name or the email address. Choose another one.");
  return NULL;
}
