/* chart-item.c: one value of a chart, for the keyboard, the pointer and assistive technology
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/overview/chart-item.h"

struct _SsChartItem
{
  GtkWidget parent_instance;

  char *label; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsChartItem, ss_chart_item, GTK_TYPE_WIDGET)

static void
ss_chart_item_finalize (GObject *object)
{
  g_free (SS_CHART_ITEM (object)->label);

  G_OBJECT_CLASS (ss_chart_item_parent_class)->finalize (object);
}

static void
ss_chart_item_class_init (SsChartItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_chart_item_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "chartitem");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
ss_chart_item_init (SsChartItem *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
ss_chart_item_new (void)
{
  return g_object_new (SS_TYPE_CHART_ITEM, NULL);
}

/**
 * ss_chart_item_set_label:
 * @self: an item
 * @label: all that is said of it
 */
void
ss_chart_item_set_label (SsChartItem *self, const char *label)
{
  if (g_strcmp0 (self->label, label) == 0)
    return;
  g_free (self->label);
  self->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), label);
}

const char *
ss_chart_item_get_label (SsChartItem *self)
{
  return self->label;
}
