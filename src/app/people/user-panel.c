/* user-panel.c: everything on one user, beside the list
 *
 * What the one who looks may not see of it, grants or the audit log, is not there.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/user-panel.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/people/audit-row.h"
#include "app/people/user-row.h"
#include "app/plugins/head-scroller.h"
#include "app/widgets/role-badge.h"

struct _SsUserPanel
{
  AdwBin parent_instance;

  GtkWidget *close_button;
  GtkLabel *name_label;
  AdwAvatar *avatar;
  AdwBin *badge_bin;
  GtkLabel *email_label;
  GtkLabel *state_label;
  GtkLabel *seen_label;
  GtkLabel *since_label;
  GtkWidget *grants_box;
  GtkLabel *grants_label;
  GtkListBox *grants_list;
  GtkWidget *audit_box;
  GtkDropDown *audit_drop_down;
  GtkLabel *audit_label;
  GtkListView *audit_view;

  GtkWidget *badge;       /* (unowned): a child */
  SsWorkspace *workspace; /* (owned) (nullable) */
  GTimeZone *zone;        /* (owned) (nullable) */
  SsUser *user;           /* (owned) (nullable) */
  SsPagedList *grants;    /* (owned) (nullable) */
  SsPagedList *entries;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsUserPanel, ss_user_panel, ADW_TYPE_BIN)

static guint close_signal;

static SsSession *
get_session (SsUserPanel *self)
{
  return ss_workspace_get_session (self->workspace);
}

static void
show_facts (SsUserPanel *self)
{
  gint64 moment = ss_user_get_last_login_at (self->user);
  g_autofree char *seen = moment > 0 ? ss_business_format_date (self->zone, moment) : g_strdup (_ ("Never"));
  g_autofree char *seen_at = moment > 0 ? ss_business_format_moment (self->zone, moment) : NULL;
  g_autofree char *since = ss_business_format_date (self->zone, ss_user_get_created_at (self->user));

  gtk_label_set_text (self->name_label, ss_user_get_name (self->user));
  adw_avatar_set_text (self->avatar, ss_user_get_name (self->user));
  ss_role_badge_set_role (self->badge, ss_user_get_role (self->user));
  gtk_label_set_text (self->email_label, ss_user_get_email (self->user));
  gtk_label_set_text (self->state_label, ss_user_status_get_label (ss_user_get_status (self->user)));
  gtk_label_set_text (self->seen_label, seen);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->seen_label), seen_at);
  gtk_label_set_text (self->since_label, since);
}

/* (transfer full): how far a list has come; NULL: it has something to show */
static char *
describe_list (SsPagedList *list, const char *nothing)
{
  const GError *error = ss_paged_list_get_error (list);

  switch (ss_paged_list_get_state (list))
    {
    case SS_LOAD_LOADING:
      return g_strdup (_ ("Loading…"));
    case SS_LOAD_EMPTY:
      return g_strdup (nothing);
    case SS_LOAD_FAILED:
      return g_strdup (error != NULL ? error->message : "");
    case SS_LOAD_OFFLINE:
    case SS_LOAD_READY:
    default:
      return NULL;
    }
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* Grants */

static void
add_grant (SsUserPanel *self, SsPermissionGrant *grant)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *end = ss_business_format_moment (self->zone, ss_permission_grant_get_expires_at (grant));
  /* Translators: when a permission ends, and why it was given */
  g_autofree char *text = g_strdup_printf (_ ("Until %s · %s"), end, ss_permission_grant_get_reason (grant));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ss_permission_grant_get_action (grant));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_list_box_append (self->grants_list, row);
}

/* There are few at a time, on one page. */
static void
grants_cb (SsUserPanel *self)
{
  g_autofree char *text = describe_list (self->grants, _ ("Nothing at present."));
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->grants_list))) != NULL)
    gtk_list_box_remove (self->grants_list, row);
  for (guint i = 0; text == NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->grants)); i++)
    {
      g_autoptr (SsListItem) item = g_list_model_get_item (G_LIST_MODEL (self->grants), i);

      if (ss_list_item_get_model (item) != NULL)
        add_grant (self, SS_PERMISSION_GRANT (ss_list_item_get_model (item)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->grants_list),
                          gtk_widget_get_first_child (GTK_WIDGET (self->grants_list)) != NULL);
  show_text (self->grants_label, text);
}

static void
show_grants (SsUserPanel *self)
{
  gboolean may = self->user != NULL && ss_session_may (get_session (self), "grants.view");
  g_autoptr (GString) query = ss_query_new ();

  g_clear_object (&self->grants);
  gtk_widget_set_visible (self->grants_box, may);
  if (!may)
    return;
  ss_query_add (query, "grantee_id", ss_user_get_id (self->user));
  ss_query_add (query, "status", "ACTIVE");
  self->grants = ss_paged_list_new (get_session (self), "/permission-grants/", SS_TYPE_PERMISSION_GRANT);
  g_signal_connect_object (self->grants, "notify", G_CALLBACK (grants_cb), self, G_CONNECT_SWAPPED);
  ss_paged_list_set_query (self->grants, query->str);
  grants_cb (self);
}

