/* repetition.c: the rules of RFC 5545 that a person can put together: how often, on which days, until when
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/repetition.h"

#include <stdio.h>
#include <string.h>

#include "domain/local-time.h"

/* By SsRepeat. */
static const char *const frequencies[] = { NULL, "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
/* By GDateWeekday. */
static const char *const weekdays[] = { NULL, "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

static gboolean
find_name (const char *const *names, guint n_names, const char *name, guint *found)
{
  for (guint i = 0; i < n_names; i++)
    if (names[i] != NULL && g_ascii_strcasecmp (names[i], name) == 0)
      {
        *found = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_number (const char *text, int max, int *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, (guint64) max, &value, NULL))
    return FALSE;
  *number = (int) value;
  return TRUE;
}

/* Without numbers before them, as "the second Tuesday" has one. */
static gboolean
parse_weekdays (const char *text, guint *days)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);
  guint day;

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!find_name (weekdays, G_N_ELEMENTS (weekdays), names[i], &day))
        return FALSE;
      *days |= 1u << day;
    }
  return *days != 0;
}

/* A day, or the moment in UTC that is the last one. */
static gboolean
parse_until (const char *text, GTimeZone *zone, GDate *until)
{
  guint year, month, day, hour, minute, second;
  int n_read = 0;

  if (sscanf (text, "%4u%2u%2u%n", &year, &month, &day, &n_read) != 3 || n_read != 8
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (until, 1);
  g_date_set_dmy (until, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  if (text[8] == '\0')
    return TRUE;
  n_read = 0;
  if (sscanf (text + 8, "T%2u%2u%2uZ%n", &hour, &minute, &second, &n_read) == 3 && n_read == 8
      && text[16] == '\0')
    {
      g_autoptr (GDateTime) moment =
          g_date_time_new_utc ((int) year, (int) month, (int) day, (int) hour, (int) minute, second);

      if (moment == NULL)
        return FALSE;
      ss_local_time_get (zone, g_date_time_to_unix (moment) * G_USEC_PER_SEC, until, NULL);
      return TRUE;
    }
  return FALSE;
}

static gboolean
parse_part (SsRepetition *self, const char *name, const char *value, GTimeZone *zone)
{
  guint found;

  if (g_ascii_strcasecmp (name, "FREQ") == 0
      && find_name (frequencies, G_N_ELEMENTS (frequencies), value, &found))
    {
      self->repeat = (SsRepeat) found;
      return TRUE;
    }
  if (g_ascii_strcasecmp (name, "INTERVAL") == 0)
    return parse_number (value, SS_REPEAT_INTERVAL_MAX, &self->interval);
  if (g_ascii_strcasecmp (name, "COUNT") == 0)
    return parse_number (value, SS_REPEAT_COUNT_MAX, &self->count);
  if (g_ascii_strcasecmp (name, "BYDAY") == 0)
    return parse_weekdays (value, &self->weekdays);
  if (g_ascii_strcasecmp (name, "UNTIL") == 0)
    return parse_until (value, zone, &self->until);
  return FALSE;
}

/**
 * ss_repetition_parse:
 * @self: (out): what @rule says
 * @rule: (nullable): a rule of RFC 5545; %NULL: it happens once
 * @zone: the business' zone, in which a rule's last day is
 *
 * Returns: whether that is all that @rule says; if not, it is a rule that only another program can change
 */
gboolean
ss_repetition_parse (SsRepetition *self, const char *rule, GTimeZone *zone)
{
  g_auto (GStrv) parts = g_strsplit (rule != NULL ? rule : "", ";", -1);

  *self = (SsRepetition){ .interval = 1 };
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');

      if (value == NULL)
        return FALSE;
      *value++ = '\0';
      if (!parse_part (self, parts[i], value, zone))
        return FALSE;
    }
  return rule == NULL
         || (self->repeat != SS_REPEAT_NEVER && (self->weekdays == 0 || self->repeat == SS_REPEAT_WEEKLY)
             && (self->count == 0 || !g_date_valid (&self->until)));
}

static void
append_weekdays (GString *rule, guint days)
{
  const char *separator = ";BYDAY=";

  for (guint day = G_DATE_MONDAY; day <= G_DATE_SUNDAY; day++)
    if (days & (1u << day))
      {
        g_string_append_printf (rule, "%s%s", separator, weekdays[day]);
        separator = ",";
      }
}

/* The end of that day as the moment in UTC, which RFC 5545, section 3.3.10, asks for beside a time in a zone.
 */
static void
append_until (GString *rule, const GDate *until, GTimeZone *zone)
{
  GDate next = *until;
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *text = NULL;

  g_date_add_days (&next, 1);
  moment = g_date_time_new_from_unix_utc (ss_local_time_resolve (zone, &next, 0) / G_USEC_PER_SEC - 1);
  text = g_date_time_format (moment, "%Y%m%dT%H%M%SZ");
  g_string_append_printf (rule, ";UNTIL=%s", text);
}

/**
 * ss_repetition_to_rule:
 * @self: how it is repeated
 * @zone: the business' zone
 *
 * Returns: (transfer full) (nullable): the rule; %NULL: it happens once
 */
char *
ss_repetition_to_rule (const SsRepetition *self, GTimeZone *zone)
{
  g_autoptr (GString) rule = NULL;

  if (self->repeat == SS_REPEAT_NEVER)
    return NULL;
  rule = g_string_new ("FREQ=");
  g_string_append (rule, frequencies[self->repeat]);
  if (self->interval > 1)
    g_string_append_printf (rule, ";INTERVAL=%d", self->interval);
  if (self->repeat == SS_REPEAT_WEEKLY)
    append_weekdays (rule, self->weekdays);
  if (self->count > 0)
    g_string_append_printf (rule, ";COUNT=%d", self->count);
  else if (g_date_valid (&self->until))
    append_until (rule, &self->until, zone);
  return g_string_free (g_steal_pointer (&rule), FALSE);
}

gboolean
ss_repetition_equal (const SsRepetition *one, const SsRepetition *other)
{
  gboolean has_end = g_date_valid (&one->until);

  if (one->repeat == SS_REPEAT_NEVER || one->repeat != other->repeat)
    return one->repeat == other->repeat;
  return one->interval == other->interval && one->weekdays == other->weekdays && one->count == other->count
         && has_end == g_date_valid (&other->until)
         && (!has_end || g_date_compare (&one->until, &other->until) == 0);
}
