/* import-dialog.h: customers from a file: what is in it, which lines are faulty, and how far it is
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "client/customer-transfer.h"

G_BEGIN_DECLS

#define SS_TYPE_IMPORT_DIALOG (ss_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SsImportDialog, ss_import_dialog, SS, IMPORT_DIALOG, AdwWindow)

/* Signal: ::imported (guint), some have become customers. @lines: (transfer none), of a file. */
GtkWidget *ss_import_dialog_new (GtkWidget *parent, SsSession *session, GPtrArray *lines);

G_END_DECLS
