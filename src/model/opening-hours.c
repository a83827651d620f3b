/* opening-hours.c: opening hours as the contract writes them
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/opening-hours.h"

#include <string.h>

#include "domain/local-time.h"

static const char *const days[SS_WEEK_DAYS] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

/**
 * ss_opening_hours_read_time:
 * @text: (nullable): "09:30", at most "24:00"
 *
 * Returns: minutes since midnight; -1 where it is no time of day
 */
int
ss_opening_hours_read_time (const char *text)
{
  int minutes;

  if (text == NULL || strlen (text) != 5 || text[2] != ':' || !g_ascii_isdigit (text[0])
      || !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4])
      || text[3] > '5')
    return -1;
  minutes = ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
  return minutes <= SS_DAY_MINUTES ? minutes : -1;
}

static int
read_time (JsonArray *period, guint index)
{
  JsonNode *node = json_array_get_element (period, index);

  return json_node_get_value_type (node) == G_TYPE_STRING
             ? ss_opening_hours_read_time (json_node_get_string (node))
             : -1;
}

static gboolean
read_day (JsonNode *node, SsOpeningDay *day)
{
  JsonArray *periods = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; periods != NULL && i < json_array_get_length (periods); i++)
    {
      JsonNode *element = json_array_get_element (periods, i);
      JsonArray *period = JSON_NODE_HOLDS_ARRAY (element) ? json_node_get_array (element) : NULL;

      if (period == NULL || json_array_get_length (period) != 2
          || !ss_opening_day_add (day, read_time (period, 0), read_time (period, 1)))
        return FALSE;
    }
  return periods != NULL;
}

/**
 * ss_opening_hours_read:
 * @node: (nullable): `{"mon": [["09:00", "17:00"]], …}` (contract section 6)
 * @week: (out): the same; what is left out is closed
 *
 * Returns: whether all of it could be read; @week has what could
 */
gboolean
ss_opening_hours_read (JsonNode *node, SsOpeningWeek *week)
{
  gboolean is_fine = TRUE;
  JsonObject *object;

  memset (week, 0, sizeof *week);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  object = json_node_get_object (node);
  for (guint day = 0; day < SS_WEEK_DAYS; day++)
    {
      JsonNode *member = json_object_get_member (object, days[day]);

      if (member != NULL && !read_day (member, &week->days[day]))
        is_fine = FALSE;
    }
  return is_fine;
}
