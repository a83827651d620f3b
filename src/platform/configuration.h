/* configuration.h: what the command line leaves open, from the environment and a file
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An option with a number that was not told has this value. */
#define SS_CONFIGURATION_NO_NUMBER (-1)

/* Fills in what @entries have not been told yet. @known: all options there are, NULL-terminated as @entries;
 * @path: (nullable): the file */
gboolean ss_configuration_complete (const GOptionEntry *entries, const GOptionEntry *known, const char *path,
                                    GError **error);

G_END_DECLS
