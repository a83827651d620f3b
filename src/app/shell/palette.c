/* palette.c: finds a page, an action, a plugin or a person by its words
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/palette.h"

#include <glib/gi18n-lib.h>

#include "app/shell/action-table.h"
#include "app/shell/palette-item.h"
#include "app/shell/palette-match.h"
#include "app/shell/page-table.h"
#include "client/masquerade-prospect.h"
#include "domain/validation.h"

#define WIDTH 520
#define HEIGHT 400
#define MARGIN 24
#define RECENT_MAX 8
#define SHOWN_MAX 50
/* So many answers of the platform are enough; who wants more, goes to the page. */
#define FOUND_MAX 12
#define SEARCH_MIN 2

struct _SsPalette
{
  GtkWindow parent_instance;

  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListBox *list;

  GSettings *settings;    /* (owned) */
  SsWorkspaceView *view;  /* (nullable): weak */
  GPtrArray *items;       /* (owned): of SsPaletteItem: pages and actions */
  SsPagedList *plugins;   /* (owned) (nullable): what the platform finds */
  gboolean finds_plugins; /* the person may see them */
  SsPagedList *people;    /* (owned) (nullable): whom the platform finds */
  gboolean finds_people;  /* the person may see them, and is himself */
  GListStore *shown;      /* (owned): of SsPaletteItem, best first */
  char **recent;          /* (owned): ids, newest first */
};

G_DEFINE_FINAL_TYPE (SsPalette, ss_palette, GTK_TYPE_WINDOW)

static SsSession *
get_session (SsPalette *self)
{
  return self->view != NULL ? ss_workspace_get_session (ss_workspace_view_get_workspace (self->view)) : NULL;
}

/* What was used recently stands above what fits as well. */
static guint
get_recency (SsPalette *self, const char *id)
{
  for (guint i = 0; self->recent != NULL && self->recent[i] != NULL; i++)
    if (strcmp (self->recent[i], id) == 0)
      return RECENT_MAX - MIN (i, RECENT_MAX - 1);
  return 0;
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const SsPaletteItem *left = *(SsPaletteItem *const *) a;
  const SsPaletteItem *right = *(SsPaletteItem *const *) b;

  if (left->rank != right->rank)
    return left->rank > right->rank ? -1 : 1;
  return 0;
}

/* Takes over @item. The platform searches in more than names, so what it found stays, if at the end. */
static void
add_item (SsPaletteItem *item, const char *query, GPtrArray *found)
{
  if (item == NULL)
    return;
  item->rank = MAX (1, ss_palette_match (query, item->folded));
  g_ptr_array_add (found, item);
}

static void
add_found (SsPagedList *list, const char *query, GPtrArray *found)
{
  guint n_found = list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (list)) : 0;

  if (strlen (query) < SEARCH_MIN)
    return;

  for (guint i = 0; i < MIN (n_found, FOUND_MAX); i++)
    {
      g_autoptr (SsListItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      SsModel *model = ss_list_item_get_model (item);

      if (SS_IS_PLUGIN (model))
        add_item (ss_palette_item_new_for_plugin (SS_PLUGIN (model)), query, found);
      if (!SS_IS_USER (model))
        continue;
      add_item (ss_palette_item_new_for_user (SS_USER (model), FALSE), query, found);
      add_item (ss_palette_item_new_for_user (SS_USER (model), TRUE), query, found);
    }
}

