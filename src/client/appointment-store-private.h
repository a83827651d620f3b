/* appointment-store-private.h: what the files of the store of appointments share
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/appointment-store.h"

G_BEGIN_DECLS

SsSession *ss_appointment_store_get_session (SsAppointmentStore *self);
SsChangeHistory *ss_appointment_store_get_history (SsAppointmentStore *self); /* (nullable) */

/* Holds what has come: a newer version is merged into the one that is held. (transfer none) */
SsAppointment *ss_appointment_store_hold (SsAppointmentStore *self, SsAppointment *appointment);
/* After something of it was changed here: it may stand elsewhere now. */
void ss_appointment_store_replace (SsAppointmentStore *self, SsAppointment *appointment);
/* What the event stream told while it was pending, where that is newer. */
void ss_appointment_store_show_parked (SsAppointmentStore *self, SsAppointment *appointment);
void ss_appointment_store_drop (SsAppointmentStore *self, SsAppointment *appointment);
/* Counts: pending until each has been taken back. */
void ss_appointment_store_set_pending (SsAppointmentStore *self, SsAppointment *appointment,
                                       gboolean is_pending);

G_END_DECLS
