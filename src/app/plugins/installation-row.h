/* installation-row.h: a plugin that the tenant has
 *
 * Properties: is-selecting (a check button is in front), is-selected.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/plugins/plugin-flow.h"

G_BEGIN_DECLS

#define SS_TYPE_INSTALLATION_ROW (ss_installation_row_get_type ())
G_DECLARE_FINAL_TYPE (SsInstallationRow, ss_installation_row, SS, INSTALLATION_ROW, GtkListBoxRow)

GtkWidget *ss_installation_row_new (SsPluginFlow *flow, SsInstallation *installation);
SsInstallation *ss_installation_row_get_installation (SsInstallationRow *self);

G_END_DECLS
