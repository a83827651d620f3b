/* rule-grid.h: a table of what each role may, with a role to a column
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/roles.h"

G_BEGIN_DECLS

/**
 * SsRuleGridRow:
 * @title: what the row is about
 * @detail: (nullable): a sentence that says more
 * @key: handed to the cells' function
 */
typedef struct
{
  const char *title;
  const char *detail;
  const char *key;
} SsRuleGridRow;

/* Fills @text with what stands in the cell (nullable: nothing) and answers whether a mark says it all. */
typedef gboolean (*SsRuleGridCellFunc) (SsRoleInfo *column, const SsRuleGridRow *row, const char **text,
                                        gpointer data);

GtkWidget *ss_rule_grid_new (SsRoleTable *table, const char *corner, const SsRuleGridRow *rows, guint n_rows,
                             SsRuleGridCellFunc cell, gpointer data);

G_END_DECLS
