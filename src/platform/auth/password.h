/* password.h: passwords, kept as argon2id
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *ss_password_hash (const char *password, GError **error);
gboolean ss_password_check (const char *password, const char *hash);

G_END_DECLS
