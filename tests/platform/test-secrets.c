/* test-secrets.c: no password and no token is ever where somebody else could read it
 *
 * Every call that takes or gives a secret is made, rightly and wrongly. Afterwards none of the secrets stands
 * in what the platform wrote to its logs, in an answer that refuses, in the audit log, in an event, or
 * anywhere in the store, be it as text or as bytes.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "fixture.h"
#include "platform/store/backup.h"

#define ACME SS_FIXTURE_ACME
#define OWNER SS_ROLE_TENANT_OWNER
#define REASON "The owner asked about a booking"
#define KEY(number) "Idempotency-Key: 5d0c4f0e-6f0d-4b7e-9a53-0d8f4b3f1c" number "\r\n"
/* What a business tells a plugin is for those who may configure it, and is in the store, but not told on. */
#define CONFIGURED "canary-of-a-plugin-88412"

static SsFixture *fixture;
/* That must not be found again, each once */
static GHashTable *secrets;
/* All that was logged by the program itself */
static GString *logged;
static GMutex logged_lock;

static GLogWriterOutput
write_log_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_mutex_lock (&logged_lock);
  for (gsize i = 0; i < n_fields; i++)
    {
      g_string_append_len (logged, fields[i].value,
                           fields[i].length < 0 ? (gssize) strlen (fields[i].value) : fields[i].length);
      g_string_append_c (logged, '\n');
    }
  g_mutex_unlock (&logged_lock);
  return G_LOG_WRITER_HANDLED;
}

static void
add_secret (const char *secret)
{
  g_assert_cmpuint (strlen (secret), >, 10);
  g_hash_table_add (secrets, g_strdup (secret));
}

static void
assert_without (const char *text, gsize length, const char *where)
{
  GHashTableIter iterator;
  gpointer secret;

  g_hash_table_iter_init (&iterator, secrets);
  while (g_hash_table_iter_next (&iterator, &secret, NULL))
    if (memmem (text, length, secret, strlen (secret)) != NULL)
      g_error ("«%s» stands in %s", (const char *) secret, where);
}

/* What is given out is secret from then on. */
static void
learn (SsAnswer *answer, const char *member)
{
  JsonObject *object = answer->json != NULL && JSON_NODE_HOLDS_OBJECT (answer->json)
                           ? json_node_get_object (answer->json)
                           : NULL;
  const char *value =
      object != NULL ? json_object_get_string_member_with_default (object, member, NULL) : NULL;
  const char *token = value != NULL ? strstr (value, "token=") : NULL;

  if (token != NULL)
    {
      g_autofree char *alone = g_strndup (token + 6, strcspn (token + 6, "&"));

      add_secret (alone);
    }
  else if (value != NULL)
    add_secret (value);
}

static SsAnswer *
send (const char *tenant, const char *token, const char *method, const char *path, const char *headers,
      const char *body)
{
  SsAnswer *answer = ss_fixture_call (fixture, &(SsCall){ .method = method,
                                                          .path = path,
                                                          .tenant = tenant,
                                                          .token = token,
                                                          .headers = headers,
                                                          .body = body });

  learn (answer, "access");
  learn (answer, "refresh");
  learn (answer, "invitationUrl");
  learn (answer, "url");
  if (answer->status >= 400)
    assert_without (answer->body, strlen (answer->body), path);
  return answer;
}

static void
try (const char *tenant, const char *token, const char *method, const char *path, const char *headers,
     const char *body, guint status)
{
  g_autoptr (SsAnswer) answer = send (tenant, token, method, path, headers, body);

  if (answer->status != status)
    g_error ("%s %s: %u %s", method, path, answer->status, answer->body);
}

static SsAnswer *
sign_in (const char *tenant, const char *email, const char *password)
{
  g_autofree char *body = g_strdup_printf ("{\"email\":\"%s\",\"password\":\"%s\"}", email, password);
  SsAnswer *answer = send (tenant, NULL, "POST", "/auth/token/", NULL, body);

  add_secret (password);
  return answer;
}

static char *
with_refresh (SsAnswer *tokens)
{
  return g_strdup_printf ("{\"refresh\":\"%s\"}", ss_answer_get_string (tokens, "refresh"));
}

static void
use_session (void)
{
  g_autoptr (SsAnswer) wrong = sign_in (ACME, "manager@acme.example", "canary-that-is-wrong-1");
  g_autoptr (SsAnswer) tokens = sign_in (ACME, "manager@acme.example", SS_FIXTURE_PASSWORD);
  g_autofree char *refresh = with_refresh (tokens), *signed_out = NULL;
  g_autoptr (SsAnswer) later = NULL;
  g_autofree char *query = NULL;

  ss_answer_assert_error (wrong, 401, "authentication_failed");
  try (ACME, NULL, "POST", "/auth/token/refresh/", NULL, refresh, 200);
  try (ACME, NULL, "POST", "/auth/token/refresh/", NULL, refresh, 401);
  /* Where a token has no business to be */
  query = g_strdup_printf ("/users/me/?access=%s", ss_answer_get_string (tokens, "access"));
  try (ACME, NULL, "GET", query, NULL, NULL, 401);
  later = sign_in (ACME, "manager@acme.example", SS_FIXTURE_PASSWORD);
  signed_out = with_refresh (later);
  try (ACME, ss_answer_get_string (later, "access"), "POST", "/auth/logout/", NULL, signed_out, 204);
}

