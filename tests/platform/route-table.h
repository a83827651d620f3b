/* route-table.h: the contract's calls and who may make them, for the tests that try them all
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "fixture.h"

G_BEGIN_DECLS

/* Nobody has it. */
#define SS_ROUTE_TABLE_ID "0b54a5a4-3d7f-4a3b-9d0e-111111111111"

/**
 * SsExpectation:
 * @who: (nullable): a letter for each role, highest first: + may, - may not; %NULL: anybody, also signed out
 * @rule: (nullable): the permission that it needs, which a refusal names
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *who;
  const char *rule;
} SsExpectation;

const SsExpectation *ss_route_table_get (guint *n_expectations);
/* Fails the test where the platform has a route that is not in the table, or the other way round. */
void ss_route_table_assert_complete (void);

/* Makes the call, about an id that nobody has and with an empty body. */
SsAnswer *ss_expectation_call (const SsExpectation *self, SsFixture *fixture, const char *tenant,
                               const char *token);
/* It got to the handler, which had its own thoughts about an empty body and an id that nobody has. */
void ss_expectation_assert_admitted (const SsExpectation *self, SsAnswer *answer, const char *who);
void ss_expectation_assert_refused (const SsExpectation *self, SsAnswer *answer, const char *who,
                                    guint status, const char *code, const char *rule);

G_END_DECLS
