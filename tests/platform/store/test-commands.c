/* test-commands.c: the operator's commands, as typed
 *
 * SPDX-License-Identifier: MIT
 */
#include <signal.h>
#include <sqlite3.h>
#include <string.h>

#include "platform/auth/password.h"
#include "store-fixture.h"

#define PASSWORD "correct horse battery staple"

typedef struct
{
  int status;
  char *output; /* (owned) */
  char *errors; /* (owned) */
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_free (outcome->output);
  g_free (outcome->errors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

/* @words: separated by "|"; "STORE" stands for the store's address. */
static Outcome
run (StoreFixture *fixture, const char *words, const char *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);
  g_autoptr (GSubprocess) process = NULL;
  Outcome outcome = { 0 };

  g_ptr_array_add (line, (gpointer) PLATFORM);
  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (line, g_str_equal (parts[i], "STORE") ? fixture->address : parts[i]);
  g_ptr_array_add (line, NULL);
  process = g_subprocess_newv ((const char *const *) line->pdata,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input != NULL ? input : "", NULL, &outcome.output, &outcome.errors,
                                 &error);
  /* One that refused may have read none of its input. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  outcome.status = g_subprocess_get_exit_status (process);
  g_test_message ("%s: %d %s", words, outcome.status, outcome.errors);
  return outcome;
}

static void
assert_done (const Outcome *outcome)
{
  g_assert_cmpstr (outcome->errors, ==, "");
  g_assert_cmpint (outcome->status, ==, 0);
}

/* One sentence, which names the program. */
static void
assert_failed (const Outcome *outcome, int status, const char *word)
{
  g_assert_cmpint (outcome->status, ==, status);
  g_assert_cmpstr (outcome->output, ==, "");
  g_assert_true (g_str_has_prefix (outcome->errors, "smoothschedule-platform: "));
  g_assert_nonnull (strstr (outcome->errors, word));
  g_assert_true (strchr (outcome->errors, '\n') == outcome->errors + strlen (outcome->errors) - 1);
}

static void
create_acme (StoreFixture *fixture)
{
  g_auto (Outcome) outcome =
      run (fixture,
           "tenant|create|--store|STORE|--name|Acme Auto|--subdomain|acme-auto|--tier|BUSINESS|"
           "--owner-email|olivia@acme.example|--owner-name|Olivia Owner",
           PASSWORD "\n");

  assert_done (&outcome);
  g_assert_cmpuint (strlen (outcome.output), ==, 37);
}

/* The person's password, as a signing-in finds it. */
static gboolean
is_password (StoreFixture *fixture, const char *schema, const char *email, const char *password)
{
  g_autoptr (SsTransaction) transaction = begin (fixture->store, schema, SS_ACCESS_READ);
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction,
                            schema != NULL ? "SELECT password_hash FROM users WHERE email = $1"
                                           : "SELECT password_hash FROM shared.users WHERE email = $1",
                            NULL, "s", email);

  g_assert_true (ss_rows_next (rows, NULL));
  return ss_password_check (password, ss_rows_get_string (rows, 0));
}

static void
test_usage (StoreFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *words;
    const char *word;
  } lines[] = {
    { "fly", "fly" },
    { "tenant", "tenant" },
    { "tenant|fly", "tenant" },
    { "migrate", "--store" },
    { "migrate|--store|STORE|now", "now" },
    { "migrate|--store|STORE|--fly", "--fly" },
    { "migrate|--store|STORE|--listen|127.0.0.1:0", "--listen" },
    { "tenant|create|--store|STORE|--subdomain|acme", "--name" },
    { "user|create|--store|STORE|--role|SUPERUSER|--name|Sam|--email|s@p.example|--password|x",
      "--password" },
    { "user|create|--store|STORE|--role|KING|--name|Sam|--email|s@p.example", "KING" },
    { "user|create|--store|STORE|--role|TENANT_STAFF|--name|Sam|--email|s@p.example", "TENANT_STAFF" },
    { "user|create|--store|STORE|--role|SUPERUSER|--tenant|acme|--name|Sam|--email|s@p.example",
      "SUPERUSER" },
    { "user|create|--store|STORE|--role|SUPERUSER|--name|Sam|--email|nonsense", "@" },
    { "tenant|create|--store|STORE|--name|A|--subdomain|A B|--owner-email|o@a.example|--owner-name|O",
      "lower case" },
    { "tenant|create|--store|STORE|--name|A|--subdomain|acme|--tier|GOLD|--owner-email|o@a.example|--owner-name|O",
      "GOLD" },
    { "serve|--store|STORE|--demo|--listen|0.0.0.0:0", "loopback" },
    { "serve|--store|STORE|--demo|--listen|example.org:0", "loopback" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (Outcome) outcome = run (fixture, lines[i].words, NULL);

      assert_failed (&outcome, 2, lines[i].word);
    }
}

static void
test_help (StoreFixture *fixture, gconstpointer data)
{
  static const char *const commands[] = { "serve",       "migrate",           "tenant create", "tenant list",
                                          "user create", "user set-password", "audit verify" };
  g_auto (Outcome) all = run (fixture, "--help", NULL);

  assert_done (&all);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *words = g_strconcat (commands[i], " --help", NULL);
      g_auto (Outcome) outcome = { 0 };

      g_assert_nonnull (strstr (all.output, commands[i]));
      outcome = run (fixture, g_strdelimit (words, " ", '|'), NULL);
      assert_done (&outcome);
      g_assert_nonnull (strstr (outcome.output, commands[i]));
      g_assert_nonnull (strstr (outcome.output, "--store=sqlite:DIR"));
      g_assert_null (strstr (outcome.output, "--password"));
    }
}

