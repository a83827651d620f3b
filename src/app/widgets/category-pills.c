/* category-pills.c: the categories as a row of pills with their counts, any number of which can be chosen
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/category-pills.h"

#include <glib/gi18n-lib.h>

#include "client/plugin-store.h"
#include "domain/category.h"

struct _SsCategoryPills
{
  GtkWidget parent_instance;

  GtkWidget *scroller; /* (unowned): the child */
  GtkWidget *box;      /* (unowned): its child, of toggle buttons; the first is "All" */
  GListModel *model;   /* (owned) (nullable) */
  GStrv selected;      /* (owned) */
  gboolean is_filling; /* the pills are being set, not clicked */
};

G_DEFINE_FINAL_TYPE (SsCategoryPills, ss_category_pills, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_MODEL = 1,
  PROP_SELECTED,
} SsCategoryPillsProperty;

static GParamSpec *properties[PROP_SELECTED + 1];

static const char *
get_category (GtkWidget *pill)
{
  return g_object_get_data (G_OBJECT (pill), "category");
}

static gboolean
is_selected (SsCategoryPills *self, const char *category)
{
  return category == NULL ? self->selected[0] == NULL
                          : g_strv_contains ((const char *const *) self->selected, category);
}

static void
show_selected (SsCategoryPills *self)
{
  self->is_filling = TRUE;
  for (GtkWidget *pill = gtk_widget_get_first_child (self->box); pill != NULL;
       pill = gtk_widget_get_next_sibling (pill))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pill), is_selected (self, get_category (pill)));
  self->is_filling = FALSE;
}

static void
toggled_cb (GtkToggleButton *pill, SsCategoryPills *self)
{
  const char *category = get_category (GTK_WIDGET (pill));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) chosen = NULL;

  if (self->is_filling)
    return;
  if (category != NULL)
    {
      for (guint i = 0; self->selected[i] != NULL; i++)
        if (!g_str_equal (self->selected[i], category))
          g_strv_builder_add (builder, self->selected[i]);
      if (gtk_toggle_button_get_active (pill))
        g_strv_builder_add (builder, category);
    }
  chosen = g_strv_builder_end (builder);
  ss_category_pills_set_selected (self, (const char *const *) chosen);
  /* "All" stays down when it is clicked while it is the one. */
  show_selected (self);
}

static void
add_pill (SsCategoryPills *self, const char *category)
{
  GtkWidget *pill = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_button_set_child (GTK_BUTTON (pill), label);
  gtk_widget_add_css_class (pill, "category-pill");
  g_object_set_data_full (G_OBJECT (pill), "category", g_strdup (category), g_free);
  g_signal_connect (pill, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->box), pill);
}

static void
label_pill (GtkWidget *pill, const char *category, gint64 count)
{
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (pill)));
  const char *name =
      category == NULL ? _ ("All") : g_dgettext (GETTEXT_PACKAGE, ss_category_describe (category));
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  /* Translators: a category and how many plugins are in it, as "Reports 12". */
  text = g_strdup_printf (_ ("%s <span alpha='60%%'>%d</span>"), name, (int) count);
  spoken = g_strdup_printf (ngettext ("%s, %d plugin", "%s, %d plugins", (gulong) count), name, (int) count);
  gtk_label_set_markup (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pill), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* The pills are kept where the categories are the same, so that the focus stays on the one that was clicked.
 */
static gboolean
shows_these_categories (SsCategoryPills *self)
{
  GtkWidget *pill = gtk_widget_get_first_child (self->box);
  guint n = g_list_model_get_n_items (self->model);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SsCategoryCount) count = g_list_model_get_item (self->model, i);

      pill = pill != NULL ? gtk_widget_get_next_sibling (pill) : NULL;
      if (pill == NULL || g_strcmp0 (get_category (pill), ss_category_count_get_category (count)) != 0)
        return FALSE;
    }
  return pill != NULL && gtk_widget_get_next_sibling (pill) == NULL;
}

static void
remove_pills (SsCategoryPills *self)
{
  GtkWidget *pill;

  while ((pill = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), pill);
}

static void
fill (SsCategoryPills *self)
{
  guint n = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
  GtkWidget *pill;
  gint64 total = 0;

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (n == 0)
    return;
  if (!shows_these_categories (self))
    {
      remove_pills (self);
      add_pill (self, NULL);
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (SsCategoryCount) count = g_list_model_get_item (self->model, i);

          add_pill (self, ss_category_count_get_category (count));
        }
    }
  pill = gtk_widget_get_first_child (self->box);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SsCategoryCount) count = g_list_model_get_item (self->model, i);

      pill = gtk_widget_get_next_sibling (pill);
      total += ss_category_count_get_count (count);
      label_pill (pill, ss_category_count_get_category (count), ss_category_count_get_count (count));
    }
  label_pill (gtk_widget_get_first_child (self->box), NULL, total);
  show_selected (self);
}

static void
items_changed_cb (SsCategoryPills *self)
{
  fill (self);
}

static void
ss_category_pills_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SsCategoryPills *self = SS_CATEGORY_PILLS (object);

  switch ((SsCategoryPillsProperty) id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_SELECTED:
      g_value_set_boxed (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_category_pills_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  SsCategoryPills *self = SS_CATEGORY_PILLS (object);

  switch ((SsCategoryPillsProperty) id)
    {
    case PROP_MODEL:
      ss_category_pills_set_model (self, g_value_get_object (value));
      break;
    case PROP_SELECTED:
      ss_category_pills_set_selected (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_category_pills_dispose (GObject *object)
{
  SsCategoryPills *self = SS_CATEGORY_PILLS (object);

  ss_category_pills_set_model (self, NULL);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (ss_category_pills_parent_class)->dispose (object);
}

static void
ss_category_pills_finalize (GObject *object)
{
  g_strfreev (SS_CATEGORY_PILLS (object)->selected);
  G_OBJECT_CLASS (ss_category_pills_parent_class)->finalize (object);
}

static void
ss_category_pills_class_init (SsCategoryPillsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = ss_category_pills_dispose;
  object_class->finalize = ss_category_pills_finalize;
  object_class->get_property = ss_category_pills_get_property;
  object_class->set_property = ss_category_pills_set_property;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "category-pills");

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_SELECTED] = g_param_spec_boxed ("selected", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_category_pills_init (SsCategoryPills *self)
{
  self->selected = g_new0 (char *, 1);
  self->scroller = gtk_scrolled_window_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Categories"), -1);
}

GtkWidget *
ss_category_pills_new (void)
{
  return g_object_new (SS_TYPE_CATEGORY_PILLS, NULL);
}

void
ss_category_pills_set_model (SsCategoryPills *self, GListModel *model)
{
  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    {
      g_signal_connect_swapped (model, "items-changed", G_CALLBACK (items_changed_cb), self);
      fill (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

/**
 * ss_category_pills_get_selected:
 * @self: the pills
 *
 * Returns: (transfer none): the chosen categories; none: all
 */
const char *const *
ss_category_pills_get_selected (SsCategoryPills *self)
{
  return (const char *const *) self->selected;
}

void
ss_category_pills_set_selected (SsCategoryPills *self, const char *const *categories)
{
  static const char *const none[] = { NULL };

  if (categories == NULL)
    categories = none;
  if (g_strv_equal (categories, (const char *const *) self->selected))
    return;
  g_strfreev (self->selected);
  self->selected = g_strdupv ((char **) categories);
  show_selected (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}
