/* appointment-change.c: changes of bookings, shown before the platform has confirmed them
 *
 * A change is one request. What it will make of the booking is shown at once; the platform's answer settles
 * it, or what was there before comes back. Each that was confirmed is noted with the request that takes it
 * back.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/appointment-store-private.h"

#include <glib/gi18n-lib.h>

#include "client/appointment-patch.h"
#include "client/client-error-private.h"
#include "model/json-reader.h"
#include "model/json-writer.h"

#define PATH "/appointments/"
/* On a booking: the version that was answered last, and its ETag */
#define ETAG_KEY "ss-appointment-etag"

/* One request about a booking, to be made once, or by the history again and again. */
typedef struct
{
  SsAppointment *appointment; /* (owned) */
  const char *method;
  const char *rest; /* behind the booking's path; NULL: the list itself, for a new one */
  GBytes *body;     /* (owned) (nullable) */
} Step;

typedef struct
{
  Step *step;            /* (owned) */
  Step *undo;            /* (owned) (nullable): where it is to be noted */
  char *label;           /* (owned) (nullable) */
  SsAppointment *before; /* (owned) (nullable): what comes back where it is refused */
  gboolean is_deletion;
} Change;

static Step *
step_new (SsAppointment *appointment, const char *method, const char *rest, GBytes *body)
{
  Step *step = g_new0 (Step, 1);

  step->appointment = g_object_ref (appointment);
  step->method = method;
  step->rest = rest;
  step->body = body;
  return step;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  if (step == NULL)
    return;
  g_object_unref (step->appointment);
  g_clear_pointer (&step->body, g_bytes_unref);
  g_free (step);
}

static Step *
step_copy (const Step *step)
{
  return step_new (step->appointment, step->method, step->rest,
                   step->body != NULL ? g_bytes_ref (step->body) : NULL);
}

static void
change_free (gpointer data)
{
  Change *change = data;

  step_free (change->step);
  step_free (change->undo);
  g_clear_object (&change->before);
  g_free (change->label);
  g_free (change);
}

/* Writing */

static GBytes *
write_reason (const char *reason)
{
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "reason");
  ss_json_writer_string (&writer, reason != NULL ? reason : "");
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_bytes (&writer);
}

static GBytes *
write_nothing (void)
{
  return g_bytes_new_static ("{}", 2);
}

/* What is known of @patch, and why it is to be done in spite of a conflict. */
static GBytes *
write_patch (SsAppointment *patch, const char *override_reason)
{
  g_autoptr (GBytes) body = ss_model_write_body (SS_MODEL (patch), NULL);
  g_auto (SsJsonWriter) writer = { NULL };
  GString *text;
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  if (override_reason == NULL)
    return g_steal_pointer (&body);
  ss_json_writer_init (&writer);
  ss_json_writer_string (&writer, override_reason);
  text = g_string_new_len (data, (gssize) size - 1);
  g_string_append_printf (text, "%s\"overrideReason\":%s}", size > 2 ? "," : "", writer.text->str);
  return g_string_free_to_bytes (text);
}

/* Of each member that @patch sets, what @appointment has. */
static GBytes *
write_opposite (SsAppointment *appointment, SsAppointment *patch)
{
  g_autoptr (GBytes) body = ss_model_write_body (SS_MODEL (patch), NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GList) members = NULL;
  g_autoptr (JsonNode) node = NULL;
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  node = ss_json_parse (data, (gssize) size, NULL);
  members = node != NULL ? json_object_get_members (json_node_get_object (node)) : NULL;
  for (GList *link = members; link != NULL; link = link->next)
    g_ptr_array_add (names, link->data);
  g_ptr_array_add (names, NULL);
  return ss_model_write_body (SS_MODEL (appointment), (const char *const *) names->pdata);
}

/* Requests */

