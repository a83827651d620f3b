/* chart-card.c: a chart with its title, its table, and its ways out of the program
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/overview/chart-card.h"

#include <glib/gi18n-lib.h>

#include "app/overview/chart-view.h"
#include "app/shell/page.h"
#include "app/widgets/menu-button-name.h"

struct _SsChartCard
{
  GtkWidget parent_instance;

  GtkBox *head;
  GtkLabel *title;
  GtkLabel *caption;
  GtkMenuButton *menu_button;
  GtkStack *stack;
  SsChartView *view;
  GtkLabel *rest;
  GtkLabel *nothing;
  GtkColumnView *table;

  char *subtitle;                  /* (owned) (nullable) */
  GSimpleActionGroup *actions;     /* (owned) */
  GtkColumnViewColumn *columns[2]; /* (owned) (nullable): name and figure */
  GtkFileChooserNative *chooser;   /* (owned) (nullable): while it is open */
  SsPictureFormat format;          /* of what is chosen */
};

static void ss_chart_card_buildable_init (GtkBuildableIface *interface);
static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (SsChartCard, ss_chart_card, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, ss_chart_card_buildable_init))

static const struct
{
  const char *id;
  const char *suffix;
  const char *filter;
  const char *mime_type;
} formats[] = {
  [SS_PICTURE_PNG] = { "png", ".png", N_ ("PNG Pictures"), "image/png" },
  [SS_PICTURE_SVG] = { "svg", ".svg", N_ ("SVG Drawings"), "image/svg+xml" },
};

static SsPage *
get_page (SsChartCard *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), SS_TYPE_PAGE);

  return page != NULL ? SS_PAGE (page) : NULL;
}

static void
tell (SsChartCard *self, const char *text)
{
  SsPage *page = get_page (self);

  if (page != NULL)
    ss_page_toast_text (page, text);
}

static void
tell_error (SsChartCard *self, const GError *error)
{
  SsPage *page = get_page (self);

  if (page != NULL)
    ss_page_toast_error (page, _ ("Couldn’t make the picture"), error);
}

/* What is pointed at; without that, the highest. */
static void
update_caption (SsChartCard *self)
{
  SsChartData *data = ss_chart_view_get_data (self->view);
  int marked = ss_chart_view_get_marked (self->view);
  g_autofree char *words = NULL;

  if (data != NULL && marked >= 0 && (guint) marked < ss_chart_data_get_n_drawn (data))
    words = ss_chart_point_describe (ss_chart_data_get_point (data, (guint) marked));
  else if (data != NULL)
    {
      guint highest = 0, n = ss_chart_data_get_n_drawn (data);

      for (guint i = 1; i < n; i++)
        if (ss_chart_point_get_value (ss_chart_data_get_point (data, i))
            > ss_chart_point_get_value (ss_chart_data_get_point (data, highest)))
          highest = i;
      if (n > 0 && ss_chart_point_get_value (ss_chart_data_get_point (data, highest)) > 0)
        {
          g_autofree char *point = ss_chart_point_describe (ss_chart_data_get_point (data, highest));

          /* Translators: the highest value of a chart: "Most: Monday, 23 November 2026: 12 bookings" */
          words = g_strdup_printf (_ ("Most: %s"), point);
        }
    }
  gtk_label_set_text (self->caption, words != NULL ? words : "");
}

static GBytes *
make_picture (SsChartCard *self, SsPictureFormat format, GError **error)
{
  return ss_chart_picture_make (ss_chart_view_get_data (self->view), self->subtitle,
                                gtk_widget_get_pango_context (GTK_WIDGET (self->view)), format, error);
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsChartCard *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = make_picture (self, SS_PICTURE_PNG, &error);
  g_autoptr (GdkTexture) texture = bytes != NULL ? gdk_texture_new_from_bytes (bytes, &error) : NULL;

  if (texture == NULL)
    {
      tell_error (self, error);
      return;
    }
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), texture);
  tell (self, _ ("The picture was copied."));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsChartCard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      tell_error (self, error);
      return;
    }
  {
    g_autofree char *name = g_file_get_basename (G_FILE (source));
    g_autofree char *shown = g_filename_display_name (name);
    g_autofree char *text = g_strdup_printf (_ ("Saved as %s."), shown);

    tell (self, text);
  }
}

static void
chosen_cb (SsChartCard *self, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    ss_chart_card_save (self, self->format, file);
}

static void
save_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsChartCard *self = user_data;
  const char *id = g_variant_get_string (parameter, NULL);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *name = NULL;

  if (self->chooser != NULL)
    return;
  self->format = g_strcmp0 (id, formats[SS_PICTURE_SVG].id) == 0 ? SS_PICTURE_SVG : SS_PICTURE_PNG;
  gtk_file_filter_set_name (filter, _ (formats[self->format].filter));
  gtk_file_filter_add_mime_type (filter, formats[self->format].mime_type);
  gtk_file_filter_add_suffix (filter, formats[self->format].id);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Save the Chart"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  name = g_strconcat (gtk_label_get_text (self->title), formats[self->format].suffix, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
change_table (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  SsChartCard *self = user_data;

  g_simple_action_set_state (action, state);
  gtk_stack_set_visible_child_name (self->stack, g_variant_get_boolean (state) ? "table" : "chart");
  /* It says what is pointed at in the chart. */
  gtk_widget_set_visible (GTK_WIDGET (self->caption), !g_variant_get_boolean (state));
}

