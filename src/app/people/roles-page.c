/* roles-page.c: the roles, what each may, and who may act as whom
 *
 * All of it is what the platform says; nothing of the tables is known here.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/roles-page.h"

#include <glib/gi18n-lib.h>

#include "app/people/masquerade-question.h"
#include "app/people/rule-grid.h"
#include "app/widgets/role-badge.h"
#include "app/widgets/status-view.h"
#include "client/role-store.h"

/* A step of the ladder, in pixels: eight of them leave room for the words at 360 pixels. */
#define STEP 10

struct _SsRolesPage
{
  SsPage parent_instance;

  SsStatusView *status;
  GtkWidget *ladder;
  AdwPreferencesGroup *permissions;
  AdwPreferencesGroup *matrix;
  SsMasqueradeQuestion *question;

  GtkWidget *permission_grid; /* (nullable) */
  GtkWidget *matrix_grid;     /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SsRolesPage, ss_roles_page, SS_TYPE_PAGE)

/* How far a permission reaches, for people; «all» is a mark. */
static const struct
{
  const char *scope;
  const char *label;
} scopes[] = {
  { "DEMO", N_ ("demo") },
  { "OWN", N_ ("own") },
  { "OWN_RESOURCE", N_ ("own resource") },
  { "BELOW", N_ ("below") },
};

static SsRoleStore *
get_store (SsRolesPage *self)
{
  return ss_workspace_get_roles (ss_page_get_workspace (SS_PAGE (self)));
}

static const char *
get_own_role (SsRolesPage *self)
{
  SsSession *session = ss_workspace_get_session (ss_page_get_workspace (SS_PAGE (self)));
  SsCurrentUser *user = ss_session_get_current_user (session);

  return user != NULL ? ss_current_user_get_role (user) : NULL;
}

static gboolean
get_permission_cell (SsRoleInfo *column, const SsRuleGridRow *row, const char **text, gpointer data)
{
  const char *scope = ss_role_info_get_permission_scope (column, row->key);

  if (g_strcmp0 (scope, "ALL") == 0)
    return TRUE;
  *text = scope;
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    if (g_strcmp0 (scope, scopes[i].scope) == 0)
      *text = _ (scopes[i].label);
  return FALSE;
}

static gboolean
get_matrix_cell (SsRoleInfo *column, const SsRuleGridRow *row, const char **text, gpointer data)
{
  SsRoleInfo *actor = ss_role_table_find (data, row->key);
  const char *const *targets = actor != NULL ? ss_role_info_get_may_masquerade_as (actor) : NULL;

  return targets != NULL && g_strv_contains (targets, ss_role_info_get_role (column));
}

static void
show_permissions (SsRolesPage *self, SsRoleTable *table)
{
  GListModel *permissions = ss_role_table_get_permissions (table);
  guint n_rows = g_list_model_get_n_items (permissions);
  g_autofree SsRuleGridRow *rows = g_new0 (SsRuleGridRow, n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (SsPermissionInfo) info = g_list_model_get_item (permissions, i);
      const char *description = ss_permission_info_get_description (info);

      rows[i] = (SsRuleGridRow){
        .title = ss_permission_info_get_code (info),
        .detail = description != NULL && *description != '\0' ? _ (description) : NULL,
        .key = ss_permission_info_get_code (info),
      };
    }
  if (self->permission_grid != NULL)
    adw_preferences_group_remove (self->permissions, self->permission_grid);
  self->permission_grid = ss_rule_grid_new (table, _ ("Permission"), rows, n_rows, get_permission_cell, NULL);
  adw_preferences_group_add (self->permissions, self->permission_grid);
}

static void
show_matrix (SsRolesPage *self, SsRoleTable *table)
{
  GListModel *roles = ss_role_table_get_roles (table);
  guint n_rows = g_list_model_get_n_items (roles);
  g_autofree SsRuleGridRow *rows = g_new0 (SsRuleGridRow, n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (SsRoleInfo) role = g_list_model_get_item (roles, i);

      rows[i] = (SsRuleGridRow){
        .title = ss_role_describe (ss_role_info_get_role (role)),
        .key = ss_role_info_get_role (role),
      };
    }
  if (self->matrix_grid != NULL)
    adw_preferences_group_remove (self->matrix, self->matrix_grid);
  self->matrix_grid = ss_rule_grid_new (table, _ ("May act as"), rows, n_rows, get_matrix_cell, table);
  adw_preferences_group_add (self->matrix, self->matrix_grid);
}

