/* catalog-row.c: a resource or service in its list
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/catalog-row.h"

#include <glib/gi18n-lib.h>

#define DOT 14

struct _SsCatalogRow
{
  AdwActionRow parent_instance;

  const SsCatalogKind *kind;
  SsWorkspace *workspace; /* (owned) */
  SsModel *record;        /* (owned) */
  GtkWidget *dot;         /* (unowned) (nullable): a child */
  GtkWidget *toggle;      /* (unowned): a child */
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (SsCatalogRow, ss_catalog_row, ADW_TYPE_ACTION_ROW)

enum
{
  SWITCH_ACTIVE,
  MOVE,
  DROP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
draw_dot (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  SsCatalogRow *self = user_data;
  const char *text = self->kind->get_color (self->record);
  GdkRGBA color;

  if (text == NULL || !gdk_rgba_parse (&color, text))
    return;
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
toggled_cb (SsCatalogRow *self)
{
  if (!self->is_setting)
    g_signal_emit (self, signals[SWITCH_ACTIVE], 0, gtk_switch_get_active (GTK_SWITCH (self->toggle)));
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, SsCatalogRow *self)
{
  return gdk_content_provider_new_typed (self->kind->get_type (), self->record);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, SsCatalogRow *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, SsCatalogRow *self)
{
  SsModel *dropped = g_value_get_object (value);

  if (dropped == NULL || dropped == self->record)
    return FALSE;
  g_signal_emit (self, signals[DROP], 0, dropped);
  return TRUE;
}

/* A row can be taken anywhere but by its switch. */
static void
add_dragging (SsCatalogRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (self->kind->get_type (), GDK_ACTION_MOVE);
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");

  gtk_widget_add_css_class (handle, "dim-label");
  gtk_widget_set_tooltip_text (handle, _ ("Drag to change the order (Ctrl+Up, Ctrl+Down)"));
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), handle);
}

static void
add_toggle (SsCatalogRow *self, const char *obstacle)
{
  self->toggle = gtk_switch_new ();
  gtk_widget_set_valign (self->toggle, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (self->toggle, obstacle == NULL);
  gtk_widget_set_tooltip_text (self->toggle, obstacle != NULL ? obstacle : _ ("Can Be Booked"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->toggle);
  g_signal_connect_object (self->toggle, "notify::active", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
move_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SsCatalogRow *self = SS_CATALOG_ROW (widget);
  int by;

  if (!self->kind->is_ordered)
    return FALSE;
  g_variant_get (arguments, "(i)", &by);
  g_signal_emit (self, signals[MOVE], 0, by);
  return TRUE;
}

static void
ss_catalog_row_finalize (GObject *object)
{
  SsCatalogRow *self = SS_CATALOG_ROW (object);

  g_clear_object (&self->record);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (ss_catalog_row_parent_class)->finalize (object);
}

static void
ss_catalog_row_class_init (SsCatalogRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ss_catalog_row_finalize;
  signals[SWITCH_ACTIVE] = g_signal_new ("switch-active", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[MOVE] =
      g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[DROP] =
      g_signal_new ("drop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, SS_TYPE_MODEL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_CONTROL_MASK, move_key_cb, "(i)", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_CONTROL_MASK, move_key_cb, "(i)", 1);
}

static void
ss_catalog_row_init (SsCatalogRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

GtkWidget *
ss_catalog_row_new (const SsCatalogKind *kind, SsWorkspace *workspace, SsModel *record, const char *obstacle)
{
  SsCatalogRow *self = g_object_new (SS_TYPE_CATALOG_ROW, NULL);

  self->kind = kind;
  self->workspace = g_object_ref (workspace);
  self->record = g_object_ref (record);
  if (kind->get_color != NULL)
    {
      self->dot = gtk_drawing_area_new ();
      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->dot), DOT);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->dot), DOT);
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->dot), draw_dot, self, NULL);
      gtk_widget_set_valign (self->dot, GTK_ALIGN_CENTER);
      adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->dot);
    }
  if (kind->is_ordered && obstacle == NULL)
    add_dragging (self);
  add_toggle (self, obstacle);
  g_signal_connect_object (record, "notify", G_CALLBACK (ss_catalog_row_update), self, G_CONNECT_SWAPPED);
  ss_catalog_row_update (self);
  return GTK_WIDGET (self);
}

SsModel *
ss_catalog_row_get_record (SsCatalogRow *self)
{
  return self->record;
}

void
ss_catalog_row_update (SsCatalogRow *self)
{
  g_autofree char *name = NULL;
  g_autofree char *text = self->kind->describe (self->workspace, self->record);
  gboolean is_active;

  g_object_get (self->record, "name", &name, "is-active", &is_active, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name != NULL ? name : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : "", -1);
  self->is_setting = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->toggle), is_active);
  self->is_setting = FALSE;
  if (self->dot != NULL)
    gtk_widget_queue_draw (self->dot);
}
