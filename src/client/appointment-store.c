/* appointment-store.c: the bookings of the weeks that were looked at
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/appointment-store-private.h"

#include "client/client-error-private.h"
#include "client/interval-index.h"
#include "client/list-fetch.h"
#include "client/told-changes.h"
#include "domain/local-time.h"

#define PATH "/appointments/"
/* More than a year of a busy business; further weeks are dropped, the one looked at longest ago first. */
#define WEEKS_MAX 60
/* A week that was not there is asked for together with this many beside it. */
#define RUN_MAX 6

struct _SsAppointmentStore
{
  GObject parent_instance;

  SsSession *session;       /* (owned) */
  SsChangeHistory *history; /* (owned) (nullable) */
  GTimeZone *zone;          /* (owned) */

  GHashTable *held;       /* (owned): id (the model's) to SsAppointment (owned) */
  SsIntervalIndex *index; /* (owned) */
  GHashTable *weeks;      /* (owned): number to Week (owned) */
  GHashTable *pending;    /* (owned): SsAppointment to how many of its changes wait */
  GListStore *unassigned; /* (owned) */
  gboolean has_asked_unassigned;
  SsToldChanges *told; /* (owned) */
  guint64 clock;

  gint64 shown_start;
  gint64 shown_end;
  GCancellable *cancellable; /* (owned) */
  SsLoadState state;
  GError *error; /* (owned) (nullable) */
  gint64 loaded_at;
};

typedef struct
{
  gboolean is_loading;
  gboolean has_come;
  guint64 looked_at;
} Week;

/* A run of weeks that is under way. */
typedef struct
{
  SsAppointmentStore *store; /* (owned) */
  int first;
  int last;
} Fetch;

G_DEFINE_FINAL_TYPE (SsAppointmentStore, ss_appointment_store, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_LOADED_AT,
  PROP_N_UNASSIGNED,
} SsAppointmentStoreProperty;

static GParamSpec *properties[PROP_N_UNASSIGNED + 1];

enum
{
  CHANGED,
  PENDING_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->store);
  g_free (fetch);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

/* Weeks are counted from the Monday of the first one of all. */
static int
get_week (SsAppointmentStore *self, gint64 moment)
{
  GDate day;

  ss_local_time_get (self->zone, moment, &day, NULL);
  return (int) ((g_date_get_julian (&day) - 1) / 7);
}

static void
get_week_start (int week, GDate *day)
{
  g_date_clear (day, 1);
  g_date_set_julian (day, (guint32) week * 7 + 1);
}

static gint64
get_week_moment (SsAppointmentStore *self, int week)
{
  GDate day;

  get_week_start (week, &day);
  return ss_local_time_resolve (self->zone, &day, 0);
}

static gint64
get_end (SsAppointment *appointment)
{
  return ss_appointment_get_start_time (appointment)
         + ss_appointment_get_duration_minutes (appointment) * G_TIME_SPAN_MINUTE;
}

static void
set_state (SsAppointmentStore *self, SsLoadState state, const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
emit_changed (SsAppointmentStore *self, gint64 start, gint64 end)
{
  g_signal_emit (self, signals[CHANGED], 0, start, end);
}

/* Those that wait for a resource */

static int
compare_starts (gconstpointer a, gconstpointer b, gpointer data)
{
  gint64 one = ss_appointment_get_start_time ((SsAppointment *) a);
  gint64 other = ss_appointment_get_start_time ((SsAppointment *) b);

  return (one > other) - (one < other);
}

static gboolean
waits (SsAppointment *appointment)
{
  return ss_appointment_get_resource_id (appointment) == NULL
         && g_strcmp0 (ss_appointment_get_status (appointment), "PENDING") == 0;
}

/* To where its time has it now: in one change of the list, of which a view keeps the row and its focus. */
static void
sort_unassigned (SsAppointmentStore *self, SsAppointment *appointment, guint from)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->unassigned));
  guint to = from, first;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (all, g_list_model_get_item (G_LIST_MODEL (self->unassigned), i));
  while (to > 0 && compare_starts (all->pdata[to - 1], appointment, NULL) > 0)
    to--;
  while (to + 1 < n && compare_starts (all->pdata[to + 1], appointment, NULL) < 0)
    to++;
  g_ptr_array_insert (all, (int) to, g_ptr_array_steal_index (all, from));
  first = MIN (from, to);
  n = MAX (from, to) - first + 1;
  g_list_store_splice (self->unassigned, first, n, all->pdata + first, n);
}

