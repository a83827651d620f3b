/* settings-form.h: a business' settings, to be changed
 *
 * Signals: ::changed, by a person; ::choose-logo; ::remove-logo.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "model/tenants.h"

G_BEGIN_DECLS

#define SS_TYPE_SETTINGS_FORM (ss_settings_form_get_type ())
G_DECLARE_FINAL_TYPE (SsSettingsForm, ss_settings_form, SS, SETTINGS_FORM, AdwBin)

void ss_settings_form_set_settings (SsSettingsForm *self, SsTenantSettings *settings);
/* Writes what is shown into @draft. */
void ss_settings_form_apply (SsSettingsForm *self, SsTenantSettings *draft);
void ss_settings_form_set_logo (SsSettingsForm *self, GBytes *logo); /* (nullable) */
/* Says each fault at its field; FALSE: there are some. */
gboolean ss_settings_form_check (SsSettingsForm *self);
/* What the platform refused; FALSE: none of it is about a field. */
gboolean ss_settings_form_show_error (SsSettingsForm *self, const GError *error);
/* The wire names of what differs; (transfer full). */
GStrv ss_settings_find_changes (SsTenantSettings *before, SsTenantSettings *after);

G_END_DECLS
