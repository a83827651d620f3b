/* masquerade-form.h: as whom, what that means, and the reason for it
 *
 * Signal: ::submitted, when Enter is pressed in the reason.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "model/people.h"

G_BEGIN_DECLS

#define SS_TYPE_MASQUERADE_FORM (ss_masquerade_form_get_type ())
G_DECLARE_FINAL_TYPE (SsMasqueradeForm, ss_masquerade_form, SS, MASQUERADE_FORM, AdwBin)

GtkWidget *ss_masquerade_form_new (gboolean is_act);
void ss_masquerade_form_set_user (SsMasqueradeForm *self, SsUser *user);
void ss_masquerade_form_begin (SsMasqueradeForm *self);       /* the reason can be typed */
char *ss_masquerade_form_dup_reason (SsMasqueradeForm *self); /* without blanks around it */
/* Whether the reason is one; says at the field what is wrong with it. */
gboolean ss_masquerade_form_check (SsMasqueradeForm *self);
void ss_masquerade_form_set_fault (SsMasqueradeForm *self, const char *fault); /* (nullable) */

G_END_DECLS
