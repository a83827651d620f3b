/* password.c: passwords, kept as argon2id
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/password.h"

#include <sodium.h>
#include <string.h>

/* OWASP's advice for argon2id is 19 MiB and two passes: these are libsodium's interactive ones, 64 MiB and
 * two. */
#define PASSES crypto_pwhash_OPSLIMIT_INTERACTIVE
#define MEMORY crypto_pwhash_MEMLIMIT_INTERACTIVE

/* Of a password that nobody has: made once, as slow to check as any. */
static const char *
get_nobodys_hash (void)
{
  static char *hash = NULL;

  if (g_once_init_enter (&hash))
    {
      char *made = g_malloc0 (crypto_pwhash_STRBYTES);
      char random[32];

      randombytes_buf (random, sizeof random);
      if (crypto_pwhash_str_alg (made, random, sizeof random, PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13)
          != 0)
        *made = '\0';
      g_once_init_leave (&hash, made);
    }
  return hash;
}

/**
 * ss_password_hash:
 * @password: a password
 * @error: return location for a #GError
 *
 * Takes about a tenth of a second and 64 MiB: never on the main loop.
 *
 * Returns: (transfer full) (nullable): what is kept of it; %G_IO_ERROR_FAILED where there is no memory
 */
char *
ss_password_hash (const char *password, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];

  if (crypto_pwhash_str_alg (hash, password, strlen (password), PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13)
      != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           "There is not enough memory to hash a password.");
      return NULL;
    }
  return g_strdup (hash);
}

/**
 * ss_password_check:
 * @password: what somebody says
 * @hash: (nullable): what is kept; %NULL takes as long and is never right
 *
 * Returns: whether it is the password
 */
gboolean
ss_password_check (const char *password, const char *hash)
{
  const char *against = hash != NULL ? hash : get_nobodys_hash ();
  gboolean is_right = crypto_pwhash_str_verify (against, password, strlen (password)) == 0;

  return is_right && hash != NULL;
}
