/* customer-cell.h: what a column says of one customer
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/business/customer-columns.h"
#include "client/paged-list.h"

G_BEGIN_DECLS

#define SS_TYPE_CUSTOMER_CELL (ss_customer_cell_get_type ())
G_DECLARE_FINAL_TYPE (SsCustomerCell, ss_customer_cell, SS, CUSTOMER_CELL, GtkWidget)

GtkWidget *ss_customer_cell_new (SsCustomerColumns *columns, guint column);
void ss_customer_cell_set_item (SsCustomerCell *self, SsListItem *item); /* (nullable) */

G_END_DECLS
