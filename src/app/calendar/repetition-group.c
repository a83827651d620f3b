/* repetition-group.c: how often something comes again, as a form
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/repetition-group.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/choice-row.h"
#include "app/widgets/day-row.h"
#include "app/widgets/field-error.h"
#include "domain/repetition.h"

#define N_WEEKDAYS 7
/* Until somebody says how many, and until when. */
#define DEFAULT_COUNT 10
#define DEFAULT_DAYS 28

struct _SsRepetitionGroup
{
  AdwPreferencesGroup parent_instance;

  SsChoiceRow *repeat_row;
  SsFieldError *error;
  GtkWidget *interval_row;
  GtkSpinButton *interval_button;
  GtkLabel *unit_label;
  GtkWidget *weekdays_row;
  GtkWidget *weekdays_box;
  SsChoiceRow *end_row;
  GtkWidget *until_row;
  GtkWidget *count_row;
  GtkSpinButton *count_button;
  GtkWidget *weekday_buttons[N_WEEKDAYS + 1]; /* by GDateWeekday */

  GTimeZone *zone; /* (owned) (nullable) */
  char *rule;      /* (owned) (nullable): as it was set */
  GDate first_day;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (SsRepetitionGroup, ss_repetition_group, ADW_TYPE_PREFERENCES_GROUP)

static guint changed_signal;

/* By SsRepeat; behind them, where there is one, the rule that cannot be shown. */
static const char *const repeat_values[] = { "never", "daily", "weekly", "monthly", "yearly", "other", NULL };
static const char *const repeat_labels[] = { N_ ("Never"),       N_ ("Every Day"),  N_ ("Every Week"),
                                             N_ ("Every Month"), N_ ("Every Year"), N_ ("As It Was Set Up") };

static const char *const end_values[] = { "never", "until", "count", NULL };
static const char *const end_labels[] = { N_ ("Never"), N_ ("On a Day"), N_ ("After a Number of Times") };

static SsRepeat
get_repeat (SsRepetitionGroup *self)
{
  const char *value = ss_choice_row_get_value (self->repeat_row);

  for (guint i = 0; repeat_values[i] != NULL; i++)
    if (g_strcmp0 (repeat_values[i], value) == 0)
      return (SsRepeat) i;
  return SS_REPEAT_NEVER;
}

static gboolean
is_other (SsRepetitionGroup *self)
{
  return get_repeat (self) > SS_REPEAT_YEARLY;
}

static gboolean
ends_with (SsRepetitionGroup *self, const char *value)
{
  return g_strcmp0 (ss_choice_row_get_value (self->end_row), value) == 0;
}

static void
set_choices (SsChoiceRow *row, const char *const *values, const char *const *labels, guint n_choices)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new (), said = g_ptr_array_new ();

  for (guint i = 0; i < n_choices; i++)
    {
      g_ptr_array_add (chosen, (gpointer) values[i]);
      g_ptr_array_add (said, (gpointer) _ (labels[i]));
    }
  g_ptr_array_add (chosen, NULL);
  g_ptr_array_add (said, NULL);
  ss_choice_row_set_choices (row, (const char *const *) chosen->pdata, (const char *const *) said->pdata);
}

static void
show_unit (SsRepetitionGroup *self)
{
  guint n = (guint) gtk_spin_button_get_value_as_int (self->interval_button);
  const char *units[] = {
    [SS_REPEAT_NEVER] = "",
    /* Translators: behind a number: "Every 2 days". */
    [SS_REPEAT_DAILY] = ngettext ("day", "days", n),
    [SS_REPEAT_WEEKLY] = ngettext ("week", "weeks", n),
    [SS_REPEAT_MONTHLY] = ngettext ("month", "months", n),
    [SS_REPEAT_YEARLY] = ngettext ("year", "years", n),
  };
  const char *unit = is_other (self) ? "" : units[get_repeat (self)];
  g_autofree char *label = g_strdup_printf (_ ("Every so many %s"), unit);

  gtk_label_set_text (self->unit_label, unit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->interval_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
show_rows (SsRepetitionGroup *self)
{
  gboolean is_repeated = get_repeat (self) != SS_REPEAT_NEVER && !is_other (self);

  gtk_widget_set_visible (self->interval_row, is_repeated);
  gtk_widget_set_visible (self->weekdays_row, get_repeat (self) == SS_REPEAT_WEEKLY);
  gtk_widget_set_visible (GTK_WIDGET (self->end_row), is_repeated);
  gtk_widget_set_visible (self->until_row, is_repeated && ends_with (self, "until"));
  gtk_widget_set_visible (self->count_row, is_repeated && ends_with (self, "count"));
  show_unit (self);
}

static guint
get_weekdays (SsRepetitionGroup *self)
{
  guint weekdays = 0;

  for (guint day = G_DATE_MONDAY; day <= N_WEEKDAYS; day++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->weekday_buttons[day])))
      weekdays |= 1u << day;
  return weekdays;
}