static void call_step (SsAppointmentStore *self, const Step *step, SsAppointment *seen,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
static SsAnswer *call_step_finish (SsAppointmentStore *self, const Step *step, GObject *source,
                                   GAsyncResult *result, SsAppointment **now, GError **error);

/* Somebody's later change may have been told already. */
static gboolean
is_older (SsAppointment *answer, SsAppointment *held)
{
  return ss_appointment_has_version (answer)
         && ss_appointment_get_version (answer) < ss_appointment_get_version (held);
}

/* How the platform calls the state that is held, where it said so. */
static const char *
get_etag (SsAppointment *appointment)
{
  const char *noted = g_object_get_data (G_OBJECT (appointment), ETAG_KEY);
  g_autofree char *version =
      g_strdup_printf ("%" G_GINT64_FORMAT " ", ss_appointment_get_version (appointment));

  return noted != NULL && g_str_has_prefix (noted, version) ? noted + strlen (version) : NULL;
}

static void
note_etag (SsAppointment *appointment, const SsAnswer *answer)
{
  gint64 version = ss_appointment_get_version (SS_APPOINTMENT (answer->model));

  g_object_set_data_full (G_OBJECT (appointment), ETAG_KEY,
                          answer->etag != NULL
                              ? g_strdup_printf ("%" G_GINT64_FORMAT " %s", version, answer->etag)
                              : NULL,
                          g_free);
}

static void
settle_step (SsAppointmentStore *self, const Step *step, SsAnswer *answer)
{
  if (g_str_equal (step->method, "DELETE"))
    {
      ss_appointment_store_drop (self, step->appointment);
      return;
    }
  if (answer->model != NULL && !is_older (SS_APPOINTMENT (answer->model), step->appointment))
    {
      ss_model_merge (SS_MODEL (step->appointment), answer->model);
      note_etag (step->appointment, answer);
    }
  ss_appointment_store_replace (self, step->appointment);
}

/* @now: (nullable): what was read after a change that was not made */
static void
show_now (SsAppointmentStore *self, const Step *step, SsAppointment *now)
{
  if (now == NULL || is_older (now, step->appointment)
      || ss_appointment_store_is_pending (self, step->appointment))
    return;
  ss_model_merge (SS_MODEL (step->appointment), SS_MODEL (now));
  ss_appointment_store_replace (self, step->appointment);
}

/* Whether it was done or not only the platform knows: it is asked, and again when it can be reached. @now:
 * (nullable): what it has said already */
static void
ask_platform (SsAppointmentStore *self, SsAppointment *now, const GError *error)
{
  if (now == NULL
      && (ss_client_error_is_passing (error)
          || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_NOT_FOUND)
          || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_PROTOCOL)))
    ss_appointment_store_reload (self);
}

static void
stepped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SsAppointmentStore *self = g_task_get_source_object (task);
  const Step *step = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SsAppointment) now = NULL;
  g_autoptr (SsAnswer) answer = call_step_finish (self, step, source, result, &now, &error);

  if (answer == NULL)
    {
      show_now (self, step, now);
      ask_platform (self, now, error);
      g_task_return_error (task, error);
      return;
    }
  settle_step (self, step, answer);
  g_task_return_boolean (task, TRUE);
}

static void
perform_step (GObject *store, gpointer step, GCancellable *cancellable, GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_task_data (task, step_copy (step), step_free);
  call_step (SS_APPOINTMENT_STORE (store), step, ((Step *) step)->appointment, cancellable, stepped_cb, task);
}

