/* plugin-code.h: whether a plugin's code is Lua
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NULL where it is; else "Line 3, column 7: …". */
char *ss_plugin_code_check (const char *code);

G_END_DECLS
