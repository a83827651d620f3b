/* test-settings.c: the Settings page: somebody else's change in between, the password, other sessions
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/person.h"

#include <string.h>

#define NEW_PASSWORD "battery-horse-correct"

typedef struct
{
  E2ePlatform platform;
  E2eClient client;
} Setting;

static void
set_up (Setting *setting, gconstpointer data)
{
  e2e_platform_start (&setting->platform);
  e2e_client_start (&setting->client);
  e2e_sign_in (&setting->client, &setting->platform, E2E_OWNER, E2E_PASSWORD);
  e2e_begin_in_marketplace (&setting->client);
  e2e_client_act (&setting->client, "win.show-page", "settings");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_FRAME, "Settings — Smooth Schedule"));
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  e2e_client_clear (&setting->client);
  e2e_platform_clear (&setting->platform);
}

static AtspiAccessible *
wait_in_settings (Setting *setting, AtspiRole role, const char *name)
{
  e2e_auto AtspiAccessible *page = e2e_wait_for (&setting->client, ATSPI_ROLE_FILLER, "SsSettingsPage");

  return e2e_wait_within (page, role, name);
}

static void
enter (Setting *setting, const char *name, const char *text)
{
  e2e_auto AtspiAccessible *entry = wait_in_settings (setting, ATSPI_ROLE_TEXT, name);

  e2e_enter (entry, text);
}

static void
add_option (GString *config, const char *name, const char *value)
{
  g_autofree char *escaped = g_strescape (value, NULL);

  g_string_append_printf (config, "%s = \"%s\"\n", name, escaped);
}

/* Another program that uses the platform; it reads from its input what no command line should show. */
static char *
ask (Setting *setting, const char *method, const char *path, const char *token, const char *body)
{
  g_autofree char *address =
      g_strdup_printf ("http://acme-auto.localhost:%u/api/v1%s", setting->platform.port, path);
  g_autofree char *authorization = g_strdup_printf ("Authorization: Bearer %s", token != NULL ? token : "");
  g_autoptr (GString) config = g_string_new (NULL);
  g_autoptr (GSubprocess) curl = NULL;
  g_autoptr (GError) error = NULL;
  char *answer = NULL;

  add_option (config, "url", address);
  add_option (config, "request", method);
  add_option (config, "header", "Content-Type: application/json");
  if (token != NULL)
    add_option (config, "header", authorization);
  if (body != NULL)
    add_option (config, "data", body);

  curl = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "curl",
                           "--silent", "--show-error", "--config", "-", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (curl, config->str, NULL, &answer, NULL, &error);
  g_assert_no_error (error);
  return answer;
}

static char *
get_token (Setting *setting, const char *password)
{
  g_autofree char *body = g_strdup_printf ("{\"email\": \"%s\", \"password\": \"%s\"}", E2E_OWNER, password);
  g_autofree char *answer = ask (setting, "POST", "/auth/token/", NULL, body);
  const char *start = strstr (answer, "\"access\":\"");

  g_assert_nonnull (start);
  start += strlen ("\"access\":\"");
  return g_strndup (start, strcspn (start, "\""));
}

static void
change_elsewhere (Setting *setting, const char *name)
{
  g_autofree char *token = get_token (setting, E2E_PASSWORD);
  g_autofree char *body = g_strdup_printf ("{\"name\": \"%s\"}", name);
  g_autofree char *answer = ask (setting, "PATCH", "/tenant/settings/", token, body);

  g_assert_nonnull (strstr (answer, name));
}

static void
assert_name (Setting *setting, const char *name)
{
  g_autofree char *token = get_token (setting, E2E_PASSWORD);
  g_autofree char *answer = ask (setting, "GET", "/tenant/settings/", token, NULL);

  g_assert_nonnull (strstr (answer, name));
}

static void
save (Setting *setting)
{
  e2e_auto AtspiAccessible *button = wait_in_settings (setting, ATSPI_ROLE_PUSH_BUTTON, "Save");

  e2e_press (button);
}

static void
test_conflict (Setting *setting, gconstpointer data)
{
  g_object_unref (wait_in_settings (setting, ATSPI_ROLE_TEXT, "Name"));
  change_elsewhere (setting, "Theirs One");
  enter (setting, "Name", "Mine One");
  save (setting);
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "The Settings Have Changed"));
  assert_name (setting, "Theirs One");
  e2e_press_button (&setting->client, "Cancel");
  e2e_wait_until_gone (setting->client.application, ATSPI_ROLE_LABEL, "The Settings Have Changed");

  /* Giving up once is no leave to overwrite. */
  save (setting);
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "The Settings Have Changed"));
  e2e_press_button (&setting->client, "Save Mine");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "The settings were saved."));
  assert_name (setting, "Mine One");

  change_elsewhere (setting, "Theirs Two");
  enter (setting, "Name", "Mine Two");
  save (setting);
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "The Settings Have Changed"));
  e2e_press_button (&setting->client, "Show Theirs");
  e2e_wait_until_gone (setting->client.application, ATSPI_ROLE_LABEL, "The Settings Have Changed");
  assert_name (setting, "Theirs Two");
  e2e_client_quit (&setting->client);
}

