/* grant-notice.c: tells somebody what he was granted for a while, that it ends soon, and that it is over
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
 * @moment: what has become of it
 * @zone: in which times are said
 *
 * Returns: (transfer full): a sentence
 */
char *
ss_grant_notice_describe (SsPermissionGrant *grant, SsOwnGrantMoment moment, GTimeZone *zone)
{
  const char *action = ss_grant_describe_action (ss_permission_grant_get_action (grant));
  g_autofree char *end = ss_grant_describe_end (grant, zone);

  if (moment == SS_OWN_GRANT_ENDING)
    /* Translators: a time of day, and a permission in words */
    return g_strdup_printf (_ ("A permission of yours ends at %s: %s"), end, action);
  if (moment == SS_OWN_GRANT_BEGAN)
    /* Translators: a name, a time of day, and a permission in words */
    return g_strdup_printf (_ ("%s lets you do more until %s: %s"), ss_grant_get_grantor_name (grant), end,
                            action);
  if (g_strcmp0 (ss_permission_grant_get_status (grant), "REVOKED") == 0)
    /* Translators: a permission in words */
    return g_strdup_printf (_ ("A permission of yours was revoked: %s"), action);
  /* Translators: a permission in words */
  return g_strdup_printf (_ ("A permission of yours has expired: %s"), action);
}

/**
 * ss_grant_notice_send:
 * @grant: what the platform told
 * @moment: what has become of it
 * @zone: in which times are said
 * @application: whose notification it is
 */
void
ss_grant_notice_send (SsPermissionGrant *grant, SsOwnGrantMoment moment, GTimeZone *zone,
                      GApplication *application)
{
  g_autofree char *id = g_strconcat ("grant-", ss_permission_grant_get_id (grant), NULL);
  g_autofree char *title = NULL;
  g_autoptr (GNotification) notification = NULL;

  if (moment != SS_OWN_GRANT_ENDING)
    {
      g_application_withdraw_notification (application, id);
      return;
    }
  title = ss_grant_notice_describe (grant, moment, zone);
  notification = g_notification_new (title);
  g_notification_set_body (notification, _ ("Ask again if you need it for longer."));
  g_application_send_notification (application, id, notification);
}
