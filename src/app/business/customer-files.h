/* customer-files.h: importing and exporting customers, from the choice of a file to the toast
 *
 * Property: is-exporting; signal ::progress (double, string).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_CUSTOMER_FILES (ss_customer_files_get_type ())
G_DECLARE_FINAL_TYPE (SsCustomerFiles, ss_customer_files, SS, CUSTOMER_FILES, GObject)

/* @page: it holds this, not the other way round. */
SsCustomerFiles *ss_customer_files_new (SsPage *page);
/* Why the list may not be exported; NULL where it may. Nobody takes it away while masquerading (contract,
 * section 4). */
const char *ss_customer_files_get_export_obstacle (SsCustomerFiles *self);
void ss_customer_files_choose_import (SsCustomerFiles *self);
void ss_customer_files_choose_export (SsCustomerFiles *self);
/* What the choosers lead to. */
void ss_customer_files_import (SsCustomerFiles *self, GFile *file);
void ss_customer_files_export (SsCustomerFiles *self, GFile *file);
void ss_customer_files_stop (SsCustomerFiles *self);
gboolean ss_customer_files_get_is_exporting (SsCustomerFiles *self);

G_END_DECLS
