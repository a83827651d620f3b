/* customer-store.h: who books
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"
#include "model/bookings.h"

G_BEGIN_DECLS

#define SS_TYPE_CUSTOMER_STORE (ss_customer_store_get_type ())
G_DECLARE_FINAL_TYPE (SsCustomerStore, ss_customer_store, SS, CUSTOMER_STORE, GObject)

SsCustomerStore *ss_customer_store_new (SsSession *session);

/* What the page of customers shows; an SsPagedList of SsCustomer. */
SsPagedList *ss_customer_store_get_customers (SsCustomerStore *self);
/* Another search in all of them, beside what that page shows. (transfer full), of SsCustomer */
SsPagedList *ss_customer_store_search (SsCustomerStore *self, const char *text);
/* What is typed on in such a list: waits a little for more. */
void ss_customer_store_search_on (SsCustomerStore *self, SsPagedList *found, const char *text);

/* What is asked for. */
typedef struct
{
  const char *search;   /* (nullable) */
  const char *status;   /* (nullable): all */
  const char *ordering; /* (nullable): by name; "-last_visit" … */
} SsCustomerFilter;
/* @typing: wait a little for more. */
void ss_customer_store_set_filter (SsCustomerStore *self, const SsCustomerFilter *filter, gboolean typing);
/* The query of the page's list, for reading all that it shows. */
const char *ss_customer_store_get_query (SsCustomerStore *self);

/* One by its id, whether a list holds it or not: the object that is shown, once it is known. */
void ss_customer_store_load_async (SsCustomerStore *self, const char *id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
SsCustomer *ss_customer_store_load_finish (SsCustomerStore *self, GAsyncResult *result, GError **error);
/* The bookings of one, newest first. (transfer full), of SsAppointment */
SsPagedList *ss_customer_store_list_appointments (SsCustomerStore *self, const char *id);

/* @customer: without an id. It stands in front of the page's list afterwards. */
void ss_customer_store_create_async (SsCustomerStore *self, SsCustomer *customer, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
SsCustomer *ss_customer_store_create_finish (SsCustomerStore *self, GAsyncResult *result, GError **error);
/* @patch: of which only that is set which changes (ss_model_make_patch()). Shown at once in @customer. */
void ss_customer_store_change_async (SsCustomerStore *self, SsCustomer *customer, SsCustomer *patch,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean ss_customer_store_change_finish (SsCustomerStore *self, GAsyncResult *result, GError **error);
/* Gone from the list at once; back where the platform refuses: `in_use` where there are bookings. */
void ss_customer_store_delete_async (SsCustomerStore *self, const char *id, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_customer_store_delete_finish (SsCustomerStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
