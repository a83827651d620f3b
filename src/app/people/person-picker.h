/* person-picker.h: one of the people of the business, found by typing
 *
 * Signal: ::changed, when somebody was chosen, or nobody is any more.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "client/session.h"

G_BEGIN_DECLS

#define SS_TYPE_PERSON_PICKER (ss_person_picker_get_type ())
G_DECLARE_FINAL_TYPE (SsPersonPicker, ss_person_picker, SS, PERSON_PICKER, AdwBin)

GtkWidget *ss_person_picker_new (SsSession *session);
/* Who is shown, but can't be chosen, and why not. */
void ss_person_picker_refuse (SsPersonPicker *self, const char *id, const char *explanation);
SsUser *ss_person_picker_get_user (SsPersonPicker *self); /* (nullable) */
void ss_person_picker_begin (SsPersonPicker *self);
void ss_person_picker_set_fault (SsPersonPicker *self, const char *fault);

G_END_DECLS