static const GActionEntry actions[] = {
  { .name = "table", .state = "false", .change_state = change_table },
  { .name = "copy", .activate = copy_action },
  { .name = "save", .activate = save_action, .parameter_type = "s" },
};

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer is_figure)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (is_figure)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer is_figure)
{
  SsChartPoint *point = gtk_list_item_get_item (item);
  const char *text = is_figure ? ss_chart_point_get_text (point) : ss_chart_point_get_name (point);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), text);
}

static void
make_columns (SsChartCard *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      self->columns[i] = gtk_column_view_column_new (NULL, factory);
      gtk_column_view_column_set_expand (self->columns[i], TRUE);
      gtk_column_view_append_column (self->table, self->columns[i]);
    }
}

static void
ss_chart_card_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  SsChartCard *self = SS_CHART_CARD (buildable);

  if (g_strcmp0 (type, "suffix") == 0)
    gtk_box_insert_child_after (self->head, GTK_WIDGET (child),
                                gtk_widget_get_first_child (GTK_WIDGET (self->head)));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
ss_chart_card_buildable_init (GtkBuildableIface *interface)
{
  parent_buildable = g_type_interface_peek_parent (interface);
  interface->add_child = ss_chart_card_add_child;
}

static void
ss_chart_card_dispose (GObject *object)
{
  SsChartCard *self = SS_CHART_CARD (object);
  GtkWidget *child;

  g_clear_object (&self->chooser);
  for (guint i = 0; i < G_N_ELEMENTS (self->columns); i++)
    g_clear_object (&self->columns[i]);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ss_chart_card_parent_class)->dispose (object);
}

static void
ss_chart_card_finalize (GObject *object)
{
  SsChartCard *self = SS_CHART_CARD (object);

  g_free (self->subtitle);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (ss_chart_card_parent_class)->finalize (object);
}

static void
ss_chart_card_class_init (SsChartCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ss_chart_card_dispose;
  object_class->finalize = ss_chart_card_finalize;

  g_type_ensure (SS_TYPE_CHART_VIEW);
  gtk_widget_class_set_css_name (widget_class, "chartcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/overview/chart-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SsChartCard, head);
  gtk_widget_class_bind_template_child (widget_class, SsChartCard, title);
  gtk_widget_class_bind_template_child (widget_class, SsChartCard, caption);
  gtk_widget_class_bind_template_child (widget_class, SsChartCard, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SsChartCard, stack);
  gtk_widget_class_bind_template_child (widget_class, SsChartCard, view);
  gtk_widget_class_bind_template_child (widget_class, SsChartCard, rest);
  gtk_widget_class_bind_template_child (widget_class, SsChartCard, nothing);
  gtk_widget_class_bind_template_child (widget_class, SsChartCard, table);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "chart.copy", NULL);
}

static void
ss_chart_card_init (SsChartCard *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "chart", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  make_columns (self);
  ss_menu_button_name_by_tooltip (self->menu_button);
  g_signal_connect_object (self->view, "notify::marked", G_CALLBACK (update_caption), self,
                           G_CONNECT_SWAPPED);
}

/* Where the focus is in the table, and how far it was scrolled, stays as long as it shows the same things. */
static void
show_in_table (SsChartCard *self, SsChartData *data)
{
  const SsChartAbout *about = ss_chart_data_get_about (data);
  g_autoptr (GtkNoSelection) selection =
      gtk_no_selection_new (g_object_ref (ss_chart_data_get_points (data)));

  gtk_column_view_column_set_title (self->columns[0], about->name_heading);
  gtk_column_view_column_set_title (self->columns[1], about->text_heading);
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE_PROPERTY_LABEL, about->title,
                                  -1);
}

/**
 * ss_chart_card_set_data:
 * @self: a card
 * @data: what it shows
 * @subtitle: what it is of, for pictures
 */
void
ss_chart_card_set_data (SsChartCard *self, SsChartData *data, const char *subtitle)
{
  const SsChartAbout *about = ss_chart_data_get_about (data);
  guint n_drawn = ss_chart_data_get_n_drawn (data);
  guint n_more = g_list_model_get_n_items (ss_chart_data_get_points (data)) - n_drawn;

  g_return_if_fail (SS_IS_CHART_CARD (self));

  g_free (self->subtitle);
  self->subtitle = g_strdup (subtitle);
  gtk_label_set_text (self->title, about->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, about->title, -1);
  ss_chart_view_set_data (self->view, data);
  show_in_table (self, data);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), n_drawn == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->view), n_drawn > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), n_more > 0);
  if (n_more > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("and %u more, in the table", "and %u more, in the table", n_more),
                           n_more);

      gtk_label_set_text (self->rest, text);
    }
  update_caption (self);
}

void
ss_chart_card_set_shows_table (SsChartCard *self, gboolean shows_table)
{
  g_return_if_fail (SS_IS_CHART_CARD (self));

  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "table",
                                      g_variant_new_boolean (shows_table));
}

/**
 * ss_chart_card_save:
 * @self: a card
 * @format: as what
 * @file: where to
 */
void
ss_chart_card_save (SsChartCard *self, SsPictureFormat format, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (SS_IS_CHART_CARD (self));

  bytes = make_picture (self, format, &error);
  if (bytes == NULL)
    {
      tell_error (self, error);
      return;
    }
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                       saved_cb, g_object_ref (self));
}
