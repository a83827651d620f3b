/* palette-item.c: something that the command palette can do
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/palette-item.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/role-badge.h"
#include "domain/validation.h"

G_DEFINE_FINAL_TYPE (SsPaletteItem, ss_palette_item, G_TYPE_OBJECT)

static void
ss_palette_item_finalize (GObject *object)
{
  SsPaletteItem *self = SS_PALETTE_ITEM (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->kind);
  g_free (self->keys);
  g_free (self->action);
  g_free (self->folded);

  G_OBJECT_CLASS (ss_palette_item_parent_class)->finalize (object);
}

static void
ss_palette_item_class_init (SsPaletteItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_palette_item_finalize;
}

static void
ss_palette_item_init (SsPaletteItem *self)
{
}

static SsPaletteItem *
create (const char *id, const char *title, const char *kind)
{
  SsPaletteItem *self = g_object_new (SS_TYPE_PALETTE_ITEM, NULL);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->kind = g_strdup (kind);
  self->folded = ss_search_fold (title);
  return self;
}

/**
 * ss_palette_item_new_for_page:
 * @info: a page
 *
 * Returns: (transfer full): what shows it
 */
SsPaletteItem *
ss_palette_item_new_for_page (const SsPageInfo *info)
{
  SsPaletteItem *self = create (info->id, _ (info->title), _ ("Page"));

  self->page = info->id;
  self->icon_name = info->icon_name;
  return self;
}

/**
 * ss_palette_item_new_for_action:
 * @info: an action
 *
 * Returns: (transfer full): what does it
 */
SsPaletteItem *
ss_palette_item_new_for_action (const SsActionInfo *info)
{
  SsPaletteItem *self = create (info->name, _ (info->title), _ (info->group));

  self->page = info->page;
  self->action = g_strdup (info->name);
  self->keys = ss_action_info_get_label (info);
  self->icon_name = "system-run-symbolic";
  return self;
}

/**
 * ss_palette_item_new_for_plugin:
 * @plugin: a plugin
 *
 * Returns: (transfer full): what shows its details
 */
SsPaletteItem *
ss_palette_item_new_for_plugin (SsPlugin *plugin)
{
  g_autofree char *id = g_strconcat ("plugin:", ss_plugin_get_id (plugin), NULL);
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (ss_plugin_get_id (plugin)));
  SsPaletteItem *self = create (id, ss_plugin_get_name (plugin), _ ("Plugin"));

  self->page = "marketplace";
  self->action = g_action_print_detailed_name ("plugin.details", target);
  self->icon_name = "application-x-addon-symbolic";
  return self;
}

/**
 * ss_palette_item_new_for_user:
 * @user: somebody, with what may be done with him
 * @is_act: whether to act, and not only to view
 *
 * Returns: (transfer full) (nullable): what asks to be him for a while; %NULL where a rule refuses it
 */
SsPaletteItem *
ss_palette_item_new_for_user (SsUser *user, gboolean is_act)
{
  SsUserCan *can = ss_user_get_can (user);
  SsAbility *masquerade = can != NULL ? ss_user_can_get_masquerade (can) : NULL;
  g_autofree char *id = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GVariant) target = NULL;
  SsPaletteItem *self;

  if (masquerade == NULL || !ss_ability_get_allowed (masquerade))
    return NULL;
  id = g_strconcat (is_act ? "act:" : "view:", ss_user_get_id (user), NULL);
  /* Translators: the name of a person */
  title = g_strdup_printf (is_act ? _ ("Act as %s…") : _ ("View as %s…"), ss_user_get_name (user));
  target = g_variant_ref_sink (g_variant_new ("(ss)", ss_user_get_id (user), is_act ? "ACT" : "VIEW"));
  self = create (id, title, ss_role_describe (ss_user_get_role (user)));
  self->action = g_action_print_detailed_name ("win.masquerade", target);
  self->icon_name = is_act ? "document-edit-symbolic" : "view-reveal-symbolic";
  return self;
}
