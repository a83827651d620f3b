/* server.h: the real program on a store, as many times as a test needs it
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
  char *directory; /* (owned): logs and files, what it says of itself in "log" */
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

/* @store: its address; @events: (nullable): --store-events. Waits until it listens. */
Server *server_start (const char *store, const char *events);
/* @options: (nullable): further words of the command line */
Server *server_start_with (const char *store, const char *const *options);
/* Another than the real program. */
Server *server_start_program (const char *program, const char *store, const char *const *options);
void server_free (Server *self);
/* Of one that was killed. */
void server_forget (Server *self);
/* Waits until it has said @text for the @count-th time. */
void server_wait_for_log (Server *self, const char *text, guint count);
char *server_read_log (Server *self);

/* Makes the tables, two businesses and their owners. */
void server_fill (const char *store);
/* (transfer full): the owner's access token */
char *server_sign_in (Server *self, const char *tenant);
char *server_sign_in_with (Server *self, SoupSession *session, const char *tenant);
void server_call (Server *self, SoupSession *session, const char *method, const char *path,
                  const char *tenant, const char *token, const char *body, Answer *answer);
/* Runs build-aux/with-postgresql with @option, as "--kill". */
void server_control_database (const char *option);

void answer_clear (Answer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Server, server_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

G_END_DECLS
