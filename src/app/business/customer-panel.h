/* customer-panel.h: everything on one customer, beside the list
 *
 * Signals: ::change (SsCustomer, a patch), a person has changed something; ::delete; ::close.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "client/workspace.h"

G_BEGIN_DECLS

#define SS_TYPE_CUSTOMER_PANEL (ss_customer_panel_get_type ())
G_DECLARE_FINAL_TYPE (SsCustomerPanel, ss_customer_panel, SS, CUSTOMER_PANEL, AdwBin)

void ss_customer_panel_set_workspace (SsCustomerPanel *self, SsWorkspace *workspace);
void ss_customer_panel_set_customer (SsCustomerPanel *self, SsCustomer *customer); /* (nullable) */
SsCustomer *ss_customer_panel_get_customer (SsCustomerPanel *self);                /* (nullable) */
/* Whose ::refused signal shows what the platform says against a change. (transfer none) */
GObject *ss_customer_panel_get_form (SsCustomerPanel *self);
/* Reads the bookings again. */
void ss_customer_panel_reload (SsCustomerPanel *self);
void ss_customer_panel_focus (SsCustomerPanel *self);

G_END_DECLS