/* Its name is a part of the next row's, too. */
static AtspiAccessible *
find_new_password (AtspiAccessible *again)
{
  e2e_auto AtspiAccessible *list = atspi_accessible_get_parent (again, NULL);
  int count = atspi_accessible_get_child_count (list, NULL);

  for (int i = 0; i < count; i++)
    {
      e2e_auto AtspiAccessible *row = atspi_accessible_get_child_at_index (list, i, NULL);
      g_autofree char *name = atspi_accessible_get_name (row, NULL);

      if (g_strcmp0 (name, "New Password") == 0)
        return g_steal_pointer (&row);
    }
  g_assert_not_reached ();
}

static void
fill_passwords (Setting *setting, const char *current, const char *new, const char *again)
{
  e2e_auto AtspiAccessible *again_row = wait_in_settings (setting, ATSPI_ROLE_TEXT, "New Password Again");
  e2e_auto AtspiAccessible *new_row = find_new_password (again_row);

  enter (setting, "Current Password", current);
  e2e_enter (new_row, new);
  e2e_enter (again_row, again);
}

static void
press_change (Setting *setting)
{
  e2e_auto AtspiAccessible *button = wait_in_settings (setting, ATSPI_ROLE_PUSH_BUTTON, "Change Password");

  e2e_press (button);
}

/* GTK takes no focus by the bus, and what is below the window's edge cannot be clicked. */
static void
scroll_down (AtspiAccessible *accessible)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) xdotool =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "getactivewindow", "mousemove",
                        "--window", "%1", "1000", "80", "click", "--repeat", "60", "--delay", "10", "5",
                        NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (xdotool, NULL, &error);
  g_assert_no_error (error);
  atspi_accessible_clear_cache (accessible);
}

static void
test_password (Setting *setting, gconstpointer data)
{
  e2e_auto AtspiAccessible *row = wait_in_settings (setting, ATSPI_ROLE_INVALID, "Change Password");
  g_autofree char *token = NULL;

  scroll_down (row);
  e2e_click (row);
  fill_passwords (setting, E2E_PASSWORD, "short", "short");
  press_change (setting);
  g_object_unref (wait_in_settings (setting, ATSPI_ROLE_LABEL, "Use at least 12 characters."));
  token = get_token (setting, E2E_PASSWORD);

  fill_passwords (setting, "wrong-horse-battery", NEW_PASSWORD, NEW_PASSWORD);
  press_change (setting);
  g_object_unref (wait_in_settings (setting, ATSPI_ROLE_LABEL, "This is not your present password."));
  g_free (token);
  token = get_token (setting, E2E_PASSWORD);

  fill_passwords (setting, E2E_PASSWORD, NEW_PASSWORD, NEW_PASSWORD);
  press_change (setting);
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "The password was changed."));
  g_free (token);
  token = get_token (setting, NEW_PASSWORD);
  e2e_client_quit (&setting->client);
}

static void
test_other_session (Setting *setting, gconstpointer data)
{
  g_autofree char *token = get_token (setting, E2E_PASSWORD);
  g_autofree char *before = ask (setting, "GET", "/users/me/", token, NULL);
  g_autofree char *after = NULL;
  e2e_auto AtspiAccessible *list = NULL;
  e2e_auto AtspiAccessible *button = NULL;

  g_assert_nonnull (strstr (before, E2E_OWNER));
  e2e_key ("F5");
  list = wait_in_settings (setting, ATSPI_ROLE_LIST, "Signed In At");
  button = e2e_wait_within (list, ATSPI_ROLE_PUSH_BUTTON, "Sign Out");
  e2e_press (button);
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "That session was signed out."));
  after = ask (setting, "GET", "/users/me/", token, NULL);
  g_assert_null (strstr (after, E2E_OWNER));
  e2e_client_quit (&setting->client);
}

int
main (int argc, char **argv)
{
  e2e_init (&argc, &argv);

  g_test_add ("/e2e/settings/conflict", Setting, NULL, set_up, test_conflict, tear_down);
  g_test_add ("/e2e/settings/password", Setting, NULL, set_up, test_password, tear_down);
  g_test_add ("/e2e/settings/other-session", Setting, NULL, set_up, test_other_session, tear_down);

  return g_test_run ();
}
