/* test-words.c: times of day as people write them
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/booking-words.h"

static void
test_time_of_day (void)
{
  static const struct
  {
    const char *text;
    int minute; /* -1: it is none */
  } rows[] = {
    { "9", 9 * 60 },
    { "09:30", 9 * 60 + 30 },
    { " 9:05 ", 9 * 60 + 5 },
    { "9.30", 9 * 60 + 30 },
    { "9h15", 9 * 60 + 15 },
    { "0930", 9 * 60 + 30 },
    { "930", 9 * 60 + 30 },
    { "2359", 23 * 60 + 59 },
    { "0:00", 0 },
    { "12 am", 0 },
    { "12:30am", 30 },
    { "12 PM", 12 * 60 },
    { "3:45 pm", 15 * 60 + 45 },
    { "11pm", 23 * 60 },
    { "", -1 },
    { "noon", -1 },
    { "24:00", -1 },
    { "9:60", -1 },
    { "9:5", -1 },
    { "13 pm", -1 },
    { "0 am", -1 },
    { "9:30 x", -1 },
    { "-1:00", -1 },
    { "99999999999", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int minute = -1;

      g_test_message ("«%s»", rows[i].text);
      g_assert_cmpint (ss_parse_time_of_day (rows[i].text, &minute), ==, rows[i].minute >= 0);
      if (rows[i].minute >= 0)
        g_assert_cmpint (minute, ==, rows[i].minute);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/words/time-of-day", test_time_of_day);

  return g_test_run ();
}
