/* test-demo-platform.c: the real platform as the demo's child: its life, its end, and what it leaves behind
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "client/demo-platform.h"
#include "client/workspace.h"
#include "fixture.h"

static char *temporary;

static guint
count_directories (void)
{
  g_autoptr (GDir) directory = g_dir_open (temporary, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (name, "smoothschedule-demo-"))
      n++;
  return n;
}

static gboolean
answers (const char *address)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_uri (client, address, 80, NULL, NULL);

  return connection != NULL;
}

/* The process whose parent is this one and that runs the platform. */
static GPid
find_child (void)
{
  g_autoptr (GDir) directory = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *text = NULL;
      int parent;

      if (!g_ascii_isdigit (name[0]) || !g_file_get_contents (path, &text, NULL, NULL)
          || strstr (text, "(smoothschedule-") == NULL)
        continue;
      if (sscanf (strrchr (text, ')') + 1, " %*c %d", &parent) == 1 && parent == getpid ())
        return atoi (name);
    }
  return 0;
}

static void
start (SsDemoPlatform *demo)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;

  ss_demo_platform_start_async (demo, NULL, answer_cb, &answer);
  ss_demo_platform_start_finish (demo, answer_wait (&answer), &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (ss_demo_platform_get_address (demo), "http://127.0.0.1:"));
}

static void
stop (SsDemoPlatform *demo)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_demo_platform_stop_async (demo, NULL, answer_cb, &answer);
  g_assert_null (ss_demo_platform_get_address (demo));
  g_assert_true (ss_demo_platform_stop_finish (demo, answer_wait (&answer), NULL));
}

static SsSession *
sign_in_as (SsDemoPlatform *demo, const char *tenant, const char *email)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAccount) account = ss_account_new (ss_demo_platform_get_address (demo), email, &error);
  SsSession *session;

  g_assert_no_error (error);
  ss_account_set_tenant (account, tenant);
  session = ss_session_new (account);
  sign_in (session, SS_DEMO_PASSWORD, FALSE, &error);
  g_assert_no_error (error);
  return session;
}

static void
test_life (void)
{
  g_autoptr (SsDemoPlatform) demo = ss_demo_platform_new (NULL);
  g_autofree char *address = NULL;

  start (demo);
  address = g_strdup (ss_demo_platform_get_address (demo));
  g_assert_true (answers (address));
  g_assert_cmpuint (count_directories (), ==, 1);
  stop (demo);
  g_assert_false (answers (address));
  g_assert_cmpuint (count_directories (), ==, 0);
  assert_finalized (demo);
}

/* The client and the platform, for real. */
static void
test_marketplace (void)
{
  g_autoptr (SsDemoPlatform) demo = ss_demo_platform_new (NULL);
  g_autoptr (SsSession) session = NULL;
  g_autoptr (SsWorkspace) workspace = NULL;
  SsPagedList *plugins;

  start (demo);
  session = sign_in_as (demo, SS_DEMO_TENANT, "owner@acme-auto.example");
  g_assert_true (ss_session_may (session, "plugins.manage"));
  workspace = ss_workspace_new (session);
  plugins = ss_plugin_store_get_plugins (ss_workspace_get_plugins (workspace));
  wait_until (ss_paged_list_get_state (plugins) != SS_LOAD_LOADING);
  g_assert_cmpint (ss_paged_list_get_state (plugins), ==, SS_LOAD_READY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (plugins)), >=, 40);
  g_assert_cmpuint (g_list_model_get_n_items (
                        ss_plugin_store_get_categories (ss_workspace_get_plugins (workspace))),
                    >=, 6);
  wait_until (ss_installation_store_get_state (ss_workspace_get_installations (workspace)) == SS_LOAD_READY);
  g_assert_cmpuint (ss_installation_store_get_n_updates (ss_workspace_get_installations (workspace)), >=, 1);
  assert_finalized (workspace);
  assert_finalized (session);
  stop (demo);
}

static void
test_eight_roles (void)
{
  static const struct
  {
    const char *tenant;
    const char *email;
    const char *role;
  } people[] = {
    { NULL, "superuser@platform.example", "SUPERUSER" },
    { NULL, "pmanager@platform.example", "PLATFORM_MANAGER" },
    { NULL, "sales@platform.example", "PLATFORM_SALES" },
    { NULL, "support@platform.example", "PLATFORM_SUPPORT" },
    { SS_DEMO_TENANT, "owner@acme-auto.example", "TENANT_OWNER" },
    { SS_DEMO_TENANT, "manager@acme-auto.example", "TENANT_MANAGER" },
    { SS_DEMO_TENANT, "staff@acme-auto.example", "TENANT_STAFF" },
    { SS_DEMO_TENANT, "customer@acme-auto.example", "CUSTOMER" },
  };
  g_autoptr (SsDemoPlatform) demo = ss_demo_platform_new (NULL);

  start (demo);
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (SsSession) session = sign_in_as (demo, people[i].tenant, people[i].email);

      g_assert_cmpstr (ss_current_user_get_role (ss_session_get_current_user (session)), ==, people[i].role);
    }
  stop (demo);
}

