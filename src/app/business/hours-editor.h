/* hours-editor.h: the opening hours of a week
 *
 * Property: hours (JsonNode, as the contract writes them). Signal: ::changed, by a person.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SS_TYPE_HOURS_EDITOR (ss_hours_editor_get_type ())
G_DECLARE_FINAL_TYPE (SsHoursEditor, ss_hours_editor, SS, HOURS_EDITOR, AdwPreferencesGroup)

void ss_hours_editor_set_hours (SsHoursEditor *self, JsonNode *hours);
JsonNode *ss_hours_editor_get_hours (SsHoursEditor *self); /* (transfer full) */
/* @week_start: "mon" …: which day stands first. */
void ss_hours_editor_set_week_start (SsHoursEditor *self, const char *week_start);
/* A sentence where something can't be sent; else NULL. */
const char *ss_hours_editor_check (SsHoursEditor *self);

G_END_DECLS
