/* hours-row.c: the opening hours of a day: closed, or one or more periods
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/hours-row.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define DAY_MINUTES (24 * 60)
#define DEFAULT_START "09:00"
#define DEFAULT_END "17:00"

typedef struct
{
  GtkWidget *row;   /* (unowned): a child */
  GtkWidget *start; /* (unowned): an entry */
  GtkWidget *end;   /* (unowned): an entry */
} Period;

struct _SsHoursRow
{
  AdwExpanderRow parent_instance;

  GArray *periods;    /* (owned): of Period */
  GtkWidget *add_row; /* (unowned): a child */
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (SsHoursRow, ss_hours_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static Period *
get_period (SsHoursRow *self, guint i)
{
  return &g_array_index (self->periods, Period, i);
}

static const char *
get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static char *
format_time (int minutes)
{
  return g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
}

static gboolean
is_open (SsHoursRow *self)
{
  return adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self)) && self->periods->len > 0;
}

static void
update_subtitle (SsHoursRow *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; is_open (self) && i < self->periods->len; i++)
    g_string_append_printf (text, "%s%s–%s", i > 0 ? ", " : "", get_text (get_period (self, i)->start),
                            get_text (get_period (self, i)->end));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text->len > 0 ? text->str : _ ("Closed"));
}

static void
mark_entry (GtkWidget *entry)
{
  gboolean is_wrong = ss_hours_parse_time (get_text (entry)) < 0;

  if (is_wrong)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
changed_cb (SsHoursRow *self)
{
  if (self->is_setting)
    return;

  for (guint i = 0; i < self->periods->len; i++)
    {
      mark_entry (get_period (self, i)->start);
      mark_entry (get_period (self, i)->end);
    }
  update_subtitle (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* "9" and "930" become "09:00" and "09:30" when the entry is left. */
static void
tidy_cb (GtkEventController *controller, SsHoursRow *self)
{
  GtkWidget *entry = gtk_event_controller_get_widget (controller);
  int minutes = ss_hours_parse_time (get_text (entry));

  if (minutes >= 0)
    {
      g_autofree char *text = format_time (minutes);

      if (strcmp (text, get_text (entry)) != 0)
        gtk_editable_set_text (GTK_EDITABLE (entry), text);
    }
}

static GtkWidget *
create_entry (SsHoursRow *self, const char *text, const char *label)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 5);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 5);
  gtk_entry_set_alignment (GTK_ENTRY (entry), 0.5);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (entry, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (tidy_cb), self, 0);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

static void
remove_cb (GtkButton *button, SsHoursRow *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);

  for (guint i = 0; i < self->periods->len; i++)
    if (get_period (self, i)->row == row)
      {
        g_array_remove_index (self->periods, i);
        break;
      }
  adw_expander_row_remove (ADW_EXPANDER_ROW (self), row);
  if (self->periods->len == 0)
    adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), FALSE);
  changed_cb (self);
}

static void
add_period (SsHoursRow *self, const char *start, const char *end)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  Period period = { row, create_entry (self, start, _ ("Opens at")),
                    create_entry (self, end, _ ("Closes at")) };

  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _ ("Remove These Hours"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove These Hours"), -1);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Hours"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), period.start);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new ("–"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), period.end);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  g_array_append_val (self->periods, period);

  /* The button stays last. */
  g_object_ref (self->add_row);
  adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->add_row);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->add_row);
  g_object_unref (self->add_row);
}

/* After the last period, as far as the day goes. */
static void
add_cb (SsHoursRow *self)
{
  int start = 9 * 60;
  g_autofree char *start_text = NULL;
  g_autofree char *end_text = NULL;

  if (self->periods->len > 0)
    start = MAX (0, ss_hours_parse_time (get_text (get_period (self, self->periods->len - 1)->end))) + 60;
  start = MIN (start, DAY_MINUTES - 60);
  start_text = format_time (start);
  end_text = format_time (MIN (start + 4 * 60, DAY_MINUTES));
  add_period (self, start_text, end_text);
  changed_cb (self);
}

static void
switched_cb (SsHoursRow *self)
{
  gboolean is_on = adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self));

  if (self->is_setting)
    return;

  if (is_on && self->periods->len == 0)
    add_period (self, DEFAULT_START, DEFAULT_END);
  changed_cb (self);
}

static void
ss_hours_row_finalize (GObject *object)
{
  g_array_unref (SS_HOURS_ROW (object)->periods);

  G_OBJECT_CLASS (ss_hours_row_parent_class)->finalize (object);
}

