/* access.c: who is signed in, and how somebody comes to be
 *
 * The demo's part is in access-demo.c, that of being somebody else in access-masquerade.c, and that of being
 * in a business in access-visit.c.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/access-private.h"
#include "app/shell/page-states.h"
#include "client/keyring.h"

G_DEFINE_FINAL_TYPE (SsAccess, ss_access, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_WORKSPACE,
  PROP_ACCOUNT,
  PROP_ERROR,
  PROP_IS_DEMO,
} SsAccessProperty;

static GParamSpec *properties[PROP_IS_DEMO + 1];

static guint came_back_signal;

/* What is under way is overtaken. */
GCancellable *
ss_access_begin (SsAccess *self)
{
  g_cancellable_cancel (self->attempt);
  g_set_object (&self->attempt, NULL);
  self->attempt = g_cancellable_new ();
  return self->attempt;
}

void
ss_access_set_state (SsAccess *self, SsAccessState state, const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
ss_access_set_account (SsAccess *self, SsAccount *account)
{
  if (g_set_object (&self->account, account))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

void
ss_access_drop_workspace (SsAccess *self)
{
  g_autoptr (SsWorkspace) workspace = g_steal_pointer (&self->workspace);

  SsSession *session;

  if (workspace == NULL)
    return;

  session = ss_workspace_get_session (workspace);
  g_signal_handlers_disconnect_by_data (session, self);
  /* Who leaves a masquerade, whichever way, is not left in it. */
  if (ss_session_get_real (session) != NULL && ss_session_get_current_user (session) != NULL)
    ss_session_stop_masquerade_async (session, NULL, NULL, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

static SsSession *
find_session (SsAccess *self, SsAccount *account)
{
  for (guint i = 0; i < self->sessions->len; i++)
    {
      SsSession *session = g_ptr_array_index (self->sessions, i);

      if (ss_account_equal (ss_session_get_account (session), account))
        return session;
    }
  return NULL;
}

static void
save_last_account (SsAccess *self)
{
  const char *tenant = ss_account_get_tenant (self->account);

  if (self->demo != NULL)
    return;

  g_settings_set (self->settings, "last-account", "(sss)", ss_account_get_base_url (self->account),
                  tenant != NULL ? tenant : "", ss_account_get_email (self->account));
}

static void
forget_last_account (SsAccess *self)
{
  if (self->demo == NULL)
    g_settings_reset (self->settings, "last-account");
}

void
ss_access_end (SsAccess *self, SsSession *session, const GError *error)
{
  g_ptr_array_remove (self->sessions, session);
  ss_access_drop_workspace (self);
  forget_last_account (self);
  if (self->demo != NULL)
    ss_access_set_state (self, SS_ACCESS_CHOOSING_ROLE, error);
  else
    ss_access_set_state (self, SS_ACCESS_SIGNED_OUT, error);
}

/* Of who is in a business: the session outside, which lasts. */
static SsSession *
get_own (SsSession *session)
{
  SsSession *home = ss_session_get_home (session);

  return home != NULL ? home : session;
}

static void
ended_cb (SsSession *session, const GError *error, SsAccess *self)
{
  if (ss_session_get_real (session) != NULL)
    ss_access_come_back (self, ss_session_get_real (session), error);
  else
    ss_access_end (self, get_own (session), error);
}

void
ss_access_emit_came_back (SsAccess *self, const GError *error)
{
  g_signal_emit (self, came_back_signal, 0, error);
}

void
ss_access_enter (SsAccess *self, SsSession *session)
{
  ss_access_drop_workspace (self);
  ss_access_set_account (self, ss_session_get_account (get_own (session)));
  self->workspace = ss_workspace_new (session);
  g_signal_connect_object (session, "ended", G_CALLBACK (ended_cb), self, 0);
  if (ss_session_get_real (session) == NULL && ss_session_get_home (session) == NULL)
    {
      if (self->demo == NULL && !g_ptr_array_find (self->sessions, session, NULL))
        g_ptr_array_add (self->sessions, g_object_ref (session));
      save_last_account (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
  ss_access_set_state (self, SS_ACCESS_SIGNED_IN, NULL);
  ss_access_list_accounts (self);
}

/* Whether trying again later may help. */
static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TIMED_OUT)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SERVER)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_PROTOCOL)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TLS)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_THROTTLED);
}

static void
restored_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsAccess) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ss_session_restore_finish (SS_SESSION (session), result, &error))
    ss_access_enter (self, SS_SESSION (session));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  else if (is_passing (error))
    ss_access_set_state (self, SS_ACCESS_UNREACHABLE, error);
  else
    {
      ss_access_set_state (self, SS_ACCESS_SIGNED_OUT, error);
      ss_access_list_accounts (self);
    }
}

static void
take_up (SsAccess *self)
{
  g_autoptr (SsSession) session = ss_session_new (self->account);

  ss_access_set_state (self, SS_ACCESS_RESTORING, NULL);
  ss_session_restore_async (session, ss_access_begin (self), restored_cb, g_object_ref (self));
}

