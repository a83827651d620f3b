/* s3-store.c: uploaded files in a bucket of Amazon S3, or of whatever speaks like it
 *
 * Any number of the platform's processes on any number of machines share a bucket. Amazon's own is asked by
 * the bucket's name as a host, others by its name as a path.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "platform/aws/aws-client.h"
#include "platform/files/file-store.h"
#include "platform/store/store.h"

#define REGION "us-east-1"

struct _SsS3Store
{
  GObject parent_instance;

  char *bucket; /* (owned) */
  char *region; /* (owned) */
  char *base; /* (owned): what stands before a name, as "https://bucket.s3.us-east-1.amazonaws.com/logos/" */
  char *root; /* (owned): the bucket's own address */
};

static void ss_s3_store_file_store_init (SsFileStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SsS3Store, ss_s3_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SS_TYPE_FILE_STORE, ss_s3_store_file_store_init))

/* Whether it was answered; a refusal, but for a missing object, is told in words that an operator
 * understands. */
static gboolean
ask (SsS3Store *self, const char *method, const char *address, const char *content_type, GBytes *body,
     SsAwsAnswer *answer, GError **error)
{
  const SsAwsRequest request = { "s3", self->region, method, address, content_type, body };
  g_autoptr (GError) failure = NULL;

  if (!ss_aws_client_send (&request, answer, &failure))
    {
      g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE, "The bucket %s can't be reached: %s",
                   self->bucket, failure->message);
      return FALSE;
    }
  if (answer->status < 300 || (answer->status == 404 && g_strcmp0 (answer->code, "NoSuchBucket") != 0))
    return TRUE;
  if (answer->status == 403)
    g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE,
                 "The bucket %s refuses the credentials (%s): look at AWS_ACCESS_KEY_ID, "
                 "AWS_SECRET_ACCESS_KEY, the region %s and what they are allowed to do.",
                 self->bucket, answer->code != NULL ? answer->code : "403", self->region);
  else if (answer->status == 404)
    g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE, "There is no bucket %s.", self->bucket);
  else
    g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE, "The bucket %s answers %u%s%s.",
                 self->bucket, answer->status, answer->code != NULL ? " " : "",
                 answer->code != NULL ? answer->code : "");
  return FALSE;
}

/* A HEAD has no body that could say which of the two is missing. */
static gboolean
s3_check (SsFileStore *store, GError **error)
{
  SsS3Store *self = SS_S3_STORE (store);
  g_auto (SsAwsAnswer) answer = { 0 };

  if (!ask (self, "HEAD", self->root, NULL, NULL, &answer, error))
    return FALSE;
  if (answer.status != 404)
    return TRUE;
  g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE, "There is no bucket %s.", self->bucket);
  return FALSE;
}

static gboolean
s3_write (SsFileStore *store, const char *name, const char *content_type, GBytes *bytes, GError **error)
{
  SsS3Store *self = SS_S3_STORE (store);
  g_autofree char *address = g_strconcat (self->base, name, NULL);
  g_auto (SsAwsAnswer) answer = { 0 };

  if (!ask (self, "PUT", address, content_type, bytes, &answer, error))
    return FALSE;
  if (answer.status < 300)
    return TRUE;
  g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE, "There is no bucket %s.", self->bucket);
  return FALSE;
}

static GBytes *
s3_read (SsFileStore *store, const char *name, GError **error)
{
  SsS3Store *self = SS_S3_STORE (store);
  g_autofree char *address = g_strconcat (self->base, name, NULL);
  g_auto (SsAwsAnswer) answer = { 0 };

  if (!ask (self, "GET", address, NULL, NULL, &answer, error))
    return NULL;
  return answer.status < 300 ? g_steal_pointer (&answer.body) : NULL;
}

static gboolean
s3_remove (SsFileStore *store, const char *name, GError **error)
{
  SsS3Store *self = SS_S3_STORE (store);
  g_autofree char *address = g_strconcat (self->base, name, NULL);
  g_auto (SsAwsAnswer) answer = { 0 };

  return ask (self, "DELETE", address, NULL, NULL, &answer, error);
}

static void
ss_s3_store_finalize (GObject *object)
{
  SsS3Store *self = SS_S3_STORE (object);

  g_free (self->bucket);
  g_free (self->region);
  g_free (self->base);
  g_free (self->root);

  G_OBJECT_CLASS (ss_s3_store_parent_class)->finalize (object);
}

static void
ss_s3_store_class_init (SsS3StoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_s3_store_finalize;
}

static void
ss_s3_store_init (SsS3Store *self)
{
}

static void
ss_s3_store_file_store_init (SsFileStoreInterface *iface)
{
  iface->check = s3_check;
  iface->write = s3_write;
  iface->read = s3_read;
  iface->remove = s3_remove;
}

static gboolean
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);
  return FALSE;
}

static gboolean
check_parameters (GHashTable *parameters, GError **error)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, parameters);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_str_equal (name, "region") && !g_str_equal (name, "endpoint"))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                     "“%s” is nothing that an s3: address can have: there are region and endpoint.",
                     (const char *) name);
        return FALSE;
      }
  return TRUE;
}

static gboolean
set_addresses (SsS3Store *self, const char *endpoint, const char *path, GError **error)
{
  g_autofree char *folder = g_strdup (path);
  gsize length;

  if (endpoint != NULL && !g_str_has_prefix (endpoint, "https://") && !g_str_has_prefix (endpoint, "http://"))
    return fail (error, "The endpoint of an s3: address begins with https:// or http://.");
  self->root =
      endpoint != NULL
          ? g_strdup_printf ("%s%s%s", endpoint, g_str_has_suffix (endpoint, "/") ? "" : "/", self->bucket)
          : g_strdup_printf ("https://%s.s3.%s.amazonaws.com", self->bucket, self->region);
  length = strlen (folder);
  while (length > 0 && folder[length - 1] == '/')
    folder[--length] = '\0';
  self->base = g_strconcat (self->root, folder, "/", NULL);
  return TRUE;
}

/**
 * ss_s3_store_new:
 * @address: as "s3://bucket/folder?region=eu-central-1&endpoint=https://storage.example.org"; without a
 * region it is AWS_REGION's, or us-east-1; without an endpoint it is Amazon's
 * @error: return location for a #GIOError
 *
 * Returns: (transfer full) (nullable): what keeps files there; nobody has been asked yet
 */
SsFileStore *
ss_s3_store_new (const char *address, GError **error)
{
  g_autoptr (SsS3Store) self = g_object_new (SS_TYPE_S3_STORE, NULL);
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED_QUERY | G_URI_FLAGS_ENCODED_PATH, error);
  g_autoptr (GHashTable) parameters = NULL;
  const char *region, *environment = g_getenv ("AWS_REGION");

  if (uri == NULL)
    return NULL;
  parameters = g_uri_parse_params (g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "", -1, "&",
                                   G_URI_PARAMS_NONE, error);
  if (parameters == NULL || !check_parameters (parameters, error))
    return NULL;
  if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      fail (error, "An s3: address names a bucket, as s3://BUCKET.");
      return NULL;
    }
  region = g_hash_table_lookup (parameters, "region");
  self->bucket = g_strdup (g_uri_get_host (uri));
  self->region = g_strdup (region != NULL ? region : environment != NULL ? environment : REGION);
  if (!set_addresses (self, g_hash_table_lookup (parameters, "endpoint"), g_uri_get_path (uri), error))
    return NULL;
  return SS_FILE_STORE (g_steal_pointer (&self));
}
