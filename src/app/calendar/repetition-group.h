/* repetition-group.h: how often something comes again, as a form
 *
 * A rule that the form cannot show stays as it is, unless another is chosen.
 *
 * Signal: ::changed, by a person.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SS_TYPE_REPETITION_GROUP (ss_repetition_group_get_type ())
G_DECLARE_FINAL_TYPE (SsRepetitionGroup, ss_repetition_group, SS, REPETITION_GROUP, AdwPreferencesGroup)

void ss_repetition_group_set_rule (SsRepetitionGroup *self, const char *rule, GTimeZone *zone);
char *ss_repetition_group_get_rule (SsRepetitionGroup *self);
void ss_repetition_group_set_first_weekday (SsRepetitionGroup *self, GDateWeekday weekday);
void ss_repetition_group_set_first_day (SsRepetitionGroup *self, const GDate *day);
void ss_repetition_group_set_error (SsRepetitionGroup *self, const char *text);

G_END_DECLS
