/* paged-list.c: a long list of the platform's, of which only what is looked at is fetched
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error-private.h"
#include "client/item-table.h"
#include "client/page-cache.h"
#include "client/page-loader.h"
#include "client/paged-list-private.h"

#define PAGE_SIZE 100
#define PAGES_MAX 40
#define DEBOUNCE 250

struct _SsPagedList
{
  GObject parent_instance;

  SsSession *session;   /* (owned) */
  SsPageLoader *loader; /* (owned) */
  GType type;

  char *query; /* (owned) (nullable): what is asked for */
  guint start;
  char *next_query; /* (owned) (nullable): what is being typed */
  guint debounce;
  guint debounce_timer;

  guint count;
  SsPageCache *rows;   /* (owned) */
  SsItemTable *items;  /* (owned) */
  GHashTable *removed; /* (owned): id (owned) to Removed (owned) */

  gboolean is_loading; /* the first page of `query` is awaited */
  gboolean is_other;   /* what is shown answers another query */

  gboolean has_content; /* a first page has come */
  SsLoadState state;
  GError *error; /* (owned) (nullable) */
  gint64 loaded_at;
  JsonNode *extra; /* (owned) (nullable) */
};

typedef struct
{
  SsModel *model; /* (owned) */
  guint position;
} Removed;

