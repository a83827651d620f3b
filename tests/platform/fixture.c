/* fixture.c: a platform in this process, with businesses and people
 *
 * SPDX-License-Identifier: MIT
 */
#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "database.h"
#include "platform/auth/people.h"

struct _SsFixture
{
  char *store; /* its address */
  char *directory;
  SsPlatform *platform;
  GHashTable *tenant_ids; /* of sub-domain to id */
  GHashTable *tokens;     /* of email to access token */
  char *address;
  guint16 port;

  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GMutex lock;
  GCond started;
  gboolean is_started;
};

typedef struct
{
  const char *subdomain;
  const char *name;
  const char *status;
  gboolean is_demo;
} Business;

static const Business businesses[] = {
  { SS_FIXTURE_ACME, "Acme", "ACTIVE", FALSE },
  { SS_FIXTURE_BLOOM, "Bloom", "TRIAL", FALSE },
  { SS_FIXTURE_SUSPENDED, "Closed", "SUSPENDED", FALSE },
  { SS_FIXTURE_DEMO, "Studio", "ACTIVE", TRUE },
};

static const char *const local_parts[SS_N_ROLES] = {
  "superuser", "pmanager", "sales", "support", "owner", "manager", "staff", "customer",
};

/* One for all: hashing is slow on purpose. */
static const char *
get_password_hash (void)
{
  static char *hash = NULL;

  if (g_once_init_enter (&hash))
    g_once_init_leave (&hash, ss_password_hash (SS_FIXTURE_PASSWORD, NULL));
  return hash;
}

static void
make_user (SsTransaction *transaction, const char *tenant, SsRole role, gboolean is_temporary)
{
  g_autofree char *email = ss_fixture_email (tenant, role);
  g_autofree char *name = g_strdup_printf ("%s Person", ss_role_to_string (role));
  const SsNewUser user = { .name = name, .email = email, .role = role, .is_temporary = is_temporary };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ss_user_create (transaction, &user, get_password_hash (), &error);

  g_assert_no_error (error);
  g_assert_nonnull (id);
}

static void
make_people (SsFixture *self, const char *tenant, const char *schema, gboolean is_temporary)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (self), schema, SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < SS_N_ROLES; i++)
    if (ss_role_is_platform ((SsRole) i) == (tenant == NULL))
      make_user (transaction, tenant, (SsRole) i, is_temporary);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
make_business (SsFixture *self, const Business *business)
{
  SsStore *store = ss_fixture_get_store (self);
  g_autofree char *schema = ss_store_schema_name (business->subdomain);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  ss_transaction_execute (
      transaction,
      "INSERT INTO shared.tenants (id, name, subdomain, schema_name, subscription_tier, status, is_demo, created_at) "
      "VALUES ($1, $2, $3, $4, 'FREE', $5, $6, $7)",
      NULL, &error, "sssssbt", id, business->name, business->subdomain, schema, business->status,
      business->is_demo, g_get_real_time ());
  g_assert_no_error (error);
  ss_store_create_tenant (store, transaction, schema, &error);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  g_clear_pointer (&transaction, ss_transaction_free);

  g_hash_table_insert (self->tenant_ids, g_strdup (business->subdomain), g_steal_pointer (&id));
  make_people (self, business->subdomain, schema, business->is_demo);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SsFixture *self = user_data;

  ss_platform_stop_finish (SS_PLATFORM (source), result, NULL);
  g_main_loop_quit (self->loop);
}

static gboolean
stop_cb (gpointer user_data)
{
  SsFixture *self = user_data;

  ss_platform_stop_async (self->platform, stopped_cb, self);
  return G_SOURCE_REMOVE;
}

