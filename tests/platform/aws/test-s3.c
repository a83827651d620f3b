/* test-s3.c: uploaded files in a real store that speaks S3 and checks signatures
 * (build-aux/with-object-store)
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "platform/aws/aws-client.h"
#include "platform/files/file-store.h"
#include "platform/store/store.h"
#include "server.h"

#define PICTURE "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>"

static char *
write_address (const char *bucket)
{
  g_autofree char *endpoint = g_uri_escape_string (g_getenv ("SS_TEST_S3"), NULL, FALSE);

  return g_strdup_printf ("s3://%s?region=us-east-1&endpoint=%s", bucket, endpoint);
}

static void
set_credentials (const char *key_id, const char *secret)
{
  g_setenv ("AWS_ACCESS_KEY_ID", key_id, TRUE);
  g_setenv ("AWS_SECRET_ACCESS_KEY", secret, TRUE);
}

static void
set_good_credentials (void)
{
  set_credentials (g_getenv ("SS_TEST_S3_KEY_ID"), g_getenv ("SS_TEST_S3_SECRET"));
}

static void
make_bucket (void)
{
  g_autofree char *address = g_strconcat (g_getenv ("SS_TEST_S3"), "/files", NULL);
  const SsAwsRequest request = { "s3", "us-east-1", "PUT", address };
  g_auto (SsAwsAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  set_good_credentials ();
  ss_aws_client_send (&request, &answer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer.status, ==, 200);
}

static SsFileStore *
open_bucket (const char *bucket, GError **error)
{
  g_autofree char *address = write_address (bucket);

  return ss_file_store_open (address, error);
}

static void
control (const char *option)
{
  g_autoptr (GError) error = NULL;
  const char *const words[] = { WITH_OBJECT_STORE, option, NULL };
  int status;

  /* What it starts outlives it, and must not hold our output. */
  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
assert_there (SsFileStore *files, const char *id, GBytes *expected)
{
  const SsPictureType *type;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) read = ss_file_store_get (files, id, &type, &error);

  g_assert_no_error (error);
  g_assert_true ((read != NULL) == (expected != NULL));
  if (expected == NULL)
    return;
  g_assert_true (g_bytes_equal (read, expected));
  g_assert_cmpstr (type->content_type, ==, "image/svg+xml");
}

static void
test_kept (gconstpointer bucket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsFileStore) files = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (PICTURE, strlen (PICTURE));
  g_autofree char *id = ss_file_id ("owner", bytes), *other = ss_file_id ("other", bytes);
  const SsPictureType *type = ss_picture_type_find ("image/svg+xml");

  set_good_credentials ();
  files = open_bucket (bucket, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (ss_file_store_put (files, id, type, bytes, &error));
      g_assert_no_error (error);
    }
  assert_there (files, id, bytes);
  assert_there (files, other, NULL);
  assert_there (files, "../../etc/passwd", NULL);
  ss_file_store_delete (files, id);
  assert_there (files, id, NULL);
  ss_file_store_delete (files, id);
}

static void
assert_refused (const char *bucket, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsFileStore) files = open_bucket (bucket, &error);

  g_assert_null (files);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, sentence));
  g_assert_null (strstr (error->message, g_getenv ("SS_TEST_S3_SECRET")));
  g_assert_null (strstr (error->message, "mistaken"));
}

static void
test_refused (void)
{
  set_credentials (g_getenv ("SS_TEST_S3_KEY_ID"), "a-mistaken-secret");
  assert_refused ("files", "refuses the credentials");
  set_credentials ("nobody", g_getenv ("SS_TEST_S3_SECRET"));
  assert_refused ("files", "refuses the credentials");
  set_good_credentials ();
  assert_refused ("nowhere", "There is no bucket nowhere");
}

static void
test_addresses (void)
{
  static const char *const wrong[] = { "s3://", "s3://bucket?endpoint=ftp://example.org",
                                       "s3://bucket?regoin=x", "s3://bucket?endpoint=storage.example.org" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ss_s3_store_new (wrong[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

static guint
send (Server *server, const char *method, const char *path, const char *token, GBytes *body,
      char **retry_after)
{
  g_autofree char *uri = g_strconcat (server->address, path, NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", authorization);
  soup_message_headers_append (soup_message_get_request_headers (message), "X-Tenant-Subdomain",
                               SERVER_TENANT);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "image/svg+xml", body);
  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  if (retry_after != NULL)
    *retry_after =
        g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After"));
  if (body == NULL && soup_message_get_status (message) == 200)
    g_assert_cmpint (g_bytes_get_size (answer), ==, strlen (PICTURE));
  return soup_message_get_status (message);
}

/* A logo, over HTTP, while the store comes and goes. */
static void
test_served (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("ss-s3-XXXXXX", &error);
  g_autofree char *store = g_strdup_printf ("sqlite:%s/store", directory);
  g_autofree char *address = write_address ("files/of/the/platform");
  const char *const options[] = { "--files", address, NULL };
  const char *const remove[] = { "rm", "-r", directory, NULL };
  g_autoptr (GBytes) bytes = g_bytes_new_static (PICTURE, strlen (PICTURE));
  g_autofree char *token = NULL, *path = NULL, *retry_after = NULL;
  g_auto (Answer) settings = { 0 }, after = { 0 };
  g_autoptr (SoupSession) session = soup_session_new ();
  Server *server;

  set_good_credentials ();
  server_fill (store);
  server = server_start_with (store, options);
  token = server_sign_in (server, SERVER_TENANT);
  g_assert_cmpuint (send (server, "PUT", "/api/v1/tenant/logo/", token, bytes, NULL), ==, 200);
  server_call (server, session, "GET", "/tenant/settings/", SERVER_TENANT, token, NULL, &settings);
  path = g_strdup (strstr (json_object_get_string_member (json_node_get_object (settings.json), "logoUrl"),
                           "/api/v1/files/"));
  g_assert_cmpuint (send (server, "GET", path, token, NULL, NULL), ==, 200);

  control ("--stop");
  g_assert_cmpuint (send (server, "GET", path, token, NULL, &retry_after), ==, 503);
  g_assert_nonnull (retry_after);
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = g_bytes_new_static (PICTURE "\n", strlen (PICTURE "\n"));
  g_assert_cmpuint (send (server, "PUT", "/api/v1/tenant/logo/", token, bytes, NULL), ==, 503);

  control ("--start");
  g_assert_cmpuint (send (server, "GET", path, token, NULL, NULL), ==, 200);
  server_call (server, session, "GET", "/tenant/settings/", SERVER_TENANT, token, NULL, &after);
  g_assert_cmpstr (settings.body, ==, after.body);
  server_free (server);
  g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  make_bucket ();
  g_test_add_data_func ("/s3/kept", "files", test_kept);
  g_test_add_data_func ("/s3/kept-in-folder", "files/of/the/platform", test_kept);
  g_test_add_func ("/s3/refused", test_refused);
  g_test_add_func ("/s3/addresses", test_addresses);
  g_test_add_func ("/s3/served", test_served);
  return g_test_run ();
}
