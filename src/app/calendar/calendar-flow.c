/* calendar-flow.c: what a person does with bookings, with the questions that it takes
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/calendar-flow.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-dialog.h"
#include "app/calendar/booking-words.h"
#include "client/client-error.h"
#include "domain/validation.h"

#define ALTERNATIVES_MAX 3

struct _SsCalendarFlow
{
  GObject parent_instance;

  SsPage *page;           /* (unowned): it owns the flow */
  SsCalendarModel *model; /* (owned) */
};

/* A move that was asked for, until it is done. */
typedef struct
{
  SsCalendarFlow *flow;   /* (owned) */
  SsAppointment *booking; /* (owned) */
  char *resource_id;      /* (owned) (nullable) */
  gint64 start;
  gint64 minutes;
  GListModel *alternatives; /* (owned) (nullable) */
  GtkWidget *reason;        /* (unowned): in the question */
} Move;

G_DEFINE_FINAL_TYPE (SsCalendarFlow, ss_calendar_flow, G_TYPE_OBJECT)

static void start_move (Move *move, const char *override_reason);

static void
move_free (Move *move)
{
  g_object_unref (move->flow);
  g_object_unref (move->booking);
  g_free (move->resource_id);
  g_clear_object (&move->alternatives);
  g_free (move);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, move_free)

static SsAppointmentStore *
get_store (SsCalendarFlow *self)
{
  return ss_workspace_get_appointments (ss_page_get_workspace (self->page));
}

static GtkWindow *
get_window (SsCalendarFlow *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->page)));
}

/* What was done can be taken back. */
static void
say_done (SsCalendarFlow *self)
{
  SsChangeHistory *history = ss_workspace_get_history (ss_page_get_workspace (self->page));
  const char *label = ss_change_history_get_undo_label (history);
  AdwToast *toast;

  if (label == NULL)
    return;
  toast = adw_toast_new (label);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "calendar-page.undo");
  ss_page_toast (self->page, toast);
}

/* The question about a conflict */

static char *
describe_conflicts (SsCalendarFlow *self, GListModel *conflicts)
{
  GTimeZone *zone = ss_calendar_model_get_zone (self->model);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (conflicts); i++)
    {
      g_autoptr (SsBookingConflict) conflict = g_list_model_get_item (conflicts, i);
      gint64 start = ss_booking_conflict_get_start_time (conflict);
      g_autofree char *times =
          ss_format_times (zone, start,
                           start + ss_booking_conflict_get_duration_minutes (conflict) * G_TIME_SPAN_MINUTE);

      g_string_append_printf (text, "%s%s, %s", i > 0 ? "\n" : "", ss_booking_conflict_get_title (conflict),
                              times);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_alternatives (SsCalendarFlow *self, AdwMessageDialog *dialog, GListModel *alternatives)
{
  GTimeZone *zone = ss_calendar_model_get_zone (self->model);

  for (guint i = 0; i < MIN (g_list_model_get_n_items (alternatives), ALTERNATIVES_MAX); i++)
    {
      g_autoptr (SsBookingAlternative) alternative = g_list_model_get_item (alternatives, i);
      gint64 start = ss_booking_alternative_get_start_time (alternative);
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *day = ss_format_day (zone, start);
      g_autofree char *time = ss_format_time (zone, start);
      const char *name =
          ss_calendar_model_get_resource_name (self->model,
                                               ss_booking_alternative_get_resource_id (alternative));
      g_autofree char *label = g_strdup_printf ("%s, %s, %s", day, time, name != NULL ? name : "");

      adw_message_dialog_add_response (dialog, id, label);
    }
}

static void
reason_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "override",
                                           g_utf8_strlen (text, -1) >= SS_OVERRIDE_REASON_MIN);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (Move) move = user_data;
  guint64 number;

  if (g_str_equal (response, "override"))
    {
      g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (move->reason))));

      start_move (g_steal_pointer (&move), reason);
    }
  else if (g_ascii_string_to_unsigned (response, 10, 0, ALTERNATIVES_MAX, &number, NULL))
    {
      g_autoptr (SsBookingAlternative) alternative =
          g_list_model_get_item (move->alternatives, (guint) number);

      g_free (move->resource_id);
      move->resource_id = g_strdup (ss_booking_alternative_get_resource_id (alternative));
      move->start = ss_booking_alternative_get_start_time (alternative);
      start_move (g_steal_pointer (&move), NULL);
    }
}

