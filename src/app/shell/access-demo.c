/* access-demo.c: looking at the demo's platform as somebody with any role
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/shell/access-private.h"
#include "app/shell/demo-people.h"

static void sign_in_to_demo (SsAccess *self);

void
ss_access_drop_demo (SsAccess *self)
{
  g_autoptr (SsDemoPlatform) demo = g_steal_pointer (&self->demo);

  if (demo == NULL)
    return;

  g_signal_handlers_disconnect_by_data (demo, self);
  ss_demo_platform_stop (demo);
  self->has_role = FALSE;
  g_object_notify (G_OBJECT (self), "is-demo");
}

static void
demo_ended_cb (GObject *demo, GAsyncResult *result, gpointer user_data)
{
  ss_demo_platform_stop_finish (SS_DEMO_PLATFORM (demo), result, NULL);
  *(gboolean *) user_data = TRUE;
}

/* Neither the demo's process nor its folder outlives the program, which waits for them here. */
void
ss_access_end_demo (SsAccess *self)
{
  g_autoptr (SsDemoPlatform) demo = g_steal_pointer (&self->demo);
  gboolean has_ended = FALSE;

  if (demo == NULL)
    return;

  g_signal_handlers_disconnect_by_data (demo, self);
  ss_demo_platform_stop_async (demo, NULL, demo_ended_cb, &has_ended);
  while (!has_ended)
    g_main_context_iteration (NULL, TRUE);
}

static void
demo_stopped_cb (SsDemoPlatform *demo, SsAccess *self)
{
  g_autoptr (GError) error = g_error_new_literal (SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE,
                                                  _ ("The demo stopped unexpectedly. Start it again."));

  ss_access_begin (self);
  ss_access_drop_workspace (self);
  ss_access_drop_demo (self);
  ss_access_set_account (self, NULL);
  ss_access_set_state (self, SS_ACCESS_SIGNED_OUT, error);
}

static void
go_on_with_demo (SsAccess *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    {
      ss_access_drop_demo (self);
      ss_access_set_state (self, SS_ACCESS_SIGNED_OUT, error);
    }
  else if (self->has_role)
    sign_in_to_demo (self);
  else
    ss_access_set_state (self, SS_ACCESS_CHOOSING_ROLE, NULL);
}

static void
demo_started_cb (GObject *demo, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsAccess) self = user_data;
  g_autoptr (GError) error = NULL;

  ss_demo_platform_start_finish (SS_DEMO_PLATFORM (demo), result, &error);
  if (SS_DEMO_PLATFORM (demo) == self->demo)
    go_on_with_demo (self, error);
}

static void
demo_reset_cb (GObject *demo, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsAccess) self = user_data;
  g_autoptr (GError) error = NULL;

  ss_demo_platform_reset_finish (SS_DEMO_PLATFORM (demo), result, &error);
  if (SS_DEMO_PLATFORM (demo) == self->demo)
    go_on_with_demo (self, error);
}

static void
demo_visited_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsAccess) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsSession) visit = ss_session_visit_finish (SS_SESSION (session), result, &error);

  if (visit != NULL)
    ss_access_enter (self, visit);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ss_access_set_state (self, SS_ACCESS_CHOOSING_ROLE, error);
}

/* Platform staff sign in on the platform's own host, then enter a business, so that there is something to
 * see. */
static void
demo_signed_in_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsAccess) self = user_data;
  g_autoptr (GError) error = NULL;
  SsSession *session = SS_SESSION (object);

  if (!ss_session_sign_in_finish (session, result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        ss_access_set_state (self, SS_ACCESS_CHOOSING_ROLE, error);
    }
  else if (ss_role_is_platform (self->role))
    {
      const char *tenant = ss_demo_person_get (self->role)->tenant;

      ss_session_visit_async (session, tenant, self->attempt, demo_visited_cb, g_object_ref (self));
    }
  else
    ss_access_enter (self, session);
}

static void
sign_in_to_demo (SsAccess *self)
{
  const SsDemoPerson *person = ss_demo_person_get (self->role);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAccount) account =
      ss_account_new (ss_demo_platform_get_address (self->demo), person->email, &error);
  g_autoptr (SsSession) session = NULL;

  if (account == NULL)
    {
      ss_access_set_state (self, SS_ACCESS_CHOOSING_ROLE, error);
      return;
    }

  ss_account_set_tenant (account, ss_role_is_platform (self->role) ? NULL : person->tenant);
  session = ss_session_new (account);
  ss_session_sign_in_async (session, SS_DEMO_PASSWORD, FALSE, self->attempt, demo_signed_in_cb,
                            g_object_ref (self));
}

static void
run_demo (SsAccess *self)
{
  GCancellable *attempt = ss_access_begin (self);

  ss_access_set_state (self, SS_ACCESS_STARTING_DEMO, NULL);
  if (self->demo != NULL)
    {
      if (ss_demo_platform_get_address (self->demo) != NULL)
        go_on_with_demo (self, NULL);
      return;
    }

  self->demo = ss_demo_platform_new (NULL);
  g_signal_connect_object (self->demo, "stopped", G_CALLBACK (demo_stopped_cb), self, 0);
  g_object_notify (G_OBJECT (self), "is-demo");
  ss_demo_platform_start_async (self->demo, attempt, demo_started_cb, g_object_ref (self));
}

/**
 * ss_access_start_demo:
 * @self: the access
 *
 * Starts the demo's platform, then lets a role be chosen.
 */
void
ss_access_start_demo (SsAccess *self)
{
  ss_access_drop_workspace (self);
  self->has_role = FALSE;
  run_demo (self);
}

/**
 * ss_access_show_demo_as:
 * @self: the access
 * @role: a role
 *
 * Shows the demo to somebody with that role; starts it where it does not run.
 */
void
ss_access_show_demo_as (SsAccess *self, SsRole role)
{
  ss_access_drop_workspace (self);
  self->role = role;
  self->has_role = TRUE;
  run_demo (self);
}

/**
 * ss_access_reset_demo:
 * @self: the access
 *
 * Forgets what was changed in the demo, and goes on as the same role.
 */
void
ss_access_reset_demo (SsAccess *self)
{
  GCancellable *attempt;

  if (self->demo == NULL)
    return;

  attempt = ss_access_begin (self);
  ss_access_drop_workspace (self);
  ss_access_set_state (self, SS_ACCESS_STARTING_DEMO, NULL);
  ss_demo_platform_reset_async (self->demo, attempt, demo_reset_cb, g_object_ref (self));
}

/**
 * ss_access_leave_demo:
 * @self: the access
 *
 * Stops the demo.
 */
void
ss_access_leave_demo (SsAccess *self)
{
  ss_access_begin (self);
  ss_access_drop_workspace (self);
  ss_access_drop_demo (self);
  ss_access_set_account (self, NULL);
  ss_access_set_state (self, SS_ACCESS_SIGNED_OUT, NULL);
  ss_access_list_accounts (self);
}
