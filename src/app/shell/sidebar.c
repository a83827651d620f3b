/* sidebar.c: whose business it is, the pages, and who is signed in
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/sidebar.h"

#include <glib/gi18n-lib.h>

#include "app/shell/account-popover.h"
#include "app/shell/brand.h"
#include "app/shell/page-table.h"
#include "app/shell/sidebar-row.h"
#include "app/widgets/menu-button-name.h"

struct _SsSidebar
{
  AdwBin parent_instance;

  GtkMenuButton *menu_button;
  SsBrand *brand;
  GtkListBox *list;
  GtkMenuButton *account_button;
  GtkWidget *account_box;
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *role_label;

  SsAccess *access;     /* (owned) (nullable): until set up */
  GtkListBoxRow *shown; /* (unowned) (nullable): of the page that is shown */
};

G_DEFINE_FINAL_TYPE (SsSidebar, ss_sidebar, ADW_TYPE_BIN)

enum
{
  PAGE_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static SsSidebarRow *
find_row (SsSidebar *self, const char *id)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  while (row != NULL && strcmp (ss_sidebar_row_get_info (SS_SIDEBAR_ROW (row))->id, id) != 0)
    row = gtk_widget_get_next_sibling (row);
  return row != NULL ? SS_SIDEBAR_ROW (row) : NULL;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *group = ss_sidebar_row_get_info (SS_SIDEBAR_ROW (row))->group;
  const char *group_before = before != NULL ? ss_sidebar_row_get_info (SS_SIDEBAR_ROW (before))->group : NULL;
  GtkWidget *header = NULL;

  if (group != NULL && g_strcmp0 (group, group_before) != 0)
    {
      header = gtk_label_new (_ (group));
      gtk_label_set_xalign (GTK_LABEL (header), 0);
      gtk_widget_add_css_class (header, "sidebar-heading");
    }
  else if (group == NULL && group_before != NULL)
    {
      header = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_add_css_class (header, "sidebar-gap");
    }
  gtk_list_box_row_set_header (row, header);
}

static void
row_activated_cb (SsSidebar *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[PAGE_CHOSEN], 0, ss_sidebar_row_get_info (SS_SIDEBAR_ROW (row))->id);
}

/* What is marked is the page that is shown; with the arrows and Tab the focus alone moves on. */
static void
row_selected_cb (SsSidebar *self, GtkListBoxRow *row)
{
  if (self->shown != NULL && row != self->shown)
    gtk_list_box_select_row (self->list, self->shown);
}

static void
user_changed_cb (SsSidebar *self, GParamSpec *pspec, SsSession *session)
{
  SsCurrentUser *user = ss_session_get_current_user (session);
  const char *role_name;
  SsRole role;

  if (user == NULL)
    return;

  role_name = ss_current_user_get_role (user);
  adw_avatar_set_text (self->avatar, ss_current_user_get_name (user));
  gtk_label_set_text (self->name_label, ss_current_user_get_name (user));
  gtk_label_set_text (self->role_label, role_name != NULL && ss_role_from_string (role_name, &role)
                                            ? _ (ss_role_get_label (role))
                                            : role_name);
  ss_brand_set_session (self->brand, session);
}

static void
updates_changed_cb (SsSidebar *self, GParamSpec *pspec, SsInstallationStore *store)
{
  SsSidebarRow *row = find_row (self, "my-plugins");
  guint n_updates = ss_installation_store_get_n_updates (store);
  g_autofree char *text = NULL;

  if (row == NULL)
    return;

  text = g_strdup_printf (ngettext ("%u update", "%u updates", n_updates), n_updates);
  ss_sidebar_row_set_badge (row, n_updates, text);
}

static void
unassigned_changed_cb (SsSidebar *self, GParamSpec *pspec, SsAppointmentStore *store)
{
  SsSidebarRow *row = find_row (self, "calendar");
  guint n_unassigned = ss_appointment_store_get_n_unassigned (store);
  g_autofree char *text = NULL;

  if (row == NULL)
    return;

  text = g_strdup_printf (ngettext ("%u booking to assign", "%u bookings to assign", n_unassigned),
                          n_unassigned);
  ss_sidebar_row_set_badge (row, n_unassigned, text);
}

