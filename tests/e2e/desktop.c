/* desktop.c: both programs for real, driven through the accessibility bus as a screen reader would
 *
 * The bus tells of changes late and not of all: what is awaited is looked for again and again, up to a limit
 * that only a failure reaches.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/desktop.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define PATIENCE (120 * G_USEC_PER_SEC)
#define APPLICATION_ID "org.smoothschedule.Admin"
#define APPLICATION_PATH "/org/smoothschedule/Admin"

static gboolean
stop_waiting_cb (gpointer waiting)
{
  *(gboolean *) waiting = FALSE;
  return G_SOURCE_REMOVE;
}

/* Lets both buses work for a moment. */
static void
pause_a_moment (void)
{
  gboolean waiting = TRUE;

  g_timeout_add (50, stop_waiting_cb, &waiting);
  while (waiting)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * e2e_wait_until:
 * @condition: looked at again and again
 * @data: for it
 * @what: for the failure
 */
void
e2e_wait_until (gboolean (*condition) (gpointer data), gpointer data, const char *what)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (!condition (data))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("%s", what);
      pause_a_moment ();
    }
}

/**
 * e2e_init:
 * @argc: of main()
 * @argv: of main()
 *
 * The bindings of the bus warn of what GTK does not offer, such as a cache; a test is not to end there.
 */
void
e2e_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  atspi_init ();
}

static char *
read_ready_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "READY http://127.0.0.1:"));
  return g_strdup (line + strlen ("READY "));
}

/**
 * e2e_platform_start:
 * @platform: zeroed, or killed before: then on the same port with the same store
 *
 * Starts the platform with the demo's businesses and waits until it accepts.
 */
void
e2e_platform_start (E2ePlatform *platform)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *store = NULL, *listen = NULL;

  if (platform->directory == NULL)
    platform->directory = g_dir_make_tmp ("smoothschedule-e2e-XXXXXX", &error);
  g_assert_no_error (error);
  store = g_strdup_printf ("sqlite:%s", platform->directory);
  listen = g_strdup_printf ("127.0.0.1:%u", platform->port);

  platform->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE,
                                        &error, g_getenv ("E2E_PLATFORM"), "serve", "--store", store,
                                        "--listen", listen, "--demo", "--stop-on-eof", NULL);
  g_assert_no_error (error);
  g_free (platform->address);
  platform->address = read_ready_line (platform->process);
  platform->port = g_ascii_strtoull (strrchr (platform->address, ':') + 1, NULL, 10);
}

/**
 * e2e_platform_kill:
 * @platform: one that runs
 *
 * Kills it without warning.
 */
void
e2e_platform_kill (E2ePlatform *platform)
{
  g_subprocess_send_signal (platform->process, SIGKILL);
  g_subprocess_wait (platform->process, NULL, NULL);
  g_clear_object (&platform->process);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/**
 * e2e_platform_clear:
 * @platform: one that runs or not
 *
 * Stops it as an operator would, expects that it ends well, and removes its store.
 */
void
e2e_platform_clear (E2ePlatform *platform)
{
  if (platform->process != NULL)
    {
      g_subprocess_send_signal (platform->process, SIGTERM);
      g_subprocess_wait (platform->process, NULL, NULL);
      g_assert_true (g_subprocess_get_if_exited (platform->process));
      g_assert_cmpint (g_subprocess_get_exit_status (platform->process), ==, 0);
      g_clear_object (&platform->process);
    }
  if (platform->directory != NULL)
    remove_tree (platform->directory);
  g_clear_pointer (&platform->directory, g_free);
  g_clear_pointer (&platform->address, g_free);
}

static AtspiAccessible *
find_application (int pid)
{
  e2e_auto AtspiAccessible *desktop = atspi_get_desktop (0);
  int count = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < count; i++)
    {
      e2e_auto AtspiAccessible *child = atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (child != NULL && (int) atspi_accessible_get_process_id (child, NULL) == pid)
        return g_steal_pointer (&child);
    }
  return NULL;
}

static gboolean
finds_application (gpointer data)
{
  E2eClient *client = data;

  client->application = find_application (atoi (g_subprocess_get_identifier (client->process)));
  return client->application != NULL;
}

/* Keys go to the window that has the focus. */
static gboolean
has_active_window (gpointer data)
{
  E2eClient *client = data;
  int count;

  atspi_accessible_clear_cache (client->application);
  count = atspi_accessible_get_child_count (client->application, NULL);
  for (int i = 0; i < count; i++)
    {
      e2e_auto AtspiAccessible *window = atspi_accessible_get_child_at_index (client->application, i, NULL);
      e2e_auto AtspiStateSet *states = window != NULL ? atspi_accessible_get_state_set (window) : NULL;

      if (states != NULL && atspi_state_set_contains (states, ATSPI_STATE_ACTIVE))
        return TRUE;
    }
  return FALSE;
}

char *
e2e_client_get_temporary (E2eClient *client)
{
  return g_build_filename (client->directory, "tmp", NULL);
}

