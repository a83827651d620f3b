/* business-words.c: what a business' customers, resources and services are called, and who may change them
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/business-words.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/clock-text.h"

typedef struct
{
  const char *name;
  const char *label;
} Word;

static const Word customer_statuses[] = {
  { "ACTIVE", N_ ("Active") },
  { "INACTIVE", N_ ("Inactive") },
  { "BLOCKED", N_ ("Blocked") },
  { NULL, NULL },
};

static const Word resource_types[] = {
  { "STAFF", N_ ("Person") },
  { "ROOM", N_ ("Room") },
  { "EQUIPMENT", N_ ("Equipment") },
  { NULL, NULL },
};

/* What only a newer platform knows is shown as it is written. */
static const char *
find_label (const Word *words, const char *name)
{
  for (; words->name != NULL; words++)
    if (g_strcmp0 (words->name, name) == 0)
      return _ (words->label);
  return name != NULL ? name : "";
}

static SsTenantBrand *
get_tenant (SsWorkspace *workspace)
{
  SsCurrentUser *user = ss_session_get_current_user (ss_workspace_get_session (workspace));

  return user != NULL ? ss_current_user_get_tenant (user) : NULL;
}

/**
 * ss_business_get_obstacle:
 * @workspace: the workspace
 * @permission: a permission's code
 *
 * Returns: (transfer none) (nullable): a sentence that says why the user may not do what needs @permission,
 * or %NULL where he may
 */
const char *
ss_business_get_obstacle (SsWorkspace *workspace, const char *permission)
{
  SsSession *session = ss_workspace_get_session (workspace);

  if (ss_session_get_current_user (session) == NULL)
    return _ ("Sign in again to do this.");
  if (get_tenant (workspace) == NULL)
    return _ ("Open a business first: the platform itself has none of these.");
  if (ss_session_may (session, permission))
    return NULL;
  if (ss_session_get_obstacle (session, permission) != NULL)
    return ss_session_get_obstacle (session, permission);
  if (g_str_equal (permission, "customers.edit"))
    return _ ("Your role may look at customers but not change them. That takes the permission "
              "“customers.edit”, which owners and managers have.");
  return _ ("Your role may look at this but not change it. That takes the permission “catalog.edit”, which "
            "owners and managers have.");
}

const char *
ss_business_get_currency (SsWorkspace *workspace)
{
  SsTenantBrand *tenant = get_tenant (workspace);

  return tenant != NULL ? ss_tenant_brand_get_currency (tenant) : NULL;
}

/**
 * ss_business_get_zone:
 * @workspace: the workspace
 *
 * Returns: (transfer full): where the business is; where that is not known, where its user is
 */
GTimeZone *
ss_business_get_zone (SsWorkspace *workspace)
{
  SsTenantBrand *tenant = get_tenant (workspace);
  const char *name = tenant != NULL ? ss_tenant_brand_get_time_zone (tenant) : NULL;
  GTimeZone *zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL ? zone : g_time_zone_new_local ();
}

const char *
ss_business_get_week_start (SsWorkspace *workspace)
{
  SsTenantBrand *tenant = get_tenant (workspace);

  return tenant != NULL ? ss_tenant_brand_get_week_start (tenant) : NULL;
}

GDateWeekday
ss_weekday_from_string (const char *day)
{
  static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (g_strcmp0 (day, days[i]) == 0)
      return G_DATE_MONDAY + i;
  return G_DATE_MONDAY;
}

GDateWeekday
ss_business_get_first_weekday (SsWorkspace *workspace)
{
  return ss_weekday_from_string (ss_business_get_week_start (workspace));
}

const char *
ss_customer_status_get_label (const char *status)
{
  return find_label (customer_statuses, status);
}

const char *
ss_resource_type_get_label (const char *type)
{
  return find_label (resource_types, type);
}

const char *
ss_business_describe_state (const char *status)
{
  SsBookingStatus known;

  if (status == NULL)
    return "";
  return ss_booking_status_from_string (status, &known) ? _ (ss_booking_status_get_label (known)) : status;
}

/**
 * ss_tags_to_text:
 * @tags: (nullable): a customer's
 *
 * Returns: (transfer full): "VIP, Fleet"
 */
char *
ss_tags_to_text (const char *const *tags)
{
  return tags != NULL ? g_strjoinv (", ", (GStrv) tags) : g_strdup ("");
}

/**
 * ss_tags_from_text:
 * @text: words with commas between them
 *
 * Returns: (transfer full): each tag once, in their order
 */
GStrv
ss_tags_from_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ",;", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0' && g_hash_table_add (seen, parts[i]))
      g_strv_builder_add (builder, parts[i]);
  return g_strv_builder_end (builder);
}

/* (transfer full) (nullable) */
static GDateTime *
to_local (GTimeZone *zone, gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

char *
ss_business_format_date (GTimeZone *zone, gint64 time)
{
  g_autoptr (GDateTime) local = to_local (zone, time);

  /* Translators: a day, short: "23 Nov 2026". See g_date_time_format(). */
  return local != NULL ? g_date_time_format (local, _ ("%-d %b %Y")) : g_strdup ("");
}

char *
ss_business_format_moment (GTimeZone *zone, gint64 time)
{
  g_autoptr (GDateTime) local = to_local (zone, time);

  /* Translators: a day, short: "Mon 23 Nov 2026". See g_date_time_format(). */
  return local != NULL ? ss_clock_text_format_with_day (local, _ ("%a %-d %b %Y")) : g_strdup ("");
}

/**
 * ss_minutes_to_text:
 * @minutes: how long
 *
 * Returns: (transfer full): "45 min", "1 h 30 min"
 */
char *
ss_minutes_to_text (gint64 minutes)
{
  if (minutes < 60)
    /* Translators: a length of time in minutes. */
    return g_strdup_printf (_ ("%d min"), (int) minutes);
  if (minutes % 60 == 0)
    /* Translators: a length of time in hours. */
    return g_strdup_printf (_ ("%d h"), (int) (minutes / 60));
  /* Translators: a length of time in hours and minutes. */
  return g_strdup_printf (_ ("%d h %d min"), (int) (minutes / 60), (int) (minutes % 60));
}