static void
change_password (void)
{
  g_autoptr (SsAnswer) tokens = sign_in (ACME, "manager@acme.example", SS_FIXTURE_PASSWORD);
  const char *access = ss_answer_get_string (tokens, "access");
  static const struct
  {
    const char *body;
    guint status;
  } bodies[] = {
    { "{\"currentPassword\":\"canary-that-is-wrong-2\",\"newPassword\":\"canary-that-is-new-2\"}", 400 },
    { "{\"currentPassword\":\"" SS_FIXTURE_PASSWORD "\",\"newPassword\":\"password1234\"}", 400 },
    { "{\"currentPassword\":\"" SS_FIXTURE_PASSWORD "\",\"pasword\":\"canary-that-is-new-2\"}", 400 },
    { "{\"currentPassword\":\"" SS_FIXTURE_PASSWORD "\",\"newPassword\":\"canary-that-is-new-2}", 400 },
    { "{\"currentPassword\":\"" SS_FIXTURE_PASSWORD "\",\"newPassword\":\"canary-that-is-new-2\"}", 204 },
  };

  add_secret ("canary-that-is-wrong-2");
  add_secret ("canary-that-is-new-2");
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    try (ACME, access, "POST", "/auth/password/", NULL, bodies[i].body, bodies[i].status);
}

static void
invite (void)
{
  static const char person[] = "{\"name\":\"Ida\",\"email\":\"ida@acme.example\",\"role\":\"TENANT_STAFF\"}";
  const char *owner = ss_fixture_token (fixture, ACME, OWNER);
  g_autoptr (SsAnswer) invited = send (ACME, owner, "POST", "/users/", KEY ("01"), person);
  g_autoptr (SsAnswer) again = send (ACME, owner, "POST", "/users/", KEY ("01"), person);
  const char *url = ss_answer_get_string (invited, "invitationUrl");
  g_autofree char *token = g_strndup (strstr (url, "token=") + 6, strcspn (strstr (url, "token=") + 6, "&"));
  g_autofree char *weak =
      g_strdup_printf ("{\"token\":\"%s\",\"name\":\"Ida\",\"password\":\"short\"}", token);
  g_autofree char *right =
      g_strdup_printf ("{\"token\":\"%s\",\"name\":\"Ida\",\"password\":\"canary-of-ida-3\"}", token);

  /* The first answer again, though nobody can read it where it is kept. */
  g_assert_cmpstr (again->body, ==, invited->body);
  add_secret ("canary-of-ida-3");
  try (ACME, NULL, "POST", "/auth/invitation/accept/", NULL, weak, 400);
  try (ACME, NULL, "POST", "/auth/invitation/accept/", NULL, right, 200);
  try (ACME, NULL, "POST", "/auth/invitation/accept/", NULL, right, 401);
}

static void
masquerade (void)
{
  g_autofree char *staff = ss_fixture_user_id (fixture, ACME, SS_ROLE_TENANT_STAFF);
  g_autofree char *body = g_strdup_printf ("{\"userId\":\"%s\",\"reason\":\"" REASON "\"}", staff);
  g_autoptr (SsAnswer) tokens = sign_in (ACME, "owner@acme.example", SS_FIXTURE_PASSWORD);
  g_autoptr (SsAnswer) started =
      send (ACME, ss_answer_get_string (tokens, "access"), "POST", "/auth/masquerade/", NULL, body);
  const char *access = ss_answer_get_string (started, "access");

  try (ACME, access, "POST", "/auth/masquerade/", NULL, body, 403);
  try (ACME, access, "POST", "/auth/password/", NULL, "{}", 403);
  try (ACME, access, "POST", "/auth/masquerade/stop/", NULL, "{}", 200);
  try (ACME, access, "GET", "/users/me/", NULL, NULL, 401);
}

static void
transfer (void)
{
  g_autofree char *manager = ss_fixture_user_id (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_MANAGER);
  g_autofree char *path = g_strdup_printf ("/users/%s/transfer-ownership/", manager);
  const char *owner = ss_fixture_token (fixture, SS_FIXTURE_BLOOM, OWNER);

  add_secret ("canary-that-is-wrong-4");
  try (SS_FIXTURE_BLOOM, owner, "POST", path, KEY ("02"), "{\"password\":\"canary-that-is-wrong-4\"}", 400);
  try (SS_FIXTURE_BLOOM, owner, "POST", path, KEY ("03"), "{\"password\":\"" SS_FIXTURE_PASSWORD "\"}", 200);
}

