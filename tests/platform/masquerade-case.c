/* masquerade-case.c: what the tests of masquerades share: people, calls, and what is written down of them
 *
 * SPDX-License-Identifier: MIT
 */
#include "masquerade-case.h"

#include <stdio.h>
#include <string.h>

SsFixture *fixture;

/* People */

static const char *
get_hash (void)
{
  static char *hash = NULL;

  if (hash == NULL)
    hash = ss_password_hash (SS_FIXTURE_PASSWORD, NULL);
  return hash;
}

static void
execute (const char *tenant, const char *sql, const char *first, const char *second)
{
  g_autofree char *schema = tenant != NULL ? ss_store_schema_name (tenant) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  ss_transaction_execute (transaction, sql, NULL, &error, "ss", first, second);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* (transfer full) (nullable): the first column of the first row */
char *
query (const char *tenant, const char *sql, const char *value)
{
  g_autofree char *schema = tenant != NULL ? ss_store_schema_name (tenant) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_READ, NULL, &error);
  g_autoptr (SsRows) rows = NULL;
  gboolean found;

  g_assert_no_error (error);
  rows = ss_transaction_query (transaction, sql, &error, "s", value);
  ss_rows_first (rows, &found, &error);
  g_assert_no_error (error);
  return found ? g_strdup (ss_rows_get_string (rows, 0)) : NULL;
}

void
set_user (const char *tenant, const char *id, const char *column, const char *value)
{
  const char *sql = strcmp (column, "status") == 0 ? tenant != NULL
                                                         ? "UPDATE users SET status = $2 WHERE id = $1"
                                                         : "UPDATE shared.users SET status = $2 WHERE id = $1"
                    : tenant != NULL               ? "UPDATE users SET role = $2 WHERE id = $1"
                                                   : "UPDATE shared.users SET role = $2 WHERE id = $1";

  execute (tenant, sql, id, value);
}

/* (transfer full): the id */
char *
make_user (const char *tenant, const char *local, SsRole role, gboolean is_temporary)
{
  g_autofree char *schema = tenant != NULL ? ss_store_schema_name (tenant) : NULL;
  g_autofree char *email = g_strdup_printf ("%s@%s.example", local, tenant != NULL ? tenant : "platform");
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_WRITE, NULL, &error);
  const SsNewUser user = { .name = "Somebody", .email = email, .role = role, .is_temporary = is_temporary };
  char *id;

  g_assert_no_error (error);
  id = ss_user_create (transaction, &user, get_hash (), &error);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  return id;
}

SsAnswer *
sign_in (const char *tenant, const char *local)
{
  g_autofree char *body = g_strdup_printf ("{\"email\":\"%s@%s.example\",\"password\":\"%s\"}", local,
                                           tenant != NULL ? tenant : "platform", SS_FIXTURE_PASSWORD);
  SsAnswer *answer =
      ss_fixture_call (fixture,
                       &(SsCall){ .method = "POST", .path = "/auth/token/", .tenant = tenant, .body = body });

  ss_answer_assert_status (answer, 200);
  return answer;
}

/* Calls */

SsAnswer *
call (const char *tenant, const char *token, const char *method, const char *path, const char *body)
{
  return ss_fixture_call (
      fixture, &(SsCall){ .method = method, .path = path, .tenant = tenant, .token = token, .body = body });
}

SsAnswer *
begin (const char *tenant, const char *token, const char *user_id, const char *mode)
{
  g_autofree char *body =
      g_strdup_printf ("{\"userId\":\"%s\",\"reason\":\"" REASON "\",\"mode\":\"%s\"}", user_id, mode);

  return call (tenant, token, "POST", "/auth/masquerade/", body);
}

/* Support acts as somebody of a tenant. */
SsAnswer *
begin_support (const char *tenant, SsRole role, const char *mode)
{
  g_autofree char *id = ss_fixture_user_id (fixture, tenant, role);
  SsAnswer *answer = begin (NULL, ss_fixture_token (fixture, NULL, SS_ROLE_PLATFORM_SUPPORT), id, mode);

  ss_answer_assert_status (answer, 200);
  return answer;
}

void
assert_denied (SsAnswer *answer, const char *rule)
{
  ss_answer_assert_error (answer, 403, "permission_denied");
  g_assert_cmpstr (ss_answer_get_string (answer, "rule"), ==, rule);
}

void
assert_token (const char *tenant, const char *token, const char *code)
{
  g_autoptr (SsAnswer) answer = call (tenant, token, "GET", "/users/me/", NULL);

  if (code == NULL)
    ss_answer_assert_status (answer, 200);
  else
    ss_answer_assert_error (answer, 401, code);
}

/* The log */

/* What of the log was read before, and what it ended with: thousands of attempts would else read it all each.
 */
static struct
{
  long offset;
  guint n_lines;
  char *last_line; /* (owned) (nullable) */
} log_read;

static void
read_on (void)
{
  g_autofree char *path = g_build_filename (ss_fixture_get_directory (fixture), "masquerade.log", NULL);
  FILE *file = fopen (path, "re");
  char *line = NULL; /* getline()'s: free() */
  size_t size = 0;
  ssize_t length;

  if (file == NULL)
    return;
  g_assert_cmpint (fseek (file, log_read.offset, SEEK_SET), ==, 0);
  while ((length = getline (&line, &size, file)) > 0 && line[length - 1] == '\n')
    {
      log_read.offset += length;
      log_read.n_lines++;
      g_free (log_read.last_line);
      log_read.last_line = g_strndup (line, (gsize) length - 1);
    }
  free (line);
  fclose (file);
}

guint
count_lines (void)
{
  read_on ();
  return log_read.n_lines;
}

/* (transfer full): the object of the last line */
static JsonNode *
read_last_line (void)
{
  read_on ();
  g_assert_nonnull (log_read.last_line);
  return json_from_string (log_read.last_line, NULL);
}

void
assert_logged (const char *action, const char *hijacker, const char *hijacked, const char *mode,
               const char *reason, const char *rule)
{
  g_autoptr (JsonNode) line = read_last_line ();
  JsonObject *object = json_node_get_object (line);
  static const char *const members[] = { "timestamp",      "action",     "hijacker_email",
                                         "hijacked_email", "ip_address", "session_key",
                                         "mode",           "reason",     "rule" };

  g_assert_cmpuint (json_object_get_size (object), ==, G_N_ELEMENTS (members));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (object, members[i]));
  g_assert_cmpstr (json_object_get_string_member (object, "action"), ==, action);
  g_assert_cmpstr (json_object_get_string_member (object, "hijacker_email"), ==, hijacker);
  g_assert_cmpstr (json_object_get_string_member_with_default (object, "hijacked_email", NULL), ==, hijacked);
  g_assert_cmpstr (json_object_get_string_member (object, "ip_address"), ==, "127.0.0.1");
  g_assert_cmpstr (json_object_get_string_member_with_default (object, "mode", NULL), ==, mode);
  g_assert_cmpstr (json_object_get_string_member (object, "reason"), ==, reason);
  g_assert_cmpstr (json_object_get_string_member_with_default (object, "rule", NULL), ==, rule);
}