static void list_model_init (GListModelInterface *interface);
static void load (SsPagedList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (SsPagedList, ss_paged_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

typedef enum
{
  PROP_QUERY = 1,
  PROP_COUNT,
  PROP_STATE,
  PROP_ERROR,
  PROP_LOADED_AT,
  PROP_IS_LOADING,
} SsPagedListProperty;

static GParamSpec *properties[PROP_IS_LOADING + 1];

static void
removed_free (gpointer data)
{
  Removed *removed = data;

  g_object_unref (removed->model);
  g_free (removed);
}

static void
notify (SsPagedList *self, SsPagedListProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_state (SsPagedList *self, SsLoadState state, const GError *error)
{
  if (self->error != NULL || error != NULL)
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
      notify (self, PROP_ERROR);
    }
  if (self->state != state)
    {
      self->state = state;
      notify (self, PROP_STATE);
    }
}

static void
set_is_loading (SsPagedList *self, gboolean is_loading)
{
  if (self->is_loading == is_loading)
    return;

  self->is_loading = is_loading;
  notify (self, PROP_IS_LOADING);
}

static void
set_count (SsPagedList *self, guint count)
{
  guint before = self->count;

  if (before == count)
    return;

  self->count = count;
  if (count < before)
    ss_page_cache_truncate (self->rows, count);
  g_list_model_items_changed (G_LIST_MODEL (self), MIN (before, count), before > count ? before - count : 0,
                              count > before ? count - before : 0);
  notify (self, PROP_COUNT);
}

static void
put_row (SsPagedList *self, guint position, SsModel *model)
{
  ss_page_cache_put (self->rows, position, model);
  ss_item_table_set_model (self->items, position, model);
}

/* Pages */

static gboolean
is_in_use (guint page, gpointer owner)
{
  SsPagedList *self = owner;
  guint page_size = ss_page_cache_get_page_size (self->rows);

  return ss_item_table_is_held (self->items, page * page_size, page_size);
}

static gboolean
is_held (guint page, gpointer owner)
{
  SsPagedList *self = owner;
  guint page_size = ss_page_cache_get_page_size (self->rows);
  guint end = MIN ((page + 1) * page_size, self->count);

  for (guint position = page * page_size; position < end; position++)
    if (ss_page_cache_get (self->rows, position) == NULL)
      return FALSE;
  return TRUE;
}

static void
want_row (guint position, gpointer owner)
{
  SsPagedList *self = owner;

  if (ss_page_cache_get (self->rows, position) == NULL)
    ss_page_loader_want (self->loader, position / ss_page_cache_get_page_size (self->rows));
}

/* A model that is held already stays the one object of its id, so that what is bound to it stays true. */
static SsModel *
keep_held (SsModel *held, SsModel *model)
{
  if (held == NULL)
    return model;
  if (held != model)
    ss_model_merge (held, model);
  return held;
}

/* @known: (nullable): id to model of what was held before this list */
static void
put_page (SsPagedList *self, guint first, GPtrArray *models, GHashTable *known)
{
  for (guint i = 0; i < models->len && first + i < self->count; i++)
    {
      SsModel *model = g_ptr_array_index (models, i);
      const char *id = ss_model_get_id (model);
      SsModel *held = NULL;

      if (id != NULL)
        held = known != NULL ? g_hash_table_lookup (known, id) : ss_page_cache_find (self->rows, id, NULL);
      put_row (self, first + i, keep_held (held, model));
    }
}

static void
take_extra (SsPagedList *self, SsAnswer *answer)
{
  g_clear_pointer (&self->extra, json_node_unref);
  self->extra = g_steal_pointer (&answer->json);
}

static void
read_paging (SsPagedList *self, SsAnswer *answer)
{
  guint page_size = PAGE_SIZE;

  /* Without another page this is all, whatever is counted; a bare array may be longer than what was asked
   * for. */
  if (answer->next == NULL)
    {
      answer->count = answer->models->len;
      page_size = MAX (page_size, answer->models->len);
    }
  /* The platform gives less at a time than was asked for. */
  else if (answer->models->len > 0)
    page_size = answer->models->len;

  ss_page_loader_set_page_size (self->loader, page_size);
  ss_page_cache_clear (self->rows, page_size);
}

static void
begin_again (SsPagedList *self, SsAnswer *answer)
{
  g_autoptr (GHashTable) known = ss_page_cache_steal_index (self->rows);
  gboolean was_other = self->is_other;
  guint before = self->count;

  read_paging (self, answer);
  take_extra (self, answer);
  g_hash_table_remove_all (self->removed);
  self->has_content = TRUE;
  self->is_other = FALSE;
  self->loaded_at = g_get_real_time ();

  if (was_other)
    {
      ss_item_table_forget_from (self->items, 0);
      self->count = (guint) MIN (answer->count, G_MAXINT32);
      put_page (self, 0, answer->models, known);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->count);
      if (before != self->count)
        notify (self, PROP_COUNT);
    }
  else
    {
      guint count = (guint) MIN (answer->count, G_MAXINT32);

      ss_item_table_forget_from (self->items, count);
      if (count < before)
        set_count (self, count);
      /* Rows are put before their items are said to be there. */
      self->count = count;
      put_page (self, 0, answer->models, known);
      self->count = MIN (before, count);
      set_count (self, count);
      ss_item_table_foreach (self->items, want_row, self);
    }

  set_is_loading (self, FALSE);
  notify (self, PROP_LOADED_AT);
  set_state (self, self->count > 0 ? SS_LOAD_READY : SS_LOAD_EMPTY, NULL);
}

static void
arrived (guint page, SsAnswer *answer, gpointer owner)
{
  g_autoptr (SsPagedList) self = g_object_ref (owner);

  if (page == 0 && self->is_loading)
    {
      begin_again (self, answer);
      return;
    }

  if (answer->count != self->count)
    {
      ss_item_table_forget_from (self->items, (guint) MIN (answer->count, G_MAXINT32));
      set_count (self, (guint) MIN (answer->count, G_MAXINT32));
    }
  put_page (self, page * ss_page_cache_get_page_size (self->rows), answer->models, NULL);
  ss_page_cache_trim (self->rows, PAGES_MAX, is_in_use, self);
  set_state (self, self->count > 0 ? SS_LOAD_READY : SS_LOAD_EMPTY, NULL);
}

static void
clear (SsPagedList *self)
{
  ss_item_table_forget_from (self->items, 0);
  ss_page_cache_clear (self->rows, PAGE_SIZE);
  self->has_content = FALSE;
  set_count (self, 0);
}

static void
failed (guint page, const GError *error, gpointer owner)
{
  g_autoptr (SsPagedList) self = g_object_ref (owner);
  gboolean is_offline = g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE)
                        || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TIMED_OUT);

  /* The list has become shorter than was known. */
  if (page != 0 && g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_NOT_FOUND))
    {
      load (self);
      return;
    }
  if (page == 0)
    set_is_loading (self, FALSE);
  /* What answers another question must not be taken for the answer to this one. */
  if (self->is_other)
    clear (self);

  if (!self->has_content)
    set_state (self, SS_LOAD_FAILED, error);
  else if (is_offline)
    set_state (self, SS_LOAD_OFFLINE, error);
  else
    set_state (self, self->count > 0 ? SS_LOAD_READY : SS_LOAD_EMPTY, error);
}

static const SsPageLoaderFuncs loader_funcs = {
  .is_held = is_held,
  .is_in_use = is_in_use,
  .arrived = arrived,
  .failed = failed,
};

static void
load (SsPagedList *self)
{
  g_clear_handle_id (&self->start, g_source_remove);
  set_is_loading (self, TRUE);
  if (!self->has_content || self->state == SS_LOAD_EMPTY)
    set_state (self, SS_LOAD_LOADING, NULL);
  ss_page_loader_restart (self->loader, self->query, PAGE_SIZE);
}

/* Callbacks */

