/* conditions.c: what a list's filters ask of its rows
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/conditions.h"

#include <string.h>

#include "domain/validation.h"

/* More words than anybody types; each is a comparison with every row. */
#define WORDS_MAX 16

static char *
like_pattern (const char *word)
{
  GString *pattern = g_string_new ("%");

  for (const char *p = word; *p != '\0'; p++)
    {
      if (strchr ("%_\\", *p) != NULL)
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}

/**
 * ss_conditions_init:
 * @self: conditions on the stack
 */
void
ss_conditions_init (SsConditions *self)
{
  self->where = g_string_new (NULL);
  self->parameters = ss_parameters_new ();
}

/**
 * ss_conditions_clear:
 * @self: conditions; once initialised, or all zeros
 */
void
ss_conditions_clear (SsConditions *self)
{
  if (self->where != NULL)
    g_string_free (self->where, TRUE);
  g_clear_pointer (&self->parameters, ss_parameters_free);
  self->where = NULL;
}

/**
 * ss_conditions_add:
 * @self: conditions
 * @condition: SQL
 */
void
ss_conditions_add (SsConditions *self, const char *condition)
{
  g_string_append_printf (self->where, " AND %s", condition);
}

/**
 * ss_conditions_add_search:
 * @self: conditions
 * @expression: SQL for text that ss_search_fold() has folded
 * @search: (nullable): words
 * @errors: gets what is wrong
 */
void
ss_conditions_add_search (SsConditions *self, const char *expression, const char *search,
                          SsFieldErrors *errors)
{
  g_autofree char *folded = search != NULL ? ss_search_fold (search) : NULL;
  g_auto (GStrv) words = folded != NULL ? g_strsplit_set (folded, " \t\r\n", -1) : NULL;
  guint n_words = 0;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      g_autofree char *pattern = NULL;

      if (*words[i] == '\0')
        continue;
      if (++n_words > WORDS_MAX)
        {
          ss_field_errors_add_printf (errors, "search", "Search for at most %d words.", WORDS_MAX);
          return;
        }
      pattern = like_pattern (words[i]);
      g_string_append_printf (self->where, " AND %s LIKE $%u ESCAPE '\\'", expression,
                              ss_parameters_add_string (self->parameters, pattern));
    }
}

/**
 * ss_conditions_add_choice:
 * @self: conditions
 * @expression: SQL for what is looked for
 * @values: (nullable): one of these, each from outside; none: any
 *
 * Asks for one of @values.
 */
void
ss_conditions_add_choice (SsConditions *self, const char *expression, const char *const *values)
{
  if (values == NULL || *values == NULL)
    return;
  g_string_append_printf (self->where, " AND %s IN (", expression);
  for (guint i = 0; values[i] != NULL; i++)
    g_string_append_printf (self->where, "%s$%u", i == 0 ? "" : ", ",
                            ss_parameters_add_string (self->parameters, values[i]));
  g_string_append_c (self->where, ')');
}