static gboolean
finish_step (GObject *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
is_patch (const Step *step)
{
  return g_str_equal (step->method, "PATCH");
}

static const SsHistorySteps history_steps = { perform_step, finish_step, step_free };

/* @seen: (nullable): the booking as it was when the user decided */
static void
call_step (SsAppointmentStore *self, const Step *step, SsAppointment *seen, GCancellable *cancellable,
           GAsyncReadyCallback callback, gpointer user_data)
{
  const char *id = ss_appointment_get_id (step->appointment);
  g_autofree char *escaped = id != NULL ? g_uri_escape_string (id, NULL, FALSE) : NULL;
  g_autofree char *path =
      step->rest != NULL ? g_strconcat (PATH, escaped, "/", step->rest, NULL) : g_strdup (PATH);
  const SsCall call = { .method = step->method,
                        .path = path,
                        .body = step->body,
                        .type = g_str_equal (step->method, "DELETE") ? G_TYPE_NONE : SS_TYPE_APPOINTMENT };

  if (is_patch (step))
    ss_appointment_patch_async (ss_appointment_store_get_session (self), id, seen,
                                get_etag (step->appointment), step->body, cancellable, callback, user_data);
  else
    ss_session_call_async (ss_appointment_store_get_session (self), &call, cancellable, callback, user_data);
}

/* @now: (out) (nullable): what was read of it */
static SsAnswer *
call_step_finish (SsAppointmentStore *self, const Step *step, GObject *source, GAsyncResult *result,
                  SsAppointment **now, GError **error)
{
  *now = NULL;
  return is_patch (step) ? ss_appointment_patch_finish (result, now, error)
                         : ss_session_call_finish (SS_SESSION (source), result, error);
}

static void
note (SsAppointmentStore *self, Change *change)
{
  SsChangeHistory *history = ss_appointment_store_get_history (self);
  Step *redo;

  if (history == NULL || change->undo == NULL)
    return;
  /* A booking that was made and taken back comes back as the one that it was. */
  redo = change->step->rest == NULL
             ? step_new (change->step->appointment, "POST", "restore/", write_nothing ())
             : step_copy (change->step);
  ss_change_history_note (history, change->label, G_OBJECT (self), &history_steps,
                          g_steal_pointer (&change->undo), redo);
}

static void
take_back (SsAppointmentStore *self, const Change *change)
{
  SsAppointment *appointment = change->step->appointment;

  if (change->before == NULL)
    return;
  ss_model_merge (SS_MODEL (appointment), SS_MODEL (change->before));
  ss_appointment_store_replace (self, appointment);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SsAppointmentStore *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  SsAppointment *appointment = change->step->appointment;
  gboolean is_new = change->step->rest == NULL;
  GError *error = NULL;
  g_autoptr (SsAppointment) now = NULL;
  g_autoptr (SsAnswer) answer = call_step_finish (self, change->step, source, result, &now, &error);

  if (!is_new)
    ss_appointment_store_set_pending (self, appointment, FALSE);
  if (answer == NULL)
    {
      take_back (self, change);
      show_now (self, change->step, now);
      ss_appointment_store_show_parked (self, appointment);
      ask_platform (self, now, error);
      g_task_return_error (task, error);
      return;
    }
  settle_step (self, change->step, answer);
  ss_appointment_store_show_parked (self, appointment);
  note (self, change);
  g_task_return_pointer (task, g_object_ref (appointment), g_object_unref);
}

/* @patch: (nullable): what is shown before the answer; @undo and @label (transfer full) (nullable) */
static void
start_change (SsAppointmentStore *self, Step *step, SsAppointment *patch, Step *undo, char *label,
              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Change *change = g_new0 (Change, 1);
  /* What the user saw may be a change made here that is still under way: the platform does not have it yet.
   */
  gboolean is_under_way = step->rest != NULL && ss_appointment_store_is_pending (self, step->appointment);

  change->step = step;
  change->undo = undo;
  change->label = label;
  g_task_set_task_data (task, change, change_free);
  if (step->rest != NULL)
    ss_appointment_store_set_pending (self, step->appointment, TRUE);
  if (patch != NULL)
    {
      change->before = ss_model_copy (SS_MODEL (step->appointment));
      ss_model_merge (SS_MODEL (step->appointment), SS_MODEL (patch));
      ss_appointment_store_replace (self, step->appointment);
    }
  call_step (self, step, is_under_way ? NULL : change->before, cancellable, changed_cb, task);
}

/* "Move Ann Smith" */
static char *
make_label (const char *format, SsAppointment *appointment)
{
  const char *name = ss_appointment_get_customer_name (appointment);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strjoin (name != NULL ? name : "", parts[0], parts[1], NULL);
}

/**
 * ss_appointment_store_create_async:
 * @self: a store
 * @draft: what is set of it; it becomes the booking that is held
 * @override_reason: (nullable): why it is booked in spite of a conflict
 * @cancellable: (nullable): gives up
 * @callback: called with the booking
 * @user_data: for @callback
 */
void
ss_appointment_store_create_async (SsAppointmentStore *self, SsAppointment *draft,
                                   const char *override_reason, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SS_IS_APPOINTMENT_STORE (self));
  g_return_if_fail (SS_IS_APPOINTMENT (draft));

  start_change (self, step_new (draft, "POST", NULL, write_patch (draft, override_reason)), NULL,
                step_new (draft, "DELETE", "", NULL), g_strdup (_ ("New booking")), cancellable, callback,
                user_data);
}

