/* version.h: semantic versions (semver.org 2.0.0)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ss_version_is_valid (const char *text);
int ss_version_compare (const char *a, const char *b); /* by precedence */

G_END_DECLS
