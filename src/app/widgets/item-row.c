/* item-row.c: a row for an item of a paged list, whose object comes with its page
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/item-row.h"

typedef struct
{
  SsListItem *item; /* (owned) (nullable) */
  SsModel *model;   /* (owned) (nullable): the item's */
} SsItemRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SsItemRow, ss_item_row, GTK_TYPE_BOX)

static void
show (SsItemRow *self)
{
  SsItemRowPrivate *priv = ss_item_row_get_instance_private (self);

  gtk_widget_set_opacity (GTK_WIDGET (self), priv->model != NULL ? 1 : 0.4);
  SS_ITEM_ROW_GET_CLASS (self)->show (self, priv->model);
}

/* It is another one when the page is read again. */
static void
model_cb (SsItemRow *self)
{
  SsItemRowPrivate *priv = ss_item_row_get_instance_private (self);
  SsModel *model = priv->item != NULL ? ss_list_item_get_model (priv->item) : NULL;

  if (model != priv->model)
    {
      if (priv->model != NULL)
        g_signal_handlers_disconnect_by_func (priv->model, show, self);
      g_set_object (&priv->model, model);
      if (model != NULL)
        g_signal_connect_object (model, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
    }
  show (self);
}

static void
set_item (SsItemRow *self, SsListItem *item)
{
  SsItemRowPrivate *priv = ss_item_row_get_instance_private (self);

  if (priv->item != NULL)
    {
      g_signal_handlers_disconnect_by_func (priv->item, show, self);
      g_signal_handlers_disconnect_by_func (priv->item, model_cb, self);
    }
  g_set_object (&priv->item, item);
  if (item != NULL)
    {
      g_signal_connect_object (item, "notify::position", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (item, "notify::model", G_CALLBACK (model_cb), self, G_CONNECT_SWAPPED);
    }
  model_cb (self);
}

static void
ss_item_row_dispose (GObject *object)
{
  SsItemRowPrivate *priv = ss_item_row_get_instance_private (SS_ITEM_ROW (object));

  g_clear_object (&priv->model);
  g_clear_object (&priv->item);

  G_OBJECT_CLASS (ss_item_row_parent_class)->dispose (object);
}

static void
ss_item_row_class_init (SsItemRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_item_row_dispose;
}

static void
ss_item_row_init (SsItemRow *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 12);
}

/**
 * ss_item_row_get_model:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the object that it shows, %NULL until it has come
 */
SsModel *
ss_item_row_get_model (SsItemRow *self)
{
  SsItemRowPrivate *priv = ss_item_row_get_instance_private (self);

  return priv->model;
}

/**
 * ss_item_row_get_position:
 * @self: a row
 *
 * Returns: where its item stands in its list; %GTK_INVALID_LIST_POSITION: it has none
 */
guint
ss_item_row_get_position (SsItemRow *self)
{
  SsItemRowPrivate *priv = ss_item_row_get_instance_private (self);

  return priv->item != NULL ? ss_list_item_get_position (priv->item) : GTK_INVALID_LIST_POSITION;
}

typedef struct
{
  SsItemRowFunc create;
  gpointer user_data;
  GClosureNotify free;
} Factory;

static void
factory_free (gpointer data, GClosure *closure)
{
  Factory *self = data;

  if (self->free != NULL)
    self->free (self->user_data, closure);
  g_free (self);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, Factory *self)
{
  gtk_list_item_set_child (list_item, self->create (self->user_data));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  set_item (SS_ITEM_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  set_item (SS_ITEM_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/**
 * ss_item_row_factory_new:
 * @create: makes a row
 * @user_data: (transfer full): for @create
 * @free: (nullable): ends @user_data
 *
 * Returns: (transfer full): rows for a list of #SsListItem
 */
GtkListItemFactory *
ss_item_row_factory_new (SsItemRowFunc create, gpointer user_data, GClosureNotify free)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Factory *data = g_new (Factory, 1);

  *data = (Factory){ create, user_data, free };
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), data, factory_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}

/**
 * ss_item_row_add_label:
 * @box: where to
 * @classes: (array zero-terminated=1): of its style
 *
 * Returns: (transfer none): the label
 */
GtkLabel *
ss_item_row_add_label (GtkWidget *box, const char *const *classes)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_css_classes (label, (const char **) classes);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}
