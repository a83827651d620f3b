/* audit-row.c: an entry of the audit log in the list
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/audit-row.h"

#include "app/people/audit-words.h"

struct _SsAuditRow
{
  SsItemRow parent_instance;

  GtkImage *icon;
  GtkLabel *action;
  GtkLabel *people;
  GtkLabel *time;

  GTimeZone *zone; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsAuditRow, ss_audit_row, SS_TYPE_ITEM_ROW)

static void
ss_audit_row_show (SsItemRow *row, SsModel *model)
{
  SsAuditRow *self = SS_AUDIT_ROW (row);
  SsAuditEntry *entry = (SsAuditEntry *) model;
  g_autofree char *people = NULL;
  g_autofree char *time = NULL;

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
ss_audit_row_dispose (GObject *object)
{
  SsAuditRow *self = SS_AUDIT_ROW (object);

  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (ss_audit_row_parent_class)->dispose (object);
}

static void
ss_audit_row_class_init (SsAuditRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_audit_row_dispose;
  SS_ITEM_ROW_CLASS (klass)->show = ss_audit_row_show;
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
  gtk_box_append (GTK_BOX (self), icon);
  gtk_widget_set_hexpand (box, TRUE);
  self->action = ss_item_row_add_label (box, plain);
  self->people = ss_item_row_add_label (box, small);
  gtk_box_append (GTK_BOX (self), box);
  self->time = ss_item_row_add_label (GTK_WIDGET (self), numbers);
  gtk_label_set_ellipsize (self->time, PANGO_ELLIPSIZE_NONE);
}

static GtkWidget *
create_row (gpointer zone)
{
  SsAuditRow *row = g_object_new (SS_TYPE_AUDIT_ROW, NULL);

  row->zone = g_time_zone_ref (zone);
  return GTK_WIDGET (row);
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
  return ss_item_row_factory_new (create_row, g_time_zone_ref (zone), unref_zone);
}
