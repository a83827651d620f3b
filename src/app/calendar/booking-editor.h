/* booking-editor.h: makes a booking, or changes one
 *
 * A window. Signal ::done (SsAppointment): it is booked, or changed; the window is gone.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/calendar/calendar-model.h"
#include "client/workspace.h"

G_BEGIN_DECLS

#define SS_TYPE_BOOKING_EDITOR (ss_booking_editor_get_type ())
G_DECLARE_FINAL_TYPE (SsBookingEditor, ss_booking_editor, SS, BOOKING_EDITOR, AdwWindow)

/* @booking: one that is held, which is changed; or one without an id: what is known of a new one. */
SsBookingEditor *ss_booking_editor_new (GtkWindow *parent, SsWorkspace *workspace, SsCalendarModel *model,
                                        SsAppointment *booking);

G_END_DECLS
