/* fixture.h: a platform in this process, with two businesses, a suspended one, a demo one, and their people
 *
 * It listens on a free port of 127.0.0.1, in a thread of its own, over a store in a temporary directory or
 * a database of its own. Each
 * business has one person of each tenant role, "owner@acme.example", the platform one of each of its roles,
 * "superuser@platform.example". What 127.0.0.1 says of the client it passes on is believed. Everybody's
 * password is SS_FIXTURE_PASSWORD.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "domain/role.h"
#include "platform/platform.h"

G_BEGIN_DECLS

#define SS_FIXTURE_PASSWORD "a-fixture-needs-one"

/* Sub-domains. The platform itself is NULL. */
#define SS_FIXTURE_ACME "acme"
#define SS_FIXTURE_BLOOM "bloom"
#define SS_FIXTURE_SUSPENDED "closed"
#define SS_FIXTURE_DEMO "studio"

typedef struct _SsFixture SsFixture;

SsFixture *ss_fixture_new (void);
/* Stops the platform, waits for it, and removes the store. */
void ss_fixture_free (SsFixture *self);

SsPlatform *ss_fixture_get_platform (SsFixture *self);
SsStore *ss_fixture_get_store (SsFixture *self);
const char *ss_fixture_get_store_address (SsFixture *self); /* as given to --store */
const char *ss_fixture_get_address (SsFixture *self);       /* "http://127.0.0.1:41235" */
guint16 ss_fixture_get_port (SsFixture *self);
/* The temporary directory: security.log lies there. */
const char *ss_fixture_get_directory (SsFixture *self);
char *ss_fixture_read_security_log (SsFixture *self);
char *ss_fixture_read_masquerade_log (SsFixture *self); /* "" where there is none */

const char *ss_fixture_tenant_id (SsFixture *self, const char *tenant);
/* Of a tenant role in @tenant; of a platform role wherever. (transfer full) */
char *ss_fixture_email (const char *tenant, SsRole role);
char *ss_fixture_user_id (SsFixture *self, const char *tenant, SsRole role);
/* The access token of somebody who is signed in once for the whole fixture. NULL in a suspended tenant. */
const char *ss_fixture_token (SsFixture *self, const char *tenant, SsRole role);
/* The access token of @staff, a role of the platform, acting (not only looking) as @role in @tenant.
 * (transfer full) */
char *ss_fixture_masquerade (SsFixture *self, SsRole staff, const char *tenant, SsRole role);

/**
 * SsCall:
 * @method: NULL: GET
 * @path: behind the base, or with it
 * @tenant: (nullable): X-Tenant-Subdomain
 * @token: (nullable): Authorization
 * @host: (nullable): another Host
 * @body: (nullable): JSON, unless a header says otherwise
 * @headers: (nullable): more header lines, each with its CR and LF
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *tenant;
  const char *token;
  const char *host;
  const char *body;
  const char *headers;
} SsCall;

typedef struct
{
  guint status;
  SoupMessageHeaders *headers;
  char *body;
  JsonNode *json; /* (nullable) */
} SsAnswer;

SsAnswer *ss_fixture_call (SsFixture *self, const SsCall *call);
/* The same with the token of @role. */
SsAnswer *ss_fixture_call_as (SsFixture *self, const char *tenant, SsRole role, const char *method,
                              const char *path, const char *body);
/* Fails the test unless something was made that GET answers with the same ETag. */
void ss_fixture_assert_created (SsFixture *self, const char *tenant, SsRole role, SsAnswer *answer);
void ss_answer_free (SsAnswer *self);

const char *ss_answer_get_header (SsAnswer *self, const char *name);
/* Members of the body's object; the test fails where there is none such. */
const char *ss_answer_get_string (SsAnswer *self, const char *member);
JsonNode *ss_answer_get_member (SsAnswer *self, const char *member);
JsonObject *ss_answer_get_object (SsAnswer *self);
/* Fails the test unless the answer is an error with this status and code. */
void ss_answer_assert_error (SsAnswer *self, guint status, const char *code);
void ss_answer_assert_status (SsAnswer *self, guint status);

/* Sockets without any HTTP, for clients that misbehave. */
GSocketConnection *ss_fixture_connect (SsFixture *self);
void ss_raw_write (GSocketConnection *connection, const char *text);
/* Until the other end closes; at most a minute. (transfer full) */
char *ss_raw_read_all (GSocketConnection *connection);
/* One answer with Content-Length, for connections that stay. */
char *ss_raw_read_answer (GSocketConnection *connection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsFixture, ss_fixture_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsAnswer, ss_answer_free)

G_END_DECLS
