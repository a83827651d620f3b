/* choice-row.c: one out of many, found by typing
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/choice-row.h"

#define WIDTH_CHARS 18

struct _SsChoiceRow
{
  AdwActionRow parent_instance;

  GtkDropDown *drop_down; /* (unowned): a child */
  GPtrArray *values;      /* (owned): of char, in the drop-down's order */
  GtkStringList *labels;  /* (owned) */
  char *value;            /* (owned) (nullable) */
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (SsChoiceRow, ss_choice_row, ADW_TYPE_ACTION_ROW)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
find (SsChoiceRow *self, const char *value)
{
  for (guint i = 0; i < self->values->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->values, i), value) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
append (SsChoiceRow *self, const char *value, const char *label)
{
  g_ptr_array_add (self->values, g_strdup (value));
  gtk_string_list_append (self->labels, label);
}

static void
select_value (SsChoiceRow *self)
{
  self->is_setting = TRUE;
  if (self->value != NULL && find (self, self->value) == GTK_INVALID_LIST_POSITION)
    append (self, self->value, self->value);
  gtk_drop_down_set_selected (self->drop_down, find (self, self->value));
  self->is_setting = FALSE;
}

static void
selected_cb (SsChoiceRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);

  if (self->is_setting || selected == GTK_INVALID_LIST_POSITION)
    return;

  g_free (self->value);
  self->value = g_strdup (g_ptr_array_index (self->values, selected));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_list_item_set_child (item, label);
}

/* The list is as wide as the button: it must not be as narrow as a short choice. */
static void
setup_listed_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  setup_cb (factory, item);
  gtk_label_set_width_chars (GTK_LABEL (gtk_list_item_get_child (item)), WIDTH_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (gtk_list_item_get_child (item)), 2 * WIDTH_CHARS);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (string));
}

static void
ss_choice_row_finalize (GObject *object)
{
  SsChoiceRow *self = SS_CHOICE_ROW (object);

  g_ptr_array_unref (self->values);
  g_object_unref (self->labels);
  g_free (self->value);

  G_OBJECT_CLASS (ss_choice_row_parent_class)->finalize (object);
}

static void
ss_choice_row_class_init (SsChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_choice_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static GtkListItemFactory *
make_factory (void (*setup) (GtkSignalListItemFactory *factory, GtkListItem *item))
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}

static void
ss_choice_row_init (SsChoiceRow *self)
{
  g_autoptr (GtkListItemFactory) factory = make_factory (setup_cb);
  g_autoptr (GtkListItemFactory) list_factory = make_factory (setup_listed_cb);
  GtkWidget *drop_down;

  self->values = g_ptr_array_new_with_free_func (g_free);
  self->labels = gtk_string_list_new (NULL);
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->labels)),
                                 gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  self->drop_down = GTK_DROP_DOWN (drop_down);
  gtk_drop_down_set_factory (self->drop_down, factory);
  gtk_drop_down_set_list_factory (self->drop_down, list_factory);
  gtk_drop_down_set_enable_search (self->drop_down, TRUE);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), drop_down);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), drop_down);
  g_object_bind_property (self, "title", drop_down, "tooltip-text", G_BINDING_DEFAULT);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ss_choice_row_set_choices:
 * @self: the row
 * @values: (array zero-terminated=1): what can be chosen
 * @labels: (nullable) (array zero-terminated=1): how each is called
 */
void
ss_choice_row_set_choices (SsChoiceRow *self, const char *const *values, const char *const *labels)
{
  if (labels == NULL)
    labels = values;

  self->is_setting = TRUE;
  g_ptr_array_set_size (self->values, 0);
  for (guint i = 0; values[i] != NULL; i++)
    g_ptr_array_add (self->values, g_strdup (values[i]));
  gtk_string_list_splice (self->labels, 0, g_list_model_get_n_items (G_LIST_MODEL (self->labels)), labels);
  self->is_setting = FALSE;
  select_value (self);
}

/**
 * ss_choice_row_set_value:
 * @self: the row
 * @value: (nullable): what is chosen
 */
void
ss_choice_row_set_value (SsChoiceRow *self, const char *value)
{
  g_free (self->value);
  self->value = g_strdup (value);
  select_value (self);
}

/**
 * ss_choice_row_get_value:
 * @self: the row
 *
 * Returns: (nullable): what is chosen
 */
const char *
ss_choice_row_get_value (SsChoiceRow *self)
{
  return self->value;
}
