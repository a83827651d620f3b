/* idempotency.c: the same POST sent twice is done once
 *
 * The row is made before the work, in the work's transaction: of two requests at once the database lets one
 * wait for the other, in whichever process they are. A refusal has no changes to commit, so that its row is
 * written in a transaction of its own.
 *
 * A body may hold a password, and an answer an invitation's token. What is kept can't be read, nor guessed
 * at, without the key, and the key itself is not kept: it is the client's, and random.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/idempotency.h"

#include <sodium.h>
#include <string.h>

#include "platform/http/limits.h"
#include "platform/http/reply-private.h"
#include "platform/http/request-private.h"

#define KEY_HEADER "Idempotency-Key"
#define KEY_MAX 255
/* What a row is found by, the hash of the body, and the key that the answer is sealed with */
#define NAME_BYTES 32
#define HASH_BYTES crypto_generichash_BYTES
#define SEAL_BYTES crypto_secretbox_KEYBYTES

typedef struct
{
  char name[2 * NAME_BYTES + 1];
  char body_hash[2 * HASH_BYTES + 1];
  unsigned char seal[SEAL_BYTES];
} Secrets;

/* The keys of a tenant's requests are the tenant's; those of the platform itself are shared. */
#define FORGET(schema) "DELETE FROM " schema "idempotency_keys WHERE created_at < $1"
#define CLAIM(schema)                                                                         \
  "INSERT INTO " schema                                                                       \
  "idempotency_keys (user_id, path, key, body_hash, created_at) VALUES ($1, $2, $3, $4, $5) " \
  "ON CONFLICT DO NOTHING"
#define READ(schema)                                                          \
  "SELECT body_hash, status, content_type, location, etag, body FROM " schema \
  "idempotency_keys WHERE user_id = $1 AND path = $2 AND key = $3"
#define KEEP(schema)                                                                          \
  "UPDATE " schema                                                                            \
  "idempotency_keys SET status = $4, content_type = $5, location = $6, etag = $7, body = $8 " \
  "WHERE user_id = $1 AND path = $2 AND key = $3"

static const char *const forget_sql[] = { FORGET (""), FORGET ("shared.") };
static const char *const claim_sql[] = { CLAIM (""), CLAIM ("shared.") };
static const char *const read_sql[] = { READ (""), READ ("shared.") };
static const char *const keep_sql[] = { KEEP (""), KEEP ("shared.") };

static guint
place (SsRequest *request)
{
  return request->tenant.id == NULL ? 1 : 0;
}

static const char *
get_key (SsRequest *request)
{
  return soup_message_headers_get_one (request->headers, KEY_HEADER);
}

static void
derive (SsRequest *request, Secrets *secrets)
{
  unsigned char derived[NAME_BYTES + SEAL_BYTES], hash[HASH_BYTES];
  const char *key = get_key (request);
  gsize length = 0;
  gconstpointer data = request->body_bytes != NULL ? g_bytes_get_data (request->body_bytes, &length) : NULL;

  G_STATIC_ASSERT (sizeof derived <= crypto_generichash_BYTES_MAX);
  crypto_generichash (derived, sizeof derived, (const unsigned char *) key, strlen (key), NULL, 0);
  sodium_bin2hex (secrets->name, sizeof secrets->name, derived, NAME_BYTES);
  memcpy (secrets->seal, derived + NAME_BYTES, SEAL_BYTES);
  crypto_generichash (hash, sizeof hash, data, length, secrets->seal, SEAL_BYTES);
  sodium_bin2hex (secrets->body_hash, sizeof secrets->body_hash, hash, sizeof hash);
}

/* (transfer full) (nullable): a nonce and the sealed body */
static GBytes *
seal (const Secrets *secrets, GBytes *body)
{
  gsize length = 0;
  gconstpointer data = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  gsize size = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + length;
  unsigned char *sealed;

  if (body == NULL)
    return NULL;
  sealed = g_malloc (size);
  randombytes_buf (sealed, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy (sealed + crypto_secretbox_NONCEBYTES, data, length, sealed, secrets->seal);
  return g_bytes_new_take (sealed, size);
}

/* (transfer full) (nullable): NULL where it was sealed with another key */
static GBytes *
unseal (const Secrets *secrets, GBytes *sealed)
{
  gsize size;
  const unsigned char *data = g_bytes_get_data (sealed, &size);
  g_autofree unsigned char *body = NULL;
  gsize length;

  if (size < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES)
    return NULL;
  length = size - crypto_secretbox_NONCEBYTES - crypto_secretbox_MACBYTES;
  body = g_malloc (length + 1);
  if (crypto_secretbox_open_easy (body, data + crypto_secretbox_NONCEBYTES,
                                  size - crypto_secretbox_NONCEBYTES, data, secrets->seal)
      != 0)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&body), length);
}

