/* plugin-batch.h: the same thing done with several installed plugins
 *
 * Properties: progress (0 to 1). Signal: ::finished.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/installation-store.h"

G_BEGIN_DECLS

typedef enum
{
  SS_BATCH_UPDATE,
  SS_BATCH_SWITCH_ON,
  SS_BATCH_SWITCH_OFF,
  SS_BATCH_UNINSTALL,
} SsBatchKind;

#define SS_TYPE_PLUGIN_BATCH (ss_plugin_batch_get_type ())
G_DECLARE_FINAL_TYPE (SsPluginBatch, ss_plugin_batch, SS, PLUGIN_BATCH, GObject)

SsPluginBatch *ss_plugin_batch_new (SsInstallationStore *store, SsBatchKind kind, GPtrArray *installations);
void ss_plugin_batch_start (SsPluginBatch *self, GCancellable *cancellable);
guint ss_plugin_batch_get_n_total (SsPluginBatch *self);
guint ss_plugin_batch_get_n_done (SsPluginBatch *self);
guint ss_plugin_batch_get_n_failed (SsPluginBatch *self);
char *ss_plugin_batch_describe_progress (SsPluginBatch *self);
char *ss_plugin_batch_describe_result (SsPluginBatch *self);
char *ss_plugin_batch_describe_failures (SsPluginBatch *self);

G_END_DECLS
