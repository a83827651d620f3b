/* demo.h: the businesses, people and plugins of `serve --demo`
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

/* Everybody's password in the demo. */
#define SS_DEMO_PASSWORD "correct-horse-battery"

/* Fills a migrated store that has neither tenants nor people; leaves any other as it is. */
gboolean ss_demo_fill (SsStore *store, GError **error);

G_END_DECLS
