/* audit-row.c: an entry of the audit log in the list
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/audit-row.h"

#include "app/people/audit-words.h"

struct _SsAuditRow
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *action;
  GtkLabel *people;
  GtkLabel *time;

  GTimeZone *zone;  /* (owned) */
  SsListItem *item; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsAuditRow, ss_audit_row, GTK_TYPE_BOX)

/* An item's entry comes with its page. */
static void
model_cb (SsAuditRow *self)
{
  SsAuditEntry *entry = self->item != NULL ? (SsAuditEntry *) ss_list_item_get_model (self->item) : NULL;
  g_autofree char *people = NULL;
  g_autofree char *time = NULL;

  gtk_widget_set_opacity (GTK_WIDGET (self), entry != NULL ? 1 : 0.4);
  if (entry == NULL)
    {
      gtk_label_set_text (self->action, "…");
      gtk_label_set_text (self->people, "");
      gtk_label_set_text (self->time, "");
      return;
    }
  people = ss_audit_entry_describe (entry);
  time = ss_audit_entry_describe_time (entry, self->zone);
  gtk_image_set_from_icon_name (self->icon,
                                ss_audit_action_get_icon_name (ss_audit_entry_get_action (entry)));
  gtk_label_set_text (self->action, ss_audit_action_describe (ss_audit_entry_get_action (entry)));
  gtk_label_set_text (self->people, people);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->people), people);
  gtk_label_set_text (self->time, time);
}

static void
set_item (SsAuditRow *self, SsListItem *item)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, model_cb, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item, "notify::model", G_CALLBACK (model_cb), self, G_CONNECT_SWAPPED);
  model_cb (self);
}

static void
ss_audit_row_dispose (GObject *object)
{
  SsAuditRow *self = SS_AUDIT_ROW (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (ss_audit_row_parent_class)->dispose (object);
}

static void
ss_audit_row_class_init (SsAuditRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_audit_row_dispose;
}

static GtkLabel *
add_label (GtkWidget *box, const char *const *classes)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_css_classes (label, (const char **) classes);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
ss_audit_row_init (SsAuditRow *self)
{
  static const char *const small[] = { "caption", "dim-label", NULL };
  static const char *const numbers[] = { "caption", "numeric", "dim-label", NULL };
  static const char *const plain[] = { NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new ();

  self->icon = GTK_IMAGE (icon);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_box_append (GTK_BOX (self), icon);
  gtk_widget_set_hexpand (box, TRUE);
  self->action = add_label (box, plain);
  self->people = add_label (box, small);
  gtk_box_append (GTK_BOX (self), box);
  self->time = add_label (GTK_WIDGET (self), numbers);
  gtk_label_set_ellipsize (self->time, PANGO_ELLIPSIZE_NONE);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, GTimeZone *zone)
{
  SsAuditRow *row = g_object_new (SS_TYPE_AUDIT_ROW, NULL);

  row->zone = g_time_zone_ref (zone);
  gtk_list_item_set_child (list_item, GTK_WIDGET (row));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  set_item (SS_AUDIT_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  set_item (SS_AUDIT_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
unref_zone (gpointer zone, GClosure *closure)
{
  g_time_zone_unref (zone);
}

/**
 * ss_audit_row_factory_new:
 * @zone: in which times are said
 *
 * Returns: (transfer full): rows for a list of the audit log's
 */
GtkListItemFactory *
ss_audit_row_factory_new (GTimeZone *zone)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), g_time_zone_ref (zone), unref_zone, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}
