/* aws-signer.c: requests signed as Amazon's services want them (Signature Version 4)
 *
 * After “Create a signed AWS API request” in the AWS Identity and Access Management User Guide and “Signature
 * Calculations for the Authorization Header” in the Amazon S3 API Reference. The path is signed as it is
 * sent: of services other than S3 a path with escaped characters would have to be escaped once more, and none
 * of those that are asked here has one.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/aws/aws-signer.h"

#include <string.h>

#define ALGORITHM "AWS4-HMAC-SHA256"
#define KEY_SIZE 32
#define DATE_SIZE 8

typedef struct
{
  GString *names; /* (owned): "host;x-amz-date" */
  GString *text;  /* (owned): "host:…\nx-amz-date:…\n" */
} SignedHeaders;

static void
compute_hmac (const guint8 *key, gsize key_length, const char *text, guint8 digest[KEY_SIZE])
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key, key_length);
  gsize length = KEY_SIZE;

  g_hmac_update (hmac, (const guchar *) text, (gssize) strlen (text));
  g_hmac_get_digest (hmac, digest, &length);
}

/* Runs of blanks are one, and none at either end. (transfer full) */
static char *
normalize_value (const char *value)
{
  GString *text = g_string_new (NULL);

  for (const char *at = value; *at != '\0'; at++)
    if (*at != ' ' || (text->len > 0 && text->str[text->len - 1] != ' '))
      g_string_append_c (text, *at);
  if (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

static void
collect_header_cb (const char *name, const char *value, gpointer user_data)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *normal = normalize_value (value);

  g_ptr_array_add (user_data, g_strconcat (lower, ":", normal, NULL));
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Which header comes first is decided by its name, whatever it says. */
static int
compare_headers (gconstpointer a, gconstpointer b)
{
  const char *first = *(char *const *) a, *second = *(char *const *) b;
  gsize first_length = strcspn (first, ":"), second_length = strcspn (second, ":");
  int order = strncmp (first, second, MIN (first_length, second_length));

  return order != 0 ? order : (int) first_length - (int) second_length;
}

static void
collect_headers (SoupMessageHeaders *headers, SignedHeaders *collected)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  soup_message_headers_foreach (headers, collect_header_cb, lines);
  g_ptr_array_sort (lines, compare_headers);
  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);

      if (i > 0)
        g_string_append_c (collected->names, ';');
      g_string_append_len (collected->names, line, (gssize) strcspn (line, ":"));
      g_string_append_printf (collected->text, "%s\n", line);
    }
}

/* Unescaped, where it can be, and escaped as Amazon does it. (transfer full) */
static char *
escape_again (const char *text, gssize length)
{
  g_autofree char *copy = g_strndup (text, (gsize) length);
  g_autofree char *plain = g_uri_unescape_string (copy, NULL);

  return g_uri_escape_string (plain != NULL ? plain : copy, NULL, FALSE);
}

/* (transfer full): "a=1&b=" in the order of the names */
static char *
canonicalize_query (const char *query)
{
  g_auto (GStrv) pairs = g_strsplit (query != NULL ? query : "", "&", -1);
  g_autoptr (GPtrArray) escaped = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      gsize length = strcspn (pairs[i], "=");
      const char *value = pairs[i] + length + (pairs[i][length] == '=' ? 1 : 0);
      g_autofree char *left = escape_again (pairs[i], (gssize) length);
      g_autofree char *right = escape_again (value, (gssize) strlen (value));

      if (pairs[i][0] != '\0')
        g_ptr_array_add (escaped, g_strconcat (left, "=", right, NULL));
    }
  g_ptr_array_sort (escaped, compare_texts);
  g_ptr_array_add (escaped, NULL);
  return g_strjoinv ("&", (char **) escaped->pdata);
}

static char *
hash_body (GBytes *body)
{
  return body != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body)
                      : g_compute_checksum_for_string (G_CHECKSUM_SHA256, "", 0);
}

/* A key for this day, region and service: it gives nothing else away. */
static void
derive_key (const SsAwsCredentials *credentials, const char *date, const char *region, const char *service,
            guint8 key[KEY_SIZE])
{
  const char *const steps[] = { date, region, service, "aws4_request" };
  g_autofree char *secret = g_strconcat ("AWS4", credentials->secret, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    compute_hmac (i == 0 ? (const guint8 *) secret : key, i == 0 ? strlen (secret) : KEY_SIZE, steps[i], key);
  memset (secret, 0, strlen (secret));
}

static void
set_headers (SoupMessage *message, const char *body_hash, const SsAwsCredentials *credentials,
             const char *service, const char *time)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  GUri *uri = soup_message_get_uri (message);
  int port = g_uri_get_port (uri);
  gboolean is_usual = port == -1 || port == (g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80);
  g_autofree char *host =
      is_usual ? g_strdup (g_uri_get_host (uri)) : g_strdup_printf ("%s:%d", g_uri_get_host (uri), port);

  soup_message_headers_replace (headers, "Host", host);
  soup_message_headers_replace (headers, "X-Amz-Date", time);
  if (credentials->token != NULL)
    soup_message_headers_replace (headers, "X-Amz-Security-Token", credentials->token);
  if (g_str_equal (service, "s3"))
    soup_message_headers_replace (headers, "X-Amz-Content-Sha256", body_hash);
}

static char *
write_signature (const char *text, const guint8 key[KEY_SIZE])
{
  guint8 digest[KEY_SIZE];
  GString *hex = g_string_new (NULL);

  compute_hmac (key, KEY_SIZE, text, digest);
  for (guint i = 0; i < KEY_SIZE; i++)
    g_string_append_printf (hex, "%02x", digest[i]);
  return g_string_free (hex, FALSE);
}

/**
 * ss_aws_sign:
 * @message: a request, all of whose other headers are set
 * @body: (nullable): its body
 * @credentials: whose request it is
 * @region: as "us-east-1"
 * @service: as "s3"
 * @now: when it is sent, in microseconds since 1970
 */
void
ss_aws_sign (SoupMessage *message, GBytes *body, const SsAwsCredentials *credentials, const char *region,
             const char *service, gint64 now)
{
  GUri *uri = soup_message_get_uri (message);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (moment, "%Y%m%dT%H%M%SZ");
  g_autofree char *date = g_strndup (time, DATE_SIZE);
  g_autofree char *scope = g_strconcat (date, "/", region, "/", service, "/aws4_request", NULL);
  g_autofree char *body_hash = hash_body (body);
  g_autofree char *query = canonicalize_query (g_uri_get_query (uri));
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) lines = g_string_new (NULL);
  SignedHeaders collected = { .names = names, .text = lines };
  g_autofree char *request = NULL, *hash = NULL, *text = NULL, *signature = NULL, *authorization = NULL;
  guint8 key[KEY_SIZE];

  soup_message_headers_remove (soup_message_get_request_headers (message), "Authorization");
  set_headers (message, body_hash, credentials, service, time);
  collect_headers (soup_message_get_request_headers (message), &collected);
  request = g_strdup_printf ("%s\n%s\n%s\n%s\n%s\n%s", soup_message_get_method (message),
                             g_uri_get_path (uri), query, lines->str, names->str, body_hash);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, request, -1);
  text = g_strdup_printf (ALGORITHM "\n%s\n%s\n%s", time, scope, hash);
  derive_key (credentials, date, region, service, key);
  signature = write_signature (text, key);
  memset (key, 0, sizeof key);
  authorization = g_strdup_printf (ALGORITHM " Credential=%s/%s, SignedHeaders=%s, Signature=%s",
                                   credentials->key_id, scope, names->str, signature);
  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", authorization);
}
