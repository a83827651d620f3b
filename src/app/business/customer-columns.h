/* customer-columns.h: the columns of the list of customers, and which of them there is room for
 *
 * Properties: is-compact (one column with two lines is all there is room for), ordering (what the platform is
 * asked for, as the header says it: "-last_visit").
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "client/workspace.h"

G_BEGIN_DECLS

#define SS_TYPE_CUSTOMER_COLUMNS (ss_customer_columns_get_type ())
G_DECLARE_FINAL_TYPE (SsCustomerColumns, ss_customer_columns, SS, CUSTOMER_COLUMNS, GObject)

/* Puts the columns into @view. */
SsCustomerColumns *ss_customer_columns_new (GtkColumnView *view, SsWorkspace *workspace);
/* @width: of the view, in pixels. */
void ss_customer_columns_fit (SsCustomerColumns *self, int width);
gboolean ss_customer_columns_get_is_compact (SsCustomerColumns *self);
const char *ss_customer_columns_get_ordering (SsCustomerColumns *self);
void ss_customer_columns_set_ordering (SsCustomerColumns *self, const char *ordering);

/* For the cells: what stands in a column, and beneath the name where that is the only one. (transfer full) */
char *ss_customer_columns_get_text (SsCustomerColumns *self, guint column, SsCustomer *customer);
char *ss_customer_columns_get_second_line (SsCustomerColumns *self, SsCustomer *customer);
char *ss_customer_columns_describe (SsCustomerColumns *self, SsCustomer *customer);
gboolean ss_customer_columns_is_name (guint column);
gboolean ss_customer_columns_is_number (guint column);

G_END_DECLS
