/* hours-editor.c: the opening hours of a week
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/hours-editor.h"

#include <glib/gi18n-lib.h>

#include "app/business/hours-row.h"
#include "app/business/week.h"

struct _SsHoursEditor
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *rows[SS_N_WEEKDAYS]; /* (unowned): children, Monday first */
};

G_DEFINE_FINAL_TYPE (SsHoursEditor, ss_hours_editor, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (SsHoursEditor *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ss_hours_editor_class_init (SsHoursEditorClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
ss_hours_editor_init (SsHoursEditor *self)
{
  for (guint day = 0; day < SS_N_WEEKDAYS; day++)
    {
      self->rows[day] = ss_hours_row_new (ss_week_get_name (day));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->rows[day]);
      g_signal_connect_object (self->rows[day], "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
}

/**
 * ss_hours_editor_set_hours:
 * @self: the editor
 * @hours: (nullable): {"mon": [["09:00", "17:00"]], …}
 */
void
ss_hours_editor_set_hours (SsHoursEditor *self, JsonNode *hours)
{
  JsonObject *week = hours != NULL && JSON_NODE_HOLDS_OBJECT (hours) ? json_node_get_object (hours) : NULL;

  for (guint day = 0; day < SS_N_WEEKDAYS; day++)
    {
      JsonNode *node = week != NULL ? json_object_get_member (week, ss_week_get_id (day)) : NULL;

      ss_hours_row_set_periods (SS_HOURS_ROW (self->rows[day]), node != NULL && JSON_NODE_HOLDS_ARRAY (node)
                                                                    ? json_node_get_array (node)
                                                                    : NULL);
    }
}

/**
 * ss_hours_editor_get_hours:
 * @self: the editor
 *
 * Returns: (transfer full): the week with all of its days, as the platform gets it
 */
JsonNode *
ss_hours_editor_get_hours (SsHoursEditor *self)
{
  JsonObject *week = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint day = 0; day < SS_N_WEEKDAYS; day++)
    json_object_set_array_member (week, ss_week_get_id (day),
                                  ss_hours_row_get_periods (SS_HOURS_ROW (self->rows[day])));
  json_node_take_object (node, week);
  return node;
}

/**
 * ss_hours_editor_set_week_start:
 * @self: the editor
 * @week_start: (nullable): the day that stands first
 */
void
ss_hours_editor_set_week_start (SsHoursEditor *self, const char *week_start)
{
  guint first = ss_week_find (week_start);

  for (guint i = 0; i < SS_N_WEEKDAYS; i++)
    {
      GtkWidget *row = g_object_ref (self->rows[(first + i) % SS_N_WEEKDAYS]);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_object_unref (row);
    }
}

/**
 * ss_hours_editor_check:
 * @self: the editor
 *
 * Returns: (nullable): N_(): what is wrong
 */
const char *
ss_hours_editor_check (SsHoursEditor *self)
{
  for (guint day = 0; day < SS_N_WEEKDAYS; day++)
    {
      const char *fault = ss_hours_row_check (SS_HOURS_ROW (self->rows[day]));

      if (fault != NULL)
        return fault;
    }
  return NULL;
}
