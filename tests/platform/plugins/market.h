/* market.h: public plugins made to measure, and what tests ask about them
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "fixture.h"

G_BEGIN_DECLS

/* What is NULL or 0 has some fallback. Documents are JSON text. */
typedef struct
{
  const char *slug;
  const char *name;
  const char *summary;
  const char *author;
  const char *category;
  gboolean is_featured;
  gboolean is_verified;
  const char *variables;
  const char *permissions;
  const char *ratings; /* "[0,0,0,0,0]" of another platform */
  gint64 installs;     /* of another platform */
  int day;             /* of its creation and last change, from 1 */
} SsMarketPlugin;

/* (transfer full): its id; version 1.0.0 */
char *ss_market_add (SsStore *store, const SsMarketPlugin *plugin);
/* Publishes another version. */
void ss_market_release (SsStore *store, const char *id, const char *version, const char *variables,
                        const char *permissions);

/* As @role of @tenant, with @format filled in for the path. */
SsAnswer *ss_market_call (SsFixture *fixture, const char *tenant, SsRole role, const char *method,
                          const char *body, const char *format, ...) G_GNUC_PRINTF (6, 7);
/* Installs as the owner of @tenant. (transfer full): the installation's id */
char *ss_market_install (SsFixture *fixture, const char *tenant, const char *plugin_id,
                         const char *config_values);

/* The strings at @member of each of the results, with spaces between. (transfer full) */
char *ss_market_results (SsAnswer *answer, const char *member);
/* A member of the answer as JSON text. (transfer full) */
char *ss_market_member (SsAnswer *answer, const char *member);
/* Fails the test unless the answer is a 400 that names @field. */
void ss_market_assert_invalid (SsAnswer *answer, const char *field);

#define ss_market_assert_member(answer, member, json)              \
  G_STMT_START                                                     \
  {                                                                \
    g_autofree char *written_ = ss_market_member (answer, member); \
    g_assert_cmpstr (written_, ==, json);                          \
  }                                                                \
  G_STMT_END

G_END_DECLS