static void
set_weekday (SsRepetitionGroup *self, GDateWeekday day, gboolean is_on)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->weekday_buttons[day]), is_on);
}

static void
changed_cb (SsRepetitionGroup *self)
{
  if (self->is_filling)
    return;
  ss_field_error_set_text (self->error, NULL);
  show_rows (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
fill_end (SsRepetitionGroup *self, const SsRepetition *repetition)
{
  gboolean has_day = g_date_valid (&repetition->until);
  GDate until = has_day ? repetition->until : self->first_day;

  if (!has_day && g_date_valid (&until))
    g_date_add_days (&until, DEFAULT_DAYS);
  ss_choice_row_set_value (self->end_row, end_values[has_day ? 1 : repetition->count > 0 ? 2 : 0]);
  if (g_date_valid (&until))
    ss_day_row_set_day (SS_DAY_ROW (self->until_row), &until);
  gtk_spin_button_set_value (self->count_button, repetition->count > 0 ? repetition->count : DEFAULT_COUNT);
}

static void
read_form (SsRepetitionGroup *self, SsRepetition *repetition)
{
  *repetition = (SsRepetition){ .repeat = get_repeat (self),
                                .interval = gtk_spin_button_get_value_as_int (self->interval_button) };
  if (repetition->repeat == SS_REPEAT_WEEKLY)
    repetition->weekdays = get_weekdays (self);
  if (ends_with (self, "count"))
    repetition->count = gtk_spin_button_get_value_as_int (self->count_button);
  else if (ends_with (self, "until"))
    repetition->until = *ss_day_row_get_day (SS_DAY_ROW (self->until_row));
}

static void
add_weekdays (SsRepetitionGroup *self)
{
  for (guint day = G_DATE_MONDAY; day <= N_WEEKDAYS; day++)
    {
      /* 5 January 2026 was a Monday. */
      g_autoptr (GDateTime) any = g_date_time_new_utc (2026, 1, 4 + (int) day, 12, 0, 0);
      g_autofree char *brief = g_date_time_format (any, "%a"), *whole = g_date_time_format (any, "%A");
      GtkWidget *button = gtk_toggle_button_new_with_label (brief);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "weekday");
      gtk_widget_set_tooltip_text (button, whole);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
      g_signal_connect_object (button, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->weekdays_box), button);
      self->weekday_buttons[day] = button;
    }
}

static void
ss_repetition_group_dispose (GObject *object)
{
  SsRepetitionGroup *self = SS_REPETITION_GROUP (object);

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->rule, g_free);

  G_OBJECT_CLASS (ss_repetition_group_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsRepetitionGroup, child)

