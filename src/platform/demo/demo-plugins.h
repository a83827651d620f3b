/* demo-plugins.h: the demo's marketplace
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

/* Into the shared tables. @now: what the days in the content count back from. */
gboolean ss_demo_add_plugins (SsTransaction *transaction, gint64 now, GError **error);

G_END_DECLS
