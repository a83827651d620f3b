/* test-answer-cache.c: what is held for conditional requests, and what gives way
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/answer-cache.h"

static void
put (SsAnswerCache *cache, const char *address, gsize size)
{
  g_autofree char *data = g_malloc0 (size);
  g_autoptr (GBytes) body = g_bytes_new (data, size);

  ss_answer_cache_put (cache, address, address, body);
}

static void
test_oldest_gives_way (void)
{
  g_autoptr (SsAnswerCache) cache = ss_answer_cache_new (3, 1000);

  put (cache, "a", 10);
  put (cache, "b", 10);
  put (cache, "c", 10);
  g_assert_cmpstr (ss_answer_cache_get (cache, "a", NULL), ==, "a");
  put (cache, "d", 10);
  g_assert_nonnull (ss_answer_cache_get (cache, "a", NULL));
  g_assert_null (ss_answer_cache_get (cache, "b", NULL));
  g_assert_nonnull (ss_answer_cache_get (cache, "c", NULL));
}

static void
test_size (void)
{
  g_autoptr (SsAnswerCache) cache = ss_answer_cache_new (100, 1000);

  put (cache, "large", 251);
  g_assert_null (ss_answer_cache_get (cache, "large", NULL));
  for (char name[] = "a"; name[0] <= 'e'; name[0]++)
    put (cache, name, 250);
  g_assert_null (ss_answer_cache_get (cache, "a", NULL));
  g_assert_nonnull (ss_answer_cache_get (cache, "b", NULL));
  put (cache, "b", 10);
  put (cache, "f", 240);
  g_assert_nonnull (ss_answer_cache_get (cache, "c", NULL));
}

static void
test_body_and_clear (void)
{
  g_autoptr (SsAnswerCache) cache = ss_answer_cache_new (3, 1000);
  g_autoptr (GBytes) body = NULL;

  put (cache, "a", 10);
  g_assert_nonnull (ss_answer_cache_get (cache, "a", &body));
  ss_answer_cache_clear (cache);
  g_assert_cmpuint (g_bytes_get_size (body), ==, 10);
  g_assert_null (ss_answer_cache_get (cache, "a", NULL));
  put (cache, "a", 10);
  g_assert_nonnull (ss_answer_cache_get (cache, "a", NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answer-cache/oldest-gives-way", test_oldest_gives_way);
  g_test_add_func ("/answer-cache/size", test_size);
  g_test_add_func ("/answer-cache/body-and-clear", test_body_and_clear);
  return g_test_run ();
}
