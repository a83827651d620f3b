/* test-client-error.c: what answers with an error status become
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <json-glib/json-glib.h>

#include "client/client-error-private.h"

#define JSON "application/json"

static const struct
{
  guint status;
  const char *content_type;
  const char *body;
  SsClientError code;
  const char *shows; /* (nullable): part of the message */
  const char *hides; /* (nullable): what it must not repeat */
} answers[] = {
  { 400, JSON, "{\"email\": [\"Taken.\"]}", SS_CLIENT_ERROR_INVALID, "Taken.", NULL },
  { 400, JSON, "{\"nonFieldErrors\": [\"Odd.\"]}", SS_CLIENT_ERROR_INVALID, "Odd.", NULL },
  { 400, JSON, "{}", SS_CLIENT_ERROR_INVALID, "Check the fields", NULL },
  { 401, JSON, "{\"detail\": \"No.\", \"code\": \"authentication_failed\"}", SS_CLIENT_ERROR_CREDENTIALS,
    "password", NULL },
  { 401, JSON, "{\"detail\": \"Old.\", \"code\": \"token_not_valid\"}", SS_CLIENT_ERROR_SIGNED_OUT,
    "Sign in again", NULL },
  { 401, NULL, "", SS_CLIENT_ERROR_SIGNED_OUT, NULL, NULL },
  { 403, JSON, "{\"detail\": \"Not yours.\", \"code\": \"permission_denied\", \"rule\": \"plugins.manage\"}",
    SS_CLIENT_ERROR_DENIED, "Not yours.", NULL },
  { 403, "text/html", "<b>Forbidden by nginx</b>", SS_CLIENT_ERROR_DENIED, "not allowed", "nginx" },
  { 404, JSON, "{\"detail\": \"?\", \"code\": \"tenant_not_found\"}", SS_CLIENT_ERROR_TENANT_NOT_FOUND,
    "no business", NULL },
  { 404, "text/html", "<h1>nginx</h1>", SS_CLIENT_ERROR_NOT_FOUND, NULL, "nginx" },
  { 409, JSON, "{\"detail\": \"Already there.\", \"code\": \"already_installed\"}", SS_CLIENT_ERROR_CONFLICT,
    "Already there.", NULL },
  { 412, JSON, "{\"code\": \"version_mismatch\"}", SS_CLIENT_ERROR_CHANGED, "Somebody else", NULL },
  { 413, "text/html", "<p>", SS_CLIENT_ERROR_INVALID, "too large", NULL },
  { 418, NULL, "", SS_CLIENT_ERROR_SERVER, "418", NULL },
  { 422, JSON, "{\"code\": \"idempotency_mismatch\"}", SS_CLIENT_ERROR_CONFLICT, NULL, NULL },
  { 500, JSON, "{\"detail\": \"Traceback at line 3\"}", SS_CLIENT_ERROR_SERVER, "internal error",
    "Traceback" },
  { 502, "text/html", "<h1>nginx</h1>", SS_CLIENT_ERROR_SERVER, "gateway", "nginx" },
  { 503, NULL, "", SS_CLIENT_ERROR_SERVER, "not available", NULL },
  { 400, JSON, "[[[[", SS_CLIENT_ERROR_INVALID, NULL, "[" },
  { 400, JSON, "\"text\"", SS_CLIENT_ERROR_INVALID, NULL, "text" },
  { 403, JSON, "{\"detail\": 5, \"code\": [], \"rule\": null}", SS_CLIENT_ERROR_DENIED, "not allowed", NULL },
};

static void
test_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (answers[i].body, strlen (answers[i].body));
      g_autoptr (GError) error =
          ss_client_error_new_for_status (answers[i].status, answers[i].content_type, body, 0);

      g_test_message ("%u %s", answers[i].status, answers[i].body);
      g_assert_error (error, SS_CLIENT_ERROR, (int) answers[i].code);
      g_assert_cmpuint (strlen (error->message), >, 3);
      if (answers[i].shows != NULL)
        g_assert_nonnull (strstr (error->message, answers[i].shows));
      if (answers[i].hides != NULL)
        g_assert_null (strstr (error->message, answers[i].hides));
    }
}

static void
test_details (void)
{
  const char *text = "{\"detail\": \"No.\", \"code\": \"permissions_needed\", \"rule\": \"matrix\", "
                     "\"addedPermissions\": [\"calendar.view\"], \"configValues.KEY\": [\"Too long.\"], "
                     "\"configValues\": {\"OTHER\": [\"Too short.\"]}, \"email\": \"Single.\"}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = ss_client_error_new_for_status (409, JSON, body, 0);
  g_autoptr (GError) copy = g_error_copy (error);
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "other");

  g_clear_error (&error);
  g_assert_cmpstr (ss_client_error_get_code (copy), ==, "permissions_needed");
  g_assert_cmpstr (ss_client_error_get_rule (copy), ==, "matrix");
  g_assert_cmpstr (ss_client_error_get_field (copy, "configValues.KEY"), ==, "Too long.");
  g_assert_cmpstr (ss_client_error_get_field (copy, "configValues.OTHER"), ==, "Too short.");
  g_assert_cmpstr (ss_client_error_get_field (copy, "email"), ==, "Single.");
  g_assert_null (ss_client_error_get_field (copy, "name"));
  g_assert_true (json_object_has_member (ss_client_error_get_body (copy), "addedPermissions"));
  g_assert_null (ss_client_error_get_code (foreign));
  g_assert_null (ss_client_error_get_field (foreign, "email"));
  g_assert_null (ss_client_error_get_code (NULL));
}

static void
test_waiting (void)
{
  static const struct
  {
    guint seconds;
    const char *shows;
  } waits[] = { { 0, "Wait a little" }, { 1, "1 second." }, { 30, "30 seconds" }, { 840, "14 minutes" } };

  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr (GError) error = ss_client_error_new_for_status (429, NULL, NULL, waits[i].seconds);

      g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_THROTTLED);
      g_assert_cmpuint (ss_client_error_get_retry_after (error), ==, waits[i].seconds);
      g_assert_nonnull (strstr (error->message, waits[i].shows));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client-error/answers", test_answers);
  g_test_add_func ("/client-error/details", test_details);
  g_test_add_func ("/client-error/waiting", test_waiting);
  return g_test_run ();
}
