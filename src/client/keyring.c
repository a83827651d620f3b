/* keyring.c: refresh tokens in the system's keyring
 *
 * Only the simple password calls are used: in a sandbox, libsecret serves those from a file of its own that
 * is encrypted with a key of the portal's, without access to the whole keyring.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "client/keyring-private.h"

static const SecretSchema schema = {
  .name = "org.smoothschedule.Admin.RefreshToken",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "base-url", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "tenant", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "email", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* Long enough to type the keyring's password into its prompt. */
static guint time_out = 60 * 1000;

G_DEFINE_QUARK (ss - keyring - error - quark, ss_keyring_error)

/* What the service is asked for; it is left behind where it does not answer. */
typedef struct
{
  GTask *task; /* (owned) (nullable): NULL once it was answered */
  GCancellable *inner;
  GSource *timer;     /* (owned) */
  GSource *cancelled; /* (owned) (nullable) */
} Operation;

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
stop_watching (Operation *operation)
{
  clear_source (&operation->timer);
  clear_source (&operation->cancelled);
}

static void
operation_free (Operation *operation)
{
  stop_watching (operation);
  g_clear_object (&operation->task);
  g_object_unref (operation->inner);
  g_free (operation);
}

static GError *
new_error (SsKeyringError code)
{
  static const char *const messages[] = {
    [SS_KEYRING_ERROR_ABSENT] =
        N_ ("There is no keyring on this computer, so you stay signed in for this run only."),
    [SS_KEYRING_ERROR_LOCKED] = N_ ("The keyring is locked, so you stay signed in for this run only. "
                                    "Unlock it to stay signed in."),
    [SS_KEYRING_ERROR_REFUSED] = N_ ("The keyring refused, so you stay signed in for this run only."),
  };

  return g_error_new_literal (SS_KEYRING_ERROR, code, _ (messages[code]));
}

static GError *
translate_error (const GError *error)
{
  if (error->domain == SS_KEYRING_ERROR)
    return g_error_copy (error);
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return new_error (SS_KEYRING_ERROR_LOCKED);
  if (error->domain == SECRET_ERROR)
    return new_error (SS_KEYRING_ERROR_REFUSED);
  if (error->domain == G_DBUS_ERROR || error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR)
    return new_error (SS_KEYRING_ERROR_ABSENT);

  return new_error (SS_KEYRING_ERROR_REFUSED);
}

/* Gives the task of an operation that is being answered, or NULL where that has happened already. */
static GTask *
take_task (Operation *operation)
{
  stop_watching (operation);
  return g_steal_pointer (&operation->task);
}

static void
give_up (Operation *operation, SsKeyringError code)
{
  g_autoptr (GTask) task = take_task (operation);

  g_cancellable_cancel (operation->inner);
  if (task != NULL && !g_task_return_error_if_cancelled (task))
    g_task_return_error (task, new_error (code));
}

static gboolean
late_cb (gpointer user_data)
{
  /* A prompt that nobody answers. */
  give_up (user_data, SS_KEYRING_ERROR_LOCKED);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  give_up (user_data, SS_KEYRING_ERROR_REFUSED);
  return G_SOURCE_REMOVE;
}

static Operation *
operation_new (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data, gpointer tag)
{
  Operation *operation = g_new0 (Operation, 1);

  operation->task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (operation->task, tag);
  operation->inner = g_cancellable_new ();

  operation->timer = g_timeout_source_new (time_out);
  g_source_set_callback (operation->timer, late_cb, operation, NULL);
  g_source_attach (operation->timer, g_task_get_context (operation->task));
  if (cancellable != NULL)
    {
      operation->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (operation->cancelled, G_SOURCE_FUNC (cancelled_cb), operation, NULL);
      g_source_attach (operation->cancelled, g_task_get_context (operation->task));
    }

  return operation;
}

static GHashTable *
make_attributes (SsAccount *account)
{
  const char *tenant = ss_account_get_tenant (account);

  return secret_attributes_build (&schema, "base-url", ss_account_get_base_url (account), "tenant",
                                  tenant != NULL ? tenant : "", "email", ss_account_get_email (account),
                                  NULL);
}

static void
answer_boolean (Operation *operation, gboolean value, const GError *error)
{
  g_autoptr (GTask) task = take_task (operation);

  if (task != NULL && error != NULL)
    g_task_return_error (task, translate_error (error));
  else if (task != NULL)
    g_task_return_boolean (task, value);
  operation_free (operation);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean stored = secret_password_store_finish (result, &error);

  if (!stored && error == NULL)
    error = new_error (SS_KEYRING_ERROR_LOCKED);
  answer_boolean (user_data, stored, error);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);
  answer_boolean (user_data, TRUE, error);
}

static void
answer_secret (Operation *operation, SecretValue *value, const GError *error)
{
  g_autoptr (GTask) task = take_task (operation);

  if (task == NULL)
    ;
  else if (error != NULL)
    g_task_return_error (task, translate_error (error));
  else
    g_task_return_pointer (task, value != NULL ? g_strdup (secret_value_get_text (value)) : NULL, g_free);
  operation_free (operation);
}

