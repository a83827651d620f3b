/* password-prompt.h: asks an operator for a new password
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* From the terminal, twice and unseen, or the first line of standard input where that is none. @name, @email:
 * (nullable): whose it is: a password may not be like them. (transfer full) (nullable) */
char *ss_password_prompt (const char *name, const char *email, GError **error);

G_END_DECLS
