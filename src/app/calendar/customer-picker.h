/* customer-picker.h: finds a customer, or makes a new one in place
 *
 * Property: customer (SsCustomer, nullable): who was chosen.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "client/customer-store.h"

G_BEGIN_DECLS

#define SS_TYPE_CUSTOMER_PICKER (ss_customer_picker_get_type ())
G_DECLARE_FINAL_TYPE (SsCustomerPicker, ss_customer_picker, SS, CUSTOMER_PICKER, AdwBin)

/* @may_add: whether whoever is signed in may make customers. */
void ss_customer_picker_set_store (SsCustomerPicker *self, SsCustomerStore *store, gboolean may_add);
SsCustomer *ss_customer_picker_get_customer (SsCustomerPicker *self);
void ss_customer_picker_set_customer (SsCustomerPicker *self, SsCustomer *customer);

G_END_DECLS