/* The keyring's accounts, then those that live only in this run. */
static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsAccess) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) kept = ss_keyring_list_finish (result, &error);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  for (guint i = 0; i < self->sessions->len; i++)
    g_ptr_array_add (accounts, g_object_ref (ss_session_get_account (g_ptr_array_index (self->sessions, i))));
  for (guint i = 0; kept != NULL && i < g_list_model_get_n_items (kept); i++)
    {
      g_autoptr (SsAccount) account = g_list_model_get_item (kept, i);

      if (find_session (self, account) == NULL)
        g_ptr_array_add (accounts, g_steal_pointer (&account));
    }
  g_list_store_splice (self->accounts, 0, g_list_model_get_n_items (G_LIST_MODEL (self->accounts)),
                       accounts->pdata, accounts->len);
}

void
ss_access_list_accounts (SsAccess *self)
{
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->listing = g_cancellable_new ();
  ss_keyring_list_async (self->listing, listed_cb, g_object_ref (self));
}

static void
signed_in_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SsAccess *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ss_session_sign_in_finish (SS_SESSION (session), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  ss_access_enter (self, SS_SESSION (session));
  g_task_return_boolean (task, TRUE);
}

static void
accepted_cb (GObject *invitation, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SsAccess *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SsSession) session = ss_invitation_accept_finish (SS_INVITATION (invitation), result, &error);

  if (session == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ss_access_enter (self, session);
  g_task_return_boolean (task, TRUE);
}

