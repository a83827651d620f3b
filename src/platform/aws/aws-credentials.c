/* aws-credentials.c: by what Amazon's services know the platform
 *
 * From AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, as Amazon's own programs have it, or
 * on one of its machines from the metadata service: “Use the Instance Metadata Service to access instance
 * metadata” in the Amazon EC2 User Guide, version 2, whose requests need a token that no request from
 * elsewhere can get.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/aws/aws-credentials.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "model/time.h"
#include "platform/aws/aws-client.h"

#define SERVICE "http://169.254.169.254"
#define ROLES "/latest/meta-data/iam/security-credentials/"
/* Renewed so long before their end. */
#define MARGIN (5 * G_TIME_SPAN_MINUTE)

static GMutex lock;
static SsAwsCredentials kept; /* the machine's, under the lock */

static void
copy (const SsAwsCredentials *from, SsAwsCredentials *to)
{
  to->key_id = g_strdup (from->key_id);
  to->secret = g_strdup (from->secret);
  to->token = g_strdup (from->token);
  to->expires_at = from->expires_at;
}

/**
 * ss_aws_credentials_clear:
 * @self: credentials
 */
void
ss_aws_credentials_clear (SsAwsCredentials *self)
{
  if (self->secret != NULL)
    memset (self->secret, 0, strlen (self->secret));
  g_free (self->key_id);
  g_free (self->secret);
  g_free (self->token);
  memset (self, 0, sizeof *self);
}

static gboolean
read_environment (SsAwsCredentials *credentials)
{
  const char *key_id = g_getenv ("AWS_ACCESS_KEY_ID");
  const char *secret = g_getenv ("AWS_SECRET_ACCESS_KEY");

  if (key_id == NULL || secret == NULL || *key_id == '\0' || *secret == '\0')
    return FALSE;
  credentials->key_id = g_strdup (key_id);
  credentials->secret = g_strdup (secret);
  credentials->token = g_strdup (g_getenv ("AWS_SESSION_TOKEN"));
  credentials->expires_at = G_MAXINT64;
  return TRUE;
}

/* (transfer full) (nullable): what the service answers */
static char *
ask_service (const char *method, const char *path, const char *header, const char *value, GError **error)
{
  const char *endpoint = g_getenv ("AWS_EC2_METADATA_SERVICE_ENDPOINT");
  g_autofree char *address = g_strconcat (endpoint != NULL ? endpoint : SERVICE, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  g_autoptr (GBytes) answer = NULL;

  if (message == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "AWS_EC2_METADATA_SERVICE_ENDPOINT is no address.");
      return NULL;
    }
  soup_message_headers_append (soup_message_get_request_headers (message), header, value);
  answer = ss_aws_client_send_once (message, error);
  if (answer == NULL)
    return NULL;
  if (soup_message_get_status (message) == 200)
    return g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The machine's metadata service answered %u.",
               soup_message_get_status (message));
  return NULL;
}

static gboolean
read_answer (const char *text, SsAwsCredentials *credentials)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *expiration;

  if (object == NULL)
    return FALSE;
  credentials->key_id = g_strdup (json_object_get_string_member_with_default (object, "AccessKeyId", NULL));
  credentials->secret =
      g_strdup (json_object_get_string_member_with_default (object, "SecretAccessKey", NULL));
  credentials->token = g_strdup (json_object_get_string_member_with_default (object, "Token", NULL));
  expiration = json_object_get_string_member_with_default (object, "Expiration", NULL);
  return credentials->key_id != NULL && credentials->secret != NULL && expiration != NULL
         && ss_time_parse (expiration, &credentials->expires_at);
}

static gboolean
ask_machine (SsAwsCredentials *credentials, GError **error)
{
  g_autofree char *token =
      ask_service ("PUT", "/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds", "60", error);
  g_autofree char *role =
      token != NULL ? ask_service ("GET", ROLES, "X-aws-ec2-metadata-token", token, error) : NULL;
  g_autofree char *path = NULL, *answer = NULL;

  if (role == NULL)
    return FALSE;
  role[strcspn (role, "\r\n")] = '\0';
  path = g_strconcat (ROLES, role, NULL);
  answer = ask_service ("GET", path, "X-aws-ec2-metadata-token", token, error);
  if (answer == NULL)
    return FALSE;
  if (read_answer (answer, credentials))
    return TRUE;
  ss_aws_credentials_clear (credentials);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "What the machine's metadata service answered can't be read.");
  return FALSE;
}

/**
 * ss_aws_credentials_get:
 * @credentials: (out): a copy
 * @error: return location for a #GError, which never tells a secret
 *
 * The machine's are kept until shortly before their end.
 *
 * Returns: whether there are any
 */
gboolean
ss_aws_credentials_get (SsAwsCredentials *credentials, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (read_environment (credentials))
    return TRUE;
  locker = g_mutex_locker_new (&lock);
  if (kept.key_id == NULL || kept.expires_at - MARGIN < g_get_real_time ())
    {
      ss_aws_credentials_clear (&kept);
      if (!ask_machine (&kept, error))
        {
          g_prefix_error (error, "Neither AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set, nor does this "
                                 "machine give credentials: ");
          return FALSE;
        }
    }
  copy (&kept, credentials);
  return TRUE;
}

/**
 * ss_aws_credentials_forget:
 *
 * The machine is asked anew the next time.
 */
void
ss_aws_credentials_forget (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  ss_aws_credentials_clear (&kept);
}
