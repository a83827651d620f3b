/* calendar-flow.c: what a person does with bookings, with the questions that it takes
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/calendar-flow.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-dialog.h"
#include "app/calendar/booking-editor.h"
#include "app/calendar/conflict-dialog.h"
#include "client/client-error.h"

struct _SsCalendarFlow
{
  GObject parent_instance;

  SsPage *page;           /* (unowned): it owns the flow */
  SsCalendarModel *model; /* (owned) */
  AdwToast *toast;        /* (nullable): weak: about what was done last */
};

/* A move that was asked for, until it is done. */
typedef struct
{
  SsCalendarFlow *flow;   /* (owned) */
  SsAppointment *booking; /* (owned) */
  char *resource_id;      /* (owned) (nullable) */
  gint64 start;
  gint64 minutes;
} Move;

G_DEFINE_FINAL_TYPE (SsCalendarFlow, ss_calendar_flow, G_TYPE_OBJECT)

static void start_move (Move *move, const char *override_reason);

static void
move_free (gpointer data)
{
  Move *move = data;

  g_object_unref (move->flow);
  g_object_unref (move->booking);
  g_free (move->resource_id);
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

/* A later sentence takes the place of an earlier one, which is not true any more. */
static void
say (SsCalendarFlow *self, AdwToast *toast)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  ss_page_toast (self->page, toast);
}

static void
say_text (SsCalendarFlow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  say (self, adw_toast_new (escaped));
}

/* What was done can be taken back. */
static void
say_done (SsCalendarFlow *self)
{
  SsChangeHistory *history = ss_workspace_get_history (ss_page_get_workspace (self->page));
  const char *label = ss_change_history_get_undo_label (history);
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  if (label == NULL)
    return;
  escaped = g_markup_escape_text (label, -1);
  toast = adw_toast_new (escaped);
  adw_toast_set_button_label (toast, _ ("Undo"));
  /* The toast is shown outside the page, where the page's actions are not known. */
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (ss_calendar_flow_undo), self,
                           G_CONNECT_SWAPPED);
  say (self, toast);
}

static void
conflict_cb (const char *resource_id, gint64 start, const char *override_reason, gpointer user_data)
{
  const Move *asked = user_data;
  Move *move = g_new0 (Move, 1);

  move->flow = g_object_ref (asked->flow);
  move->booking = g_object_ref (asked->booking);
  move->resource_id = g_strdup (resource_id != NULL ? resource_id : asked->resource_id);
  move->start = resource_id != NULL ? start : asked->start;
  move->minutes = asked->minutes;
  start_move (move, override_reason);
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
    ss_conflict_dialog_present (get_window (self), self->model, SS_CONFLICT_BOOKING, error, conflict_cb,
                                g_steal_pointer (&move), move_free);
  else
    ss_page_toast_error (self->page, _ ("Couldn’t move the booking"), error);
}

/* (transfer full) @move */
static void
start_move (Move *move, const char *override_reason)
{
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
    ss_page_toast_error (self->page, _ ("Couldn’t change the booking"), error);
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
edited_cb (SsBookingEditor *editor, SsAppointment *booking, SsCalendarFlow *self)
{
  if (self->page != NULL)
    say_done (self);
}

static void
edit (SsCalendarFlow *self, SsAppointment *booking)
{
  SsBookingEditor *editor =
      ss_booking_editor_new (get_window (self), ss_page_get_workspace (self->page), self->model, booking);

  g_signal_connect_object (editor, "done", G_CALLBACK (edited_cb), self, 0);
  gtk_window_present (GTK_WINDOW (editor));
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
  if (g_str_equal (name, "edit"))
    edit (self, booking);
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
    ss_page_toast_error (self->page, _ ("Couldn’t undo that"), error);
  else if (label != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("Undone: %s"), label);

      say_text (self, text);
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
    ss_page_toast_error (self->page, _ ("Couldn’t do that again"), error);
  else if (label != NULL)
    say_text (self, label);
}

static void
ss_calendar_flow_dispose (GObject *object)
{
  SsCalendarFlow *self = SS_CALENDAR_FLOW (object);

  if (self->page != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->page), (gpointer *) &self->page);
  self->page = NULL;
  g_clear_weak_pointer (&self->toast);
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
  dialog = ss_booking_dialog_new (get_window (self), get_store (self), self->model, booking,
                                  settings != NULL ? ss_tenant_settings_get_currency (settings) : NULL);
  g_object_set_data_full (G_OBJECT (dialog), "booking", g_object_ref (booking), g_object_unref);
  g_signal_connect_object (dialog, "act", G_CALLBACK (act_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * ss_calendar_flow_create:
 * @self: a flow
 * @resource_id: (nullable): with whom, where that is known
 * @start: when; 0: not known yet
 * @minutes: for how long; 0: as long as the service takes
 *
 * Shows the form for a new booking.
 */
void
ss_calendar_flow_create (SsCalendarFlow *self, const char *resource_id, gint64 start, gint64 minutes)
{
  g_autoptr (SsAppointment) draft = g_object_new (SS_TYPE_APPOINTMENT, NULL);

  if (resource_id != NULL)
    ss_appointment_set_resource_id (draft, resource_id);
  if (start != 0)
    ss_appointment_set_start_time (draft, start);
  if (minutes != 0)
    ss_appointment_set_duration_minutes (draft, minutes);
  edit (self, draft);
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

/**
 * ss_calendar_flow_say_done:
 * @self: a flow
 *
 * Says what was done last, with a button that undoes it.
 */
void
ss_calendar_flow_say_done (SsCalendarFlow *self)
{
  if (self->page != NULL)
    say_done (self);
}

/**
 * ss_calendar_flow_say_error:
 * @self: a flow
 * @what: what could not be done
 * @error: why
 */
void
ss_calendar_flow_say_error (SsCalendarFlow *self, const char *what, const GError *error)
{
  if (self->page != NULL)
    ss_page_toast_error (self->page, what, error);
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
