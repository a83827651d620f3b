/* action-table.h: what the program can do, said once for accelerators, the shortcuts window and the command
 * palette
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SsActionInfo:
 * @name: the detailed action name, "win.show-page::marketplace"
 * @title: N_(): what it does, in the imperative
 * @accelerators: (nullable): separated by spaces; the first is the one that is shown
 * @group: N_(): the heading in the shortcuts window
 * @page: (nullable): the id of the page that must be shown for it; it is then an action of the page's own
 * group
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *accelerators;
  const char *group;
  const char *page;
} SsActionInfo;

/* All of them; `name` NULL past the last. Those of the pages come from their own tables. */
const SsActionInfo *ss_action_table_get (void);
void ss_action_table_set_accelerators (GtkApplication *application);
char *ss_action_info_get_label (const SsActionInfo *info); /* "Ctrl+K"; (nullable) (transfer full) */

G_END_DECLS
