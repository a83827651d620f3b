/* star-rating.c: stars to read, or to give
 *
 * To give, it is a slider of five steps: for the mouse with a preview, for the keyboard with the arrows, the
 * digits and Delete, for a screen reader with its value in words.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/star-rating.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/widgets/star-strip.h"

struct _SsStarRating
{
  GtkWidget parent_instance;

  double value;
  int star_size;
  gboolean editable;
  int preview; /* stars under the pointer; 0: none */
};

G_DEFINE_FINAL_TYPE (SsStarRating, ss_star_rating, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_VALUE = 1,
  PROP_EDITABLE,
  PROP_STAR_SIZE,
} SsStarRatingProperty;

static GParamSpec *properties[PROP_STAR_SIZE + 1];
static guint rated_signal;

static void
update_accessible (SsStarRating *self)
{
  g_autofree char *text = NULL;

  if (!self->editable)
    {
      text = ss_star_rating_describe (self->value, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
      return;
    }
  if (self->value < 1)
    text = g_strdup (_ ("Not rated"));
  else
    text = g_strdup_printf (ngettext ("%d star", "%d stars", (int) self->value), (int) self->value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) SS_STARS,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->value,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
give (SsStarRating *self, int stars)
{
  stars = CLAMP (stars, 0, SS_STARS);
  if (stars == (int) self->value)
    return;
  ss_star_rating_set_value (self, stars);
  g_signal_emit (self, rated_signal, 0, (guint) stars);
}

static void
set_preview (SsStarRating *self, int stars)
{
  if (self->preview == stars)
    return;
  self->preview = stars;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static int
find_star (SsStarRating *self, double x)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x;
  return ss_star_strip_find (self->star_size, x);
}

static void
moved_cb (SsStarRating *self, double x, double y)
{
  set_preview (self, find_star (self, x));
}

static void
left_cb (SsStarRating *self)
{
  set_preview (self, 0);
}

static void
released_cb (SsStarRating *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  set_preview (self, 0);
  give (self, find_star (self, x));
}

static gboolean
key_pressed_cb (SsStarRating *self, guint keyval, guint keycode, GdkModifierType state)
{
  int step = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  int stars = (int) self->value;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    give (self, MAX (stars + step, 1));
  else if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    give (self, MAX (stars - step, 1));
  else if (keyval == GDK_KEY_plus || keyval == GDK_KEY_KP_Add)
    give (self, stars + 1);
  else if (keyval == GDK_KEY_minus || keyval == GDK_KEY_KP_Subtract)
    give (self, MAX (stars - 1, 1));
  else if (keyval == GDK_KEY_Home || keyval == GDK_KEY_End)
    give (self, keyval == GDK_KEY_Home ? 1 : SS_STARS);
  else if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_5)
    give (self, (int) (keyval - GDK_KEY_0));
  else if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_5)
    give (self, (int) (keyval - GDK_KEY_KP_0));
  else if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_BackSpace)
    give (self, 0);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
add_controllers (SsStarRating *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (moved_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (left_cb), self);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
}

static void
ss_star_rating_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  SsStarRating *self = SS_STAR_RATING (widget);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL
                 ? (int) ceil (ss_star_strip_get_width (self->star_size))
                 : self->star_size;
  *natural = *minimum;
}

static void
ss_star_rating_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SsStarRating *self = SS_STAR_RATING (widget);
  double value = self->preview > 0 ? self->preview : self->value;

  ss_star_strip_snapshot (snapshot, widget, value, self->star_size, 0,
                          (gtk_widget_get_height (widget) - self->star_size) / 2.0);
}

static void
ss_star_rating_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SsStarRating *self = SS_STAR_RATING (object);

  switch ((SsStarRatingProperty) id)
    {
    case PROP_VALUE:
      g_value_set_double (value, self->value);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    case PROP_STAR_SIZE:
      g_value_set_int (value, self->star_size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_star_rating_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  SsStarRating *self = SS_STAR_RATING (object);

  switch ((SsStarRatingProperty) id)
    {
    case PROP_VALUE:
      ss_star_rating_set_value (self, g_value_get_double (value));
      break;
    case PROP_EDITABLE:
      self->editable = g_value_get_boolean (value);
      break;
    case PROP_STAR_SIZE:
      self->star_size = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_star_rating_constructed (GObject *object)
{
  SsStarRating *self = SS_STAR_RATING (object);

  G_OBJECT_CLASS (ss_star_rating_parent_class)->constructed (object);
  g_object_set (self, "accessible-role",
                self->editable ? GTK_ACCESSIBLE_ROLE_SLIDER : GTK_ACCESSIBLE_ROLE_IMG, NULL);
  if (self->editable)
    add_controllers (self);
  update_accessible (self);
}

static void
ss_star_rating_class_init (SsStarRatingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = ss_star_rating_constructed;
  object_class->get_property = ss_star_rating_get_property;
  object_class->set_property = ss_star_rating_set_property;
  widget_class->measure = ss_star_rating_measure;
  widget_class->snapshot = ss_star_rating_snapshot;
  gtk_widget_class_set_css_name (widget_class, "star-rating");

  properties[PROP_VALUE] =
      g_param_spec_double ("value", NULL, NULL, 0, SS_STARS, 0, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_EDITABLE] =
      g_param_spec_boolean ("editable", NULL, NULL, FALSE, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_STAR_SIZE] = g_param_spec_int ("star-size", NULL, NULL, 4, 128, 16, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  rated_signal = g_signal_new ("rated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
ss_star_rating_init (SsStarRating *self)
{
  self->star_size = 16;
}

/**
 * ss_star_rating_new:
 * @editable: whether a person may give stars
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
ss_star_rating_new (gboolean editable)
{
  return g_object_new (SS_TYPE_STAR_RATING, "editable", editable, NULL);
}

double
ss_star_rating_get_value (SsStarRating *self)
{
  return self->value;
}

/**
 * ss_star_rating_set_value:
 * @self: the stars
 * @value: from 0 to 5; what is outside is brought in
 */
void
ss_star_rating_set_value (SsStarRating *self, double value)
{
  value = isnan (value) ? 0 : CLAMP (value, 0, SS_STARS);
  if (self->value == value)
    return;
  self->value = value;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/**
 * ss_star_rating_describe:
 * @value: the mean
 * @count: of how many ratings; -1: not to be said
 *
 * Returns: (transfer full): the rating in words
 */
char *
ss_star_rating_describe (double value, gint64 count)
{
  g_autofree char *ratings = NULL;
  int shown;

  if (count == 0)
    return g_strdup (_ ("Not rated yet"));
  if (count < 0)
    return g_strdup_printf (_ ("%.1f out of 5"), value);
  shown = (int) MIN (count, G_MAXINT);
  ratings = g_strdup_printf (ngettext ("%d rating", "%d ratings", (gulong) shown), shown);
  /* Translators: a rating and how many gave one, as "4.6 out of 5, 312 ratings". */
  return g_strdup_printf (_ ("%.1f out of 5, %s"), value, ratings);
}
