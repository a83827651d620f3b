/* fake-aws.c: Amazon's Route 53 and a machine's metadata service, as far as the platform asks them
 *
 * SPDX-License-Identifier: MIT
 */
#include "fake-aws.h"

#include <string.h>

#include "platform/aws/aws-signer.h"

#define NAMESPACE "https://route53.amazonaws.com/doc/2013-04-01/"
#define METADATA_TOKEN "a-token-of-the-machine"

struct _FakeAws
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server;
  char *address;
  GMutex lock;
  GCond changed;
  char *record;
  guint n_requests;
  guint n_submitted; /* to the zone that throttles */
  guint n_checks;
  guint n_credentials;
  GPtrArray *hanging; /* (element-type SoupServerMessage) */
};

/* What a ChangeResourceRecordSetsRequest says. */
typedef struct
{
  GString *path; /* of the present element */
  GString *found;
  gboolean has_namespace;
} Document;

static void
start_element_cb (GMarkupParseContext *context, const char *element, const char **names, const char **values,
                  gpointer user_data, GError **error)
{
  Document *document = user_data;

  for (guint i = 0; names[i] != NULL; i++)
    if (document->path->len == 0 && g_str_equal (names[i], "xmlns") && g_str_equal (values[i], NAMESPACE))
      document->has_namespace = TRUE;
  g_string_append_printf (document->path, "/%s", element);
}

static void
end_element_cb (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Document *document = user_data;

  g_string_truncate (document->path, document->path->len - strlen (element) - 1);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  Document *document = user_data;
  g_autofree char *copy = g_strndup (text, length);

  if (length > 0)
    g_string_append_printf (document->found, "%s=%s\n", document->path->str, copy);
}

#define SET "/ChangeResourceRecordSetsRequest/ChangeBatch/Changes/Change"

/* (transfer full) (nullable): "NAME CNAME VALUE"; NULL: it is not as Route 53's schema has it */
static char *
read_change (const char *text, gsize length)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, NULL, NULL };
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (GString) found = g_string_new (NULL);
  Document document = { path, found, FALSE };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &document, NULL);
  g_auto (GStrv) lines = NULL;

  if (!g_markup_parse_context_parse (context, text, (gssize) length, NULL)
      || !g_markup_parse_context_end_parse (context, NULL) || !document.has_namespace)
    return NULL;
  lines = g_strsplit (found->str, "\n", -1);
  if (g_strv_length (lines) != 6 || !g_str_equal (lines[0], SET "/Action=UPSERT")
      || !g_str_has_prefix (lines[1], SET "/ResourceRecordSet/Name=")
      || !g_str_equal (lines[2], SET "/ResourceRecordSet/Type=CNAME")
      || !g_str_has_prefix (lines[3], SET "/ResourceRecordSet/TTL=")
      || !g_str_has_prefix (lines[4], SET "/ResourceRecordSet/ResourceRecords/ResourceRecord/Value="))
    return NULL;
  return g_strdup_printf ("%s CNAME %s", strchr (lines[1], '=') + 1, strchr (lines[4], '=') + 1);
}

static void reply (SoupServerMessage *message, guint status, const char *type, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static void
reply (SoupServerMessage *message, guint status, const char *type, const char *format, ...)
{
  va_list arguments;
  char *text;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_TAKE, text, strlen (text));
}

static void
reply_fault (SoupServerMessage *message, guint status, const char *code)
{
  reply (message, status, "text/xml",
         "<?xml version=\"1.0\"?>\n<ErrorResponse xmlns=\"" NAMESPACE "\"><Error><Type>Sender</Type>"
         "<Code>%s</Code><Message>No</Message></Error><RequestId>1</RequestId></ErrorResponse>",
         code);
}

static void
reply_change (SoupServerMessage *message, const char *document, const char *id, gboolean is_done)
{
  reply (message, 200, "text/xml",
         "<?xml version=\"1.0\"?>\n<%s xmlns=\"" NAMESPACE
         "\"><ChangeInfo><Id>/change/C%s</Id><Status>%s</Status>"
         "<SubmittedAt>2026-11-24T09:00:00.000Z</SubmittedAt></ChangeInfo></%s>",
         document, id, is_done ? "INSYNC" : "PENDING", document);
}

