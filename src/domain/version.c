/* version.c: semantic versions (semver.org 2.0.0)
 *
 * Numbers are never converted: the specification sets no limit, and digits without leading zeros compare
 * by length and then as text.
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/version.h"

#include <string.h>

#define DIGITS "0123456789"
#define IDENTIFIER DIGITS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-"

/* A piece of a version's text, not terminated. */
typedef struct
{
  const char *text;
  gsize length;
} Identifier;

typedef struct
{
  Identifier core[3];
  const char *prerelease; /* (nullable): its first identifier, dots between them */
} Version;

static gboolean
is_numeric (const Identifier *identifier)
{
  return strspn (identifier->text, DIGITS) >= identifier->length;
}

/* Takes the longest run of @characters off @text; fails where there is none. */
static gboolean
take (const char **text, const char *characters, Identifier *identifier)
{
  identifier->text = *text;
  identifier->length = strspn (*text, characters);
  *text += identifier->length;
  return identifier->length > 0;
}

static gboolean
has_leading_zero (const Identifier *identifier)
{
  return identifier->length > 1 && identifier->text[0] == '0';
}

/* Identifiers with dots between them (semver.org sections 9 and 10). Only a build may write 007. */
static gboolean
take_identifiers (const char **text, gboolean is_build)
{
  Identifier identifier;

  do
    {
      if (!take (text, IDENTIFIER, &identifier))
        return FALSE;
      if (!is_build && is_numeric (&identifier) && has_leading_zero (&identifier))
        return FALSE;
    }
  while (*(*text)++ == '.');

  (*text)--;
  return TRUE;
}

static gboolean
parse (const char *text, Version *version)
{
  version->prerelease = NULL;
  if (text == NULL)
    return FALSE;

  for (guint i = 0; i < 3; i++)
    {
      if (i > 0 && *text++ != '.')
        return FALSE;
      if (!take (&text, DIGITS, &version->core[i]) || has_leading_zero (&version->core[i]))
        return FALSE;
    }
  if (*text == '-')
    {
      version->prerelease = ++text;
      if (!take_identifiers (&text, FALSE))
        return FALSE;
    }
  if (*text == '+')
    {
      text++;
      if (!take_identifiers (&text, TRUE))
        return FALSE;
    }
  return *text == '\0';
}

static int
compare_numbers (const Identifier *a, const Identifier *b)
{
  if (a->length != b->length)
    return a->length < b->length ? -1 : 1;
  return memcmp (a->text, b->text, a->length);
}

static int
compare_identifiers (const Identifier *a, const Identifier *b)
{
  gboolean a_numeric = is_numeric (a), b_numeric = is_numeric (b);
  int order;

  if (a_numeric && b_numeric)
    return compare_numbers (a, b);
  if (a_numeric != b_numeric)
    return a_numeric ? -1 : 1;

  order = memcmp (a->text, b->text, MIN (a->length, b->length));
  if (order != 0 || a->length == b->length)
    return order;
  return a->length < b->length ? -1 : 1;
}

/* Identifier by identifier; with all alike, the one that has more of them is higher. */
static int
compare_prereleases (const char *a, const char *b)
{
  /* A version without one is the release itself, which is above what came before it. */
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);

  for (;;)
    {
      Identifier from_a, from_b;
      int order;

      take (&a, IDENTIFIER, &from_a);
      take (&b, IDENTIFIER, &from_b);
      order = compare_identifiers (&from_a, &from_b);
      if (order != 0)
        return order;
      if (*a != '.' || *b != '.')
        return (*a == '.') - (*b == '.');
      a++;
      b++;
    }
}

/**
 * ss_version_is_valid:
 * @text: (nullable): what may be a version
 *
 * Returns: whether @text is a semantic version (the grammar of semver.org 2.0.0)
 */
gboolean
ss_version_is_valid (const char *text)
{
  Version version;

  return parse (text, &version);
}

/**
 * ss_version_compare:
 * @a: (nullable): a version
 * @b: (nullable): another
 *
 * By precedence (semver.org section 11), in which builds do not count. What is not a version is below
 * all that are, and equal to all that are not.
 *
 * Returns: below 0, 0 or above 0, as @a is lower than, equal to or higher than @b
 */
int
ss_version_compare (const char *a, const char *b)
{
  Version from_a, from_b;
  gboolean a_valid = parse (a, &from_a), b_valid = parse (b, &from_b);

  if (!a_valid || !b_valid)
    return a_valid - b_valid;

  for (guint i = 0; i < 3; i++)
    {
      int order = compare_numbers (&from_a.core[i], &from_b.core[i]);

      if (order != 0)
        return order;
    }
  return compare_prereleases (from_a.prerelease, from_b.prerelease);
}
