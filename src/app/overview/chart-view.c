/* chart-view.c: a chart on the screen
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/overview/chart-view.h"

#include <adwaita.h>
#include <math.h>

#include "app/overview/chart-drawing.h"
#include "app/overview/chart-item.h"

#define LEAST_WIDTH 200
#define NATURAL_WIDTH 420

struct _SsChartView
{
  GtkWidget parent_instance;

  SsChartData *data; /* (owned) (nullable) */
  SsChartLayout layout;
  GPtrArray *items; /* (not owned): the children, by value */
  int pointed;      /* -1: nothing */
  int focused;      /* -1: nothing */
  int entered;      /* where Tab comes in */
};

G_DEFINE_FINAL_TYPE (SsChartView, ss_chart_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_DATA = 1,
  PROP_MARKED,
} SsChartViewProperty;

static GParamSpec *properties[PROP_MARKED + 1];

static const char *const hue_names[SS_N_CHART_HUES] = {
  "blue_3", "green_4", "yellow_5", "orange_3", "purple_3", "brown_3",
};

static void
look_up (GtkStyleContext *context, const char *name, GdkRGBA *color)
{
  if (!gtk_style_context_lookup_color (context, name, color))
    gtk_style_context_get_color (context, color);
}

static void
init_palette (SsChartView *self, SsChartPalette *palette)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));

  palette->is_high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  gtk_style_context_get_color (context, &palette->text);
  palette->faint = palette->line = palette->text;
  palette->faint.alpha *= palette->is_high_contrast ? 0.95f : 0.72f;
  palette->line.alpha *= palette->is_high_contrast ? 0.5f : 0.14f;
  look_up (context, "accent_bg_color", &palette->bar);
  for (guint i = 0; i < SS_N_CHART_HUES; i++)
    look_up (context, hue_names[i], &palette->hues[i]);
}

static gboolean
is_mirror (SsChartView *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static PangoContext *
get_font (SsChartView *self)
{
  return gtk_widget_get_pango_context (GTK_WIDGET (self));
}

static void
mark (SsChartView *self, int *which, int n)
{
  if (*which == n)
    return;
  *which = n;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARKED]);
}

static void
item_focus_cb (SsChartView *self, GParamSpec *pspec, GtkWidget *item)
{
  guint n;

  if (!g_ptr_array_find (self->items, item, &n))
    return;
  if (gtk_widget_has_focus (item))
    {
      self->entered = (int) n;
      mark (self, &self->focused, (int) n);
    }
  else if (self->focused == (int) n)
    mark (self, &self->focused, -1);
}

/* As many children as there are values: they keep the focus when the figures change. */
static void
update_items (SsChartView *self)
{
  guint n = self->data != NULL ? ss_chart_data_get_n_drawn (self->data) : 0;

  while (self->items->len > n)
    {
      GtkWidget *item = g_ptr_array_index (self->items, self->items->len - 1);

      g_ptr_array_set_size (self->items, (int) self->items->len - 1);
      gtk_widget_unparent (item);
    }
  while (self->items->len < n)
    {
      GtkWidget *item = ss_chart_item_new ();

      g_ptr_array_add (self->items, item);
      gtk_widget_set_parent (item, GTK_WIDGET (self));
      g_signal_connect_object (item, "notify::has-focus", G_CALLBACK (item_focus_cb), self,
                               G_CONNECT_SWAPPED);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = ss_chart_point_describe (ss_chart_data_get_point (self->data, i));

      ss_chart_item_set_label (g_ptr_array_index (self->items, i), words);
    }
  self->entered = CLAMP (self->entered, 0, MAX ((int) n - 1, 0));
  if (self->pointed >= (int) n)
    mark (self, &self->pointed, -1);
  if (self->focused >= (int) n)
    mark (self, &self->focused, -1);
}

static void
motion_cb (SsChartView *self, double x, double y)
{
  mark (self, &self->pointed, ss_chart_layout_find (&self->layout, x, y));
}

static void
leave_cb (SsChartView *self)
{
  mark (self, &self->pointed, -1);
}

static gboolean
end_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  SsChartView *self = SS_CHART_VIEW (widget);
  gboolean is_last = g_variant_get_boolean (parameter);

  if (self->items->len == 0)
    return FALSE;
  return gtk_widget_grab_focus (g_ptr_array_index (self->items, is_last ? self->items->len - 1 : 0));
}

static GtkSizeRequestMode
ss_chart_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
ss_chart_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  SsChartView *self = SS_CHART_VIEW (widget);

  *minimum = LEAST_WIDTH;
  *natural = NATURAL_WIDTH;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural =
        self->data != NULL ? (int) ceil (ss_chart_drawing_get_height (self->data, get_font (self))) : 0;
}

static void
ss_chart_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SsChartView *self = SS_CHART_VIEW (widget);

  ss_chart_layout_clear (&self->layout);
  if (self->data == NULL)
    return;
  ss_chart_drawing_lay_out (self->data, get_font (self), width, is_mirror (self), &self->layout);
  for (guint i = 0; i < MIN (self->layout.n_places, self->items->len); i++)
    {
      const SsChartRect *area = &self->layout.places[i].area;
      int left = (int) floor (area->x), right = (int) floor (area->x + area->width);
      GtkAllocation place = { left, (int) area->y, MAX (right - left, 1), (int) area->height };

      gtk_widget_size_allocate (g_ptr_array_index (self->items, i), &place, -1);
    }
}