static void
test_reset (void)
{
  g_autoptr (SsDemoPlatform) demo = ss_demo_platform_new (NULL);
  g_autofree char *before = NULL;
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;

  start (demo);
  before = g_strdup (ss_demo_platform_get_address (demo));
  ss_demo_platform_reset_async (demo, NULL, answer_cb, &answer);
  g_assert_true (ss_demo_platform_reset_finish (demo, answer_wait (&answer), &error));
  g_assert_no_error (error);
  g_assert_nonnull (ss_demo_platform_get_address (demo));
  g_assert_true (answers (ss_demo_platform_get_address (demo)));
  g_assert_cmpuint (count_directories (), ==, 1);
  stop (demo);
}

static void
stopped_cb (SsDemoPlatform *demo, guint *n_stopped)
{
  (*n_stopped)++;
}

static void
test_ends_by_itself (void)
{
  g_autoptr (SsDemoPlatform) demo = ss_demo_platform_new (NULL);
  guint n_stopped = 0;

  g_signal_connect (demo, "stopped", G_CALLBACK (stopped_cb), &n_stopped);
  start (demo);
  g_assert_cmpint (find_child (), >, 0);
  kill (find_child (), SIGKILL);
  wait_until (n_stopped == 1);
  g_assert_null (ss_demo_platform_get_address (demo));
  wait_until (count_directories () == 0);
  start (demo);
  stop (demo);
  g_assert_cmpuint (n_stopped, ==, 1);
}

/* The client is killed: its child goes with it, and the next client clears up. */
static void
test_client_is_killed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) client =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("DEMO_HELPER"), NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *address = NULL;
  g_autoptr (SsDemoPlatform) demo = ss_demo_platform_new (NULL);

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (client));
  address = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (answers (address));

  g_subprocess_force_exit (client);
  g_subprocess_wait (client, NULL, NULL);
  /* By time-out of the test where it lives on. */
  while (answers (address))
    g_thread_yield ();

  g_assert_cmpuint (count_directories (), ==, 1);
  /* Made by the dead one, removed by the next. */
  start (demo);
  g_assert_cmpuint (count_directories (), ==, 1);
  stop (demo);
  g_assert_cmpuint (count_directories (), ==, 0);
}

/* Whoever lets it go stops it. */
static void
test_dropped (void)
{
  g_autoptr (SsDemoPlatform) demo = ss_demo_platform_new (NULL);
  g_autofree char *address = NULL;

  start (demo);
  address = g_strdup (ss_demo_platform_get_address (demo));
  assert_finalized (demo);
  wait_until (count_directories () == 0);
  g_assert_false (answers (address));
}

/* Another client's demo that is alive is left alone. */
static void
test_two_at_once (void)
{
  g_autoptr (SsDemoPlatform) one = ss_demo_platform_new (NULL);
  g_autoptr (SsDemoPlatform) other = ss_demo_platform_new (NULL);

  start (one);
  start (other);
  g_assert_cmpuint (count_directories (), ==, 2);
  g_assert_true (answers (ss_demo_platform_get_address (one)));
  stop (one);
  g_assert_true (answers (ss_demo_platform_get_address (other)));
  stop (other);
}

static void
test_failures (void)
{
  static const char *const programs[] = { "/nonexistent/platform", "/bin/false", "/bin/true" };

  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autoptr (SsDemoPlatform) demo = ss_demo_platform_new (programs[i]);
      g_auto (Answer) answer = { NULL, 0 };
      g_autoptr (GError) error = NULL;

      ss_demo_platform_start_async (demo, NULL, answer_cb, &answer);
      g_assert_false (ss_demo_platform_start_finish (demo, answer_wait (&answer), &error));
      g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SERVER);
      answer_clear (&answer);
      assert_finalized (demo);
      wait_until (count_directories () == 0);
    }
}

static void
test_cancelled (void)
{
  for (guint n_turns = 0; n_turns < 8; n_turns++)
    {
      g_autoptr (SsDemoPlatform) demo = ss_demo_platform_new (NULL);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_auto (Answer) answer = { NULL, 0 };
      g_autoptr (GError) error = NULL;

      ss_demo_platform_start_async (demo, cancellable, answer_cb, &answer);
      for (guint i = 0; i < n_turns && answer.result == NULL; i++)
        g_main_context_iteration (NULL, i % 2 == 1);
      g_cancellable_cancel (cancellable);
      g_assert_false (ss_demo_platform_start_finish (demo, answer_wait (&answer), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      answer_clear (&answer);
      assert_finalized (demo);
      wait_until (count_directories () == 0);
    }
}

int
main (int argc, char *argv[])
{
  int status;

  /* Not with GLib's, which remembers where the temporary files were before. */
  temporary = g_mkdtemp (g_strdup ("/tmp/smoothschedule-test-XXXXXX"));
  g_assert_nonnull (temporary);
  g_setenv ("TMPDIR", temporary, TRUE);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-platform/life", test_life);
  g_test_add_func ("/demo-platform/marketplace", test_marketplace);
  g_test_add_func ("/demo-platform/eight-roles", test_eight_roles);
  g_test_add_func ("/demo-platform/reset", test_reset);
  g_test_add_func ("/demo-platform/ends-by-itself", test_ends_by_itself);
  g_test_add_func ("/demo-platform/client-is-killed", test_client_is_killed);
  g_test_add_func ("/demo-platform/dropped", test_dropped);
  g_test_add_func ("/demo-platform/two-at-once", test_two_at_once);
  g_test_add_func ("/demo-platform/failures", test_failures);
  g_test_add_func ("/demo-platform/cancelled", test_cancelled);
  status = g_test_run ();
  g_rmdir (temporary);
  g_free (temporary);
  return status;
}
