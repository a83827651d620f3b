/* list-item.c: a row of a paged list, which may still be without its model
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/list-item.h"

struct _SsListItem
{
  GObject parent_instance;

  SsModel *model; /* (owned) (nullable) */
  guint position;
};

G_DEFINE_FINAL_TYPE (SsListItem, ss_list_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_MODEL = 1,
  PROP_POSITION,
} SsListItemProperty;

static GParamSpec *properties[PROP_POSITION + 1];

static void
ss_list_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsListItem *self = SS_LIST_ITEM (object);

  switch ((SsListItemProperty) id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_list_item_finalize (GObject *object)
{
  g_clear_object (&SS_LIST_ITEM (object)->model);

  G_OBJECT_CLASS (ss_list_item_parent_class)->finalize (object);
}

static void
ss_list_item_class_init (SsListItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ss_list_item_finalize;
  object_class->get_property = ss_list_item_get_property;

  properties[PROP_MODEL] =
      g_param_spec_object ("model", NULL, NULL, SS_TYPE_MODEL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_POSITION] =
      g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_list_item_init (SsListItem *self)
{
}

SsListItem *
ss_list_item_new (guint position, SsModel *model)
{
  SsListItem *self = g_object_new (SS_TYPE_LIST_ITEM, NULL);

  self->position = position;
  g_set_object (&self->model, model);
  return self;
}

void
ss_list_item_set_model (SsListItem *self, SsModel *model)
{
  if (g_set_object (&self->model, model))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

void
ss_list_item_set_position (SsListItem *self, guint position)
{
  if (self->position == position)
    return;

  self->position = position;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

/**
 * ss_list_item_get_model:
 * @self: a row
 *
 * Returns: (nullable) (transfer none): what is in it, %NULL until that is there; "model" is notified then
 */
SsModel *
ss_list_item_get_model (SsListItem *self)
{
  g_return_val_if_fail (SS_IS_LIST_ITEM (self), NULL);

  return self->model;
}

guint
ss_list_item_get_position (SsListItem *self)
{
  g_return_val_if_fail (SS_IS_LIST_ITEM (self), 0);

  return self->position;
}

GType
ss_load_state_get_type (void)
{
  static GType type;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { SS_LOAD_LOADING, "SS_LOAD_LOADING", "loading" }, { SS_LOAD_EMPTY, "SS_LOAD_EMPTY", "empty" },
        { SS_LOAD_FAILED, "SS_LOAD_FAILED", "failed" },    { SS_LOAD_OFFLINE, "SS_LOAD_OFFLINE", "offline" },
        { SS_LOAD_READY, "SS_LOAD_READY", "ready" },       { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("SsLoadState", values));
    }

  return type;
}
