/* token.c: secrets that stand for somebody who is signed in
 *
 * The letter in front says in whose tables the token is to be looked for, the tenant's or the platform's. It
 * is no secret and gives nothing: a token is what its row says.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/token.h"

#include <sodium.h>
#include <string.h>

#define RANDOM_BYTES 32
#define STAFF_LETTER 'p'
#define TENANT_LETTER 't'

G_STATIC_ASSERT (SS_TOKEN_HASH_SIZE == 2 * crypto_generichash_BYTES + 1);

/**
 * ss_token_make:
 * @is_staff: whether it is for one of the platform's staff
 * @token: (out): a new secret
 */
void
ss_token_make (gboolean is_staff, char token[SS_TOKEN_SIZE])
{
  unsigned char bytes[RANDOM_BYTES];

  G_STATIC_ASSERT (sodium_base64_ENCODED_LEN (RANDOM_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING) + 1
                   == SS_TOKEN_SIZE);
  randombytes_buf (bytes, sizeof bytes);
  token[0] = is_staff ? STAFF_LETTER : TENANT_LETTER;
  sodium_bin2base64 (token + 1, SS_TOKEN_SIZE - 1, bytes, sizeof bytes,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero (bytes, sizeof bytes);
}

/**
 * ss_token_is_staff:
 * @token: a token, or what is said to be one
 *
 * Returns: whether the platform's tables are to be asked
 */
gboolean
ss_token_is_staff (const char *token)
{
  return token[0] == STAFF_LETTER;
}

/**
 * ss_token_hash:
 * @token: a token
 * @hash: (out): what is kept of it
 *
 * The token is random already: a fast hash without a salt tells nothing of it.
 */
void
ss_token_hash (const char *token, char hash[SS_TOKEN_HASH_SIZE])
{
  unsigned char bytes[crypto_generichash_BYTES];

  crypto_generichash (bytes, sizeof bytes, (const unsigned char *) token, strlen (token), NULL, 0);
  sodium_bin2hex (hash, SS_TOKEN_HASH_SIZE, bytes, sizeof bytes);
}
