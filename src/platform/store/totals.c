/* totals.c: how many rows questions found, kept until something is changed
 *
 * A list's page tells how many there are in all. To count them takes longer than to read the page, and every
 * calendar that shows the week asks again.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/totals.h"

#define TOTALS_MAX 256

struct _SsTotals
{
  GHashTable *found; /* (owned): question to gint64 (owned) */
  guint version;     /* of the data that they were found in */
};

SsTotals *
ss_totals_new (void)
{
  SsTotals *self = g_new0 (SsTotals, 1);

  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
ss_totals_free (SsTotals *self)
{
  g_hash_table_unref (self->found);
  g_free (self);
}

void
ss_totals_set_version (SsTotals *self, guint version)
{
  if (self->version != version)
    g_hash_table_remove_all (self->found);
  self->version = version;
}

gboolean
ss_totals_find (SsTotals *self, const char *question, gint64 *total)
{
  const gint64 *found = g_hash_table_lookup (self->found, question);

  if (found != NULL)
    *total = *found;
  return found != NULL;
}

/* Filters make many questions: rather than to weigh them, it begins anew. */
void
ss_totals_keep (SsTotals *self, const char *question, gint64 total)
{
  if (g_hash_table_size (self->found) >= TOTALS_MAX)
    g_hash_table_remove_all (self->found);
  g_hash_table_insert (self->found, g_strdup (question), g_memdup2 (&total, sizeof total));
}