static void
ss_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SsChartView *self = SS_CHART_VIEW (widget);
  SsChartPalette palette;
  cairo_t *cr;

  if (self->data != NULL)
    {
      init_palette (self, &palette);
      cr = gtk_snapshot_append_cairo (snapshot,
                                      &GRAPHENE_RECT_INIT (-2, -2, (float) gtk_widget_get_width (widget) + 4,
                                                           (float) gtk_widget_get_height (widget) + 4));
      ss_chart_drawing_draw (self->data, &self->layout, get_font (self), &palette,
                             ss_chart_view_get_marked (self), cr);
      cairo_destroy (cr);
    }
  GTK_WIDGET_CLASS (ss_chart_view_parent_class)->snapshot (widget, snapshot);
}

/* Tab passes the chart in one step; arrows go from value to value. */
static gboolean
ss_chart_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  SsChartView *self = SS_CHART_VIEW (widget);
  gboolean is_inside = gtk_widget_get_focus_child (widget) != NULL;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD && is_inside)
    return GTK_WIDGET_CLASS (ss_chart_view_parent_class)->focus (widget, direction);
  if (is_inside || self->items->len == 0)
    return FALSE;
  return gtk_widget_grab_focus (g_ptr_array_index (self->items, (guint) self->entered));
}

static void
ss_chart_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (ss_chart_view_parent_class)->system_setting_changed (widget, setting);
  gtk_widget_queue_resize (widget);
}

static void
ss_chart_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsChartView *self = SS_CHART_VIEW (object);

  switch ((SsChartViewProperty) id)
    {
    case PROP_DATA:
      g_value_set_object (value, self->data);
      break;
    case PROP_MARKED:
      g_value_set_int (value, ss_chart_view_get_marked (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_chart_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((SsChartViewProperty) id)
    {
    case PROP_DATA:
      ss_chart_view_set_data (SS_CHART_VIEW (object), g_value_get_object (value));
      break;
    case PROP_MARKED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_chart_view_dispose (GObject *object)
{
  SsChartView *self = SS_CHART_VIEW (object);

  g_clear_object (&self->data);
  update_items (self);

  G_OBJECT_CLASS (ss_chart_view_parent_class)->dispose (object);
}

static void
ss_chart_view_finalize (GObject *object)
{
  SsChartView *self = SS_CHART_VIEW (object);

  ss_chart_layout_clear (&self->layout);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (ss_chart_view_parent_class)->finalize (object);
}

static void
ss_chart_view_class_init (SsChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const struct
  {
    guint key;
    gboolean is_last;
  } ends[] = {
    { GDK_KEY_Home, FALSE }, { GDK_KEY_KP_Home, FALSE }, { GDK_KEY_End, TRUE }, { GDK_KEY_KP_End, TRUE }
  };

  object_class->dispose = ss_chart_view_dispose;
  object_class->finalize = ss_chart_view_finalize;
  object_class->get_property = ss_chart_view_get_property;
  object_class->set_property = ss_chart_view_set_property;
  widget_class->get_request_mode = ss_chart_view_get_request_mode;
  widget_class->measure = ss_chart_view_measure;
  widget_class->size_allocate = ss_chart_view_size_allocate;
  widget_class->snapshot = ss_chart_view_snapshot;
  widget_class->focus = ss_chart_view_focus;
  widget_class->system_setting_changed = ss_chart_view_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "chartview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    gtk_widget_class_add_binding (widget_class, ends[i].key, 0, end_cb, "b", ends[i].is_last);

  properties[PROP_DATA] = g_param_spec_object ("data", NULL, NULL, SS_TYPE_CHART_DATA,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MARKED] =
      g_param_spec_int ("marked", NULL, NULL, -1, G_MAXINT, -1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_chart_view_init (SsChartView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->items = g_ptr_array_new ();
  self->pointed = self->focused = -1;
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  /* Light and dark, the accent, and contrast. */
  g_signal_connect_object (adw_style_manager_get_default (), "notify", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
}

GtkWidget *
ss_chart_view_new (void)
{
  return g_object_new (SS_TYPE_CHART_VIEW, NULL);
}

/**
 * ss_chart_view_set_data:
 * @self: a chart
 * @data: (nullable): what it shows
 */
void
ss_chart_view_set_data (SsChartView *self, SsChartData *data)
{
  g_return_if_fail (SS_IS_CHART_VIEW (self));

  if (!g_set_object (&self->data, data))
    return;
  update_items (self);
  if (data != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    ss_chart_data_get_about (data)->title, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATA]);
}

SsChartData *
ss_chart_view_get_data (SsChartView *self)
{
  return self->data;
}

/**
 * ss_chart_view_get_marked:
 * @self: a chart
 *
 * Returns: the value that is pointed at, else the one with the focus, else -1
 */
int
ss_chart_view_get_marked (SsChartView *self)
{
  return self->pointed >= 0 ? self->pointed : self->focused;
}
