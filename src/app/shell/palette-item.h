/* palette-item.h: something that the command palette can do
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/action-table.h"
#include "app/shell/page.h"
#include "model/people.h"
#include "model/plugins.h"

G_BEGIN_DECLS

#define SS_TYPE_PALETTE_ITEM (ss_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (SsPaletteItem, ss_palette_item, SS, PALETTE_ITEM, GObject)

struct _SsPaletteItem
{
  GObject parent_instance;

  char *id;              /* (owned): for what was used recently */
  char *title;           /* (owned) */
  char *kind;            /* (owned): what it belongs to, for people */
  char *keys;            /* (owned) (nullable) */
  const char *icon_name; /* (nullable) */
  const char *page;      /* (nullable): shown first */
  char *action;          /* (owned) (nullable): detailed */
  char *folded;          /* (owned): the title for ss_palette_match() */
  guint rank;            /* of the present query */
};

SsPaletteItem *ss_palette_item_new_for_page (const SsPageInfo *info);
SsPaletteItem *ss_palette_item_new_for_action (const SsActionInfo *info);
SsPaletteItem *ss_palette_item_new_for_plugin (SsPlugin *plugin);
/* To act as him, or only to view; NULL where a rule refuses it. */
SsPaletteItem *ss_palette_item_new_for_user (SsUser *user, gboolean is_act);

G_END_DECLS
