/* validation-private.h: what the sources of validation.h share
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

G_BEGIN_DECLS

#define DIGITS "0123456789"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LETTERS UPPER LOWER

/* What several checks say. */
#define NOT_TEXT N_ ("Use text in UTF-8.")

static inline int
compare_strings (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* @table is sorted by strcmp(). */
#define in_table(text, table) \
  (bsearch (&(text), (table), G_N_ELEMENTS (table), sizeof *(table), compare_strings) != NULL)

static inline gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

glong ss_text_stripped_length (const char *text);

G_END_DECLS
