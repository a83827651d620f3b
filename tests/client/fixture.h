/* fixture.h: a platform in the test's own process, and waiting for answers
 *
 * It speaks as much of the contract as the client's tests need: signing in, renewing, signing out, the
 * current user; a test adds its own paths. For faults on the wire there is misbehaving-server.h.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <libsoup/soup.h>

#include "client/session-private.h"

G_BEGIN_DECLS

#define PASSWORD "correct-horse-battery"
#define EMAIL "owner@acme-auto.example"

typedef struct _Fixture Fixture;
typedef void (*Handler) (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data);

struct _Fixture
{
  SoupServer *server;
  char *address; /* "http://127.0.0.1:PORT" */
  GHashTable *handlers;
  GPtrArray *seen;             /* "METHOD path?query", in the order of arrival */
  GPtrArray *held;             /* messages whose answer waits for fixture_release() */
  SoupMessageHeaders *headers; /* of the last request */

  guint rotation;     /* the number in the tokens that are good now */
  gboolean is_stale;  /* the access token has expired */
  gboolean is_locked; /* signing in: 429 */
  gboolean holds_renewals;
};

Fixture *fixture_new (void);
void fixture_free (Fixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

void fixture_stop (Fixture *self);  /* the port refuses connections */
void fixture_start (Fixture *self); /* on the same port again */
/* Relative to the base: "GET /plugin-templates/"; an access token is needed. */
void fixture_on (Fixture *self, const char *request, Handler handler, gconstpointer data);
guint fixture_count (Fixture *self, const char *prefix); /* of requests that began like this */
void fixture_hold (Fixture *self, SoupServerMessage *message);
void fixture_release (Fixture *self);

void reply_json (SoupServerMessage *message, guint status, const char *json);
void reply_text (SoupServerMessage *message, guint status, const char *content_type, const char *text);

SsAccount *fixture_account (Fixture *self, const char *email);
SsSession *fixture_session (Fixture *self);   /* nobody is signed in */
SsSession *fixture_signed_in (Fixture *self); /* not kept */

/* Answers are waited for with these. */
typedef struct
{
  GAsyncResult *result;
  guint n_calls;
} Answer;

void answer_cb (GObject *source, GAsyncResult *result, gpointer answer);
void answer_clear (Answer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)
GAsyncResult *answer_wait (Answer *self); /* of the next call */

#define wait_until(condition) \
  while (!(condition))        \
  g_main_context_iteration (NULL, TRUE)
void settle (void); /* whatever is ready now has run */

gboolean sign_in (SsSession *session, const char *password, gboolean keep, GError **error);
SsAnswer *call (SsSession *session, const char *method, const char *path, GType type, GError **error);

/* Drops the last reference, and fails where somebody else still holds one once everything has settled. */
#define assert_finalized(object) assert_finalized_ (G_STRLOC, (gpointer *) &(object))
void assert_finalized_ (const char *where, gpointer *object);

/* Writes down the delays that the session would have made. */
GArray *record_delays (SsSession *session);

G_END_DECLS
