/* model-properties.c: the fields of a model as properties
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/model-private.h"

#define FLAGS (G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY)

static GParamSpec *
make_string (const SsField *field)
{
  return g_param_spec_string (field->property, NULL, NULL, NULL, FLAGS);
}

static GParamSpec *
make_integer (const SsField *field)
{
  return g_param_spec_int64 (field->property, NULL, NULL, G_MININT64, G_MAXINT64, 0, FLAGS);
}

static GParamSpec *
make_number (const SsField *field)
{
  return g_param_spec_double (field->property, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, FLAGS);
}

static GParamSpec *
make_boolean (const SsField *field)
{
  return g_param_spec_boolean (field->property, NULL, NULL, FALSE, FLAGS);
}

static GParamSpec *
make_time (const SsField *field)
{
  return g_param_spec_boxed (field->property, NULL, NULL, G_TYPE_DATE_TIME, FLAGS);
}

static GParamSpec *
make_strings (const SsField *field)
{
  return g_param_spec_boxed (field->property, NULL, NULL, G_TYPE_STRV, FLAGS);
}

static GParamSpec *
make_integers (const SsField *field)
{
  return g_param_spec_boxed (field->property, NULL, NULL, G_TYPE_ARRAY, FLAGS);
}

static GParamSpec *
make_object (const SsField *field)
{
  return g_param_spec_object (field->property, NULL, NULL, field->get_type (), FLAGS);
}

static GParamSpec *
make_objects (const SsField *field)
{
  return g_param_spec_object (field->property, NULL, NULL, G_TYPE_LIST_MODEL, FLAGS);
}

static GParamSpec *
make_json (const SsField *field)
{
  return g_param_spec_boxed (field->property, NULL, NULL, JSON_TYPE_NODE, FLAGS);
}

static void
get_string (SsModel *self, guint field, GValue *value)
{
  g_value_set_string (value, ss_model_get_string (self, field));
}

static void
get_integer (SsModel *self, guint field, GValue *value)
{
  g_value_set_int64 (value, ss_model_get_integer (self, field));
}

static void
get_number (SsModel *self, guint field, GValue *value)
{
  g_value_set_double (value, ss_model_get_number (self, field));
}

static void
get_boolean (SsModel *self, guint field, GValue *value)
{
  g_value_set_boolean (value, ss_model_get_integer (self, field) != 0);
}

static void
get_time (SsModel *self, guint field, GValue *value)
{
  gint64 time = ss_model_get_integer (self, field);
  gint64 second, microsecond;
  g_autoptr (GDateTime) whole = NULL;

  if (time == SS_TIME_NONE)
    return;

  microsecond = (time % G_USEC_PER_SEC + G_USEC_PER_SEC) % G_USEC_PER_SEC;
  second = time / G_USEC_PER_SEC - (time % G_USEC_PER_SEC < 0 ? 1 : 0);
  whole = g_date_time_new_from_unix_utc (second);
  if (whole != NULL)
    g_value_take_boxed (value, g_date_time_add (whole, microsecond));
}

static void
get_strings (SsModel *self, guint field, GValue *value)
{
  g_value_set_boxed (value, ss_model_get_strings (self, field));
}

static void
get_integers (SsModel *self, guint field, GValue *value)
{
  const SsValue *integers = ss_model_peek (self, field);

  /* A copy: arrays are handed out by reference, and this one is the model's. */
  if (integers != NULL)
    g_value_take_boxed (value, g_array_copy (integers->integers));
}

static void
get_object (SsModel *self, guint field, GValue *value)
{
  g_value_set_object (value, ss_model_get_object (self, field));
}

static void
get_objects (SsModel *self, guint field, GValue *value)
{
  g_value_set_object (value, ss_model_get_objects (self, field));
}

static void
get_json (SsModel *self, guint field, GValue *value)
{
  g_value_set_boxed (value, ss_model_get_json (self, field));
}

static void
set_string (SsModel *self, guint field, const GValue *value)
{
  ss_model_set_string (self, field, g_value_get_string (value));
}

