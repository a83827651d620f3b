/* interval-index.c: things with a beginning and an end, found by when they are
 *
 * The trees are treaps: a heap by a number drawn from the order of insertion keeps them balanced.
 *
 * SPDX-License-Identifier: MIT
 */
#include "client/interval-index.h"

typedef struct _Node Node;

/* The intervals of one key. */
typedef struct
{
  char *key; /* (owned) (nullable) */
  Node *root;
} Line;

struct _Node
{
  gpointer item;
  Line *line;
  gint64 start;
  gint64 end;
  gint64 latest; /* the latest end of this node and all below */
  Node *left;
  Node *right;
  guint32 serial;
  guint32 priority;
};

struct _SsIntervalIndex
{
  GHashTable *lines; /* (owned): key (the line's) to Line (owned) */
  Line nobody;       /* of the key NULL */
  GHashTable *nodes; /* (owned): item to Node (owned) */
  guint32 next_serial;
};

typedef struct
{
  gint64 start;
  gint64 end;
  SsIntervalFunc func;
  gpointer data;
} Query;

/* A well mixed number: serials that follow each other get priorities that have nothing in common. */
static guint32
mix (guint32 number)
{
  number ^= number >> 16;
  number *= 0x7feb352dU;
  number ^= number >> 15;
  number *= 0x846ca68bU;
  number ^= number >> 16;
  return number;
}

static gboolean
is_before (const Node *one, const Node *other)
{
  return one->start != other->start ? one->start < other->start : one->serial < other->serial;
}

static void
update (Node *node)
{
  node->latest = node->end;
  if (node->left != NULL)
    node->latest = MAX (node->latest, node->left->latest);
  if (node->right != NULL)
    node->latest = MAX (node->latest, node->right->latest);
}

/* Those before @node, which is not among them, and those after it. */
static void
split (Node *tree, const Node *node, Node **before, Node **after)
{
  if (tree == NULL)
    {
      *before = *after = NULL;
      return;
    }

  if (is_before (tree, node))
    {
      split (tree->right, node, &tree->right, after);
      *before = tree;
    }
  else
    {
      split (tree->left, node, before, &tree->left);
      *after = tree;
    }
  update (tree);
}

/* All of @before come before all of @after. */
static Node *
join (Node *before, Node *after)
{
  if (before == NULL || after == NULL)
    return before != NULL ? before : after;

  if (before->priority > after->priority)
    {
      before->right = join (before->right, after);
      update (before);
      return before;
    }
  after->left = join (before, after->left);
  update (after);
  return after;
}

static Node *
insert (Node *tree, Node *node)
{
  if (tree == NULL)
    return node;

  if (node->priority > tree->priority)
    {
      split (tree, node, &node->left, &node->right);
      update (node);
      return node;
    }

  if (is_before (node, tree))
    tree->left = insert (tree->left, node);
  else
    tree->right = insert (tree->right, node);
  update (tree);
  return tree;
}

static Node *
take_out (Node *tree, Node *node)
{
  if (tree == node)
    return join (node->left, node->right);

  if (is_before (node, tree))
    tree->left = take_out (tree->left, node);
  else
    tree->right = take_out (tree->right, node);
  update (tree);
  return tree;
}

static gboolean
overlaps (const Node *node, const Query *query)
{
  if (node->end == node->start)
    return node->start >= query->start && node->start < query->end;

  return node->start < query->end && node->end > query->start;
}

static void
visit (const Node *tree, const Query *query)
{
  if (tree == NULL || tree->latest < query->start)
    return;

  visit (tree->left, query);
  if (tree->start >= query->end)
    return;
  if (overlaps (tree, query))
    query->func (tree->item, query->data);
  visit (tree->right, query);
}

static Line *
get_line (SsIntervalIndex *self, const char *key)
{
  Line *line;

  if (key == NULL)
    return &self->nobody;

  line = g_hash_table_lookup (self->lines, key);
  if (line == NULL)
    {
      line = g_new0 (Line, 1);
      line->key = g_strdup (key);
      g_hash_table_insert (self->lines, line->key, line);
    }
  return line;
}

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->key);
  g_free (line);
}

