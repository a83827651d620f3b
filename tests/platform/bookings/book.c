/* book.c: a shop to be booked
 *
 * SPDX-License-Identifier: MIT
 */
#include "book.h"

char *
ss_book_add (SsFixture *fixture, const char *path, const char *format, ...)
{
  g_autofree char *body = NULL;
  g_autoptr (SsAnswer) answer = NULL;
  va_list arguments;

  va_start (arguments, format);
  body = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  answer = ss_book_call (fixture, "POST", body, "%s", path);
  ss_fixture_assert_created (fixture, ACME, SS_ROLE_TENANT_OWNER, answer);
  return g_strdup (ss_answer_get_string (answer, "id"));
}

void
ss_shop_open (SsShop *shop, SsFixture *fixture)
{
  shop->resource = ss_book_add (fixture, "/resources/", "{\"name\":\"Bay\",\"type\":\"ROOM\"}");
  shop->other_resource = ss_book_add (fixture, "/resources/", "{\"name\":\"Lift\",\"type\":\"EQUIPMENT\"}");
  shop->service =
      ss_book_add (fixture, "/services/", "{\"name\":\"Oil\",\"durationMinutes\":60,\"price\":\"80.00\"}");
  shop->customer = ss_book_add (fixture, "/customers/", "{\"name\":\"Zoë Miller\"}");
}

void
ss_shop_close (SsShop *shop)
{
  g_clear_pointer (&shop->resource, g_free);
  g_clear_pointer (&shop->other_resource, g_free);
  g_clear_pointer (&shop->service, g_free);
  g_clear_pointer (&shop->customer, g_free);
}

SsAnswer *
ss_shop_book (SsShop *shop, SsFixture *fixture, const char *start, const char *more)
{
  g_autofree char *body = g_strdup_printf (
      "{\"resourceId\":\"%s\",\"serviceId\":\"%s\",\"customerId\":\"%s\",\"startTime\":\"" DAY "T%s:00Z\"%s}",
      shop->resource, shop->service, shop->customer, start, more);

  return ss_book_call (fixture, "POST", body, "/appointments/");
}

char *
ss_shop_booked (SsShop *shop, SsFixture *fixture, const char *start, const char *more)
{
  g_autoptr (SsAnswer) answer = ss_shop_book (shop, fixture, start, more);

  ss_answer_assert_status (answer, 201);
  return g_strdup (ss_answer_get_string (answer, "id"));
}
