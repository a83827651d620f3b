/* report-summary.h: what a span of days brought
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_report_summary (SsRequest *request, GError **error);

G_END_DECLS