static void
ss_access_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsAccess *self = SS_ACCESS (object);

  switch ((SsAccessProperty) id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_IS_DEMO:
      g_value_set_boolean (value, self->demo != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_access_dispose (GObject *object)
{
  SsAccess *self = SS_ACCESS (object);

  g_cancellable_cancel (self->attempt);
  g_cancellable_cancel (self->listing);
  ss_access_end_masquerade (self);
  ss_access_drop_workspace (self);
  ss_access_end_demo (self);

  G_OBJECT_CLASS (ss_access_parent_class)->dispose (object);
}

static void
ss_access_finalize (GObject *object)
{
  SsAccess *self = SS_ACCESS (object);

  g_clear_object (&self->attempt);
  g_clear_object (&self->listing);
  g_clear_object (&self->account);
  g_clear_object (&self->accounts);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ss_access_parent_class)->finalize (object);
}

static void
ss_access_class_init (SsAccessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ss_access_dispose;
  object_class->finalize = ss_access_finalize;
  object_class->get_property = ss_access_get_property;

  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, SS_ACCESS_SIGNED_IN, SS_ACCESS_SIGNED_OUT, flags);
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, SS_TYPE_WORKSPACE, flags);
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, SS_TYPE_ACCOUNT, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_IS_DEMO] = g_param_spec_boolean ("is-demo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  came_back_signal = g_signal_new ("came-back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ss_access_init (SsAccess *self)
{
  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
  self->accounts = g_list_store_new (SS_TYPE_ACCOUNT);
}

/**
 * ss_access_new:
 * @settings: where the last account is remembered
 *
 * Returns: (transfer full): nobody signed in
 */
SsAccess *
ss_access_new (GSettings *settings)
{
  SsAccess *self = g_object_new (SS_TYPE_ACCESS, NULL);

  self->settings = g_object_ref (settings);
  return self;
}

/**
 * ss_access_get_state:
 * @self: the access
 *
 * Returns: how far it is
 */
SsAccessState
ss_access_get_state (SsAccess *self)
{
  return self->state;
}

/**
 * ss_access_get_workspace:
 * @self: the access
 *
 * Returns: (transfer none) (nullable): the stores of whoever is signed in
 */
SsWorkspace *
ss_access_get_workspace (SsAccess *self)
{
  return self->workspace;
}

/**
 * ss_access_get_account:
 * @self: the access
 *
 * Returns: (transfer none) (nullable): who is signed in, is about to be, or was last
 */
SsAccount *
ss_access_get_account (SsAccess *self)
{
  return self->account;
}

/**
 * ss_access_get_error:
 * @self: the access
 *
 * Returns: (nullable): why the last attempt failed or the last session ended
 */
const GError *
ss_access_get_error (SsAccess *self)
{
  return self->error;
}

/**
 * ss_access_get_is_demo:
 * @self: the access
 *
 * Returns: whether the demo runs, or is about to
 */
gboolean
ss_access_get_is_demo (SsAccess *self)
{
  return self->demo != NULL;
}

/**
 * ss_access_get_role:
 * @self: the access
 *
 * Returns: as whom the demo is looked at
 */
SsRole
ss_access_get_role (SsAccess *self)
{
  return self->role;
}

/**
 * ss_access_get_accounts:
 * @self: the access
 *
 * Returns: (transfer none): the accounts that can be switched to
 */
GListModel *
ss_access_get_accounts (SsAccess *self)
{
  return G_LIST_MODEL (self->accounts);
}

/**
 * ss_access_get_key:
 * @self: the access
 *
 * Returns: (transfer full) (nullable): what keeps one account's saved states apart from another's; %NULL
 * while masquerading, so that neither person's are read or written, and for staff in a business
 */
char *
ss_access_get_key (SsAccess *self)
{
  if (ss_access_get_is_masquerading (self) || ss_access_get_is_visiting (self))
    return NULL;
  return ss_page_states_make_key (self->demo != NULL ? NULL : self->account);
}

/**
 * ss_access_restore:
 * @self: the access
 *
 * Takes up the session of whoever was signed in last.
 */
void
ss_access_restore (SsAccess *self)
{
  g_autofree char *address = NULL, *tenant = NULL, *email = NULL;
  g_autoptr (SsAccount) account = NULL;

  g_settings_get (self->settings, "last-account", "(sss)", &address, &tenant, &email);
  if (*address != '\0')
    account = ss_account_new (address, email, NULL);
  if (account == NULL)
    return;

  if (*tenant != '\0')
    ss_account_set_tenant (account, tenant);
  ss_access_set_account (self, account);
  take_up (self);
}

/**
 * ss_access_retry:
 * @self: the access
 *
 * Tries again to reach the platform.
 */
void
ss_access_retry (SsAccess *self)
{
  if (self->state == SS_ACCESS_UNREACHABLE && self->account != NULL)
    take_up (self);
}

/**
 * ss_access_give_up:
 * @self: the access
 *
 * Goes to the sign-in form; the account's token stays in the keyring.
 */
void
ss_access_give_up (SsAccess *self)
{
  ss_access_begin (self);
  ss_access_drop_demo (self);
  ss_access_set_state (self, SS_ACCESS_SIGNED_OUT, NULL);
  ss_access_list_accounts (self);
}

/**
 * ss_access_sign_in_async:
 * @self: the access
 * @account: who
 * @password: and the password
 * @keep: whether to stay signed in
 * @cancellable: (nullable): to give up
 * @callback: called when it is decided
 * @user_data: for @callback
 */
void
ss_access_sign_in_async (SsAccess *self, SsAccount *account, const char *password, gboolean keep,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (SsSession) session = ss_session_new (account);

  g_task_set_source_tag (task, ss_access_sign_in_async);
  ss_session_sign_in_async (session, password, keep, cancellable, signed_in_cb, g_steal_pointer (&task));
}

/**
 * ss_access_sign_in_finish:
 * @self: the access
 * @result: what the callback got
 * @error: an SsClientError
 *
 * Returns: whether somebody is signed in now
 */
gboolean
ss_access_sign_in_finish (SsAccess *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ss_access_accept_async:
 * @self: the access
 * @invitation: which
 * @name: how the person is called
 * @password: the password from now on
 * @keep: whether to stay signed in
 * @cancellable: (nullable): to give up
 * @callback: called when it is decided
 * @user_data: for @callback
 */
void
ss_access_accept_async (SsAccess *self, SsInvitation *invitation, const char *name, const char *password,
                        gboolean keep, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ss_access_accept_async);
  ss_invitation_accept_async (invitation, name, password, keep, cancellable, accepted_cb, task);
}

/**
 * ss_access_accept_finish:
 * @self: the access
 * @result: what the callback got
 * @error: an SsClientError
 *
 * Returns: whether somebody is signed in now
 */
gboolean
ss_access_accept_finish (SsAccess *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ss_access_switch_to:
 * @self: the access
 * @account: one of ss_access_get_accounts()
 *
 * Shows another account; the present one stays signed in.
 */
void
ss_access_switch_to (SsAccess *self, SsAccount *account)
{
  SsSession *session = find_session (self, account);

  if (self->demo == NULL && self->workspace != NULL
      && ss_account_equal (ss_session_get_account (ss_workspace_get_session (self->workspace)), account))
    return;

  ss_access_begin (self);
  ss_access_drop_workspace (self);
  ss_access_drop_demo (self);
  ss_access_set_account (self, account);
  if (session != NULL)
    ss_access_enter (self, session);
  else
    take_up (self);
}

static void
signed_out_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsAccess) self = user_data;

  ss_session_sign_out_finish (SS_SESSION (session), result, NULL);
  ss_access_list_accounts (self);
}

/**
 * ss_access_sign_out:
 * @self: the access
 * @forget: whether to remove what is stored here about the account, too
 */
void
ss_access_sign_out (SsAccess *self, gboolean forget)
{
  g_autoptr (SsSession) session = NULL;

  if (self->workspace == NULL)
    return;
  if (self->demo != NULL)
    {
      ss_access_leave_demo (self);
      return;
    }

  session = g_object_ref (get_own (ss_workspace_get_session (self->workspace)));
  ss_access_drop_workspace (self);
  g_ptr_array_remove (self->sessions, session);
  forget_last_account (self);
  if (forget)
    {
      ss_page_states_forget (self->settings, self->account);
      ss_access_set_account (self, NULL);
    }
  ss_session_sign_out_async (session, NULL, signed_out_cb, g_object_ref (self));
  ss_access_set_state (self, SS_ACCESS_SIGNED_OUT, NULL);
}
