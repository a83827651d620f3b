/* catalog-store.c: what is booked: resources, services, and what blocks a resource
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/catalog-store-private.h"

#include "client/client-error-private.h"
#include "client/list-fetch.h"
#include "model/opening-hours.h"

typedef enum
{
  RESOURCES,
  SERVICES,
  BLOCKERS,
  SETTINGS,
} Part;

#define N_PARTS (SETTINGS + 1)

static const struct
{
  const char *path;
  const char *query;
  GType (*get_type) (void);
} parts[] = {
  [RESOURCES] = { "/resources/", NULL, ss_resource_get_type },
  /* Bookings of a service that is no longer offered have its buffers. */
  [SERVICES] = { "/services/", NULL, ss_service_get_type },
  [BLOCKERS] = { "/blockers/", NULL, ss_blocker_get_type },
};

struct _SsCatalogStore
{
  GObject parent_instance;

  SsSession *session;                      /* (owned) */
  GListStore *lists[G_N_ELEMENTS (parts)]; /* (owned) */
  GListStore *active;                      /* (owned): resources */
  SsRecordChanges *changes[BLOCKERS + 1];  /* (owned) */
  SsTenantSettings *settings;              /* (owned) (nullable) */
  GCancellable *loading;                   /* (owned) (nullable) */
  guint n_waiting;
  gboolean is_outdated; /* something was told since the loading began */
  SsLoadState state;
  GError *error; /* (owned) (nullable) */
  gint64 loaded_at;
};

typedef struct
{
  SsCatalogStore *store;     /* (owned) */
  GCancellable *cancellable; /* (owned) */
  Part part;
} Fetch;

G_DEFINE_FINAL_TYPE (SsCatalogStore, ss_catalog_store, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_LOADED_AT,
} SsCatalogStoreProperty;

static GParamSpec *properties[PROP_LOADED_AT + 1];

static guint changed_signal;

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->store);
  g_object_unref (fetch->cancellable);
  g_free (fetch);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
set_state (SsCatalogStore *self, SsLoadState state, const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* (transfer none) (nullable): the list holds it. */
static gpointer
find_in (GListModel *list, const char *id)
{
  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SsModel) model = g_list_model_get_item (list, i);

      if (g_strcmp0 (ss_model_get_id (model), id) == 0)
        return model;
    }
  return NULL;
}

static Part
get_part (GType type)
{
  return type == SS_TYPE_RESOURCE ? RESOURCES : type == SS_TYPE_BLOCKER ? BLOCKERS : SERVICES;
}

static int
compare_blockers (SsBlocker *a, SsBlocker *b)
{
  gint64 difference = ss_blocker_get_start_time (a) - ss_blocker_get_start_time (b);

  return difference != 0 ? (difference < 0 ? -1 : 1)
                         : g_strcmp0 (ss_blocker_get_id (a), ss_blocker_get_id (b));
}

/* As the platform orders them: resources by position, then by name; blockers by when they begin. */
static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  g_autofree char *name_a = NULL;
  g_autofree char *name_b = NULL;

  if (SS_IS_BLOCKER ((gpointer) a))
    return compare_blockers ((SsBlocker *) a, (SsBlocker *) b);
  if (SS_IS_RESOURCE ((gpointer) a))
    {
      gint64 difference =
          ss_resource_get_position ((SsResource *) a) - ss_resource_get_position ((SsResource *) b);

      if (difference != 0)
        return difference < 0 ? -1 : 1;
    }
  g_object_get ((gpointer) a, "name", &name_a, NULL);
  g_object_get ((gpointer) b, "name", &name_b, NULL);
  return g_utf8_collate (name_a != NULL ? name_a : "", name_b != NULL ? name_b : "");
}

