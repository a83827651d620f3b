/* test-grant.c: the states of a grant and where they begin
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/grant.h"

#define NOON (G_GINT64_CONSTANT (1795608000) * G_USEC_PER_SEC)
#define MORNING (NOON - 2 * G_TIME_SPAN_HOUR)

static void
test_status (void)
{
  static const struct
  {
    SsGrantTimes times;
    gint64 now;
    SsGrantStatus status;
  } table[] = {
    { { MORNING, NOON }, NOON - 1, SS_GRANT_ACTIVE },
    { { MORNING, NOON }, NOON, SS_GRANT_EXPIRED },
    { { MORNING, NOON }, NOON + 1, SS_GRANT_EXPIRED },
    { { MORNING, NOON }, G_MAXINT64, SS_GRANT_EXPIRED },
    { { MORNING, NOON, 0, NOON - 10 }, NOON - 10, SS_GRANT_REVOKED },
    { { MORNING, NOON, 0, NOON - 10 }, NOON - 5, SS_GRANT_REVOKED },
    /* It stays revoked when its time is over: that is what happened to it. */
    { { MORNING, NOON, 0, NOON - 10 }, NOON, SS_GRANT_REVOKED },
    { { MORNING, NOON, 0, NOON - 10 }, NOON + 10, SS_GRANT_REVOKED },
    { { MORNING, NOON, NOON + 1, NOON - 10 }, NOON - 5, SS_GRANT_REVOKED },
    /* The clock of another machine may run ahead: revoked is revoked. */
    { { MORNING, NOON, 0, NOON - 10 }, NOON - 11, SS_GRANT_REVOKED },
    { { MORNING, NOON, 0, 1 }, NOON - 1, SS_GRANT_REVOKED },
    /* A clock that goes back: by a little, by much, and after the end. */
    { { MORNING, NOON }, MORNING, SS_GRANT_ACTIVE },
    { { MORNING, NOON }, MORNING - SS_GRANT_CLOCK_TOLERANCE, SS_GRANT_ACTIVE },
    { { MORNING, NOON }, MORNING - SS_GRANT_CLOCK_TOLERANCE - 1, SS_GRANT_EXPIRED },
    { { MORNING, NOON }, 0, SS_GRANT_EXPIRED },
    { { MORNING, NOON, NOON + 1 }, NOON - 1, SS_GRANT_EXPIRED },
    { { MORNING, G_MAXINT64 }, G_MAXINT64 - 1, SS_GRANT_ACTIVE },
    { { MORNING, G_MININT64 }, MORNING, SS_GRANT_EXPIRED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (ss_grant_get_status (&table[i].times, table[i].now), ==, table[i].status);
}

static void
test_names (void)
{
  static const char *const names[SS_N_GRANT_STATUSES] = { "ACTIVE", "EXPIRED", "REVOKED" };
  SsGrantStatus status;

  for (guint i = 0; i < SS_N_GRANT_STATUSES; i++)
    {
      g_assert_cmpstr (ss_grant_status_to_string (i), ==, names[i]);
      g_assert_true (ss_grant_status_from_string (names[i], &status));
      g_assert_cmpint (status, ==, i);
      g_assert_true (ss_grant_status_from_string (names[i], NULL));
    }

  status = SS_GRANT_REVOKED;
  g_assert_false (ss_grant_status_from_string ("active", &status));
  g_assert_false (ss_grant_status_from_string ("", &status));
  g_assert_false (ss_grant_status_from_string (NULL, &status));
  g_assert_cmpint (status, ==, SS_GRANT_REVOKED);
}

/* Contract section 7: durationMinutes 5–240, default 30. */
static void
test_minutes (void)
{
  g_assert_cmpint (SS_GRANT_MINUTES_MIN, ==, 5);
  g_assert_cmpint (SS_GRANT_MINUTES_DEFAULT, ==, 30);
  g_assert_cmpint (SS_GRANT_MINUTES_MAX, ==, 240);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grant/status", test_status);
  g_test_add_func ("/grant/names", test_names);
  g_test_add_func ("/grant/minutes", test_minutes);
  return g_test_run ();
}
