/* model.h: the base of the contract's objects
 *
 * A model is declared once, as a list of fields:
 *
 * |[
 * #define SS_RUN_FIELDS(FIELD, ...)                                        \
 *   FIELD (__VA_ARGS__, started_at, TIME, SS_FIELD_READ_ONLY)               \
 *   FIELD (__VA_ARGS__, status, ENUM, SS_FIELD_READ_ONLY, .choice = …)
 *
 * SS_DECLARE_MODEL (SsRun, ss_run, RUN, SS_RUN_FIELDS)
 * ]|
 *
 * with `SS_DEFINE_MODEL (SsRun, ss_run, SS_RUN_FIELDS)` in one source. From this come the type, a
 * property for each field ("started-at"), accessors (ss_run_get_started_at(), ss_run_set_started_at(),
 * ss_run_has_started_at()), JSON both ways ("startedAt") and the columns ("started_at").
 *
 * A model belongs to one thread at a time: a worker fills it, then hands it over.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "model/field.h"
#include "model/time.h"

G_BEGIN_DECLS

#define SS_TYPE_MODEL (ss_model_get_type ())
G_DECLARE_DERIVABLE_TYPE (SsModel, ss_model, SS, MODEL, GObject)

/* One value, by the type of its field. */
typedef union
{
  gint64 integer; /* INTEGER, BOOLEAN, MONEY, TIME */
  double number;
  char *string;        /* ID, STRING, ENUM */
  GStrv strings;       /* STRINGS */
  GArray *integers;    /* of gint64 */
  SsModel *object;     /* OBJECT */
  GListStore *objects; /* OBJECTS */
  JsonNode *json;
} SsValue;

struct _SsModelClass
{
  GObjectClass parent_class;

  /*< private >*/
  SsFields fields;
  GParamSpec **properties; /* by field + 1 */
  int id_field;            /* the field called "id", or -1 */
};

void ss_model_class_install_fields (SsModelClass *klass, SsField *fields, guint n_fields);
const SsFields *ss_model_type_get_fields (GType type);
const SsFields *ss_model_get_fields (SsModel *self);

const char *ss_model_get_id (SsModel *self);
gboolean ss_model_has (SsModel *self, guint field);
void ss_model_unset (SsModel *self, guint field);
gboolean ss_model_merge (SsModel *self, SsModel *other);
gpointer ss_model_copy (SsModel *self);
gpointer ss_model_make_patch (SsModel *self, SsModel *edited);

/* What the accessors call; @field is its place in the list. */
gint64 ss_model_get_integer (SsModel *self, guint field);
double ss_model_get_number (SsModel *self, guint field);
const char *ss_model_get_string (SsModel *self, guint field);
const char *const *ss_model_get_strings (SsModel *self, guint field);
const gint64 *ss_model_get_integers (SsModel *self, guint field, gsize *n_integers);
gpointer ss_model_get_object (SsModel *self, guint field);
GListModel *ss_model_get_objects (SsModel *self, guint field);
JsonNode *ss_model_get_json (SsModel *self, guint field);

void ss_model_set_integer (SsModel *self, guint field, gint64 value);
void ss_model_set_number (SsModel *self, guint field, double value);
void ss_model_set_string (SsModel *self, guint field, const char *value);
void ss_model_set_strings (SsModel *self, guint field, const char *const *value);
void ss_model_set_integers (SsModel *self, guint field, const gint64 *value, gsize n_integers);
void ss_model_set_object (SsModel *self, guint field, gpointer value);
void ss_model_set_objects (SsModel *self, guint field, GListModel *value);
void ss_model_set_json (SsModel *self, guint field, JsonNode *value);

/* How a list of fields becomes code. */

#define SS_MODEL_ACCESSORS_(Type, prefix, field, c_get, c_set, kind)              \
  G_GNUC_UNUSED static inline c_get prefix##_get_##field (Type *self)             \
  {                                                                               \
    return ss_model_get_##kind ((SsModel *) self, prefix##_field_##field);        \
  }                                                                               \
  G_GNUC_UNUSED static inline void prefix##_set_##field (Type *self, c_set value) \
  {                                                                               \
    ss_model_set_##kind ((SsModel *) self, prefix##_field_##field, value);        \
  }

