/* masquerade-prospect.c: whether somebody may be acted as, asked before it is tried
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/masquerade-prospect.h"

#include "client/client-error-private.h"

/* A prospect in the making: the data of its task. */
typedef struct
{
  SsSession *session; /* (owned) */
  char *user_id;
  SsMasqueradeProspect *prospect; /* (owned) (nullable) */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_object_unref (self->session);
  g_free (self->user_id);
  g_clear_pointer (&self->prospect, ss_masquerade_prospect_free);
  g_free (self);
}

static SsMasqueradeProspect *
read_verdict (SsAnswer *answer)
{
  JsonObject *object = answer->json != NULL && JSON_NODE_HOLDS_OBJECT (answer->json)
                           ? json_node_get_object (answer->json)
                           : NULL;
  SsMasqueradeProspect *self;

  if (object == NULL || !json_object_has_member (object, "allowed"))
    return NULL;
  self = g_new0 (SsMasqueradeProspect, 1);
  self->is_allowed = json_object_get_boolean_member_with_default (object, "allowed", FALSE);
  self->explanation = g_strdup (json_object_get_string_member_with_default (object, "explanation", NULL));
  return self;
}

static void
user_loaded_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (session), result, &error);

  /* On the platform's own host people of a business are listed, but not told of one by one. */
  if ((answer != NULL && SS_IS_USER (answer->model))
      || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_NOT_FOUND)
      || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TENANT_NOT_FOUND))
    {
      if (answer != NULL)
        asking->prospect->user = SS_USER (g_steal_pointer (&answer->model));
      g_task_return_pointer (task, g_steal_pointer (&asking->prospect),
                             (GDestroyNotify) ss_masquerade_prospect_free);
    }
  else
    g_task_return_error (task, error != NULL ? g_steal_pointer (&error)
                                             : ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
}

static void
checked_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (session), result, &error);
  g_autofree char *path = g_strdup_printf ("/users/%s/", asking->user_id);
  const SsCall call = { .method = "GET", .path = path, .type = SS_TYPE_USER };

  asking->prospect = answer != NULL ? read_verdict (answer) : NULL;
  if (asking->prospect == NULL)
    {
      g_task_return_error (task, error != NULL ? g_steal_pointer (&error)
                                               : ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
      return;
    }
  ss_session_call_async (asking->session, &call, g_task_get_cancellable (task), user_loaded_cb,
                         g_object_ref (task));
}

void
ss_masquerade_prospect_free (SsMasqueradeProspect *self)
{
  g_clear_object (&self->user);
  g_free (self->explanation);
  g_free (self);
}

/**
 * ss_masquerade_prospect_load_async:
 * @session: whose would be the masquerade
 * @user_id: as whom
 * @cancellable: (nullable): ends it with %G_IO_ERROR_CANCELLED
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Contract section 4, `GET /auth/masquerade/check/`: nothing of it is logged.
 */
void
ss_masquerade_prospect_load_async (SsSession *session, const char *user_id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *id = g_uri_escape_string (user_id, NULL, FALSE);
  g_autofree char *query = g_strconcat ("user_id=", id, NULL);
  const SsCall call = { .method = "GET", .path = "/auth/masquerade/check/", .query = query };
  Asking *asking = g_new0 (Asking, 1);

  g_task_set_source_tag (task, ss_masquerade_prospect_load_async);
  asking->session = g_object_ref (session);
  asking->user_id = g_steal_pointer (&id);
  g_task_set_task_data (task, asking, asking_free);
  ss_session_call_async (session, &call, cancellable, checked_cb, g_steal_pointer (&task));
}

/**
 * ss_masquerade_prospect_load_finish:
 * @result: what the callback got
 * @error: an #SsClientError
 *
 * Returns: (transfer full) (nullable): the prospect
 */
SsMasqueradeProspect *
ss_masquerade_prospect_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
make_search (const char *text)
{
  g_autoptr (GString) query = ss_query_new ();

  ss_query_add (query, "search", text);
  return g_strdup (query->str);
}

/**
 * ss_masquerade_prospect_search:
 * @session: whose would be the masquerade
 * @text: words
 *
 * Returns: (transfer full): of #SsUser, with `can`
 */
SsPagedList *
ss_masquerade_prospect_search (SsSession *session, const char *text)
{
  SsPagedList *found = ss_paged_list_new (session, "/users/", SS_TYPE_USER);
  g_autofree char *query = make_search (text);

  ss_paged_list_set_query (found, query);
  return found;
}

void
ss_masquerade_prospect_search_on (SsPagedList *found, const char *text)
{
  g_autofree char *query = make_search (text);

  ss_paged_list_set_query_soon (found, query);
}
