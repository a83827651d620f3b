/* masquerade-notice.c: tells that somebody acts as a member of one's business
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/masquerade-notice.h"

#include <glib/gi18n-lib.h>

static const char *
get_email (SsMasqueradePerson *person)
{
  const char *email = person != NULL ? ss_masquerade_person_get_email (person) : NULL;

  return email != NULL ? email : _ ("somebody");
}

/**
 * ss_masquerade_notice_describe:
 * @notice: what the platform told
 * @has_ended: whether it is over
 *
 * Returns: (transfer full): a sentence
 */
char *
ss_masquerade_notice_describe (SsMasqueradeNotice *notice, gboolean has_ended)
{
  const char *real = get_email (ss_masquerade_notice_get_real_user (notice));
  const char *user = get_email (ss_masquerade_notice_get_user (notice));
  gboolean is_act = g_strcmp0 (ss_masquerade_notice_get_mode (notice), "ACT") == 0;

  /* Translators: two e-mail addresses */
  if (has_ended && is_act)
    return g_strdup_printf (_ ("%s no longer acts as %s"), real, user);
  if (has_ended)
    return g_strdup_printf (_ ("%s no longer views as %s"), real, user);
  if (is_act)
    return g_strdup_printf (_ ("%s is acting as %s"), real, user);
  return g_strdup_printf (_ ("%s is viewing as %s"), real, user);
}

/**
 * ss_masquerade_notice_send:
 * @notice: what the platform told
 * @has_ended: whether it is over
 * @application: whose notification it is
 *
 * The notification is taken back with the end.
 */
void
ss_masquerade_notice_send (SsMasqueradeNotice *notice, gboolean has_ended, GApplication *application)
{
  g_autofree char *id = g_strconcat ("masquerade-", ss_masquerade_notice_get_id (notice), NULL);
  g_autofree char *title = ss_masquerade_notice_describe (notice, FALSE);
  g_autoptr (GNotification) notification = NULL;

  if (has_ended)
    {
      g_application_withdraw_notification (application, id);
      return;
    }
  notification = g_notification_new (title);
  if (ss_masquerade_notice_get_reason (notice) != NULL)
    g_notification_set_body (notification, ss_masquerade_notice_get_reason (notice));
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_application_send_notification (application, id, notification);
}
