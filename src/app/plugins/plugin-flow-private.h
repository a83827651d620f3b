/* plugin-flow-private.h: what the sources of plugin-flow.h share
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/plugins/plugin-flow.h"

G_BEGIN_DECLS

/* One thing under way: whose it is, and what it is about. */
typedef struct
{
  SsPluginFlow *flow;           /* (owned) */
  SsPlugin *plugin;             /* (owned) (nullable) */
  SsInstallation *installation; /* (owned) (nullable) */
  JsonObject *values;           /* (owned) (nullable): configValues to come back to */
  GStrv permissions;            /* (owned) (nullable): those that were accepted */
} SsPluginJob;

SsPluginJob *ss_plugin_job_new (SsPluginFlow *flow, SsPlugin *plugin, SsInstallation *installation);
void ss_plugin_job_free (SsPluginJob *job);
void ss_plugin_job_free_data (gpointer job, GClosure *closure);
gboolean ss_plugin_job_is_done (SsPluginJob *job, GObject *source, GAsyncResult *result, const char *format);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsPluginJob, ss_plugin_job_free)

SsInstallationStore *ss_plugin_flow_get_store (SsPluginFlow *self);
GCancellable *ss_plugin_flow_get_cancellable (SsPluginFlow *self);
GtkWindow *ss_plugin_flow_get_window (SsPluginFlow *self);
void ss_plugin_flow_toast (SsPluginFlow *self, AdwToast *toast); /* (transfer full) */
void ss_plugin_flow_toast_text (SsPluginFlow *self, const char *format, const char *name);
void ss_plugin_flow_toast_error (SsPluginFlow *self, const char *format, const char *name,
                                 const GError *error);

G_END_DECLS
