/* grants-page.c: which permissions are, and were, granted for a while
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/grants-page.h"

#include <glib/gi18n-lib.h>

#include "app/people/grant-details.h"
#include "app/people/grant-dialog.h"
#include "app/people/grant-flow.h"
#include "app/people/grant-row.h"
#include "app/people/grant-words.h"
#include "app/widgets/status-view.h"
#include "domain/permission.h"

struct _SsGrantsPage
{
  SsPage parent_instance;

  GtkWidget *search_entry;
  GtkDropDown *status_drop_down;
  GtkDropDown *action_drop_down;
  SsStatusView *status;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GtkStack *empty_stack;
  GtkWidget *new_button;
  GtkWidget *empty_new_button;
  GtkWidget *select_button;
  GtkRevealer *selection_revealer;
  GtkButton *revoke_button;
  GtkLabel *count_label;

  GSimpleActionGroup *actions; /* (owned) */
  SsItemSelection *selection;  /* (owned) */
  char *search;                /* (owned) */
  const char *wanted_status;   /* (nullable): of the model's choices */
  const char *wanted_action;   /* (nullable): a permission's code */
};

G_DEFINE_FINAL_TYPE (SsGrantsPage, ss_grants_page, SS_TYPE_PAGE)

static SsGrantStore *
get_store (SsGrantsPage *self)
{
  return ss_workspace_get_grants (ss_page_get_workspace (SS_PAGE (self)));
}

static gboolean
is_filtered (SsGrantsPage *self)
{
  return *self->search != '\0' || self->wanted_status != NULL || self->wanted_action != NULL;
}

static void
apply_filter (SsGrantsPage *self, gboolean typing)
{
  if (ss_page_get_workspace (SS_PAGE (self)) == NULL)
    return;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  ss_grant_store_set_filter (get_store (self), self->search, self->wanted_status, self->wanted_action,
                             typing);
}

static void
set_enabled (SsGrantsPage *self, const char *name, gboolean is_enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (
                                   g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)),
                               is_enabled);
}

static void
count_cb (SsGrantsPage *self)
{
  guint n = ss_grant_store_count (get_store (self));
  g_autofree char *number = g_strdup_printf ("%'u", n);
  g_autofree char *text = NULL;

  /* Translators: %s is a number. */
  text = g_strdup_printf (is_filtered (self) ? ngettext ("%s permission found", "%s permissions found", n)
                                             : ngettext ("%s permission", "%s permissions", n),
                          number);
  gtk_label_set_text (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), n > 0);
  gtk_stack_set_visible_child_name (self->empty_stack, is_filtered (self) ? "not-found" : "none");
  set_enabled (self, "select",
               n > 0 && ss_grant_get_obstacle (ss_page_get_workspace (SS_PAGE (self))) == NULL);
}

/* A permission comes and goes, also that to give permissions. */
static void
rights_cb (SsGrantsPage *self)
{
  const char *obstacle = ss_grant_get_obstacle (ss_page_get_workspace (SS_PAGE (self)));

  set_enabled (self, "new", obstacle == NULL);
  set_enabled (self, "revoke", obstacle == NULL);
  count_cb (self);
  if (obstacle != NULL)
    ss_item_selection_set_is_selecting (self->selection, FALSE);
  gtk_widget_set_tooltip_text (self->new_button, obstacle != NULL ? obstacle : _ ("Give a Permission…"));
  gtk_widget_set_tooltip_text (self->empty_new_button, obstacle);
  gtk_widget_set_tooltip_text (self->select_button, obstacle != NULL ? obstacle : _ ("Select Permissions"));
}

static void
selection_cb (SsGrantsPage *self)
{
  guint n = ss_item_selection_count (self->selection);
  gboolean is_selecting = ss_item_selection_get_is_selecting (self->selection);
  g_autofree char *text = NULL;

  text = n > 0 ? g_strdup_printf (ngettext ("_Revoke %u Permission…", "_Revoke %u Permissions…", n), n)
               : g_strdup (_ ("_Revoke…"));
  gtk_button_set_label (self->revoke_button, text);
  gtk_revealer_set_reveal_child (self->selection_revealer, is_selecting);
  set_enabled (self, "revoke-selected", n > 0);
  g_simple_action_set_state (G_SIMPLE_ACTION (
                                 g_action_map_lookup_action (G_ACTION_MAP (self->actions), "select")),
                             g_variant_new_boolean (is_selecting));
}

