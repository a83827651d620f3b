/* reachability.c: whether the platform can be reached, and a gentle way of finding out when again
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error.h"
#include "client/reachability.h"

#define FIRST_PAUSE 2000
#define LONGEST_PAUSE 60000

struct _SsReachability
{
  GObject parent_instance;

  SsTransport *transport; /* (owned) */
  SsAccount *account;     /* (owned) */

  gboolean is_online;
  guint first_pause;
  guint pause;
  guint timer;
  GCancellable *asking; /* (owned) (nullable): the probe under way */
};

G_DEFINE_FINAL_TYPE (SsReachability, ss_reachability, G_TYPE_OBJECT)

typedef enum
{
  PROP_IS_ONLINE = 1,
} SsReachabilityProperty;

static GParamSpec *properties[PROP_IS_ONLINE + 1];

static void ask (SsReachability *self);

static gboolean
ask_cb (gpointer user_data)
{
  SsReachability *self = user_data;

  self->timer = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
ask_later (SsReachability *self)
{
  if (self->is_online || self->timer != 0 || self->asking != NULL)
    return;

  self->timer =
      g_timeout_add (self->pause + g_random_int_range (0, (gint32) self->pause / 4 + 1), ask_cb, self);
  self->pause = MIN (self->pause * 2, LONGEST_PAUSE);
}

static void
set_is_online (SsReachability *self, gboolean is_online)
{
  if (is_online)
    {
      self->pause = self->first_pause;
      g_clear_handle_id (&self->timer, g_source_remove);
    }
  if (self->is_online == is_online)
    return;

  self->is_online = is_online;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_ONLINE]);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsReachability) self = SS_REACHABILITY (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsReply) reply = ss_transport_send_finish (SS_TRANSPORT (source), result, &error);

  g_clear_object (&self->asking);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ss_reachability_report (self, error);
}

/* The probe holds a reference, so that it ends by cancellation alone. */
static void
ask (SsReachability *self)
{
  g_autofree char *address = NULL;
  SsRequest request = { .method = "GET", .limit = 64 * 1024 };

  if (self->is_online || self->asking != NULL)
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  address = g_strconcat (ss_account_get_base_url (self->account), "/health/live/", NULL);
  request.address = address;
  request.tenant = ss_account_get_tenant_header (self->account);
  self->asking = g_cancellable_new ();
  ss_transport_send_async (self->transport, &request, self->asking, asked_cb, g_object_ref (self));
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean is_available, SsReachability *self)
{
  self->pause = self->first_pause;
  ask (self);
}

static void
ss_reachability_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((SsReachabilityProperty) id)
    {
    case PROP_IS_ONLINE:
      g_value_set_boolean (value, SS_REACHABILITY (object)->is_online);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_reachability_dispose (GObject *object)
{
  SsReachability *self = SS_REACHABILITY (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->transport);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (ss_reachability_parent_class)->dispose (object);
}

static void
ss_reachability_class_init (SsReachabilityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ss_reachability_dispose;
  object_class->get_property = ss_reachability_get_property;

  properties[PROP_IS_ONLINE] =
      g_param_spec_boolean ("is-online", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_reachability_init (SsReachability *self)
{
  self->is_online = TRUE;
  self->first_pause = FIRST_PAUSE;
  self->pause = FIRST_PAUSE;
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (network_changed_cb), self, 0);
}

SsReachability *
ss_reachability_new (SsTransport *transport, SsAccount *account)
{
  SsReachability *self = g_object_new (SS_TYPE_REACHABILITY, NULL);

  self->transport = g_object_ref (transport);
  self->account = g_object_ref (account);
  return self;
}

gboolean
ss_reachability_get_is_online (SsReachability *self)
{
  return self->is_online;
}

/**
 * ss_reachability_report:
 * @self: a reachability
 * @error: (nullable): why there was no answer
 *
 * A cut-off or strange answer is an answer: somebody was there.
 */
void
ss_reachability_report (SsReachability *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_is_online (self, !g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE)
                           && !g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TIMED_OUT)
                           && !g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TLS));
  ask_later (self);
}

void
ss_reachability_set_pause (SsReachability *self, guint milliseconds)
{
  self->first_pause = milliseconds;
  self->pause = milliseconds;
}
