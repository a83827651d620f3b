/* head-scroller.c: a virtualised list with something above it that scrolls away with it
 *
 * The body is always as high as the view, so that it makes no more rows than are seen; its own adjustment
 * starts to move when the head is out of sight.
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/plugins/head-scroller.h"

struct _SsHeadScroller
{
  GtkWidget parent_instance;

  GtkWidget *head;                /* (unowned) (nullable): a child */
  GtkWidget *body;                /* (unowned) (nullable): a child */
  GtkAdjustment *body_adjustment; /* (owned) */
  GtkAdjustment *hadjustment;     /* (owned) (nullable) */
  GtkAdjustment *vadjustment;     /* (owned) (nullable) */
  double head_height;
  gboolean is_moving_body;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (SsHeadScroller, ss_head_scroller, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

typedef enum
{
  PROP_HEAD = 1,
  PROP_BODY,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
} SsHeadScrollerProperty;

static GParamSpec *properties[PROP_BODY + 1];

static double
get_value (SsHeadScroller *self)
{
  return self->vadjustment != NULL ? gtk_adjustment_get_value (self->vadjustment) : 0;
}

static void
move_body (SsHeadScroller *self)
{
  self->is_moving_body = TRUE;
  gtk_adjustment_set_value (self->body_adjustment, MAX (0, get_value (self) - self->head_height));
  self->is_moving_body = FALSE;
}

static void
configure (SsHeadScroller *self)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double upper = self->head_height + MAX (gtk_adjustment_get_upper (self->body_adjustment), height);

  if (self->vadjustment == NULL || height <= 0)
    return;
  /* A body that fills less than the view must not make the head scroll for nothing. */
  if (gtk_adjustment_get_upper (self->body_adjustment) < height)
    upper = MAX (height, self->head_height + gtk_adjustment_get_upper (self->body_adjustment));
  gtk_adjustment_configure (self->vadjustment, CLAMP (get_value (self), 0, MAX (0, upper - height)), 0, upper,
                            height * 0.1, height * 0.9, height);
}

static void
value_changed_cb (SsHeadScroller *self)
{
  move_body (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* The body scrolls by itself when the focus moves out of sight. */
static void
body_value_changed_cb (SsHeadScroller *self)
{
  double value = gtk_adjustment_get_value (self->body_adjustment);

  if (self->is_moving_body || self->vadjustment == NULL)
    return;
  if (value > 0)
    gtk_adjustment_set_value (self->vadjustment, self->head_height + value);
  else if (get_value (self) > self->head_height)
    gtk_adjustment_set_value (self->vadjustment, self->head_height);
}

static void
body_changed_cb (SsHeadScroller *self)
{
  configure (self);
}

static void
show_focus (SsHeadScroller *self, GtkWidget *child)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  GtkWidget *focus = child;
  graphene_rect_t place;
  double end;

  while (gtk_widget_get_focus_child (focus) != NULL)
    focus = gtk_widget_get_focus_child (focus);
  if (self->vadjustment == NULL || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &place))
    return;
  end = place.origin.y + place.size.height;
  if (child == self->head && place.origin.y < 0)
    gtk_adjustment_set_value (self->vadjustment, get_value (self) + place.origin.y);
  else if (child == self->body && end > height && get_value (self) < self->head_height)
    gtk_adjustment_set_value (self->vadjustment, MIN (self->head_height, get_value (self) + end - height));
}

static void
set_vadjustment (SsHeadScroller *self, GtkAdjustment *adjustment)
{
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->vadjustment, value_changed_cb, self);
  g_set_object (&self->vadjustment, adjustment);
  if (adjustment != NULL)
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self);
  configure (self);
}

static void
ss_head_scroller_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      gtk_widget_measure (child, orientation, for_size, &child_minimum, &child_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
ss_head_scroller_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SsHeadScroller *self = SS_HEAD_SCROLLER (widget);
  int head_height = 0;
  int offset;

  if (self->head != NULL && gtk_widget_should_layout (self->head))
    gtk_widget_measure (self->head, GTK_ORIENTATION_VERTICAL, width, &head_height, NULL, NULL, NULL);
  self->head_height = head_height;
  offset = (int) MIN (get_value (self), self->head_height);
  if (self->head != NULL && gtk_widget_should_layout (self->head))
    gtk_widget_size_allocate (self->head, &(GtkAllocation){ 0, -offset, width, head_height }, -1);
  if (self->body != NULL && gtk_widget_should_layout (self->body))
    gtk_widget_size_allocate (self->body, &(GtkAllocation){ 0, head_height - offset, width, height }, -1);
  configure (self);
}

static void
ss_head_scroller_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  GTK_WIDGET_CLASS (ss_head_scroller_parent_class)->set_focus_child (widget, child);
  if (child != NULL)
    show_focus (SS_HEAD_SCROLLER (widget), child);
}

static void
ss_head_scroller_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SsHeadScroller *self = SS_HEAD_SCROLLER (object);

  switch ((SsHeadScrollerProperty) id)
    {
    case PROP_HEAD:
      g_value_set_object (value, self->head);
      break;
    case PROP_BODY:
      g_value_set_object (value, self->body);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, GTK_SCROLL_MINIMUM);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_head_scroller_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  SsHeadScroller *self = SS_HEAD_SCROLLER (object);

  switch ((SsHeadScrollerProperty) id)
    {
    case PROP_HEAD:
      g_clear_pointer (&self->head, gtk_widget_unparent);
      self->head = g_value_get_object (value);
      if (self->head != NULL)
        gtk_widget_insert_after (self->head, GTK_WIDGET (self), NULL);
      break;
    case PROP_BODY:
      g_clear_pointer (&self->body, gtk_widget_unparent);
      self->body = g_value_get_object (value);
      if (self->body != NULL)
        gtk_widget_insert_before (self->body, GTK_WIDGET (self), NULL);
      if (self->body != NULL)
        gtk_scrollable_set_vadjustment (GTK_SCROLLABLE (self->body), self->body_adjustment);
      break;
    case PROP_HADJUSTMENT:
      g_set_object (&self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_vadjustment (self, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_head_scroller_dispose (GObject *object)
{
  SsHeadScroller *self = SS_HEAD_SCROLLER (object);

  set_vadjustment (self, NULL);
  if (self->body_adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->body_adjustment, self);
  g_clear_pointer (&self->head, gtk_widget_unparent);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->body_adjustment);
  g_clear_object (&self->hadjustment);
  G_OBJECT_CLASS (ss_head_scroller_parent_class)->dispose (object);
}

static void
ss_head_scroller_class_init (SsHeadScrollerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ss_head_scroller_dispose;
  object_class->get_property = ss_head_scroller_get_property;
  object_class->set_property = ss_head_scroller_set_property;
  widget_class->measure = ss_head_scroller_measure;
  widget_class->set_focus_child = ss_head_scroller_set_focus_child;
  widget_class->size_allocate = ss_head_scroller_size_allocate;

  properties[PROP_HEAD] = g_param_spec_object ("head", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_BODY] = g_param_spec_object ("body", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
ss_head_scroller_init (SsHeadScroller *self)
{
  self->body_adjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_swapped (self->body_adjustment, "value-changed", G_CALLBACK (body_value_changed_cb), self);
  g_signal_connect_swapped (self->body_adjustment, "changed", G_CALLBACK (body_changed_cb), self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
