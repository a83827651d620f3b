/* tenants-page.c: the businesses on the platform, and what is done with each
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/platform/tenants-page.h"

#include <glib/gi18n-lib.h>

#include "app/platform/tenant-dialog.h"
#include "app/platform/tenant-flow.h"
#include "app/platform/tenant-row.h"
#include "app/widgets/status-view.h"

struct _SsTenantsPage
{
  SsPage parent_instance;

  GtkWidget *search_entry;
  GtkWidget *create_button;
  GtkDropDown *tier_drop_down;
  GtkDropDown *status_drop_down;
  SsStatusView *status;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GtkStack *empty_stack;
  GtkLabel *count_label;

  GSimpleActionGroup *actions; /* (owned) */
  char *search;                /* (owned) */
  const char *wanted_tier;     /* (nullable): of the model's choices */
  const char *wanted_status;   /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SsTenantsPage, ss_tenants_page, SS_TYPE_PAGE)

static SsTenantStore *
get_store (SsTenantsPage *self)
{
  return ss_workspace_get_tenants (ss_page_get_workspace (SS_PAGE (self)));
}

static SsSession *
get_session (SsTenantsPage *self)
{
  return ss_workspace_get_session (ss_page_get_workspace (SS_PAGE (self)));
}

static gboolean
is_filtered (SsTenantsPage *self)
{
  return *self->search != '\0' || self->wanted_tier != NULL || self->wanted_status != NULL;
}

static void
apply_filter (SsTenantsPage *self, gboolean typing)
{
  if (ss_page_get_workspace (SS_PAGE (self)) == NULL)
    return;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  ss_tenant_store_set_filter (get_store (self), self->search, self->wanted_tier, self->wanted_status, typing);
}

static void
count_cb (SsTenantsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (ss_tenant_store_get_tenants (get_store (self))));
  g_autofree char *number = g_strdup_printf ("%'u", n);
  g_autofree char *text = NULL;

  /* Translators: %s is a number. */
  text = g_strdup_printf (is_filtered (self) ? ngettext ("%s tenant found", "%s tenants found", n)
                                             : ngettext ("%s tenant", "%s tenants", n),
                          number);
  gtk_label_set_text (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), n > 0);
  gtk_stack_set_visible_child_name (self->empty_stack, is_filtered (self) ? "not-found" : "none");
}

static void
search_changed_cb (SsTenantsPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  if (g_str_equal (text, self->search))
    return;
  g_free (self->search);
  self->search = g_steal_pointer (&text);
  apply_filter (self, TRUE);
}

static void
stop_search_cb (SsTenantsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
filter_selected_cb (SsTenantsPage *self)
{
  guint tier = gtk_drop_down_get_selected (self->tier_drop_down);
  guint status = gtk_drop_down_get_selected (self->status_drop_down);
  const char *wanted_tier =
      tier > 0 && tier != GTK_INVALID_LIST_POSITION ? ss_model_subscription_tier_choice (tier - 1) : NULL;
  const char *wanted_status =
      status > 0 && status != GTK_INVALID_LIST_POSITION ? ss_model_tenant_status_choice (status - 1) : NULL;

  if (wanted_tier == self->wanted_tier && wanted_status == self->wanted_status)
    return;
  self->wanted_tier = wanted_tier;
  self->wanted_status = wanted_status;
  apply_filter (self, FALSE);
}

/* Enter on a row opens its menu, as the button does. */
static void
activate_cb (SsTenantsPage *self)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->view));
  GtkWidget *row = focused != NULL ? gtk_widget_get_first_child (focused) : NULL;

  if (SS_IS_TENANT_ROW (row))
    ss_tenant_row_enter (SS_TENANT_ROW (row));
}

static void
reload_cb (SsTenantsPage *self)
{
  ss_page_reload (SS_PAGE (self));
}

/* Actions */

static SsTenant *
find_tenant (SsTenantsPage *self, const char *id)
{
  return (SsTenant *) ss_paged_list_find (ss_tenant_store_get_tenants (get_store (self)), id);
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_grab_focus (SS_TENANTS_PAGE (user_data)->search_entry);
}

static void
reset_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsTenantsPage *self = user_data;

  gtk_drop_down_set_selected (self->tier_drop_down, 0);
  gtk_drop_down_set_selected (self->status_drop_down, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
set_tier_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *id, *tier;

  g_variant_get (parameter, "(&s&s)", &id, &tier);
  if (find_tenant (user_data, id) != NULL)
    ss_tenant_flow_set_tier (SS_PAGE (user_data), find_tenant (user_data, id), tier);
}

