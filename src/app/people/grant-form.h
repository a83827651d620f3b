/* grant-form.h: to whom, what, for how long, and what for
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "client/workspace.h"

G_BEGIN_DECLS

#define SS_TYPE_GRANT_FORM (ss_grant_form_get_type ())
G_DECLARE_FINAL_TYPE (SsGrantForm, ss_grant_form, SS, GRANT_FORM, AdwBin)

GtkWidget *ss_grant_form_new (SsWorkspace *workspace);
void ss_grant_form_begin (SsGrantForm *self);
/* Says what is missing, and whether nothing is. */
gboolean ss_grant_form_check (SsGrantForm *self);
SsUser *ss_grant_form_get_user (SsGrantForm *self);
const char *ss_grant_form_get_action (SsGrantForm *self);
char *ss_grant_form_dup_reason (SsGrantForm *self);
guint ss_grant_form_get_minutes (SsGrantForm *self);
/* What the platform says of fields. Returns whether it is said here. */
gboolean ss_grant_form_show_error (SsGrantForm *self, const GError *error);

G_END_DECLS
