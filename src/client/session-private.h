/* session-private.h: what the sources of SsSession share
 *
 * session.c: the object and its state; session-sign-in.c: how it begins and ends; session-call.c: requests;
 * session-masquerade.c: being somebody else for a while; session-visit.c: being in a business for a while.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/answer-cache.h"
#include "client/platform-clock.h"
#include "client/reachability.h"
#include "client/session.h"
#include "client/token-keeper.h"
#include "client/transport.h"
#include "client/vault.h"

G_BEGIN_DECLS

/* Instead of waiting for @milliseconds, tests write them down. */
typedef void (*SsDelayFunc) (guint milliseconds, gpointer data);

struct _SsSession
{
  GObject parent_instance;

  SsAccount *account;           /* (owned) */
  SsTransport *transport;       /* (owned) */
  SsTokenKeeper *tokens;        /* (owned) */
  SsVault *vault;               /* (owned) */
  SsReachability *reachability; /* (owned) */
  SsAnswerCache *cache;         /* (owned) */

  SsPlatformClock clock;
  SsCurrentUser *user; /* (owned) (nullable) */
  /* Rises whenever an identity begins or ends, so that an answer to the one never reaches the other. */
  guint identity;
  /* (owned) (nullable): told with the first that is read in this identity; nothing has been read before it */
  char *last_event_id;

  /* Of a masquerade */
  SsSession *real; /* (owned) (nullable): whose it is; NULL: this is none */
  gint64 ends_at;  /* by the boot clock */
  guint tick;      /* source id */
  gboolean is_stopping;

  /* (owned) (nullable): of a visit to a business: the session of the same person outside of it */
  SsSession *home;

  SsDelayFunc delay; /* (nullable) */
  gpointer delay_data;
};

void ss_session_set_delay (SsSession *self, SsDelayFunc delay, gpointer data);
void ss_session_set_time_limits (SsSession *self, const SsTimeLimits *limits);

/* The stream of events, once. @last_id: (nullable): behind which event. */
void ss_session_follow_async (SsSession *self, const char *last_id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
SsReply *ss_session_follow_finish (SsSession *self, GAsyncResult *result, GError **error);

/* Any long answer, the same way. */
void ss_session_open_async (SsSession *self, const char *path, const char *accept, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
SsReply *ss_session_open_finish (SsSession *self, GAsyncResult *result, GError **error);

/* Of session-sign-in.c: with tokens that came from elsewhere than the sign-in form. */
void ss_session_begin_async (SsSession *self, const char *access, const char *refresh, gboolean keep,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_session_begin_finish (SsSession *self, GAsyncResult *result, GError **error);

/* For session-visit.c: from now on the tokens are @other's, and so is what is kept of them. */
void ss_session_share_tokens (SsSession *self, SsSession *other);

/* For session-sign-in.c. */
void ss_session_set_user (SsSession *self, SsCurrentUser *user); /* (transfer full) (nullable) */
void ss_session_forget (SsSession *self, gboolean also_keyring);
void ss_session_end (SsSession *self, const GError *error);

/* For session.c. @error as a person should read it (transfer full), and what is refused while masquerading.
 */
GError *ss_session_explain_end (SsSession *self, const GError *error);
gboolean ss_session_is_closed (SsSession *self, const char *permission);

G_END_DECLS
