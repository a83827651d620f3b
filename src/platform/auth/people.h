/* people.h: making users, from the command line, the demo and a new tenant alike
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/role.h"
#include "platform/auth/password.h"
#include "platform/store/store.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id; /* (nullable): NULL: a new one */
  const char *name;
  const char *email;
  SsRole role;
  const char *password; /* (nullable): NULL: invited */
  gboolean is_temporary;
} SsNewUser;

/* Into the transaction's tenant, or among the platform's staff where it has none. Hashing takes a tenth of a
 * second and more: never on the main loop. @password_hash: (nullable): a hash made before, for many users at
 * once. */
char *ss_user_create (SsTransaction *transaction, const SsNewUser *user, const char *password_hash,
                      GError **error);
gboolean ss_user_set_password (SsTransaction *transaction, const char *email, const char *password,
                               GError **error);

G_END_DECLS
