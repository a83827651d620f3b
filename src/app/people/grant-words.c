/* grant-words.c: permissions that are granted for a while, in words
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/grant-words.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/clock-text.h"
#include "domain/permission.h"

/**
 * ss_grant_describe_action:
 * @action: a permission's code
 *
 * Returns: a sentence, "See reports on bookings and revenue."
 */
const char *
ss_grant_describe_action (const char *action)
{
  SsPermission permission;

  if (action != NULL && ss_permission_from_string (action, &permission))
    return _ (ss_permission_get_description (permission));
  return action != NULL ? action : "";
}

/**
 * ss_grant_describe_countdown:
 * @seconds: how long it still lasts
 *
 * Returns: (transfer full): "24:59"
 */
char *
ss_grant_describe_countdown (guint seconds)
{
  if (seconds >= 3600)
    return g_strdup_printf ("%u:%02u:%02u", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return g_strdup_printf ("%u:%02u", seconds / 60, seconds % 60);
}

/**
 * ss_grant_describe_time_left:
 * @seconds: how long it still lasts
 *
 * A screen reader is not told each second.
 *
 * Returns: (transfer full): "25 minutes left"
 */
char *
ss_grant_describe_time_left (guint seconds)
{
  guint minutes = (seconds + 59) / 60;

  return g_strdup_printf (ngettext ("%u minute left", "%u minutes left", minutes), minutes);
}

const char *
ss_grant_status_get_label (const char *status)
{
  static const char *const labels[SS_N_GRANT_STATUSES] = {
    [SS_GRANT_ACTIVE] = N_ ("Active"),
    [SS_GRANT_EXPIRED] = N_ ("Expired"),
    [SS_GRANT_REVOKED] = N_ ("Revoked"),
  };
  SsGrantStatus known;

  if (status != NULL && ss_grant_status_from_string (status, &known))
    return _ (labels[known]);
  return status != NULL ? status : "";
}

static char *
describe_time (gint64 time, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);

  if (local == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (local) == g_date_time_get_year (now)
      && g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (now))
    return ss_clock_text_format (local);
  /* Translators: a day, short: "23 Nov". See g_date_time_format(). */
  return ss_clock_text_format_with_day (local, _ ("%-d %b"));
}

char *
ss_grant_describe_end (SsPermissionGrant *grant, GTimeZone *zone)
{
  gint64 revoked_at = ss_permission_grant_get_revoked_at (grant);

  return describe_time (revoked_at > 0 ? revoked_at : ss_permission_grant_get_expires_at (grant), zone);
}

static const char *
get_name (SsPersonReference *person)
{
  const char *name = person != NULL ? ss_person_reference_get_name (person) : NULL;

  return name != NULL ? name : _ ("Somebody");
}

const char *
ss_grant_get_grantee_name (SsPermissionGrant *grant)
{
  return get_name (ss_permission_grant_get_grantee (grant));
}

const char *
ss_grant_get_grantor_name (SsPermissionGrant *grant)
{
  return get_name (ss_permission_grant_get_grantor (grant));
}

/**
 * ss_grant_explain_code:
 * @code: (nullable): what the platform says of one of several (contract section 7)
 *
 * Returns: a sentence
 */
const char *
ss_grant_explain_code (const char *code)
{
  if (g_strcmp0 (code, "not_active") == 0)
    return _ ("Had ended already.");
  if (g_strcmp0 (code, "not_found") == 0)
    return _ ("Is not there any more.");
  return code != NULL ? code : _ ("Was refused.");
}
