/* test-interval-index.c: what overlaps a span is found, and nothing else
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/interval-index.h"

typedef struct
{
  const char *name;
  const char *key;
  gint64 start;
  gint64 end;
} Interval;

/* In the order of being put. */
static const Interval day[] = {
  { "lunch", "ann", 12, 13 },   { "early", "ann", 8, 9 },   { "all day", "ann", 0, 24 },
  { "second", "ann", 12, 14 },  { "bob's", "bob", 10, 12 }, { "nobody's", NULL, 12, 13 },
  { "no length", "ann", 9, 9 }, { "back", "ann", 20, 5 },
};

static const struct
{
  const char *key;
  gint64 start;
  gint64 end;
  const char *found;
} questions[] = {
  { "ann", 12, 13, "all day, lunch, second" },
  { "ann", 13, 14, "all day, second" },
  { "ann", 0, 24, "all day, early, no length, lunch, second, back" },
  /* A span ends before its end, and so does an interval. */
  { "ann", 9, 12, "all day, no length" },
  { "ann", 8, 9, "all day, early" },
  { "ann", 20, 21, "all day, back" },
  { "ann", 24, 30, "" },
  { "ann", -5, 0, "" },
  { "ann", 10, 10, "all day" },
  { "bob", 0, 24, "bob's" },
  { "carol", 0, 24, "" },
  { NULL, 0, 24, "nobody's" },
};

static void
name_cb (gpointer item, gpointer data)
{
  const Interval *interval = item;

  g_string_append_printf (data, "%s%s", ((GString *) data)->len > 0 ? ", " : "", interval->name);
}

static void
test_table (void)
{
  g_autoptr (SsIntervalIndex) index = ss_interval_index_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (day); i++)
    g_assert_true (ss_interval_index_put (index, (gpointer) &day[i], day[i].key, day[i].start, day[i].end));

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (GString) found = g_string_new (NULL);

      ss_interval_index_query (index, questions[i].key, questions[i].start, questions[i].end, name_cb, found);
      g_assert_cmpstr (found->str, ==, questions[i].found);
    }
}

static void
test_move_and_remove (void)
{
  g_autoptr (SsIntervalIndex) index = ss_interval_index_new ();
  g_autoptr (GString) found = g_string_new (NULL);
  Interval one = { .name = "one" };
  const char *key;
  gint64 start, end;

  g_assert_false (ss_interval_index_remove (index, &one));
  g_assert_true (ss_interval_index_put (index, &one, "ann", 1, 2));
  g_assert_false (ss_interval_index_put (index, &one, "ann", 1, 2));
  g_assert_true (ss_interval_index_put (index, &one, NULL, 1, 2));
  g_assert_true (ss_interval_index_put (index, &one, "bob", 5, 6));
  g_assert_cmpuint (ss_interval_index_get_n_items (index), ==, 1);
  g_assert_true (ss_interval_index_lookup (index, &one, &key, &start, &end));
  g_assert_cmpstr (key, ==, "bob");
  g_assert_cmpint (start, ==, 5);
  g_assert_cmpint (end, ==, 6);

  ss_interval_index_query_all (index, 0, 5, name_cb, found);
  g_assert_cmpstr (found->str, ==, "");
  ss_interval_index_query_all (index, 0, 10, name_cb, found);
  g_assert_cmpstr (found->str, ==, "one");

  g_assert_true (ss_interval_index_remove (index, &one));
  g_assert_false (ss_interval_index_lookup (index, &one, NULL, NULL, NULL));
  ss_interval_index_query_all (index, 0, 10, name_cb, found);
  g_assert_cmpstr (found->str, ==, "one");
}

#define N_INTERVALS 400
#define N_STEPS 20000

static void
count_cb (gpointer item, gpointer data)
{
  g_ptr_array_add (data, item);
}

static gboolean
is_within (const Interval *interval, gint64 start, gint64 end)
{
  if (interval->start == interval->end)
    return interval->start >= start && interval->start < end;
  return interval->start < end && interval->end > start;
}

/* Against looking at each of them. */
static void
check_query (SsIntervalIndex *index, Interval *intervals, const char *key)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  gint64 start = g_test_rand_int_range (-10, 1000), end = start + g_test_rand_int_range (1, 200);
  guint n_expected = 0;

  ss_interval_index_query (index, key, start, end, count_cb, found);
  for (guint i = 0; i < N_INTERVALS; i++)
    if (intervals[i].name != NULL && g_strcmp0 (intervals[i].key, key) == 0
        && is_within (&intervals[i], start, end))
      n_expected++;

  g_assert_cmpuint (found->len, ==, n_expected);
  for (guint i = 0; i < found->len; i++)
    {
      const Interval *interval = g_ptr_array_index (found, i);

      g_assert_true (is_within (interval, start, end));
      g_assert_true (i == 0 || ((Interval *) g_ptr_array_index (found, i - 1))->start <= interval->start);
    }
}

static void
test_random (void)
{
  static const char *const keys[] = { "ann", "bob", "carol", NULL };
  g_autoptr (SsIntervalIndex) index = ss_interval_index_new ();
  g_autofree Interval *intervals = g_new0 (Interval, N_INTERVALS);

  for (guint i = 0; i < N_STEPS; i++)
    {
      Interval *interval = &intervals[g_test_rand_int_range (0, N_INTERVALS)];

      if (interval->name != NULL && g_test_rand_int_range (0, 3) == 0)
        {
          g_assert_true (ss_interval_index_remove (index, interval));
          interval->name = NULL;
        }
      else
        {
          interval->name = "one";
          interval->key = keys[g_test_rand_int_range (0, G_N_ELEMENTS (keys))];
          interval->start = g_test_rand_int_range (0, 1000);
          interval->end =
              interval->start + g_test_rand_int_range (0, g_test_rand_int_range (0, 20) == 0 ? 900 : 30);
          ss_interval_index_put (index, interval, interval->key, interval->start, interval->end);
        }
      check_query (index, intervals, keys[i % G_N_ELEMENTS (keys)]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/interval-index/table", test_table);
  g_test_add_func ("/client/interval-index/move-and-remove", test_move_and_remove);
  g_test_add_func ("/client/interval-index/random", test_random);
  return g_test_run ();
}
