/* book.h: a shop to be booked
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "fixture.h"
#include "market.h"

G_BEGIN_DECLS

#define ACME SS_FIXTURE_ACME
#define OWNER SS_ROLE_TENANT_OWNER

/* Far enough away to be in the future whenever this runs: a Monday. */
#define DAY "2031-03-03"

/* As the owner. */
#define ss_book_call(fixture, method, body, ...) \
  ss_market_call (fixture, ACME, OWNER, method, body, __VA_ARGS__)

/* As the owner; the test fails unless it is 201. (transfer full): the id */
char *ss_book_add (SsFixture *fixture, const char *path, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* A resource, a service of an hour without buffers, and a customer. */
typedef struct
{
  char *resource;
  char *other_resource;
  char *service;
  char *customer;
} SsShop;

void ss_shop_open (SsShop *shop, SsFixture *fixture);
void ss_shop_close (SsShop *shop);

/* @start: "09:00" of DAY. (transfer full): the answer */
SsAnswer *ss_shop_book (SsShop *shop, SsFixture *fixture, const char *start, const char *more);
char *ss_shop_booked (SsShop *shop, SsFixture *fixture, const char *start, const char *more);

G_END_DECLS
