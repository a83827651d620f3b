/* booking-history.c: who changed what of a booking
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/booking-history.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-words.h"
#include "domain/booking.h"
#include "model/time.h"

struct _SsBookingHistory
{
  AdwBin parent_instance;

  AdwExpanderRow *expander; /* (unowned): a child */
  AdwActionRow *state_row;  /* (unowned): a child: while nothing is there yet */
  guint n_rows;

  SsAppointmentStore *store; /* (owned) (nullable) */
  SsCalendarModel *model;    /* (owned) (nullable) */
  SsAppointment *booking;    /* (owned) (nullable) */
  SsPagedList *entries;      /* (owned) (nullable): since it was opened */
};

G_DEFINE_FINAL_TYPE (SsBookingHistory, ss_booking_history, ADW_TYPE_BIN)

/* Values in words; (transfer full) (nullable): NULL leaves the field's name alone. */

static char *
format_time (SsBookingHistory *self, JsonNode *value)
{
  GTimeZone *zone = ss_calendar_model_get_zone (self->model);
  gint64 time;
  g_autofree char *day = NULL;
  g_autofree char *clock = NULL;

  if (json_node_get_value_type (value) != G_TYPE_STRING
      || !ss_time_parse (json_node_get_string (value), &time))
    return NULL;
  day = ss_format_day (zone, time);
  clock = ss_format_time (zone, time);
  return g_strdup_printf ("%s, %s", day, clock);
}

static char *
format_resource (SsBookingHistory *self, JsonNode *value)
{
  const char *name;

  if (json_node_get_value_type (value) != G_TYPE_STRING)
    return g_strdup (_ ("not assigned"));
  name = ss_calendar_model_get_resource_name (self->model, json_node_get_string (value));
  return g_strdup (name != NULL ? name : _ ("somebody who is no longer here"));
}

static char *
format_status (SsBookingHistory *self, JsonNode *value)
{
  SsBookingStatus status;

  if (json_node_get_value_type (value) != G_TYPE_STRING
      || !ss_booking_status_from_string (json_node_get_string (value), &status))
    return NULL;
  return g_strdup (_ (ss_booking_status_get_label (status)));
}

static char *
format_plain (SsBookingHistory *self, JsonNode *value)
{
  if (json_node_get_value_type (value) == G_TYPE_STRING)
    return g_strdup (*json_node_get_string (value) != '\0' ? json_node_get_string (value) : "–");
  return json_node_get_value_type (value) == G_TYPE_INT64
             ? g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value))
             : NULL;
}

/* Ids say nothing to people. */
static char *
format_nothing (SsBookingHistory *self, JsonNode *value)
{
  return NULL;
}

static const struct
{
  const char *name;
  const char *label;
  char *(*format) (SsBookingHistory *self, JsonNode *value);
} fields[] = {
  { "startTime", N_ ("When"), format_time },       { "resourceId", N_ ("With"), format_resource },
  { "status", N_ ("State"), format_status },       { "durationMinutes", N_ ("Minutes"), format_plain },
  { "serviceId", N_ ("Service"), format_nothing }, { "customerId", N_ ("Customer"), format_nothing },
  { "price", N_ ("Price"), format_plain },         { "notes", N_ ("Notes"), format_plain },
};

static const struct
{
  const char *action;
  const char *format;
} actions[] = {
  /* Translators: who made the booking. */
  { "CREATED", N_ ("Booked by %s") },      { "CHANGED", N_ ("Changed by %s") },
  { "CANCELLED", N_ ("Cancelled by %s") }, { "DELETED", N_ ("Deleted by %s") },
  { "RESTORED", N_ ("Restored by %s") },
};

static void
append_change (SsBookingHistory *self, GString *text, guint field, JsonNode *change)
{
  JsonArray *pair = JSON_NODE_HOLDS_ARRAY (change) ? json_node_get_array (change) : NULL;
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  if (pair == NULL || json_array_get_length (pair) != 2)
    return;
  old = fields[field].format (self, json_array_get_element (pair, 0));
  new = fields[field].format (self, json_array_get_element (pair, 1));
  if (old != NULL && new != NULL)
    g_string_append_printf (text, "\n%s: %s → %s", _ (fields[field].label), old, new);
  else if (fields[field].format == format_nothing)
    /* Translators: a field of a booking that was changed. */
    g_string_append_printf (text, _ ("\n%s changed"), _ (fields[field].label));
}

