/* session.h: one signed-in account and its way to the platform
 *
 * Properties: account (construct), current-user (SsCurrentUser, NULL while signed out), is-online (whether
 * the last request got through), is-kept (whether the refresh token is in the keyring), keyring-problem (a
 * sentence or NULL), seconds-left (of a masquerade). Signal: ::ended (GError) when the platform ends the
 * session, or the masquerade's time is up.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/account.h"
#include "client/client-error.h"
#include "model/model-json.h"
#include "model/people.h"

G_BEGIN_DECLS

#define SS_TYPE_SESSION (ss_session_get_type ())
G_DECLARE_FINAL_TYPE (SsSession, ss_session, SS, SESSION, GObject)

SsSession *ss_session_new (SsAccount *account);

SsAccount *ss_session_get_account (SsSession *self);
SsCurrentUser *ss_session_get_current_user (SsSession *self);
gboolean ss_session_get_is_online (SsSession *self);
/* What time it is there, in microseconds since 1970, also after the clock here was set. */
gint64 ss_session_get_platform_time (SsSession *self);
const char *ss_session_get_keyring_problem (SsSession *self);
/* Whether the current user has a permission, by its code, in whatever scope, and a masquerade leaves it. */
gboolean ss_session_may (SsSession *self, const char *permission);
/* How far it reaches: "ALL", "OWN_RESOURCE" …; NULL without it. */
const char *ss_session_get_scope (SsSession *self, const char *permission);

/* @keep: put the refresh token into the keyring ("Stay signed in"). Ends with the current user known. */
void ss_session_sign_in_async (SsSession *self, const char *password, gboolean keep,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_session_sign_in_finish (SsSession *self, GAsyncResult *result, GError **error);
/* With the token from the keyring; SS_CLIENT_ERROR_SIGNED_OUT where there is none. */
void ss_session_restore_async (SsSession *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean ss_session_restore_finish (SsSession *self, GAsyncResult *result, GError **error);
/* Tells the platform if it can, and forgets in any case. */
void ss_session_sign_out_async (SsSession *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean ss_session_sign_out_finish (SsSession *self, GAsyncResult *result, GError **error);
/* Reads `/users/me/` again. */
void ss_session_reload_async (SsSession *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean ss_session_reload_finish (SsSession *self, GAsyncResult *result, GError **error);

/* Being somebody else for a while: a session of its own, kept in memory only. @mode: "VIEW" or "ACT". */
void ss_session_masquerade_async (SsSession *self, const char *user_id, const char *mode, const char *reason,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
SsSession *ss_session_masquerade_finish (SsSession *self, GAsyncResult *result, GError **error);
/* Of a masquerade: tells the platform if it can, and forgets in any case. */
void ss_session_stop_masquerade_async (SsSession *self, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_session_stop_masquerade_finish (SsSession *self, GAsyncResult *result, GError **error);
SsSession *ss_session_get_real (SsSession *self); /* NULL: this is no masquerade */
gboolean ss_session_get_is_view_only (SsSession *self);
guint ss_session_get_seconds_left (SsSession *self);
/* Of the platform's staff, in a business. */
void ss_session_visit_async (SsSession *self, const char *subdomain, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
SsSession *ss_session_visit_finish (SsSession *self, GAsyncResult *result, GError **error);
SsSession *ss_session_get_home (SsSession *self); /* NULL: this is no visit */
/* Not so for the platform's staff on its own host: there is nothing of a business to ask for. */
gboolean ss_session_get_is_in_tenant (SsSession *self);
/* Why a masquerade closes what takes this permission; NULL: it does not. */
const char *ss_session_get_obstacle (SsSession *self, const char *permission);

/**
 * SsCall:
 *
 * One request, relative to the account's base: "/plugin-templates/".
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *query;        /* (nullable): encoded, from ss_query_… */
  GBytes *body;             /* (nullable) */
  const char *content_type; /* (nullable): application/json */
  const char *etag;         /* (nullable): If-Match of a change */
  GType type;               /* what the answer, or each of its `results`, is; G_TYPE_NONE: nothing */
} SsCall;

/* What came back, made on a worker thread. */
typedef struct
{
  SsModel *model;    /* a single object, or NULL */
  GPtrArray *models; /* the results of a list, or NULL */
  gint64 count;      /* of a list; the length of `models` where a bare array came */
  char *next;        /* (nullable): the next page's address */
  JsonNode *json;    /* (nullable): what the answer says beside its `results` */
  char *etag;        /* (nullable) */
} SsAnswer;

void ss_answer_free (SsAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsAnswer, ss_answer_free)

/* Safe requests are tried again with back-off; a POST carries an Idempotency-Key and is tried again with the
 * same one. @call is copied. */
void ss_session_call_async (SsSession *self, const SsCall *call, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
SsAnswer *ss_session_call_finish (SsSession *self, GAsyncResult *result, GError **error);

/* Bytes from an address that the platform gave (a logo): never with the token to another host. */
void ss_session_download_async (SsSession *self, const char *address, gsize limit, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
GBytes *ss_session_download_finish (SsSession *self, GAsyncResult *result, GError **error);

/* A query string in the making. */
typedef GString SsQuery;
SsQuery *ss_query_new (void);
void ss_query_add (SsQuery *self, const char *name,
                   const char *value); /* nothing where @value is NULL or "" */
void ss_query_add_strv (SsQuery *self, const char *name, const char *const *values);

G_END_DECLS