static void
retrieved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  SecretValue *value =
      secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);

  if (value == NULL && error == NULL)
    error = new_error (SS_KEYRING_ERROR_LOCKED);
  answer_secret (user_data, value, error);
  g_clear_pointer (&value, secret_value_unref);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;
  g_autoptr (GError) error = NULL;
  GList *found = secret_password_search_finish (result, &error);
  SecretRetrievable *item = found != NULL ? found->data : NULL;

  if (error == NULL && item != NULL && SECRET_IS_ITEM (item) && secret_item_get_locked (SECRET_ITEM (item)))
    error = new_error (SS_KEYRING_ERROR_LOCKED);

  if (error != NULL || item == NULL)
    answer_secret (operation, NULL, error);
  else
    secret_retrievable_retrieve_secret (item, operation->inner, retrieved_cb, operation);
  g_list_free_full (found, g_object_unref);
}

static SsAccount *
read_account (SecretRetrievable *item)
{
  g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (item);
  const char *base_url = g_hash_table_lookup (attributes, "base-url");
  const char *tenant = g_hash_table_lookup (attributes, "tenant");
  SsAccount *account = ss_account_new (base_url, g_hash_table_lookup (attributes, "email"), NULL);

  if (account != NULL)
    ss_account_set_tenant (account, tenant != NULL && *tenant != '\0' ? tenant : NULL);
  return account;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;
  g_autoptr (GTask) task = take_task (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListStore) accounts = g_list_store_new (SS_TYPE_ACCOUNT);
  GList *found = secret_password_search_finish (result, &error);

  for (GList *link = found; link != NULL; link = link->next)
    {
      g_autoptr (SsAccount) account = read_account (link->data);

      if (account != NULL)
        g_list_store_append (accounts, account);
    }
  g_list_free_full (found, g_object_unref);

  if (task != NULL && error != NULL)
    g_task_return_error (task, translate_error (error));
  else if (task != NULL)
    g_task_return_pointer (task, g_steal_pointer (&accounts), g_object_unref);
  operation_free (operation);
}

/* Tests shorten it. */
void
ss_keyring_set_time_out (guint milliseconds)
{
  time_out = milliseconds;
}

/**
 * ss_keyring_store_async:
 * @account: whose token it is
 * @refresh_token: it takes the place of the one that was kept
 * @cancellable: (nullable): gives up
 * @callback: called when it is stored, or can't be
 * @user_data: for @callback
 */
void
ss_keyring_store_async (SsAccount *account, const char *refresh_token, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  Operation *operation = operation_new (cancellable, callback, user_data, ss_keyring_store_async);
  g_autoptr (GHashTable) attributes = make_attributes (account);
  g_autofree char *label = g_strdup_printf (_ ("Smooth Schedule: %s at %s"), ss_account_get_email (account),
                                            ss_account_get_address (account));

  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, refresh_token,
                          operation->inner, stored_cb, operation);
}

gboolean
ss_keyring_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ss_keyring_look_up_async:
 * @account: whose token is wanted
 * @cancellable: (nullable): gives up
 * @callback: called with it
 * @user_data: for @callback
 *
 * A locked keyring asks for its password.
 */
void
ss_keyring_look_up_async (SsAccount *account, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Operation *operation = operation_new (cancellable, callback, user_data, ss_keyring_look_up_async);
  g_autoptr (GHashTable) attributes = make_attributes (account);

  secret_password_searchv (&schema, attributes, SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS,
                           operation->inner, found_cb, operation);
}

/**
 * ss_keyring_look_up_finish:
 * @result: what the callback got
 * @error: an SsKeyringError
 *
 * Returns: (transfer full) (nullable): the token; %NULL without @error: nothing is kept
 */
char *
ss_keyring_look_up_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ss_keyring_clear_async (SsAccount *account, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Operation *operation = operation_new (cancellable, callback, user_data, ss_keyring_clear_async);
  g_autoptr (GHashTable) attributes = make_attributes (account);

  secret_password_clearv (&schema, attributes, operation->inner, cleared_cb, operation);
}

gboolean
ss_keyring_clear_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ss_keyring_list_async:
 * @cancellable: (nullable): gives up
 * @callback: called with the accounts
 * @user_data: for @callback
 *
 * Asks for no password: who has an account is known of a locked keyring, too.
 */
void
ss_keyring_list_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Operation *operation = operation_new (cancellable, callback, user_data, ss_keyring_list_async);
  g_autoptr (GHashTable) attributes = secret_attributes_build (&schema, NULL);

  secret_password_searchv (&schema, attributes, SECRET_SEARCH_ALL, operation->inner, listed_cb, operation);
}

/**
 * ss_keyring_list_finish:
 * @result: what the callback got
 * @error: an SsKeyringError
 *
 * Returns: (transfer full): a list of SsAccount, or %NULL and @error
 */
GListModel *
ss_keyring_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
