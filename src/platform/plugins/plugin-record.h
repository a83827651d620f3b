/* plugin-record.h: one plugin as it is stored, public or the tenant's own
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"
#include "platform/store/store.h"

G_BEGIN_DECLS

/* Statements that exist for both are pairs: [0] reads the shared tables, [1] the tenant's own. */
#define SS_PLUGIN_PAIR(STATEMENT)                            \
  {                                                          \
    STATEMENT ("shared.plugin"), STATEMENT ("custom_plugin") \
  }

/**
 * SsPluginRecord:
 * @is_custom: the tenant's own, in its own tables
 * @permissions: JSON text, as are @trigger and @variables; all three of the latest version
 * @installation_id: (nullable): the tenant's installation of it
 */
typedef struct
{
  gboolean is_custom;
  char *id;
  char *slug;
  char *name;
  char *summary;
  char *description;
  char *category;
  char *version;
  char *permissions;
  char *trigger;
  char *variables;
  char *installation_id; /* (owned) (nullable) */
} SsPluginRecord;

void ss_plugin_record_free (SsPluginRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsPluginRecord, ss_plugin_record_free)

/* One of its versions; documents are JSON text. */
typedef struct
{
  gint64 position;
  char *version;
  char *notes;
  char *permissions;
  char *trigger;
  char *variables;
  char *code;
  gint64 released_at;
} SsPluginVersion;

void ss_plugin_version_free (SsPluginVersion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsPluginVersion, ss_plugin_version_free)

/* *@record is NULL where there is none, or none that this tenant may see. */
gboolean ss_plugin_record_find (SsTransaction *transaction, const char *id, SsPluginRecord **record,
                                GError **error);
/* *@record is NULL and *@reply the 404 where there is none. */
gboolean ss_plugin_record_of_request (SsRequest *request, SsPluginRecord **record, SsReply **reply,
                                      GError **error);

SsPluginVersion *ss_plugin_version_find (SsTransaction *transaction, gboolean is_custom,
                                         const char *plugin_id, const char *version, GError **error);
gboolean ss_plugin_version_insert (SsTransaction *transaction, gboolean is_custom, const char *plugin_id,
                                   const SsPluginVersion *version, GError **error);

/* After a change of ratings or installations: the aggregates again, from the base and the rows. */
gboolean ss_plugin_count_ratings (SsTransaction *transaction, gboolean is_custom, const char *plugin_id,
                                  GError **error);
gboolean ss_plugin_count_installs (SsTransaction *transaction, gboolean is_custom, const char *plugin_id,
                                   GError **error);
/* After public plugins were added or taken away. */
gboolean ss_plugin_count_all (SsTransaction *transaction, GError **error);

G_END_DECLS
