/* appointment-list.h: appointments as pages and one by one
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

void ss_appointment_list_foresee (SsRequest *request);
SsReply *ss_appointment_list (SsRequest *request, GError **error);
SsReply *ss_appointment_list_of_customer (SsRequest *request, GError **error);
SsReply *ss_appointment_get (SsRequest *request, GError **error);
/* @late_fee: ten-thousandths, or -1: not told */
SsReply *ss_appointment_reply (SsRequest *request, const char *id, guint status, gint64 late_fee,
                               GError **error);

G_END_DECLS
