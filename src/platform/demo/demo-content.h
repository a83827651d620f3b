/* demo-content.h: the demo's content as it lies in the program
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One of data/demo/, by its name without the ending. */
JsonObject *ss_demo_content_load (const char *name, GError **error);

/* Of an object: what is not there is empty, 0 or NULL. (transfer none) */
const char *ss_demo_get_string (JsonObject *object, const char *name);
gint64 ss_demo_get_integer (JsonObject *object, const char *name);
gboolean ss_demo_get_boolean (JsonObject *object, const char *name);
JsonArray *ss_demo_get_array (JsonObject *object, const char *name);
JsonObject *ss_demo_get_object (JsonObject *object, const char *name);
/* A member as JSON text, or @fallback. (transfer full) */
char *ss_demo_get_text (JsonObject *object, const char *name, const char *fallback);
/* The demo's dates move with today: so many days before @now. */
gint64 ss_demo_days_before (gint64 now, JsonObject *object, const char *name);

G_END_DECLS