static void
test_nothing (StoreFixture *fixture, gconstpointer data)
{
  const char *const line[] = { PLATFORM, NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (line, G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);

  g_subprocess_wait (process, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
}

static void
test_tenants (StoreFixture *fixture, gconstpointer data)
{
  g_auto (Outcome) list = { 0 }, again = { 0 };
  g_auto (GStrv) fields = NULL;

  create_acme (fixture);
  list = run (fixture, "tenant|list|--store|STORE", NULL);
  assert_done (&list);
  fields = g_strsplit (list.output, "\t", -1);
  g_assert_cmpuint (g_strv_length (fields), ==, 5);
  g_assert_cmpstr (fields[0], ==, "acme-auto");
  g_assert_cmpstr (fields[1], ==, "Acme Auto");
  g_assert_cmpstr (fields[2], ==, "ACTIVE");
  g_assert_cmpstr (fields[3], ==, "BUSINESS");
  g_assert_true (g_str_has_suffix (fields[4], "Z\n"));
  g_assert_true (is_password (fixture, "tenant_acme_auto", "olivia@acme.example", PASSWORD));

  again = run (fixture,
               "tenant|create|--store|STORE|--name|Other|--subdomain|acme-auto|--owner-email|o@other.example|"
               "--owner-name|Other",
               PASSWORD "\n");
  assert_failed (&again, 1, "acme-auto");
}

static void
test_users (StoreFixture *fixture, gconstpointer data)
{
  g_auto (Outcome) staff = { 0 }, super = { 0 }, twice = { 0 }, nowhere = { 0 };

  create_acme (fixture);
  staff = run (
      fixture,
      "user|create|--store|STORE|--tenant|acme-auto|--role|TENANT_STAFF|--name|Sam|--email|sam@acme.example",
      PASSWORD "\n");
  assert_done (&staff);
  super = run (fixture, "user|create|--store|STORE|--role|SUPERUSER|--name|Sue|--email|sue@platform.example",
               PASSWORD);
  assert_done (&super);
  g_assert_true (is_password (fixture, "tenant_acme_auto", "sam@acme.example", PASSWORD));
  g_assert_true (is_password (fixture, NULL, "sue@platform.example", PASSWORD));

  twice = run (fixture, "user|create|--store|STORE|--role|SUPERUSER|--name|Sue|--email|sue@platform.example",
               PASSWORD "\n");
  assert_failed (&twice, 1, "sue@platform.example");
  nowhere = run (
      fixture,
      "user|create|--store|STORE|--tenant|nobody|--role|TENANT_STAFF|--name|Sam|--email|sam@acme.example",
      PASSWORD "\n");
  assert_failed (&nowhere, 1, "business");
}

static void
test_set_password (StoreFixture *fixture, gconstpointer data)
{
  static const char other[] = "a different good one";
  g_auto (Outcome) set = { 0 }, weak = { 0 }, none = { 0 }, nobody = { 0 };

  create_acme (fixture);
  set = run (fixture, "user|set-password|--store|STORE|--tenant|acme-auto|--email|olivia@acme.example",
             "a different good one\nand more\n");
  assert_done (&set);
  g_assert_cmpstr (set.output, ==, "");
  g_assert_true (is_password (fixture, "tenant_acme_auto", "olivia@acme.example", other));
  g_assert_false (is_password (fixture, "tenant_acme_auto", "olivia@acme.example", PASSWORD));

  weak = run (fixture, "user|set-password|--store|STORE|--tenant|acme-auto|--email|olivia@acme.example",
              "abc\n");
  assert_failed (&weak, 1, "characters");
  none = run (fixture, "user|set-password|--store|STORE|--tenant|acme-auto|--email|olivia@acme.example", "");
  assert_failed (&none, 1, "assword");
  nobody = run (fixture, "user|set-password|--store|STORE|--tenant|acme-auto|--email|n@acme.example",
                PASSWORD "\n");
  assert_failed (&nobody, 1, "");
  g_assert_true (is_password (fixture, "tenant_acme_auto", "olivia@acme.example", other));
}

static void
test_bad_store (StoreFixture *fixture, gconstpointer data)
{
  g_auto (Outcome) unknown = run (fixture, "tenant|list|--store|mysql:there", NULL);
  g_auto (Outcome) unreachable = run (fixture, "migrate|--store|sqlite:/proc/nothing", NULL);

  assert_failed (&unknown, 1, "sqlite:");
  assert_failed (&unreachable, 1, "folder");
}

/* A mistyped address must not become a new and empty platform. */
static void
test_no_store (StoreFixture *fixture, gconstpointer data)
{
  static const char *const lines[] = {
    "serve|--listen|127.0.0.1:0",
    "tenant|list",
    "tenant|create|--name|A|--subdomain|acme|--owner-email|o@a.example|--owner-name|O",
    "user|set-password|--email|o@a.example",
  };
  g_autofree char *folder = g_build_filename (fixture->directory, "mistyped", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *words = g_strdup_printf ("%s|--store|sqlite:%s", lines[i], folder);
      g_auto (Outcome) outcome = run (fixture, words, PASSWORD "\n");

      assert_failed (&outcome, 1, folder);
      g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
    }
}

/* A running server, once it has said that it is ready. */
static GSubprocess *
serve (StoreFixture *fixture, const char *option)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *server =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, PLATFORM,
                        "serve", "--store", fixture->address, "--listen", "127.0.0.1:0", option, NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (line, "READY http://127.0.0.1:"));
  connection = g_socket_client_connect_to_host (client, line + strlen ("READY http://"), 80, NULL, &error);
  g_assert_no_error (error);
  return server;
}

