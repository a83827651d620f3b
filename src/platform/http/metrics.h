/* metrics.h: how many requests there were and how long they took, for Prometheus
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/route.h"

G_BEGIN_DECLS

typedef struct _SsMetrics SsMetrics;

/**
 * SsMetricsNow:
 * @n_waiting: how many requests no worker has taken yet
 * @n_tenants: how many businesses there are; -1: the store does not say
 * @store: what the store's connections do
 */
typedef struct
{
  guint n_waiting;
  gint64 n_tenants;
  SsStoreLoad store;
} SsMetricsNow;

SsMetrics *ss_metrics_new (void);
/* Of several processes, in memory that ss_metrics_open() has made. */
SsMetrics *ss_metrics_new_shared (int descriptor);
int ss_metrics_open (void);
void ss_metrics_free (SsMetrics *self);

/* @route: (nullable): NULL where the router found none */
void ss_metrics_count (SsMetrics *self, const SsRoute *route, guint status, gint64 microseconds);
/* One more, or one less, who looks on. From any thread. */
void ss_metrics_count_event_reader (SsMetrics *self, int change);
/* What this process would answer, for the others. */
void ss_metrics_publish (SsMetrics *self, const SsMetricsNow *now);
/* A process that has ended, perhaps without a word, has nothing any more that goes up and down. */
void ss_metrics_forget (SsMetrics *self, int id);

char *ss_metrics_write (SsMetrics *self, const SsMetricsNow *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsMetrics, ss_metrics_free)

G_END_DECLS
