/* demo-platform.h: the bundled platform, run as a child for the demo
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SS_TYPE_DEMO_PLATFORM (ss_demo_platform_get_type ())
G_DECLARE_FINAL_TYPE (SsDemoPlatform, ss_demo_platform, SS, DEMO_PLATFORM, GObject)

#define SS_DEMO_PASSWORD "correct-horse-battery"
#define SS_DEMO_TENANT "acme-auto"

/* Signal ::stopped when it ends by itself. It ends with this process, however that ends (also SIGKILL), and
 * its store is removed. @program: (nullable): where the platform's binary is; NULL: beside the client's or in
 * BINDIR. */
SsDemoPlatform *ss_demo_platform_new (const char *program);
/* Gives the address "http://127.0.0.1:PORT". */
void ss_demo_platform_start_async (SsDemoPlatform *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_demo_platform_start_finish (SsDemoPlatform *self, GAsyncResult *result, GError **error);
const char *ss_demo_platform_get_address (SsDemoPlatform *self); /* NULL while it does not run */
void ss_demo_platform_stop (SsDemoPlatform *self);
/* Called back when the child is gone and its store removed: for the program's end. */
void ss_demo_platform_stop_async (SsDemoPlatform *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_demo_platform_stop_finish (SsDemoPlatform *self, GAsyncResult *result, GError **error);
/* Stops, forgets all that was changed, starts anew. */
void ss_demo_platform_reset_async (SsDemoPlatform *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_demo_platform_reset_finish (SsDemoPlatform *self, GAsyncResult *result, GError **error);

G_END_DECLS