/* What has ended meanwhile can't be revoked any more. */
static void
tick_cb (SsGrantsPage *self)
{
  g_auto (GStrv) ids = ss_item_selection_list (self->selection);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      SsPermissionGrant *grant = ss_grant_store_find (get_store (self), ids[i]);

      if (grant == NULL || g_strcmp0 (ss_permission_grant_get_status (grant), "ACTIVE") != 0)
        ss_item_selection_set (self->selection, ids[i], FALSE);
    }
}

/* Callbacks of the template */

static void
search_changed_cb (SsGrantsPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  if (g_str_equal (text, self->search))
    return;
  g_free (self->search);
  self->search = g_steal_pointer (&text);
  apply_filter (self, TRUE);
}

static void
stop_search_cb (SsGrantsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
filter_selected_cb (SsGrantsPage *self)
{
  guint status = gtk_drop_down_get_selected (self->status_drop_down);
  guint action = gtk_drop_down_get_selected (self->action_drop_down);
  const char *wanted_status =
      status > 0 && status != GTK_INVALID_LIST_POSITION ? ss_model_grant_status_choice (status - 1) : NULL;
  const char *wanted_action =
      action > 0 && action <= SS_N_PERMISSIONS ? ss_permission_to_string ((SsPermission) (action - 1)) : NULL;

  if (wanted_status == self->wanted_status && wanted_action == self->wanted_action)
    return;
  self->wanted_status = wanted_status;
  self->wanted_action = wanted_action;
  apply_filter (self, FALSE);
}

/* While marking, Enter marks. */
static void
activate_cb (SsGrantsPage *self)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->view));
  GtkWidget *row = focused != NULL ? gtk_widget_get_first_child (focused) : NULL;
  SsModel *model = SS_IS_GRANT_ROW (row) ? ss_item_row_get_model (SS_ITEM_ROW (row)) : NULL;

  if (model == NULL)
    return;
  if (ss_item_selection_get_is_selecting (self->selection))
    ss_grant_row_toggle (SS_GRANT_ROW (row));
  else
    ss_grant_details_present (SS_PAGE (self), SS_PERMISSION_GRANT (model));
}

static void
reload_cb (SsGrantsPage *self)
{
  ss_page_reload (SS_PAGE (self));
}

/* Actions */

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_grab_focus (SS_GRANTS_PAGE (user_data)->search_entry);
}

static void
reset_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsGrantsPage *self = user_data;

  gtk_drop_down_set_selected (self->status_drop_down, 0);
  gtk_drop_down_set_selected (self->action_drop_down, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
new_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_grant_dialog_present (SS_PAGE (user_data));
}

static void
revoke_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *const ids[] = { g_variant_get_string (parameter, NULL), NULL };

  ss_grant_flow_revoke (SS_PAGE (user_data), ids);
}

static void
select_changed (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  ss_item_selection_set_is_selecting (SS_GRANTS_PAGE (user_data)->selection, g_variant_get_boolean (state));
}

static void
revoke_selected_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsGrantsPage *self = user_data;
  g_auto (GStrv) ids = ss_item_selection_list (self->selection);

  ss_grant_flow_revoke (SS_PAGE (self), (const char *const *) ids);
  ss_item_selection_set_is_selecting (self->selection, FALSE);
}

static const GActionEntry entries[] = {
  { .name = "search", .activate = search_action },
  { .name = "reset", .activate = reset_action },
  { .name = "new", .activate = new_action },
  { .name = "revoke", .activate = revoke_action, .parameter_type = "s" },
  { .name = "select", .state = "false", .change_state = select_changed },
  { .name = "revoke-selected", .activate = revoke_selected_action },
};

/* Overrides */

static void
ss_grants_page_set_up (SsPage *page)
{
  SsGrantsPage *self = SS_GRANTS_PAGE (page);
  SsWorkspace *workspace = ss_page_get_workspace (page);
  GtkFlattenListModel *model =
      gtk_flatten_list_model_new (g_object_ref (ss_grant_store_get_lists (get_store (self))));
  GtkNoSelection *selection = gtk_no_selection_new (G_LIST_MODEL (model));
  g_autoptr (GtkListItemFactory) factory = ss_grant_row_factory_new (workspace, self->selection);

  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);
  g_object_unref (selection);
  g_signal_connect_object (get_store (self), "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ss_workspace_get_session (workspace), "notify::current-user",
                           G_CALLBACK (rights_cb), self, G_CONNECT_SWAPPED);
  ss_status_view_follow (self->status, G_OBJECT (get_store (self)));
  rights_cb (self);
  selection_cb (self);
  apply_filter (self, FALSE);
}

