/* choice-row.h: one out of many, found by typing
 *
 * Signal: ::changed, by a person.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SS_TYPE_CHOICE_ROW (ss_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (SsChoiceRow, ss_choice_row, SS, CHOICE_ROW, AdwActionRow)

/* @labels: (nullable): for people; NULL: the values themselves. The value stays, also where it is no choice.
 */
void ss_choice_row_set_choices (SsChoiceRow *self, const char *const *values, const char *const *labels);
void ss_choice_row_set_value (SsChoiceRow *self, const char *value);
const char *ss_choice_row_get_value (SsChoiceRow *self);

G_END_DECLS