/* "Tenant manager, Tenant staff, Customer" */
static char *
join_roles (const char *const *roles)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
    g_strv_builder_add (builder, ss_role_describe (roles[i]));
  names = g_strv_builder_end (builder);
  return g_strjoinv (", ", names);
}

static GtkWidget *
make_caption (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
make_tier (SsRoleInfo *role, guint rank, const char *own_role)
{
  GtkWidget *tier = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *given = join_roles (ss_role_info_get_may_assign (role));

  gtk_widget_add_css_class (tier, "card");
  gtk_widget_add_css_class (tier, "role-tier");
  gtk_widget_set_margin_start (tier, (int) rank * STEP);
  gtk_box_append (GTK_BOX (head), ss_role_badge_new (ss_role_info_get_role (role)));
  if (g_strcmp0 (own_role, ss_role_info_get_role (role)) == 0)
    {
      GtkWidget *own = gtk_label_new (_ ("your role"));

      gtk_widget_add_css_class (own, "caption-heading");
      gtk_box_append (GTK_BOX (head), own);
    }
  gtk_box_append (GTK_BOX (tier), head);
  gtk_box_append (GTK_BOX (tier), make_caption (ss_role_info_get_scope (role)));
  if (*given != '\0' && ss_role_info_get_permission_scope (role, "users.manage") != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("May give: %s"), given);

      gtk_box_append (GTK_BOX (tier), make_caption (text));
    }
  return tier;
}

static void
show_ladder (SsRolesPage *self, SsRoleTable *table)
{
  GListModel *roles = ss_role_table_get_roles (table);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->ladder)) != NULL)
    gtk_box_remove (GTK_BOX (self->ladder), child);
  for (guint i = 0; i < g_list_model_get_n_items (roles); i++)
    {
      g_autoptr (SsRoleInfo) role = g_list_model_get_item (roles, i);

      gtk_box_append (GTK_BOX (self->ladder), make_tier (role, i, get_own_role (self)));
    }
}

static void
table_cb (SsRolesPage *self)
{
  SsRoleTable *table = ss_role_store_get_table (get_store (self));

  if (table == NULL)
    return;
  show_ladder (self, table);
  show_permissions (self, table);
  show_matrix (self, table);
  ss_masquerade_question_set_table (self->question, table);
}

static void
reload_cb (SsRolesPage *self)
{
  ss_role_store_load (get_store (self));
}

static void
ss_roles_page_set_up (SsPage *page)
{
  SsRolesPage *self = SS_ROLES_PAGE (page);

  ss_status_view_follow (self->status, G_OBJECT (get_store (self)));
  g_signal_connect_object (get_store (self), "notify::table", G_CALLBACK (table_cb), self, G_CONNECT_SWAPPED);
  table_cb (self);
}

/* Not everybody looks at it: asked for when it is first shown. */
static void
ss_roles_page_shown (SsPage *page)
{
  SsRolesPage *self = SS_ROLES_PAGE (page);

  if (ss_role_store_get_table (get_store (self)) == NULL)
    ss_role_store_load (get_store (self));
}

static void
ss_roles_page_reload (SsPage *page)
{
  reload_cb (SS_ROLES_PAGE (page));
}

static void
ss_roles_page_class_init (SsRolesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SsPageClass *page_class = SS_PAGE_CLASS (klass);

  page_class->set_up = ss_roles_page_set_up;
  page_class->shown = ss_roles_page_shown;
  page_class->reload = ss_roles_page_reload;

  g_type_ensure (SS_TYPE_STATUS_VIEW);
  g_type_ensure (SS_TYPE_MASQUERADE_QUESTION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/people/roles-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SsRolesPage, status);
  gtk_widget_class_bind_template_child (widget_class, SsRolesPage, ladder);
  gtk_widget_class_bind_template_child (widget_class, SsRolesPage, permissions);
  gtk_widget_class_bind_template_child (widget_class, SsRolesPage, matrix);
  gtk_widget_class_bind_template_child (widget_class, SsRolesPage, question);
  gtk_widget_class_bind_template_callback (widget_class, reload_cb);
}

static void
ss_roles_page_init (SsRolesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