/* The audit log */

static void
entries_cb (SsUserPanel *self)
{
  g_autofree char *text = describe_list (self->entries, _ ("Nothing is written down."));

  show_text (self->audit_label, text);
}

static void
show_entries (SsUserPanel *self)
{
  gboolean may = self->user != NULL && ss_session_may (get_session (self), "audit.view");
  gboolean is_about = gtk_drop_down_get_selected (self->audit_drop_down) == 1;
  g_autoptr (GString) query = ss_query_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_list_view_set_model (self->audit_view, NULL);
  g_clear_object (&self->entries);
  gtk_widget_set_visible (self->audit_box, may);
  if (!may)
    return;
  ss_query_add (query, is_about ? "target" : "actor", ss_user_get_id (self->user));
  /* On the platform's own host its own log is meant otherwise; elsewhere it is said anyway. */
  if (ss_account_get_tenant (ss_session_get_account (get_session (self))) == NULL)
    ss_query_add (query, "tenant_id", ss_user_get_tenant_id (self->user));
  self->entries = ss_paged_list_new (get_session (self), "/audit-log/", SS_TYPE_AUDIT_ENTRY);
  g_signal_connect_object (self->entries, "notify", G_CALLBACK (entries_cb), self, G_CONNECT_SWAPPED);
  ss_paged_list_set_query (self->entries, query->str);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->entries))));
  gtk_list_view_set_model (self->audit_view, selection);
  entries_cb (self);
}

static void
audit_selected_cb (SsUserPanel *self)
{
  if (self->workspace != NULL)
    show_entries (self);
}

static void
close_cb (SsUserPanel *self)
{
  g_signal_emit (self, close_signal, 0);
}

static void
ss_user_panel_dispose (GObject *object)
{
  SsUserPanel *self = SS_USER_PANEL (object);

  if (self->audit_view != NULL)
    gtk_list_view_set_model (self->audit_view, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->grants);
  g_clear_object (&self->entries);
  g_clear_object (&self->user);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (ss_user_panel_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsUserPanel, child)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (close_button);
  BIND (name_label);
  BIND (avatar);
  BIND (badge_bin);
  BIND (email_label);
  BIND (state_label);
  BIND (seen_label);
  BIND (since_label);
  BIND (grants_box);
  BIND (grants_label);
  BIND (grants_list);
  BIND (audit_box);
  BIND (audit_drop_down);
  BIND (audit_label);
  BIND (audit_view);
}

static void
ss_user_panel_class_init (SsUserPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_user_panel_dispose;
  close_signal = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (SS_TYPE_HEAD_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/people/user-panel.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, audit_selected_cb);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Escape, 0, "close", NULL);
}

static void
ss_user_panel_init (SsUserPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->badge = ss_role_badge_new (NULL);
  adw_bin_set_child (self->badge_bin, self->badge);
}

void
ss_user_panel_set_workspace (SsUserPanel *self, SsWorkspace *workspace)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  g_set_object (&self->workspace, workspace);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = ss_business_get_zone (workspace);
  factory = ss_audit_row_factory_new (self->zone);
  gtk_list_view_set_factory (self->audit_view, factory);
}

/**
 * ss_user_panel_set_user:
 * @self: the panel
 * @user: (nullable): whom to show
 */
void
ss_user_panel_set_user (SsUserPanel *self, SsUser *user)
{
  g_return_if_fail (SS_IS_USER_PANEL (self));

  if (user == self->user)
    return;
  if (self->user != NULL)
    g_signal_handlers_disconnect_by_func (self->user, show_facts, self);
  g_set_object (&self->user, user);
  if (user != NULL)
    {
      g_signal_connect_object (user, "notify", G_CALLBACK (show_facts), self, G_CONNECT_SWAPPED);
      show_facts (self);
    }
  show_grants (self);
  show_entries (self);
}

SsUser *
ss_user_panel_get_user (SsUserPanel *self)
{
  g_return_val_if_fail (SS_IS_USER_PANEL (self), NULL);

  return self->user;
}

void
ss_user_panel_reload (SsUserPanel *self)
{
  if (self->grants != NULL)
    ss_paged_list_reload (self->grants);
  if (self->entries != NULL)
    ss_paged_list_reload (self->entries);
}

void
ss_user_panel_focus (SsUserPanel *self)
{
  gtk_widget_grab_focus (self->close_button);
}
