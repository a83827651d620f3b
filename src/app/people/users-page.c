/* users-page.c: who signs in to the business, and what each may do
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/users-page.h"

#include <glib/gi18n-lib.h>

#include "app/people/invite-dialog.h"
#include "app/people/transfer-dialog.h"
#include "app/people/user-batch.h"
#include "app/people/user-flow.h"
#include "app/people/user-panel.h"
#include "app/people/user-row.h"
#include "app/widgets/role-badge.h"
#include "app/widgets/status-view.h"

/* Where the details stand beside the list, and how wide they are. */
#define FOLD_WIDTH 760
#define PANEL_WIDTH 360

struct _SsUsersPage
{
  SsPage parent_instance;

  GtkWidget *list_box;
  GtkWidget *separator;
  SsUserPanel *panel;
  GtkWidget *search_entry;
  GtkWidget *invite_button;
  GtkWidget *select_button;
  GtkRevealer *batch_revealer;
  GtkMenuButton *role_button;
  GtkDropDown *role_drop_down;
  GtkDropDown *status_drop_down;
  SsStatusView *status;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GtkStack *empty_stack;
  GtkLabel *count_label;

  SsItemSelection *selection;  /* (owned) */
  GSimpleActionGroup *actions; /* (owned) */
  char *search;                /* (owned) */
  const char *wanted_role;     /* (nullable): of the model's choices */
  const char *wanted_status;   /* (nullable) */
  guint fit_source;
  int width;
};

G_DEFINE_FINAL_TYPE (SsUsersPage, ss_users_page, SS_TYPE_PAGE)

static SsUserStore *
get_store (SsUsersPage *self)
{
  return ss_workspace_get_users (ss_page_get_workspace (SS_PAGE (self)));
}

static SsSession *
get_session (SsUsersPage *self)
{
  return ss_workspace_get_session (ss_page_get_workspace (SS_PAGE (self)));
}

static gboolean
is_filtered (SsUsersPage *self)
{
  return *self->search != '\0' || self->wanted_role != NULL || self->wanted_status != NULL;
}

static void
apply_filter (SsUsersPage *self, gboolean typing)
{
  if (ss_page_get_workspace (SS_PAGE (self)) == NULL)
    return;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  ss_user_store_set_filter (get_store (self), self->search, self->wanted_role, self->wanted_status, typing);
}

/* (transfer full) */
static char *
describe_count (SsUsersPage *self, guint n)
{
  g_autofree char *number = g_strdup_printf ("%'u", n);
  guint n_marked = ss_item_selection_count (self->selection);

  if (ss_item_selection_get_is_selecting (self->selection))
    return g_strdup_printf (ngettext ("%u person selected", "%u people selected", n_marked), n_marked);
  /* Translators: %s is a number. */
  return g_strdup_printf (is_filtered (self) ? ngettext ("%s user found", "%s users found", n)
                                             : ngettext ("%s user", "%s users", n),
                          number);
}

static void
count_cb (SsUsersPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (ss_user_store_get_users (get_store (self))));
  g_autofree char *text = describe_count (self, n);

  gtk_label_set_text (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), n > 0);
  gtk_stack_set_visible_child_name (self->empty_stack, is_filtered (self) ? "not-found" : "none");
}

static void
search_changed_cb (SsUsersPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  if (g_str_equal (text, self->search))
    return;
  g_free (self->search);
  self->search = g_steal_pointer (&text);
  apply_filter (self, TRUE);
}