static void
ss_repetition_group_class_init (SsRepetitionGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_repetition_group_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  g_type_ensure (SS_TYPE_CHOICE_ROW);
  g_type_ensure (SS_TYPE_DAY_ROW);
  g_type_ensure (SS_TYPE_FIELD_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/calendar/repetition-group.ui");
  BIND (repeat_row);
  BIND (error);
  BIND (interval_row);
  BIND (interval_button);
  BIND (unit_label);
  BIND (weekdays_row);
  BIND (weekdays_box);
  BIND (end_row);
  BIND (until_row);
  BIND (count_row);
  BIND (count_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
ss_repetition_group_init (SsRepetitionGroup *self)
{
  self->is_filling = TRUE;
  g_date_clear (&self->first_day, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_weekdays (self);
  set_choices (self->end_row, end_values, end_labels, G_N_ELEMENTS (end_labels));
  self->is_filling = FALSE;
}

/**
 * ss_repetition_group_set_rule:
 * @self: a group
 * @rule: (nullable): a rule of RFC 5545; %NULL: it happens once
 * @zone: the business' zone
 */
void
ss_repetition_group_set_rule (SsRepetitionGroup *self, const char *rule, GTimeZone *zone)
{
  SsRepetition repetition;
  gboolean is_shown = ss_repetition_parse (&repetition, rule, zone);

  if (!is_shown)
    repetition = (SsRepetition){ .interval = 1 };
  self->is_filling = TRUE;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_ref (zone);
  g_free (self->rule);
  self->rule = g_strdup (rule);
  set_choices (self->repeat_row, repeat_values, repeat_labels, SS_REPEAT_YEARLY + (is_shown ? 1 : 2));
  ss_choice_row_set_value (self->repeat_row,
                           repeat_values[is_shown ? repetition.repeat : SS_REPEAT_YEARLY + 1]);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->repeat_row), is_shown ? NULL : rule);
  gtk_spin_button_set_value (self->interval_button, repetition.interval);
  for (guint day = G_DATE_MONDAY; day <= N_WEEKDAYS; day++)
    set_weekday (self, (GDateWeekday) day, (repetition.weekdays & (1u << day)) != 0);
  if (repetition.weekdays == 0 && g_date_valid (&self->first_day))
    set_weekday (self, g_date_get_weekday (&self->first_day), TRUE);
  fill_end (self, &repetition);
  show_rows (self);
  self->is_filling = FALSE;
}

/**
 * ss_repetition_group_get_rule:
 * @self: a group
 *
 * Returns: (transfer full) (nullable): the rule, as it was set where it means the same still; %NULL: it
 * happens once
 */
char *
ss_repetition_group_get_rule (SsRepetitionGroup *self)
{
  SsRepetition before, now;

  if (is_other (self))
    return g_strdup (self->rule);
  read_form (self, &now);
  if (ss_repetition_parse (&before, self->rule, self->zone))
    {
      /* The form says in any case which day of the week it is. */
      if (before.repeat == SS_REPEAT_WEEKLY && before.weekdays == 0 && g_date_valid (&self->first_day))
        before.weekdays = 1u << g_date_get_weekday (&self->first_day);
      if (ss_repetition_equal (&before, &now))
        return g_strdup (self->rule);
    }
  return ss_repetition_to_rule (&now, self->zone);
}

/**
 * ss_repetition_group_set_first_weekday:
 * @self: a group
 * @weekday: on which weeks begin
 */
void
ss_repetition_group_set_first_weekday (SsRepetitionGroup *self, GDateWeekday weekday)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < N_WEEKDAYS; i++)
    {
      GtkWidget *button = self->weekday_buttons[((guint) weekday - 1 + i) % N_WEEKDAYS + 1];

      gtk_box_reorder_child_after (GTK_BOX (self->weekdays_box), button, before);
      before = button;
    }
}

/**
 * ss_repetition_group_set_first_day:
 * @self: a group
 * @day: when it happens first; what comes again weekly does so on this day of the week, too
 */
void
ss_repetition_group_set_first_day (SsRepetitionGroup *self, const GDate *day)
{
  gboolean was_filling = self->is_filling;

  self->is_filling = TRUE;
  if (g_date_valid (&self->first_day) && get_weekdays (self) == 1u << g_date_get_weekday (&self->first_day))
    set_weekday (self, g_date_get_weekday (&self->first_day), FALSE);
  set_weekday (self, g_date_get_weekday (day), TRUE);
  self->first_day = *day;
  self->is_filling = was_filling;
}

/**
 * ss_repetition_group_set_error:
 * @self: a group
 * @text: (nullable): what is wrong with the rule
 */
void
ss_repetition_group_set_error (SsRepetitionGroup *self, const char *text)
{
  ss_field_error_set_text (self->error, text);
}
