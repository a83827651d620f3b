/* installation-edits.h: what a change of an installation sends, and what it shows before the answer
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/installation-changes.h"

G_BEGIN_DECLS

/* For SsChange's `apply`. */
void ss_installation_apply_active (SsChange *change, SsInstallation *model);
void ss_installation_apply_settings (SsChange *change, SsInstallation *model);
void ss_installation_apply_rating (SsChange *change, SsInstallation *model);

GBytes *ss_installation_write_settings (JsonObject *settings);
GBytes *ss_installation_write_acceptance (const char *const *permissions);
GBytes *ss_installation_write_rating (guint stars, const char *review);

G_END_DECLS