static void
stop_search_cb (SsUsersPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
filter_selected_cb (SsUsersPage *self)
{
  guint role = gtk_drop_down_get_selected (self->role_drop_down);
  guint status = gtk_drop_down_get_selected (self->status_drop_down);
  const char *wanted_role =
      role > 0 && role != GTK_INVALID_LIST_POSITION ? ss_model_role_choice (role - 1) : NULL;
  const char *wanted_status =
      status > 0 && status != GTK_INVALID_LIST_POSITION ? ss_model_user_status_choice (status - 1) : NULL;

  if (wanted_role == self->wanted_role && wanted_status == self->wanted_status)
    return;
  self->wanted_role = wanted_role;
  self->wanted_status = wanted_status;
  apply_filter (self, FALSE);
}

/* Where there is room for one alone, the details take the list's place. */
static void
show_sides (SsUsersPage *self)
{
  gboolean is_open = ss_user_panel_get_user (self->panel) != NULL;
  gboolean is_narrow = self->width < FOLD_WIDTH;

  gtk_widget_set_visible (GTK_WIDGET (self->panel), is_open);
  gtk_widget_set_visible (self->separator, is_open && !is_narrow);
  gtk_widget_set_visible (self->list_box, !is_open || !is_narrow);
  gtk_widget_set_hexpand (GTK_WIDGET (self->panel), is_narrow);
  gtk_widget_set_size_request (GTK_WIDGET (self->panel), is_narrow ? -1 : PANEL_WIDTH, -1);
}

static void
show_user (SsUsersPage *self, SsUser *user)
{
  ss_user_panel_set_user (self->panel, user);
  show_sides (self);
  /* What had the focus is gone. */
  if (user != NULL && self->width < FOLD_WIDTH)
    ss_user_panel_focus (self->panel);
}

/* The focus goes back to the list. */
static void
close_cb (SsUsersPage *self)
{
  show_user (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Who was read again is another object. */
static void
items_changed_cb (SsUsersPage *self)
{
  SsUser *shown = ss_user_panel_get_user (self->panel);
  SsUser *now = shown != NULL ? (SsUser *) ss_paged_list_find (ss_user_store_get_users (get_store (self)),
                                                               ss_user_get_id (shown))
                              : NULL;

  count_cb (self);
  if (now != NULL)
    ss_user_panel_set_user (self->panel, now);
}

/* Sizes must not change while they are given out. */
static gboolean
fit_cb (gpointer user_data)
{
  SsUsersPage *self = user_data;

  self->fit_source = 0;
  show_sides (self);
  return G_SOURCE_REMOVE;
}

static void
resize_cb (SsUsersPage *self, int width)
{
  if (self->width != width && self->fit_source == 0)
    self->fit_source = g_idle_add_full (G_PRIORITY_DEFAULT, fit_cb, self, NULL);
  self->width = width;
}

/* A row's details are shown, or it is marked where people are being marked. */
static void
activate_cb (SsUsersPage *self, guint position)
{
  GListModel *users = G_LIST_MODEL (ss_user_store_get_users (get_store (self)));
  g_autoptr (SsListItem) item = g_list_model_get_item (users, position);
  SsUser *user = item != NULL ? (SsUser *) ss_list_item_get_model (item) : NULL;

  if (user == NULL)
    return;
  if (!ss_item_selection_get_is_selecting (self->selection))
    show_user (self, user);
  else
    ss_item_selection_set (self->selection, ss_user_get_id (user),
                           !ss_item_selection_contains (self->selection, ss_user_get_id (user)));
}

static void
reload_cb (SsUsersPage *self)
{
  ss_page_reload (SS_PAGE (self));
}

/* Actions */

static SsUser *
find_user (SsUsersPage *self, const char *id)
{
  return (SsUser *) ss_paged_list_find (ss_user_store_get_users (get_store (self)), id);
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_grab_focus (SS_USERS_PAGE (user_data)->search_entry);
}

static void
reset_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsUsersPage *self = user_data;

  gtk_drop_down_set_selected (self->role_drop_down, 0);
  gtk_drop_down_set_selected (self->status_drop_down, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
set_role_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *id, *role;

  g_variant_get (parameter, "(&s&s)", &id, &role);
  if (find_user (user_data, id) != NULL)
    ss_user_flow_set_role (SS_PAGE (user_data), find_user (user_data, id), role);
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (user_data), g_variant_get_string (parameter, NULL));
  ss_page_toast_text (user_data, _ ("The e-mail address was copied."));
}

static void
transfer_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsUser *user = find_user (user_data, g_variant_get_string (parameter, NULL));

  if (user != NULL)
    ss_transfer_dialog_present (user_data, user);
}

static void
batch_done (SsPage *page)
{
  ss_item_selection_set_is_selecting (SS_USERS_PAGE (page)->selection, FALSE);
}

/* An invitation that is taken back has no undo: whoever is to come after all is invited again. */
static void
set_active_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *id;
  gboolean is_active;
  SsUser *user;

  g_variant_get (parameter, "(&sb)", &id, &is_active);
  user = find_user (user_data, id);
  if (user == NULL)
    return;
  if (!is_active && g_strcmp0 (ss_user_get_status (user), "INVITED") == 0)
    ss_user_batch_run (user_data, (const char *const[]){ id, NULL }, SS_USER_BULK_DEACTIVATE, NULL,
                       batch_done);
  else
    ss_user_flow_set_active (user_data, user, is_active);
}

