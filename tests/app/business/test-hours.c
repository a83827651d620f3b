/* test-hours.c: opening hours as they are typed, and as they are sent
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "app/business/hours-editor.h"
#include "app/business/hours-row.h"

static void
test_times (void)
{
  static const struct
  {
    const char *text;
    int minutes;
  } cases[] = {
    { "09:00", 540 }, { "9:00", 540 },   { "9.30", 570 },  { "9", 540 }, { "930", 570 },  { "0930", 570 },
    { " 8 ", 480 },   { "24:00", 1440 }, { "24:01", -1 },  { "25", -1 }, { "09:60", -1 }, { "9:0", -1 },
    { "", -1 },       { "nine", -1 },    { "9:00pm", -1 }, { "-1", -1 }, { ":30", -1 },   { "1:2:3", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (ss_hours_parse_time (cases[i].text), ==, cases[i].minutes);
    }
}

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_round_trip (void)
{
  g_autoptr (GtkWidget) editor = g_object_ref_sink (g_object_new (SS_TYPE_HOURS_EDITOR, NULL));
  g_autoptr (JsonNode) hours = parse (
      "{\"mon\":[[\"09:00\",\"12:00\"],[\"13:00\",\"24:00\"]],\"tue\":[],\"wed\":[[\"08:30\",\"09:00\"]],"
      "\"thu\":[],\"fri\":[],\"sat\":[],\"sun\":[]}");
  g_autoptr (JsonNode) sent = NULL;

  ss_hours_editor_set_week_start (SS_HOURS_EDITOR (editor), "sun");
  ss_hours_editor_set_hours (SS_HOURS_EDITOR (editor), hours);
  sent = ss_hours_editor_get_hours (SS_HOURS_EDITOR (editor));
  g_assert_true (json_node_equal (hours, sent));
  g_assert_null (ss_hours_editor_check (SS_HOURS_EDITOR (editor)));
}

static void
test_faults (void)
{
  static const char *const wrong[] = {
    "[[\"09:00\",\"09:00\"]]",
    "[[\"12:00\",\"09:00\"]]",
    "[[\"09:00\",\"12:00\"],[\"11:00\",\"13:00\"]]",
    "[[\"nine\",\"12:00\"]]",
  };
  g_autoptr (GtkWidget) row = g_object_ref_sink (ss_hours_row_new ("Monday"));

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (JsonNode) periods = parse (wrong[i]);

      ss_hours_row_set_periods (SS_HOURS_ROW (row), json_node_get_array (periods));
      g_assert_nonnull (ss_hours_row_check (SS_HOURS_ROW (row)));
      /* A closed day has nothing wrong. */
      adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), FALSE);
      g_assert_null (ss_hours_row_check (SS_HOURS_ROW (row)));
    }
}

static void
test_opening (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (ss_hours_row_new ("Monday"));
  g_autoptr (JsonArray) periods = NULL;

  ss_hours_row_set_periods (SS_HOURS_ROW (row), NULL);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), TRUE);
  periods = ss_hours_row_get_periods (SS_HOURS_ROW (row));
  g_assert_cmpuint (json_array_get_length (periods), ==, 1);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "09:00–17:00");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/app/hours/times", test_times);
  g_test_add_func ("/app/hours/round-trip", test_round_trip);
  g_test_add_func ("/app/hours/faults", test_faults);
  g_test_add_func ("/app/hours/opening", test_opening);
  return g_test_run ();
}
