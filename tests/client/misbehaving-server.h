/* misbehaving-server.h: a fake for the faults that no real server can be made to have
 *
 * It is no platform and speaks no contract: it takes one request a connection from a raw socket and does to
 * the answer what a broken network, a proxy or an attacker would do.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  FAULT_CLOSE,          /* no answer, the connection ends */
  FAULT_STALL,          /* no answer, the connection stays */
  FAULT_STALL_IN_BODY,  /* half of the body, the connection stays */
  FAULT_TRUNCATE,       /* half of the body, the connection ends */
  FAULT_GARBAGE,        /* not HTTP */
  FAULT_NOT_JSON,       /* 200 and "application/json", but it isn't */
  FAULT_HTML,           /* 200 and a page, as of a hotel's network */
  FAULT_HTML_500,       /* a page with a stack trace */
  FAULT_EMPTY_502,      /* nothing at all */
  FAULT_ENDLESS,        /* 10 GB */
  FAULT_ENDLESS_CHUNKS, /* 10 GB of unknown length */
  FAULT_REDIRECT_LOOP,  /* to itself, for ever */
  FAULT_REDIRECT,       /* to `target` */
  FAULT_EVENT_GARBAGE,  /* a stream of events that is none */
  FAULT_EVENT_ENDLESS,  /* a stream of events with a line of 10 GB */
  FAULT_EVENT_CLOSE,    /* a stream of events that ends at once */
} Fault;

typedef struct
{
  GSocketService *service;
  char *address; /* "http://127.0.0.1:PORT" */
  Fault fault;
  char *target;     /* (nullable) */
  guint n_requests; /* use atomically */
  GMutex mutex;
  GString *requests;    /* (owned): all that came, headers included */
  GCancellable *ending; /* (owned) */
} MisbehavingServer;

MisbehavingServer *misbehaving_server_new (Fault fault);
void misbehaving_server_free (MisbehavingServer *self);
gboolean misbehaving_server_has_seen (MisbehavingServer *self, const char *text);
guint64 misbehaving_server_get_n_written (void); /* bytes of endless bodies */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MisbehavingServer, misbehaving_server_free)

G_END_DECLS