static gpointer
run_thread (gpointer user_data)
{
  SsFixture *self = user_data;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (self->context);
  ss_platform_start (self->platform, &error);
  g_assert_no_error (error);
  g_mutex_lock (&self->lock);
  self->is_started = TRUE;
  g_cond_signal (&self->started);
  g_mutex_unlock (&self->lock);

  g_main_loop_run (self->loop);
  g_clear_object (&self->platform);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static void
start (SsFixture *self)
{
  g_autoptr (GUri) uri = NULL;

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_mutex_init (&self->lock);
  g_cond_init (&self->started);
  self->thread = g_thread_new ("platform", run_thread, self);
  g_mutex_lock (&self->lock);
  while (!self->is_started)
    g_cond_wait (&self->started, &self->lock);
  g_mutex_unlock (&self->lock);

  self->address = g_strdup (ss_platform_get_address (self->platform));
  uri = g_uri_parse (self->address, G_URI_FLAGS_NONE, NULL);
  self->port = (guint16) g_uri_get_port (uri);
}

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_directory (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static char *
write_request (SsFixture *self, const SsCall *call)
{
  const char *base = g_str_has_prefix (call->path, "/api/") || g_str_has_prefix (call->path, "/invitation/")
                             || strcmp (call->path, "/metrics") == 0
                         ? ""
                         : "/api/v1";
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s%s HTTP/1.1\r\n", call->method != NULL ? call->method : "GET", base,
                          call->path);
  if (call->host != NULL)
    g_string_append_printf (text, "Host: %s\r\n", call->host);
  else
    g_string_append_printf (text, "Host: 127.0.0.1:%u\r\n", self->port);
  g_string_append (text, "Connection: close\r\n");
  if (call->tenant != NULL)
    g_string_append_printf (text, "X-Tenant-Subdomain: %s\r\n", call->tenant);
  if (call->token != NULL)
    g_string_append_printf (text, "Authorization: Bearer %s\r\n", call->token);
  if (call->headers != NULL)
    g_string_append (text, call->headers);
  if (call->body != NULL && (call->headers == NULL || strstr (call->headers, "Content-Type:") == NULL))
    g_string_append (text, "Content-Type: application/json\r\n");
  if (call->body != NULL)
    g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n", strlen (call->body));
  g_string_append_printf (text, "\r\n%s", call->body != NULL ? call->body : "");
  return g_string_free (text, FALSE);
}

static SsAnswer *
parse_answer (const char *text)
{
  SsAnswer *answer = g_new0 (SsAnswer, 1);
  const char *end = strstr (text, "\r\n\r\n");
  g_autofree char *head = NULL;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  answer->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  if (end == NULL)
    g_error ("no answer, but: %s", text);
  head = g_strndup (text, (gsize) (end - text) + 2);
  g_assert_true (
      soup_headers_parse_response (head, (int) strlen (head), answer->headers, NULL, &answer->status, NULL));
  answer->body = g_strdup (end + 4);
  if (*answer->body != '\0' && json_parser_load_from_data (parser, answer->body, -1, NULL))
    answer->json = json_parser_steal_root (parser);
  return answer;
}

static char *
sign_in (SsFixture *self, const char *tenant, const char *email)
{
  g_autofree char *body =
      g_strdup_printf ("{\"email\":\"%s\",\"password\":\"%s\"}", email, SS_FIXTURE_PASSWORD);
  g_autoptr (SsAnswer) answer =
      ss_fixture_call (self,
                       &(SsCall){ .method = "POST", .path = "/auth/token/", .tenant = tenant, .body = body });

  return answer->status == 200 ? g_strdup (ss_answer_get_string (answer, "access")) : NULL;
}

SsFixture *
ss_fixture_new (void)
{
  SsFixture *self = g_new0 (SsFixture, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *files = NULL;
  SsPlatformOptions options = { .listen = (char *) "127.0.0.1:0",
                                .base_domain = (char *) "smoothschedule.example",
                                .trusted_proxies = (char *[]){ (char *) "127.0.0.1", NULL } };

  self->directory = g_dir_make_tmp ("ss-fixture-XXXXXX", &error);
  g_assert_no_error (error);
  self->store = ss_test_database_new (self->directory);
  options.store = self->store;
  options.log_directory = self->directory;
  options.files = files = g_build_filename (self->directory, "files", NULL);
  self->platform = ss_platform_new (&options, &error);
  g_assert_no_error (error);

  self->tenant_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  make_people (self, NULL, NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (businesses); i++)
    make_business (self, &businesses[i]);
  start (self);
  return self;
}

void
ss_fixture_free (SsFixture *self)
{
  g_main_context_invoke (self->context, stop_cb, self);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->started);
  g_hash_table_unref (self->tenant_ids);
  g_hash_table_unref (self->tokens);
  ss_test_database_remove (self->store);
  g_free (self->store);
  remove_directory (self->directory);
  g_free (self->directory);
  g_free (self->address);
  g_free (self);
}

SsPlatform *
ss_fixture_get_platform (SsFixture *self)
{
  return self->platform;
}

SsStore *
ss_fixture_get_store (SsFixture *self)
{
  return ss_platform_get_store (self->platform);
}

const char *
ss_fixture_get_store_address (SsFixture *self)
{
  return self->store;
}

const char *
ss_fixture_get_address (SsFixture *self)
{
  return self->address;
}

guint16
ss_fixture_get_port (SsFixture *self)
{
  return self->port;
}

const char *
ss_fixture_get_directory (SsFixture *self)
{
  return self->directory;
}

static char *
read_log (SsFixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->directory, name, NULL);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

char *
ss_fixture_read_security_log (SsFixture *self)
{
  return read_log (self, "security.log");
}

char *
ss_fixture_read_masquerade_log (SsFixture *self)
{
  return read_log (self, "masquerade.log");
}

const char *
ss_fixture_tenant_id (SsFixture *self, const char *tenant)
{
  return g_hash_table_lookup (self->tenant_ids, tenant);
}

char *
ss_fixture_email (const char *tenant, SsRole role)
{
  return g_strdup_printf ("%s@%s.example", local_parts[role],
                          ss_role_is_platform (role) || tenant == NULL ? "platform" : tenant);
}

char *
ss_fixture_user_id (SsFixture *self, const char *tenant, SsRole role)
{
  gboolean is_staff = ss_role_is_platform (role);
  g_autofree char *email = ss_fixture_email (tenant, role);
  g_autofree char *schema = is_staff ? NULL : ss_store_schema_name (tenant);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (self), schema, SS_ACCESS_READ, NULL, &error);
  g_autoptr (SsRows) rows = NULL;

  g_assert_no_error (error);
  rows = ss_transaction_query (transaction,
                               is_staff ? "SELECT id FROM shared.users WHERE email = $1"
                                        : "SELECT id FROM users WHERE email = $1",
                               &error, "s", email);
  g_assert_no_error (error);
  g_assert_true (ss_rows_next (rows, &error));
  return g_strdup (ss_rows_get_string (rows, 0));
}

