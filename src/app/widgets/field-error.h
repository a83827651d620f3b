/* field-error.h: the sentence under a field that says what is wrong with it
 *
 * A row of a list, hidden while there is nothing to say. Properties: text, field (the widget that it is
 * about, which is marked for the eye and for the screen reader).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SS_TYPE_FIELD_ERROR (ss_field_error_get_type ())
G_DECLARE_FINAL_TYPE (SsFieldError, ss_field_error, SS, FIELD_ERROR, AdwPreferencesRow)

GtkWidget *ss_field_error_new (GtkWidget *field);
const char *ss_field_error_get_text (SsFieldError *self);
void ss_field_error_set_text (SsFieldError *self, const char *text);

G_END_DECLS
