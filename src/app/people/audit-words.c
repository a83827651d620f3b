/* audit-words.c: what the entries of the audit log are called
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/audit-words.h"

#include <glib/gi18n-lib.h>

#include "model/model-json.h"

#define ACCESS "dialog-password-symbolic"
#define PERSON "avatar-default-symbolic"
#define MASQUERADE "view-reveal-symbolic"
#define GRANT "channel-secure-symbolic"
#define PLUGIN "application-x-addon-symbolic"
#define BUSINESS "emblem-system-symbolic"
#define DOMAIN "network-server-symbolic"
#define REFUSED "action-unavailable-symbolic"

static const struct
{
  const char *name;
  const char *label;
  const char *icon_name;
} actions[] = {
  { "LOGIN_SUCCEEDED", N_ ("Signed in"), ACCESS },
  { "LOGIN_FAILED", N_ ("Sign-in failed"), REFUSED },
  { "LOGIN_LOCKED", N_ ("Signing in locked"), REFUSED },
  { "LOGOUT", N_ ("Signed out"), ACCESS },
  { "TOKEN_REUSED", N_ ("Session ended: a key was used twice"), REFUSED },
  { "PASSWORD_CHANGED", N_ ("Password changed"), ACCESS },
  { "SESSION_REVOKED", N_ ("Session signed out"), ACCESS },
  { "USER_INVITED", N_ ("User invited"), PERSON },
  { "USER_ACTIVATED", N_ ("User activated"), PERSON },
  { "USER_DEACTIVATED", N_ ("User deactivated"), PERSON },
  { "ROLE_CHANGED", N_ ("Role changed"), PERSON },
  { "OWNERSHIP_TRANSFERRED", N_ ("Ownership handed over"), PERSON },
  { "HIJACK_START", N_ ("Began to act or view as somebody"), MASQUERADE },
  { "HIJACK_END", N_ ("Stopped acting or viewing as somebody"), MASQUERADE },
  { "HIJACK_DENIED", N_ ("Was refused to act or view as somebody"), REFUSED },
  { "GRANT_CREATED", N_ ("Permission granted"), GRANT },
  { "GRANT_USED", N_ ("Granted permission used"), GRANT },
  { "GRANT_REVOKED", N_ ("Granted permission revoked"), GRANT },
  { "GRANT_EXPIRED", N_ ("Granted permission expired"), GRANT },
  { "PLUGIN_INSTALLED", N_ ("Plugin installed"), PLUGIN },
  { "PLUGIN_UPDATED", N_ ("Plugin updated"), PLUGIN },
  { "PLUGIN_ROLLED_BACK", N_ ("Plugin rolled back"), PLUGIN },
  { "PLUGIN_ACTIVATED", N_ ("Plugin switched on"), PLUGIN },
  { "PLUGIN_DEACTIVATED", N_ ("Plugin switched off"), PLUGIN },
  { "PLUGIN_UNINSTALLED", N_ ("Plugin uninstalled"), PLUGIN },
  { "SETTINGS_CHANGED", N_ ("Settings changed"), BUSINESS },
  { "TENANT_CREATED", N_ ("Business created"), BUSINESS },
  { "TENANT_CHANGED", N_ ("Business changed"), BUSINESS },
  { "DOMAIN_ADDED", N_ ("Domain added"), DOMAIN },
  { "DOMAIN_VERIFIED", N_ ("Domain verified"), DOMAIN },
  { "DOMAIN_REMOVED", N_ ("Domain removed"), DOMAIN },
  { "PERMISSION_DENIED", N_ ("Was refused for want of a permission"), REFUSED },
};

static int
find (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_strcmp0 (actions[i].name, action) == 0)
      return (int) i;
  return -1;
}

/* (nullable) */
static const char *
non_empty (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/**
 * ss_audit_action_get:
 * @number: from 0
 *
 * Returns: (nullable): an action's wire name
 */
const char *
ss_audit_action_get (guint number)
{
  return number < G_N_ELEMENTS (actions) ? actions[number].name : NULL;
}

const char *
ss_audit_action_describe (const char *action)
{
  int number = find (action);

  if (number >= 0)
    return _ (actions[number].label);
  return action != NULL ? action : "";
}

const char *
ss_audit_action_get_icon_name (const char *action)
{
  int number = find (action);

  return number >= 0 ? actions[number].icon_name : "dialog-information-symbolic";
}

/**
 * ss_audit_entry_describe_actor:
 * @entry: an entry
 *
 * Returns: (transfer full): who really did it, and as whom
 */
char *
ss_audit_entry_describe_actor (SsAuditEntry *entry)
{
  SsAuditActor *actor = ss_audit_entry_get_actor (entry);
  SsAuditActor *real = ss_audit_entry_get_real_actor (entry);
  const char *name = actor != NULL ? non_empty (ss_audit_actor_get_email (actor)) : NULL;

  if (name == NULL)
    return g_strdup (_ ("Nobody signed in"));
  if (real != NULL && non_empty (ss_audit_actor_get_email (real)) != NULL)
    /* Translators: two e-mail addresses: who is really there, and as whom */
    return g_strdup_printf (_ ("%s as %s"), ss_audit_actor_get_email (real), name);
  return g_strdup (name);
}

/**
 * ss_audit_entry_describe_target:
 * @entry: an entry
 *
 * Returns: (transfer full) (nullable): to whom or what it was done
 */
char *
ss_audit_entry_describe_target (SsAuditEntry *entry)
{
  SsAuditTarget *target = ss_audit_entry_get_target (entry);
  const char *name;

  if (target == NULL)
    return NULL;
  name = non_empty (ss_audit_target_get_email (target));
  if (name == NULL)
    name = non_empty (ss_audit_target_get_name (target));
  if (name == NULL)
    name = non_empty (ss_audit_target_get_id (target));
  return g_strdup (name);
}

/**
 * ss_audit_entry_describe:
 * @entry: an entry
 *
 * Returns: (transfer full): who, and to whom or what where that is not himself
 */
char *
ss_audit_entry_describe (SsAuditEntry *entry)
{
  g_autofree char *actor = ss_audit_entry_describe_actor (entry);
  g_autofree char *target = ss_audit_entry_describe_target (entry);

  if (target == NULL || g_strcmp0 (actor, target) == 0)
    return g_steal_pointer (&actor);
  /* Translators: who did something, and to whom or what */
  return g_strdup_printf (_ ("%s → %s"), actor, target);
}

/**
 * ss_audit_entry_describe_time:
 * @entry: an entry
 * @zone: where the business is
 *
 * Returns: (transfer full): the time, with its day where that is not today
 */
char *
ss_audit_entry_describe_time (SsAuditEntry *entry, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc =
      g_date_time_new_from_unix_utc (ss_audit_entry_get_timestamp (entry) / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) time = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);

  if (time == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (time) == g_date_time_get_year (now)
      && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now))
    return g_date_time_format (time, "%X");
  return g_date_time_format (time, "%x %X");
}

/**
 * ss_audit_entry_to_text:
 * @entry: an entry
 *
 * Returns: (transfer full): JSON
 */
char *
ss_audit_entry_to_text (SsAuditEntry *entry)
{
  g_auto (SsJsonWriter) writer = { 0 };
  g_autoptr (JsonNode) node = NULL;

  ss_json_writer_init (&writer);
  ss_model_write (SS_MODEL (entry), &writer, 0);
  node = json_from_string (writer.text->str, NULL);
  return node != NULL ? json_to_string (node, TRUE) : g_strdup (writer.text->str);
}