static void
update (SsPalette *self)
{
  g_autofree char *query = ss_search_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->items->len; i++)
    {
      SsPaletteItem *item = g_ptr_array_index (self->items, i);

      item->rank = ss_palette_match (query, item->folded);
      if (item->rank > 0)
        {
          item->rank += get_recency (self, item->id) * (*query == '\0' ? 1 : 8);
          g_ptr_array_add (found, g_object_ref (item));
        }
    }
  add_found (self->plugins, query, found);
  add_found (self->people, query, found);
  g_ptr_array_sort (found, compare_ranks);
  if (found->len > SHOWN_MAX)
    g_ptr_array_set_size (found, SHOWN_MAX);

  g_list_store_splice (self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shown)), found->pdata,
                       found->len);
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "results" : "nothing");
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
find_plugins (SsPalette *self, const char *text)
{
  SsPluginStore *store = ss_workspace_get_plugins (ss_workspace_view_get_workspace (self->view));

  if (self->plugins != NULL)
    {
      ss_plugin_store_search_on (store, self->plugins, text);
      return;
    }
  self->plugins = ss_plugin_store_search (store, text);
  g_signal_connect_object (self->plugins, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
find_people (SsPalette *self, const char *text)
{
  if (self->people != NULL)
    {
      ss_masquerade_prospect_search_on (self->people, text);
      return;
    }
  self->people = ss_masquerade_prospect_search (get_session (self), text);
  g_signal_connect_object (self->people, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
search_changed_cb (SsPalette *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  update (self);
  if (g_utf8_strlen (text, -1) < SEARCH_MIN)
    return;
  if (self->finds_plugins)
    find_plugins (self, text);
  if (self->finds_people)
    find_people (self, text);
}

static void
remember (SsPalette *self, const char *id)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) recent = NULL;

  g_strv_builder_add (builder, id);
  for (guint i = 0, n = 1; self->recent[i] != NULL && n < RECENT_MAX; i++)
    if (strcmp (self->recent[i], id) != 0)
      {
        g_strv_builder_add (builder, self->recent[i]);
        n++;
      }
  recent = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "recent-commands", (const char *const *) recent);
}

static void
run (SsPalette *self, SsPaletteItem *item)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GtkWindow) parent = NULL;
  SsWorkspaceView *view = self->view;
  GtkWidget *place;

  remember (self, item->id);
  g_set_object (&parent, gtk_window_get_transient_for (GTK_WINDOW (self)));
  if (view != NULL && item->page != NULL)
    ss_workspace_view_show_page (view, item->page);
  place = view != NULL && item->page != NULL ? GTK_WIDGET (ss_workspace_view_get_page (view))
                                             : GTK_WIDGET (parent);
  gtk_window_close (GTK_WINDOW (self));
  if (item->action != NULL && place != NULL
      && g_action_parse_detailed_name (item->action, &name, &target, NULL))
    gtk_widget_activate_action_variant (place, name, target);
}

static void
row_activated_cb (SsPalette *self, GtkListBoxRow *row)
{
  g_autoptr (SsPaletteItem) item =
      g_list_model_get_item (G_LIST_MODEL (self->shown), gtk_list_box_row_get_index (row));

  run (self, item);
}

static void
activate_cb (SsPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    row_activated_cb (self, row);
}

static void
move (SsPalette *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int count = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  int index = row != NULL ? gtk_list_box_row_get_index (row) : 0;

  if (count == 0)
    return;

  index = CLAMP (index + step, 0, count - 1);
  row = gtk_list_box_get_row_at_index (self->list, index);
  gtk_list_box_select_row (self->list, row);
  /* Focus brings it into view; the entry takes it back to go on typing. */
  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static gboolean
key_pressed_cb (SsPalette *self, guint key, guint code, GdkModifierType state)
{
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
      move (self, 8);
      return TRUE;
    case GDK_KEY_Page_Up:
      move (self, -8);
      return TRUE;
    case GDK_KEY_Escape:
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    default:
      return FALSE;
    }
}

static GtkWidget *
create_row_cb (gpointer object, gpointer user_data)
{
  SsPaletteItem *item = object;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (item->title);
  GtkWidget *kind = gtk_label_new (item->kind);
  /* Translators: a result of the search as a screen reader says it: what it is called, and its kind */
  g_autofree char *name = g_strdup_printf (_ ("%s, %s"), item->title, item->kind);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (item->icon_name));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_widget_add_css_class (kind, "caption");
  gtk_box_append (GTK_BOX (box), kind);
  if (item->keys != NULL)
    {
      GtkWidget *keys = gtk_label_new (item->keys);

      gtk_widget_add_css_class (keys, "keys");
      gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), keys);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static gboolean