/* What whoever has the secret would have signed. */
static gboolean
is_signed (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");
  const char *time = soup_message_headers_get_one (headers, "X-Amz-Date");
  const char *names = authorization != NULL ? strstr (authorization, "SignedHeaders=") : NULL;
  const char *token = soup_message_headers_get_one (headers, "X-Amz-Security-Token");
  g_autofree char *listed = NULL, *address = NULL, *dashed = NULL;
  g_auto (GStrv) signed_names = NULL;
  g_autoptr (SoupMessage) again = NULL;
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const SsAwsCredentials credentials = { (char *) FAKE_AWS_KEY_ID, (char *) FAKE_AWS_SECRET, (char *) token };

  if (names == NULL || time == NULL || strlen (time) != 16
      || (token != NULL && strcmp (token, FAKE_AWS_TOKEN) != 0))
    return FALSE;
  listed = g_strndup (names + strlen ("SignedHeaders="), strcspn (names + strlen ("SignedHeaders="), ","));
  signed_names = g_strsplit (listed, ";", -1);
  if (!g_strv_contains ((const char *const *) signed_names, "host")
      || !g_strv_contains ((const char *const *) signed_names, "x-amz-date"))
    return FALSE;
  address = g_strdup_printf ("http://%s%s", soup_message_headers_get_one (headers, "Host"),
                             g_uri_get_path (soup_server_message_get_uri (message)));
  again = soup_message_new (soup_server_message_get_method (message), address);
  for (guint i = 0; signed_names[i] != NULL; i++)
    soup_message_headers_append (soup_message_get_request_headers (again), signed_names[i],
                                 soup_message_headers_get_one (headers, signed_names[i]));
  dashed = g_strdup_printf ("%.4s-%.2s-%.5s:%.2s:%.3s", time, time + 4, time + 6, time + 11, time + 13);
  moment = g_date_time_new_from_iso8601 (dashed, NULL);
  if (moment == NULL)
    return FALSE;
  bytes = body->length > 0 ? soup_message_body_flatten (body) : NULL;
  ss_aws_sign (again, bytes, &credentials, "us-east-1", "route53",
               g_date_time_to_unix (moment) * G_USEC_PER_SEC);
  return g_strcmp0 (authorization,
                    soup_message_headers_get_one (soup_message_get_request_headers (again), "Authorization"))
         == 0;
}

static void
answer_change (FakeAws *self, SoupServerMessage *message, const char *zone)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autofree char *record = read_change (text, length);

  if (record == NULL)
    reply_fault (message, 400, "InvalidInput");
  else if (g_str_equal (zone, FAKE_AWS_MISSING))
    reply_fault (message, 404, "NoSuchHostedZone");
  else if (g_str_equal (zone, FAKE_AWS_DENIED))
    reply_fault (message, 403, "AccessDenied");
  else if (g_str_equal (zone, FAKE_AWS_WRONG))
    reply (message, 400, "text/xml",
           "<?xml version=\"1.0\"?>\n<InvalidChangeBatch xmlns=\"" NAMESPACE
           "\"><Messages><Message>RRSet with DNS "
           "name is not permitted in zone</Message></Messages></InvalidChangeBatch>");
  else if (g_str_equal (zone, FAKE_AWS_BUSY)
           || (g_str_equal (zone, FAKE_AWS_THROTTLED) && ++self->n_submitted <= 2))
    reply_fault (message, 400, "Throttling");
  else if (g_str_equal (zone, FAKE_AWS_HANGING))
    {
      soup_server_message_pause (message);
      g_ptr_array_add (self->hanging, g_object_ref (message));
      g_cond_broadcast (&self->changed);
    }
  else if (g_str_equal (zone, FAKE_AWS_BROKEN))
    reply (message, 200, "text/xml", "Hello");
  else
    {
      g_free (self->record);
      self->record = g_steal_pointer (&record);
      self->n_checks = 0;
      reply_change (message, "ChangeResourceRecordSetsResponse", zone, FALSE);
    }
}