static void
set_status_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *id, *status;

  g_variant_get (parameter, "(&s&s)", &id, &status);
  if (find_tenant (user_data, id) != NULL)
    ss_tenant_flow_set_status (SS_PAGE (user_data), find_tenant (user_data, id), status);
}

static void
delete_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsTenant *tenant = find_tenant (user_data, g_variant_get_string (parameter, NULL));

  if (tenant != NULL)
    ss_tenant_flow_delete (SS_PAGE (user_data), tenant);
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (user_data), g_variant_get_string (parameter, NULL));
  ss_page_toast_text (user_data, _ ("The domain was copied."));
}

static void
create_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_tenant_dialog_present (user_data);
}

static const GActionEntry entries[] = {
  { .name = "create", .activate = create_action },
  { .name = "search", .activate = search_action },
  { .name = "reset", .activate = reset_action },
  { .name = "set-tier", .activate = set_tier_action, .parameter_type = "(ss)" },
  { .name = "set-status", .activate = set_status_action, .parameter_type = "(ss)" },
  { .name = "delete", .activate = delete_action, .parameter_type = "s" },
  { .name = "copy-domain", .activate = copy_action, .parameter_type = "s" },
};

/* Who may only look is not offered it. */
static void
update_actions (SsTenantsPage *self)
{
  GAction *create = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "create");
  gboolean may = ss_session_may (get_session (self), "tenants.manage");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (create), may);
  gtk_widget_set_visible (self->create_button, may);
}

static void
ss_tenants_page_set_up (SsPage *page)
{
  SsTenantsPage *self = SS_TENANTS_PAGE (page);
  SsPagedList *tenants = ss_tenant_store_get_tenants (get_store (self));
  GtkNoSelection *selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (tenants)));
  g_autoptr (GtkListItemFactory) factory = ss_tenant_row_factory_new (get_session (self));

  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  g_signal_connect_object (tenants, "items-changed", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);
  ss_status_view_follow (self->status, G_OBJECT (tenants));
  g_signal_connect_object (get_session (self), "notify::current-user", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  apply_filter (self, FALSE);
  count_cb (self);
}

static void
ss_tenants_page_reload (SsPage *page)
{
  ss_paged_list_reload (ss_tenant_store_get_tenants (get_store (SS_TENANTS_PAGE (page))));
}

static void
ss_tenants_page_start_search (SsPage *page)
{
  gtk_widget_grab_focus (SS_TENANTS_PAGE (page)->search_entry);
}

static void
ss_tenants_page_dispose (GObject *object)
{
  g_clear_object (&SS_TENANTS_PAGE (object)->actions);
  G_OBJECT_CLASS (ss_tenants_page_parent_class)->dispose (object);
}

static void
ss_tenants_page_finalize (GObject *object)
{
  g_free (SS_TENANTS_PAGE (object)->search);
  G_OBJECT_CLASS (ss_tenants_page_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsTenantsPage, child)
#define BIND_CALLBACK(callback) gtk_widget_class_bind_template_callback (widget_class, callback)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/platform/tenants-page.ui");
  BIND (search_entry);
  BIND (create_button);
  BIND (tier_drop_down);
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
}

static void
ss_tenants_page_class_init (SsTenantsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SsPageClass *page_class = SS_PAGE_CLASS (klass);

  object_class->dispose = ss_tenants_page_dispose;
  object_class->finalize = ss_tenants_page_finalize;
  page_class->set_up = ss_tenants_page_set_up;
  page_class->reload = ss_tenants_page_reload;
  page_class->start_search = ss_tenants_page_start_search;
  g_type_ensure (SS_TYPE_STATUS_VIEW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
fill_drop_downs (SsTenantsPage *self)
{
  g_autoptr (GtkStringList) tiers = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) statuses = gtk_string_list_new (NULL);

  gtk_string_list_append (tiers, _ ("All tiers"));
  for (guint i = 0; ss_model_subscription_tier_choice (i) != NULL; i++)
    gtk_string_list_append (tiers, ss_tenant_tier_get_label (ss_model_subscription_tier_choice (i)));
  gtk_drop_down_set_model (self->tier_drop_down, G_LIST_MODEL (tiers));
  gtk_string_list_append (statuses, _ ("All states"));
  for (guint i = 0; ss_model_tenant_status_choice (i) != NULL; i++)
    gtk_string_list_append (statuses, ss_tenant_status_get_label (ss_model_tenant_status_choice (i)));
  gtk_drop_down_set_model (self->status_drop_down, G_LIST_MODEL (statuses));
}

static void
ss_tenants_page_init (SsTenantsPage *self)
{
  self->search = g_strdup ("");
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "tenants", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_drop_downs (self);
}
