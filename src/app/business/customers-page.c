/* customers-page.c: who books, to be found, changed and added
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/customers-page.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/business/customer-columns.h"
#include "app/business/customer-files.h"
#include "app/business/customer-flow.h"
#include "app/business/customer-panel.h"
#include "app/widgets/menu-button-name.h"
#include "app/widgets/status-view.h"

/* Where the details stand beside the list, and how wide they are. */
#define FOLD_WIDTH 760
#define PANEL_WIDTH 380

struct _SsCustomersPage
{
  SsPage parent_instance;

  GtkWidget *list_box;
  GtkWidget *separator;
  GtkWidget *search_entry;
  GtkDropDown *status_drop_down;
  GtkWidget *new_button;
  SsStatusView *status;
  GtkWidget *scroller;
  GtkColumnView *view;
  GtkStack *empty_stack;
  GtkLabel *count_label;
  SsCustomerPanel *panel;
  GtkMenuButton *menu_button;
  GtkRevealer *export_revealer;
  GtkProgressBar *export_bar;

  SsCustomerFiles *files;        /* (owned) (nullable) */
  SsCustomerColumns *columns;    /* (owned) (nullable) */
  GtkSingleSelection *selection; /* (owned) (nullable) */
  SsListItem *opening;           /* (owned) (nullable): chosen before its page had come */
  GSimpleActionGroup *actions;   /* (owned) */
  char *search;                  /* (owned) */
  char *wanted_status;           /* (owned) (nullable) */
  guint fit_source;
  int width;
  int list_width;
};

G_DEFINE_FINAL_TYPE (SsCustomersPage, ss_customers_page, SS_TYPE_PAGE)

typedef enum
{
  PROP_SEARCH = 1,
  PROP_STATUS,
} SsCustomersPageProperty;

static GParamSpec *properties[PROP_STATUS + 1];

static SsCustomerStore *
get_store (SsCustomersPage *self)
{
  return ss_workspace_get_customers (ss_page_get_workspace (SS_PAGE (self)));
}

static gboolean
is_filtered (SsCustomersPage *self)
{
  return *self->search != '\0' || self->wanted_status != NULL;
}

static void
apply_filter (SsCustomersPage *self, gboolean typing)
{
  const SsCustomerFilter filter = {
    .search = self->search,
    .status = self->wanted_status,
    .ordering = self->columns != NULL ? ss_customer_columns_get_ordering (self->columns) : NULL,
  };

  if (ss_page_get_workspace (SS_PAGE (self)) == NULL)
    return;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  ss_customer_store_set_filter (get_store (self), &filter, typing);
}

static void
count_cb (SsCustomersPage *self)
{
  SsPagedList *customers = ss_customer_store_get_customers (get_store (self));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (customers));
  g_autofree char *number = g_strdup_printf ("%'u", n);
  g_autofree char *text = NULL;

  /* Translators: %s is a number. */
  text = g_strdup_printf (is_filtered (self) ? ngettext ("%s customer found", "%s customers found", n)
                                             : ngettext ("%s customer", "%s customers", n),
                          number);
  gtk_label_set_text (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), n > 0);
  gtk_stack_set_visible_child_name (self->empty_stack, is_filtered (self) ? "not-found" : "none");
}

/* Where there is room for one alone, the details take the list's place. */
static void
show_sides (SsCustomersPage *self)
{
  gboolean is_open = ss_customer_panel_get_customer (self->panel) != NULL;
  gboolean is_narrow = self->width < FOLD_WIDTH;

  gtk_widget_set_visible (GTK_WIDGET (self->panel), is_open);
  gtk_widget_set_visible (self->separator, is_open && !is_narrow);
  gtk_widget_set_visible (self->list_box, !is_open || !is_narrow);
  gtk_widget_set_hexpand (GTK_WIDGET (self->panel), is_narrow);
  gtk_widget_set_size_request (GTK_WIDGET (self->panel), is_narrow ? -1 : PANEL_WIDTH, -1);
  gtk_column_view_set_single_click_activate (self->view, is_narrow);
}

static void
show_customer (SsCustomersPage *self, SsCustomer *customer)
{
  ss_customer_panel_set_customer (self->panel, customer);
  show_sides (self);
  /* What had the focus is gone. */
  if (customer != NULL && self->width < FOLD_WIDTH)
    ss_customer_panel_focus (self->panel);
}