/* A test that fails ends at once, and the client with it: it would keep the test's output open. */
static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/**
 * e2e_client_start:
 * @client: one that does not run
 *
 * Starts the client and waits for its window.
 */
void
e2e_client_start (E2eClient *client)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *temporary = NULL;

  if (client->directory == NULL)
    client->directory = g_dir_make_tmp ("smoothschedule-e2e-XXXXXX", &error);
  g_assert_no_error (error);
  temporary = e2e_client_get_temporary (client);
  g_assert_cmpint (g_mkdir_with_parents (temporary, 0700), ==, 0);
  g_subprocess_launcher_setenv (launcher, "TMPDIR", temporary, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", client->directory, TRUE);
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);

  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  client->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("E2E_CLIENT"), NULL);
  g_assert_no_error (error);
  e2e_wait_until (finds_application, client, "The client is not on the accessibility bus");
  e2e_wait_until (has_active_window, client, "The client's window did not become active");
}

/**
 * e2e_client_act_with:
 * @client: one that runs
 * @action: "app.quit", "win.show-page"
 * @parameter: (nullable): its target; a floating one is consumed
 *
 * Activates a GAction over the session bus.
 */
void
e2e_client_act_with (E2eClient *client, const char *action, GVariant *parameter)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;
  GVariantBuilder parameters, hints;
  const char *path = g_str_has_prefix (action, "win.") ? APPLICATION_PATH "/window/1" : APPLICATION_PATH;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  if (parameter != NULL)
    g_variant_builder_add (&parameters, "v", parameter);
  g_variant_builder_init (&hints, G_VARIANT_TYPE_VARDICT);
  answer = g_dbus_connection_call_sync (bus, APPLICATION_ID, path, "org.gtk.Actions", "Activate",
                                        g_variant_new ("(sava{sv})", strchr (action, '.') + 1, &parameters,
                                                       &hints),
                                        NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

void
e2e_client_act (E2eClient *client, const char *action, const char *parameter)
{
  e2e_client_act_with (client, action, parameter != NULL ? g_variant_new_string (parameter) : NULL);
}

static void
forget_process (E2eClient *client)
{
  g_clear_object (&client->process);
  g_clear_object (&client->application);
}

/**
 * e2e_client_quit:
 * @client: one that runs
 *
 * Closes it as a person does and expects that it ends well: no crash, and with sanitizers no leak.
 */
void
e2e_client_quit (E2eClient *client)
{
  e2e_key ("ctrl+q");
  g_subprocess_wait (client->process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (client->process));
  g_assert_cmpint (g_subprocess_get_exit_status (client->process), ==, 0);
  forget_process (client);
}

/**
 * e2e_client_kill:
 * @client: one that runs
 *
 * Ends it without warning.
 */
void
e2e_client_kill (E2eClient *client)
{
  g_subprocess_force_exit (client->process);
  g_subprocess_wait (client->process, NULL, NULL);
  forget_process (client);
}

/**
 * e2e_client_clear:
 * @client: one that runs or not
 *
 * Ends it in any case, and removes what it kept.
 */
void
e2e_client_clear (E2eClient *client)
{
  if (client->process != NULL)
    e2e_client_kill (client);
  if (client->directory != NULL)
    remove_tree (client->directory);
  g_clear_pointer (&client->directory, g_free);
}

/* GTK says of windows alone that they are showing. What is not shown, or is rolled up, has no size. */
static gboolean
is_shown (AtspiAccessible *accessible)
{
  e2e_auto AtspiComponent *component = atspi_accessible_get_component_iface (accessible);
  AtspiRect *extents;
  gboolean has_size;

  if (component == NULL)
    return TRUE;
  extents = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);
  has_size = extents != NULL && extents->width != 0 && extents->height != 0;
  g_free (extents);
  return has_size;
}

static gboolean
matches (AtspiAccessible *accessible, const char *name)
{
  g_autofree char *own = atspi_accessible_get_name (accessible, NULL);

  return own != NULL && strstr (own, name) != NULL;
}

static gboolean
is_leaf (AtspiRole role)
{
  return role == ATSPI_ROLE_LABEL || role == ATSPI_ROLE_IMAGE || role == ATSPI_ROLE_SEPARATOR
         || role == ATSPI_ROLE_SCROLL_BAR;
}

/**
 * e2e_find:
 * @parent: where to look
 * @role: of what is looked for; %ATSPI_ROLE_INVALID: any
 * @name: a part of its name
 *
 * From the last to the first, since what comes up, be it a dialog or a toast, comes last; each question to
 * the client takes its time.
 *
 * Returns: (transfer full) (nullable): what is shown there
 */
