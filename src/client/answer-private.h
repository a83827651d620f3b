/* answer-private.h: how answers are made of bytes, and calls are copied
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/session.h"

G_BEGIN_DECLS

SsCall *ss_call_copy (const SsCall *call);
void ss_call_free (SsCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsCall, ss_call_free)

/* Parses @body (nullable) on a worker. */
void ss_answer_read_async (GBytes *body, GType type, const char *etag, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
SsAnswer *ss_answer_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
