/* palette-match.c: how well a title answers what was typed
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/palette-match.h"

#include <string.h>

/* How a word was found, worst to best. */
#define SCATTERED 1
#define INSIDE 8
#define WORD_START 24
#define WHOLE_WORD 32
#define TITLE_START 48

static gboolean
is_word_start (const char *title, const char *place)
{
  return place == title || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (place)));
}

static gboolean
is_word_end (const char *place)
{
  return *place == '\0' || !g_unichar_isalnum (g_utf8_get_char (place));
}

/* The letters in their order, the first at a word's start, so that "mp" finds My Plugins but "yl" nothing. */
static gboolean
is_scattered (const char *word, const char *title)
{
  const char *place = title;
  gboolean has_begun = FALSE;

  while (*word != '\0' && *place != '\0')
    {
      if (g_utf8_get_char (word) == g_utf8_get_char (place) && (has_begun || is_word_start (title, place)))
        {
          has_begun = TRUE;
          word = g_utf8_next_char (word);
        }
      place = g_utf8_next_char (place);
    }
  return *word == '\0';
}

static guint
match_word (const char *word, const char *title)
{
  gsize length = strlen (word);
  guint best = 0;

  for (const char *place = strstr (title, word); place != NULL; place = strstr (place + 1, word))
    {
      guint rank = INSIDE;

      if (place == title)
        rank = TITLE_START;
      else if (is_word_start (title, place))
        rank = is_word_end (place + length) ? WHOLE_WORD : WORD_START;
      best = MAX (best, rank);
    }
  if (best == 0 && is_scattered (word, title))
    best = SCATTERED;
  return best;
}

/**
 * ss_palette_match:
 * @query: what was typed, folded
 * @title: what it may mean, folded
 *
 * Every word must be found, in any order: at the title's start best, then at a word's, then within one, then
 * as letters in their order.
 *
 * Returns: how well it fits; 0: it does not
 */
guint
ss_palette_match (const char *query, const char *title)
{
  g_auto (GStrv) words = g_strsplit_set (query, " \t", -1);
  guint sum = 1;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint rank = *words[i] != '\0' ? match_word (words[i], title) : 0;

      if (rank == 0 && *words[i] != '\0')
        return 0;
      sum += rank * 16;
    }
  /* Of two that fit alike the shorter one was meant. */
  if (sum > 1)
    sum += 15 - MIN (15, g_utf8_strlen (title, -1) / 4);
  return sum;
}
