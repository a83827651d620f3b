/* role-badge.c: a role's name in its colour
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/role-badge.h"

#include <glib/gi18n-lib.h>

#include "domain/role.h"

/* By role, from the highest; style.css gives them their colours. */
static const char *const classes[SS_N_ROLES] = {
  "role-superuser", "role-platform-manager", "role-platform-sales", "role-platform-support",
  "role-owner",     "role-manager",          "role-staff",          "role-customer",
};

/**
 * ss_role_describe:
 * @role: (nullable): a role's wire name
 *
 * Returns: (transfer none): what people call it
 */
const char *
ss_role_describe (const char *role)
{
  SsRole number;

  if (ss_role_from_string (role, &number))
    return _ (ss_role_get_label (number));
  return role != NULL ? role : "";
}

/**
 * ss_role_badge_set_role:
 * @badge: from ss_role_badge_new()
 * @role: (nullable): a role's wire name
 */
void
ss_role_badge_set_role (GtkWidget *badge, const char *role)
{
  SsRole number;
  gboolean is_known = ss_role_from_string (role, &number);

  gtk_label_set_text (GTK_LABEL (badge), ss_role_describe (role));
  for (guint i = 0; i < SS_N_ROLES; i++)
    gtk_widget_remove_css_class (badge, classes[i]);
  if (is_known)
    gtk_widget_add_css_class (badge, classes[number]);
}

/**
 * ss_role_badge_new:
 * @role: (nullable): a role's wire name
 *
 * Returns: (transfer floating): a label
 */
GtkWidget *
ss_role_badge_new (const char *role)
{
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_widget_add_css_class (badge, "role-badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (badge), PANGO_ELLIPSIZE_END);
  ss_role_badge_set_role (badge, role);
  return badge;
}