static gboolean
start_cb (gpointer user_data)
{
  SsPagedList *self = user_data;

  self->start = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static gboolean
debounced_cb (gpointer user_data)
{
  SsPagedList *self = user_data;
  g_autofree char *query = g_steal_pointer (&self->next_query);

  self->debounce_timer = 0;
  ss_paged_list_set_query (self, query);
  return G_SOURCE_REMOVE;
}

static void
is_online_cb (SsSession *session, GParamSpec *pspec, SsPagedList *self)
{
  gboolean waits = self->state == SS_LOAD_OFFLINE
                   || (self->state == SS_LOAD_FAILED && ss_client_error_is_passing (self->error));

  if (ss_session_get_is_online (session) && waits && !self->is_loading)
    load (self);
}

/* Overrides */

static GType
get_item_type (GListModel *model)
{
  return SS_TYPE_LIST_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return SS_PAGED_LIST (model)->count;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SsPagedList *self = SS_PAGED_LIST (model);
  SsModel *row;

  if (position >= self->count)
    return NULL;

  row = ss_page_cache_get (self->rows, position);
  if (row == NULL && !self->is_loading)
    ss_page_loader_want (self->loader, position / ss_page_cache_get_page_size (self->rows));

  return ss_item_table_hold (self->items, position, row);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
ss_paged_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsPagedList *self = SS_PAGED_LIST (object);

  switch ((SsPagedListProperty) id)
    {
    case PROP_QUERY:
      g_value_set_string (value, self->query);
      break;
    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_LOADED_AT:
      g_value_set_int64 (value, self->loaded_at);
      break;
    case PROP_IS_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_paged_list_dispose (GObject *object)
{
  SsPagedList *self = SS_PAGED_LIST (object);

  g_clear_handle_id (&self->start, g_source_remove);
  g_clear_handle_id (&self->debounce_timer, g_source_remove);
  if (self->loader != NULL)
    ss_page_loader_detach (self->loader);
  g_clear_object (&self->loader);
  ss_item_table_forget_from (self->items, 0);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_paged_list_parent_class)->dispose (object);
}

static void
ss_paged_list_finalize (GObject *object)
{
  SsPagedList *self = SS_PAGED_LIST (object);

  g_free (self->query);
  g_free (self->next_query);
  ss_item_table_free (self->items);
  g_hash_table_unref (self->removed);
  ss_page_cache_free (self->rows);
  g_clear_error (&self->error);
  g_clear_pointer (&self->extra, json_node_unref);

  G_OBJECT_CLASS (ss_paged_list_parent_class)->finalize (object);
}

static void
ss_paged_list_class_init (SsPagedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ss_paged_list_dispose;
  object_class->finalize = ss_paged_list_finalize;
  object_class->get_property = ss_paged_list_get_property;

  properties[PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, NULL, flags);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SS_TYPE_LOAD_STATE, SS_LOAD_LOADING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_LOADED_AT] = g_param_spec_int64 ("loaded-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_paged_list_init (SsPagedList *self)
{
  self->rows = ss_page_cache_new (PAGE_SIZE);
  self->items = ss_item_table_new ();
  self->removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, removed_free);
  self->state = SS_LOAD_LOADING;
  self->debounce = DEBOUNCE;
  self->start = g_idle_add_full (G_PRIORITY_DEFAULT, start_cb, self, NULL);
}

/**
 * ss_paged_list_new:
 * @session: whose list it is
 * @path: as `/plugin-templates/`
 * @type: of its models
 *
 * Begins to load with the next turn of the main loop, unless ss_paged_list_set_query() comes before.
 *
 * Returns: (transfer full): a list
 */
SsPagedList *
ss_paged_list_new (SsSession *session, const char *path, GType type)
{
  SsPagedList *self = g_object_new (SS_TYPE_PAGED_LIST, NULL);

  self->session = g_object_ref (session);
  self->type = type;
  self->loader = ss_page_loader_new (session, path, type, &loader_funcs, self);
  g_signal_connect_object (session, "notify::is-online", G_CALLBACK (is_online_cb), self, 0);
  return self;
}

/**
 * ss_paged_list_set_query:
 * @self: a list
 * @query: (nullable): encoded, without `page` and `page_size`
 */
void
ss_paged_list_set_query (SsPagedList *self, const char *query)
{
  gboolean is_fresh;

  g_return_if_fail (SS_IS_PAGED_LIST (self));

  g_clear_handle_id (&self->debounce_timer, g_source_remove);
  g_clear_pointer (&self->next_query, g_free);
  is_fresh = self->start != 0 || self->state == SS_LOAD_FAILED;
  if (g_strcmp0 (self->query, query) == 0)
    {
      if (is_fresh)
        load (self);
      return;
    }

  g_free (self->query);
  self->query = g_strdup (query);
  self->is_other = TRUE;
  notify (self, PROP_QUERY);
  load (self);
}

/**
 * ss_paged_list_set_query_soon:
 * @self: a list
 * @query: (nullable): as for ss_paged_list_set_query(), which follows when no other came for a quarter of a
 * second
 */
void
ss_paged_list_set_query_soon (SsPagedList *self, const char *query)
{
  g_return_if_fail (SS_IS_PAGED_LIST (self));

  g_free (self->next_query);
  self->next_query = g_strdup (query);
  g_clear_handle_id (&self->debounce_timer, g_source_remove);
  self->debounce_timer = g_timeout_add (self->debounce, debounced_cb, self);
}

void
ss_paged_list_set_debounce (SsPagedList *self, guint milliseconds)
{
  self->debounce = milliseconds;
}

/**
 * ss_paged_list_reload:
 * @self: a list
 *
 * What is shown stays until it is known what is there now.
 */
void
ss_paged_list_reload (SsPagedList *self)
{
  g_return_if_fail (SS_IS_PAGED_LIST (self));

  load (self);
}

SsLoadState
ss_paged_list_get_state (SsPagedList *self)
{
  g_return_val_if_fail (SS_IS_PAGED_LIST (self), SS_LOAD_LOADING);

  return self->state;
}

/**
 * ss_paged_list_get_error:
 * @self: a list
 *
 * Returns: (nullable) (transfer none): why it is %SS_LOAD_FAILED or %SS_LOAD_OFFLINE, or why a part could not
 * be loaded
 */
const GError *
ss_paged_list_get_error (SsPagedList *self)
{
  g_return_val_if_fail (SS_IS_PAGED_LIST (self), NULL);

  return self->error;
}

gint64
ss_paged_list_get_loaded_at (SsPagedList *self)
{
  g_return_val_if_fail (SS_IS_PAGED_LIST (self), 0);

  return self->loaded_at;
}

gboolean
ss_paged_list_get_is_loading (SsPagedList *self)
{
  g_return_val_if_fail (SS_IS_PAGED_LIST (self), FALSE);

  return self->is_loading;
}

/**
 * ss_paged_list_get_extra:
 * @self: a list
 *
 * Returns: (nullable) (transfer none): what the last first page's answer said beside its `results`
 */
JsonNode *
ss_paged_list_get_extra (SsPagedList *self)
{
  g_return_val_if_fail (SS_IS_PAGED_LIST (self), NULL);

  return self->extra;
}

SsModel *
ss_paged_list_find (SsPagedList *self, const char *id)
{
  g_return_val_if_fail (SS_IS_PAGED_LIST (self), NULL);

  return id != NULL ? ss_page_cache_find (self->rows, id, NULL) : NULL;
}

void
ss_paged_list_merge (SsPagedList *self, SsModel *model)
{
  SsModel *held;

  g_return_if_fail (SS_IS_PAGED_LIST (self));

  held = ss_paged_list_find (self, ss_model_get_id (model));
  if (held != NULL && held != model)
    ss_model_merge (held, model);
}

static void
insert_row (SsPagedList *self, guint position, SsModel *model)
{
  ss_item_table_move (self->items, position, 1);
  ss_page_cache_insert (self->rows, position, model);
  self->count++;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  notify (self, PROP_COUNT);
  set_state (self, self->state == SS_LOAD_EMPTY ? SS_LOAD_READY : self->state, NULL);
}

void
ss_paged_list_remove (SsPagedList *self, const char *id)
{
  SsModel *model;
  Removed *removed;
  guint position;

  g_return_if_fail (SS_IS_PAGED_LIST (self));

  model = ss_page_cache_find (self->rows, id, &position);
  if (model == NULL)
    return;

  removed = g_new0 (Removed, 1);
  removed->model = g_object_ref (model);
  removed->position = position;
  g_hash_table_replace (self->removed, g_strdup (id), removed);

  ss_item_table_forget (self->items, position);
  ss_item_table_move (self->items, position + 1, -1);
  ss_page_cache_remove (self->rows, position);
  self->count--;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  notify (self, PROP_COUNT);
  if (self->count == 0 && self->state == SS_LOAD_READY)
    set_state (self, SS_LOAD_EMPTY, NULL);
}

void
ss_paged_list_restore (SsPagedList *self, const char *id)
{
  g_autofree char *key = NULL;
  Removed *removed = NULL;

  g_return_if_fail (SS_IS_PAGED_LIST (self));

  if (!g_hash_table_steal_extended (self->removed, id, (gpointer *) &key, (gpointer *) &removed))
    return;

  if (ss_paged_list_find (self, id) == NULL)
    insert_row (self, MIN (removed->position, self->count), removed->model);
  removed_free (removed);
}

void
ss_paged_list_insert (SsPagedList *self, SsModel *model)
{
  g_return_if_fail (SS_IS_PAGED_LIST (self));

  if (ss_paged_list_find (self, ss_model_get_id (model)) == NULL)
    insert_row (self, 0, model);
}
