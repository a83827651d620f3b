/* time.c: moments as the wire writes them
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/time.h"

#include <string.h>

/* The years from 1 to 9999, which four digits and GDateTime can write. */
#define FIRST_SECOND G_GINT64_CONSTANT (-62135596800)
#define LAST_SECOND G_GINT64_CONSTANT (253402300799)

static gboolean
read_digits (const char **cursor, int count, int *value)
{
  *value = 0;
  for (int i = 0; i < count; i++, (*cursor)++)
    {
      if (!g_ascii_isdigit (**cursor))
        return FALSE;
      *value = *value * 10 + (**cursor - '0');
    }
  return TRUE;
}

static gboolean
read_character (const char **cursor, char expected)
{
  if (**cursor != expected)
    return FALSE;
  (*cursor)++;
  return TRUE;
}

/* Days since 1970-01-01 in the proleptic Gregorian calendar: years are counted from March, so that
 * the leap day is a year's last. */
static gint64
days_from_date (int year, int month, int day)
{
  int y = month <= 2 ? year - 1 : year;
  int era = (y >= 0 ? y : y - 399) / 400;
  int year_of_era = y - era * 400;
  int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return (gint64) era * 146097 + day_of_era - 719468;
}

static gboolean
read_date (const char **cursor, gint64 *days)
{
  int year, month, day;

  if (!read_digits (cursor, 4, &year) || !read_character (cursor, '-') || !read_digits (cursor, 2, &month)
      || !read_character (cursor, '-') || !read_digits (cursor, 2, &day))
    return FALSE;
  if (month < 1 || month > 12 || day < 1 || year < 1 || day > g_date_get_days_in_month (month, year))
    return FALSE;

  *days = days_from_date (year, month, day);
  return TRUE;
}

static gboolean
read_clock (const char **cursor, gint64 *microseconds)
{
  int hour, minute, second;
  gint64 fraction = 0;

  if (!read_digits (cursor, 2, &hour) || !read_character (cursor, ':') || !read_digits (cursor, 2, &minute)
      || !read_character (cursor, ':') || !read_digits (cursor, 2, &second))
    return FALSE;
  /* RFC 3339 allows a leap second; POSIX time has none. */
  if (hour > 23 || minute > 59 || second > 60)
    return FALSE;

  if (**cursor == '.')
    {
      gint64 unit = 100000;

      (*cursor)++;
      if (!g_ascii_isdigit (**cursor))
        return FALSE;
      for (; g_ascii_isdigit (**cursor); (*cursor)++, unit /= 10)
        fraction += (**cursor - '0') * unit;
    }

  *microseconds = ((gint64) hour * 3600 + minute * 60 + MIN (second, 59)) * G_USEC_PER_SEC + fraction;
  return TRUE;
}

static gboolean
read_offset (const char **cursor, gint64 *seconds)
{
  int sign, hours, minutes;

  *seconds = 0;
  if (**cursor == 'Z' || **cursor == 'z')
    {
      (*cursor)++;
      return TRUE;
    }
  if (**cursor != '+' && **cursor != '-')
    return FALSE;

  sign = *(*cursor)++ == '-' ? -1 : 1;
  if (!read_digits (cursor, 2, &hours) || !read_character (cursor, ':') || !read_digits (cursor, 2, &minutes)
      || hours > 23 || minutes > 59)
    return FALSE;

  *seconds = sign * (hours * 3600 + minutes * 60);
  return TRUE;
}

/**
 * ss_time_parse:
 * @text: (nullable): an RFC 3339 date and time, any offset and fraction
 * @time: (out): where the moment goes, in microseconds
 *
 * Reads a moment (RFC 3339, section 5.6) of the years 1 to 9999. What is finer than a microsecond is
 * dropped, a leap second is the one before it.
 *
 * Returns: whether @text is one
 */
gboolean
ss_time_parse (const char *text, gint64 *time)
{
  const char *cursor = text;
  gint64 days, clock, offset, seconds;

  if (text == NULL || !read_date (&cursor, &days))
    return FALSE;
  if (*cursor != 'T' && *cursor != 't' && *cursor != ' ')
    return FALSE;
  cursor++;
  if (!read_clock (&cursor, &clock) || !read_offset (&cursor, &offset) || *cursor != '\0')
    return FALSE;

  /* The offset may lead out of the years that can be written. */
  seconds = days * 86400 - offset + clock / G_USEC_PER_SEC;
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND)
    return FALSE;

  *time = seconds * G_USEC_PER_SEC + clock % G_USEC_PER_SEC;
  return TRUE;
}

static void
put_digits (char *at, int n, int value)
{
  for (char *digit = at + n - 1; digit >= at; digit--, value /= 10)
    *digit = (char) ('0' + value % 10);
}

/**
 * ss_time_format:
 * @time: a moment in microseconds
 * @buffer: room for the text
 *
 * Writes a moment with `Z` and whole seconds, as the contract does. What is outside the years 1 to
 * 9999 is written as the nearest moment inside.
 *
 * Returns: (transfer none): @buffer
 */
const char *
ss_time_format (gint64 time, char buffer[SS_TIME_BUFFER])
{
  gint64 seconds = time / G_USEC_PER_SEC - (time % G_USEC_PER_SEC < 0 ? 1 : 0);
  gint64 days, second_of_day, era;
  int day_of_era, year_of_era, day_of_year, shifted_month, day, month, year;

  seconds = CLAMP (seconds, FIRST_SECOND, LAST_SECOND);
  days = seconds / 86400 - (seconds % 86400 < 0 ? 1 : 0);
  second_of_day = seconds - days * 86400;

  days += 719468;
  era = days / 146097 - (days % 146097 < 0 ? 1 : 0);
  day_of_era = days - era * 146097;
  year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  shifted_month = (5 * day_of_year + 2) / 153;
  day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  month = shifted_month + (shifted_month < 10 ? 3 : -9);
  year = era * 400 + year_of_era + (month <= 2 ? 1 : 0);

  /* Lists hold hundreds of times: printf() would take longer than all the rest. */
  memcpy (buffer, "0000-00-00T00:00:00Z", sizeof "0000-00-00T00:00:00Z");
  put_digits (buffer, 4, year);
  put_digits (buffer + 5, 2, month);
  put_digits (buffer + 8, 2, day);
  put_digits (buffer + 11, 2, (int) (second_of_day / 3600));
  put_digits (buffer + 14, 2, (int) (second_of_day / 60 % 60));
  put_digits (buffer + 17, 2, (int) (second_of_day % 60));
  return buffer;
}
