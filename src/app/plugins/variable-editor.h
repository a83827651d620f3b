/* variable-editor.h: the variables of a custom plugin, to add, change, order and remove
 *
 * Signal: ::changed.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "model/plugins.h"

G_BEGIN_DECLS

#define SS_TYPE_VARIABLE_EDITOR (ss_variable_editor_get_type ())
G_DECLARE_FINAL_TYPE (SsVariableEditor, ss_variable_editor, SS, VARIABLE_EDITOR, GtkWidget)

GtkWidget *ss_variable_editor_new (void);
void ss_variable_editor_set_variables (SsVariableEditor *self, GListModel *variables);
GListModel *ss_variable_editor_get_variables (SsVariableEditor *self);
void ss_variable_editor_add (SsVariableEditor *self, SsPluginVariable *variable);
gboolean ss_variable_editor_show_error (SsVariableEditor *self, const GError *error);

G_END_DECLS
