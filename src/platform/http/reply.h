/* reply.h: what a handler answers
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

#include "model/field-errors.h"
#include "model/json-writer.h"
#include "model/model.h"
#include "platform/http/streams.h"

G_BEGIN_DECLS

typedef struct _SsReply SsReply;

SsReply *ss_reply_new (guint status); /* no body */
/* Takes what @writer has written. */
SsReply *ss_reply_new_json (guint status, SsJsonWriter *writer);
SsReply *ss_reply_new_model (guint status, SsModel *model);
SsReply *ss_reply_new_bytes (guint status, const char *content_type, GBytes *bytes);
/* An answer without an end. @begin is called in the listener's thread, unless the client is gone; @data is
 * freed after it. */
typedef void (*SsReplyBeginFunc) (SsStream *stream, gpointer data);
SsReply *ss_reply_new_stream (const char *content_type, SsReplyBeginFunc begin, gpointer data,
                              GDestroyNotify destroy);
/* {"detail": …, "code": …}; @detail is an English sentence for a person. */
SsReply *ss_reply_new_error (guint status, const char *code, const char *detail);
/* 403 `permission_denied` with `rule`. */
SsReply *ss_reply_new_denied (const char *rule, const char *detail);
/* 400 with the fields. */
SsReply *ss_reply_new_invalid (SsFieldErrors *errors);
/* 404 `not_found`. */
SsReply *ss_reply_new_not_found (void);
/* From a store's or another room's error: 503, 500 …, with a sentence that tells nothing of the inside. */
SsReply *ss_reply_new_from_error (const GError *error);
void ss_reply_free (SsReply *self);

guint ss_reply_get_status (SsReply *self);
void ss_reply_set_header (SsReply *self, const char *name, const char *value);
/* A member beside `detail` and `code`: "addedPermissions": json. */
void ss_reply_add_member (SsReply *self, const char *name, const char *json);
/* Commit though the status says that it failed: a failed sign-in is counted, a stolen token revoked. */
void ss_reply_set_keeps_changes (SsReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsReply, ss_reply_free)

G_END_DECLS
