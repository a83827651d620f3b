/* server.h: the real program on a database, as many times as a test needs it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define SERVER_TENANT "acme-auto"
#define SERVER_OTHER_TENANT "bloom-studio"

typedef struct
{
  char *directory; /* (owned): logs and files */
  GSubprocess *process;
  char *address; /* as "http://127.0.0.1:41235" */
} Server;

/* One answer. */
typedef struct
{
  guint status; /* 0: the connection broke */
  char *retry_after;
  char *body;
  JsonNode *json; /* (nullable) */
} Answer;

/* @store: a database's address; @events: (nullable): --store-events. Waits until it listens. */
Server *server_start (const char *store, const char *events);
void server_free (Server *self);

/* Makes the tables, two businesses and their owners. */
void server_fill (const char *store);
/* (transfer full): the owner's access token */
char *server_sign_in (Server *self, const char *tenant);
void server_call (Server *self, SoupSession *session, const char *method, const char *path,
                  const char *tenant, const char *token, const char *body, Answer *answer);
/* Runs build-aux/with-postgresql with @option, as "--kill". */
void server_control_database (const char *option);

void answer_clear (Answer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Server, server_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

G_END_DECLS