AtspiAccessible *
e2e_find (AtspiAccessible *parent, AtspiRole role, const char *name)
{
  for (int i = atspi_accessible_get_child_count (parent, NULL) - 1; i >= 0; i--)
    {
      e2e_auto AtspiAccessible *child = atspi_accessible_get_child_at_index (parent, i, NULL);
      AtspiRole own_role = child != NULL ? atspi_accessible_get_role (child, NULL) : ATSPI_ROLE_INVALID;
      gboolean has_role = role == ATSPI_ROLE_INVALID || own_role == role;
      AtspiAccessible *found;

      if (child == NULL || (is_leaf (own_role) && !has_role) || !is_shown (child))
        continue;
      if (has_role && matches (child, name))
        return g_steal_pointer (&child);
      found = is_leaf (own_role) ? NULL : e2e_find (child, role, name);
      if (found != NULL)
        return found;
    }
  return NULL;
}

AtspiAccessible *
e2e_wait_within (AtspiAccessible *parent, AtspiRole role, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (g_get_monotonic_time () < deadline)
    {
      AtspiAccessible *found = e2e_find (parent, role, name);

      if (found != NULL)
        return found;
      atspi_accessible_clear_cache (parent);
      pause_a_moment ();
    }
  e2e_dump (parent);
  g_error ("«%s» was not shown", name);
}

AtspiAccessible *
e2e_wait_for (E2eClient *client, AtspiRole role, const char *name)
{
  return e2e_wait_within (client->application, role, name);
}

void
e2e_wait_until_gone (AtspiAccessible *parent, AtspiRole role, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (g_get_monotonic_time () < deadline)
    {
      e2e_auto AtspiAccessible *found = e2e_find (parent, role, name);

      if (found == NULL)
        return;
      atspi_accessible_clear_cache (parent);
      pause_a_moment ();
    }
  e2e_dump (parent);
  g_error ("«%s» is still shown", name);
}

void
e2e_press (AtspiAccessible *accessible)
{
  g_autoptr (GError) error = NULL;
  e2e_auto AtspiAction *action = atspi_accessible_get_action_iface (accessible);

  g_assert_nonnull (action);
  atspi_action_do_action (action, 0, &error);
  g_assert_no_error (error);
}

void
e2e_press_button (E2eClient *client, const char *name)
{
  e2e_auto AtspiAccessible *button = e2e_wait_for (client, ATSPI_ROLE_PUSH_BUTTON, name);

  e2e_press (button);
}

void
e2e_enter (AtspiAccessible *accessible, const char *text)
{
  g_autoptr (GError) error = NULL;
  e2e_auto AtspiEditableText *editable = atspi_accessible_get_editable_text_iface (accessible);

  g_assert_nonnull (editable);
  g_assert_true (atspi_editable_text_set_text_contents (editable, text, &error));
  g_assert_no_error (error);
}

void
e2e_enter_into (E2eClient *client, const char *name, const char *text)
{
  e2e_auto AtspiAccessible *entry = e2e_wait_for (client, ATSPI_ROLE_TEXT, name);

  e2e_enter (entry, text);
}

/**
 * e2e_click:
 * @accessible: something in the window that has the focus
 *
 * Clicks into the middle of it.
 */
void
e2e_click (AtspiAccessible *accessible)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) xdotool = NULL;
  e2e_auto AtspiComponent *component = atspi_accessible_get_component_iface (accessible);
  AtspiRect *extents = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, &error);
  g_autofree char *x = NULL, *y = NULL;

  g_assert_no_error (error);
  x = g_strdup_printf ("%d", extents->x + extents->width / 2);
  y = g_strdup_printf ("%d", extents->y + extents->height / 2);
  g_free (extents);
  xdotool = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "getactivewindow", "mousemove",
                              "--window", "%1", x, y, "click", "1", NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (xdotool, NULL, &error);
  g_assert_no_error (error);
}

static void
run_xdotool (const char *verb, const char *argument)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) xdotool = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", verb,
                                                      "--clearmodifiers", "--", argument, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (xdotool, NULL, &error);
  g_assert_no_error (error);
}

void
e2e_key (const char *keys)
{
  run_xdotool ("key", keys);
}

void
e2e_type (const char *text)
{
  run_xdotool ("type", text);
}

gboolean
e2e_is_sensitive (AtspiAccessible *accessible)
{
  e2e_auto AtspiStateSet *states = atspi_accessible_get_state_set (accessible);

  return states != NULL && atspi_state_set_contains (states, ATSPI_STATE_SENSITIVE);
}

static void
dump (AtspiAccessible *accessible, int depth)
{
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);
  g_autofree char *role = atspi_accessible_get_role_name (accessible, NULL);
  int count = atspi_accessible_get_child_count (accessible, NULL);

  g_test_message ("%*s%s «%s»%s", depth * 2, "", role, name, is_shown (accessible) ? "" : " (hidden)");
  for (int i = 0; i < count; i++)
    {
      e2e_auto AtspiAccessible *child = atspi_accessible_get_child_at_index (accessible, i, NULL);

      if (child != NULL)
        dump (child, depth + 1);
    }
}

void
e2e_dump (AtspiAccessible *parent)
{
  dump (parent, 0);
}
