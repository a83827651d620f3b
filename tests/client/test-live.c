/* test-live.c: what one client changes at the real platform, another shows
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "client/demo-platform.h"
#include "client/event-stream.h"
#include "client/workspace.h"
#include "fixture.h"

#define DAY G_TIME_SPAN_DAY

/* A platform over a store of its own that can be killed and started again where it was. */
typedef struct
{
  char *directory;
  char *address;
  guint port;
  GSubprocess *process;
} Platform;

static Platform platform;

static void
start_platform (void)
{
  g_autofree char *store = g_strconcat ("sqlite:", platform.directory, NULL);
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%u", platform.port);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  platform.process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                       &error, g_getenv ("SMOOTHSCHEDULE_PLATFORM"), "serve", "--store",
                                       store, "--listen", listen, "--demo", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (platform.process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_free (platform.address);
  platform.address = g_strdup (line + strlen ("READY "));
  platform.port = (guint) g_ascii_strtoull (strrchr (platform.address, ':') + 1, NULL, 10);
}

static void
kill_platform (void)
{
  g_subprocess_force_exit (platform.process);
  g_subprocess_wait (platform.process, NULL, NULL);
  g_clear_object (&platform.process);
}

/* Somebody at a computer. */
typedef struct
{
  SsSession *session;
  SsWorkspace *workspace;
} Client;

static void
client_open (Client *client, const char *email)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAccount) account = ss_account_new (platform.address, email, &error);

  g_assert_no_error (error);
  ss_account_set_tenant (account, SS_DEMO_TENANT);
  client->session = ss_session_new (account);
  sign_in (client->session, SS_DEMO_PASSWORD, FALSE, &error);
  g_assert_no_error (error);
  client->workspace = ss_workspace_new (client->session);
}

static void
client_close (Client *client)
{
  g_object_run_dispose (G_OBJECT (client->workspace));
  assert_finalized (client->workspace);
  assert_finalized (client->session);
}

static SsAppointmentStore *
look_at_week (Client *client)
{
  SsAppointmentStore *store = ss_workspace_get_appointments (client->workspace);
  gint64 now = g_get_real_time ();

  ss_appointment_store_show (store, now, now + 7 * DAY);
  wait_until (ss_appointment_store_covers (store, now, now + 7 * DAY));
  return store;
}

/* A change of notes conflicts with nothing. */
static void
write_notes (Client *client, const char *id, const char *notes)
{
  SsAppointmentStore *store = ss_workspace_get_appointments (client->workspace);
  g_autoptr (SsAppointment) patch = g_object_new (SS_TYPE_APPOINTMENT, NULL);
  g_autoptr (SsAppointment) changed = NULL;
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;

  ss_appointment_set_notes (patch, notes);
  ss_appointment_store_change_async (store, ss_appointment_store_find (store, id), patch, NULL, NULL,
                                     answer_cb, &answer);
  changed = ss_appointment_store_change_finish (store, answer_wait (&answer), &error);
  g_assert_no_error (error);
}

static void
do_call (Client *client, const char *method, const char *path, const char *body)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  const SsCall what = { .method = method, .path = path, .body = bytes };
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (SsAnswer) answered = NULL;
  g_autoptr (GError) error = NULL;

  ss_session_call_async (client->session, &what, NULL, answer_cb, &answer);
  answered = ss_session_call_finish (client->session, answer_wait (&answer), &error);
  g_assert_no_error (error);
}

static char *
first_id (SsAppointmentStore *store)
{
  gint64 now = g_get_real_time ();
  g_autoptr (GPtrArray) all = ss_appointment_store_query_all (store, now, now + 7 * DAY);

  g_assert_cmpuint (all->len, >, 0);
  return g_strdup (ss_appointment_get_id (g_ptr_array_index (all, 0)));
}

static void
test_bookings (void)
{
  Client one = { NULL }, two = { NULL };
  SsAppointmentStore *mine, *theirs;
  g_autofree char *id = NULL;
  SsAppointment *booking;
  g_auto (Answer) answer = { NULL, 0 };

  client_open (&one, "owner@acme-auto.example");
  client_open (&two, "manager@acme-auto.example");
  mine = look_at_week (&one);
  theirs = look_at_week (&two);
  id = first_id (theirs);
  booking = ss_appointment_store_find (mine, id);
  g_assert_nonnull (booking);

  write_notes (&two, id, "Told at once");
  wait_until (g_strcmp0 (ss_appointment_get_notes (booking), "Told at once") == 0);
  ss_appointment_store_delete_async (theirs, ss_appointment_store_find (theirs, id), NULL, answer_cb,
                                     &answer);
  wait_until (ss_appointment_store_find (mine, id) == NULL);
  g_object_unref (ss_appointment_store_change_finish (theirs, answer_wait (&answer), NULL));
  answer_clear (&answer);
  client_close (&two);
  client_close (&one);
}

