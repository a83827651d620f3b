/* grant-notice.c: tells somebody what he was granted for a while, and that it is over
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/grant-notice.h"

#include <glib/gi18n-lib.h>

#include "app/people/grant-words.h"

/**
 * ss_grant_notice_describe:
 * @grant: what the platform told
 * @has_ended: whether it is over
 * @zone: in which times are said
 *
 * Returns: (transfer full): a sentence
 */
char *
ss_grant_notice_describe (SsPermissionGrant *grant, gboolean has_ended, GTimeZone *zone)
{
  const char *action = ss_grant_describe_action (ss_permission_grant_get_action (grant));
  g_autofree char *end = ss_grant_describe_end (grant, zone);

  if (!has_ended)
    /* Translators: a name, a time of day, and a permission in words */
    return g_strdup_printf (_ ("%s lets you do more until %s: %s"), ss_grant_get_grantor_name (grant), end,
                            action);
  if (g_strcmp0 (ss_permission_grant_get_status (grant), "REVOKED") == 0)
    /* Translators: a permission in words */
    return g_strdup_printf (_ ("A permission of yours was revoked: %s"), action);
  /* Translators: a permission in words */
  return g_strdup_printf (_ ("A permission of yours has expired: %s"), action);
}
