/* variable-form.h: a form made from a plugin's variables
 *
 * Signal ::changed when any of its values is another one.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/plugins.h"

G_BEGIN_DECLS

#define SS_TYPE_VARIABLE_FORM (ss_variable_form_get_type ())
G_DECLARE_FINAL_TYPE (SsVariableForm, ss_variable_form, SS, VARIABLE_FORM, GtkWidget)

GtkWidget *ss_variable_form_new (void);
void ss_variable_form_set_variables (SsVariableForm *self, GListModel *variables, JsonObject *values);
gboolean ss_variable_form_check (SsVariableForm *self);
JsonObject *ss_variable_form_get_values (SsVariableForm *self);
gboolean ss_variable_form_show_error (SsVariableForm *self, const GError *error);

G_END_DECLS
