/* customer-form.h: what is known of a customer, to be changed
 *
 * Property: applies (each row has a button that applies it, for changing in place). Signals: ::apply, a
 * person has done so; ::refused (GError) shows at its fields what the platform said.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "model/bookings.h"

G_BEGIN_DECLS

#define SS_TYPE_CUSTOMER_FORM (ss_customer_form_get_type ())
G_DECLARE_FINAL_TYPE (SsCustomerForm, ss_customer_form, SS, CUSTOMER_FORM, AdwBin)

GtkWidget *ss_customer_form_new (gboolean applies);
void ss_customer_form_show (SsCustomerForm *self, SsCustomer *customer, const char *name);
/* Writes what is shown into @draft. */
void ss_customer_form_apply (SsCustomerForm *self, SsCustomer *draft);
/* Says each fault at its field; FALSE: there are some. */
gboolean ss_customer_form_check (SsCustomerForm *self);
/* FALSE: none of it is about a field. */
gboolean ss_customer_form_show_error (SsCustomerForm *self, const GError *error);
/* @obstacle: (nullable): why nothing may be changed. */
void ss_customer_form_set_obstacle (SsCustomerForm *self, const char *obstacle);
void ss_customer_form_focus (SsCustomerForm *self);

G_END_DECLS