static gboolean
has_blocker (SsCatalogStore *catalog, const char *title)
{
  GListModel *blockers = ss_catalog_store_get_blockers (catalog);

  for (guint i = 0; i < g_list_model_get_n_items (blockers); i++)
    {
      g_autoptr (SsBlocker) blocker = g_list_model_get_item (blockers, i);

      if (g_strcmp0 (ss_blocker_get_title (blocker), title) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_catalog (void)
{
  Client one = { NULL }, two = { NULL };
  SsCatalogStore *catalog;
  g_autoptr (SsResource) resource = NULL;
  g_autofree char *body = NULL;
  SsTenantBrand *brand;

  client_open (&one, "staff@acme-auto.example");
  client_open (&two, "owner@acme-auto.example");
  catalog = ss_workspace_get_catalog (one.workspace);
  ss_catalog_store_load (catalog);
  wait_until (ss_catalog_store_get_settings (catalog) != NULL
              && g_list_model_get_n_items (ss_catalog_store_get_resources (catalog)) > 0);
  resource = g_list_model_get_item (ss_catalog_store_get_resources (catalog), 0);
  body = g_strdup_printf (
      "{\"resourceId\":\"%s\",\"title\":\"Inventory\",\"startTime\":\"2035-01-01T09:00:00Z\","
      "\"durationMinutes\":30}",
      ss_resource_get_id (resource));
  do_call (&two, "POST", "/blockers/", body);
  wait_until (has_blocker (catalog, "Inventory"));

  do_call (&two, "PATCH", "/tenant/settings/", "{\"primaryColor\":\"#123123\",\"weekStart\":\"sat\"}");
  wait_until (g_strcmp0 (ss_tenant_settings_get_week_start (ss_catalog_store_get_settings (catalog)), "sat")
              == 0);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      brand = ss_current_user_get_tenant (ss_session_get_current_user (one.session));
    }
  while (g_strcmp0 (ss_tenant_brand_get_primary_color (brand), "#123123") != 0);
  client_close (&two);
  client_close (&one);
}

static void
test_installations (void)
{
  Client one = { NULL }, two = { NULL };
  SsInstallationStore *mine, *theirs;
  g_autoptr (SsInstallation) installation = NULL;
  g_autoptr (SsInstallation) changed = NULL;
  SsInstallation *held;
  gboolean was_active;
  g_auto (Answer) answer = { NULL, 0 };
  g_auto (Answer) removed = { NULL, 0 };

  client_open (&one, "owner@acme-auto.example");
  client_open (&two, "manager@acme-auto.example");
  mine = ss_workspace_get_installations (one.workspace);
  theirs = ss_workspace_get_installations (two.workspace);
  wait_until (ss_installation_store_get_state (mine) == SS_LOAD_READY
              && ss_installation_store_get_state (theirs) == SS_LOAD_READY);
  installation = g_list_model_get_item (ss_installation_store_get_installations (theirs), 0);
  held = ss_installation_store_find (mine, ss_installation_get_id (installation));
  was_active = ss_installation_get_is_active (held);
  ss_installation_store_set_active_async (theirs, installation, !was_active, NULL, answer_cb, &answer);
  changed = ss_installation_store_change_finish (theirs, answer_wait (&answer), NULL);
  g_assert_nonnull (changed);
  wait_until (ss_installation_get_is_active (held) != was_active);

  ss_installation_store_uninstall_async (theirs, installation, NULL, answer_cb, &removed);
  g_assert_true (ss_installation_store_uninstall_finish (theirs, answer_wait (&removed), NULL));
  wait_until (ss_installation_store_find (mine, ss_installation_get_id (installation)) == NULL);
  answer_clear (&answer);
  answer_clear (&removed);
  client_close (&two);
  client_close (&one);
}

static void
reset_cb (SsEventStream *stream, guint *n_resets)
{
  (*n_resets)++;
}

static void
event_cb (SsEventStream *stream, const char *name, SsModel *model, GString *told)
{
  if (SS_IS_APPOINTMENT (model))
    g_string_append_printf (told, "%s;", ss_appointment_get_notes (SS_APPOINTMENT (model)));
}

/* The platform is killed and comes back: what happened meanwhile is told, each thing once. */
static void
test_restart (void)
{
  Client one = { NULL }, two = { NULL };
  g_autoptr (SsEventStream) stream = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  g_autofree char *id = NULL;
  guint n_resets = 0;

  client_open (&one, "owner@acme-auto.example");
  client_open (&two, "manager@acme-auto.example");
  stream = ss_event_stream_new (one.session);
  g_signal_connect (stream, "reset", G_CALLBACK (reset_cb), &n_resets);
  g_signal_connect (stream, "event", G_CALLBACK (event_cb), told);
  wait_until (ss_event_stream_get_is_live (stream));
  id = first_id (look_at_week (&two));
  write_notes (&two, id, "Before");
  wait_until (g_strcmp0 (told->str, "Before;") == 0);

  kill_platform ();
  wait_until (!ss_event_stream_get_is_live (stream));
  start_platform ();
  write_notes (&two, id, "While it was away");
  wait_until (ss_event_stream_get_is_live (stream));
  /* An event tells how the booking is when it is told. */
  wait_until (g_str_has_suffix (told->str, "While it was away;"));
  write_notes (&two, id, "After");
  wait_until (g_str_has_suffix (told->str, "After;"));
  g_assert_cmpstr (told->str, ==, "Before;While it was away;After;");
  g_assert_cmpuint (n_resets, ==, 0);
  g_object_run_dispose (G_OBJECT (stream));
  assert_finalized (stream);
  client_close (&two);
  client_close (&one);
}

static void
remove_store (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_store (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("SMOOTHSCHEDULE_PLATFORM") == NULL)
    {
      g_print ("1..0 # SKIP the platform is not built\n");
      return 0;
    }
  platform.directory = g_dir_make_tmp ("ss-live-XXXXXX", NULL);
  start_platform ();
  g_test_add_func ("/live/bookings", test_bookings);
  g_test_add_func ("/live/catalog", test_catalog);
  g_test_add_func ("/live/installations", test_installations);
  g_test_add_func ("/live/restart", test_restart);
  status = g_test_run ();
  kill_platform ();
  remove_store (platform.directory);
  g_free (platform.directory);
  g_free (platform.address);
  return status;
}