static void
opening_cb (SsCustomersPage *self)
{
  SsModel *model = ss_list_item_get_model (self->opening);

  if (model == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->opening, opening_cb, self);
  g_clear_object (&self->opening);
  show_customer (self, SS_CUSTOMER (model));
}

static void
open_item (SsCustomersPage *self, SsListItem *item)
{
  if (self->opening != NULL)
    g_signal_handlers_disconnect_by_func (self->opening, opening_cb, self);
  g_clear_object (&self->opening);
  if (item == NULL)
    return;
  g_set_object (&self->opening, item);
  g_signal_connect_object (item, "notify::model", G_CALLBACK (opening_cb), self, G_CONNECT_SWAPPED);
  opening_cb (self);
}

static void
activate_cb (SsCustomersPage *self, guint position)
{
  g_autoptr (SsListItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  open_item (self, item);
}

/* Beside the list the details follow what is chosen; over it they would hide that. */
static void
selected_cb (SsCustomersPage *self)
{
  if (self->width >= FOLD_WIDTH)
    open_item (self, gtk_single_selection_get_selected_item (self->selection));
}

/* The focus goes back to the list; where there is none, to the search that found nothing. */
static void
close_cb (SsCustomersPage *self)
{
  show_customer (self, NULL);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0
      || !gtk_widget_grab_focus (GTK_WIDGET (self->view)))
    gtk_widget_grab_focus (self->search_entry);
}

static void
change_cb (SsCustomersPage *self, SsCustomer *customer, SsCustomer *patch)
{
  ss_customer_flow_change (SS_PAGE (self), customer, patch, ss_customer_panel_get_form (self->panel));
}

static void
delete_cb (SsCustomersPage *self)
{
  ss_customer_flow_delete (SS_PAGE (self), ss_customer_panel_get_customer (self->panel));
}

/* What is shown beside the list goes with its row. */
static void
items_changed_cb (SsCustomersPage *self, guint position, guint removed, guint added)
{
  SsCustomer *shown = ss_customer_panel_get_customer (self->panel);

  count_cb (self);
  if (shown != NULL && removed == 1 && added == 0
      && ss_paged_list_find (ss_customer_store_get_customers (get_store (self)), ss_customer_get_id (shown))
             == NULL)
    close_cb (self);
}

static void
created_cb (SsPage *page, SsCustomer *customer)
{
  SsCustomersPage *self = SS_CUSTOMERS_PAGE (page);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  show_customer (self, customer);
}