static void
sort_list (SsCatalogStore *self, Part part)
{
  GListModel *list = G_LIST_MODEL (self->lists[part]);
  gboolean is_sorted = TRUE;

  for (guint i = 1; is_sorted && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SsModel) before = g_list_model_get_item (list, i - 1);
      g_autoptr (SsModel) model = g_list_model_get_item (list, i);

      is_sorted = compare_cb (before, model, NULL) <= 0;
    }
  if (!is_sorted)
    g_list_store_sort (self->lists[part], compare_cb, NULL);
}

/* Only what is different is said to be. */
static void
show_active (SsCatalogStore *self)
{
  GListModel *all = G_LIST_MODEL (self->lists[RESOURCES]);
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->active));
  g_autoptr (GPtrArray) active = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_same = TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (SsResource) resource = g_list_model_get_item (all, i);
      g_autoptr (SsResource) before = g_list_model_get_item (G_LIST_MODEL (self->active), active->len);

      if (!ss_resource_get_is_active (resource))
        continue;
      is_same = is_same && before == resource;
      g_ptr_array_add (active, g_steal_pointer (&resource));
    }
  if (!is_same || active->len != n_before)
    g_list_store_splice (self->active, 0, n_before, active->pdata, active->len);
}

/* What is held already stays the same object, which others look at. */
static void
take (SsCatalogStore *self, Part part, GPtrArray *models)
{
  GListStore *list = self->lists[part];

  for (guint i = 0; i < models->len; i++)
    {
      SsModel *model = models->pdata[i];
      SsModel *held = find_in (G_LIST_MODEL (list), ss_model_get_id (model));

      if (held == NULL)
        continue;
      ss_model_merge (held, model);
      models->pdata[i] = g_object_ref (held);
      g_object_unref (model);
    }
  g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), models->pdata, models->len);
  if (part == RESOURCES)
    show_active (self);
}

/* The first that fails ends the loading; whatever has come stays. */
static void
settle (SsCatalogStore *self, const GError *error)
{
  if (error != NULL)
    {
      g_cancellable_cancel (self->loading);
      g_clear_object (&self->loading);
      set_state (self, self->loaded_at != 0 ? SS_LOAD_OFFLINE : SS_LOAD_FAILED, error);
      return;
    }
  if (--self->n_waiting > 0)
    return;
  g_clear_object (&self->loading);
  self->loaded_at = g_get_real_time ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED_AT]);
  set_state (self, SS_LOAD_READY, NULL);
  g_signal_emit (self, changed_signal, 0);
  if (self->is_outdated)
    ss_catalog_store_load (self);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  SsCatalogStore *self = fetch->store;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) models = ss_list_fetch_finish (SS_SESSION (source), result, &error);

  if (fetch->cancellable != self->loading)
    return;
  if (models != NULL)
    take (self, fetch->part, models);
  settle (self, error);
}

static void
settings_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  SsCatalogStore *self = fetch->store;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (fetch->cancellable != self->loading)
    return;
  if (answer != NULL && answer->model != NULL)
    g_set_object (&self->settings, SS_TENANT_SETTINGS (answer->model));
  settle (self, error);
}

static Fetch *
fetch_new (SsCatalogStore *self, Part part)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->store = g_object_ref (self);
  fetch->cancellable = g_object_ref (self->loading);
  fetch->part = part;
  return fetch;
}

static void
is_online_cb (SsSession *session, GParamSpec *pspec, SsCatalogStore *self)
{
  if (ss_session_get_is_online (session) && self->error != NULL && ss_client_error_is_passing (self->error))
    ss_catalog_store_load (self);
}

