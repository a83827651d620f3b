/* server.c: the real program on a store, as many times as a test needs it
 *
 * SPDX-License-Identifier: MIT
 */
#include "server.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "platform/auth/password.h"
#include "platform/auth/people.h"
#include "platform/tenants/tenant-create.h"

#define PASSWORD "correct-horse-battery"

Server *
server_start_program (const char *program, const char *store, const char *const *options)
{
  Server *self = g_new0 (Server, 1);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) line = NULL;
  g_autofree char *log = NULL, *answer = NULL;
  g_autoptr (GError) error = NULL;

  self->directory = g_dir_make_tmp ("ss-server-XXXXXX", &error);
  g_assert_no_error (error);
  g_strv_builder_add_many (words, program, "serve", "--store", store, "--listen", "127.0.0.1:0", NULL);
  if (options != NULL)
    g_strv_builder_addv (words, (const char **) options);
  line = g_strv_builder_end (words);
  log = g_build_filename (self->directory, "log", NULL);
  g_subprocess_launcher_set_stderr_file_path (launcher, log);
  /* Its files come to lie where it runs. */
  g_subprocess_launcher_set_cwd (launcher, self->directory);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) line, &error);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  answer = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  self->address = g_strdup (answer + strlen ("READY "));
  return self;
}

Server *
server_start_with (const char *store, const char *const *options)
{
  return server_start_program (PLATFORM, store, options);
}

Server *
server_start (const char *store, const char *events)
{
  const char *const options[] = { "--store-events", events, NULL };

  return server_start_with (store, events != NULL ? options : NULL);
}

char *
server_read_log (Server *self)
{
  g_autofree char *path = g_build_filename (self->directory, "log", NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

void
server_wait_for_log (Server *self, const char *text, guint count)
{
  guint found = 0;

  while (found < count)
    {
      g_autofree char *log = server_read_log (self);

      found = 0;
      for (const char *at = log; (at = strstr (at, text)) != NULL; at++)
        found++;
      g_usleep (10000);
    }
}

static void
remove_file (const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  g_remove (path);
}

void
server_forget (Server *self)
{
  static const char *const names[] = { "security.log", "masquerade.log", "files", "log", "" };

  g_object_unref (self->process);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    remove_file (self->directory, names[i]);
  g_free (self->directory);
  g_free (self->address);
  g_free (self);
}

void
server_free (Server *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  server_forget (self);
}

void
server_fill (const char *store_address)
{
  static const char *const subdomains[] = { SERVER_TENANT, SERVER_OTHER_TENANT };
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = ss_store_open (store_address, &error);
  g_autofree char *hash = ss_password_hash (PASSWORD, &error);

  g_assert_no_error (error);
  ss_store_migrate (store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (subdomains); i++)
    {
      g_autofree char *email = g_strdup_printf ("owner@%s.example", subdomains[i]);
      SsNewTenant tenant = { .name = subdomains[i],
                             .subdomain = subdomains[i],
                             .base_domain = "smoothschedule.com",
                             .subscription_tier = "BUSINESS" };
      SsNewUser owner = { .name = "Olivia", .email = email, .role = SS_ROLE_TENANT_OWNER };
      g_autofree char *id = ss_tenant_create (store, &tenant, &owner, hash, &error);

      g_assert_no_error (error);
    }
}

void
server_call (Server *self, SoupSession *session, const char *method, const char *path, const char *tenant,
             const char *token, const char *body, Answer *answer)
{
  g_autofree char *uri = g_strconcat (self->address, "/api/v1", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) bytes = NULL, read = NULL;

  memset (answer, 0, sizeof *answer);
  soup_message_headers_append (headers, "X-Tenant-Subdomain", tenant);
  if (token != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_append (headers, "Authorization", authorization);
    }
  if (body != NULL)
    {
      bytes = g_bytes_new (body, strlen (body));
      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  read = soup_session_send_and_read (session, message, NULL, NULL);
  if (read == NULL)
    return;
  answer->status = soup_message_get_status (message);
  answer->retry_after =
      g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After"));
  answer->body = g_strndup (g_bytes_get_data (read, NULL), g_bytes_get_size (read));
  if (g_bytes_get_size (read) > 0)
    answer->json = json_from_string (answer->body, NULL);
}

char *
server_sign_in_with (Server *self, SoupSession *session, const char *tenant)
{
  g_autofree char *body =
      g_strdup_printf ("{\"email\":\"owner@%s.example\",\"password\":\"" PASSWORD "\"}", tenant);
  g_auto (Answer) answer = { 0 };

  server_call (self, session, "POST", "/auth/token/", tenant, NULL, body, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  return g_strdup (json_object_get_string_member (json_node_get_object (answer.json), "access"));
}

char *
server_sign_in (Server *self, const char *tenant)
{
  g_autoptr (SoupSession) session = soup_session_new ();

  return server_sign_in_with (self, session, tenant);
}

void
server_control_database (const char *option)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, WITH_POSTGRESQL, option, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

void
answer_clear (Answer *self)
{
  g_free (self->retry_after);
  g_free (self->body);
  g_clear_pointer (&self->json, json_node_unref);
}
