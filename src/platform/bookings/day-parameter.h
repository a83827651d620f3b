/* day-parameter.h: a day in a query
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

gboolean ss_day_parameter_read (SsRequest *request, const char *name, GDate *day, SsFieldErrors *errors);

G_END_DECLS