is_available (SsPalette *self, const SsActionInfo *info)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  GActionGroup *group = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  const char *short_name;

  if (info->page != NULL)
    return self->view != NULL;
  if (!g_action_parse_detailed_name (info->name, &name, &target, NULL) || strchr (name, '.') == NULL)
    return FALSE;

  short_name = strchr (name, '.') + 1;
  if (g_str_has_prefix (name, "app.") && parent != NULL)
    group = G_ACTION_GROUP (gtk_window_get_application (parent));
  else if (g_str_has_prefix (name, "win.") && G_IS_ACTION_GROUP (parent))
    group = G_ACTION_GROUP (parent);
  return group == NULL || g_action_group_get_action_enabled (group, short_name);
}

/* What the pages' numbers do, the pages themselves do; and the palette is here already. */
static gboolean
is_redundant (const SsActionInfo *info)
{
  return g_str_has_prefix (info->name, "win.page-number") || strcmp (info->name, "win.palette") == 0;
}

static void
collect (SsPalette *self)
{
  SsSession *session = get_session (self);
  g_auto (GStrv) own = session != NULL ? ss_page_table_list_permissions (session) : NULL;
  const char *const *permissions = (const char *const *) own;

  for (const SsPageInfo *info = ss_page_table_get (); self->view != NULL && info->id != NULL; info++)
    if (ss_page_info_is_allowed (info, permissions))
      g_ptr_array_add (self->items, ss_palette_item_new_for_page (info));
  for (const SsActionInfo *info = ss_action_table_get (); info->name != NULL; info++)
    if (!is_redundant (info) && is_available (self, info)
        && (info->page == NULL || ss_page_info_is_allowed (ss_page_table_find (info->page), permissions)))
      g_ptr_array_add (self->items, ss_palette_item_new_for_action (info));

  self->finds_plugins = session != NULL && ss_session_may (session, "plugins.view");
  self->finds_people =
      session != NULL && ss_session_get_real (session) == NULL && ss_session_may (session, "users.view");
}

static void
ss_palette_dispose (GObject *object)
{
  SsPalette *self = SS_PALETTE (object);

  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->plugins);
  g_clear_object (&self->people);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ss_palette_parent_class)->dispose (object);
}

static void
ss_palette_finalize (GObject *object)
{
  SsPalette *self = SS_PALETTE (object);

  g_clear_object (&self->shown);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_strfreev (self->recent);

  G_OBJECT_CLASS (ss_palette_parent_class)->finalize (object);
}

static void
ss_palette_class_init (SsPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_palette_dispose;
  G_OBJECT_CLASS (klass)->finalize = ss_palette_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/smoothschedule/Admin/shell/palette.ui");
  gtk_widget_class_bind_template_child (widget_class, SsPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, SsPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, SsPalette, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
ss_palette_init (SsPalette *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_list_store_new (SS_TYPE_PALETTE_ITEM);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), create_row_cb, NULL, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * ss_palette_present:
 * @parent: the window over which it is shown
 * @view: (nullable): whose pages and actions it finds
 * @settings: the program's settings
 *
 * Returns: (transfer none): the palette, until it is closed
 */
SsPalette *
ss_palette_present (GtkWindow *parent, SsWorkspaceView *view, GSettings *settings)
{
  SsPalette *self = g_object_new (SS_TYPE_PALETTE, "transient-for", parent, NULL);

  gtk_window_set_default_size (GTK_WINDOW (self),
                               MIN (WIDTH, gtk_widget_get_width (GTK_WIDGET (parent)) - MARGIN),
                               MIN (HEIGHT, gtk_widget_get_height (GTK_WIDGET (parent)) - MARGIN));
  g_set_weak_pointer (&self->view, view);
  self->settings = g_object_ref (settings);
  self->recent = g_settings_get_strv (settings, "recent-commands");
  collect (self);
  update (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return self;
}

/**
 * ss_palette_get_items:
 * @self: the palette
 *
 * Returns: (transfer none): what it shows
 */
GListModel *
ss_palette_get_items (SsPalette *self)
{
  return G_LIST_MODEL (self->shown);
}

/**
 * ss_palette_set_query:
 * @self: the palette
 * @query: what to look for
 */
void
ss_palette_set_query (SsPalette *self, const char *query)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), query);
}