const char *
ss_fixture_token (SsFixture *self, const char *tenant, SsRole role)
{
  const char *home = ss_role_is_platform (role) ? NULL : tenant;
  g_autofree char *email = ss_fixture_email (tenant, role);

  if (!g_hash_table_contains (self->tokens, email))
    g_hash_table_insert (self->tokens, g_strdup (email), sign_in (self, home, email));
  return g_hash_table_lookup (self->tokens, email);
}

SsAnswer *
ss_fixture_call (SsFixture *self, const SsCall *call)
{
  g_autoptr (GSocketConnection) connection = ss_fixture_connect (self);
  g_autofree char *request = write_request (self, call);
  g_autofree char *text = NULL;

  ss_raw_write (connection, request);
  text = ss_raw_read_all (connection);
  return parse_answer (text);
}

SsAnswer *
ss_fixture_call_as (SsFixture *self, const char *tenant, SsRole role, const char *method, const char *path,
                    const char *body)
{
  const SsCall call = { .method = method,
                        .path = path,
                        .tenant = tenant,
                        .token = ss_fixture_token (self, tenant, role),
                        .body = body };

  return ss_fixture_call (self, &call);
}

void
ss_fixture_assert_created (SsFixture *self, const char *tenant, SsRole role, SsAnswer *answer)
{
  const char *location = ss_answer_get_header (answer, "Location");
  g_autoptr (SsAnswer) read = NULL;

  ss_answer_assert_status (answer, 201);
  g_assert_nonnull (location);
  read = ss_fixture_call_as (self, tenant, role, "GET", strstr (location, "/api/v1/"), NULL);
  ss_answer_assert_status (read, 200);
  g_assert_nonnull (ss_answer_get_header (answer, "ETag"));
  g_assert_cmpstr (ss_answer_get_header (answer, "ETag"), ==, ss_answer_get_header (read, "ETag"));
}

