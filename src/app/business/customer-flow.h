/* customer-flow.h: what a person does with customers, from the question to the toast
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

typedef void (*SsCustomerCreatedFunc) (SsPage *page, SsCustomer *customer);

/* Asks for a new one; @created when the platform has it. */
void ss_customer_flow_create (SsPage *page, SsCustomerCreatedFunc created);
void ss_customer_flow_change (SsPage *page, SsCustomer *customer, SsCustomer *patch, GObject *form);
void ss_customer_flow_delete (SsPage *page, SsCustomer *customer);

G_END_DECLS