static void
assert_stops (GSubprocess *server)
{
  g_subprocess_wait (server, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (server));
  g_assert_cmpint (g_subprocess_get_exit_status (server), ==, 0);
}

static void
test_serve (StoreFixture *fixture, gconstpointer data)
{
  static const int signals[] = { SIGTERM, SIGINT };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GSubprocess) server = serve (fixture, NULL);

      /* Commands work beside it. */
      if (i == 0)
        create_acme (fixture);
      g_subprocess_send_signal (server, signals[i]);
      assert_stops (server);
    }
}

/* What is lacking is said, and nothing made; what is made is said. */
static void
test_migrate (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->directory, "new", NULL);
  g_autofree char *dry = g_strdup_printf ("migrate|--dry-run|--store|sqlite:%s", folder);
  g_autofree char *wet = g_strdup_printf ("migrate|--store|sqlite:%s", folder);
  g_auto (Outcome) none = run (fixture, dry, NULL);
  g_auto (Outcome) made = { 0 }, again = { 0 };

  assert_failed (&none, 1, "no store");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  made = run (fixture, wet, NULL);
  assert_done (&made);
  g_assert_true (g_str_has_prefix (made.output, "shared\t0001-tenants\n"));
  again = run (fixture, dry, NULL);
  assert_done (&again);
  g_assert_cmpstr (again.output, ==, "");
}

/* The damage of one business is said, and keeps nobody else from being served. */
static void
test_serve_with_damage (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "tenants", "tenant_acme_auto.db", NULL);
  g_autoptr (GSubprocess) server = NULL;
  g_auto (Outcome) migrated = { 0 };

  create_acme (fixture);
  g_assert_true (g_file_set_contents (path, "this was a database once", -1, NULL));
  migrated = run (fixture, "migrate|--store|STORE", NULL);
  g_assert_cmpint (migrated.status, ==, 1);
  g_assert_nonnull (strstr (migrated.errors, "smoothschedule-platform: tenant_acme_auto"));
  server = serve (fixture, NULL);
  g_subprocess_send_signal (server, SIGTERM);
  assert_stops (server);
}

/* The client's demo ends with the client, however that ends. */
static void
test_serve_until_eof (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) server = serve (fixture, "--stop-on-eof");

  g_output_stream_close (g_subprocess_get_stdin_pipe (server), NULL, NULL);
  assert_stops (server);
}

static void
test_serve_taken_port (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *words = g_strdup_printf ("serve|--store|STORE|--listen|127.0.0.1:%u", port);
  g_auto (Outcome) outcome = run (fixture, words, NULL);

  assert_failed (&outcome, 1, "");
}

