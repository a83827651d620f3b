/* session.h: a place where somebody is signed in, and its tokens
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/auth/token.h"
#include "platform/http/request.h"

G_BEGIN_DECLS

typedef struct
{
  char access[SS_TOKEN_SIZE];
  char refresh[SS_TOKEN_SIZE];
} SsTokenPair;

/* All in a transaction that may write where the user stands: @is_staff: in the shared tables. */
gboolean ss_session_open (SsRequest *request, gboolean is_staff, const char *user_id, SsTokenPair *tokens,
                          GError **error);
gboolean ss_session_open_masquerade (SsRequest *request, gboolean is_staff, const char *session_id,
                                     const char *user_id, const char *real_user_id, gint64 limit,
                                     SsTokenPair *tokens, GError **error);
gboolean ss_session_retire_refresh (SsRequest *request, gboolean is_staff, const char *session_id,
                                    GError **error);
gboolean ss_session_issue (SsRequest *request, gboolean is_staff, const char *session_id, gint64 limit,
                           SsTokenPair *tokens, GError **error);
/* FALSE without an error: there is no such session of this user. @user_id: (nullable): anybody's */
gboolean ss_session_revoke (SsRequest *request, gboolean is_staff, const char *session_id,
                            const char *user_id, GError **error);
gboolean ss_session_revoke_others (SsRequest *request, gboolean is_staff, const char *user_id,
                                   const char *session_id, GError **error);

gboolean ss_session_revoke_all (SsRequest *request, gboolean is_staff, const char *user_id, GError **error);

void ss_token_pair_write_members (const SsTokenPair *tokens, SsJsonWriter *writer);

G_END_DECLS
