/* access-log.h: one line a request
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/route.h"

G_BEGIN_DECLS

/**
 * SsAccessEntry:
 * @method: the method
 * @route: (nullable): the route's pattern: never the path, which may hold names, nor query or body
 * @user_id: (nullable): who asked
 */
typedef struct
{
  const char *method;
  const char *route;
  const char *request_id;
  const char *user_id;
  guint status;
  gsize n_bytes;
  gint64 microseconds;
} SsAccessEntry;

void ss_access_log_write (const SsAccessEntry *entry);

G_END_DECLS
