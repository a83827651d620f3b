/* role-badge.h: a role's name in its colour
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *ss_role_badge_new (const char *role);
void ss_role_badge_set_role (GtkWidget *badge, const char *role);

/* A role for people: its label, or a foreign one as it is written. */
const char *ss_role_describe (const char *role);

G_END_DECLS
