/* vault.c: keeps the newest refresh token of an account in the keyring
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/keyring.h"
#include "client/vault.h"

struct _SsVault
{
  GObject parent_instance;

  SsAccount *account; /* (owned) */
  gboolean keeps;

  char *wanted; /* (owned) (nullable): what is to be kept */
  gboolean has_work;
  gboolean is_writing;
  gboolean is_clearing;
  GQueue settling; /* (element-type GTask) */

  gboolean is_kept;
  char *problem; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsVault, ss_vault, G_TYPE_OBJECT)

typedef enum
{
  PROP_IS_KEPT = 1,
  PROP_PROBLEM,
} SsVaultProperty;

static GParamSpec *properties[PROP_PROBLEM + 1];

static void write_next (SsVault *self);

static void
set_wanted (SsVault *self, const char *wanted)
{
  if (self->wanted != NULL)
    explicit_bzero (self->wanted, strlen (self->wanted));
  g_free (self->wanted);
  self->wanted = g_strdup (wanted);
}

static void
set_state (SsVault *self, gboolean is_kept, const char *problem)
{
  if (self->is_kept != is_kept)
    {
      self->is_kept = is_kept;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_KEPT]);
    }
  if (g_strcmp0 (self->problem, problem) != 0)
    {
      g_free (self->problem);
      self->problem = g_strdup (problem);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
    }
}

static void
settle (SsVault *self)
{
  GTask *task;

  while (!self->is_writing && (task = g_queue_pop_head (&self->settling)) != NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsVault) self = SS_VAULT (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done;

  self->is_writing = FALSE;
  if (self->is_clearing)
    done = ss_keyring_clear_finish (result, &error);
  else
    done = ss_keyring_store_finish (result, &error);

  /* Where nothing was kept, a missing keyring is no news for somebody who only wants to leave. */
  if (done)
    set_state (self, !self->is_clearing, NULL);
  else if (!self->is_clearing)
    set_state (self, FALSE, error->message);
  else
    g_debug ("Not removed from the keyring: %s", error->message);

  write_next (self);
}

static void
write_next (SsVault *self)
{
  if (!self->has_work)
    {
      settle (self);
      return;
    }

  self->has_work = FALSE;
  self->is_writing = TRUE;
  self->is_clearing = self->wanted == NULL;
  if (self->is_clearing)
    ss_keyring_clear_async (self->account, NULL, written_cb, g_object_ref (self));
  else
    ss_keyring_store_async (self->account, self->wanted, NULL, written_cb, g_object_ref (self));
  set_wanted (self, NULL);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsVault *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  char *token = ss_keyring_look_up_finish (result, &error);

  if (error == NULL)
    {
      set_state (self, token != NULL, NULL);
      g_task_return_pointer (task, token, (GDestroyNotify) g_free);
      return;
    }

  if (error->domain == SS_KEYRING_ERROR)
    set_state (self, FALSE, error->message);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
ss_vault_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsVault *self = SS_VAULT (object);

  switch ((SsVaultProperty) id)
    {
    case PROP_IS_KEPT:
      g_value_set_boolean (value, self->is_kept);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_vault_finalize (GObject *object)
{
  SsVault *self = SS_VAULT (object);

  set_wanted (self, NULL);
  g_clear_object (&self->account);
  g_free (self->problem);

  G_OBJECT_CLASS (ss_vault_parent_class)->finalize (object);
}

static void
ss_vault_class_init (SsVaultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ss_vault_finalize;
  object_class->get_property = ss_vault_get_property;

  properties[PROP_IS_KEPT] =
      g_param_spec_boolean ("is-kept", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROBLEM] =
      g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_vault_init (SsVault *self)
{
  g_queue_init (&self->settling);
}

SsVault *
ss_vault_new (SsAccount *account)
{
  SsVault *self = g_object_new (SS_TYPE_VAULT, NULL);

  self->account = g_object_ref (account);
  return self;
}

/**
 * ss_vault_put:
 * @self: a vault
 * @refresh_token: (nullable): what to keep in place of what was; %NULL: nothing
 */
void
ss_vault_put (SsVault *self, const char *refresh_token)
{
  set_wanted (self, refresh_token);
  self->has_work = TRUE;
  if (!self->is_writing)
    write_next (self);
}

void
ss_vault_set_keeps (SsVault *self, gboolean keeps)
{
  self->keeps = keeps;
}

gboolean
ss_vault_get_keeps (SsVault *self)
{
  return self->keeps;
}

void
ss_vault_rotate (SsVault *self, const char *refresh_token)
{
  if (self->keeps)
    ss_vault_put (self, refresh_token);
}

gboolean
ss_vault_get_is_kept (SsVault *self)
{
  return self->is_kept;
}

const char *
ss_vault_get_problem (SsVault *self)
{
  return self->problem;
}

void
ss_vault_look_up_async (SsVault *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ss_vault_look_up_async);
  ss_keyring_look_up_async (self->account, cancellable, looked_up_cb, task);
}

char *
ss_vault_look_up_finish (SsVault *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ss_vault_settle_async (SsVault *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ss_vault_settle_async);
  g_queue_push_tail (&self->settling, task);
  settle (self);
}

gboolean
ss_vault_settle_finish (SsVault *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
