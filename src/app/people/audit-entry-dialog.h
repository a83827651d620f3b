/* audit-entry-dialog.h: one entry of the audit log, for people and as it was written
 *
 * Signal: ::filter (char *actor, char *target): show what this person did, or what was done to him; the other
 * is NULL.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "model/audit.h"

G_BEGIN_DECLS

#define SS_TYPE_AUDIT_ENTRY_DIALOG (ss_audit_entry_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SsAuditEntryDialog, ss_audit_entry_dialog, SS, AUDIT_ENTRY_DIALOG, AdwWindow)

GtkWidget *ss_audit_entry_dialog_new (GtkWidget *parent, SsAuditEntry *entry, GTimeZone *zone);

G_END_DECLS
