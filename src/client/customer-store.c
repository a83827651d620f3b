/* customer-store.c: who books
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/customer-store.h"

#include "client/client-error-private.h"
#include "client/record-changes.h"

#define PATH "/customers/"

struct _SsCustomerStore
{
  GObject parent_instance;

  SsSession *session;       /* (owned) */
  SsRecordChanges *changes; /* (owned) */
  SsPagedList *customers;   /* (owned) (nullable): made when it is asked for */
  char *query;              /* (owned): of that list */
};

G_DEFINE_FINAL_TYPE (SsCustomerStore, ss_customer_store, G_TYPE_OBJECT)

static char *
make_path (const char *id, const char *rest)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (PATH, escaped, "/", rest, NULL);
}

static GTask *
new_task (SsCustomerStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data,
          gpointer tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsCustomerStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);
  SsModel *held = NULL;

  if (answer == NULL || answer->model == NULL)
    {
      g_task_return_error (task, error != NULL ? error : ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
      return;
    }
  if (self->customers != NULL)
    {
      ss_paged_list_merge (self->customers, answer->model);
      held = ss_paged_list_find (self->customers, ss_model_get_id (answer->model));
    }
  g_task_return_pointer (task, g_object_ref (held != NULL ? held : answer->model), g_object_unref);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsCustomerStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  SsModel *model = ss_record_changes_create_finish (SS_RECORD_CHANGES (source), result, &error);

  if (model == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->customers != NULL)
    ss_paged_list_insert (self->customers, model);
  g_task_return_pointer (task, model, g_object_unref);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;

  if (ss_record_changes_change_finish (SS_RECORD_CHANGES (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsCustomerStore *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (ss_record_changes_delete_finish (SS_RECORD_CHANGES (source), result, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->customers != NULL)
    ss_paged_list_restore (self->customers, g_task_get_task_data (task));
  g_task_return_error (task, error);
}

static void
ss_customer_store_finalize (GObject *object)
{
  SsCustomerStore *self = SS_CUSTOMER_STORE (object);

  g_clear_object (&self->customers);
  g_clear_object (&self->changes);
  g_clear_object (&self->session);
  g_free (self->query);

  G_OBJECT_CLASS (ss_customer_store_parent_class)->finalize (object);
}

static void
ss_customer_store_class_init (SsCustomerStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_customer_store_finalize;
}

static void
ss_customer_store_init (SsCustomerStore *self)
{
  self->query = g_strdup ("");
}

SsCustomerStore *
ss_customer_store_new (SsSession *session)
{
  SsCustomerStore *self = g_object_new (SS_TYPE_CUSTOMER_STORE, NULL);

  self->session = g_object_ref (session);
  self->changes = ss_record_changes_new (session, PATH, SS_TYPE_CUSTOMER);
  return self;
}

/**
 * ss_customer_store_get_customers:
 * @self: a store
 *
 * Returns: (transfer none): what the page of customers shows; it is fetched when this is first called
 */
SsPagedList *
ss_customer_store_get_customers (SsCustomerStore *self)
{
  g_return_val_if_fail (SS_IS_CUSTOMER_STORE (self), NULL);

  if (self->customers == NULL)
    self->customers = ss_paged_list_new (self->session, PATH, SS_TYPE_CUSTOMER);
  return self->customers;
}

/**
 * ss_customer_store_search:
 * @self: a store
 * @text: what to look for
 *
 * Returns: (transfer full): customers whose name, e-mail, phone, city or tags have all the words, by name
 */
SsPagedList *
ss_customer_store_search (SsCustomerStore *self, const char *text)
{
  g_autoptr (GString) query = ss_query_new ();
  SsPagedList *found;

  g_return_val_if_fail (SS_IS_CUSTOMER_STORE (self), NULL);

  ss_query_add (query, "search", text);
  found = ss_paged_list_new (self->session, PATH, SS_TYPE_CUSTOMER);
  ss_paged_list_set_query (found, query->str);
  return found;
}

/**
 * ss_customer_store_search_on:
 * @self: a store
 * @found: what ss_customer_store_search() gave
 * @text: what to look for instead
 */
void
ss_customer_store_search_on (SsCustomerStore *self, SsPagedList *found, const char *text)
{
  g_autoptr (GString) query = ss_query_new ();

  g_return_if_fail (SS_IS_CUSTOMER_STORE (self));

  ss_query_add (query, "search", text);
  ss_paged_list_set_query_soon (found, query->str);
}

void
ss_customer_store_set_filter (SsCustomerStore *self, const SsCustomerFilter *filter, gboolean typing)
{
  g_autoptr (GString) query = ss_query_new ();
  SsPagedList *customers;

  g_return_if_fail (SS_IS_CUSTOMER_STORE (self));

  ss_query_add (query, "search", filter->search);
  ss_query_add (query, "status", filter->status);
  ss_query_add (query, "ordering", filter->ordering);
  g_free (self->query);
  self->query = g_strdup (query->str);

  customers = ss_customer_store_get_customers (self);
  if (typing)
    ss_paged_list_set_query_soon (customers, query->str);
  else
    ss_paged_list_set_query (customers, query->str);
}

/**
 * ss_customer_store_get_query:
 * @self: a store
 *
 * Returns: (transfer none): what the last filter asks for, encoded; "" without one
 */
const char *
ss_customer_store_get_query (SsCustomerStore *self)
{
  g_return_val_if_fail (SS_IS_CUSTOMER_STORE (self), NULL);

  return self->query;
}

void
ss_customer_store_load_async (SsCustomerStore *self, const char *id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *path = NULL;
  SsCall call = { .method = "GET", .type = SS_TYPE_CUSTOMER };

  g_return_if_fail (SS_IS_CUSTOMER_STORE (self));
  g_return_if_fail (id != NULL);

  path = make_path (id, "");
  call.path = path;
  ss_session_call_async (self->session, &call, cancellable, loaded_cb,
                         new_task (self, cancellable, callback, user_data, ss_customer_store_load_async));
}

/**
 * ss_customer_store_load_finish:
 * @self: a store
 * @result: what the callback got
 * @error: an SsClientError
 *
 * Returns: (transfer full): the customer: the one of the page's list where that holds it
 */
SsCustomer *
ss_customer_store_load_finish (SsCustomerStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

SsPagedList *
ss_customer_store_list_appointments (SsCustomerStore *self, const char *id)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (SS_IS_CUSTOMER_STORE (self), NULL);

  path = make_path (id, "appointments/");
  return ss_paged_list_new (self->session, path, SS_TYPE_APPOINTMENT);
}

void
ss_customer_store_create_async (SsCustomerStore *self, SsCustomer *customer, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SS_IS_CUSTOMER_STORE (self));
  g_return_if_fail (SS_IS_CUSTOMER (customer));

  ss_record_changes_create_async (self->changes, SS_MODEL (customer), cancellable, created_cb,
                                  new_task (self, cancellable, callback, user_data,
                                            ss_customer_store_create_async));
}

/**
 * ss_customer_store_create_finish:
 * @self: a store
 * @result: what the callback got
 * @error: an SsClientError; %SS_CLIENT_ERROR_INVALID with its fields
 *
 * Returns: (transfer full): the customer as the platform has it
 */
SsCustomer *
ss_customer_store_create_finish (SsCustomerStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ss_customer_store_change_async (SsCustomerStore *self, SsCustomer *customer, SsCustomer *patch,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SS_IS_CUSTOMER_STORE (self));
  g_return_if_fail (SS_IS_CUSTOMER (customer) && SS_IS_CUSTOMER (patch));

  ss_record_changes_change_async (self->changes, SS_MODEL (customer), SS_MODEL (patch), cancellable,
                                  changed_cb,
                                  new_task (self, cancellable, callback, user_data,
                                            ss_customer_store_change_async));
}

gboolean
ss_customer_store_change_finish (SsCustomerStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ss_customer_store_delete_async (SsCustomerStore *self, const char *id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SS_IS_CUSTOMER_STORE (self));
  g_return_if_fail (id != NULL);

  task = new_task (self, cancellable, callback, user_data, ss_customer_store_delete_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  ss_record_changes_delete_async (self->changes, id, cancellable, deleted_cb, task);
  if (self->customers != NULL)
    ss_paged_list_remove (self->customers, id);
}

gboolean
ss_customer_store_delete_finish (SsCustomerStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
