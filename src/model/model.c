/* model.c: the base of the contract's objects
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/model-private.h"

/* As many fields as a set of bits has room for. */
#define FIELDS_MAX 64

#define BIT(field) (G_GUINT64_CONSTANT (1) << (field))

/**
 * SsModelPrivate:
 * @values: (owned) (nullable): by field, made with the first one
 * @present: the fields that have a value
 * @known: the fields that were set or read, be it to null
 */
typedef struct
{
  SsValue *values;
  guint64 present;
  guint64 known;
} SsModelPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SsModel, ss_model, G_TYPE_OBJECT)

static SsModelPrivate *
get_private (SsModel *self)
{
  return ss_model_get_instance_private (self);
}

static SsFieldType
get_type (SsModel *self, guint field)
{
  return SS_MODEL_GET_CLASS (self)->fields.fields[field].type;
}

static gboolean
has_field (SsModel *self, guint field)
{
  return SS_IS_MODEL (self) && field < SS_MODEL_GET_CLASS (self)->fields.n_fields;
}

static void
ss_model_finalize (GObject *object)
{
  SsModel *self = SS_MODEL (object);
  SsModelPrivate *priv = get_private (self);
  const SsFields *fields = ss_model_get_fields (self);

  for (guint i = 0; i < fields->n_fields; i++)
    {
      if ((priv->present & BIT (i)) != 0)
        ss_value_clear (fields->fields[i].type, &priv->values[i]);
    }
  g_free (priv->values);

  G_OBJECT_CLASS (ss_model_parent_class)->finalize (object);
}

static void
ss_model_class_init (SsModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ss_model_finalize;
  klass->id_field = -1;
}

static void
ss_model_init (SsModel *self)
{
}

/* The field's value, or NULL where it has none. */
const SsValue *
ss_model_peek (SsModel *self, guint field)
{
  SsModelPrivate *priv = get_private (self);

  return (priv->present & BIT (field)) != 0 ? &priv->values[field] : NULL;
}

/* Whether the field was set or read, be it to null. */
gboolean
ss_model_is_known (SsModel *self, guint field)
{
  return (get_private (self)->known & BIT (field)) != 0;
}

/* Puts *@value, which is @self's from now on, or null into the field. */
void
ss_model_replace (SsModel *self, guint field, SsValue *value)
{
  SsModelPrivate *priv = get_private (self);
  SsModelClass *klass = SS_MODEL_GET_CLASS (self);
  SsValue old = { 0 };
  gboolean had_value = (priv->present & BIT (field)) != 0;

  if (priv->values == NULL)
    priv->values = g_new0 (SsValue, klass->fields.n_fields);
  if (had_value)
    old = priv->values[field];

  if (value != NULL)
    {
      priv->values[field] = *value;
      priv->present |= BIT (field);
    }
  else
    priv->present &= ~BIT (field);
  priv->known |= BIT (field);

  if (had_value)
    ss_value_clear (klass->fields.fields[field].type, &old);
  g_object_notify_by_pspec (G_OBJECT (self), klass->properties[field + 1]);
}

/* Puts *@value, which is gone after that, or null into the field, and tells whether that changed it. */
gboolean
ss_model_take (SsModel *self, guint field, SsValue *value)
{
  const SsValue *old = ss_model_peek (self, field);

  if (value != NULL && old != NULL && ss_value_equal (get_type (self, field), old, value))
    {
      ss_value_clear (get_type (self, field), value);
      return FALSE;
    }
  if (value == NULL && old == NULL)
    {
      get_private (self)->known |= BIT (field);
      return FALSE;
    }
  ss_model_replace (self, field, value);
  return TRUE;
}

/* Whether both say the same in all fields. */
gboolean
ss_model_equal (SsModel *self, SsModel *other)
{
  const SsFields *fields = ss_model_get_fields (self);

  if (self == other)
    return TRUE;
  if (G_OBJECT_TYPE (self) != G_OBJECT_TYPE (other))
    return FALSE;

  for (guint i = 0; i < fields->n_fields; i++)
    {
      const SsValue *value = ss_model_peek (self, i);
      const SsValue *other_value = ss_model_peek (other, i);

      if ((value == NULL) != (other_value == NULL))
        return FALSE;
      if (value != NULL && !ss_value_equal (fields->fields[i].type, value, other_value))
        return FALSE;
    }
  return TRUE;
}

/**
 * ss_model_class_install_fields:
 * @klass: a class that is being initialised
 * @fields: (array length=n_fields): its fields, which stay for the life of the process
 * @n_fields: how many they are, at most 64
 *
 * Gives a class its fields, and a property for each of them. SS_DEFINE_MODEL() calls this.
 */
void
ss_model_class_install_fields (SsModelClass *klass, SsField *fields, guint n_fields)
{
  const SsField *id;

  g_assert (n_fields <= FIELDS_MAX);

  klass->fields = (SsFields){ .fields = fields, .n_fields = n_fields };
  ss_fields_prepare (&klass->fields);

  id = ss_fields_find (&klass->fields, "id");
  klass->id_field = id != NULL ? (int) (id - fields) : -1;

  ss_model_class_install_properties (klass);
}

