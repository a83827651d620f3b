/* appointment-store.h: the bookings of the weeks that were looked at
 *
 * A view says with ss_appointment_store_show() which span it shows; whole weeks of it that were never seen
 * are asked for, and weeks that nobody looked at for long are dropped. The store says ::changed when it holds
 * something else in a span. A booking is the same SsAppointment as long as it is held: follow its properties.
 *
 * A change shows at once and is pending until the platform confirms it, or it is taken back with a GError:
 * SS_CLIENT_ERROR_CONFLICT with the code `booking_conflict` carries what is in the way (see
 * ss_booking_error_get_conflicts()), SS_CLIENT_ERROR_CHANGED means that somebody else was faster.
 *
 * Properties: state (SsLoadState, of the span shown last), error (GError), loaded-at (microseconds since
 * 1970), n-unassigned. Signals: ::changed (gint64 start, gint64 end), ::pending-changed (const char *id).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/change-history.h"
#include "client/paged-list.h"
#include "client/session.h"
#include "model/bookings.h"

G_BEGIN_DECLS

#define SS_TYPE_APPOINTMENT_STORE (ss_appointment_store_get_type ())
G_DECLARE_FINAL_TYPE (SsAppointmentStore, ss_appointment_store, SS, APPOINTMENT_STORE, GObject)

/* @history: (nullable): where changes can be undone. */
SsAppointmentStore *ss_appointment_store_new (SsSession *session, SsChangeHistory *history);

/* Reading. Times are microseconds since 1970; a span ends before @end. */
void ss_appointment_store_show (SsAppointmentStore *self, gint64 start, gint64 end);
/* Whether every week of the span has come. */
gboolean ss_appointment_store_covers (SsAppointmentStore *self, gint64 start, gint64 end);
/* Reads what is held again. */
void ss_appointment_store_reload (SsAppointmentStore *self);
SsLoadState ss_appointment_store_get_state (SsAppointmentStore *self);
const GError *ss_appointment_store_get_error (SsAppointmentStore *self);
gint64 ss_appointment_store_get_loaded_at (SsAppointmentStore *self);
/* The tenant's time zone, in which its weeks and days are. */
GTimeZone *ss_appointment_store_get_time_zone (SsAppointmentStore *self);

/* What is held of @resource_id, NULL: of nobody, in the order of start times; cancelled ones too.
 * (transfer container) (element-type SsAppointment) */
GPtrArray *ss_appointment_store_query (SsAppointmentStore *self, const char *resource_id, gint64 start,
                                       gint64 end);
/* Of all resources and of nobody. (transfer container) (element-type SsAppointment) */
GPtrArray *ss_appointment_store_query_all (SsAppointmentStore *self, gint64 start, gint64 end);
SsAppointment *ss_appointment_store_find (SsAppointmentStore *self, const char *id); /* where it is held */
/* Those that wait for a resource, of any time, first things first: a GListModel of SsAppointment. */
GListModel *ss_appointment_store_get_unassigned (SsAppointmentStore *self);
/* Where nothing is shown of the calendar yet. */
void ss_appointment_store_ask_unassigned (SsAppointmentStore *self);
/* Who changed what of a booking, newest first. (transfer full), of SsHistoryEntry */
SsPagedList *ss_appointment_store_list_history (SsAppointmentStore *self, const char *id);
guint ss_appointment_store_get_n_unassigned (SsAppointmentStore *self);
gboolean ss_appointment_store_is_pending (SsAppointmentStore *self, SsAppointment *appointment);

/* Changing. All end in ss_appointment_store_change_finish(). @override_reason: (nullable): book in spite of a
 * conflict. Each is undone and redone by the history. */

/* @draft: what is set of it; it becomes the booking that is held. */
void ss_appointment_store_create_async (SsAppointmentStore *self, SsAppointment *draft,
                                        const char *override_reason, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
/* @patch: an SsAppointment of which only that is set (or unset to null) which changes. */
void ss_appointment_store_change_async (SsAppointmentStore *self, SsAppointment *appointment,
                                        SsAppointment *patch, const char *override_reason,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
/* @resource_id: NULL puts it back among those that wait; a resource confirms one that waited. */
void ss_appointment_store_move_async (SsAppointmentStore *self, SsAppointment *appointment,
                                      const char *resource_id, gint64 start_time, gint64 duration_minutes,
                                      const char *override_reason, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
/* SS_BOOKING_CONFIRMED, COMPLETED, NO_SHOW or PENDING; for a cancellation there is cancel_async(). */
void ss_appointment_store_set_status_async (SsAppointmentStore *self, SsAppointment *appointment,
                                            SsBookingStatus status, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
/* The fee stands in the appointment's late_fee afterwards. */
void ss_appointment_store_cancel_async (SsAppointmentStore *self, SsAppointment *appointment,
                                        const char *reason, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
void ss_appointment_store_delete_async (SsAppointmentStore *self, SsAppointment *appointment,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
/* Takes back a cancellation or deletion. */
void ss_appointment_store_restore_async (SsAppointmentStore *self, SsAppointment *appointment,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
/* (transfer full): the booking as it is now */
SsAppointment *ss_appointment_store_change_finish (SsAppointmentStore *self, GAsyncResult *result,
                                                   GError **error);

/* For the event stream: @event is `appointment.created`, `.updated` or `.deleted`. Older versions than what
 * is held are ignored. */
void ss_appointment_store_merge_event (SsAppointmentStore *self, const char *event,
                                       SsAppointment *appointment);

/* What a `booking_conflict` says. (transfer full) (nullable): NULL for another error */
GListModel *ss_booking_error_get_conflicts (const GError *error);    /* of SsBookingConflict */
GListModel *ss_booking_error_get_alternatives (const GError *error); /* of SsBookingAlternative */

G_END_DECLS
