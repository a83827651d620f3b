/* booking-dialog.h: everything on a booking, and what can be done with it
 *
 * Signal ::act (const char *action): "confirm", "complete", "no-show", "reopen", "cancel", "unassign",
 * "restore" or "delete".
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/calendar/calendar-model.h"
#include "client/appointment-store.h"

G_BEGIN_DECLS

#define SS_TYPE_BOOKING_DIALOG (ss_booking_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SsBookingDialog, ss_booking_dialog, SS, BOOKING_DIALOG, AdwWindow)

SsBookingDialog *ss_booking_dialog_new (GtkWindow *parent, SsAppointmentStore *store, SsCalendarModel *model,
                                        SsAppointment *booking, const char *currency);

G_END_DECLS