static void
update_unassigned (SsAppointmentStore *self, SsAppointment *appointment, gboolean is_held)
{
  gboolean is_to_be_in = is_held && waits (appointment);
  guint position;
  gboolean is_in = g_list_store_find (self->unassigned, appointment, &position);

  if (is_in && is_to_be_in)
    sort_unassigned (self, appointment, position);
  else if (is_in)
    g_list_store_remove (self->unassigned, position);
  else if (is_to_be_in)
    g_list_store_insert_sorted (self->unassigned, appointment, compare_starts, NULL);
  if (is_in != is_to_be_in)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNASSIGNED]);
}

/* Weeks */

static Week *
ensure_week (SsAppointmentStore *self, int number)
{
  Week *week = g_hash_table_lookup (self->weeks, GINT_TO_POINTER (number));

  if (week == NULL)
    {
      week = g_new0 (Week, 1);
      g_hash_table_insert (self->weeks, GINT_TO_POINTER (number), week);
    }
  week->looked_at = ++self->clock;
  return week;
}

static void
collect_cb (gpointer item, gpointer data)
{
  g_ptr_array_add (data, g_object_ref (item));
}

static void
drop_week (SsAppointmentStore *self, int number)
{
  gint64 start = get_week_moment (self, number), end = get_week_moment (self, number + 1);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  ss_interval_index_query_all (self->index, start, end, collect_cb, all);
  for (guint i = 0; i < all->len; i++)
    {
      SsAppointment *appointment = g_ptr_array_index (all, i);

      /* The tray shows those of any time. */
      if (ss_appointment_get_start_time (appointment) >= start && !waits (appointment)
          && !ss_appointment_store_is_pending (self, appointment))
        {
          ss_interval_index_remove (self->index, appointment);
          g_hash_table_remove (self->held, ss_appointment_get_id (appointment));
        }
    }
  g_hash_table_remove (self->weeks, GINT_TO_POINTER (number));
}

static void
drop_far_weeks (SsAppointmentStore *self)
{
  while (g_hash_table_size (self->weeks) > WEEKS_MAX)
    {
      GHashTableIter iter;
      gpointer key, oldest_key = NULL;
      Week *week, *oldest = NULL;

      g_hash_table_iter_init (&iter, self->weeks);
      while (g_hash_table_iter_next (&iter, &key, (gpointer *) &week))
        if (!week->is_loading && (oldest == NULL || week->looked_at < oldest->looked_at))
          {
            oldest = week;
            oldest_key = key;
          }
      if (oldest == NULL)
        return;
      drop_week (self, GPOINTER_TO_INT (oldest_key));
    }
}

/* What is held of the weeks and did not come again is gone. */
static void
drop_missing (SsAppointmentStore *self, gint64 start, gint64 end, GPtrArray *fresh)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < fresh->len; i++)
    g_hash_table_add (ids, (gpointer) ss_model_get_id (g_ptr_array_index (fresh, i)));
  ss_interval_index_query_all (self->index, start, end, collect_cb, all);
  for (guint i = 0; i < all->len; i++)
    {
      SsAppointment *appointment = g_ptr_array_index (all, i);
      gboolean is_gone;

      if (!g_hash_table_contains (ids, ss_appointment_get_id (appointment))
          && !ss_told_changes_has (self->told, ss_appointment_get_id (appointment), &is_gone)
          && !ss_appointment_store_is_pending (self, appointment))
        ss_appointment_store_drop (self, appointment);
    }
}

