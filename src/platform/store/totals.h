/* totals.h: how many rows questions found, kept until something is changed
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SsTotals SsTotals;

SsTotals *ss_totals_new (void);
void ss_totals_free (SsTotals *self);
/* Forgets what was found in another version of the data. */
void ss_totals_set_version (SsTotals *self, guint version);
gboolean ss_totals_find (SsTotals *self, const char *question, gint64 *total);
void ss_totals_keep (SsTotals *self, const char *question, gint64 total);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsTotals, ss_totals_free)

G_END_DECLS
