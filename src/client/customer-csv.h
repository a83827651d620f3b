/* customer-csv.h: customers as rows of a table
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/bookings.h"

G_BEGIN_DECLS

/**
 * SsCustomerLine:
 * @line: where it is in the file
 * @customer: (owned) (nullable): what it says
 * @fault: (owned) (nullable): why it can't be imported, or was not
 */
typedef struct
{
  guint line;
  SsCustomer *customer;
  char *fault;
} SsCustomerLine;

void ss_customer_line_free (SsCustomerLine *self);

/* (transfer full) (element-type SsCustomerLine) */
GPtrArray *ss_customer_csv_read (GBytes *bytes, GError **error);
const char *ss_customer_field_get_label (const char *name);
void ss_customer_csv_append_heading (GString *text);
void ss_customer_csv_append (GString *text, SsCustomer *customer);

G_END_DECLS
