/* catalog-page.c: what the pages of resources and of services have in common
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/catalog-page.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/business/catalog-dialog.h"
#include "app/business/catalog-row.h"
#include "app/widgets/status-view.h"

typedef struct
{
  GtkWidget *search_entry;
  GtkWidget *new_button;
  SsStatusView *status;
  GtkStack *stack;
  GtkListBox *list;
  AdwStatusPage *empty_page;
  GtkWidget *empty_button;

  GSimpleActionGroup *actions; /* (owned) */
  GtkCustomFilter *filter;     /* (owned) (nullable) */
  GListModel *shown;           /* (owned) (nullable): what fits the search */
  GStrv words;                 /* (owned) (nullable): of the search, folded */
} SsCatalogPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SsCatalogPage, ss_catalog_page, SS_TYPE_PAGE)

/* A move, or what takes it back. */
typedef struct
{
  SsCatalogPage *page;  /* (owned) */
  SsResource *resource; /* (owned) */
  guint before;         /* where it stood */
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_object_unref (move->page);
  g_object_unref (move->resource);
  g_free (move);
}

static SsCatalogPagePrivate *
get_private (SsCatalogPage *self)
{
  return ss_catalog_page_get_instance_private (self);
}

static const SsCatalogKind *
get_kind (SsCatalogPage *self)
{
  return SS_CATALOG_PAGE_GET_CLASS (self)->kind;
}

static SsCatalogStore *
get_store (SsCatalogPage *self)
{
  return ss_workspace_get_catalog (ss_page_get_workspace (SS_PAGE (self)));
}

static const char *
get_obstacle (SsCatalogPage *self)
{
  return ss_business_get_obstacle (ss_page_get_workspace (SS_PAGE (self)), "catalog.edit");
}

static gboolean
is_searching (SsCatalogPage *self)
{
  SsCatalogPagePrivate *priv = get_private (self);

  return priv->words != NULL && priv->words[0] != NULL;
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

/* Every word must be in the name or in what is said below it. */
static gboolean
match_cb (gpointer item, gpointer user_data)
{
  SsCatalogPage *self = user_data;
  SsCatalogPagePrivate *priv = get_private (self);
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  g_autofree char *both = NULL;
  g_autofree char *text = NULL;

  if (!is_searching (self))
    return TRUE;
  g_object_get (item, "name", &name, NULL);
  description = get_kind (self)->describe (ss_page_get_workspace (SS_PAGE (self)), item);
  both = g_strjoin ("\n", name != NULL ? name : "", description, NULL);
  text = fold (both);
  for (guint i = 0; priv->words[i] != NULL; i++)
    if (strstr (text, priv->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
show_stack (SsCatalogPage *self)
{
  SsCatalogPagePrivate *priv = get_private (self);
  guint n = g_list_model_get_n_items (get_kind (self)->get_list (get_store (self)));
  guint n_shown = g_list_model_get_n_items (priv->shown);

  gtk_stack_set_visible_child_name (priv->stack, n == 0 ? "empty" : (n_shown == 0 ? "not-found" : "list"));
}

/* Names of others are in what is said: of the resources that give a service. */
static void
changed_cb (SsCatalogPage *self)
{
  GtkWidget *list = GTK_WIDGET (get_private (self)->list);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (SS_IS_CATALOG_ROW (row))
      ss_catalog_row_update (SS_CATALOG_ROW (row));
  show_stack (self);
}

static void move_to (SsCatalogPage *self, SsResource *resource, guint place, gboolean is_undone);

static void
undo_move_cb (SsCatalogPage *self, AdwToast *toast)
{
  Move *move = g_object_get_data (G_OBJECT (toast), "move");

  move_to (self, move->resource, move->before, TRUE);
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Move *move = user_data;
  SsCatalogPage *self = move->page;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  if (!ss_catalog_store_move_finish (SS_CATALOG_STORE (source), result, &error))
    {
      ss_page_toast_error (SS_PAGE (self), _ ("Couldn’t change the order"), error);
      move_free (move);
      return;
    }
  text = ss_name_in (_ ("%s was moved."), ss_resource_get_name (move->resource));
  escaped = g_markup_escape_text (text, -1);
  toast = adw_toast_new (escaped);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_move_cb), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (toast), "move", move, move_free);
  ss_page_toast (SS_PAGE (self), toast);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPage) page = user_data;
  g_autoptr (GError) error = NULL;

  if (!ss_catalog_store_move_finish (SS_CATALOG_STORE (source), result, &error))
    ss_page_toast_error (page, _ ("Couldn’t change the order"), error);
}

static guint
find_place (SsCatalogPage *self, gpointer record)
{
  GListModel *list = get_kind (self)->get_list (get_store (self));
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) other = g_list_model_get_item (list, i);

      if (other == record)
        return i;
    }
  return n;
}

