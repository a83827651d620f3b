/* choices.h: the time zones and currencies that there are
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* IANA names, from the system's tables; never fails but by cancellation. */
void ss_time_zones_load_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GStrv ss_time_zones_load_finish (GAsyncResult *result, GError **error);
/* "New York (America)": the city first, because a search looks at the beginning. (transfer full) */
char *ss_time_zone_describe (const char *name);
/* ISO 4217, as the domain accepts them. (transfer full) */
GStrv ss_currencies_list (void);

G_END_DECLS
