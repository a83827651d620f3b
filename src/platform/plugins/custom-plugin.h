/* custom-plugin.h: what a tenant may write into a plugin of its own
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/field-errors.h"
#include "model/model-json.h"

G_BEGIN_DECLS

/**
 * SsPluginDraft:
 *
 * The writable members of a Plugin as they go into columns; NULL is what a body did not have. Documents
 * are JSON text.
 */
typedef struct
{
  char *name;
  char *summary;
  char *description;
  char *category;
  char *version;
  char *permissions;
  char *trigger;
  char *variables;
  char *code;
} SsPluginDraft;

/* Reads and checks a body; what is wrong is added to @errors. */
SsPluginDraft *ss_plugin_draft_read (JsonObject *body, SsBodyKind kind, SsFieldErrors *errors);
void ss_plugin_draft_free (SsPluginDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsPluginDraft, ss_plugin_draft_free)

char *ss_plugin_draft_slug (const char *name);
/* "1.2.3" to "1.2.4", a pre-release to its release. */
char *ss_plugin_draft_next_version (const char *version);

G_END_DECLS