/* The row is another after the list has been sorted: the focus follows what it shows. */
static void
focus_record (SsCatalogPage *self, gpointer record)
{
  GtkWidget *list = GTK_WIDGET (get_private (self)->list);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (SS_IS_CATALOG_ROW (row) && ss_catalog_row_get_record (SS_CATALOG_ROW (row)) == record)
      gtk_widget_grab_focus (row);
}

static void
move_to (SsCatalogPage *self, SsResource *resource, guint place, gboolean is_undone)
{
  Move *move;

  if (is_undone)
    {
      ss_catalog_store_move_async (get_store (self), resource, place, NULL, undone_cb, g_object_ref (self));
      return;
    }
  move = g_new0 (Move, 1);
  move->page = g_object_ref (self);
  move->resource = g_object_ref (resource);
  move->before = find_place (self, resource);
  ss_catalog_store_move_async (get_store (self), resource, place, NULL, moved_cb, move);
  focus_record (self, resource);
}

/* A search hides what stands between two rows. */
static void
move_cb (SsCatalogPage *self, int by, SsCatalogRow *row)
{
  SsModel *record = ss_catalog_row_get_record (row);
  guint n = g_list_model_get_n_items (get_kind (self)->get_list (get_store (self)));
  int place = (int) find_place (self, record) + by;

  if (get_obstacle (self) == NULL && !is_searching (self) && place >= 0 && place < (int) n)
    move_to (self, SS_RESOURCE (record), (guint) place, FALSE);
}

static void
drop_cb (SsCatalogPage *self, SsModel *dropped, SsCatalogRow *row)
{
  if (get_obstacle (self) == NULL && !is_searching (self))
    move_to (self, SS_RESOURCE (dropped), find_place (self, ss_catalog_row_get_record (row)), FALSE);
}

static void
switch_active_cb (SsCatalogPage *self, gboolean is_active, SsCatalogRow *row)
{
  const SsCatalogKind *kind = get_kind (self);
  g_autoptr (SsModel) patch = g_object_new (kind->get_type (), "is-active", is_active, NULL);

  ss_record_flow_change (SS_PAGE (self), &kind->record, ss_catalog_row_get_record (row), patch, NULL, NULL);
}

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  SsCatalogPage *self = user_data;
  GtkWidget *row =
      ss_catalog_row_new (get_kind (self), ss_page_get_workspace (SS_PAGE (self)), item, get_obstacle (self));

  g_signal_connect_object (row, "switch-active", G_CALLBACK (switch_active_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "move", G_CALLBACK (move_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
row_activated_cb (SsCatalogPage *self, SsCatalogRow *row)
{
  ss_catalog_dialog_present (SS_PAGE (self), get_kind (self), ss_catalog_row_get_record (row),
                             get_obstacle (self));
}

static void
search_changed_cb (SsCatalogPage *self)
{
  SsCatalogPagePrivate *priv = get_private (self);
  g_autofree char *text = fold (gtk_editable_get_text (GTK_EDITABLE (priv->search_entry)));
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  g_strfreev (priv->words);
  priv->words = *stripped != '\0' ? g_strsplit (stripped, " ", -1) : NULL;
  if (priv->filter == NULL)
    return;
  gtk_filter_changed (GTK_FILTER (priv->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_stack (self);
}

static void
stop_search_cb (SsCatalogPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (get_private (self)->search_entry), "");
}

static void
reload_cb (SsCatalogPage *self)
{
  ss_catalog_store_load (get_store (self));
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_grab_focus (get_private (user_data)->search_entry);
}

static void
new_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_catalog_dialog_present (SS_PAGE (user_data), get_kind (user_data), NULL, NULL);
}

static const GActionEntry actions[] = {
  { .name = "search", .activate = search_action },
  { .name = "new", .activate = new_action },
};

static void
name_controls (SsCatalogPage *self)
{
  SsCatalogPagePrivate *priv = get_private (self);
  const SsCatalogKind *kind = get_kind (self);
  const char *obstacle = get_obstacle (self);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (priv->actions), "new");
  g_autofree char *name = g_strconcat (kind->group, ".new", NULL);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), obstacle == NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->new_button), name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->empty_button), name);
  gtk_button_set_label (GTK_BUTTON (priv->empty_button), _ (kind->add));
  gtk_widget_set_tooltip_text (priv->new_button, obstacle != NULL ? obstacle : _ (kind->add));
  gtk_widget_set_tooltip_text (priv->empty_button, obstacle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->new_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (kind->add), -1);
  g_object_set (priv->search_entry, "placeholder-text", _ (kind->search), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->search_entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (kind->search), -1);
  g_object_set (priv->status, "what", _ (kind->what), NULL);
  adw_status_page_set_icon_name (priv->empty_page, kind->empty_icon);
  adw_status_page_set_title (priv->empty_page, _ (kind->empty_title));
  adw_status_page_set_description (priv->empty_page, _ (kind->empty_description));
}

