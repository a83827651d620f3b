/* appointment-patch.c: a change of a booking that was seen, made once and known to be made
 *
 * A change is bound to the state that the platform has by its ETag. Somebody else's change of something that
 * this one does not touch is no reason to refuse it, so a booking that is another by now is read, and where
 * it is what the user saw in all that is touched, the change is sent once more. Where the answer is lost,
 * what is read tells whether it was made.
 *
 * SPDX-License-Identifier: MIT
 */
#include "client/appointment-patch.h"

#include "client/client-error-private.h"
#include "model/json-reader.h"
#include "model/model-json.h"

typedef struct
{
  char *path;          /* (owned) */
  GBytes *body;        /* (owned) */
  JsonNode *wanted;    /* (owned): what @body says */
  SsAppointment *seen; /* (owned) (nullable): as it was before the change was shown */
  SsAppointment *now;  /* (owned) (nullable): as it was read last */
  GError *lost;        /* (owned) (nullable): why the answer did not come */
  gboolean was_refused;
} Patch;

static void
patch_free (gpointer data)
{
  Patch *patch = data;

  g_free (patch->path);
  g_bytes_unref (patch->body);
  g_clear_pointer (&patch->wanted, json_node_unref);
  g_clear_object (&patch->seen);
  g_clear_object (&patch->now);
  g_clear_error (&patch->lost);
  g_free (patch);
}

static JsonNode *
parse (GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  return ss_json_parse (data, (gssize) size, NULL);
}

/* What @appointment has in the members that the change sets. */
static JsonNode *
get_touched (Patch *patch, SsAppointment *appointment)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GList) members = json_object_get_members (json_node_get_object (patch->wanted));
  g_autoptr (GBytes) body = NULL;

  for (GList *link = members; link != NULL; link = link->next)
    if (g_strcmp0 (link->data, "overrideReason") != 0)
      g_ptr_array_add (names, link->data);
  g_ptr_array_add (names, NULL);
  body = ss_model_write_body (SS_MODEL (appointment), (const char *const *) names->pdata);
  return parse (body);
}

static gboolean
is_as_seen (Patch *patch)
{
  g_autoptr (JsonNode) seen = get_touched (patch, patch->seen);
  g_autoptr (JsonNode) now = get_touched (patch, patch->now);

  return seen != NULL && now != NULL && json_node_equal (seen, now);
}

static gboolean
is_as_wanted (Patch *patch)
{
  g_autoptr (JsonNode) now = get_touched (patch, patch->now);
  g_autoptr (JsonNode) wanted = json_node_copy (patch->wanted);

  json_object_remove_member (json_node_get_object (wanted), "overrideReason");
  return now != NULL && json_node_equal (now, wanted);
}

/* Whether only the platform knows if it was done. */
static gboolean
is_lost (const GError *error)
{
  return g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TIMED_OUT)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_PROTOCOL)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SERVER);
}

static void start_reading (GTask *task);

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Patch *patch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (answer != NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) ss_answer_free);
      return;
    }
  if (is_lost (error))
    {
      patch->lost = g_steal_pointer (&error);
      /* What was read before it says nothing of what became of it. */
      g_clear_object (&patch->now);
    }
  else if (g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_CHANGED) && !patch->was_refused)
    patch->was_refused = TRUE;
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  start_reading (g_steal_pointer (&task));
}

/* Takes over @task. */
static void
send_change (GTask *task, const char *etag)
{
  Patch *patch = g_task_get_task_data (task);
  const SsCall call = {
    .method = "PATCH", .path = patch->path, .body = patch->body, .etag = etag, .type = SS_TYPE_APPOINTMENT
  };

  ss_session_call_async (g_task_get_source_object (task), &call, g_task_get_cancellable (task), sent_cb,
                         task);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Patch *patch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (answer == NULL || answer->model == NULL)
    {
      if (patch->lost != NULL)
        g_task_return_error (task, g_steal_pointer (&patch->lost));
      else
        g_task_return_error (task, error != NULL ? g_steal_pointer (&error)
                                                 : ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
      return;
    }
  g_set_object (&patch->now, SS_APPOINTMENT (answer->model));
  if (patch->lost != NULL && is_as_wanted (patch))
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) ss_answer_free);
  else if (patch->lost != NULL)
    g_task_return_error (task, g_steal_pointer (&patch->lost));
  else if (!is_as_seen (patch))
    g_task_return_error (task, ss_client_error_new (SS_CLIENT_ERROR_CHANGED));
  else
    send_change (g_steal_pointer (&task), answer->etag);
}

/* Takes over @task. */
static void
start_reading (GTask *task)
{
  Patch *patch = g_task_get_task_data (task);
  const SsCall call = { .method = "GET", .path = patch->path, .type = SS_TYPE_APPOINTMENT };

  ss_session_call_async (g_task_get_source_object (task), &call, g_task_get_cancellable (task), read_cb,
                         task);
}

/**
 * ss_appointment_patch_async:
 * @session: a session
 * @id: which booking
 * @seen: (nullable): the booking as the user saw it, which is copied; %NULL to change it whatever it is by
 * now
 * @etag: (nullable): what the platform calls exactly this state of it; without it, the booking is read first
 * @body: what is to change
 * @cancellable: (nullable): gives up
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
ss_appointment_patch_async (SsSession *session, const char *id, SsAppointment *seen, const char *etag,
                            GBytes *body, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  Patch *patch = g_new0 (Patch, 1);

  g_task_set_source_tag (task, ss_appointment_patch_async);
  patch->path = g_strconcat ("/appointments/", escaped, "/", NULL);
  patch->body = g_bytes_ref (body);
  patch->wanted = parse (body);
  patch->seen = seen != NULL ? ss_model_copy (SS_MODEL (seen)) : NULL;
  g_task_set_task_data (task, patch, patch_free);
  if (seen == NULL || etag != NULL)
    send_change (task, seen != NULL ? etag : NULL);
  else
    start_reading (task);
}

/**
 * ss_appointment_patch_finish:
 * @result: what the callback got
 * @now: (out) (transfer full) (nullable): the booking as it was read last
 * @error: %SS_CLIENT_ERROR_CHANGED where somebody else has changed what this was to change, or any other
 *   SsClientError
 *
 * Returns: (transfer full): what the platform answered, or what it has where that answer was lost
 */
SsAnswer *
ss_appointment_patch_finish (GAsyncResult *result, SsAppointment **now, GError **error)
{
  Patch *patch = g_task_get_task_data (G_TASK (result));

  *now = g_steal_pointer (&patch->now);
  return g_task_propagate_pointer (G_TASK (result), error);
}
