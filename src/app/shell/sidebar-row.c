/* sidebar-row.c: a page in the sidebar
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/sidebar-row.h"

#include <glib/gi18n-lib.h>

struct _SsSidebarRow
{
  GtkListBoxRow parent_instance;

  const SsPageInfo *info;
  GtkWidget *badge; /* (unowned): a child */
};

G_DEFINE_FINAL_TYPE (SsSidebarRow, ss_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
ss_sidebar_row_class_init (SsSidebarRowClass *klass)
{
}

static void
ss_sidebar_row_init (SsSidebarRow *self)
{
}

/**
 * ss_sidebar_row_new:
 * @info: a page
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
ss_sidebar_row_new (const SsPageInfo *info)
{
  SsSidebarRow *self = g_object_new (SS_TYPE_SIDEBAR_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (info->icon_name);
  GtkWidget *label = gtk_label_new (_ (info->title));

  self->info = info;
  self->badge = gtk_label_new (NULL);
  gtk_widget_set_visible (self->badge, FALSE);
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->badge, "badge");
  gtk_widget_add_css_class (self->badge, "numeric");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  ss_sidebar_row_set_badge (self, 0, NULL);
  return GTK_WIDGET (self);
}

/**
 * ss_sidebar_row_get_info:
 * @self: the row
 *
 * Returns: its page
 */
const SsPageInfo *
ss_sidebar_row_get_info (SsSidebarRow *self)
{
  return self->info;
}

/**
 * ss_sidebar_row_set_badge:
 * @self: the row
 * @count: how much there is to do; 0: no badge
 * @description: (nullable): the same in words
 */
void
ss_sidebar_row_set_badge (SsSidebarRow *self, guint count, const char *description)
{
  g_autofree char *text = g_strdup_printf ("%u", count);
  g_autofree char *name = NULL;

  gtk_label_set_text (GTK_LABEL (self->badge), text);
  gtk_widget_set_visible (self->badge, count > 0);
  gtk_widget_set_tooltip_text (self->badge, description);
  name = count > 0 ? g_strdup_printf ("%s, %s", _ (self->info->title), description)
                   : g_strdup (_ (self->info->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
