/* role-store.c: the platform's rules about roles
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error-private.h"
#include "client/role-store.h"

struct _SsRoleStore
{
  GObject parent_instance;

  SsSession *session;    /* (owned) */
  GCancellable *loading; /* (owned) (nullable) */
  SsRoleTable *table;    /* (owned) (nullable) */
  SsLoadState state;
  GError *error; /* (owned) (nullable) */
  gint64 loaded_at;
};

G_DEFINE_FINAL_TYPE (SsRoleStore, ss_role_store, G_TYPE_OBJECT)

typedef enum
{
  PROP_TABLE = 1,
  PROP_STATE,
  PROP_ERROR,
  PROP_LOADED_AT,
} SsRoleStoreProperty;

static GParamSpec *properties[PROP_LOADED_AT + 1];

static void
set_state (SsRoleStore *self, SsLoadState state, const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsRoleStore) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  /* One that was cancelled has been replaced already. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (answer != NULL && answer->model == NULL)
    error = ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
  if (error != NULL)
    {
      set_state (self, self->table != NULL ? SS_LOAD_OFFLINE : SS_LOAD_FAILED, error);
      return;
    }

  g_set_object (&self->table, SS_ROLE_TABLE (answer->model));
  self->loaded_at = g_get_real_time ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TABLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED_AT]);
  set_state (self, SS_LOAD_READY, NULL);
}

static void
is_online_cb (SsSession *session, GParamSpec *pspec, SsRoleStore *self)
{
  if (ss_session_get_is_online (session) && self->error != NULL && ss_client_error_is_passing (self->error))
    ss_role_store_load (self);
}

static void
ss_role_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsRoleStore *self = SS_ROLE_STORE (object);

  switch ((SsRoleStoreProperty) id)
    {
    case PROP_TABLE:
      g_value_set_object (value, self->table);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_LOADED_AT:
      g_value_set_int64 (value, self->loaded_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_role_store_dispose (GObject *object)
{
  SsRoleStore *self = SS_ROLE_STORE (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->table);
  g_clear_error (&self->error);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_role_store_parent_class)->dispose (object);
}

static void
ss_role_store_class_init (SsRoleStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ss_role_store_dispose;
  object_class->get_property = ss_role_store_get_property;

  properties[PROP_TABLE] = g_param_spec_object ("table", NULL, NULL, SS_TYPE_ROLE_TABLE, flags);
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SS_TYPE_LOAD_STATE, SS_LOAD_LOADING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_LOADED_AT] = g_param_spec_int64 ("loaded-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_role_store_init (SsRoleStore *self)
{
  self->state = SS_LOAD_LOADING;
}

/**
 * ss_role_store_new:
 * @session: of the platform that is asked
 *
 * Returns: (transfer full): a store, which loads with ss_role_store_load()
 */
SsRoleStore *
ss_role_store_new (SsSession *session)
{
  SsRoleStore *self = g_object_new (SS_TYPE_ROLE_STORE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::is-online", G_CALLBACK (is_online_cb), self, 0);
  return self;
}

/**
 * ss_role_store_load:
 * @self: a store
 *
 * What is there stays until the new table has come.
 */
void
ss_role_store_load (SsRoleStore *self)
{
  const SsCall call = { .method = "GET", .path = "/roles/", .type = SS_TYPE_ROLE_TABLE };

  g_return_if_fail (SS_IS_ROLE_STORE (self));

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->table == NULL)
    set_state (self, SS_LOAD_LOADING, NULL);
  self->loading = g_cancellable_new ();
  ss_session_call_async (self->session, &call, self->loading, loaded_cb, g_object_ref (self));
}

/**
 * ss_role_store_get_table:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): the rules, %NULL until they are there
 */
SsRoleTable *
ss_role_store_get_table (SsRoleStore *self)
{
  g_return_val_if_fail (SS_IS_ROLE_STORE (self), NULL);

  return self->table;
}