/* Who plans for all is told of what waits, on whichever page he is. */
static void
watch_unassigned (SsSidebar *self, SsWorkspace *workspace)
{
  SsSession *session = ss_workspace_get_session (workspace);
  SsAppointmentStore *store;

  if (!ss_session_get_is_in_tenant (session) || !ss_session_may (session, "calendar.edit")
      || g_strcmp0 (ss_session_get_scope (session, "calendar.edit"), "OWN_RESOURCE") == 0)
    return;
  store = ss_workspace_get_appointments (workspace);
  g_signal_connect_object (store, "notify::n-unassigned", G_CALLBACK (unassigned_changed_cb), self,
                           G_CONNECT_SWAPPED);
  ss_appointment_store_ask_unassigned (store);
  unassigned_changed_cb (self, NULL, store);
}

static void
create_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  SsSidebar *self = user_data;

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, ss_account_popover_new (self->access));
}

static void
ss_sidebar_dispose (GObject *object)
{
  SsSidebar *self = SS_SIDEBAR (object);

  self->shown = NULL;
  g_clear_object (&self->access);

  G_OBJECT_CLASS (ss_sidebar_parent_class)->dispose (object);
}

static void
ss_sidebar_class_init (SsSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_sidebar_dispose;

  signals[PAGE_CHOSEN] = g_signal_new ("page-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SS_TYPE_BRAND);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/smoothschedule/Admin/shell/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, SsSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SsSidebar, brand);
  gtk_widget_class_bind_template_child (widget_class, SsSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, SsSidebar, account_button);
  gtk_widget_class_bind_template_child (widget_class, SsSidebar, account_box);
  gtk_widget_class_bind_template_child (widget_class, SsSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, SsSidebar, name_label);
  gtk_widget_class_bind_template_child (widget_class, SsSidebar, role_label);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
ss_sidebar_init (SsSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ss_menu_button_name_by_tooltip (self->menu_button);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  /* A menu button centres what it holds. */
  for (GtkWidget *widget = self->account_box; widget != GTK_WIDGET (self->account_button);
       widget = gtk_widget_get_parent (widget))
    gtk_widget_set_halign (widget, GTK_ALIGN_FILL);
  gtk_menu_button_set_create_popup_func (self->account_button, create_popup_cb, self, NULL);
  for (const SsPageInfo *info = ss_page_table_get (); info->id != NULL; info++)
    gtk_list_box_append (self->list, ss_sidebar_row_new (info));
}

/**
 * ss_sidebar_set_up:
 * @self: the sidebar
 * @access: with a workspace
 */
void
ss_sidebar_set_up (SsSidebar *self, SsAccess *access)
{
  SsWorkspace *workspace = ss_access_get_workspace (access);
  SsSession *session = ss_workspace_get_session (workspace);

  self->access = g_object_ref (access);
  g_signal_connect_object (session, "notify::current-user", G_CALLBACK (user_changed_cb), self,
                           G_CONNECT_SWAPPED);
  user_changed_cb (self, NULL, session);

  watch_unassigned (self, workspace);
  if (ss_session_get_is_in_tenant (session) && ss_session_may (session, "plugins.view"))
    {
      SsInstallationStore *store = ss_workspace_get_installations (workspace);

      g_signal_connect_object (store, "notify::n-updates", G_CALLBACK (updates_changed_cb), self,
                               G_CONNECT_SWAPPED);
      ss_installation_store_load (store);
      updates_changed_cb (self, NULL, store);
    }
}

/**
 * ss_sidebar_set_permissions:
 * @self: the sidebar
 * @permissions: (nullable) (array zero-terminated=1): which pages to show
 */
void
ss_sidebar_set_permissions (SsSidebar *self, const char *const *permissions)
{
  for (const SsPageInfo *info = ss_page_table_get (); info->id != NULL; info++)
    gtk_widget_set_visible (GTK_WIDGET (find_row (self, info->id)),
                            ss_page_info_is_allowed (info, permissions));
}

/**
 * ss_sidebar_select:
 * @self: the sidebar
 * @id: the page that is shown
 */
void
ss_sidebar_select (SsSidebar *self, const char *id)
{
  self->shown = GTK_LIST_BOX_ROW (find_row (self, id));
  gtk_list_box_select_row (self->list, self->shown);
}

/**
 * ss_sidebar_open_menu:
 * @self: the sidebar
 */
void
ss_sidebar_open_menu (SsSidebar *self)
{
  gtk_menu_button_popup (self->menu_button);
}

/**
 * ss_sidebar_open_accounts:
 * @self: the sidebar
 */
void
ss_sidebar_open_accounts (SsSidebar *self)
{
  gtk_menu_button_popup (self->account_button);
}