#define SS_MODEL_ID_(T, p, f) SS_MODEL_ACCESSORS_ (T, p, f, const char *, const char *, string)
#define SS_MODEL_STRING_(T, p, f) SS_MODEL_ACCESSORS_ (T, p, f, const char *, const char *, string)
#define SS_MODEL_ENUM_(T, p, f) SS_MODEL_ACCESSORS_ (T, p, f, const char *, const char *, string)
#define SS_MODEL_INTEGER_(T, p, f) SS_MODEL_ACCESSORS_ (T, p, f, gint64, gint64, integer)
#define SS_MODEL_MONEY_(T, p, f) SS_MODEL_ACCESSORS_ (T, p, f, gint64, gint64, integer)
#define SS_MODEL_BOOLEAN_(T, p, f) SS_MODEL_ACCESSORS_ (T, p, f, gboolean, gboolean, integer)
#define SS_MODEL_TIME_(T, p, f) SS_MODEL_ACCESSORS_ (T, p, f, gint64, gint64, integer)
#define SS_MODEL_NUMBER_(T, p, f) SS_MODEL_ACCESSORS_ (T, p, f, double, double, number)
#define SS_MODEL_STRINGS_(T, p, f) \
  SS_MODEL_ACCESSORS_ (T, p, f, const char *const *, const char *const *, strings)
#define SS_MODEL_OBJECT_(T, p, f) SS_MODEL_ACCESSORS_ (T, p, f, gpointer, gpointer, object)
#define SS_MODEL_OBJECTS_(T, p, f) SS_MODEL_ACCESSORS_ (T, p, f, GListModel *, GListModel *, objects)
#define SS_MODEL_JSON_(T, p, f) SS_MODEL_ACCESSORS_ (T, p, f, JsonNode *, JsonNode *, json)
#define SS_MODEL_INTEGERS_(Type, prefix, field)                                                             \
  G_GNUC_UNUSED static inline const gint64 *prefix##_get_##field (Type *self, gsize *n_integers)            \
  {                                                                                                         \
    return ss_model_get_integers ((SsModel *) self, prefix##_field_##field, n_integers);                    \
  }                                                                                                         \
  G_GNUC_UNUSED static inline void prefix##_set_##field (Type *self, const gint64 *value, gsize n_integers) \
  {                                                                                                         \
    ss_model_set_integers ((SsModel *) self, prefix##_field_##field, value, n_integers);                    \
  }

#define SS_MODEL_ENUMERATE_(Type, prefix, field, kind, ...) prefix##_field_##field,
#define SS_MODEL_ACCESS_(Type, prefix, field, kind, ...)                 \
  G_GNUC_UNUSED static inline gboolean prefix##_has_##field (Type *self) \
  {                                                                      \
    return ss_model_has ((SsModel *) self, prefix##_field_##field);      \
  }                                                                      \
  SS_MODEL_##kind##_ (Type, prefix, field)
#define SS_MODEL_DESCRIBE_(Type, prefix, field_name, kind, field_flags, ...) \
  { .column = #field_name, .type = SS_FIELD_##kind, .flags = field_flags, ##__VA_ARGS__ },

#define SS_DECLARE_MODEL(Type, prefix, NAME, FIELDS)             \
  G_DECLARE_FINAL_TYPE (Type, prefix, SS, NAME, SsModel)         \
  enum                                                           \
  {                                                              \
    FIELDS (SS_MODEL_ENUMERATE_, Type, prefix) prefix##_n_fields \
  };                                                             \
  FIELDS (SS_MODEL_ACCESS_, Type, prefix)

#define SS_DEFINE_MODEL(Type, prefix, FIELDS)                                              \
  struct _##Type                                                                           \
  {                                                                                        \
    SsModel parent_instance;                                                               \
  };                                                                                       \
  G_DEFINE_FINAL_TYPE (Type, prefix, SS_TYPE_MODEL)                                        \
  static void prefix##_class_init (Type##Class *klass)                                     \
  {                                                                                        \
    static SsField fields[] = { FIELDS (SS_MODEL_DESCRIBE_, Type, prefix) };               \
                                                                                           \
    ss_model_class_install_fields ((SsModelClass *) klass, fields, G_N_ELEMENTS (fields)); \
  }                                                                                        \
  static void prefix##_init (Type *self)                                                   \
  {                                                                                        \
  }

G_END_DECLS
