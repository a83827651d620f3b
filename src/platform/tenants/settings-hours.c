/* settings-hours.c: a week's opening hours as the contract writes them
 *
 * `{"mon": [["09:00", "17:00"]], …}` (contract sections 6 and 11): periods of a day in their order, which
 * may touch and not overlap; the last may end at "24:00". A day that is left out is closed.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/tenants/settings-hours.h"

#include <string.h>

#define FIELD "workingHours"

/* More than a day can sensibly have. */
#define PERIODS_MAX 12

#define DAY_MINUTES (24 * 60)

static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

/* "09:30" in minutes; -1 where it is no time of day. */
static int
read_time (JsonNode *node)
{
  const char *text = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
  int minutes;

  if (strlen (text) != 5 || text[2] != ':' || !g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1])
      || !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]) || text[3] > '5')
    return -1;
  minutes = ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
  return minutes <= DAY_MINUTES ? minutes : -1;
}

/* (nullable): what is wrong with a period that may not begin before @earliest, which becomes its end */
static const char *
check_period (JsonNode *node, int *earliest)
{
  JsonArray *period = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  int start, end;

  if (period == NULL || json_array_get_length (period) != 2)
    return "write each period as a start and an end";
  start = read_time (json_array_get_element (period, 0));
  end = read_time (json_array_get_element (period, 1));
  if (start < 0 || start == DAY_MINUTES || end < 0)
    return "write times as in 09:00, up to 24:00 for the end of the day";
  if (end <= start)
    return "let each period end after its start";
  if (start < *earliest)
    return "put the periods in order, without overlaps";
  *earliest = end;
  return NULL;
}

static const char *
check_day (JsonNode *node)
{
  JsonArray *periods = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  int earliest = 0;

  if (periods == NULL)
    return "send a list of periods";
  if (json_array_get_length (periods) > PERIODS_MAX)
    return "use fewer periods";
  for (guint i = 0; i < json_array_get_length (periods); i++)
    {
      const char *sentence = check_period (json_array_get_element (periods, i), &earliest);

      if (sentence != NULL)
        return sentence;
    }
  return NULL;
}

static gboolean
is_day (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      if (strcmp (days[i], name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
check_names (JsonObject *week, SsFieldErrors *errors)
{
  g_autoptr (GList) members = json_object_get_members (week);

  for (GList *member = members; member != NULL; member = member->next)
    {
      if (!is_day (member->data))
        ss_field_errors_add_printf (errors, FIELD,
                                    "“%s” is no day: use mon, tue, wed, thu, fri, sat and sun.",
                                    (const char *) member->data);
    }
}

/**
 * ss_settings_hours_read:
 * @node: a week from a body
 * @errors: gets what is wrong
 *
 * Returns: (transfer full) (nullable): the week with all of its days, in order; %NULL where something is
 * wrong
 */
JsonNode *
ss_settings_hours_read (JsonNode *node, SsFieldErrors *errors)
{
  g_autoptr (JsonObject) week = json_object_new ();
  JsonObject *given;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      ss_field_errors_add (errors, FIELD, "Send an object with a member for each day.");
      return NULL;
    }
  given = json_node_get_object (node);
  check_names (given, errors);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      JsonNode *day = json_object_get_member (given, days[i]);
      const char *sentence = day != NULL ? check_day (day) : NULL;

      if (sentence != NULL)
        ss_field_errors_add_printf (errors, FIELD, "On %s, %s.", days[i], sentence);
      else if (day != NULL)
        json_object_set_member (week, days[i], json_node_copy (day));
      else
        json_object_set_array_member (week, days[i], json_array_new ());
    }
  if (ss_field_errors_get (errors, FIELD) != NULL)
    return NULL;
  return json_node_init_object (json_node_alloc (), week);
}