static void
route53_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer data)
{
  FakeAws *self = data;
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const char *method = soup_server_message_get_method (message);
  guint n_parts = g_strv_length (parts);

  self->n_requests++;
  if (!is_signed (message))
    reply_fault (message, 403, "SignatureDoesNotMatch");
  else if (n_parts == 5 && g_str_equal (parts[2], "hostedzone") && g_str_equal (parts[4], "rrset")
           && g_str_equal (method, "POST"))
    answer_change (self, message, parts[3]);
  else if (n_parts == 4 && g_str_equal (parts[2], "change") && g_str_equal (method, "GET"))
    reply_change (message, "GetChangeResponse", parts[3] + 1,
                  !g_str_equal (parts[3] + 1, FAKE_AWS_SLOW) && ++self->n_checks > 2);
  else
    reply_fault (message, 404, "NoSuchChange");
}

static void
metadata_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
             gpointer data)
{
  FakeAws *self = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *method = soup_server_message_get_method (message);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (g_str_equal (path, "/latest/api/token"))
    {
      if (g_str_equal (method, "PUT")
          && soup_message_headers_get_one (headers, "X-aws-ec2-metadata-token-ttl-seconds") != NULL)
        reply (message, 200, "text/plain", METADATA_TOKEN);
      else
        reply (message, 400, "text/plain", "Bad Request");
    }
  else if (g_strcmp0 (soup_message_headers_get_one (headers, "X-aws-ec2-metadata-token"), METADATA_TOKEN)
           != 0)
    reply (message, 401, "text/plain", "Unauthorized");
  else if (g_str_equal (path, "/latest/meta-data/iam/security-credentials/"))
    reply (message, 200, "text/plain", "platform\n");
  else if (g_str_equal (path, "/latest/meta-data/iam/security-credentials/platform"))
    {
      /* The first ones are about to end. */
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr (GDateTime) end = g_date_time_add_minutes (now, self->n_credentials++ == 0 ? 1 : 60);
      g_autofree char *text = g_date_time_format (end, "%Y-%m-%dT%H:%M:%SZ");

      reply (message, 200, "application/json",
             "{\"Code\":\"Success\",\"Type\":\"AWS-HMAC\",\"AccessKeyId\":\"" FAKE_AWS_KEY_ID
             "\",\"SecretAccessKey\":\"" FAKE_AWS_SECRET "\",\"Token\":\"" FAKE_AWS_TOKEN
             "\",\"Expiration\":\"%s\"}",
             text);
    }
  else
    reply (message, 404, "text/plain", "Not Found");
}

static gpointer
run_cb (gpointer data)
{
  FakeAws *self = data;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, "/2013-04-01", route53_cb, self, NULL);
  soup_server_add_handler (self->server, "/latest", metadata_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  g_mutex_lock (&self->lock);
  self->address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

FakeAws *
fake_aws_new (void)
{
  FakeAws *self = g_new0 (FakeAws, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->hanging = g_ptr_array_new_with_free_func (g_object_unref);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("fake-aws", run_cb, self);
  g_mutex_lock (&self->lock);
  while (self->address == NULL)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  return self;
}

void
fake_aws_free (FakeAws *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->hanging);
  g_free (self->address);
  g_free (self->record);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

void
fake_aws_wait_for_hanging (FakeAws *self, guint count)
{
  g_mutex_lock (&self->lock);
  while (self->hanging->len < count)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
}

static gboolean
release_cb (gpointer data)
{
  FakeAws *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  for (guint i = 0; i < self->hanging->len; i++)
    {
      SoupServerMessage *message = g_ptr_array_index (self->hanging, i);

      reply_change (message, "ChangeResourceRecordSetsResponse", FAKE_AWS_GOOD, TRUE);
      soup_server_message_unpause (message);
    }
  g_ptr_array_set_size (self->hanging, 0);
  return G_SOURCE_REMOVE;
}

void
fake_aws_release (FakeAws *self)
{
  g_main_context_invoke (self->context, release_cb, self);
}

const char *
fake_aws_get_address (FakeAws *self)
{
  return self->address;
}

char *
fake_aws_get_record (FakeAws *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_strdup (self->record);
}

guint
fake_aws_count_requests (FakeAws *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_requests;
}

guint
fake_aws_count_credentials (FakeAws *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_credentials;
}
