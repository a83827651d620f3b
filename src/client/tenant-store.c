/* tenant-store.c: the businesses, for the platform's staff
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/tenant-store.h"

#include "client/client-error-private.h"
#include "client/record-changes.h"
#include "model/json-writer.h"

#define PATH "/platform/tenants/"

struct _SsTenantStore
{
  GObject parent_instance;

  SsSession *session;         /* (owned) */
  SsRecordChanges *changes;   /* (owned) */
  SsRecordChanges *creations; /* (owned): their answers have a member more */
  SsPagedList *tenants;       /* (owned) (nullable): made when it is asked for */
};

G_DEFINE_FINAL_TYPE (SsTenantStore, ss_tenant_store, G_TYPE_OBJECT)

/* What is filtered for may not fit any more: the list is read again. */
static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsTenantStore *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ss_record_changes_change_finish (SS_RECORD_CHANGES (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->tenants != NULL)
    ss_paged_list_reload (self->tenants);
  g_task_return_boolean (task, TRUE);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsTenantStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  SsModel *model = ss_record_changes_create_finish (SS_RECORD_CHANGES (source), result, &error);

  if (model == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->tenants != NULL)
    ss_paged_list_reload (self->tenants);
  g_task_return_pointer (task, model, g_object_unref);
}

static void
ss_tenant_store_finalize (GObject *object)
{
  SsTenantStore *self = SS_TENANT_STORE (object);

  g_clear_object (&self->tenants);
  g_clear_object (&self->changes);
  g_clear_object (&self->creations);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_tenant_store_parent_class)->finalize (object);
}

static void
ss_tenant_store_class_init (SsTenantStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_tenant_store_finalize;
}

static void
ss_tenant_store_init (SsTenantStore *self)
{
}

SsTenantStore *
ss_tenant_store_new (SsSession *session)
{
  SsTenantStore *self = g_object_new (SS_TYPE_TENANT_STORE, NULL);

  self->session = g_object_ref (session);
  self->changes = ss_record_changes_new (session, PATH, SS_TYPE_TENANT);
  self->creations = ss_record_changes_new (session, PATH, SS_TYPE_CREATED_TENANT);
  return self;
}

/**
 * ss_tenant_store_get_tenants:
 * @self: a store
 *
 * Returns: (transfer none): what the page of tenants shows; it is fetched when this is first called
 */
SsPagedList *
ss_tenant_store_get_tenants (SsTenantStore *self)
{
  g_return_val_if_fail (SS_IS_TENANT_STORE (self), NULL);

  if (self->tenants == NULL)
    self->tenants = ss_paged_list_new (self->session, PATH, SS_TYPE_TENANT);
  return self->tenants;
}

void
ss_tenant_store_set_filter (SsTenantStore *self, const char *search, const char *tier, const char *status,
                            gboolean typing)
{
  g_autoptr (GString) query = ss_query_new ();

  g_return_if_fail (SS_IS_TENANT_STORE (self));

  ss_query_add (query, "search", search);
  ss_query_add (query, "subscription_tier", tier);
  ss_query_add (query, "status", status);
  if (typing)
    ss_paged_list_set_query_soon (ss_tenant_store_get_tenants (self), query->str);
  else
    ss_paged_list_set_query (ss_tenant_store_get_tenants (self), query->str);
}

void
ss_tenant_store_change_async (SsTenantStore *self, SsTenant *tenant, SsTenant *patch,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SS_IS_TENANT_STORE (self));
  g_return_if_fail (SS_IS_TENANT (tenant) && SS_IS_TENANT (patch));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_tenant_store_change_async);
  ss_record_changes_change_async (self->changes, SS_MODEL (tenant), SS_MODEL (patch), cancellable, changed_cb,
                                  task);
}

gboolean
ss_tenant_store_change_finish (SsTenantStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ss_tenant_store_create_async:
 * @self: a store
 * @draft: name, subdomain, subscription-tier, is-demo, owner-email and owner-name
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the platform has answered
 * @user_data: for @callback
 *
 * Contract section 9, `POST /platform/tenants/`.
 */
void
ss_tenant_store_create_async (SsTenantStore *self, SsCreatedTenant *draft, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SS_IS_TENANT_STORE (self));
  g_return_if_fail (SS_IS_CREATED_TENANT (draft));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_tenant_store_create_async);
  ss_record_changes_create_async (self->creations, SS_MODEL (draft), cancellable, created_cb, task);
}

/**
 * ss_tenant_store_create_finish:
 * @self: a store
 * @result: what the callback got
 * @error: an #SsClientError; %SS_CLIENT_ERROR_INVALID says it of its field
 *
 * Returns: (transfer full) (nullable): what was made, with the address to pass on to its owner
 */
SsCreatedTenant *
ss_tenant_store_create_finish (SsTenantStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SsTenantStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->tenants != NULL)
    ss_paged_list_reload (self->tenants);
  g_task_return_boolean (task, TRUE);
}

/* {"confirm": subdomain} */
static GBytes *
make_confirmation (const char *subdomain)
{
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "confirm");
  ss_json_writer_string (&writer, subdomain);
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_bytes (&writer);
}

/**
 * ss_tenant_store_delete_async:
 * @self: a store
 * @tenant: a business
 * @confirmation: its subdomain, as somebody has typed it
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the platform has answered
 * @user_data: for @callback
 *
 * Contract section 9, `DELETE /platform/tenants/{id}/`.
 */
void
ss_tenant_store_delete_async (SsTenantStore *self, SsTenant *tenant, const char *confirmation,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *path = g_strconcat (PATH, ss_tenant_get_id (tenant), "/", NULL);
  g_autoptr (GBytes) body = make_confirmation (confirmation);
  const SsCall call = { .method = "DELETE", .path = path, .body = body, .type = G_TYPE_NONE };
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ss_tenant_store_delete_async);
  ss_session_call_async (self->session, &call, cancellable, deleted_cb, task);
}

gboolean
ss_tenant_store_delete_finish (SsTenantStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