void
ss_answer_free (SsAnswer *self)
{
  soup_message_headers_unref (self->headers);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self->body);
  g_free (self);
}

const char *
ss_answer_get_header (SsAnswer *self, const char *name)
{
  return soup_message_headers_get_one (self->headers, name);
}

JsonObject *
ss_answer_get_object (SsAnswer *self)
{
  if (self->json == NULL || !JSON_NODE_HOLDS_OBJECT (self->json))
    g_error ("no JSON object, but %u: %s", self->status, self->body);
  return json_node_get_object (self->json);
}

JsonNode *
ss_answer_get_member (SsAnswer *self, const char *member)
{
  JsonNode *node = json_object_get_member (ss_answer_get_object (self), member);

  if (node == NULL)
    g_error ("no \"%s\" in %u: %s", member, self->status, self->body);
  return node;
}

const char *
ss_answer_get_string (SsAnswer *self, const char *member)
{
  return json_node_get_string (ss_answer_get_member (self, member));
}

void
ss_answer_assert_status (SsAnswer *self, guint status)
{
  if (self->status != status)
    g_error ("%u was expected, not %u: %s", status, self->status, self->body);
}

void
ss_answer_assert_error (SsAnswer *self, guint status, const char *code)
{
  ss_answer_assert_status (self, status);
  g_assert_cmpstr (ss_answer_get_string (self, "code"), ==, code);
  g_assert_cmpstr (ss_answer_get_string (self, "detail"), !=, "");
}

GSocketConnection *
ss_fixture_connect (SsFixture *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, 60);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

/* A platform that has closed already is not an error here: what it said can still be read. */
void
ss_raw_write (GSocketConnection *connection, const char *text)
{
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL);
}

char *
ss_raw_read_all (GSocketConnection *connection)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GString *text = g_string_new (NULL);
  char block[8192];
  gssize n_read;

  while ((n_read = g_input_stream_read (stream, block, sizeof block, NULL, NULL)) > 0)
    g_string_append_len (text, block, n_read);
  return g_string_free (text, FALSE);
}

char *
ss_raw_read_answer (GSocketConnection *connection)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GString *text = g_string_new (NULL);
  const char *end = NULL;
  const char *length;
  gsize wanted = G_MAXSIZE;
  char byte;

  while (text->len < wanted && g_input_stream_read (stream, &byte, 1, NULL, NULL) == 1)
    {
      g_string_append_c (text, byte);
      if (end != NULL || (end = strstr (text->str, "\r\n\r\n")) == NULL)
        continue;
      length = strstr (text->str, "Content-Length: ");
      wanted = text->len + (length != NULL ? strtoul (length + 16, NULL, 10) : 0);
    }
  return g_string_free (text, FALSE);
}

char *
ss_fixture_masquerade (SsFixture *self, SsRole staff, const char *tenant, SsRole role)
{
  g_autofree char *id = ss_fixture_user_id (self, tenant, role);
  g_autofree char *body =
      g_strdup_printf ("{\"userId\":\"%s\",\"reason\":\"A test has its reasons\",\"mode\":\"ACT\"}", id);
  g_autoptr (SsAnswer) answer = ss_fixture_call_as (self, NULL, staff, "POST", "/auth/masquerade/", body);

  ss_answer_assert_status (answer, 200);
  return g_strdup (ss_answer_get_string (answer, "access"));
}
