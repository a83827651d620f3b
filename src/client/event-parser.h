/* event-parser.h: server-sent events out of a stream of bytes, as they come
 *
 * The format is that of HTML's section «Server-sent events». What comes is bounded: a server that never ends
 * a line, or an event, is not listened to any longer.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of a line, and of the data of an event. */
#define SS_EVENT_LINE_MAX (1024 * 1024)
#define SS_EVENT_DATA_MAX (1024 * 1024)

typedef struct _SsEventParser SsEventParser;

/* @data: as many lines as there were */
typedef void (*SsEventFunc) (const char *name, const char *data, gsize length, gpointer user_data);

SsEventParser *ss_event_parser_new (SsEventFunc func, gpointer user_data);
void ss_event_parser_free (SsEventParser *self);
/* FALSE: too long; it is not to be fed any more. */
gboolean ss_event_parser_feed (SsEventParser *self, const char *bytes, gsize length);
/* (nullable): where to go on from after a break */
const char *ss_event_parser_get_last_id (SsEventParser *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsEventParser, ss_event_parser_free)

G_END_DECLS
