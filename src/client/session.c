/* session.c: one signed-in account: its state
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/boot-clock.h"
#include "client/session-private.h"

#define CACHE_ENTRIES 64
#define CACHE_SIZE (8 * 1024 * 1024)

G_DEFINE_FINAL_TYPE (SsSession, ss_session, G_TYPE_OBJECT)

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_CURRENT_USER,
  PROP_IS_ONLINE,
  PROP_IS_KEPT,
  PROP_KEYRING_PROBLEM,
  PROP_SECONDS_LEFT,
} SsSessionProperty;

static GParamSpec *properties[PROP_SECONDS_LEFT + 1];

enum
{
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
is_online_cb (SsReachability *reachability, GParamSpec *pspec, SsSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_ONLINE]);
}

static void
is_kept_cb (SsVault *vault, GParamSpec *pspec, SsSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_KEPT]);
}

static void
problem_cb (SsVault *vault, GParamSpec *pspec, SsSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEYRING_PROBLEM]);
}

/* The one before is worth nothing from now on, so this is the first thing that happens with the new one. */
static void
rotated_cb (SsTokenKeeper *tokens, const char *refresh, SsVault *vault)
{
  ss_vault_rotate (vault, refresh);
}

static void
unref_closure (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

static void
refused_cb (SsTokenKeeper *tokens, const GError *error, SsSession *self)
{
  ss_session_end (self, error);
}

static void
ss_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsSession *self = SS_SESSION (object);

  switch ((SsSessionProperty) id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_CURRENT_USER:
      g_value_set_object (value, self->user);
      break;
    case PROP_IS_ONLINE:
      g_value_set_boolean (value, ss_session_get_is_online (self));
      break;
    case PROP_IS_KEPT:
      g_value_set_boolean (value, ss_vault_get_is_kept (self->vault));
      break;
    case PROP_KEYRING_PROBLEM:
      g_value_set_string (value, ss_session_get_keyring_problem (self));
      break;
    case PROP_SECONDS_LEFT:
      g_value_set_uint (value, ss_session_get_seconds_left (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SsSession *self = SS_SESSION (object);

  switch ((SsSessionProperty) id)
    {
    case PROP_ACCOUNT:
      self->account = g_value_dup_object (value);
      break;
    case PROP_CURRENT_USER:
    case PROP_IS_ONLINE:
    case PROP_IS_KEPT:
    case PROP_KEYRING_PROBLEM:
    case PROP_SECONDS_LEFT:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
follow_tokens (SsSession *self)
{
  g_signal_connect_object (self->vault, "notify::is-kept", G_CALLBACK (is_kept_cb), self, 0);
  g_signal_connect_object (self->vault, "notify::problem", G_CALLBACK (problem_cb), self, 0);
  g_signal_connect_object (self->tokens, "refused", G_CALLBACK (refused_cb), self, 0);
}

static void
ss_session_constructed (GObject *object)
{
  SsSession *self = SS_SESSION (object);

  G_OBJECT_CLASS (ss_session_parent_class)->constructed (object);

  self->transport = ss_transport_new ();
  self->reachability = ss_reachability_new (self->transport, self->account);
  self->cache = ss_answer_cache_new (CACHE_ENTRIES, CACHE_SIZE);
  g_signal_connect_object (self->reachability, "notify::is-online", G_CALLBACK (is_online_cb), self, 0);

  self->tokens = ss_token_keeper_new (self->transport, self->account);
  self->vault = ss_vault_new (self->account);
  /* A renewal may outlive the session, and its token must still be kept. */
  g_signal_connect_data (self->tokens, "rotated", G_CALLBACK (rotated_cb), g_object_ref (self->vault),
                         unref_closure, 0);
  follow_tokens (self);
}

static void
ss_session_finalize (GObject *object)
{
  SsSession *self = SS_SESSION (object);

  g_clear_object (&self->account);
  g_clear_object (&self->tokens);
  g_clear_object (&self->vault);
  g_clear_object (&self->reachability);
  g_clear_object (&self->transport);
  g_clear_object (&self->user);
  g_clear_pointer (&self->cache, ss_answer_cache_free);
  g_clear_pointer (&self->last_event_id, g_free);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->real);
  g_clear_object (&self->home);

  G_OBJECT_CLASS (ss_session_parent_class)->finalize (object);
}

static void
ss_session_class_init (SsSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = ss_session_constructed;
  object_class->finalize = ss_session_finalize;
  object_class->get_property = ss_session_get_property;
  object_class->set_property = ss_session_set_property;

  properties[PROP_ACCOUNT] =
      g_param_spec_object ("account", NULL, NULL, SS_TYPE_ACCOUNT,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CURRENT_USER] = g_param_spec_object ("current-user", NULL, NULL, SS_TYPE_CURRENT_USER,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_ONLINE] =
      g_param_spec_boolean ("is-online", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_KEPT] =
      g_param_spec_boolean ("is-kept", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_KEYRING_PROBLEM] =
      g_param_spec_string ("keyring-problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SECONDS_LEFT] = g_param_spec_uint ("seconds-left", NULL, NULL, 0, G_MAXUINT, 0,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ss_session_init (SsSession *self)
{
}

SsSession *
ss_session_new (SsAccount *account)
{
  g_return_val_if_fail (SS_IS_ACCOUNT (account), NULL);

  return g_object_new (SS_TYPE_SESSION, "account", account, NULL);
}

SsAccount *
ss_session_get_account (SsSession *self)
{
  g_return_val_if_fail (SS_IS_SESSION (self), NULL);

  return self->account;
}

/**
 * ss_session_get_current_user:
 * @self: a session
 *
 * Returns: (nullable) (transfer none): who is signed in
 */
SsCurrentUser *
ss_session_get_current_user (SsSession *self)
{
  g_return_val_if_fail (SS_IS_SESSION (self), NULL);

  return self->user;
}

gboolean
ss_session_get_is_online (SsSession *self)
{
  g_return_val_if_fail (SS_IS_SESSION (self), FALSE);

  return ss_reachability_get_is_online (self->reachability);
}

/**
 * ss_session_get_platform_time:
 * @self: a session
 *
 * Returns: the platform's time, in microseconds since 1970, as its answers have it
 */
gint64
ss_session_get_platform_time (SsSession *self)
{
  g_return_val_if_fail (SS_IS_SESSION (self), 0);

  return ss_platform_clock_get (&self->clock, ss_boot_clock_get ());
}

/**
 * ss_session_get_keyring_problem:
 * @self: a session
 *
 * Returns: (nullable): a sentence that says why the session ends with the program although it was to be kept
 */
const char *
ss_session_get_keyring_problem (SsSession *self)
{
  g_return_val_if_fail (SS_IS_SESSION (self), NULL);

  return ss_vault_get_problem (self->vault);
}

/**
 * ss_session_may:
 * @self: a session
 * @permission: a permission's code, as `plugins.view` (contract section 3)
 *
 * Returns: whether the platform said at the last reading that the current user has it, and it can be used: in
 * a masquerade that only looks, nothing that changes anything can
 */
gboolean
ss_session_may (SsSession *self, const char *permission)
{
  const char *const *permissions;

  g_return_val_if_fail (SS_IS_SESSION (self), FALSE);

  permissions = self->user != NULL ? ss_current_user_get_permissions (self->user) : NULL;
  return permissions != NULL && g_strv_contains (permissions, permission)
         && !ss_session_is_closed (self, permission);
}

/**
 * ss_session_get_scope:
 * @self: a session
 * @permission: a permission's code
 *
 * Returns: (nullable): "ALL", "DEMO", "OWN", "OWN_RESOURCE" or "BELOW", where the current user has it
 */
const char *
ss_session_get_scope (SsSession *self, const char *permission)
{
  JsonNode *scopes;

  g_return_val_if_fail (SS_IS_SESSION (self), NULL);

  scopes = self->user != NULL ? ss_current_user_get_permission_scopes (self->user) : NULL;
  if (scopes == NULL || !JSON_NODE_HOLDS_OBJECT (scopes) || ss_session_is_closed (self, permission))
    return NULL;
  return json_object_get_string_member_with_default (json_node_get_object (scopes), permission, NULL);
}

void
ss_session_share_tokens (SsSession *self, SsSession *other)
{
  g_signal_handlers_disconnect_by_data (self->vault, self);
  g_signal_handlers_disconnect_by_data (self->tokens, self);
  g_set_object (&self->tokens, other->tokens);
  g_set_object (&self->vault, other->vault);
  follow_tokens (self);
}

void
ss_session_set_delay (SsSession *self, SsDelayFunc delay, gpointer data)
{
  self->delay = delay;
  self->delay_data = data;
}

void
ss_session_set_time_limits (SsSession *self, const SsTimeLimits *limits)
{
  ss_transport_set_time_limits (self->transport, limits);
}

/* Takes over @user. */
void
ss_session_set_user (SsSession *self, SsCurrentUser *user)
{
  g_autoptr (SsCurrentUser) before = g_steal_pointer (&self->user);
  SsTenantBrand *tenant = user != NULL ? ss_current_user_get_tenant (user) : NULL;

  self->user = user;
  if (user != NULL)
    ss_account_describe (self->account, ss_current_user_get_name (user),
                         tenant != NULL ? ss_tenant_brand_get_name (tenant) : NULL,
                         ss_current_user_get_role (user));
  if (before != user)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT_USER]);
}

/* Nothing of the identity stays, but what somebody else holds. */
void
ss_session_forget (SsSession *self, gboolean also_keyring)
{
  self->identity++;
  g_clear_handle_id (&self->tick, g_source_remove);
  ss_token_keeper_forget (self->tokens);
  ss_answer_cache_clear (self->cache);
  g_clear_pointer (&self->last_event_id, g_free);
  if (also_keyring && (ss_vault_get_keeps (self->vault) || ss_vault_get_is_kept (self->vault)))
    ss_vault_put (self->vault, NULL);
  ss_vault_set_keeps (self->vault, FALSE);
  ss_session_set_user (self, NULL);
}

void
ss_session_end (SsSession *self, const GError *error)
{
  gboolean was_signed_in = self->user != NULL;
  g_autoptr (GError) explained = ss_session_explain_end (self, error);

  g_object_ref (self);
  ss_session_forget (self, TRUE);
  if (was_signed_in)
    g_signal_emit (self, signals[ENDED], 0, explained);
  g_object_unref (self);
}
