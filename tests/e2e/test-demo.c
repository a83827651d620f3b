/* test-demo.c: the demo needs no account, and leaves nothing behind
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/person.h"

#include <string.h>

#define PREFIX "smoothschedule-demo-"

static gboolean
has_demo_directory (E2eClient *client)
{
  g_autofree char *temporary = e2e_client_get_temporary (client);
  g_autoptr (GDir) directory = g_dir_open (temporary, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (name, PREFIX))
      return TRUE;
  return FALSE;
}

/* A process whose store is in the client's temporary folder. */
static gboolean
has_demo_platform (E2eClient *client)
{
  g_autofree char *temporary = e2e_client_get_temporary (client);
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *pid;

  while ((pid = g_dir_read_name (processes)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", pid, "cmdline", NULL);
      g_autofree char *line = NULL;
      gsize length = 0;

      if (g_ascii_isdigit (*pid) && g_file_get_contents (path, &line, &length, NULL)
          && memmem (line, length, temporary, strlen (temporary)) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_no_demo_platform (gpointer client)
{
  return !has_demo_platform (client);
}

static void
enter_demo (E2eClient *client)
{
  e2e_press_button (client, "Try the Demo");
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_LABEL, "Who Would You Like to Be?"));
  e2e_auto AtspiAccessible *row = e2e_wait_for (client, ATSPI_ROLE_LIST_ITEM, "Tenant manager");
  e2e_click (row);
  e2e_begin_in_marketplace (client);
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_LABEL, "Demo — you are: Tenant manager"));
  g_assert_true (has_demo_platform (client));
  g_assert_true (has_demo_directory (client));
}

static void
test_quit (void)
{
  E2eClient client = { 0 };

  e2e_client_start (&client);
  enter_demo (&client);
  e2e_client_quit (&client);
  g_assert_false (has_demo_platform (&client));
  g_assert_false (has_demo_directory (&client));
  e2e_client_clear (&client);
}

/* Its folder cannot go before its next start. */
static void
test_kill (void)
{
  E2eClient client = { 0 };

  e2e_client_start (&client);
  enter_demo (&client);
  e2e_client_kill (&client);
  e2e_wait_until (has_no_demo_platform, &client, "The demo's platform outlives the client");

  e2e_client_start (&client);
  enter_demo (&client);
  e2e_client_quit (&client);
  g_assert_false (has_demo_platform (&client));
  g_assert_false (has_demo_directory (&client));
  e2e_client_clear (&client);
}

int
main (int argc, char **argv)
{
  e2e_init (&argc, &argv);

  g_test_add_func ("/e2e/demo/quit", test_quit);
  g_test_add_func ("/e2e/demo/kill", test_kill);

  return g_test_run ();
}
