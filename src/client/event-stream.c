/* event-stream.c: what changes at the platform, as it happens
 *
 * One attempt after the other, with growing pauses, while somebody is signed in and the platform can be
 * reached. Nothing more is read while an event is still being made into an object, so that a stream that is
 * faster than we are fills the connection and not the memory.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/event-stream.h"

#include <string.h>

#include "client/answer-private.h"
#include "client/client-error-private.h"
#include "client/event-parser.h"
#include "client/session-private.h"
#include "model/bookings.h"
#include "model/json-reader.h"
#include "model/people.h"
#include "model/plugins.h"
#include "model/tenants.h"

#define PIECE (16 * 1024)
/* Milliseconds: the first pause, which doubles, and the longest. */
#define PAUSE_FIRST 1000
#define PAUSE_LONGEST (60 * 1000)
/* Failures after which it is the longest. */
#define PATIENCE 6
/* The platform says something every 15 seconds. */
#define SILENCE_MAX (45 * 1000)
/* What is larger is read on a worker. */
#define SMALL (16 * 1024)

typedef struct
{
  char *name;
  GBytes *data; /* (owned) */
} Event;

struct _SsEventStream
{
  GObject parent_instance;

  SsSession *session;  /* (owned) */
  SsCurrentUser *user; /* (owned) (nullable): who it is for */
  char *last_id;       /* (owned) (nullable): survives the connection */
  guint n_failures;
  guint pause;   /* source id: until the next attempt */
  guint silence; /* source id: until the connection is taken for dead */
  gboolean is_live;

  /* One attempt, or one connection */
  GCancellable *attempt; /* (owned) (nullable) */
  SsReply *reply;        /* (owned) (nullable) */
  SsEventParser *parser; /* (owned) (nullable) */
  GQueue events;         /* (element-type Event): came, and not yet told */
};

G_DEFINE_FINAL_TYPE (SsEventStream, ss_event_stream, G_TYPE_OBJECT)

typedef enum
{
  PROP_IS_LIVE = 1,
} SsEventStreamProperty;

static GParamSpec *properties[PROP_IS_LIVE + 1];

enum
{
  EVENT,
  RESET,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *kind;
  GType (*get_type) (void);
} kinds[] = {
  { "appointment", ss_appointment_get_type },   { "blocker", ss_blocker_get_type },
  { "installation", ss_installation_get_type }, { "plugin", ss_plugin_get_type },
  { "settings", ss_tenant_settings_get_type },  { "user", ss_user_get_type },
  { "grant", ss_permission_grant_get_type },    { "masquerade", ss_masquerade_notice_get_type },
};

static void connect_now (SsEventStream *self);
static void read_piece (SsEventStream *self);
static void tell_events (SsEventStream *self);

static void
event_free (gpointer data)
{
  Event *event = data;

  g_free (event->name);
  g_bytes_unref (event->data);
  g_free (event);
}

static void
set_is_live (SsEventStream *self, gboolean is_live)
{
  if (self->is_live == is_live)
    return;
  self->is_live = is_live;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LIVE]);
}

/* Whoever still waits for the attempt finds that it is not the present one. */
static void
disconnect (SsEventStream *self)
{
  if (self->attempt != NULL)
    g_cancellable_cancel (self->attempt);
  g_clear_object (&self->attempt);
  g_clear_pointer (&self->reply, ss_reply_free);
  g_clear_pointer (&self->parser, ss_event_parser_free);
  g_queue_clear_full (&self->events, event_free);
  g_clear_handle_id (&self->silence, g_source_remove);
  g_clear_handle_id (&self->pause, g_source_remove);
  set_is_live (self, FALSE);
}

/* Attempts */

static gboolean
pause_cb (gpointer user_data)
{
  SsEventStream *self = user_data;

  self->pause = 0;
  connect_now (self);
  return G_SOURCE_REMOVE;
}

/* Many clients lose the same platform at the same moment: they don't all come back at the same moment. */
static void
try_again_later (SsEventStream *self, guint retry_after)
{
  guint longest = MIN (PAUSE_FIRST << MIN (self->n_failures, PATIENCE), PAUSE_LONGEST);
  guint milliseconds =
      MAX (longest / 2 + (guint) g_random_int_range (0, (gint32) longest / 2 + 1), retry_after * 1000);

  self->n_failures++;
  if (self->session->delay != NULL)
    {
      self->session->delay (milliseconds, self->session->delay_data);
      milliseconds = 0;
    }
  self->pause = g_timeout_add (milliseconds, pause_cb, self);
}

/* There is nothing to follow: the platform itself has no stream, nor has one that knows none. */
static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SIGNED_OUT)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_NOT_FOUND)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TENANT_NOT_FOUND);
}

