/* demo-bookings.h: a year of bookings around today for a business of the demo
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>

#include "platform/store/store.h"

G_BEGIN_DECLS

gboolean ss_demo_fill_bookings (SsTransaction *transaction, JsonObject *tenant, gint64 now, GError **error);

G_END_DECLS