static void
start_patch (SsAppointmentStore *self, SsAppointment *appointment, SsAppointment *patch,
             const char *override_reason, const char *label, GCancellable *cancellable,
             GAsyncReadyCallback callback, gpointer user_data)
{
  /* What stood there before stood there by right or by override: to go back to it is no new decision. */
  Step *undo = step_new (appointment, "PATCH", "", write_opposite (appointment, patch));

  start_change (self, step_new (appointment, "PATCH", "", write_patch (patch, override_reason)), patch, undo,
                make_label (label, appointment), cancellable, callback, user_data);
}

/**
 * ss_appointment_store_change_async:
 * @self: a store
 * @appointment: a booking
 * @patch: one of which only that is set, or unset, which changes
 * @override_reason: (nullable): why it is done in spite of a conflict
 * @cancellable: (nullable): gives up
 * @callback: called with the booking
 * @user_data: for @callback
 */
void
ss_appointment_store_change_async (SsAppointmentStore *self, SsAppointment *appointment, SsAppointment *patch,
                                   const char *override_reason, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SS_IS_APPOINTMENT_STORE (self));
  g_return_if_fail (SS_IS_APPOINTMENT (appointment));

  start_patch (self, appointment, patch, override_reason, _ ("Change %s"), cancellable, callback, user_data);
}

/**
 * ss_appointment_store_move_async:
 * @self: a store
 * @appointment: a booking
 * @resource_id: (nullable): where; %NULL puts it back among those that wait
 * @start_time: when, in microseconds since 1970
 * @duration_minutes: for how long
 * @override_reason: (nullable): why it is done in spite of a conflict
 * @cancellable: (nullable): gives up
 * @callback: called with the booking
 * @user_data: for @callback
 *
 * A resource confirms one that waited.
 */
void
ss_appointment_store_move_async (SsAppointmentStore *self, SsAppointment *appointment,
                                 const char *resource_id, gint64 start_time, gint64 duration_minutes,
                                 const char *override_reason, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (SsAppointment) patch = NULL;
  gboolean had_resource;

  g_return_if_fail (SS_IS_APPOINTMENT_STORE (self));
  g_return_if_fail (SS_IS_APPOINTMENT (appointment));

  patch = g_object_new (SS_TYPE_APPOINTMENT, NULL);
  had_resource = ss_appointment_get_resource_id (appointment) != NULL;
  ss_appointment_set_start_time (patch, start_time);
  if (duration_minutes != ss_appointment_get_duration_minutes (appointment))
    ss_appointment_set_duration_minutes (patch, duration_minutes);
  if (g_strcmp0 (resource_id, ss_appointment_get_resource_id (appointment)) != 0)
    ss_appointment_set_resource_id (patch, resource_id);
  if (resource_id == NULL && had_resource)
    {
      ss_model_unset (SS_MODEL (patch), ss_appointment_field_resource_id);
      ss_appointment_set_status (patch, "PENDING");
    }
  if (resource_id != NULL && !had_resource)
    ss_appointment_set_status (patch, "CONFIRMED");
  start_patch (self, appointment, patch, override_reason,
               resource_id == NULL ? _ ("Unassign %s")
               : had_resource      ? _ ("Move %s")
                                   : _ ("Assign %s"),
               cancellable, callback, user_data);
}

/**
 * ss_appointment_store_set_status_async:
 * @self: a store
 * @appointment: a booking
 * @status: its new state; for a cancellation there is ss_appointment_store_cancel_async()
 * @cancellable: (nullable): gives up
 * @callback: called with the booking
 * @user_data: for @callback
 */
void
ss_appointment_store_set_status_async (SsAppointmentStore *self, SsAppointment *appointment,
                                       SsBookingStatus status, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data)
{
  static const char *const labels[SS_N_BOOKING_STATUSES] = {
    [SS_BOOKING_PENDING] = N_ ("Reopen %s"),          [SS_BOOKING_CONFIRMED] = N_ ("Confirm %s"),
    [SS_BOOKING_COMPLETED] = N_ ("Complete %s"),      [SS_BOOKING_CANCELLED] = N_ ("Cancel %s"),
    [SS_BOOKING_NO_SHOW] = N_ ("Mark %s as no-show"),
  };
  g_autoptr (SsAppointment) patch = NULL;

  g_return_if_fail (SS_IS_APPOINTMENT_STORE (self));
  g_return_if_fail (SS_IS_APPOINTMENT (appointment));

  patch = g_object_new (SS_TYPE_APPOINTMENT, NULL);
  ss_appointment_set_status (patch, ss_booking_status_to_string (status));
  start_patch (self, appointment, patch, NULL, _ (labels[status]), cancellable, callback, user_data);
}