static void
set_search (SsCustomersPage *self, const char *search)
{
  g_autofree char *text = g_strstrip (g_strdup (search != NULL ? search : ""));

  if (g_str_equal (text, self->search))
    return;
  g_free (self->search);
  self->search = g_steal_pointer (&text);
  if (g_ascii_strcasecmp (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), self->search) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), self->search);
  apply_filter (self, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

static void
set_status (SsCustomersPage *self, const char *status)
{
  guint selected = 0;

  for (guint i = 0; ss_model_customer_status_choice (i) != NULL; i++)
    if (g_strcmp0 (ss_model_customer_status_choice (i), status) == 0)
      selected = i + 1;
  if (selected == 0)
    status = NULL;
  if (g_strcmp0 (self->wanted_status, status) == 0)
    return;
  g_free (self->wanted_status);
  self->wanted_status = g_strdup (status);
  gtk_drop_down_set_selected (self->status_drop_down, selected);
  apply_filter (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

static void
search_changed_cb (SsCustomersPage *self)
{
  set_search (self, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
stop_search_cb (SsCustomersPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
status_selected_cb (SsCustomersPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->status_drop_down);

  set_status (self, selected > 0 ? ss_model_customer_status_choice (selected - 1) : NULL);
}

static void
ordering_cb (SsCustomersPage *self)
{
  apply_filter (self, FALSE);
}

static void
reload_cb (SsCustomersPage *self)
{
  ss_page_reload (SS_PAGE (self));
}

/* Which columns there are room for changes sizes, which must not happen while they are given out. */
static gboolean
fit_cb (gpointer user_data)
{
  SsCustomersPage *self = user_data;

  self->fit_source = 0;
  show_sides (self);
  if (self->columns != NULL)
    ss_customer_columns_fit (self->columns, self->list_width);
  return G_SOURCE_REMOVE;
}

static void
fit_soon (SsCustomersPage *self, int *width, int now)
{
  if (*width != now && self->fit_source == 0)
    self->fit_source = g_idle_add_full (G_PRIORITY_DEFAULT, fit_cb, self, NULL);
  *width = now;
}

static void
page_resize_cb (SsCustomersPage *self, int width)
{
  fit_soon (self, &self->width, width);
}

static void
list_resize_cb (SsCustomersPage *self, int width)
{
  fit_soon (self, &self->list_width, width);
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_grab_focus (SS_CUSTOMERS_PAGE (user_data)->search_entry);
}

static void
reset_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_object_set (user_data, "search", "", "status", NULL, NULL);
}

static void
new_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_customer_flow_create (SS_PAGE (user_data), created_cb);
}

static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_customer_files_choose_import (SS_CUSTOMERS_PAGE (user_data)->files);
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_customer_files_choose_export (SS_CUSTOMERS_PAGE (user_data)->files);
}

static void
stop_export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_customer_files_stop (SS_CUSTOMERS_PAGE (user_data)->files);
}

static const GActionEntry actions[] = {
  { .name = "search", .activate = search_action }, { .name = "reset", .activate = reset_action },
  { .name = "new", .activate = new_action },       { .name = "import", .activate = import_action },
  { .name = "export", .activate = export_action }, { .name = "stop-export", .activate = stop_export_action },
};

static void
set_enabled (SsCustomersPage *self, const char *name, gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

static void
apply_permissions (SsCustomersPage *self)
{
  const char *obstacle = ss_business_get_obstacle (ss_page_get_workspace (SS_PAGE (self)), "customers.edit");
  const char *export_obstacle = ss_customer_files_get_export_obstacle (self->files);
  gboolean is_exporting = ss_customer_files_get_is_exporting (self->files);

  set_enabled (self, "new", obstacle == NULL);
  set_enabled (self, "import", obstacle == NULL);
  set_enabled (self, "export", export_obstacle == NULL && !is_exporting);
  set_enabled (self, "stop-export", is_exporting);
  gtk_widget_set_tooltip_text (self->new_button, obstacle != NULL ? obstacle : _ ("New Customer (Ctrl+N)"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button),
                               export_obstacle != NULL ? export_obstacle : _ ("Import and Export"));
  gtk_revealer_set_reveal_child (self->export_revealer, is_exporting);
}

static void
progress_cb (SsCustomersPage *self, double fraction, const char *text)
{
  gtk_progress_bar_set_fraction (self->export_bar, fraction);
  gtk_progress_bar_set_text (self->export_bar, text);
}

/* A permission that was granted for a while comes and goes. */
static void
user_changed_cb (SsCustomersPage *self)
{
  SsWorkspace *workspace = ss_page_get_workspace (SS_PAGE (self));

  if (ss_session_get_current_user (ss_workspace_get_session (workspace)) == NULL)
    return;
  apply_permissions (self);
  ss_customer_panel_set_workspace (self->panel, workspace);
}

static void
ss_customers_page_set_up (SsPage *page)
{
  SsCustomersPage *self = SS_CUSTOMERS_PAGE (page);
  SsWorkspace *workspace = ss_page_get_workspace (page);
  SsPagedList *customers = ss_customer_store_get_customers (get_store (self));

  ss_customer_panel_set_workspace (self->panel, workspace);
  self->columns = ss_customer_columns_new (self->view, workspace);
  g_signal_connect_object (self->columns, "notify::ordering", G_CALLBACK (ordering_cb), self,
                           G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (customers)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (customers, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  ss_status_view_follow (self->status, G_OBJECT (customers));
  self->files = ss_customer_files_new (page);
  g_signal_connect_object (self->files, "notify::is-exporting", G_CALLBACK (apply_permissions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->files, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ss_workspace_get_session (workspace), "notify::current-user",
                           G_CALLBACK (user_changed_cb), self, G_CONNECT_SWAPPED);
  apply_permissions (self);
  apply_filter (self, FALSE);
  count_cb (self);
}

static void
ss_customers_page_reload (SsPage *page)
{
  SsCustomersPage *self = SS_CUSTOMERS_PAGE (page);

  ss_paged_list_reload (ss_customer_store_get_customers (get_store (self)));
  ss_customer_panel_reload (self->panel);
}

static void
ss_customers_page_start_search (SsPage *page)
{
  gtk_widget_grab_focus (SS_CUSTOMERS_PAGE (page)->search_entry);
}

static GVariant *
ss_customers_page_save_state (SsPage *page)
{
  SsCustomersPage *self = SS_CUSTOMERS_PAGE (page);
  const char *ordering = self->columns != NULL ? ss_customer_columns_get_ordering (self->columns) : NULL;
  GVariantDict state;

  g_variant_dict_init (&state, NULL);
  g_variant_dict_insert (&state, "search", "s", self->search);
  if (self->wanted_status != NULL)
    g_variant_dict_insert (&state, "status", "s", self->wanted_status);
  if (ordering != NULL)
    g_variant_dict_insert (&state, "ordering", "s", ordering);
  return g_variant_dict_end (&state);
}

static void
ss_customers_page_restore_state (SsPage *page, GVariant *state)
{
  SsCustomersPage *self = SS_CUSTOMERS_PAGE (page);
  const char *text;

  if (g_variant_lookup (state, "search", "&s", &text))
    set_search (self, text);
  if (g_variant_lookup (state, "status", "&s", &text))
    set_status (self, text);
  if (g_variant_lookup (state, "ordering", "&s", &text) && self->columns != NULL)
    ss_customer_columns_set_ordering (self->columns, text);
}

static void
ss_customers_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SsCustomersPage *self = SS_CUSTOMERS_PAGE (object);

  switch ((SsCustomersPageProperty) id)
    {
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->wanted_status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_customers_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  SsCustomersPage *self = SS_CUSTOMERS_PAGE (object);

  switch ((SsCustomersPageProperty) id)
    {
    case PROP_SEARCH:
      set_search (self, g_value_get_string (value));
      break;
    case PROP_STATUS:
      set_status (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_customers_page_dispose (GObject *object)
{
  SsCustomersPage *self = SS_CUSTOMERS_PAGE (object);

  g_clear_handle_id (&self->fit_source, g_source_remove);
  if (self->files != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->files, self);
      ss_customer_files_stop (self->files);
    }
  g_clear_object (&self->files);
  if (self->opening != NULL)
    g_signal_handlers_disconnect_by_func (self->opening, opening_cb, self);
  g_clear_object (&self->opening);
  /* The template's end unparents a bound child, which the bin would do again. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->columns);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (ss_customers_page_parent_class)->dispose (object);
}

static void
ss_customers_page_finalize (GObject *object)
{
  SsCustomersPage *self = SS_CUSTOMERS_PAGE (object);

  g_free (self->search);
  g_free (self->wanted_status);

  G_OBJECT_CLASS (ss_customers_page_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsCustomersPage, child)
#define BIND_CALLBACK(callback) gtk_widget_class_bind_template_callback (widget_class, callback)

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SS_TYPE_STATUS_VIEW);
  g_type_ensure (SS_TYPE_CUSTOMER_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/business/customers-page.ui");
  BIND (list_box);
  BIND (separator);
  BIND (search_entry);
  BIND (status_drop_down);
  BIND (new_button);
  BIND (status);
  BIND (scroller);
  BIND (view);
  BIND (empty_stack);
  BIND (count_label);
  BIND (panel);
  BIND (menu_button);
  BIND (export_revealer);
  BIND (export_bar);
  BIND_CALLBACK (activate_cb);
  BIND_CALLBACK (change_cb);
  BIND_CALLBACK (close_cb);
  BIND_CALLBACK (delete_cb);
  BIND_CALLBACK (list_resize_cb);
  BIND_CALLBACK (page_resize_cb);
  BIND_CALLBACK (reload_cb);
  BIND_CALLBACK (search_changed_cb);
  BIND_CALLBACK (status_selected_cb);
  BIND_CALLBACK (stop_search_cb);
}

static void
ss_customers_page_class_init (SsCustomersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SsPageClass *page_class = SS_PAGE_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = ss_customers_page_dispose;
  object_class->finalize = ss_customers_page_finalize;
  object_class->get_property = ss_customers_page_get_property;
  object_class->set_property = ss_customers_page_set_property;
  page_class->set_up = ss_customers_page_set_up;
  page_class->reload = ss_customers_page_reload;
  page_class->start_search = ss_customers_page_start_search;
  page_class->save_state = ss_customers_page_save_state;
  page_class->restore_state = ss_customers_page_restore_state;
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, "", flags);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "customers.new", NULL);
}

static void
ss_customers_page_init (SsCustomersPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->search = g_strdup ("");
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "customers", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  ss_menu_button_name_by_tooltip (self->menu_button);
  gtk_string_list_append (labels, _ ("All"));
  for (guint i = 0; ss_model_customer_status_choice (i) != NULL; i++)
    gtk_string_list_append (labels, ss_customer_status_get_label (ss_model_customer_status_choice (i)));
  gtk_drop_down_set_model (self->status_drop_down, G_LIST_MODEL (labels));
}
