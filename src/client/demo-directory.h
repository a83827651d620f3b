/* demo-directory.h: a private temporary directory that doesn't outlive its owner for long
 *
 * A lock that ends with the process tells the living ones from those that were left behind.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SsDemoDirectory SsDemoDirectory;

/* All of these read and write the disk: from a worker. */
SsDemoDirectory *ss_demo_directory_new (GError **error);
const char *ss_demo_directory_get_path (SsDemoDirectory *self);
void ss_demo_directory_remove (SsDemoDirectory *self); /* and frees it */
void ss_demo_directory_remove_abandoned (void);

G_END_DECLS
