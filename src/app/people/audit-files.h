/* audit-files.h: exporting the audit log, from the choice of a file to the toast
 *
 * Property: is-exporting. Signal: ::progress (gint64 n_done).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"
#include "client/audit-export.h"

G_BEGIN_DECLS

#define SS_TYPE_AUDIT_FILES (ss_audit_files_get_type ())
G_DECLARE_FINAL_TYPE (SsAuditFiles, ss_audit_files, SS, AUDIT_FILES, GObject)

SsAuditFiles *ss_audit_files_new (SsPage *page);
void ss_audit_files_choose (SsAuditFiles *self, SsAuditFormat format);
void ss_audit_files_export (SsAuditFiles *self, SsAuditFormat format, GFile *file);
void ss_audit_files_stop (SsAuditFiles *self);
gboolean ss_audit_files_get_is_exporting (SsAuditFiles *self);

G_END_DECLS
