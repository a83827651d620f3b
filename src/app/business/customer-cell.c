/* customer-cell.c: what a column says of one customer
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/customer-cell.h"

#include <glib/gi18n-lib.h>

struct _SsCustomerCell
{
  GtkWidget parent_instance;

  SsCustomerColumns *columns; /* (owned) */
  guint column;
  SsListItem *item;     /* (owned) (nullable) */
  SsCustomer *customer; /* (owned) (nullable): the item's model */
  GtkWidget *label;     /* (unowned): a child */
  GtkWidget *second;    /* (unowned) (nullable): a child, below a name */
};

G_DEFINE_FINAL_TYPE (SsCustomerCell, ss_customer_cell, GTK_TYPE_WIDGET)

/* The row is what has the focus, so it is what is named: the parent's parent, where the list shows it. */
static void
name_row (SsCustomerCell *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *row = parent != NULL ? gtk_widget_get_parent (parent) : NULL;
  g_autofree char *text = NULL;

  if (row == NULL)
    return;
  text = self->customer != NULL ? ss_customer_columns_describe (self->columns, self->customer)
                                : g_strdup (_ ("Loading"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_text (SsCustomerCell *self)
{
  gboolean is_compact = ss_customer_columns_get_is_compact (self->columns);
  g_autofree char *text = NULL;

  /* What is not there yet is an ellipsis: the row keeps its height. */
  text = self->customer != NULL ? ss_customer_columns_get_text (self->columns, self->column, self->customer)
                                : g_strdup (ss_customer_columns_is_name (self->column) ? "…" : "");
  gtk_label_set_text (GTK_LABEL (self->label), text != NULL ? text : "");
  if (self->second == NULL)
    return;

  gtk_widget_set_visible (self->second, is_compact);
  if (is_compact && self->customer != NULL)
    {
      g_autofree char *second = ss_customer_columns_get_second_line (self->columns, self->customer);

      gtk_label_set_text (GTK_LABEL (self->second), second != NULL ? second : "");
    }
  name_row (self);
}

static void
set_customer (SsCustomerCell *self, SsCustomer *customer)
{
  if (self->customer != NULL)
    g_signal_handlers_disconnect_by_func (self->customer, show_text, self);
  g_set_object (&self->customer, customer);
  if (customer != NULL)
    g_signal_connect_object (customer, "notify", G_CALLBACK (show_text), self, G_CONNECT_SWAPPED);
  show_text (self);
}

static void
model_cb (SsCustomerCell *self)
{
  set_customer (self, SS_CUSTOMER (ss_list_item_get_model (self->item)));
}

static GtkWidget *
add_label (SsCustomerCell *self)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean is_number = ss_customer_columns_is_number (self->column);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1 : 0);
  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
ss_customer_cell_dispose (GObject *object)
{
  SsCustomerCell *self = SS_CUSTOMER_CELL (object);

  ss_customer_cell_set_item (self, NULL);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->second, gtk_widget_unparent);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (ss_customer_cell_parent_class)->dispose (object);
}

static void
ss_customer_cell_class_init (SsCustomerCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_customer_cell_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
ss_customer_cell_init (SsCustomerCell *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * ss_customer_cell_new:
 * @columns: the list's columns
 * @column: which one it is in
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
ss_customer_cell_new (SsCustomerColumns *columns, guint column)
{
  SsCustomerCell *self = g_object_new (SS_TYPE_CUSTOMER_CELL, NULL);

  self->columns = g_object_ref (columns);
  self->column = column;
  self->label = add_label (self);
  if (ss_customer_columns_is_name (column))
    {
      self->second = add_label (self);
      gtk_widget_add_css_class (self->second, "dim-label");
      gtk_widget_add_css_class (self->second, "caption");
      g_signal_connect_object (columns, "notify::is-compact", G_CALLBACK (show_text), self,
                               G_CONNECT_SWAPPED);
    }
  return GTK_WIDGET (self);
}

/**
 * ss_customer_cell_set_item:
 * @self: a cell
 * @item: (nullable): of an SsPagedList of customers
 */
void
ss_customer_cell_set_item (SsCustomerCell *self, SsListItem *item)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, model_cb, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    {
      if (self->customer != NULL)
        g_signal_handlers_disconnect_by_func (self->customer, show_text, self);
      g_clear_object (&self->customer);
      return;
    }
  g_signal_connect_object (item, "notify::model", G_CALLBACK (model_cb), self, G_CONNECT_SWAPPED);
  model_cb (self);
}
