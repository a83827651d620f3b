/* metrics.h: how many requests there were and how long they took, for Prometheus
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/route.h"

G_BEGIN_DECLS

typedef struct _SsMetrics SsMetrics;

SsMetrics *ss_metrics_new (void);
void ss_metrics_free (SsMetrics *self);

/* @route: (nullable): NULL where the router found none */
void ss_metrics_count (SsMetrics *self, const SsRoute *route, guint status, gint64 microseconds);
char *ss_metrics_write (SsMetrics *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsMetrics, ss_metrics_free)

G_END_DECLS
