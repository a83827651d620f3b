/* rule-grid.c: a table of what each role may, with a role to a column
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/rule-grid.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/role-badge.h"

#define CELL_CHARS 9
#define DETAIL_CHARS 26

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

/* A scroller asks for the height at the least width: with one width there is no other height. */
static void
fix_width (GtkWidget *label, int n_chars)
{
  gtk_label_set_width_chars (GTK_LABEL (label), n_chars);
  gtk_label_set_max_width_chars (GTK_LABEL (label), n_chars);
}

static GtkWidget *
make_head (const char *role)
{
  GtkWidget *label = make_label (ss_role_describe (role), "rule-head");

  gtk_label_set_xalign (GTK_LABEL (label), 0.5);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  fix_width (label, CELL_CHARS);
  gtk_widget_set_valign (label, GTK_ALIGN_END);
  return label;
}

/* A mark and a word say the same to the eye and to a screen reader. */
static GtkWidget *
make_cell (SsRoleInfo *column, const SsRuleGridRow *row, SsRuleGridCellFunc get_cell, gpointer data)
{
  const char *text = NULL;
  gboolean is_marked = get_cell (column, row, &text, data);
  GtkWidget *cell = gtk_label_new (is_marked ? "✓" : text != NULL ? text : "–");
  g_autofree char *spoken =
      g_strdup_printf ("%s, %s: %s", ss_role_describe (ss_role_info_get_role (column)), row->title,
                       text != NULL ? text
                       : is_marked  ? _ ("yes")
                                    : _ ("no"));

  gtk_widget_add_css_class (cell, "rule-cell");
  if (is_marked)
    gtk_widget_add_css_class (cell, "rule-yes");
  else if (text == NULL)
    gtk_widget_add_css_class (cell, "rule-no");
  gtk_label_set_wrap (GTK_LABEL (cell), TRUE);
  gtk_label_set_justify (GTK_LABEL (cell), GTK_JUSTIFY_CENTER);
  fix_width (cell, CELL_CHARS);
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_widget_set_tooltip_text (cell, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return cell;
}

static GtkWidget *
make_title (const SsRuleGridRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (row->title);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (box, "rule-row-head");
  gtk_box_append (GTK_BOX (box), title);
  if (row->detail != NULL)
    {
      GtkWidget *detail = make_label (row->detail, "caption");

      gtk_widget_add_css_class (detail, "dim-label");
      fix_width (detail, DETAIL_CHARS);
      gtk_box_append (GTK_BOX (box), detail);
    }
  return box;
}

/**
 * ss_rule_grid_new:
 * @table: the roles
 * @corner: what the rows are
 * @rows: (array length=n_rows): the rows
 * @n_rows: how many
 * @cell: says what stands in a cell; called before this returns
 * @data: for @cell
 *
 * Returns: (transfer floating): the table, in a scroller of its own for where it is wider than there is room
 */
GtkWidget *
ss_rule_grid_new (SsRoleTable *table, const char *corner, const SsRuleGridRow *rows, guint n_rows,
                  SsRuleGridCellFunc cell, gpointer data)
{
  GListModel *roles = ss_role_table_get_roles (table);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  guint n_roles = g_list_model_get_n_items (roles);

  gtk_widget_add_css_class (grid, "rule-grid");
  gtk_grid_attach (GTK_GRID (grid), make_label (corner, "rule-head"), 0, 0, 1, 1);
  for (guint column = 0; column < n_roles; column++)
    {
      g_autoptr (SsRoleInfo) role = g_list_model_get_item (roles, column);

      gtk_grid_attach (GTK_GRID (grid), make_head (ss_role_info_get_role (role)), (int) column + 1, 0, 1, 1);
      for (guint row = 0; row < n_rows; row++)
        gtk_grid_attach (GTK_GRID (grid), make_cell (role, &rows[row], cell, data), (int) column + 1,
                         (int) row + 1, 1, 1);
    }
  for (guint row = 0; row < n_rows; row++)
    gtk_grid_attach (GTK_GRID (grid), make_title (&rows[row]), 0, (int) row + 1, 1, 1);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_widget_add_css_class (scroller, "card");
  return scroller;
}
