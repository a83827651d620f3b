/* conflict-dialog.h: what is in the way of a booking, and what can be done about it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/calendar/calendar-model.h"

G_BEGIN_DECLS

/* What is to be there: a booking, or blocked time over bookings. */
typedef enum
{
  SS_CONFLICT_BOOKING,
  SS_CONFLICT_BLOCKER,
} SsConflictKind;

/**
 * SsConflictAnswer:
 * @resource_id: (nullable): of the free time that was chosen; %NULL: it stays where it was asked for
 * @start: of that free time
 * @override_reason: (nullable): why it is to be booked in spite of what is in the way
 * @user_data: what the dialog was given
 *
 * What was answered; not called where it is left.
 */
typedef void (*SsConflictAnswer) (const char *resource_id, gint64 start, const char *override_reason,
                                  gpointer user_data);

void ss_conflict_dialog_present (GtkWindow *parent, SsCalendarModel *model, SsConflictKind kind,
                                 const GError *error, SsConflictAnswer answer, gpointer user_data,
                                 GDestroyNotify destroy);

G_END_DECLS
