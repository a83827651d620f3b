/* appointments.h: making, changing and deleting appointments
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_appointment_add (SsRequest *request, GError **error);
SsReply *ss_appointment_change (SsRequest *request, GError **error);
SsReply *ss_appointment_delete (SsRequest *request, GError **error);
SsReply *ss_appointment_cancel (SsRequest *request, GError **error);
SsReply *ss_appointment_restore (SsRequest *request, GError **error);

G_END_DECLS
