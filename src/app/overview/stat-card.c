/* stat-card.c: one figure, and how it has changed
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/overview/stat-card.h"

#include <glib/gi18n-lib.h>

struct _SsStatCard
{
  GtkWidget parent_instance;

  GtkWidget *title;  /* (unowned): children */
  GtkWidget *figure; /* (unowned) */
  GtkWidget *line;   /* (unowned): arrow and change */
  GtkWidget *arrow;  /* (unowned) */
  GtkWidget *change; /* (unowned) */
  gboolean good_when_down;
};

G_DEFINE_FINAL_TYPE (SsStatCard, ss_stat_card, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TITLE = 1,
  PROP_GOOD_WHEN_DOWN,
} SsStatCardProperty;

static GParamSpec *properties[PROP_GOOD_WHEN_DOWN + 1];

static const struct
{
  const char *arrow;
} directions[] = {
  [SS_CHANGE_NONE] = { "=" },
  [SS_CHANGE_UP] = { "▲" },
  [SS_CHANGE_DOWN] = { "▼" },
};

static void
ss_stat_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsStatCard *self = SS_STAT_CARD (object);

  switch ((SsStatCardProperty) id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->title)));
      break;
    case PROP_GOOD_WHEN_DOWN:
      g_value_set_boolean (value, self->good_when_down);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_stat_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SsStatCard *self = SS_STAT_CARD (object);

  switch ((SsStatCardProperty) id)
    {
    case PROP_TITLE:
      gtk_label_set_text (GTK_LABEL (self->title), g_value_get_string (value));
      break;
    case PROP_GOOD_WHEN_DOWN:
      self->good_when_down = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_stat_card_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ss_stat_card_parent_class)->dispose (object);
}

static void
ss_stat_card_class_init (SsStatCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ss_stat_card_dispose;
  object_class->get_property = ss_stat_card_get_property;
  object_class->set_property = ss_stat_card_set_property;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "statcard");

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_GOOD_WHEN_DOWN] = g_param_spec_boolean ("good-when-down", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static GtkWidget *
make_label (const char *class, gboolean wraps)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wraps);
  gtk_widget_add_css_class (label, class);
  return label;
}

static void
ss_stat_card_init (SsStatCard *self)
{
  GtkOrientable *layout = GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (layout, GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  self->title = make_label ("heading", TRUE);
  self->figure = make_label ("title-1", FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (self->figure), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->figure, "numeric");
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->arrow = make_label ("caption-heading", FALSE);
  gtk_widget_set_valign (self->arrow, GTK_ALIGN_START);
  self->change = make_label ("caption", TRUE);
  /* It wraps before it takes the room of another card. */
  gtk_label_set_max_width_chars (GTK_LABEL (self->change), 22);
  gtk_box_append (GTK_BOX (self->line), self->arrow);
  gtk_box_append (GTK_BOX (self->line), self->change);
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  gtk_widget_set_parent (self->figure, GTK_WIDGET (self));
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}

GtkWidget *
ss_stat_card_new (void)
{
  return g_object_new (SS_TYPE_STAT_CARD, NULL);
}

/**
 * ss_stat_card_set_figure:
 * @self: a card
 * @figure: as people read it
 * @direction: which way it went
 * @change: (nullable): the same in words
 */
void
ss_stat_card_set_figure (SsStatCard *self, const char *figure, SsChangeDirection direction,
                         const char *change)
{
  gboolean is_good = (direction == SS_CHANGE_DOWN) == self->good_when_down;
  g_autofree char *words = NULL;

  gtk_label_set_text (GTK_LABEL (self->figure), figure);
  gtk_widget_set_tooltip_text (self->figure, figure);
  gtk_label_set_text (GTK_LABEL (self->arrow), directions[direction].arrow);
  gtk_label_set_text (GTK_LABEL (self->change), change != NULL ? change : "");
  gtk_widget_set_visible (self->line, change != NULL);
  gtk_widget_remove_css_class (self->arrow, "success");
  gtk_widget_remove_css_class (self->arrow, "error");
  if (direction != SS_CHANGE_NONE)
    gtk_widget_add_css_class (self->arrow, is_good ? "success" : "error");

  /* Translators: a figure and how it has changed: "Bookings: 120. 8% more than 111 before" */
  words = g_strdup_printf (_ ("%s: %s. %s"), gtk_label_get_text (GTK_LABEL (self->title)), figure,
                           change != NULL ? change : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}
