/* free-times.c: the times at which a service can be booked on a day
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/free-times.h"

#include "client/client-error-private.h"

/* (transfer full) (nullable): %NULL where there is anything else than strings */
static GStrv
read_times (JsonNode *root)
{
  g_autoptr (GStrvBuilder) times = g_strv_builder_new ();
  JsonArray *array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *time = json_array_get_element (array, i);

      if (json_node_get_value_type (time) != G_TYPE_STRING)
        return NULL;
      g_strv_builder_add (times, json_node_get_string (time));
    }
  return array != NULL ? g_strv_builder_end (times) : NULL;
}

static void
loaded_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (session), result, &error);
  GStrv times;

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  times = read_times (answer->json);
  if (times != NULL)
    g_task_return_pointer (task, times, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
}

/**
 * ss_free_times_load_async:
 * @session: whose business
 * @service_id: what is to be booked
 * @resource_id: (nullable): with whom; %NULL: with anybody who does it
 * @date: the day
 * @zone: the time zone of the day and of the times, an IANA name
 * @cancellable: (nullable): to give up
 * @callback: called with the times
 * @user_data: for @callback
 */
void
ss_free_times_load_async (SsSession *session, const char *service_id, const char *resource_id,
                          const GDate *date, const char *zone, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GString) query = ss_query_new ();
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  char day[16];
  SsCall call = { .method = "GET", .path = "/booking/availability/", .type = G_TYPE_NONE };

  g_task_set_source_tag (task, ss_free_times_load_async);
  g_date_strftime (day, sizeof day, "%Y-%m-%d", date);
  ss_query_add (query, "service_id", service_id);
  ss_query_add (query, "resource_id", resource_id);
  ss_query_add (query, "date", day);
  ss_query_add (query, "timezone", zone);
  call.query = query->str;
  ss_session_call_async (session, &call, cancellable, loaded_cb, task);
}

/**
 * ss_free_times_load_finish:
 * @session: a session
 * @result: what the callback got
 * @error: an SsClientError
 *
 * Returns: (transfer full) (nullable): "09:00", "09:15" …, on the wall's clock in that zone
 */
GStrv
ss_free_times_load_finish (SsSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
