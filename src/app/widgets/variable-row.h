/* variable-row.h: the field for one of a plugin's variables
 *
 * Signal ::changed when its value is another one.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "model/plugins.h"

G_BEGIN_DECLS

#define SS_TYPE_VARIABLE_ROW (ss_variable_row_get_type ())
G_DECLARE_FINAL_TYPE (SsVariableRow, ss_variable_row, SS, VARIABLE_ROW, GtkWidget)

GtkWidget *ss_variable_row_new (SsPluginVariable *variable, JsonNode *value);
const char *ss_variable_row_get_key (SsVariableRow *self);
char *ss_variable_row_get_text (SsVariableRow *self);
void ss_variable_row_set_text (SsVariableRow *self, const char *text);
JsonNode *ss_variable_row_get_value (SsVariableRow *self);
const char *ss_variable_row_check (SsVariableRow *self);
const char *ss_variable_row_get_problem (SsVariableRow *self);
void ss_variable_row_set_problem (SsVariableRow *self, const char *sentence);

/* A value as its field shows it; NULL for none. */
char *ss_variable_value_to_text (JsonNode *value);

G_END_DECLS
