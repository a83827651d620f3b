/* own-grants.c: the permissions that the current user was granted for a while
 *
 * The platform tells of an end within half a minute; what is shown ends to the second.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/own-grants.h"

/* Seconds. The platform's clock is known to within one: what is asked too early is answered as before. */
#define TICK 1
#define MARGIN 1
/* Seconds before the end, so that what is under way can be finished; of a short one half of its time. */
#define WARNING (5 * 60)

struct _SsOwnGrants
{
  GObject parent_instance;

  SsSession *session; /* (owned) */
  GHashTable *active; /* (owned): id (owned) to SsPermissionGrant (owned) */
  GHashTable *ending; /* (owned): ids (owned) of active ones that were said to end soon */
  GHashTable *ended;  /* (owned): ids (owned) of which it was told */
  guint tick;         /* source id: while there is one */
};

G_DEFINE_FINAL_TYPE (SsOwnGrants, ss_own_grants, G_TYPE_OBJECT)

static guint signals[SS_OWN_GRANT_ENDED + 1];

static gboolean
is_own (SsOwnGrants *self, SsPermissionGrant *grant)
{
  SsCurrentUser *user = ss_session_get_current_user (self->session);
  SsPersonReference *grantee = ss_permission_grant_get_grantee (grant);

  return user != NULL && grantee != NULL
         && g_strcmp0 (ss_person_reference_get_id (grantee), ss_current_user_get_id (user)) == 0;
}

static gboolean
is_over (SsOwnGrants *self, SsPermissionGrant *grant, gint64 margin)
{
  return ss_permission_grant_get_expires_at (grant) + margin * G_TIME_SPAN_SECOND
         <= ss_session_get_platform_time (self->session);
}

static gboolean
is_ending (SsOwnGrants *self, SsPermissionGrant *grant)
{
  gint64 end = ss_permission_grant_get_expires_at (grant);
  gint64 start = ss_permission_grant_get_created_at (grant);
  gint64 warning = WARNING * G_TIME_SPAN_SECOND;

  if (start > 0)
    warning = MIN (warning, (end - start) / 2);
  return end - warning <= ss_session_get_platform_time (self->session);
}

static void
warn (SsOwnGrants *self, SsPermissionGrant *grant)
{
  if (g_hash_table_add (self->ending, g_strdup (ss_permission_grant_get_id (grant))))
    g_signal_emit (self, signals[SS_OWN_GRANT_ENDING], 0, grant);
}

static void
end (SsOwnGrants *self, SsPermissionGrant *grant)
{
  const char *id = ss_permission_grant_get_id (grant);
  g_autoptr (SsPermissionGrant) kept = g_object_ref (grant);

  if (!g_hash_table_add (self->ended, g_strdup (id)))
    return;
  g_hash_table_remove (self->active, id);
  g_hash_table_remove (self->ending, id);
  if (g_hash_table_size (self->active) == 0)
    g_clear_handle_id (&self->tick, g_source_remove);
  g_signal_emit (self, signals[SS_OWN_GRANT_ENDED], 0, kept);
}

static gboolean
tick_cb (gpointer user_data)
{
  g_autoptr (SsOwnGrants) self = g_object_ref (user_data);
  g_autoptr (GPtrArray) over = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ending = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer grant;

  g_hash_table_iter_init (&iter, self->active);
  while (g_hash_table_iter_next (&iter, NULL, &grant))
    if (is_over (self, grant, MARGIN))
      g_ptr_array_add (over, g_object_ref (grant));
    else if (is_ending (self, grant))
      g_ptr_array_add (ending, g_object_ref (grant));
  for (guint i = 0; i < over->len; i++)
    end (self, g_ptr_array_index (over, i));
  for (guint i = 0; i < ending->len; i++)
    warn (self, g_ptr_array_index (ending, i));
  return self->tick != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
ss_own_grants_dispose (GObject *object)
{
  SsOwnGrants *self = SS_OWN_GRANTS (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_own_grants_parent_class)->dispose (object);
}

static void
ss_own_grants_finalize (GObject *object)
{
  SsOwnGrants *self = SS_OWN_GRANTS (object);

  g_hash_table_unref (self->active);
  g_hash_table_unref (self->ending);
  g_hash_table_unref (self->ended);

  G_OBJECT_CLASS (ss_own_grants_parent_class)->finalize (object);
}

static void
ss_own_grants_class_init (SsOwnGrantsClass *klass)
{
  static const char *const names[] = { "began", "ending", "ended" };

  G_OBJECT_CLASS (klass)->dispose = ss_own_grants_dispose;
  G_OBJECT_CLASS (klass)->finalize = ss_own_grants_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, SS_TYPE_PERMISSION_GRANT);
}

static void
ss_own_grants_init (SsOwnGrants *self)
{
  self->active = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->ending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * ss_own_grants_new:
 * @session: whose
 *
 * Returns: (transfer full): nothing granted that is known of
 */
SsOwnGrants *
ss_own_grants_new (SsSession *session)
{
  SsOwnGrants *self = g_object_new (SS_TYPE_OWN_GRANTS, NULL);

  self->session = g_object_ref (session);
  return self;
}

/**
 * ss_own_grants_note:
 * @self: the current user's
 * @grant: as the event has it
 *
 * An event may be told late, after the computer has slept: what is over by then has not begun.
 */
void
ss_own_grants_note (SsOwnGrants *self, SsPermissionGrant *grant)
{
  const char *id = ss_permission_grant_get_id (grant);
  gboolean is_active = g_strcmp0 (ss_permission_grant_get_status (grant), "ACTIVE") == 0;

  g_return_if_fail (SS_IS_OWN_GRANTS (self));

  if (!is_own (self, grant))
    return;
  if (!is_active)
    {
      end (self, grant);
      return;
    }
  if (g_hash_table_contains (self->active, id) || g_hash_table_contains (self->ended, id)
      || is_over (self, grant, 0))
    return;
  g_hash_table_insert (self->active, g_strdup (id), g_object_ref (grant));
  if (self->tick == 0)
    self->tick = g_timeout_add_seconds (TICK, tick_cb, self);
  g_signal_emit (self, signals[SS_OWN_GRANT_BEGAN], 0, grant);
}