static void
set_integer (SsModel *self, guint field, const GValue *value)
{
  ss_model_set_integer (self, field, g_value_get_int64 (value));
}

static void
set_number (SsModel *self, guint field, const GValue *value)
{
  ss_model_set_number (self, field, g_value_get_double (value));
}

static void
set_boolean (SsModel *self, guint field, const GValue *value)
{
  ss_model_set_integer (self, field, g_value_get_boolean (value));
}

static void
set_time (SsModel *self, guint field, const GValue *value)
{
  GDateTime *time = g_value_get_boxed (value);

  if (time == NULL)
    ss_model_unset (self, field);
  else
    ss_model_set_integer (self, field,
                          g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time));
}

static void
set_strings (SsModel *self, guint field, const GValue *value)
{
  ss_model_set_strings (self, field, g_value_get_boxed (value));
}

static void
set_integers (SsModel *self, guint field, const GValue *value)
{
  GArray *integers = g_value_get_boxed (value);
  gint64 none = 0;

  if (integers == NULL)
    {
      ss_model_unset (self, field);
      return;
    }
  g_return_if_fail (g_array_get_element_size (integers) == sizeof (gint64));

  /* An empty array may have no data, which would be null. */
  ss_model_set_integers (self, field,
                         integers->len > 0 ? (const gint64 *) (gconstpointer) integers->data : &none,
                         integers->len);
}

static void
set_object (SsModel *self, guint field, const GValue *value)
{
  ss_model_set_object (self, field, g_value_get_object (value));
}

static void
set_objects (SsModel *self, guint field, const GValue *value)
{
  ss_model_set_objects (self, field, g_value_get_object (value));
}

static void
set_json (SsModel *self, guint field, const GValue *value)
{
  ss_model_set_json (self, field, g_value_get_boxed (value));
}

static const struct
{
  GParamSpec *(*make) (const SsField *field);
  void (*get) (SsModel *self, guint field, GValue *value);
  void (*set) (SsModel *self, guint field, const GValue *value);
} kinds[SS_N_FIELD_TYPES] = {
  [SS_FIELD_ID] = { make_string, get_string, set_string },
  [SS_FIELD_STRING] = { make_string, get_string, set_string },
  [SS_FIELD_ENUM] = { make_string, get_string, set_string },
  [SS_FIELD_INTEGER] = { make_integer, get_integer, set_integer },
  [SS_FIELD_NUMBER] = { make_number, get_number, set_number },
  [SS_FIELD_BOOLEAN] = { make_boolean, get_boolean, set_boolean },
  [SS_FIELD_MONEY] = { make_integer, get_integer, set_integer },
  [SS_FIELD_TIME] = { make_time, get_time, set_time },
  [SS_FIELD_STRINGS] = { make_strings, get_strings, set_strings },
  [SS_FIELD_INTEGERS] = { make_integers, get_integers, set_integers },
  [SS_FIELD_OBJECT] = { make_object, get_object, set_object },
  [SS_FIELD_OBJECTS] = { make_objects, get_objects, set_objects },
  [SS_FIELD_JSON] = { make_json, get_json, set_json },
};

static void
ss_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsModel *self = SS_MODEL (object);

  kinds[ss_model_get_fields (self)->fields[id - 1].type].get (self, id - 1, value);
}

static void
ss_model_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SsModel *self = SS_MODEL (object);

  kinds[ss_model_get_fields (self)->fields[id - 1].type].set (self, id - 1, value);
}

/* Makes a property for each of the class's fields, with the field's place plus one as its number. */
void
ss_model_class_install_properties (SsModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  guint n_fields = klass->fields.n_fields;

  /* GObject does not hand these down to derived classes. */
  object_class->get_property = ss_model_get_property;
  object_class->set_property = ss_model_set_property;

  klass->properties = g_new0 (GParamSpec *, n_fields + 1);
  for (guint i = 0; i < n_fields; i++)
    {
      const SsField *field = &klass->fields.fields[i];

      klass->properties[i + 1] = kinds[field->type].make (field);
    }
  g_object_class_install_properties (object_class, n_fields + 1, klass->properties);
}
