/* list-fetch.c: a whole list of the platform's, page after page
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error-private.h"
#include "client/list-fetch.h"

#define PAGE_SIZE 1000
/* A platform that always names another page must not fill the memory. */
#define PAGES_MAX 100

typedef struct
{
  char *path;
  char *query; /* (nullable) */
  GType type;
  guint n_pages;
  GPtrArray *models; /* (owned) (nullable) (element-type SsModel) */
} Fetch;

static void fetch_page (GTask *task);

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_free (fetch->path);
  g_free (fetch->query);
  g_clear_pointer (&fetch->models, g_ptr_array_unref);
  g_free (fetch);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (answer == NULL || answer->models == NULL)
    {
      g_task_return_error (task, error != NULL ? error : ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
      return;
    }

  for (guint i = 0; i < answer->models->len; i++)
    g_ptr_array_add (fetch->models, g_object_ref (g_ptr_array_index (answer->models, i)));
  if (answer->next != NULL && answer->models->len > 0 && fetch->n_pages < PAGES_MAX)
    fetch_page (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&fetch->models), (GDestroyNotify) g_ptr_array_unref);
}

/* @task: (transfer full) */
static void
fetch_page (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);
  g_autofree char *query =
      g_strdup_printf ("%s%spage=%u&page_size=%d", fetch->query != NULL ? fetch->query : "",
                       fetch->query != NULL ? "&" : "", ++fetch->n_pages, PAGE_SIZE);
  const SsCall call = { .method = "GET", .path = fetch->path, .query = query, .type = fetch->type };

  ss_session_call_async (g_task_get_source_object (task), &call, g_task_get_cancellable (task), page_cb,
                         task);
}

/**
 * ss_list_fetch_async:
 * @session: whose list it is
 * @path: as `/plugin-installations/`
 * @query: (nullable): encoded, without `page` and `page_size`
 * @type: of its models
 * @cancellable: (nullable): gives up
 * @callback: called with all of the list
 * @user_data: for @callback
 */
void
ss_list_fetch_async (SsSession *session, const char *path, const char *query, GType type,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  Fetch *fetch;

  g_return_if_fail (SS_IS_SESSION (session));
  g_return_if_fail (path != NULL);

  fetch = g_new0 (Fetch, 1);
  fetch->path = g_strdup (path);
  fetch->query = query != NULL && *query != '\0' ? g_strdup (query) : NULL;
  fetch->type = type;
  fetch->models = g_ptr_array_new_with_free_func (g_object_unref);
  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_list_fetch_async);
  g_task_set_task_data (task, fetch, fetch_free);
  fetch_page (task);
}

/**
 * ss_list_fetch_finish:
 * @session: whose list it is
 * @result: what the callback got
 * @error: an SsClientError
 *
 * Returns: (transfer full) (element-type SsModel): the models in the platform's order
 */
GPtrArray *
ss_list_fetch_finish (SsSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