static void
ss_catalog_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsCatalogStore *self = SS_CATALOG_STORE (object);

  switch ((SsCatalogStoreProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_LOADED_AT:
      g_value_set_int64 (value, self->loaded_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_catalog_store_dispose (GObject *object)
{
  SsCatalogStore *self = SS_CATALOG_STORE (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    g_clear_object (&self->lists[i]);
  for (guint i = 0; i < G_N_ELEMENTS (self->changes); i++)
    g_clear_object (&self->changes[i]);
  g_clear_object (&self->active);
  g_clear_object (&self->settings);
  g_clear_error (&self->error);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_catalog_store_parent_class)->dispose (object);
}

static void
ss_catalog_store_class_init (SsCatalogStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ss_catalog_store_get_property;
  object_class->dispose = ss_catalog_store_dispose;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SS_TYPE_LOAD_STATE, SS_LOAD_LOADING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_LOADED_AT] = g_param_spec_int64 ("loaded-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ss_catalog_store_init (SsCatalogStore *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    self->lists[i] = g_list_store_new (parts[i].get_type ());
  self->active = g_list_store_new (SS_TYPE_RESOURCE);
  self->state = SS_LOAD_LOADING;
}

/**
 * ss_catalog_store_new:
 * @session: whose business
 *
 * Returns: (transfer full): a store, which loads with ss_catalog_store_load()
 */
SsCatalogStore *
ss_catalog_store_new (SsSession *session)
{
  SsCatalogStore *self = g_object_new (SS_TYPE_CATALOG_STORE, NULL);

  self->session = g_object_ref (session);
  for (guint i = 0; i < G_N_ELEMENTS (self->changes); i++)
    self->changes[i] = ss_record_changes_new (session, parts[i].path, parts[i].get_type ());
  g_signal_connect_object (session, "notify::is-online", G_CALLBACK (is_online_cb), self, 0);
  return self;
}

/**
 * ss_catalog_store_load:
 * @self: a store
 *
 * What is there stays until all has come.
 */
void
ss_catalog_store_load (SsCatalogStore *self)
{
  const SsCall settings = { .method = "GET", .path = "/tenant/settings/", .type = SS_TYPE_TENANT_SETTINGS };

  g_return_if_fail (SS_IS_CATALOG_STORE (self));

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  self->n_waiting = N_PARTS;
  self->is_outdated = FALSE;
  if (self->loaded_at == 0)
    set_state (self, SS_LOAD_LOADING, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    ss_list_fetch_async (self->session, parts[i].path, parts[i].query, parts[i].get_type (), self->loading,
                         list_cb, fetch_new (self, (Part) i));
  ss_session_call_async (self->session, &settings, self->loading, settings_cb, fetch_new (self, SETTINGS));
}

GListModel *
ss_catalog_store_get_resources (SsCatalogStore *self)
{
  g_return_val_if_fail (SS_IS_CATALOG_STORE (self), NULL);

  return G_LIST_MODEL (self->active);
}

GListModel *
ss_catalog_store_get_all_resources (SsCatalogStore *self)
{
  g_return_val_if_fail (SS_IS_CATALOG_STORE (self), NULL);

  return G_LIST_MODEL (self->lists[RESOURCES]);
}

GListModel *
ss_catalog_store_get_services (SsCatalogStore *self)
{
  g_return_val_if_fail (SS_IS_CATALOG_STORE (self), NULL);

  return G_LIST_MODEL (self->lists[SERVICES]);
}

GListModel *
ss_catalog_store_get_blockers (SsCatalogStore *self)
{
  g_return_val_if_fail (SS_IS_CATALOG_STORE (self), NULL);

  return G_LIST_MODEL (self->lists[BLOCKERS]);
}

/**
 * ss_catalog_store_find_resource:
 * @self: a store
 * @id: (nullable): a resource's
 *
 * Returns: (transfer none) (nullable): the resource, where it is active
 */
SsResource *
ss_catalog_store_find_resource (SsCatalogStore *self, const char *id)
{
  g_return_val_if_fail (SS_IS_CATALOG_STORE (self), NULL);

  return find_in (G_LIST_MODEL (self->active), id);
}

/**
 * ss_catalog_store_find_service:
 * @self: a store
 * @id: (nullable): a service's
 *
 * Returns: (transfer none) (nullable): the service
 */
SsService *
ss_catalog_store_find_service (SsCatalogStore *self, const char *id)
{
  g_return_val_if_fail (SS_IS_CATALOG_STORE (self), NULL);

  return find_in (G_LIST_MODEL (self->lists[SERVICES]), id);
}

/**
 * ss_catalog_store_get_hours:
 * @self: a store
 * @resource: (nullable): one of its resources
 * @week: (out): when @resource works; the business, without one
 */
void
ss_catalog_store_get_hours (SsCatalogStore *self, SsResource *resource, SsOpeningWeek *week)
{
  SsOpeningWeek own;

  g_return_if_fail (SS_IS_CATALOG_STORE (self));

  ss_opening_hours_read (self->settings != NULL ? ss_tenant_settings_get_working_hours (self->settings)
                                                : NULL,
                         week);
  if (resource != NULL && ss_resource_has_working_hours (resource)
      && ss_opening_hours_read (ss_resource_get_working_hours (resource), &own))
    ss_opening_week_intersect (week, &own);
}

/**
 * ss_catalog_store_find_blocker:
 * @self: a store
 * @id: (nullable): a blocker's
 *
 * Returns: (transfer none) (nullable): the blocker
 */
SsBlocker *
ss_catalog_store_find_blocker (SsCatalogStore *self, const char *id)
{
  g_return_val_if_fail (SS_IS_CATALOG_STORE (self), NULL);

  return find_in (G_LIST_MODEL (self->lists[BLOCKERS]), id);
}

SsTenantSettings *
ss_catalog_store_get_settings (SsCatalogStore *self)
{
  g_return_val_if_fail (SS_IS_CATALOG_STORE (self), NULL);

  return self->settings;
}

/**
 * ss_catalog_store_reload:
 * @self: a store
 *
 * A loading that is under way is not broken off: what it brings is shown, and then read again.
 */
void
ss_catalog_store_reload (SsCatalogStore *self)
{
  g_return_if_fail (SS_IS_CATALOG_STORE (self));

  if (self->loading != NULL)
    self->is_outdated = TRUE;
  else if (self->loaded_at != 0)
    ss_catalog_store_load (self);
}

/* What is held stays the same object: a change of it may be under way. */
static void
merge_blocker (SsCatalogStore *self, SsModel *fresh, gboolean is_gone)
{
  GListStore *list = self->lists[BLOCKERS];
  gpointer held = find_in (G_LIST_MODEL (self->lists[BLOCKERS]), ss_model_get_id (fresh));
  guint position;

  if (held == NULL && !is_gone)
    g_list_store_append (list, fresh);
  else if (held != NULL && !is_gone)
    ss_model_merge (held, fresh);
  else if (held != NULL && g_list_store_find (list, held, &position))
    g_list_store_remove (list, position);
}

/**
 * ss_catalog_store_merge_event:
 * @self: a store
 * @event: `blocker.created`, `.updated`, `.deleted` or `settings.changed`
 * @model: as the event has it
 */
void
ss_catalog_store_merge_event (SsCatalogStore *self, const char *event, SsModel *model)
{
  g_return_if_fail (SS_IS_CATALOG_STORE (self));

  self->is_outdated = self->loading != NULL;
  if (self->loaded_at == 0)
    return;
  if (SS_IS_BLOCKER (model) && ss_model_get_id (model) != NULL)
    merge_blocker (self, model, g_str_has_suffix (event, ".deleted"));
  else if (SS_IS_TENANT_SETTINGS (model))
    g_set_object (&self->settings, SS_TENANT_SETTINGS (model));
  g_signal_emit (self, changed_signal, 0);
}

GListStore *
ss_catalog_store_get_list (SsCatalogStore *self, GType type)
{
  return self->lists[get_part (type)];
}

SsRecordChanges *
ss_catalog_store_get_changes (SsCatalogStore *self, GType type)
{
  return self->changes[get_part (type)];
}

void
ss_catalog_store_refresh (SsCatalogStore *self, GType type)
{
  /* An answer may come when the store is left by all. */
  if (self->active == NULL)
    return;
  sort_list (self, get_part (type));
  if (type == SS_TYPE_RESOURCE)
    show_active (self);
  g_signal_emit (self, changed_signal, 0);
}