/* (transfer full) @move */
static void
ask_about_conflict (Move *move, const GError *error)
{
  SsCalendarFlow *self = move->flow;
  g_autoptr (GListModel) conflicts = ss_booking_error_get_conflicts (error);
  g_autofree char *body = describe_conflicts (self, conflicts);
  GtkWidget *dialog = adw_message_dialog_new (get_window (self), _ ("This Time Is Taken"), body);
  GtkWidget *entry = gtk_entry_new ();

  move->alternatives = ss_booking_error_get_alternatives (error);
  move->reason = entry;
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Reason to book anyway"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason to book anyway"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  add_alternatives (self, ADW_MESSAGE_DIALOG (dialog), move->alternatives);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "override", _ ("_Book Anyway"), "cancel",
                                    _ ("_Leave It"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "override",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "override", FALSE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (entry, "changed", G_CALLBACK (reason_changed_cb), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), move);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
moved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Move) move = user_data;
  SsCalendarFlow *self = move->flow;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAppointment) booking =
      ss_appointment_store_change_finish (SS_APPOINTMENT_STORE (store), result, &error);

  if (self->page == NULL)
    return;
  if (booking != NULL)
    say_done (self);
  else if (g_strcmp0 (ss_client_error_get_code (error), "booking_conflict") == 0)
    ask_about_conflict (g_steal_pointer (&move), error);
  else
    ss_page_toast_error (self->page, _ ("Couldn't move the booking"), error);
}

/* (transfer full) @move */
static void
start_move (Move *move, const char *override_reason)
{
  g_clear_object (&move->alternatives);
  ss_appointment_store_move_async (get_store (move->flow), move->booking, move->resource_id, move->start,
                                   move->minutes, override_reason, NULL, moved_cb, move);
}

/* Other changes */

static void
changed_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsCalendarFlow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAppointment) booking =
      ss_appointment_store_change_finish (SS_APPOINTMENT_STORE (store), result, &error);

  if (self->page == NULL)
    return;
  if (booking != NULL)
    say_done (self);
  else
    ss_page_toast_error (self->page, _ ("Couldn't change the booking"), error);
}

static void
cancel_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  SsCalendarFlow *self = user_data;
  SsAppointment *booking = g_object_get_data (G_OBJECT (dialog), "booking");
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);

  if (g_str_equal (response, "cancel-booking") && self->page != NULL)
    ss_appointment_store_cancel_async (get_store (self), booking,
                                       gtk_editable_get_text (GTK_EDITABLE (entry)), NULL, changed_cb,
                                       g_object_ref (self));
}