static void
run_batch (SsUsersPage *self, SsUserBulkAction action, const char *role)
{
  g_auto (GStrv) ids = ss_item_selection_list (self->selection);

  if (ids[0] != NULL)
    ss_user_batch_run (SS_PAGE (self), (const char *const *) ids, action, role, batch_done);
}

static void
batch_role_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  run_batch (user_data, SS_USER_BULK_SET_ROLE, g_variant_get_string (parameter, NULL));
}

static void
batch_active_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  run_batch (user_data, g_variant_get_boolean (parameter) ? SS_USER_BULK_ACTIVATE : SS_USER_BULK_DEACTIVATE,
             NULL);
}

static void
select_action (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  ss_item_selection_set_is_selecting (SS_USERS_PAGE (user_data)->selection, g_variant_get_boolean (state));
}

static void
invite_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_invite_dialog_present (user_data);
}

static const GActionEntry entries[] = {
  { .name = "invite", .activate = invite_action },
  { .name = "transfer", .activate = transfer_action, .parameter_type = "s" },
  { .name = "select", .state = "false", .change_state = select_action },
  { .name = "batch-role", .activate = batch_role_action, .parameter_type = "s" },
  { .name = "batch-active", .activate = batch_active_action, .parameter_type = "b" },
  { .name = "search", .activate = search_action },
  { .name = "reset", .activate = reset_action },
  { .name = "set-role", .activate = set_role_action, .parameter_type = "(ss)" },
  { .name = "set-active", .activate = set_active_action, .parameter_type = "(sb)" },
  { .name = "copy-email", .activate = copy_action, .parameter_type = "s" },
};

static GSimpleAction *
get_action (SsUsersPage *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name));
}

/* What is marked can be changed together. */
static void
selection_changed_cb (SsUsersPage *self)
{
  gboolean is_selecting = ss_item_selection_get_is_selecting (self->selection);
  gboolean has_marks = ss_item_selection_count (self->selection) > 0;

  g_simple_action_set_state (get_action (self, "select"), g_variant_new_boolean (is_selecting));
  g_simple_action_set_enabled (get_action (self, "batch-role"), has_marks);
  g_simple_action_set_enabled (get_action (self, "batch-active"), has_marks);
  gtk_widget_set_sensitive (GTK_WIDGET (self->role_button), has_marks);
  gtk_revealer_set_reveal_child (self->batch_revealer, is_selecting);
  count_cb (self);
}

/* The roles that may be given. */
static void
fill_role_menu (SsUsersPage *self)
{
  SsCurrentUser *user = ss_session_get_current_user (get_session (self));
  g_autoptr (GMenu) menu = g_menu_new ();
  SsRole own;

  if (user == NULL || !ss_role_from_string (ss_current_user_get_role (user), &own))
    return;
  for (guint role = 0; role < SS_N_ROLES; role++)
    {
      g_autoptr (GMenuItem) item = NULL;

      if (!ss_role_may_assign (own, (SsRole) role)
          || ss_role_is_platform ((SsRole) role) != (ss_current_user_get_tenant (user) == NULL))
        continue;
      item = g_menu_item_new (_ (ss_role_get_label ((SsRole) role)), NULL);
      g_menu_item_set_action_and_target (item, "users.batch-role", "s", ss_role_to_string ((SsRole) role));
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->role_button, G_MENU_MODEL (menu));
}

/* Who may not invite, or change anybody, is not offered it. */
static void
update_actions (SsUsersPage *self)
{
  gboolean may = ss_session_may (get_session (self), "users.manage");

  g_simple_action_set_enabled (get_action (self, "invite"), may);
  g_simple_action_set_enabled (get_action (self, "select"), may);
  gtk_widget_set_visible (self->invite_button, may);
  gtk_widget_set_visible (self->select_button, may);
  if (!may)
    ss_item_selection_set_is_selecting (self->selection, FALSE);
  fill_role_menu (self);
}