/* When, what, and why. */
static char *
describe_changes (SsBookingHistory *self, SsHistoryEntry *entry)
{
  GTimeZone *zone = ss_calendar_model_get_zone (self->model);
  g_autofree char *day = ss_format_day (zone, ss_history_entry_get_at (entry));
  g_autofree char *clock = ss_format_time (zone, ss_history_entry_get_at (entry));
  g_autoptr (GString) text = g_string_new (NULL);
  JsonNode *changes = ss_history_entry_get_changes (entry);
  const char *reason = ss_history_entry_get_reason (entry);
  gboolean is_first = g_strcmp0 (ss_history_entry_get_action (entry), "CREATED") == 0;

  g_string_append_printf (text, "%s, %s", day, clock);
  for (guint i = 0;
       !is_first && changes != NULL && JSON_NODE_HOLDS_OBJECT (changes) && i < G_N_ELEMENTS (fields); i++)
    {
      JsonNode *change = json_object_get_member (json_node_get_object (changes), fields[i].name);

      if (change != NULL)
        append_change (self, text, i, change);
    }
  if (reason != NULL && *reason != '\0')
    g_string_append_printf (text, _ ("\nReason: %s"), reason);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* With both names where somebody acted as somebody else. */
static char *
describe_action (SsHistoryEntry *entry)
{
  SsPersonReference *actor = ss_history_entry_get_actor (entry);
  SsPersonReference *real = ss_history_entry_get_real_actor (entry);
  const char *action = ss_history_entry_get_action (entry);
  const char *name = actor != NULL ? ss_person_reference_get_name (actor) : _ ("the platform");
  g_autofree char *both =
      real != NULL ? g_strdup_printf (_ ("%s as %s"), ss_person_reference_get_name (real), name) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_strcmp0 (action, actions[i].action) == 0)
      {
        g_auto (GStrv) parts = g_strsplit (_ (actions[i].format), "%s", 2);

        return g_strjoin (both != NULL ? both : name, parts[0], parts[1], NULL);
      }
  return g_strdup_printf ("%s, %s", action != NULL ? action : "", both != NULL ? both : name);
}

static void
fill_row_cb (SsListItem *item, GParamSpec *pspec, AdwActionRow *row)
{
  SsBookingHistory *self =
      SS_BOOKING_HISTORY (gtk_widget_get_ancestor (GTK_WIDGET (row), SS_TYPE_BOOKING_HISTORY));
  SsHistoryEntry *entry = (SsHistoryEntry *) ss_list_item_get_model (item);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (entry == NULL || self == NULL)
    return;
  title = describe_action (entry);
  subtitle = describe_changes (self, entry);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
}

static void
add_rows (SsBookingHistory *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  for (; self->n_rows < n_items; self->n_rows++)
    {
      g_autoptr (SsListItem) item = g_list_model_get_item (G_LIST_MODEL (self->entries), self->n_rows);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      adw_expander_row_add_row (self->expander, row);
      /* The list gives its items away: the row keeps the one that it follows. */
      g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (item), g_object_unref);
      g_signal_connect_object (item, "notify::model", G_CALLBACK (fill_row_cb), row, 0);
      fill_row_cb (item, NULL, ADW_ACTION_ROW (row));
    }
}

static void
entries_cb (SsBookingHistory *self)
{
  SsLoadState state = ss_paged_list_get_state (self->entries);
  const GError *error = ss_paged_list_get_error (self->entries);

  gtk_widget_set_visible (GTK_WIDGET (self->state_row), state != SS_LOAD_READY && state != SS_LOAD_OFFLINE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_row),
                                 error != NULL              ? error->message
                                 : state == SS_LOAD_LOADING ? _ ("Loading…")
                                                            : _ ("Nothing was written down."));
  add_rows (self);
}

static void
expanded_cb (SsBookingHistory *self)
{
  if (self->entries != NULL || !adw_expander_row_get_expanded (self->expander))
    return;
  self->entries = ss_appointment_store_list_history (self->store, ss_appointment_get_id (self->booking));
  g_signal_connect_object (self->entries, "notify::state", G_CALLBACK (entries_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entries, "items-changed", G_CALLBACK (entries_cb), self, G_CONNECT_SWAPPED);
  entries_cb (self);
}

static void
ss_booking_history_dispose (GObject *object)
{
  SsBookingHistory *self = SS_BOOKING_HISTORY (object);

  g_clear_object (&self->entries);
  g_clear_object (&self->store);
  g_clear_object (&self->model);
  g_clear_object (&self->booking);

  G_OBJECT_CLASS (ss_booking_history_parent_class)->dispose (object);
}

static void
ss_booking_history_class_init (SsBookingHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_booking_history_dispose;
}

static void
ss_booking_history_init (SsBookingHistory *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *expander = adw_expander_row_new ();
  GtkWidget *state_row = adw_action_row_new ();

  self->expander = ADW_EXPANDER_ROW (expander);
  self->state_row = ADW_ACTION_ROW (state_row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (state_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), _ ("History"));
  adw_expander_row_add_row (self->expander, state_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), expander);
  adw_bin_set_child (ADW_BIN (self), group);
  g_signal_connect_object (expander, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ss_booking_history_new:
 * @store: that holds the booking
 * @model: the calendar
 * @booking: a booking
 *
 * Returns: (transfer floating): a row that opens
 */
GtkWidget *
ss_booking_history_new (SsAppointmentStore *store, SsCalendarModel *model, SsAppointment *booking)
{
  SsBookingHistory *self = g_object_new (SS_TYPE_BOOKING_HISTORY, NULL);

  self->store = g_object_ref (store);
  self->model = g_object_ref (model);
  self->booking = g_object_ref (booking);
  return GTK_WIDGET (self);
}