static gboolean
new_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (get_private (SS_CATALOG_PAGE (widget))->actions), "new",
                                  NULL);
  return TRUE;
}

/* A permission that was granted for a while comes and goes. */
static void
user_changed_cb (SsCatalogPage *self)
{
  SsCatalogPagePrivate *priv = get_private (self);
  SsSession *session = ss_workspace_get_session (ss_page_get_workspace (SS_PAGE (self)));
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (priv->actions), "new");

  if (ss_session_get_current_user (session) == NULL
      || g_action_get_enabled (action) == (get_obstacle (self) == NULL))
    return;
  name_controls (self);
  gtk_list_box_bind_model (priv->list, priv->shown, create_row_cb, self, NULL);
}

static void
ss_catalog_page_set_up (SsPage *page)
{
  SsCatalogPage *self = SS_CATALOG_PAGE (page);
  SsCatalogPagePrivate *priv = get_private (self);
  GListModel *all = get_kind (self)->get_list (get_store (self));

  gtk_widget_insert_action_group (GTK_WIDGET (self), get_kind (self)->group, G_ACTION_GROUP (priv->actions));
  name_controls (self);
  priv->filter = gtk_custom_filter_new (match_cb, self, NULL);
  priv->shown =
      G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (all), g_object_ref (GTK_FILTER (priv->filter))));
  gtk_list_box_bind_model (priv->list, priv->shown, create_row_cb, self, NULL);
  ss_status_view_follow (priv->status, G_OBJECT (get_store (self)));
  g_signal_connect_object (ss_workspace_get_session (ss_page_get_workspace (page)), "notify::current-user",
                           G_CALLBACK (user_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_store (self), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show_stack (self);
}

/* The calendar holds the same: it is asked for by whoever is shown first. */
static void
ss_catalog_page_shown (SsPage *page)
{
  SsCatalogStore *store = get_store (SS_CATALOG_PAGE (page));

  if (ss_catalog_store_get_settings (store) == NULL)
    ss_catalog_store_load (store);
}

static void
ss_catalog_page_reload (SsPage *page)
{
  reload_cb (SS_CATALOG_PAGE (page));
}

static void
ss_catalog_page_start_search (SsPage *page)
{
  gtk_widget_grab_focus (get_private (SS_CATALOG_PAGE (page))->search_entry);
}

static void
ss_catalog_page_dispose (GObject *object)
{
  SsCatalogPagePrivate *priv = get_private (SS_CATALOG_PAGE (object));

  if (priv->list != NULL)
    gtk_list_box_bind_model (priv->list, NULL, NULL, NULL, NULL);
  /* The template's end unparents a bound child, which the bin would do again. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_object (&priv->shown);
  g_clear_object (&priv->filter);
  g_clear_object (&priv->actions);
  g_clear_pointer (&priv->words, g_strfreev);

  G_OBJECT_CLASS (ss_catalog_page_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child_private (widget_class, SsCatalogPage, child)
#define BIND_CALLBACK(callback) gtk_widget_class_bind_template_callback (widget_class, callback)

static void
ss_catalog_page_class_init (SsCatalogPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SsPageClass *page_class = SS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_catalog_page_dispose;
  page_class->set_up = ss_catalog_page_set_up;
  page_class->shown = ss_catalog_page_shown;
  page_class->reload = ss_catalog_page_reload;
  page_class->start_search = ss_catalog_page_start_search;

  g_type_ensure (SS_TYPE_STATUS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/business/catalog-page.ui");
  BIND (search_entry);
  BIND (new_button);
  BIND (status);
  BIND (stack);
  BIND (list);
  BIND (empty_page);
  BIND (empty_button);
  BIND_CALLBACK (reload_cb);
  BIND_CALLBACK (row_activated_cb);
  BIND_CALLBACK (search_changed_cb);
  BIND_CALLBACK (stop_search_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, new_key_cb, NULL);
}

static void
ss_catalog_page_init (SsCatalogPage *self)
{
  SsCatalogPagePrivate *priv = get_private (self);

  priv->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (priv->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ss_catalog_change_async (SsWorkspace *workspace, SsModel *record, SsModel *patch,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  ss_catalog_store_change_async (ss_workspace_get_catalog (workspace), record, patch, NULL, callback,
                                 user_data);
}

gboolean
ss_catalog_change_finish (GObject *store, GAsyncResult *result, GError **error)
{
  return ss_catalog_store_change_finish (SS_CATALOG_STORE (store), result, error);
}

void
ss_catalog_delete_async (SsWorkspace *workspace, SsModel *record, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  ss_catalog_store_delete_async (ss_workspace_get_catalog (workspace), record, NULL, callback, user_data);
}

gboolean
ss_catalog_delete_finish (GObject *store, GAsyncResult *result, GError **error)
{
  return ss_catalog_store_delete_finish (SS_CATALOG_STORE (store), result, error);
}