/* But for what is known to be deleted since it was asked for. */
static void
hold_fresh (SsAppointmentStore *self, GPtrArray *fresh)
{
  for (guint i = 0; i < fresh->len; i++)
    {
      SsAppointment *appointment = g_ptr_array_index (fresh, i);
      gboolean is_gone;

      if (!ss_told_changes_has (self->told, ss_appointment_get_id (appointment), &is_gone) || !is_gone)
        ss_appointment_store_hold (self, appointment);
    }
}

static void
weeks_failed (SsAppointmentStore *self, const Fetch *fetch, const GError *error)
{
  gboolean is_offline = g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE)
                        || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TIMED_OUT);
  gboolean has_content = ss_appointment_store_covers (self, self->shown_start, self->shown_end);

  for (int number = fetch->first; number <= fetch->last; number++)
    {
      Week *week = g_hash_table_lookup (self->weeks, GINT_TO_POINTER (number));

      if (week != NULL && !week->has_come)
        g_hash_table_remove (self->weeks, GINT_TO_POINTER (number));
      else if (week != NULL)
        week->is_loading = FALSE;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_state (self, !has_content ? SS_LOAD_FAILED : is_offline ? SS_LOAD_OFFLINE : SS_LOAD_READY, error);
}

static void
weeks_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  SsAppointmentStore *self = fetch->store;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fresh = ss_list_fetch_finish (SS_SESSION (source), result, &error);
  gint64 start, end;

  if (self->session == NULL)
    return;
  if (fresh == NULL)
    {
      ss_told_changes_end_list (self->told);
      weeks_failed (self, fetch, error);
      return;
    }
  start = get_week_moment (self, fetch->first);
  end = get_week_moment (self, fetch->last + 1);
  drop_missing (self, start, end, fresh);
  hold_fresh (self, fresh);
  ss_told_changes_end_list (self->told);
  for (int number = fetch->first; number <= fetch->last; number++)
    {
      Week *week = ensure_week (self, number);

      week->is_loading = FALSE;
      week->has_come = TRUE;
    }
  self->loaded_at = g_get_real_time ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED_AT]);
  if (ss_appointment_store_covers (self, self->shown_start, self->shown_end))
    set_state (self, SS_LOAD_READY, NULL);
  emit_changed (self, start, end);
}

static void
fetch_weeks (SsAppointmentStore *self, int first, int last)
{
  g_autofree char *query = NULL;
  Fetch *fetch = g_new0 (Fetch, 1);
  char from[16], to[16];
  GDate day;

  get_week_start (first, &day);
  g_date_strftime (from, sizeof from, "%Y-%m-%d", &day);
  get_week_start (last + 1, &day);
  g_date_subtract_days (&day, 1);
  g_date_strftime (to, sizeof to, "%Y-%m-%d", &day);
  query = g_strdup_printf ("start_date=%s&end_date=%s", from, to);
  for (int number = first; number <= last; number++)
    ensure_week (self, number)->is_loading = TRUE;
  fetch->store = g_object_ref (self);
  fetch->first = first;
  fetch->last = last;
  ss_told_changes_begin_list (self->told);
  ss_list_fetch_async (self->session, PATH, query, SS_TYPE_APPOINTMENT, self->cancellable, weeks_cb, fetch);
}

static void
unassigned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsAppointmentStore) self = user_data;
  g_autoptr (GPtrArray) fresh = ss_list_fetch_finish (SS_SESSION (source), result, NULL);

  /* The tray then shows what the weeks have: they say what went wrong. */
  if (fresh != NULL && self->session != NULL)
    hold_fresh (self, fresh);
  ss_told_changes_end_list (self->told);
}

