/* blocker-editor.h: blocks time that nobody can book, or changes that
 *
 * Signal: ::done, when the platform has it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/calendar/store-model.h"
#include "client/workspace.h"

G_BEGIN_DECLS

#define SS_TYPE_BLOCKER_EDITOR (ss_blocker_editor_get_type ())
G_DECLARE_FINAL_TYPE (SsBlockerEditor, ss_blocker_editor, SS, BLOCKER_EDITOR, AdwWindow)

SsBlockerEditor *ss_blocker_editor_new (GtkWindow *parent, SsWorkspace *workspace, SsStoreModel *model,
                                        SsBlocker *blocker);
SsBlockerEditor *ss_blocker_editor_new_blank (GtkWindow *parent, SsWorkspace *workspace, SsStoreModel *model,
                                              const char *resource_id, gint64 start, gint64 minutes);

G_END_DECLS