/* Each chain is told about; a broken one names its entry, and is a failure. */
static void
test_audit_verify (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "shared.db", NULL);
  sqlite3 *database = NULL;
  g_auto (Outcome) whole = { 0 }, one = { 0 }, broken = { 0 }, unknown = { 0 };

  create_acme (fixture);
  whole = run (fixture, "audit|verify|--store|STORE", NULL);
  assert_done (&whole);
  g_assert_cmpstr (whole.output, ==, "platform\tok\t1\nacme-auto\tok\t0\n");
  one = run (fixture, "audit|verify|--store|STORE|--tenant|acme-auto", NULL);
  assert_done (&one);
  g_assert_cmpstr (one.output, ==, "acme-auto\tok\t0\n");
  unknown = run (fixture, "audit|verify|--store|STORE|--tenant|nobody", NULL);
  assert_failed (&unknown, 1, "");

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_exec (database,
                "DROP TRIGGER audit_entries_refuse_update; UPDATE audit_entries SET target_name = 'Other'",
                NULL, NULL, NULL);
  sqlite3_close (database);
  broken = run (fixture, "audit|verify|--store|STORE", NULL);
  g_assert_cmpint (broken.status, ==, 1);
  g_assert_true (g_str_has_prefix (broken.output, "platform\tbroken\t1\t"));
  g_assert_nonnull (strstr (broken.errors, "not as it was written"));
}

static void
tamper (StoreFixture *fixture, const char *sql)
{
  g_autofree char *path = g_build_filename (fixture->directory, "shared.db", NULL);
  sqlite3 *database = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_exec (database, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (database);
}

/* An edit, a removal and a swap, each by somebody who has the file. */
static void
test_audit_broken (StoreFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "one", "two", "three" };
  static const char *const changes[] = {
    "UPDATE audit_entries SET actor_email = 'x@y.example' WHERE position = 2",
    "DELETE FROM audit_entries WHERE position = 2",
    "DELETE FROM audit_entries WHERE position = 3",
    "UPDATE audit_entries SET position = -2 WHERE position = 2;"
    "UPDATE audit_entries SET position = 2 WHERE position = 3;"
    "UPDATE audit_entries SET position = 3 WHERE position = -2",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *words = g_strdup_printf ("tenant|create|--store|STORE|--name|Shop|--subdomain|shop-%s|"
                                                "--owner-email|o@shop.example|--owner-name|Olivia Owner",
                                                names[i]);
      g_auto (Outcome) made = run (fixture, words, PASSWORD "\n");

      assert_done (&made);
    }
  tamper (fixture, "DROP TRIGGER audit_entries_refuse_update; DROP TRIGGER audit_entries_refuse_delete;"
                   "CREATE TABLE saved AS SELECT * FROM audit_entries");
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto (Outcome) broken = { 0 }, whole = { 0 };

      g_test_message ("%s", changes[i]);
      tamper (fixture, changes[i]);
      broken = run (fixture, "audit|verify|--store|STORE", NULL);
      tamper (fixture, "DELETE FROM audit_entries; INSERT INTO audit_entries SELECT * FROM saved");
      whole = run (fixture, "audit|verify|--store|STORE", NULL);
      g_assert_cmpint (broken.status, ==, 1);
      g_assert_true (g_str_has_prefix (broken.output, "platform\tbroken\t"));
      g_assert_nonnull (strstr (broken.errors, "not as it was written"));
      assert_done (&whole);
      g_assert_true (g_str_has_prefix (whole.output, "platform\tok\t3\n"));
    }
}

#define ADD(path, test) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up_empty, test, store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGPIPE, SIG_IGN);

  ADD ("/commands/usage", test_usage);
  ADD ("/commands/help", test_help);
  ADD ("/commands/nothing", test_nothing);
  ADD ("/commands/bad-store", test_bad_store);
  ADD ("/commands/no-store", test_no_store);
  ADD ("/commands/tenants", test_tenants);
  ADD ("/commands/users", test_users);
  ADD ("/commands/set-password", test_set_password);
  ADD ("/commands/audit-verify", test_audit_verify);
  ADD ("/commands/audit-broken", test_audit_broken);
  ADD ("/commands/serve", test_serve);
  ADD ("/commands/migrate", test_migrate);
  ADD ("/commands/serve-with-damage", test_serve_with_damage);
  ADD ("/commands/serve-until-eof", test_serve_until_eof);
  ADD ("/commands/serve-taken-port", test_serve_taken_port);
  return g_test_run ();
}