static void
ss_hours_row_class_init (SsHoursRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_hours_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
ss_hours_row_init (SsHoursRow *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Add Hours"));

  self->periods = g_array_new (FALSE, FALSE, sizeof (Period));
  gtk_widget_add_css_class (button, "flat");
  self->add_row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->add_row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->add_row), FALSE);
  gtk_widget_set_focusable (self->add_row, FALSE);
  adw_expander_row_set_show_enable_switch (ADW_EXPANDER_ROW (self), TRUE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->add_row);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::enable-expansion", G_CALLBACK (switched_cb), NULL);
}

/**
 * ss_hours_row_new:
 * @title: the day
 *
 * Returns: (transfer floating): a closed day
 */
GtkWidget *
ss_hours_row_new (const char *title)
{
  return g_object_new (SS_TYPE_HOURS_ROW, "title", title, NULL);
}

/**
 * ss_hours_row_set_periods:
 * @self: the row
 * @periods: (nullable): arrays of a start and an end
 */
void
ss_hours_row_set_periods (SsHoursRow *self, JsonArray *periods)
{
  guint n_periods = periods != NULL ? json_array_get_length (periods) : 0;

  self->is_setting = TRUE;
  for (guint i = 0; i < self->periods->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), get_period (self, i)->row);
  g_array_set_size (self->periods, 0);
  for (guint i = 0; i < n_periods; i++)
    {
      JsonNode *node = json_array_get_element (periods, i);
      JsonArray *period = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      if (period != NULL && json_array_get_length (period) == 2)
        add_period (self, json_array_get_string_element (period, 0),
                    json_array_get_string_element (period, 1));
    }
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), self->periods->len > 0);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), FALSE);
  self->is_setting = FALSE;
  update_subtitle (self);
}

/**
 * ss_hours_row_get_periods:
 * @self: the row
 *
 * Returns: (transfer full): what the platform gets
 */
JsonArray *
ss_hours_row_get_periods (SsHoursRow *self)
{
  JsonArray *periods = json_array_new ();

  for (guint i = 0; is_open (self) && i < self->periods->len; i++)
    {
      g_autofree char *start =
          format_time (MAX (0, ss_hours_parse_time (get_text (get_period (self, i)->start))));
      g_autofree char *end =
          format_time (MAX (0, ss_hours_parse_time (get_text (get_period (self, i)->end))));
      JsonArray *period = json_array_new ();

      json_array_add_string_element (period, start);
      json_array_add_string_element (period, end);
      json_array_add_array_element (periods, period);
    }
  return periods;
}

/**
 * ss_hours_row_check:
 * @self: the row
 *
 * Returns: (nullable): N_(): what is wrong, as the platform would refuse it (contract section 11)
 */
const char *
ss_hours_row_check (SsHoursRow *self)
{
  int earliest = 0;

  for (guint i = 0; is_open (self) && i < self->periods->len; i++)
    {
      int start = ss_hours_parse_time (get_text (get_period (self, i)->start));
      int end = ss_hours_parse_time (get_text (get_period (self, i)->end));

      if (start < 0 || end < 0)
        return N_ ("Write times as in 09:00.");
      if (end <= start)
        return N_ ("Let each period end after its start.");
      if (start < earliest)
        return N_ ("Put the periods in order, without overlaps.");
      earliest = end;
    }
  return NULL;
}

/**
 * ss_hours_parse_time:
 * @text: what was typed
 *
 * Returns: minutes since midnight, 1440 for "24:00"; -1 where it is no time
 */
int
ss_hours_parse_time (const char *text)
{
  g_autofree char *digits = g_strdup (text);
  gsize length;
  int hours, minutes;

  g_strstrip (digits);
  if (strspn (digits, "0123456789:.") != strlen (digits) || *digits == '\0')
    return -1;

  if (strpbrk (digits, ":.") != NULL)
    {
      char *separator = strpbrk (digits, ":.");

      if (strlen (separator + 1) != 2 || strpbrk (separator + 1, ":.") != NULL || separator == digits)
        return -1;
      hours = atoi (digits);
      minutes = atoi (separator + 1);
    }
  else
    {
      length = strlen (digits);
      hours = length <= 2 ? atoi (digits) : atoi (digits) / 100;
      minutes = length <= 2 ? 0 : atoi (digits) % 100;
    }
  return minutes > 59 || hours * 60 + minutes > DAY_MINUTES ? -1 : hours * 60 + minutes;
}