static void
fetch_unassigned (SsAppointmentStore *self)
{
  self->has_asked_unassigned = TRUE;
  ss_told_changes_begin_list (self->told);
  ss_list_fetch_async (self->session, PATH, "unassigned=true&status=PENDING", SS_TYPE_APPOINTMENT,
                       self->cancellable, unassigned_cb, g_object_ref (self));
}

static void
is_online_cb (SsSession *session, GParamSpec *pspec, SsAppointmentStore *self)
{
  if (ss_session_get_is_online (session) && self->error != NULL && ss_client_error_is_passing (self->error))
    ss_appointment_store_reload (self);
}

static void
ss_appointment_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsAppointmentStore *self = SS_APPOINTMENT_STORE (object);

  switch ((SsAppointmentStoreProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_LOADED_AT:
      g_value_set_int64 (value, self->loaded_at);
      break;
    case PROP_N_UNASSIGNED:
      g_value_set_uint (value, ss_appointment_store_get_n_unassigned (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_appointment_store_dispose (GObject *object)
{
  SsAppointmentStore *self = SS_APPOINTMENT_STORE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->history);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_appointment_store_parent_class)->dispose (object);
}

static void
ss_appointment_store_finalize (GObject *object)
{
  SsAppointmentStore *self = SS_APPOINTMENT_STORE (object);

  ss_interval_index_free (self->index);
  g_hash_table_unref (self->held);
  g_hash_table_unref (self->weeks);
  g_hash_table_unref (self->pending);
  g_object_unref (self->unassigned);
  ss_told_changes_free (self->told);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  g_time_zone_unref (self->zone);

  G_OBJECT_CLASS (ss_appointment_store_parent_class)->finalize (object);
}

static void
ss_appointment_store_class_init (SsAppointmentStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ss_appointment_store_get_property;
  object_class->dispose = ss_appointment_store_dispose;
  object_class->finalize = ss_appointment_store_finalize;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SS_TYPE_LOAD_STATE, SS_LOAD_LOADING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_LOADED_AT] = g_param_spec_int64 ("loaded-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_N_UNASSIGNED] = g_param_spec_uint ("n-unassigned", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  signals[PENDING_CHANGED] = g_signal_new ("pending-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ss_appointment_store_init (SsAppointmentStore *self)
{
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->index = ss_interval_index_new ();
  self->weeks = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->pending = g_hash_table_new (NULL, NULL);
  self->unassigned = g_list_store_new (SS_TYPE_APPOINTMENT);
  self->told = ss_told_changes_new ();
  self->cancellable = g_cancellable_new ();
  self->state = SS_LOAD_LOADING;
}

/* The business' clock, by which its weeks begin. */
static GTimeZone *
find_zone (SsSession *session)
{
  SsCurrentUser *user = ss_session_get_current_user (session);
  SsTenantBrand *tenant = user != NULL ? ss_current_user_get_tenant (user) : NULL;
  const char *name = tenant != NULL ? ss_tenant_brand_get_time_zone (tenant) : NULL;
  GTimeZone *zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/**
 * ss_appointment_store_new:
 * @session: whose bookings
 * @history: (nullable): where changes can be undone
 *
 * Returns: (transfer full): a store that holds nothing yet
 */
SsAppointmentStore *
ss_appointment_store_new (SsSession *session, SsChangeHistory *history)
{
  SsAppointmentStore *self = g_object_new (SS_TYPE_APPOINTMENT_STORE, NULL);

  self->session = g_object_ref (session);
  g_set_object (&self->history, history);
  self->zone = find_zone (session);
  g_signal_connect_object (session, "notify::is-online", G_CALLBACK (is_online_cb), self, 0);
  return self;
}

SsSession *
ss_appointment_store_get_session (SsAppointmentStore *self)
{
  return self->session;
}

SsChangeHistory *
ss_appointment_store_get_history (SsAppointmentStore *self)
{
  return self->history;
}

SsAppointment *
ss_appointment_store_hold (SsAppointmentStore *self, SsAppointment *appointment)
{
  SsAppointment *held = ss_appointment_store_find (self, ss_appointment_get_id (appointment));

  if (held == NULL)
    {
      held = g_object_ref (appointment);
      g_hash_table_insert (self->held, (gpointer) ss_appointment_get_id (held), held);
    }
  else if (held != appointment)
    {
      /* What is changed here at the moment is settled by its own answer. */
      if (ss_appointment_store_is_pending (self, held)
          || ss_appointment_get_version (appointment) < ss_appointment_get_version (held))
        return held;
      ss_model_merge (SS_MODEL (held), SS_MODEL (appointment));
    }
  ss_interval_index_put (self->index, held, ss_appointment_get_resource_id (held),
                         ss_appointment_get_start_time (held), get_end (held));
  update_unassigned (self, held, TRUE);
  return held;
}

/* The event of what was made here may come before its answer: the one that was made here is held. */
static void
take_over (SsAppointmentStore *self, SsAppointment *appointment, SsAppointment *other)
{
  g_autoptr (SsAppointment) owned = g_object_ref (other);

  ss_appointment_store_drop (self, other);
  if (ss_appointment_get_version (owned) > ss_appointment_get_version (appointment))
    ss_model_merge (SS_MODEL (appointment), SS_MODEL (owned));
}

void
ss_appointment_store_replace (SsAppointmentStore *self, SsAppointment *appointment)
{
  SsAppointment *other = ss_appointment_store_find (self, ss_appointment_get_id (appointment));
  gint64 start, end;

  if (other != NULL && other != appointment)
    {
      take_over (self, appointment, other);
      other = NULL;
    }
  if (ss_interval_index_lookup (self->index, appointment, NULL, &start, &end))
    emit_changed (self, start, end);
  if (other == NULL)
    g_hash_table_insert (self->held, (gpointer) ss_appointment_get_id (appointment),
                         g_object_ref (appointment));
  ss_interval_index_put (self->index, appointment, ss_appointment_get_resource_id (appointment),
                         ss_appointment_get_start_time (appointment), get_end (appointment));
  update_unassigned (self, appointment, TRUE);
  emit_changed (self, ss_appointment_get_start_time (appointment), get_end (appointment));
}

void
ss_appointment_store_drop (SsAppointmentStore *self, SsAppointment *appointment)
{
  g_autoptr (SsAppointment) owned = g_object_ref (appointment);

  ss_interval_index_remove (self->index, appointment);
  update_unassigned (self, appointment, FALSE);
  g_hash_table_remove (self->held, ss_appointment_get_id (appointment));
  emit_changed (self, ss_appointment_get_start_time (owned), get_end (owned));
}

void
ss_appointment_store_set_pending (SsAppointmentStore *self, SsAppointment *appointment, gboolean is_pending)
{
  guint n_waiting = GPOINTER_TO_UINT (g_hash_table_lookup (self->pending, appointment));

  n_waiting = is_pending ? n_waiting + 1 : n_waiting - 1;
  if (n_waiting > 0)
    g_hash_table_insert (self->pending, appointment, GUINT_TO_POINTER (n_waiting));
  else
    g_hash_table_remove (self->pending, appointment);
  g_signal_emit (self, signals[PENDING_CHANGED], 0, ss_appointment_get_id (appointment));
}

/**
 * ss_appointment_store_ask_unassigned:
 * @self: a store
 *
 * Asks for those that wait for a resource, unless that was done before; with what is shown they come by
 * themselves.
 */
void
ss_appointment_store_ask_unassigned (SsAppointmentStore *self)
{
  g_return_if_fail (SS_IS_APPOINTMENT_STORE (self));

  if (!self->has_asked_unassigned)
    fetch_unassigned (self);
}

/**
 * ss_appointment_store_show:
 * @self: a store
 * @start: when what is shown begins
 * @end: when it ends
 *
 * Asks for the weeks that are not there, and for those beside them, so that who goes on finds them.
 */
void
ss_appointment_store_show (SsAppointmentStore *self, gint64 start, gint64 end)
{
  int first, last, run = -1;

  g_return_if_fail (SS_IS_APPOINTMENT_STORE (self));
  g_return_if_fail (start < end);

  self->shown_start = start;
  self->shown_end = end;
  ss_appointment_store_ask_unassigned (self);
  first = get_week (self, start);
  last = get_week (self, end - 1);
  for (int number = first - 1; number <= last + 1; number++)
    {
      gboolean is_known = g_hash_table_contains (self->weeks, GINT_TO_POINTER (number));

      if (is_known)
        ensure_week (self, number);
      if (!is_known && run < 0)
        run = number;
      if (run >= 0 && (is_known || number - run + 1 == RUN_MAX))
        {
          fetch_weeks (self, run, is_known ? number - 1 : number);
          run = -1;
        }
    }
  if (run >= 0)
    fetch_weeks (self, run, last + 1);
  drop_far_weeks (self);
  set_state (self, ss_appointment_store_covers (self, start, end) ? SS_LOAD_READY : SS_LOAD_LOADING, NULL);
}

gboolean
ss_appointment_store_covers (SsAppointmentStore *self, gint64 start, gint64 end)
{
  g_return_val_if_fail (SS_IS_APPOINTMENT_STORE (self), FALSE);

  for (int number = get_week (self, start); number <= get_week (self, end - 1); number++)
    {
      Week *week = g_hash_table_lookup (self->weeks, GINT_TO_POINTER (number));

      if (week == NULL || !week->has_come)
        return FALSE;
    }
  return TRUE;
}

/**
 * ss_appointment_store_reload:
 * @self: a store
 *
 * What is shown stays until it is known what is there now; what is not shown is asked for when it is.
 */
void
ss_appointment_store_reload (SsAppointmentStore *self)
{
  int first, last;
  GHashTableIter iter;
  gpointer key;
  Week *week;

  g_return_if_fail (SS_IS_APPOINTMENT_STORE (self));

  if (self->has_asked_unassigned)
    fetch_unassigned (self);
  if (self->shown_end == 0)
    return;
  first = get_week (self, self->shown_start);
  last = get_week (self, self->shown_end - 1);
  g_hash_table_iter_init (&iter, self->weeks);
  while (g_hash_table_iter_next (&iter, &key, (gpointer *) &week))
    if (!week->is_loading && (GPOINTER_TO_INT (key) < first || GPOINTER_TO_INT (key) > last))
      g_hash_table_iter_remove (&iter);
  fetch_weeks (self, first, last);
}

SsLoadState
ss_appointment_store_get_state (SsAppointmentStore *self)
{
  g_return_val_if_fail (SS_IS_APPOINTMENT_STORE (self), SS_LOAD_LOADING);

  return self->state;
}

const GError *
ss_appointment_store_get_error (SsAppointmentStore *self)
{
  g_return_val_if_fail (SS_IS_APPOINTMENT_STORE (self), NULL);

  return self->error;
}

gint64
ss_appointment_store_get_loaded_at (SsAppointmentStore *self)
{
  g_return_val_if_fail (SS_IS_APPOINTMENT_STORE (self), 0);

  return self->loaded_at;
}

GTimeZone *
ss_appointment_store_get_time_zone (SsAppointmentStore *self)
{
  g_return_val_if_fail (SS_IS_APPOINTMENT_STORE (self), NULL);

  return self->zone;
}

GPtrArray *
ss_appointment_store_query (SsAppointmentStore *self, const char *resource_id, gint64 start, gint64 end)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (SS_IS_APPOINTMENT_STORE (self), found);

  ss_interval_index_query (self->index, resource_id, start, end, collect_cb, found);
  return found;
}

GPtrArray *
ss_appointment_store_query_all (SsAppointmentStore *self, gint64 start, gint64 end)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (SS_IS_APPOINTMENT_STORE (self), found);

  ss_interval_index_query_all (self->index, start, end, collect_cb, found);
  return found;
}

SsAppointment *
ss_appointment_store_find (SsAppointmentStore *self, const char *id)
{
  g_return_val_if_fail (SS_IS_APPOINTMENT_STORE (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->held, id) : NULL;
}

GListModel *
ss_appointment_store_get_unassigned (SsAppointmentStore *self)
{
  g_return_val_if_fail (SS_IS_APPOINTMENT_STORE (self), NULL);

  return G_LIST_MODEL (self->unassigned);
}

/**
 * ss_appointment_store_list_history:
 * @self: a store
 * @id: a booking's
 *
 * Returns: (transfer full): who changed what of it, newest first
 */
SsPagedList *
ss_appointment_store_list_history (SsAppointmentStore *self, const char *id)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/appointments/", escaped, "/history/", NULL);

  g_return_val_if_fail (SS_IS_APPOINTMENT_STORE (self), NULL);

  return ss_paged_list_new (self->session, path, SS_TYPE_HISTORY_ENTRY);
}

guint
ss_appointment_store_get_n_unassigned (SsAppointmentStore *self)
{
  g_return_val_if_fail (SS_IS_APPOINTMENT_STORE (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->unassigned));
}

gboolean
ss_appointment_store_is_pending (SsAppointmentStore *self, SsAppointment *appointment)
{
  g_return_val_if_fail (SS_IS_APPOINTMENT_STORE (self), FALSE);

  return g_hash_table_contains (self->pending, appointment);
}

/**
 * ss_appointment_store_merge_event:
 * @self: a store
 * @event: `appointment.created`, `.updated` or `.deleted`
 * @appointment: as the event has it
 *
 * What lies in weeks that nobody has looked at is left to when somebody does.
 */
void
ss_appointment_store_merge_event (SsAppointmentStore *self, const char *event, SsAppointment *appointment)
{
  const char *id = ss_appointment_get_id (appointment);
  SsAppointment *held = ss_appointment_store_find (self, id);
  gint64 start = ss_appointment_get_start_time (appointment);
  gboolean is_gone = g_str_has_suffix (event, ".deleted");
  gboolean is_older = held != NULL && ss_appointment_has_version (appointment)
                      && ss_appointment_get_version (appointment) < ss_appointment_get_version (held);

  g_return_if_fail (SS_IS_APPOINTMENT_STORE (self));

  if (id == NULL || is_older)
    return;
  ss_told_changes_note (self->told, id, is_gone);
  if (held != NULL && ss_appointment_store_is_pending (self, held))
    {
      /* A change of what is gone is refused, and then all is read again. */
      if (!is_gone)
        ss_told_changes_park (self->told, SS_MODEL (appointment));
      return;
    }
  if (is_gone)
    {
      if (held != NULL)
        ss_appointment_store_drop (self, held);
      return;
    }
  if (held != NULL)
    emit_changed (self, ss_appointment_get_start_time (held), get_end (held));
  if (held != NULL || waits (appointment) || ss_appointment_store_covers (self, start, start + 1))
    {
      held = ss_appointment_store_hold (self, appointment);
      emit_changed (self, ss_appointment_get_start_time (held), get_end (held));
    }
}

/* After the answer to a change, or its refusal. */
void
ss_appointment_store_show_parked (SsAppointmentStore *self, SsAppointment *appointment)
{
  g_autoptr (SsModel) parked = NULL;

  if (ss_appointment_store_is_pending (self, appointment))
    return;
  parked = ss_told_changes_take (self->told, ss_appointment_get_id (appointment));
  if (parked != NULL)
    ss_appointment_store_merge_event (self, "appointment.updated", SS_APPOINTMENT (parked));
}