static SsReply *
repeat_answer (const Secrets *secrets, SsRows *rows)
{
  g_autoptr (GBytes) sealed = ss_rows_is_null (rows, 5) ? NULL : ss_rows_get_bytes (rows, 5);
  g_autoptr (GBytes) body = sealed != NULL ? unseal (secrets, sealed) : NULL;
  guint status = (guint) ss_rows_get_integer (rows, 1);
  SsReply *reply =
      body != NULL ? ss_reply_new_bytes (status, ss_rows_get_string (rows, 2), body) : ss_reply_new (status);

  if (!ss_rows_is_null (rows, 3))
    ss_reply_set_header (reply, "Location", ss_rows_get_string (rows, 3));
  if (!ss_rows_is_null (rows, 4))
    ss_reply_set_header (reply, "ETag", ss_rows_get_string (rows, 4));
  return reply;
}

static SsReply *
read_first_answer (SsRequest *request, const Secrets *secrets, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (request->transaction, read_sql[place (request)], error, "sss",
                            request->caller.user_id, request->path, secrets->name);

  if (rows == NULL || !ss_rows_next (rows, error))
    return NULL;
  if (strcmp (ss_rows_get_string (rows, 0), secrets->body_hash) != 0)
    return ss_reply_new_error (422, "idempotency_mismatch",
                               "This Idempotency-Key was used for another request with another body.");
  /* A row without an answer was left by a claim that is being committed: the client asks again. */
  if (ss_rows_is_null (rows, 1))
    return ss_reply_new_error (409, "conflict",
                               "The same request is being worked on. Try again in a moment.");
  return repeat_answer (secrets, rows);
}

static gboolean
claim (SsRequest *request, const Secrets *secrets, gint64 *n_claimed, GError **error)
{
  return ss_transaction_execute (request->transaction, claim_sql[place (request)], n_claimed, error, "sssst",
                                 request->caller.user_id, request->path, secrets->name, secrets->body_hash,
                                 request->now);
}

/**
 * ss_idempotency_applies:
 * @request: a request of somebody signed in
 *
 * Returns: whether it is a POST with a key, and not about signing in (contract section 11)
 */
gboolean
ss_idempotency_applies (SsRequest *request)
{
  return strcmp (request->method, "POST") == 0 && get_key (request) != NULL && request->caller.user_id != NULL
         && request->route->access != SS_ACCESS_READ && !g_str_has_prefix (request->path, "/auth/");
}

/**
 * ss_idempotency_claim:
 * @request: a request with a key, its transaction open for writing
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the answer, where there is one already or the key was misused; %NULL
 * to go on, and where @error is set
 */
SsReply *
ss_idempotency_claim (SsRequest *request, GError **error)
{
  Secrets secrets;
  gint64 n_claimed = 0;

  if (*get_key (request) == '\0' || strlen (get_key (request)) > KEY_MAX)
    return ss_reply_new_error (400, "invalid", "The Idempotency-Key has to be a UUID.");
  derive (request, &secrets);
  if (!ss_transaction_execute (request->transaction, forget_sql[place (request)], NULL, error, "t",
                               request->now - SS_IDEMPOTENCY_MICROSECONDS)
      || !claim (request, &secrets, &n_claimed, error))
    return NULL;
  return n_claimed == 1 ? NULL : read_first_answer (request, &secrets, error);
}

/**
 * ss_idempotency_keep:
 * @request: the request that has claimed the key
 * @reply: its answer; those of 5xx and 429 are not kept
 * @error: return location for a #GError
 *
 * Returns: whether the row is written, and is to be committed
 */
gboolean
ss_idempotency_keep (SsRequest *request, SsReply *reply, GError **error)
{
  g_autoptr (GBytes) body = NULL;
  Secrets secrets;

  if (reply->status >= 500 || reply->status == 429)
    return TRUE;
  derive (request, &secrets);
  body = seal (&secrets, ss_reply_get_body (reply));
  return claim (request, &secrets, NULL, error)
         && ss_transaction_execute (request->transaction, keep_sql[place (request)], NULL, error, "sssisssx",
                                    request->caller.user_id, request->path, secrets.name,
                                    (gint64) reply->status, reply->content_type,
                                    ss_reply_get_header (reply, "Location"),
                                    ss_reply_get_header (reply, "ETag"), body);
}
