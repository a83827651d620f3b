/* page-cache.c: the rows of a long list that are held, page by page
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/page-cache.h"

typedef struct
{
  GHashTable *rows; /* (owned): position to SsModel (owned) */
  guint64 looked_at;
} Page;

struct _SsPageCache
{
  guint page_size;
  GHashTable *pages; /* (owned): page to Page (owned) */
  GHashTable *by_id; /* (owned): id (the model's) to Row (owned) */
  guint64 clock;
};

/* A model that is held. While rows move on the platform, one may stand in two places for a while. */
typedef struct
{
  SsModel *model; /* (owned) */
  guint position; /* where it was put last */
  guint n_places;
} Row;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_hash_table_unref (page->rows);
  g_free (page);
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->model);
  g_free (row);
}

static void
enter (SsPageCache *self, SsModel *model, guint position)
{
  const char *id = ss_model_get_id (model);
  Row *row;

  if (id == NULL)
    return;
  row = g_hash_table_lookup (self->by_id, id);
  if (row == NULL || row->model != model)
    {
      row = g_new0 (Row, 1);
      row->model = g_object_ref (model);
      g_hash_table_replace (self->by_id, (char *) id, row);
    }
  row->position = position;
  row->n_places++;
}

static void
leave (SsPageCache *self, SsModel *model)
{
  const char *id = ss_model_get_id (model);
  Row *row = id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;

  if (row != NULL && row->model == model && --row->n_places == 0)
    g_hash_table_remove (self->by_id, id);
}

static void
leave_page (SsPageCache *self, Page *page)
{
  GHashTableIter rows;
  gpointer model;

  g_hash_table_iter_init (&rows, page->rows);
  while (g_hash_table_iter_next (&rows, NULL, &model))
    leave (self, model);
}

static Page *
ensure_page (SsPageCache *self, guint position)
{
  gpointer key = GUINT_TO_POINTER (position / self->page_size);
  Page *page = g_hash_table_lookup (self->pages, key);

  if (page == NULL)
    {
      page = g_new0 (Page, 1);
      page->rows = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
      page->looked_at = ++self->clock;
      g_hash_table_insert (self->pages, key, page);
    }
  return page;
}

/* Puts every row that is at @from or behind @delta places further. */
static void
move (SsPageCache *self, guint from, gint delta)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->pages);
  GHashTableIter pages;
  Page *page;

  self->pages = g_hash_table_new_full (NULL, NULL, NULL, page_free);
  g_hash_table_remove_all (self->by_id);
  g_hash_table_iter_init (&pages, before);
  while (g_hash_table_iter_next (&pages, NULL, (gpointer *) &page))
    {
      GHashTableIter rows;
      gpointer key, model;

      g_hash_table_iter_init (&rows, page->rows);
      while (g_hash_table_iter_next (&rows, &key, &model))
        {
          guint position = GPOINTER_TO_UINT (key);
          guint target = position >= from ? position + (guint) delta : position;
          Page *other = ensure_page (self, target);

          g_hash_table_insert (other->rows, GUINT_TO_POINTER (target), g_object_ref (model));
          enter (self, model, target);
          other->looked_at = page->looked_at;
        }
    }
}

SsPageCache *
ss_page_cache_new (guint page_size)
{
  SsPageCache *self = g_new0 (SsPageCache, 1);

  self->page_size = page_size;
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, page_free);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, row_free);
  return self;
}

void
ss_page_cache_free (SsPageCache *self)
{
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->pages);
  g_free (self);
}

void
ss_page_cache_clear (SsPageCache *self, guint page_size)
{
  g_hash_table_remove_all (self->by_id);
  g_hash_table_remove_all (self->pages);
  self->page_size = page_size;
}

guint
ss_page_cache_get_page_size (SsPageCache *self)
{
  return self->page_size;
}

SsModel *
ss_page_cache_get (SsPageCache *self, guint position)
{
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (position / self->page_size));

  if (page == NULL)
    return NULL;

  page->looked_at = ++self->clock;
  return g_hash_table_lookup (page->rows, GUINT_TO_POINTER (position));
}

