/* many-plugins.h: a marketplace of any size, for tests and benchmarks
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

/* Public plugins with names, texts, ratings and dates that differ; the same ones each time. */
void ss_add_many_plugins (SsStore *store, guint n_plugins);

G_END_DECLS
