/* configure-dialog.h: the values of a plugin's variables, asked for when it is installed, set or updated
 *
 * Signal: ::done (SsInstallation) when the platform has confirmed; the dialog then closes.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "client/workspace.h"

G_BEGIN_DECLS

/**
 * SsConfigurePurpose:
 * @SS_CONFIGURE_INSTALL: it is being installed
 * @SS_CONFIGURE_CHANGE: it is there, and is set differently
 * @SS_CONFIGURE_UPDATE: its next version needs values that it does not have
 */
typedef enum
{
  SS_CONFIGURE_INSTALL,
  SS_CONFIGURE_CHANGE,
  SS_CONFIGURE_UPDATE,
} SsConfigurePurpose;

#define SS_TYPE_CONFIGURE_DIALOG (ss_configure_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SsConfigureDialog, ss_configure_dialog, SS, CONFIGURE_DIALOG, AdwWindow)

GtkWindow *ss_configure_dialog_new (SsWorkspace *workspace, SsConfigurePurpose purpose, SsPlugin *plugin,
                                    SsInstallation *installation, GListModel *variables);

G_END_DECLS
