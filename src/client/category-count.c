/* category-count.c: how many plugins there are of a category
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "client/plugin-store.h"
#include "domain/category.h"

struct _SsCategoryCount
{
  GObject parent_instance;

  char *category;
  gint64 count;
};

G_DEFINE_FINAL_TYPE (SsCategoryCount, ss_category_count, G_TYPE_OBJECT)

typedef enum
{
  PROP_CATEGORY = 1,
  PROP_LABEL,
  PROP_COUNT,
} SsCategoryCountProperty;

static GParamSpec *properties[PROP_COUNT + 1];

static void
ss_category_count_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsCategoryCount *self = SS_CATEGORY_COUNT (object);

  switch ((SsCategoryCountProperty) id)
    {
    case PROP_CATEGORY:
      g_value_set_string (value, self->category);
      break;
    case PROP_LABEL:
      g_value_set_string (value, ss_category_count_get_label (self));
      break;
    case PROP_COUNT:
      g_value_set_int64 (value, self->count);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_category_count_finalize (GObject *object)
{
  g_free (SS_CATEGORY_COUNT (object)->category);

  G_OBJECT_CLASS (ss_category_count_parent_class)->finalize (object);
}

static void
ss_category_count_class_init (SsCategoryCountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ss_category_count_finalize;
  object_class->get_property = ss_category_count_get_property;

  properties[PROP_CATEGORY] = g_param_spec_string ("category", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_COUNT] = g_param_spec_int64 ("count", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_category_count_init (SsCategoryCount *self)
{
}

SsCategoryCount *
ss_category_count_new (const char *category, gint64 count)
{
  SsCategoryCount *self = g_object_new (SS_TYPE_CATEGORY_COUNT, NULL);

  self->category = g_strdup (category);
  self->count = MAX (count, 0);
  return self;
}

const char *
ss_category_count_get_category (SsCategoryCount *self)
{
  g_return_val_if_fail (SS_IS_CATEGORY_COUNT (self), NULL);

  return self->category;
}

/**
 * ss_category_count_get_label:
 * @self: a category's count
 *
 * Returns: the category in the user's language, or as the platform wrote it where it is a new one
 */
const char *
ss_category_count_get_label (SsCategoryCount *self)
{
  const char *label;

  g_return_val_if_fail (SS_IS_CATEGORY_COUNT (self), NULL);

  label = ss_category_describe (self->category);
  return label != NULL && *label != '\0' ? _ (label) : self->category;
}

gint64
ss_category_count_get_count (SsCategoryCount *self)
{
  g_return_val_if_fail (SS_IS_CATEGORY_COUNT (self), 0);

  return self->count;
}

void
ss_category_count_set_count (SsCategoryCount *self, gint64 count)
{
  g_return_if_fail (SS_IS_CATEGORY_COUNT (self));

  if (self->count == count)
    return;

  self->count = MAX (count, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}
