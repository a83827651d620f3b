/* settings-store.c: a tenant's settings and logo, and the account's own matters
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error-private.h"
#include "client/settings-store.h"
#include "client/token-keeper.h"
#include "model/people.h"

struct _SsSettingsStore
{
  GObject parent_instance;

  SsSession *session;         /* (owned) */
  SsTenantSettings *settings; /* (owned) (nullable): what the platform last said */
  char *etag;                 /* (owned) (nullable): of what was read last */
};

G_DEFINE_FINAL_TYPE (SsSettingsStore, ss_settings_store, G_TYPE_OBJECT)

static GTask *
new_task (SsSettingsStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data,
          gpointer tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ss_session_reload_finish (SS_SESSION (source), result, NULL);
}

/* The brand in the sidebar is the current user's tenant. */
static void
refresh_brand (SsSettingsStore *self)
{
  ss_session_reload_async (self->session, NULL, reloaded_cb, NULL);
}

static void
settings_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsSettingsStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (answer == NULL || answer->model == NULL)
    {
      g_task_return_error (task, error != NULL ? error : ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
      return;
    }

  if (self->settings == NULL)
    self->settings = SS_TENANT_SETTINGS (g_steal_pointer (&answer->model));
  else
    ss_model_merge (SS_MODEL (self->settings), answer->model);
  /* Whoever changed them in between is noticed by the next save. */
  g_free (self->etag);
  self->etag = g_strdup (answer->etag);
  if (g_task_get_source_tag (task) == ss_settings_store_save_async)
    refresh_brand (self);
  g_task_return_pointer (task, g_object_ref (self->settings), g_object_unref);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (g_task_get_source_tag (task) == ss_settings_store_set_logo_async)
    {
      SsSettingsStore *self = g_task_get_source_object (task);

      /* The logo is part of the settings: ours is no other's change. */
      g_clear_pointer (&self->etag, g_free);
      refresh_brand (self);
    }
  g_task_return_boolean (task, TRUE);
}

static void
ss_settings_store_finalize (GObject *object)
{
  SsSettingsStore *self = SS_SETTINGS_STORE (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->etag, g_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_settings_store_parent_class)->finalize (object);
}

static void
ss_settings_store_class_init (SsSettingsStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_settings_store_finalize;
}

static void
ss_settings_store_init (SsSettingsStore *self)
{
}

SsSettingsStore *
ss_settings_store_new (SsSession *session)
{
  SsSettingsStore *self = g_object_new (SS_TYPE_SETTINGS_STORE, NULL);

  self->session = g_object_ref (session);
  return self;
}

void
ss_settings_store_load_async (SsSettingsStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  const SsCall call = { .method = "GET", .path = "/tenant/settings/", .type = SS_TYPE_TENANT_SETTINGS };

  g_return_if_fail (SS_IS_SETTINGS_STORE (self));

  ss_session_call_async (self->session, &call, cancellable, settings_cb,
                         new_task (self, cancellable, callback, user_data, ss_settings_store_load_async));
}

/**
 * ss_settings_store_load_finish:
 * @self: a store
 * @result: what the callback got
 * @error: an SsClientError
 *
 * Returns: (transfer full): always the same object, which later answers are merged into: edit a copy
 */
SsTenantSettings *
ss_settings_store_load_finish (SsSettingsStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ss_settings_store_save_async (SsSettingsStore *self, SsTenantSettings *settings, const char *const *names,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GBytes) body = NULL;
  SsCall call = { .method = "PATCH", .path = "/tenant/settings/", .type = SS_TYPE_TENANT_SETTINGS };

  g_return_if_fail (SS_IS_SETTINGS_STORE (self));
  g_return_if_fail (SS_IS_TENANT_SETTINGS (settings));

  body = ss_model_write_body (SS_MODEL (settings), names);
  call.body = body;
  call.etag = self->etag;
  ss_session_call_async (self->session, &call, cancellable, settings_cb,
                         new_task (self, cancellable, callback, user_data, ss_settings_store_save_async));
}

SsTenantSettings *
ss_settings_store_save_finish (SsSettingsStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ss_settings_store_set_logo_async (SsSettingsStore *self, GBytes *logo, const char *content_type,
                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  const SsCall call = {
    .method = logo != NULL ? "PUT" : "DELETE",
    .path = "/tenant/logo/",
    .body = logo,
    .content_type = content_type,
  };

  g_return_if_fail (SS_IS_SETTINGS_STORE (self));

  ss_session_call_async (self->session, &call, cancellable, done_cb,
                         new_task (self, cancellable, callback, user_data, ss_settings_store_set_logo_async));
}

gboolean
ss_settings_store_set_logo_finish (SsSettingsStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

SsPagedList *
ss_settings_store_list_sessions (SsSettingsStore *self)
{
  g_return_val_if_fail (SS_IS_SETTINGS_STORE (self), NULL);

  return ss_paged_list_new (self->session, "/auth/sessions/", SS_TYPE_SIGNED_IN);
}

void
ss_settings_store_end_session_async (SsSettingsStore *self, const char *id, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/auth/sessions/", escaped, "/", NULL);
  const SsCall call = { .method = "DELETE", .path = path };

  g_return_if_fail (SS_IS_SETTINGS_STORE (self));

  ss_session_call_async (self->session, &call, cancellable, done_cb,
                         new_task (self, cancellable, callback, user_data,
                                   ss_settings_store_end_session_async));
}

gboolean
ss_settings_store_end_session_finish (SsSettingsStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ss_settings_store_change_password_async (SsSettingsStore *self, const char *current, const char *replacement,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GBytes) body = NULL;
  SsCall call = { .method = "POST", .path = "/auth/password/" };

  g_return_if_fail (SS_IS_SETTINGS_STORE (self));

  body = ss_secret_body_new (
      (const char *const[]){ "currentPassword", current, "newPassword", replacement, NULL });
  call.body = body;
  ss_session_call_async (self->session, &call, cancellable, done_cb,
                         new_task (self, cancellable, callback, user_data,
                                   ss_settings_store_change_password_async));
}

gboolean
ss_settings_store_change_password_finish (SsSettingsStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