/**
 * ss_appointment_store_cancel_async:
 * @self: a store
 * @appointment: a booking
 * @reason: (nullable): why
 * @cancellable: (nullable): gives up
 * @callback: called with the booking, whose late_fee says what it costs
 * @user_data: for @callback
 */
void
ss_appointment_store_cancel_async (SsAppointmentStore *self, SsAppointment *appointment, const char *reason,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (SsAppointment) patch = NULL;

  g_return_if_fail (SS_IS_APPOINTMENT_STORE (self));
  g_return_if_fail (SS_IS_APPOINTMENT (appointment));

  patch = g_object_new (SS_TYPE_APPOINTMENT, NULL);
  ss_appointment_set_status (patch, "CANCELLED");
  start_change (self, step_new (appointment, "POST", "cancel/", write_reason (reason)), patch,
                step_new (appointment, "POST", "restore/", write_nothing ()),
                make_label (_ ("Cancel %s"), appointment), cancellable, callback, user_data);
}

/**
 * ss_appointment_store_delete_async:
 * @self: a store
 * @appointment: a booking, which is shown until it is gone
 * @cancellable: (nullable): gives up
 * @callback: called with what it was
 * @user_data: for @callback
 */
void
ss_appointment_store_delete_async (SsAppointmentStore *self, SsAppointment *appointment,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (SS_IS_APPOINTMENT_STORE (self));
  g_return_if_fail (SS_IS_APPOINTMENT (appointment));

  start_change (self, step_new (appointment, "DELETE", "", NULL), NULL,
                step_new (appointment, "POST", "restore/", write_nothing ()),
                make_label (_ ("Delete %s"), appointment), cancellable, callback, user_data);
}

/**
 * ss_appointment_store_restore_async:
 * @self: a store
 * @appointment: a booking that was cancelled or deleted
 * @cancellable: (nullable): gives up
 * @callback: called with the booking
 * @user_data: for @callback
 */
void
ss_appointment_store_restore_async (SsAppointmentStore *self, SsAppointment *appointment,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (SS_IS_APPOINTMENT_STORE (self));
  g_return_if_fail (SS_IS_APPOINTMENT (appointment));

  start_change (self, step_new (appointment, "POST", "restore/", write_nothing ()), NULL, NULL, NULL,
                cancellable, callback, user_data);
}

/**
 * ss_appointment_store_change_finish:
 * @self: a store
 * @result: what the callback got
 * @error: an SsClientError; of a `booking_conflict` see ss_booking_error_get_conflicts()
 *
 * Returns: (transfer full): the booking as it is now
 */
SsAppointment *
ss_appointment_store_change_finish (SsAppointmentStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static GListModel *
read_list (const GError *error, const char *name, GType type)
{
  JsonObject *body = ss_client_error_get_body (error);
  JsonNode *node;
  JsonArray *array;
  GListStore *list;

  if (g_strcmp0 (ss_client_error_get_code (error), "booking_conflict") != 0 || body == NULL)
    return NULL;
  list = g_list_store_new (type);
  node = json_object_get_member (body, name);
  array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr (SsModel) model = ss_model_from_json (type, json_array_get_element (array, i), NULL);

      if (model != NULL)
        g_list_store_append (list, model);
    }
  return G_LIST_MODEL (list);
}

/**
 * ss_booking_error_get_conflicts:
 * @error: from a change
 *
 * Returns: (transfer full) (nullable): what is in the way, of SsBookingConflict; %NULL for another error
 */
GListModel *
ss_booking_error_get_conflicts (const GError *error)
{
  return read_list (error, "conflicts", SS_TYPE_BOOKING_CONFLICT);
}

/**
 * ss_booking_error_get_alternatives:
 * @error: from a change
 *
 * Returns: (transfer full) (nullable): free times nearby, of SsBookingAlternative; %NULL for another error
 */
GListModel *
ss_booking_error_get_alternatives (const GError *error)
{
  return read_list (error, "alternatives", SS_TYPE_BOOKING_ALTERNATIVE);
}