static void
ask_to_cancel (SsCalendarFlow *self, SsAppointment *booking)
{
  GtkWidget *dialog = adw_message_dialog_new (
      get_window (self), _ ("Cancel This Booking?"),
      _ ("Its time is free again at once. By the cancellation policy a late fee may be due."));
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Reason"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reason"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("_Keep It"), "cancel-booking",
                                    _ ("_Cancel Booking"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "cancel-booking",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_object_set_data_full (G_OBJECT (dialog), "booking", g_object_ref (booking), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (cancel_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
act_cb (SsBookingDialog *dialog, const char *name, gpointer user_data)
{
  static const struct
  {
    const char *name;
    SsBookingStatus status;
  } statuses[] = {
    { "confirm", SS_BOOKING_CONFIRMED },
    { "complete", SS_BOOKING_COMPLETED },
    { "no-show", SS_BOOKING_NO_SHOW },
    { "reopen", SS_BOOKING_CONFIRMED },
  };
  SsCalendarFlow *self = user_data;
  SsAppointment *booking = g_object_get_data (G_OBJECT (dialog), "booking");

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_str_equal (name, statuses[i].name))
      ss_appointment_store_set_status_async (get_store (self), booking, statuses[i].status, NULL, changed_cb,
                                             g_object_ref (self));
  if (g_str_equal (name, "restore"))
    ss_appointment_store_restore_async (get_store (self), booking, NULL, changed_cb, g_object_ref (self));
  if (g_str_equal (name, "unassign"))
    ss_calendar_flow_move (self, ss_appointment_get_id (booking), NULL,
                           ss_appointment_get_start_time (booking),
                           ss_appointment_get_duration_minutes (booking));
  if (g_str_equal (name, "cancel"))
    ask_to_cancel (self, booking);
}

static void
undone_cb (GObject *history, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsCalendarFlow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = ss_change_history_undo_finish (SS_CHANGE_HISTORY (history), result, &error);

  if (self->page == NULL)
    return;
  if (error != NULL)
    ss_page_toast_error (self->page, _ ("Couldn't undo that"), error);
  else if (label != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("Undone: %s"), label);

      ss_page_toast_text (self->page, text);
    }
}

static void
redone_cb (GObject *history, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsCalendarFlow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = ss_change_history_redo_finish (SS_CHANGE_HISTORY (history), result, &error);

  if (self->page == NULL)
    return;
  if (error != NULL)
    ss_page_toast_error (self->page, _ ("Couldn't do that again"), error);
  else if (label != NULL)
    ss_page_toast_text (self->page, label);
}

static void
ss_calendar_flow_dispose (GObject *object)
{
  SsCalendarFlow *self = SS_CALENDAR_FLOW (object);

  if (self->page != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->page), (gpointer *) &self->page);
  self->page = NULL;
  g_clear_object (&self->model);

  G_OBJECT_CLASS (ss_calendar_flow_parent_class)->dispose (object);
}

static void
ss_calendar_flow_class_init (SsCalendarFlowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_calendar_flow_dispose;
}

static void
ss_calendar_flow_init (SsCalendarFlow *self)
{
}

/**
 * ss_calendar_flow_new:
 * @page: where questions and toasts are shown
 * @model: what its views show
 *
 * Returns: (transfer full): what a person does there
 */
SsCalendarFlow *
ss_calendar_flow_new (SsPage *page, SsCalendarModel *model)
{
  SsCalendarFlow *self = g_object_new (SS_TYPE_CALENDAR_FLOW, NULL);

  self->page = page;
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &self->page);
  self->model = g_object_ref (model);
  return self;
}

/**
 * ss_calendar_flow_open:
 * @self: a flow
 * @id: of a booking that is held
 *
 * Shows everything on it, and what can be done.
 */
void
ss_calendar_flow_open (SsCalendarFlow *self, const char *id)
{
  SsAppointment *booking = ss_appointment_store_find (get_store (self), id);
  SsTenantSettings *settings =
      ss_catalog_store_get_settings (ss_workspace_get_catalog (ss_page_get_workspace (self->page)));
  SsBookingDialog *dialog;

  if (booking == NULL)
    return;
  dialog = ss_booking_dialog_new (get_window (self), self->model, booking,
                                  settings != NULL ? ss_tenant_settings_get_currency (settings) : NULL);
  g_object_set_data_full (G_OBJECT (dialog), "booking", g_object_ref (booking), g_object_unref);
  g_signal_connect_object (dialog, "act", G_CALLBACK (act_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * ss_calendar_flow_move:
 * @self: a flow
 * @id: of a booking that is held
 * @resource_id: (nullable): where; %NULL puts it back among those that wait
 * @start: when
 * @minutes: for how long
 *
 * A conflict is shown with what is in the way and the nearest free times.
 */
void
ss_calendar_flow_move (SsCalendarFlow *self, const char *id, const char *resource_id, gint64 start,
                       gint64 minutes)
{
  SsAppointment *booking = ss_appointment_store_find (get_store (self), id);
  Move *move;

  if (booking == NULL)
    return;
  move = g_new0 (Move, 1);
  move->flow = g_object_ref (self);
  move->booking = g_object_ref (booking);
  move->resource_id = g_strdup (resource_id);
  move->start = start;
  move->minutes = minutes;
  start_move (move, NULL);
}

void
ss_calendar_flow_undo (SsCalendarFlow *self)
{
  ss_change_history_undo_async (ss_workspace_get_history (ss_page_get_workspace (self->page)), NULL,
                                undone_cb, g_object_ref (self));
}

void
ss_calendar_flow_redo (SsCalendarFlow *self)
{
  ss_change_history_redo_async (ss_workspace_get_history (ss_page_get_workspace (self->page)), NULL,
                                redone_cb, g_object_ref (self));
}
