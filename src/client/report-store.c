/* report-store.c: what a span of days brought, kept true while somebody looks at it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error-private.h"
#include "client/report-store.h"

/* A hand that moves ten bookings has it read once. */
#define REST_MS 400

struct _SsReportStore
{
  GObject parent_instance;

  SsSession *session;    /* (owned) */
  GCancellable *loading; /* (owned) (nullable) */
  GDate from;
  GDate to;
  gboolean is_watched;
  gboolean is_touched; /* a booking has changed since it was asked for */
  guint rest;          /* source: until it is read again */

  SsReport *report; /* (owned) (nullable) */
  SsLoadState state;
  GError *error; /* (owned) (nullable) */
  gint64 loaded_at;
};

G_DEFINE_FINAL_TYPE (SsReportStore, ss_report_store, G_TYPE_OBJECT)

typedef enum
{
  PROP_REPORT = 1,
  PROP_STATE,
  PROP_ERROR,
  PROP_LOADED_AT,
} SsReportStoreProperty;

static GParamSpec *properties[PROP_LOADED_AT + 1];

static void
set_state (SsReportStore *self, SsLoadState state, const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
rest_cb (gpointer data)
{
  SsReportStore *self = data;

  self->rest = 0;
  ss_report_store_load (self);
  return G_SOURCE_REMOVE;
}

/* What is under way may be older than the change; it is read again behind it. */
static void
refresh (SsReportStore *self)
{
  if (self->is_touched && self->is_watched && self->loading == NULL && self->rest == 0
      && g_date_valid (&self->from))
    self->rest = g_timeout_add (REST_MS, rest_cb, self);
}

/* Neither in the span nor in the one before it was anything booked, or called off. */
static gboolean
is_empty (SsReport *report)
{
  SsReportFigures *figures[] = { ss_report_get_totals (report), ss_report_get_previous (report) };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (figures[i] != NULL
        && (ss_report_figures_get_booked (figures[i]) > 0
            || ss_report_figures_get_cancelled (figures[i]) > 0))
      return FALSE;
  return TRUE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsReportStore) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  /* One that was cancelled has been replaced already. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (answer != NULL && (answer->model == NULL || ss_report_get_totals (SS_REPORT (answer->model)) == NULL))
    error = ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
  if (error != NULL)
    {
      set_state (self, self->report != NULL ? SS_LOAD_OFFLINE : SS_LOAD_FAILED, error);
      return;
    }

  g_set_object (&self->report, SS_REPORT (answer->model));
  self->loaded_at = g_get_real_time ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPORT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED_AT]);
  set_state (self, is_empty (self->report) ? SS_LOAD_EMPTY : SS_LOAD_READY, NULL);
  refresh (self);
}

static void
is_online_cb (SsSession *session, GParamSpec *pspec, SsReportStore *self)
{
  if (ss_session_get_is_online (session) && self->error != NULL && ss_client_error_is_passing (self->error))
    ss_report_store_load (self);
}

static void
ss_report_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsReportStore *self = SS_REPORT_STORE (object);

  switch ((SsReportStoreProperty) id)
    {
    case PROP_REPORT:
      g_value_set_object (value, self->report);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_LOADED_AT:
      g_value_set_int64 (value, self->loaded_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_report_store_dispose (GObject *object)
{
  SsReportStore *self = SS_REPORT_STORE (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_object (&self->loading);
  g_clear_object (&self->report);
  g_clear_error (&self->error);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_report_store_parent_class)->dispose (object);
}

static void
ss_report_store_class_init (SsReportStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ss_report_store_dispose;
  object_class->get_property = ss_report_store_get_property;

  properties[PROP_REPORT] = g_param_spec_object ("report", NULL, NULL, SS_TYPE_REPORT, flags);
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SS_TYPE_LOAD_STATE, SS_LOAD_LOADING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_LOADED_AT] = g_param_spec_int64 ("loaded-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_report_store_init (SsReportStore *self)
{
  self->state = SS_LOAD_LOADING;
  g_date_clear (&self->from, 1);
  g_date_clear (&self->to, 1);
}

/**
 * ss_report_store_new:
 * @session: of the platform that is asked
 *
 * Returns: (transfer full): a store, which loads when it has a span
 */
SsReportStore *
ss_report_store_new (SsSession *session)
{
  SsReportStore *self = g_object_new (SS_TYPE_REPORT_STORE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::is-online", G_CALLBACK (is_online_cb), self, 0);
  return self;
}

/**
 * ss_report_store_set_span:
 * @self: a store
 * @from: the first day
 * @to: the last day
 *
 * The figures of another span are not shown as those of this one.
 */
void
ss_report_store_set_span (SsReportStore *self, const GDate *from, const GDate *to)
{
  g_return_if_fail (SS_IS_REPORT_STORE (self));

  if (g_date_valid (&self->from) && g_date_compare (&self->from, from) == 0
      && g_date_compare (&self->to, to) == 0)
    return;
  self->from = *from;
  self->to = *to;
  if (self->report != NULL)
    {
      g_clear_object (&self->report);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPORT]);
    }
  ss_report_store_load (self);
}

/**
 * ss_report_store_load:
 * @self: a store with a span
 *
 * What is there stays until the new figures have come.
 */
void
ss_report_store_load (SsReportStore *self)
{
  g_autoptr (GString) query = NULL;
  SsCall call = { .method = "GET", .path = "/reports/summary/", .type = SS_TYPE_REPORT };
  char from[11], to[11];

  g_return_if_fail (SS_IS_REPORT_STORE (self));
  g_return_if_fail (g_date_valid (&self->from));

  g_date_strftime (from, sizeof from, "%Y-%m-%d", &self->from);
  g_date_strftime (to, sizeof to, "%Y-%m-%d", &self->to);
  query = ss_query_new ();
  ss_query_add (query, "from", from);
  ss_query_add (query, "to", to);
  call.query = query->str;
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->rest, g_source_remove);
  if (self->report == NULL)
    set_state (self, SS_LOAD_LOADING, NULL);
  self->is_touched = FALSE;
  self->loading = g_cancellable_new ();
  ss_session_call_async (self->session, &call, self->loading, loaded_cb, g_object_ref (self));
}

/**
 * ss_report_store_get_report:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): the figures of the span, %NULL until they are there
 */
SsReport *
ss_report_store_get_report (SsReportStore *self)
{
  g_return_val_if_fail (SS_IS_REPORT_STORE (self), NULL);

  return self->report;
}

/**
 * ss_report_store_set_is_watched:
 * @self: a store
 * @is_watched: whether somebody looks at it
 */
void
ss_report_store_set_is_watched (SsReportStore *self, gboolean is_watched)
{
  g_return_if_fail (SS_IS_REPORT_STORE (self));

  self->is_watched = is_watched;
  refresh (self);
}

/**
 * ss_report_store_touch:
 * @self: a store
 *
 * A booking has changed: the figures are read again, soon, and once for all that changes at once.
 */
void
ss_report_store_touch (SsReportStore *self)
{
  g_return_if_fail (SS_IS_REPORT_STORE (self));

  self->is_touched = TRUE;
  refresh (self);
}