/**
 * ss_model_type_get_fields:
 * @type: the type of a model
 *
 * Returns: (transfer none): the fields of the type
 */
const SsFields *
ss_model_type_get_fields (GType type)
{
  SsModelClass *klass = g_type_class_peek (type);

  g_return_val_if_fail (g_type_is_a (type, SS_TYPE_MODEL), NULL);

  /* The reference is kept: the fields are asked for again. */
  if (klass == NULL)
    klass = g_type_class_ref (type);
  return &klass->fields;
}

/**
 * ss_model_get_fields:
 * @self: a model
 *
 * Returns: (transfer none): the fields of its type
 */
const SsFields *
ss_model_get_fields (SsModel *self)
{
  return &SS_MODEL_GET_CLASS (self)->fields;
}

/**
 * ss_model_get_id:
 * @self: a model
 *
 * Returns: (nullable): the value of the field called "id"
 */
const char *
ss_model_get_id (SsModel *self)
{
  int field = SS_MODEL_GET_CLASS (self)->id_field;

  return field >= 0 ? ss_model_get_string (self, (guint) field) : NULL;
}

/**
 * ss_model_has:
 * @self: a model
 * @field: the place of a field
 *
 * Returns: whether the field has a value: it is neither null nor absent
 */
gboolean
ss_model_has (SsModel *self, guint field)
{
  g_return_val_if_fail (has_field (self, field), FALSE);

  return ss_model_peek (self, field) != NULL;
}

/**
 * ss_model_unset:
 * @self: a model
 * @field: the place of a field
 *
 * Makes a field null.
 */
void
ss_model_unset (SsModel *self, guint field)
{
  g_return_if_fail (has_field (self, field));

  ss_model_take (self, field, NULL);
}

/**
 * ss_model_merge:
 * @self: a model
 * @other: a model of the same type, which says something newer about the same thing
 *
 * Takes over what @other knows, null included; fields that it never heard of stay as they are.
 * Properties that change are notified after all is taken over.
 *
 * Returns: whether anything changed
 */
gboolean
ss_model_merge (SsModel *self, SsModel *other)
{
  const SsFields *fields = ss_model_get_fields (self);
  gboolean is_changed = FALSE;

  g_return_val_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (other), FALSE);

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < fields->n_fields; i++)
    {
      SsFieldType type = fields->fields[i].type;
      const SsValue *value = ss_model_peek (self, i);
      const SsValue *newer = ss_model_peek (other, i);
      SsValue copy;

      if (!ss_model_is_known (other, i))
        continue;
      if (value != NULL && newer != NULL && ss_value_equal (type, value, newer))
        continue;
      if (newer != NULL)
        ss_value_copy (type, newer, &copy);
      if (ss_model_take (self, i, newer != NULL ? &copy : NULL))
        is_changed = TRUE;
    }
  g_object_thaw_notify (G_OBJECT (self));
  return is_changed;
}

/**
 * ss_model_copy:
 * @self: a model
 *
 * Returns: (transfer full): a model of the same type that says the same, with models of its own inside
 */
gpointer
ss_model_copy (SsModel *self)
{
  const SsFields *fields = ss_model_get_fields (self);
  SsModelPrivate *priv = get_private (self);
  SsModel *copy = g_object_new (G_OBJECT_TYPE (self), NULL);
  SsModelPrivate *copy_priv = get_private (copy);

  copy_priv->present = priv->present;
  copy_priv->known = priv->known;
  if (priv->values == NULL)
    return copy;

  copy_priv->values = g_new0 (SsValue, fields->n_fields);
  for (guint i = 0; i < fields->n_fields; i++)
    {
      if ((priv->present & BIT (i)) != 0)
        ss_value_copy (fields->fields[i].type, &priv->values[i], &copy_priv->values[i]);
    }
  return copy;
}

/**
 * ss_model_make_patch:
 * @self: a model
 * @edited: a copy of it that somebody has changed
 *
 * What the platform alone writes is no part of a change.
 *
 * Returns: (transfer full) (nullable): a model that knows only what is different in @edited; %NULL where
 *   nothing is
 */
gpointer
ss_model_make_patch (SsModel *self, SsModel *edited)
{
  const SsFields *fields = ss_model_get_fields (self);
  g_autoptr (SsModel) patch = g_object_new (G_OBJECT_TYPE (self), NULL);
  gboolean is_changed = FALSE;

  g_return_val_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (edited), NULL);

  for (guint i = 0; i < fields->n_fields; i++)
    {
      SsFieldType type = fields->fields[i].type;
      const SsValue *value = ss_model_peek (self, i);
      const SsValue *newer = ss_model_peek (edited, i);
      SsValue copy;

      if ((fields->fields[i].flags & SS_FIELD_READ_ONLY) != 0 || (value == NULL && newer == NULL))
        continue;
      if (value != NULL && newer != NULL && ss_value_equal (type, value, newer))
        continue;
      if (newer != NULL)
        ss_value_copy (type, newer, &copy);
      ss_model_take (patch, i, newer != NULL ? &copy : NULL);
      is_changed = TRUE;
    }
  return is_changed ? g_steal_pointer (&patch) : NULL;
}
