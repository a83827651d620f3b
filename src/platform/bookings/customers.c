/* customers.c: who books
 *
 * A customer who signs in has a user; what that user sees is its own.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/customers.h"

#include "domain/validation.h"
#include "model/bookings.h"
#include "platform/bookings/booking-scope.h"
#include "platform/bookings/catalog.h"
#include "platform/plugins/json-text.h"

static const char insert_customer[] =
    "INSERT INTO customers (id, user_id, name, email, phone, city, state, zip, tags, status, notes, sort_name, "
    "search_text, created_at, updated_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)";

static const char update_customer[] =
    "UPDATE customers SET user_id = $2, name = $3, email = $4, phone = $5, city = $6, state = $7, zip = $8, "
    "tags = $9, status = $10, notes = $11, sort_name = $12, search_text = $13, updated_at = $14 WHERE id = $1";

static const char is_customer[] = "SELECT 1 FROM users WHERE id = $1 AND role = 'CUSTOMER'";
static const char is_linked[] = "SELECT 1 FROM customers WHERE user_id = $1 AND id <> $2";

static void
restrict_to (SsRequest *request, SsConditions *conditions)
{
  ss_booking_scope_restrict (request, SS_PERMISSION_CUSTOMERS_VIEW, "x.id", conditions);
}

static void
filter (SsRequest *request, SsConditions *conditions, SsFieldErrors *errors)
{
  g_auto (GStrv) statuses = ss_request_get_parameters (request, "status");

  for (guint i = 0; statuses != NULL && statuses[i] != NULL; i++)
    {
      gboolean is_known = FALSE;

      for (guint j = 0; ss_model_customer_status_choice (j) != NULL; j++)
        is_known |= g_str_equal (statuses[i], ss_model_customer_status_choice (j));
      if (!is_known)
        ss_field_errors_add_printf (errors, "status", "There is no status “%s”.", statuses[i]);
    }
  ss_conditions_add_choice (conditions, "x.status", (const char *const *) statuses);
}

static SsModel *
create (void)
{
  static const char *const nothing[] = { NULL };
  SsCustomer *customer = g_object_new (SS_TYPE_CUSTOMER, NULL);

  ss_customer_set_email (customer, "");
  ss_customer_set_phone (customer, "");
  ss_customer_set_city (customer, "");
  ss_customer_set_state (customer, "");
  ss_customer_set_zip (customer, "");
  ss_customer_set_notes (customer, "");
  ss_customer_set_tags (customer, nothing);
  ss_customer_set_status (customer, ss_model_customer_status_choice (0));
  return SS_MODEL (customer);
}

static gboolean
check (SsRequest *request, SsModel *model, JsonObject *body, SsFieldErrors *errors, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  SsCustomer *customer = SS_CUSTOMER (model);
  const char *email = ss_customer_get_email (customer), *user_id = ss_customer_get_user_id (customer);
  const char *const *tags = ss_customer_get_tags (customer);
  const char *sentence = email != NULL && *email != '\0' ? ss_validate_email (email) : NULL;
  gboolean exists = TRUE, is_taken = FALSE;

  if (sentence != NULL)
    ss_field_errors_add (errors, "email", sentence);
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    if (*tags[i] == '\0' || g_utf8_strlen (tags[i], -1) > SS_NAME_MAX)
      {
        ss_field_errors_add_printf (errors, "tags", "Let each tag have 1 to %d characters.", SS_NAME_MAX);
        break;
      }
  if (user_id == NULL)
    return TRUE;
  if (!ss_catalog_exists (transaction, is_customer, user_id, NULL, &exists, error)
      || !ss_catalog_exists (transaction, is_linked, user_id, ss_customer_get_id (customer), &is_taken,
                             error))
    return FALSE;
  if (!exists)
    ss_field_errors_add (errors, "userId", "No customer who signs in has this id.");
  else if (is_taken)
    ss_field_errors_add (errors, "userId", "Another customer is this person already.");
  return TRUE;
}

/* What a search looks at: not the notes, which are about somebody rather than who it is. */
static char *
make_search_text (SsCustomer *self)
{
  const char *const *tags = ss_customer_get_tags (self);
  g_autofree char *joined = tags != NULL ? g_strjoinv (" ", (GStrv) tags) : NULL;
  g_autofree char *text = g_strjoin ("\n", ss_customer_get_name (self), ss_customer_get_email (self),
                                     ss_customer_get_phone (self), ss_customer_get_city (self),
                                     ss_customer_get_zip (self), joined, NULL);

  return ss_search_fold (text);
}

static gboolean
save (SsRequest *request, SsModel *model, gboolean is_new, GError **error)
{
  SsCustomer *self = SS_CUSTOMER (model);
  g_autofree char *sort_name = ss_search_fold (ss_customer_get_name (self));
  g_autofree char *search_text = make_search_text (self);
  g_autofree char *email = ss_email_normalize (ss_customer_get_email (self));
  g_autofree char *tags = ss_json_text_from_strings (ss_customer_get_tags (self));

  return ss_transaction_execute (ss_request_get_transaction (request),
                                 is_new ? insert_customer : update_customer, NULL, error, "sssssssssssssi",
                                 ss_customer_get_id (self), ss_customer_get_user_id (self),
                                 ss_customer_get_name (self), email, ss_customer_get_phone (self),
                                 ss_customer_get_city (self), ss_customer_get_state (self),
                                 ss_customer_get_zip (self), tags, ss_customer_get_status (self),
                                 ss_customer_get_notes (self), sort_name, search_text,
                                 ss_request_get_now (request));
}

static const SsCatalogOrder orders[] = {
  { "name", "x.sort_name" },
  { "email", "x.email" },
  { "city", "x.city" },
  { "status", "x.status" },
  { "total_spend", "x.total_spend" },
  { "last_visit", "x.last_visit" },
  { "no_show_count", "x.no_show_count" },
  { NULL, NULL },
};

static const SsCatalog catalog = {
  .get_type = ss_customer_get_type,
  .path = "customers",
  .columns = "x.id, x.user_id, x.name, x.email, x.phone, x.city, x.state, x.zip, x.tags, x.status, "
             "x.total_spend, x.last_visit, x.no_show_count, x.notes",
  .table = "customers x",
  .order = "x.sort_name, x.id",
  .orders = orders,
  .restrict_to = restrict_to,
  .filter = filter,
  .create = create,
  .check = check,
  .save = save,
  .in_use = "SELECT 1 FROM appointments WHERE customer_id = $1 AND (deleted_at IS NULL OR deleted_at >= $2) "
            "LIMIT 1",
  .let_go = "UPDATE appointments SET customer_id = NULL WHERE customer_id = $1 AND deleted_at < $2",
  .delete_sql = "DELETE FROM customers WHERE id = $1",
  .in_use_detail = "This customer has appointments. Make the customer inactive instead.",
};

SsReply *
ss_customer_list (SsRequest *request, GError **error)
{
  return ss_catalog_list (request, &catalog, error);
}

SsReply *
ss_customer_read (SsRequest *request, GError **error)
{
  return ss_catalog_get (request, &catalog, error);
}

SsReply *
ss_customer_add (SsRequest *request, GError **error)
{
  return ss_catalog_add (request, &catalog, error);
}

SsReply *
ss_customer_change (SsRequest *request, GError **error)
{
  return ss_catalog_change (request, &catalog, error);
}

SsReply *
ss_customer_delete (SsRequest *request, GError **error)
{
  return ss_catalog_delete (request, &catalog, error);
}
