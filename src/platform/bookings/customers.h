/* customers.h: GET, POST, PATCH and DELETE of customers
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_customer_list (SsRequest *request, GError **error);
SsReply *ss_customer_read (SsRequest *request, GError **error);
SsReply *ss_customer_add (SsRequest *request, GError **error);
SsReply *ss_customer_change (SsRequest *request, GError **error);
SsReply *ss_customer_delete (SsRequest *request, GError **error);

G_END_DECLS