static void
lose (SsEventStream *self, const GError *error)
{
  disconnect (self);
  if (error != NULL && is_final (error))
    return;
  if (g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_DENIED))
    self->n_failures = PATIENCE;
  try_again_later (self, error != NULL ? ss_client_error_get_retry_after (error) : 0);
}

/* Events */

/* (transfer full) (nullable) */
static SsModel *
make_model (GType type, GBytes *data)
{
  gsize size;
  const char *text = g_bytes_get_data (data, &size);
  g_autoptr (JsonNode) node = ss_json_parse (text, (gssize) size, NULL);

  return node != NULL ? ss_model_from_json (type, node, NULL) : NULL;
}

static GType
find_type (const char *name, GQuark *kind)
{
  gsize length = strcspn (name, ".");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strlen (kinds[i].kind) == length && strncmp (kinds[i].kind, name, length) == 0)
      {
        *kind = g_quark_from_static_string (kinds[i].kind);
        return kinds[i].get_type ();
      }
  return G_TYPE_NONE;
}

static void
tell (SsEventStream *self, const char *name, SsModel *model)
{
  GQuark kind;

  find_type (name, &kind);
  g_signal_emit (self, signals[EVENT], kind, name, model);
}

typedef struct
{
  SsEventStream *stream; /* (owned) */
  GCancellable *attempt; /* (owned) */
  char *name;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->stream);
  g_object_unref (reading->attempt);
  g_free (reading->name);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static Reading *
reading_new (SsEventStream *self, const char *name)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->stream = g_object_ref (self);
  reading->attempt = g_object_ref (self->attempt);
  reading->name = g_strdup (name);
  return reading;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  SsEventStream *self = reading->stream;
  g_autoptr (SsAnswer) answer = ss_answer_read_finish (result, NULL);

  if (reading->attempt != self->attempt)
    return;
  /* What can't be read is nothing that anybody waits for. */
  if (answer != NULL && answer->model != NULL)
    tell (self, reading->name, answer->model);
  if (reading->attempt == self->attempt)
    tell_events (self);
}

/* FALSE: it is with a worker. */
static gboolean
tell_event (SsEventStream *self, Event *event)
{
  GQuark kind;
  GType type = find_type (event->name, &kind);
  g_autoptr (SsModel) model = NULL;

  if (g_str_equal (event->name, "reset"))
    g_signal_emit (self, signals[RESET], 0);
  if (type == G_TYPE_NONE)
    return TRUE;
  if (g_bytes_get_size (event->data) > SMALL)
    {
      ss_answer_read_async (event->data, type, NULL, self->attempt, made_cb, reading_new (self, event->name));
      return FALSE;
    }
  model = make_model (type, event->data);
  if (model != NULL)
    tell (self, event->name, model);
  return TRUE;
}

/* Who is told may drop everything, the connection with it. */
static void
tell_events (SsEventStream *self)
{
  g_autoptr (SsEventStream) kept = g_object_ref (self);
  g_autoptr (GCancellable) attempt = g_object_ref (self->attempt);

  while (attempt == self->attempt && !g_queue_is_empty (&self->events))
    {
      Event *event = g_queue_pop_head (&self->events);
      gboolean is_told = tell_event (self, event);

      event_free (event);
      if (!is_told)
        return;
    }
  if (attempt != self->attempt)
    return;
  g_free (self->last_id);
  self->last_id = g_strdup (ss_event_parser_get_last_id (self->parser));
  read_piece (self);
}

static void
event_cb (const char *name, const char *data, gsize length, gpointer user_data)
{
  SsEventStream *self = user_data;
  Event *event = g_new (Event, 1);

  event->name = g_strdup (name);
  event->data = g_bytes_new (data, length);
  g_queue_push_tail (&self->events, event);
}

/* The connection */

static gboolean
silence_cb (gpointer user_data)
{
  SsEventStream *self = user_data;

  self->silence = 0;
  lose (self, NULL);
  return G_SOURCE_REMOVE;
}

static void
came (SsEventStream *self)
{
  g_clear_handle_id (&self->silence, g_source_remove);
  self->silence = g_timeout_add (SILENCE_MAX, silence_cb, self);
}

/* Where the platform did not say from where to follow, what was read before may be older than the first that
 * comes. */
