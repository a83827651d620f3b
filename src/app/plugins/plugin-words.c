/* plugin-words.c: dates, triggers and runs of plugins in words
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/plugin-words.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/clock-text.h"

static const struct
{
  const char *event;
  const char *words;
} events[] = {
  { "appointment.created", N_ ("When an appointment is booked") },
  { "appointment.updated", N_ ("When an appointment changes") },
  { "appointment.cancelled", N_ ("When an appointment is cancelled") },
  { "appointment.completed", N_ ("When an appointment is completed") },
  { "appointment.no_show", N_ ("When a customer does not come") },
  { "appointment.deleted", N_ ("When an appointment is deleted") },
  { "customer.created", N_ ("When a customer is new") },
  { "customer.updated", N_ ("When a customer's data changes") },
};

static const char *const run_words[][2] = {
  { "OK", N_ ("Ran %s") },
  { "FAILED", N_ ("Failed %s") },
  { "SKIPPED", N_ ("Skipped %s") },
};

/* A field of a crontab that is one number up to @max. */
static gboolean
read_number (const char *field, gint64 max, gint64 *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (field, 10, 0, (guint64) max, &value, NULL))
    return FALSE;
  *number = (gint64) value;
  return TRUE;
}

static char *
format_time (gint64 hour, gint64 minute)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2024, 1, 1, (int) hour, (int) minute, 0);

  return ss_clock_text_format (time);
}

static char *
format_weekday (gint64 weekday)
{
  /* The first of January 2024 is a Monday; 0 and 7 are Sunday. */
  g_autoptr (GDateTime) day = g_date_time_new_local (2024, 1, weekday == 0 ? 7 : (int) weekday, 12, 0, 0);

  return g_date_time_format (day, "%A");
}

static char *
describe_fields (char **fields)
{
  gboolean any_day = g_str_equal (fields[2], "*") && g_str_equal (fields[3], "*");
  gboolean any_weekday = g_str_equal (fields[4], "*");
  gint64 minute;
  gint64 hour;
  gint64 number;
  g_autofree char *time = NULL;

  if (any_day && any_weekday && g_str_equal (fields[1], "*") && g_str_has_prefix (fields[0], "*/")
      && read_number (fields[0] + 2, 59, &number))
    return g_strdup_printf (ngettext ("Every %d minute", "Every %d minutes", (gulong) number), (int) number);
  if (!read_number (fields[0], 59, &minute))
    return NULL;
  if (any_day && any_weekday && g_str_equal (fields[1], "*"))
    return g_strdup_printf (ngettext ("Every hour, %d minute past", "Every hour, %d minutes past",
                                      (gulong) minute),
                            (int) minute);
  if (!read_number (fields[1], 23, &hour))
    return NULL;
  time = format_time (hour, minute);
  if (any_day && any_weekday)
    return g_strdup_printf (_ ("Every day at %s"), time);
  if (any_day && g_str_equal (fields[4], "1-5"))
    return g_strdup_printf (_ ("Monday to Friday at %s"), time);
  if (any_day && read_number (fields[4], 7, &number))
    {
      g_autofree char *weekday = format_weekday (number);

      /* Translators: a weekday and a time. */
      return g_strdup_printf (_ ("Every %s at %s"), weekday, time);
    }
  if (any_weekday && g_str_equal (fields[3], "*") && read_number (fields[2], 31, &number))
    return g_strdup_printf (_ ("On day %d of every month at %s"), (int) number, time);
  return NULL;
}

/**
 * ss_describe_date:
 * @time: a moment, in microseconds since 1970
 *
 * Returns: (transfer full): its date as the locale writes it
 */
char *
ss_describe_date (gint64 time)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (time == SS_TIME_NONE)
    return g_strdup ("");
  utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  return local != NULL ? g_date_time_format (local, "%e %B %Y") : g_strdup ("");
}

/**
 * ss_describe_cron:
 * @cron: (nullable): when, as a line of a crontab has it
 *
 * Returns: (transfer full): the usual ones in words, others as they are
 */
char *
ss_describe_cron (const char *cron)
{
  g_auto (GStrv) fields = g_strsplit_set (cron != NULL ? cron : "", " \t", -1);
  char *words = g_strv_length (fields) == 5 ? describe_fields (fields) : NULL;

  return words != NULL ? words : g_strdup_printf (_ ("On a schedule: %s"), cron != NULL ? cron : "");
}

/**
 * ss_describe_trigger:
 * @trigger: (nullable): what starts a plugin
 *
 * Returns: (transfer full): that in words
 */
char *
ss_describe_trigger (SsPluginTrigger *trigger)
{
  const char *type = trigger != NULL ? ss_plugin_trigger_get_type_ (trigger) : NULL;
  const char *event;

  if (g_strcmp0 (type, "SCHEDULE") == 0)
    return ss_describe_cron (ss_plugin_trigger_get_cron (trigger));
  if (g_strcmp0 (type, "EVENT") != 0)
    return g_strdup (_ ("When it is started by hand"));
  event = ss_plugin_trigger_get_event (trigger);
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    if (g_strcmp0 (events[i].event, event) == 0)
      return g_strdup (_ (events[i].words));
  return g_strdup_printf (_ ("At every “%s”"), event != NULL ? event : "");
}

/**
 * ss_describe_run:
 * @run: (nullable): the last run of an installation
 *
 * Returns: (transfer full): its outcome in words
 */
char *
ss_describe_run (SsPluginRun *run)
{
  g_autofree char *date = NULL;
  const char *message;

  if (run == NULL)
    return g_strdup (_ ("Has not run yet"));
  date = ss_describe_date (ss_plugin_run_get_started_at (run));
  message = ss_plugin_run_get_message (run);
  for (gsize i = 0; i < G_N_ELEMENTS (run_words); i++)
    {
      g_autofree char *words = NULL;

      if (g_strcmp0 (run_words[i][0], ss_plugin_run_get_status (run)) != 0)
        continue;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      words = g_strdup_printf (_ (run_words[i][1]), g_strstrip (date));
#pragma GCC diagnostic pop
      if (message == NULL || *message == '\0' || i == 0)
        return g_steal_pointer (&words);
      return g_strdup_printf ("%s: %s", words, message);
    }
  return g_strdup (message != NULL ? message : "");
}