static void
make_feed (void)
{
  const char *owner = ss_fixture_token (fixture, ACME, OWNER);
  g_autoptr (SsAnswer) made = send (ACME, owner, "POST", "/auth/calendar-feed/", NULL, "{}");
  g_autofree char *path = NULL;

  ss_answer_assert_status (made, 200);
  path = g_strconcat ("/appointments/calendar.ics", strstr (ss_answer_get_string (made, "url"), "?"), NULL);
  try (ACME, NULL, "GET", path, NULL, NULL, 200);
}

static void
configure_plugin (void)
{
  static const char plugin[] =
      "{\"name\":\"Mine\",\"summary\":\"Tells a service\",\"category\":\"OTHER\",\"code\":\"return 1\","
      "\"variables\":[{\"key\":\"api_key\",\"label\":\"Key\",\"type\":\"TEXT\",\"required\":true}]}";
  static const char values[] = "{\"configValues\":{\"api_key\":\"" CONFIGURED "\"}}";
  const char *owner = ss_fixture_token (fixture, ACME, OWNER);
  g_autoptr (SsAnswer) made = send (ACME, owner, "POST", "/plugin-templates/", NULL, plugin);
  g_autofree char *install = NULL, *change = NULL;
  g_autoptr (SsAnswer) installed = NULL;

  install = g_strdup_printf ("/plugin-templates/%s/install/", ss_answer_get_string (made, "id"));
  installed = send (ACME, owner, "POST", install, NULL, values);
  ss_answer_assert_status (installed, 201);
  change = g_strdup_printf ("/plugin-installations/%s/", ss_answer_get_string (installed, "id"));
  try (ACME, owner, "PATCH", change, NULL, values, 200);
  try (ACME, owner, "PATCH", change, NULL, "{\"configValues\":{\"key\":\"" CONFIGURED "\"}}", 400);
  try (ACME, owner, "DELETE", change, NULL, NULL, 204);
}

static void
assert_files (const char *directory)
{
  g_autoptr (GDir) names = g_dir_open (directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL), *text = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        assert_files (path);
      else if (g_file_get_contents (path, &text, &length, NULL))
        assert_without (text, length, path);
    }
}

static void
add_hex_cb (gpointer secret, gpointer value, gpointer user_data)
{
  GString *digits = g_string_new (NULL);

  for (const char *byte = secret; *byte != '\0'; byte++)
    g_string_append_printf (digits, "%02x", (guint) (guchar) *byte);
  g_ptr_array_add (user_data, g_string_free (digits, FALSE));
}

/* All that there is, as lines: texts as they are, bytes as digits. */
static char *
write_down (const char *subdomain)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  ss_backup_write (ss_fixture_get_store (fixture), subdomain, stream, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
assert_store (void)
{
  static const char *const places[] = { NULL, ACME, SS_FIXTURE_BLOOM };
  static const char *const told_on[] = { "audit_entries", "events", "idempotency_keys" };
  g_autoptr (GPtrArray) digits = g_ptr_array_new_with_free_func (g_free);

  g_hash_table_foreach (secrets, add_hex_cb, digits);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *text = write_down (places[i]);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      assert_without (text, strlen (text), "the store");
      for (guint j = 0; j < digits->len; j++)
        g_assert_null (strstr (text, g_ptr_array_index (digits, j)));
      for (guint j = 0; lines[j] != NULL; j++)
        for (guint k = 0; k < G_N_ELEMENTS (told_on); k++)
          g_assert_false (strstr (lines[j], told_on[k]) != NULL && strstr (lines[j], CONFIGURED) != NULL);
    }
}

static void
test_canary (void)
{
  add_secret (SS_FIXTURE_PASSWORD);
  use_session ();
  change_password ();
  invite ();
  masquerade ();
  make_feed ();
  transfer ();
  configure_plugin ();
  g_assert_cmpuint (g_hash_table_size (secrets), >, 20);

  assert_store ();
  assert_files (ss_fixture_get_directory (fixture));
  g_mutex_lock (&logged_lock);
  g_assert_nonnull (strstr (logged->str, "/auth/token/"));
  add_secret (CONFIGURED);
  assert_without (logged->str, logged->len, "the log");
  g_mutex_unlock (&logged_lock);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  logged = g_string_new (NULL);
  secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_log_set_writer_func (write_log_cb, NULL, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/secrets/canary", test_canary);
  status = g_test_run ();
  ss_fixture_free (fixture);
  g_hash_table_unref (secrets);
  g_string_free (logged, TRUE);
  return status;
}