void
ss_page_cache_put (SsPageCache *self, guint position, SsModel *model)
{
  Page *page = ensure_page (self, position);
  SsModel *before = g_hash_table_lookup (page->rows, GUINT_TO_POINTER (position));

  if (before == model)
    return;
  enter (self, model, position);
  if (before != NULL)
    leave (self, before);
  g_hash_table_insert (page->rows, GUINT_TO_POINTER (position), g_object_ref (model));
}

void
ss_page_cache_remove (SsPageCache *self, guint position)
{
  Page *page = ensure_page (self, position);

  g_hash_table_remove (page->rows, GUINT_TO_POINTER (position));
  move (self, position + 1, -1);
}

void
ss_page_cache_insert (SsPageCache *self, guint position, SsModel *model)
{
  move (self, position, 1);
  ss_page_cache_put (self, position, model);
}

typedef struct
{
  SsPageCache *cache;
  guint n_rows;
} Truncation;

static gboolean
leave_behind (gpointer key, gpointer model, gpointer data)
{
  Truncation *truncation = data;

  if (GPOINTER_TO_UINT (key) < truncation->n_rows)
    return FALSE;
  leave (truncation->cache, model);
  return TRUE;
}

void
ss_page_cache_truncate (SsPageCache *self, guint n_rows)
{
  Truncation truncation = { self, n_rows };
  GHashTableIter iter;
  Page *page;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &page))
    {
      g_hash_table_foreach_remove (page->rows, leave_behind, &truncation);
      if (g_hash_table_size (page->rows) == 0)
        g_hash_table_iter_remove (&iter);
    }
}

/* Where a model stands that is no longer where it was put last. */
static guint
find_position (SsPageCache *self, SsModel *model)
{
  GHashTableIter pages;
  Page *page;

  g_hash_table_iter_init (&pages, self->pages);
  while (g_hash_table_iter_next (&pages, NULL, (gpointer *) &page))
    {
      GHashTableIter rows;
      gpointer key, other;

      g_hash_table_iter_init (&rows, page->rows);
      while (g_hash_table_iter_next (&rows, &key, &other))
        if (other == model)
          return GPOINTER_TO_UINT (key);
    }
  g_return_val_if_reached (0);
}

SsModel *
ss_page_cache_find (SsPageCache *self, const char *id, guint *position)
{
  Row *row = g_hash_table_lookup (self->by_id, id);
  Page *page;

  if (row == NULL)
    return NULL;

  page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (row->position / self->page_size));
  if (page == NULL || g_hash_table_lookup (page->rows, GUINT_TO_POINTER (row->position)) != row->model)
    row->position = find_position (self, row->model);
  if (position != NULL)
    *position = row->position;
  return row->model;
}

/**
 * ss_page_cache_steal_index:
 * @self: a page cache, which is empty after this
 *
 * Returns: (transfer full): id to model (owned) of all that was held
 */
GHashTable *
ss_page_cache_steal_index (SsPageCache *self)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  GHashTableIter rows;
  gpointer id;
  Row *row;

  g_hash_table_iter_init (&rows, self->by_id);
  while (g_hash_table_iter_next (&rows, &id, (gpointer *) &row))
    g_hash_table_insert (index, id, g_object_ref (row->model));
  ss_page_cache_clear (self, self->page_size);
  return index;
}

/**
 * ss_page_cache_trim:
 * @self: a page cache
 * @n_pages: how many may stay
 * @in_use: whether a page is shown: such ones stay in any case
 * @data: for @in_use
 */
void
ss_page_cache_trim (SsPageCache *self, guint n_pages, SsPageInUseFunc in_use, gpointer data)
{
  while (g_hash_table_size (self->pages) > n_pages)
    {
      GHashTableIter iter;
      gpointer key, oldest_key = NULL;
      Page *page, *oldest = NULL;

      g_hash_table_iter_init (&iter, self->pages);
      while (g_hash_table_iter_next (&iter, &key, (gpointer *) &page))
        if ((oldest == NULL || page->looked_at < oldest->looked_at) && !in_use (GPOINTER_TO_UINT (key), data))
          {
            oldest = page;
            oldest_key = key;
          }

      if (oldest == NULL)
        return;
      leave_page (self, oldest);
      g_hash_table_remove (self->pages, oldest_key);
    }
}
