/* answer-cache.c: answers that may still hold, by address
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/answer-cache.h"

typedef struct
{
  char *address;
  char *etag;
  GBytes *body; /* (owned) */
  GList link;   /* in `order` */
} Entry;

struct _SsAnswerCache
{
  GHashTable *entries; /* (owned): address (the entry's) to Entry (owned) */
  GQueue order;        /* newest first */
  gsize size;
  guint n_max;
  gsize size_max;
};

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->address);
  g_free (self->etag);
  g_bytes_unref (self->body);
  g_free (self);
}

static void
drop (SsAnswerCache *self, Entry *entry)
{
  g_queue_unlink (&self->order, &entry->link);
  self->size -= g_bytes_get_size (entry->body);
  g_hash_table_remove (self->entries, entry->address);
}

SsAnswerCache *
ss_answer_cache_new (guint n_max, gsize size_max)
{
  SsAnswerCache *self = g_new0 (SsAnswerCache, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->n_max = n_max;
  self->size_max = size_max;
  return self;
}

void
ss_answer_cache_free (SsAnswerCache *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

void
ss_answer_cache_clear (SsAnswerCache *self)
{
  g_queue_init (&self->order);
  self->size = 0;
  g_hash_table_remove_all (self->entries);
}

/**
 * ss_answer_cache_put:
 * @self: a cache
 * @address: of a GET
 * @etag: what the platform calls this state of it
 * @body: the answer; what is too large is not held
 */
void
ss_answer_cache_put (SsAnswerCache *self, const char *address, const char *etag, GBytes *body)
{
  Entry *entry;

  ss_answer_cache_remove (self, address);
  if (g_bytes_get_size (body) > self->size_max / 4)
    return;

  entry = g_new0 (Entry, 1);
  entry->address = g_strdup (address);
  entry->etag = g_strdup (etag);
  entry->body = g_bytes_ref (body);
  entry->link.data = entry;
  g_hash_table_insert (self->entries, entry->address, entry);
  g_queue_push_head_link (&self->order, &entry->link);
  self->size += g_bytes_get_size (body);

  while (self->order.length > self->n_max || self->size > self->size_max)
    drop (self, g_queue_peek_tail (&self->order));
}

void
ss_answer_cache_remove (SsAnswerCache *self, const char *address)
{
  Entry *entry = g_hash_table_lookup (self->entries, address);

  if (entry != NULL)
    drop (self, entry);
}

const char *
ss_answer_cache_get (SsAnswerCache *self, const char *address, GBytes **body)
{
  Entry *entry = g_hash_table_lookup (self->entries, address);

  if (entry == NULL)
    return NULL;

  g_queue_unlink (&self->order, &entry->link);
  g_queue_push_head_link (&self->order, &entry->link);
  if (body != NULL)
    *body = g_bytes_ref (entry->body);
  return entry->etag;
}