static void
ss_grants_page_shown (SsPage *page)
{
  ss_grant_store_set_is_watched (get_store (SS_GRANTS_PAGE (page)), TRUE);
}

static void
ss_grants_page_hidden (SsPage *page)
{
  ss_grant_store_set_is_watched (get_store (SS_GRANTS_PAGE (page)), FALSE);
}

static void
ss_grants_page_reload (SsPage *page)
{
  ss_grant_store_reload (get_store (SS_GRANTS_PAGE (page)));
}

static void
ss_grants_page_start_search (SsPage *page)
{
  gtk_widget_grab_focus (SS_GRANTS_PAGE (page)->search_entry);
}

static void
ss_grants_page_dispose (GObject *object)
{
  g_clear_object (&SS_GRANTS_PAGE (object)->actions);
  G_OBJECT_CLASS (ss_grants_page_parent_class)->dispose (object);
}

static void
ss_grants_page_finalize (GObject *object)
{
  g_object_unref (SS_GRANTS_PAGE (object)->selection);
  g_free (SS_GRANTS_PAGE (object)->search);
  G_OBJECT_CLASS (ss_grants_page_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsGrantsPage, child)
#define BIND_CALLBACK(callback) gtk_widget_class_bind_template_callback (widget_class, callback)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/people/grants-page.ui");
  BIND (search_entry);
  BIND (status_drop_down);
  BIND (action_drop_down);
  BIND (status);
  BIND (scroller);
  BIND (view);
  BIND (empty_stack);
  BIND (new_button);
  BIND (empty_new_button);
  BIND (select_button);
  BIND (selection_revealer);
  BIND (revoke_button);
  BIND (count_label);
  BIND_CALLBACK (search_changed_cb);
  BIND_CALLBACK (stop_search_cb);
  BIND_CALLBACK (filter_selected_cb);
  BIND_CALLBACK (activate_cb);
  BIND_CALLBACK (reload_cb);
}

static void
ss_grants_page_class_init (SsGrantsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SsPageClass *page_class = SS_PAGE_CLASS (klass);

  object_class->dispose = ss_grants_page_dispose;
  object_class->finalize = ss_grants_page_finalize;
  page_class->set_up = ss_grants_page_set_up;
  page_class->shown = ss_grants_page_shown;
  page_class->hidden = ss_grants_page_hidden;
  page_class->reload = ss_grants_page_reload;
  page_class->start_search = ss_grants_page_start_search;
  g_type_ensure (SS_TYPE_STATUS_VIEW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
set_up_choice_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_choice_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* A permission in words is longer than a narrow window: the button shows what there is room for. */
static void
shorten (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) list_factory = g_object_ref (gtk_drop_down_get_factory (drop_down));
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_choice_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_choice_cb), NULL);
  gtk_drop_down_set_list_factory (drop_down, list_factory);
  gtk_drop_down_set_factory (drop_down, factory);
}

static void
fill_drop_downs (SsGrantsPage *self)
{
  g_autoptr (GtkStringList) statuses = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) actions = gtk_string_list_new (NULL);

  gtk_string_list_append (statuses, _ ("Active and ended"));
  for (guint i = 0; ss_model_grant_status_choice (i) != NULL; i++)
    gtk_string_list_append (statuses, ss_grant_status_get_label (ss_model_grant_status_choice (i)));
  gtk_drop_down_set_model (self->status_drop_down, G_LIST_MODEL (statuses));
  gtk_string_list_append (actions, _ ("All permissions"));
  for (guint i = 0; i < SS_N_PERMISSIONS; i++)
    gtk_string_list_append (actions, _ (ss_permission_get_description ((SsPermission) i)));
  gtk_drop_down_set_model (self->action_drop_down, G_LIST_MODEL (actions));
  shorten (self->action_drop_down);
}

static void
ss_grants_page_init (SsGrantsPage *self)
{
  self->search = g_strdup ("");
  self->selection = ss_item_selection_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "grants", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_drop_downs (self);
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (selection_cb), self, G_CONNECT_SWAPPED);
}