/* A line that holds nothing goes: there may have been many keys. */
static void
leave_line (SsIntervalIndex *self, Node *node)
{
  Line *line = node->line;

  line->root = take_out (line->root, node);
  if (line->root == NULL && line->key != NULL)
    g_hash_table_remove (self->lines, line->key);
  node->line = NULL;
}

SsIntervalIndex *
ss_interval_index_new (void)
{
  SsIntervalIndex *self = g_new0 (SsIntervalIndex, 1);

  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, line_free);
  self->nodes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
ss_interval_index_free (SsIntervalIndex *self)
{
  g_hash_table_unref (self->nodes);
  g_hash_table_unref (self->lines);
  g_free (self);
}

/**
 * ss_interval_index_put:
 * @self: an index
 * @item: what is held; only its address matters
 * @key: (nullable): whose it is
 * @start: when it begins
 * @end: when it is over; before @start is like @start
 *
 * Puts @item into the index, or moves it where it is there already.
 *
 * Returns: whether that changed anything
 */
gboolean
ss_interval_index_put (SsIntervalIndex *self, gpointer item, const char *key, gint64 start, gint64 end)
{
  Node *node = g_hash_table_lookup (self->nodes, item);

  end = MAX (start, end);
  if (node != NULL)
    {
      if (node->start == start && node->end == end && g_strcmp0 (node->line->key, key) == 0)
        return FALSE;
      leave_line (self, node);
    }
  else
    {
      node = g_new0 (Node, 1);
      node->item = item;
      node->serial = self->next_serial++;
      node->priority = mix (node->serial);
      g_hash_table_insert (self->nodes, item, node);
    }

  node->line = get_line (self, key);
  node->start = start;
  node->end = end;
  node->left = node->right = NULL;
  update (node);
  node->line->root = insert (node->line->root, node);
  return TRUE;
}

gboolean
ss_interval_index_remove (SsIntervalIndex *self, gpointer item)
{
  Node *node = g_hash_table_lookup (self->nodes, item);

  if (node == NULL)
    return FALSE;

  leave_line (self, node);
  g_hash_table_remove (self->nodes, item);
  return TRUE;
}

/**
 * ss_interval_index_lookup:
 * @self: an index
 * @item: what may be in it
 * @key: (out) (optional) (nullable) (transfer none): whose it is
 * @start: (out) (optional): when it begins
 * @end: (out) (optional): when it is over
 *
 * Returns: whether @item is in the index
 */
gboolean
ss_interval_index_lookup (SsIntervalIndex *self, gpointer item, const char **key, gint64 *start, gint64 *end)
{
  Node *node = g_hash_table_lookup (self->nodes, item);

  if (node == NULL)
    return FALSE;

  if (key != NULL)
    *key = node->line->key;
  if (start != NULL)
    *start = node->start;
  if (end != NULL)
    *end = node->end;
  return TRUE;
}

guint
ss_interval_index_get_n_items (SsIntervalIndex *self)
{
  return g_hash_table_size (self->nodes);
}

void
ss_interval_index_query (SsIntervalIndex *self, const char *key, gint64 start, gint64 end,
                         SsIntervalFunc func, gpointer data)
{
  const Line *line = key != NULL ? g_hash_table_lookup (self->lines, key) : &self->nobody;
  const Query query = { .start = start, .end = end, .func = func, .data = data };

  if (line != NULL)
    visit (line->root, &query);
}

void
ss_interval_index_query_all (SsIntervalIndex *self, gint64 start, gint64 end, SsIntervalFunc func,
                             gpointer data)
{
  const Query query = { .start = start, .end = end, .func = func, .data = data };
  GHashTableIter iter;
  gpointer line;

  visit (self->nobody.root, &query);
  g_hash_table_iter_init (&iter, self->lines);
  while (g_hash_table_iter_next (&iter, NULL, &line))
    visit (((Line *) line)->root, &query);
}
