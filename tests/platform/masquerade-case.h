/* masquerade-case.h: what the tests of masquerades share: people, calls, and what is written down of them
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "fixture.h"
#include "platform/auth/people.h"

G_BEGIN_DECLS

#define REASON "A customer asked for help on the phone"

/* Made by each test's main(). */
extern SsFixture *fixture;

/* (transfer full) (nullable): the first column of the first row; @tenant: (nullable): NULL: the platform's */
char *query (const char *tenant, const char *sql, const char *value);
void set_user (const char *tenant, const char *id, const char *column, const char *value);
/* (transfer full): the id */
char *make_user (const char *tenant, const char *local, SsRole role, gboolean is_temporary);
SsAnswer *sign_in (const char *tenant, const char *local);

SsAnswer *call (const char *tenant, const char *token, const char *method, const char *path,
                const char *body);
SsAnswer *begin (const char *tenant, const char *token, const char *user_id, const char *mode);
/* Support acts as somebody of a tenant. */
SsAnswer *begin_support (const char *tenant, SsRole role, const char *mode);
void assert_denied (SsAnswer *answer, const char *rule);
/* @code: (nullable): of the 401; NULL: it is good */
void assert_token (const char *tenant, const char *token, const char *code);

/* Of masquerade.log, and its last line. */
guint count_lines (void);
void assert_logged (const char *action, const char *hijacker, const char *hijacked, const char *mode,
                    const char *reason, const char *rule);

G_END_DECLS