static void
ss_users_page_set_up (SsPage *page)
{
  SsUsersPage *self = SS_USERS_PAGE (page);
  SsPagedList *users = ss_user_store_get_users (get_store (self));
  GtkNoSelection *selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (users)));
  g_autoptr (GtkListItemFactory) factory = ss_user_row_factory_new (get_session (self), self->selection);

  ss_user_panel_set_workspace (self->panel, ss_page_get_workspace (page));
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  g_signal_connect_object (users, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  ss_status_view_follow (self->status, G_OBJECT (users));
  g_signal_connect_object (get_session (self), "notify::current-user", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  apply_filter (self, FALSE);
  count_cb (self);
}

static void
ss_users_page_reload (SsPage *page)
{
  ss_paged_list_reload (ss_user_store_get_users (get_store (SS_USERS_PAGE (page))));
  ss_user_panel_reload (SS_USERS_PAGE (page)->panel);
}

static void
ss_users_page_start_search (SsPage *page)
{
  gtk_widget_grab_focus (SS_USERS_PAGE (page)->search_entry);
}

static void
ss_users_page_dispose (GObject *object)
{
  g_clear_handle_id (&SS_USERS_PAGE (object)->fit_source, g_source_remove);
  g_clear_object (&SS_USERS_PAGE (object)->actions);
  g_clear_object (&SS_USERS_PAGE (object)->selection);
  G_OBJECT_CLASS (ss_users_page_parent_class)->dispose (object);
}

static void
ss_users_page_finalize (GObject *object)
{
  g_free (SS_USERS_PAGE (object)->search);
  G_OBJECT_CLASS (ss_users_page_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsUsersPage, child)
#define BIND_CALLBACK(callback) gtk_widget_class_bind_template_callback (widget_class, callback)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/people/users-page.ui");
  BIND (list_box);
  BIND (separator);
  BIND (panel);
  BIND (search_entry);
  BIND (invite_button);
  BIND (select_button);
  BIND (batch_revealer);
  BIND (role_button);
  BIND (role_drop_down);
  BIND (status_drop_down);
  BIND (status);
  BIND (scroller);
  BIND (view);
  BIND (empty_stack);
  BIND (count_label);
  BIND_CALLBACK (search_changed_cb);
  BIND_CALLBACK (stop_search_cb);
  BIND_CALLBACK (filter_selected_cb);
  BIND_CALLBACK (activate_cb);
  BIND_CALLBACK (reload_cb);
  BIND_CALLBACK (close_cb);
  BIND_CALLBACK (resize_cb);
}

static void
ss_users_page_class_init (SsUsersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SsPageClass *page_class = SS_PAGE_CLASS (klass);

  object_class->dispose = ss_users_page_dispose;
  object_class->finalize = ss_users_page_finalize;
  page_class->set_up = ss_users_page_set_up;
  page_class->reload = ss_users_page_reload;
  page_class->start_search = ss_users_page_start_search;
  g_type_ensure (SS_TYPE_STATUS_VIEW);
  g_type_ensure (SS_TYPE_USER_PANEL);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
fill_drop_downs (SsUsersPage *self)
{
  g_autoptr (GtkStringList) roles = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) statuses = gtk_string_list_new (NULL);

  gtk_string_list_append (roles, _ ("All roles"));
  for (guint i = 0; ss_model_role_choice (i) != NULL; i++)
    gtk_string_list_append (roles, ss_role_describe (ss_model_role_choice (i)));
  gtk_drop_down_set_model (self->role_drop_down, G_LIST_MODEL (roles));
  gtk_string_list_append (statuses, _ ("All states"));
  for (guint i = 0; ss_model_user_status_choice (i) != NULL; i++)
    gtk_string_list_append (statuses, ss_user_status_get_label (ss_model_user_status_choice (i)));
  gtk_drop_down_set_model (self->status_drop_down, G_LIST_MODEL (statuses));
}

static void
ss_users_page_init (SsUsersPage *self)
{
  self->search = g_strdup ("");
  self->selection = ss_item_selection_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "users", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_drop_downs (self);
}
