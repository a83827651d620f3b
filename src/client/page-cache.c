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
  guint64 clock;
};

static void
page_free (gpointer data)
{
  Page *page = data;

  g_hash_table_unref (page->rows);
  g_free (page);
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
  return self;
}

void
ss_page_cache_free (SsPageCache *self)
{
  g_hash_table_unref (self->pages);
  g_free (self);
}

void
ss_page_cache_clear (SsPageCache *self, guint page_size)
{
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

static gboolean
is_behind (gpointer key, gpointer model, gpointer data)
{
  return GPOINTER_TO_UINT (key) >= GPOINTER_TO_UINT (data);
}

void
ss_page_cache_truncate (SsPageCache *self, guint n_rows)
{
  GHashTableIter iter;
  Page *page;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &page))
    {
      g_hash_table_foreach_remove (page->rows, is_behind, GUINT_TO_POINTER (n_rows));
      if (g_hash_table_size (page->rows) == 0)
        g_hash_table_iter_remove (&iter);
    }
}

SsModel *
ss_page_cache_find (SsPageCache *self, const char *id, guint *position)
{
  GHashTableIter pages;
  Page *page;

  g_hash_table_iter_init (&pages, self->pages);
  while (g_hash_table_iter_next (&pages, NULL, (gpointer *) &page))
    {
      GHashTableIter rows;
      gpointer key, model;

      g_hash_table_iter_init (&rows, page->rows);
      while (g_hash_table_iter_next (&rows, &key, &model))
        if (g_strcmp0 (ss_model_get_id (model), id) == 0)
          {
            if (position != NULL)
              *position = GPOINTER_TO_UINT (key);
            return model;
          }
    }

  return NULL;
}

GHashTable *
ss_page_cache_index (SsPageCache *self)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  GHashTableIter pages;
  Page *page;

  g_hash_table_iter_init (&pages, self->pages);
  while (g_hash_table_iter_next (&pages, NULL, (gpointer *) &page))
    {
      GHashTableIter rows;
      gpointer model;

      g_hash_table_iter_init (&rows, page->rows);
      while (g_hash_table_iter_next (&rows, NULL, &model))
        if (ss_model_get_id (model) != NULL)
          g_hash_table_insert (index, (char *) ss_model_get_id (model), g_object_ref (model));
    }

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
      g_hash_table_remove (self->pages, oldest_key);
    }
}