static void
begin (SsEventStream *self)
{
  gboolean is_first = self->last_id == NULL;

  self->n_failures = 0;
  set_is_live (self, TRUE);
  if (is_first)
    g_signal_emit (self, signals[RESET], 0);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  SsEventStream *self = reading->stream;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size = 0;
  const char *data = piece != NULL ? g_bytes_get_data (piece, &size) : NULL;

  if (reading->attempt != self->attempt)
    return;
  if (size == 0 || !ss_event_parser_feed (self->parser, data, size))
    {
      lose (self, NULL);
      return;
    }
  came (self);
  if (!self->is_live && ss_event_parser_get_last_id (self->parser) != NULL)
    begin (self);
  if (reading->attempt == self->attempt)
    tell_events (self);
}

static void
read_piece (SsEventStream *self)
{
  g_input_stream_read_bytes_async (self->reply->stream, PIECE, G_PRIORITY_DEFAULT, self->attempt, read_cb,
                                   reading_new (self, NULL));
}

static void
followed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  SsEventStream *self = reading->stream;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsReply) reply = ss_session_follow_finish (SS_SESSION (source), result, &error);

  if (reading->attempt != self->attempt)
    return;
  if (reply == NULL)
    {
      lose (self, error);
      return;
    }
  self->reply = g_steal_pointer (&reply);
  self->parser = ss_event_parser_new (event_cb, self);
  came (self);
  read_piece (self);
}

static void
connect_now (SsEventStream *self)
{
  disconnect (self);
  if (self->user == NULL || !ss_session_get_is_online (self->session))
    return;
  self->attempt = g_cancellable_new ();
  ss_session_follow_async (self->session, self->last_id, self->attempt, followed_cb,
                           reading_new (self, NULL));
}

static void
is_online_cb (SsSession *session, GParamSpec *pspec, SsEventStream *self)
{
  if (ss_session_get_is_online (session) && !self->is_live)
    connect_now (self);
}

/* Another person, or the same after all was forgotten, begins anew. */
static void
user_cb (SsSession *session, GParamSpec *pspec, SsEventStream *self)
{
  SsCurrentUser *user = ss_session_get_current_user (session);
  gboolean is_same = user != NULL && self->user != NULL
                     && g_strcmp0 (ss_current_user_get_id (user), ss_current_user_get_id (self->user)) == 0;

  g_set_object (&self->user, user);
  if (is_same)
    return;
  g_free (self->last_id);
  self->last_id = user != NULL ? g_strdup (session->last_event_id) : NULL;
  self->n_failures = 0;
  connect_now (self);
}

static void
ss_event_stream_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsEventStream *self = SS_EVENT_STREAM (object);

  switch ((SsEventStreamProperty) id)
    {
    case PROP_IS_LIVE:
      g_value_set_boolean (value, self->is_live);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_event_stream_dispose (GObject *object)
{
  SsEventStream *self = SS_EVENT_STREAM (object);

  disconnect (self);
  /* Who follows the same session next goes on from here. */
  if (self->user != NULL && self->last_id != NULL)
    {
      g_free (self->session->last_event_id);
      self->session->last_event_id = g_steal_pointer (&self->last_id);
    }
  g_clear_pointer (&self->last_id, g_free);
  g_clear_object (&self->user);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_event_stream_parent_class)->dispose (object);
}

static void
ss_event_stream_class_init (SsEventStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ss_event_stream_get_property;
  object_class->dispose = ss_event_stream_dispose;

  properties[PROP_IS_LIVE] =
      g_param_spec_boolean ("is-live", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * SsEventStream::event:
   * @self: a stream
   * @name: as "appointment.updated"
   * @model: the object, or of one that was deleted what is left
   */
  signals[EVENT] = g_signal_new ("event", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, SS_TYPE_MODEL);
  /**
   * SsEventStream::reset:
   * @self: a stream
   *
   * What was read before may be older than what is told from now on.
   */
  signals[RESET] = g_signal_new ("reset", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ss_event_stream_init (SsEventStream *self)
{
}

/**
 * ss_event_stream_new:
 * @session: whose platform; while somebody is signed in, the stream is followed
 *
 * Returns: (transfer full): the stream
 */
SsEventStream *
ss_event_stream_new (SsSession *session)
{
  SsEventStream *self;

  g_return_val_if_fail (SS_IS_SESSION (session), NULL);

  self = g_object_new (SS_TYPE_EVENT_STREAM, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::current-user", G_CALLBACK (user_cb), self, 0);
  g_signal_connect_object (session, "notify::is-online", G_CALLBACK (is_online_cb), self, 0);
  user_cb (session, NULL, self);
  return self;
}

/**
 * ss_event_stream_get_is_live:
 * @self: a stream
 *
 * Returns: whether changes are told as they happen
 */
gboolean
ss_event_stream_get_is_live (SsEventStream *self)
{
  g_return_val_if_fail (SS_IS_EVENT_STREAM (self), FALSE);

  return self->is_live;
}
