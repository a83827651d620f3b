/* customer-panel.c: everything on one customer, beside the list
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/customer-panel.h"

#include <glib/gi18n-lib.h>

#include "app/business/booking-line.h"
#include "app/business/business-words.h"
#include "app/business/customer-form.h"
#include "app/plugins/head-scroller.h"
#include "app/widgets/money-text.h"

struct _SsCustomerPanel
{
  AdwBin parent_instance;

  GtkLabel *name_label;
  GtkWidget *close_button;
  GtkWidget *delete_button;
  GtkLabel *spend_label;
  GtkLabel *visit_label;
  GtkLabel *no_shows_label;
  AdwBin *form_bin;
  GtkLabel *history_label;
  GtkListView *history;

  SsCustomerForm *form;   /* (unowned): a child */
  SsWorkspace *workspace; /* (owned) (nullable) */
  GTimeZone *zone;        /* (owned) (nullable) */
  SsCustomer *customer;   /* (owned) (nullable) */
  SsCustomer *tried;      /* (owned) (nullable): what was sent last */
  SsPagedList *bookings;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsCustomerPanel, ss_customer_panel, ADW_TYPE_BIN)

enum
{
  CHANGE,
  DELETE,
  CLOSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_facts (SsCustomerPanel *self)
{
  g_autofree char *spend = ss_money_to_text (ss_customer_get_total_spend (self->customer),
                                             ss_business_get_currency (self->workspace));
  g_autofree char *visit =
      ss_customer_has_last_visit (self->customer)
          ? ss_business_format_date (self->zone, ss_customer_get_last_visit (self->customer))
          : g_strdup (_ ("Never"));
  g_autofree char *no_shows =
      g_strdup_printf ("%" G_GINT64_FORMAT, ss_customer_get_no_show_count (self->customer));

  gtk_label_set_text (self->name_label, ss_customer_get_name (self->customer));
  gtk_label_set_text (self->spend_label, spend);
  gtk_label_set_text (self->visit_label, visit);
  gtk_label_set_text (self->no_shows_label, no_shows);
}

static void
customer_cb (SsCustomerPanel *self, GParamSpec *pspec)
{
  show_facts (self);
  ss_customer_form_show (self->form, self->customer, pspec->name);
}

static void
bookings_cb (SsCustomerPanel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->bookings));
  const GError *error = ss_paged_list_get_error (self->bookings);
  g_autofree char *text = NULL;

  switch (ss_paged_list_get_state (self->bookings))
    {
    case SS_LOAD_LOADING:
      text = g_strdup (_ ("Loading…"));
      break;
    case SS_LOAD_EMPTY:
      text = g_strdup (_ ("None yet."));
      break;
    case SS_LOAD_FAILED:
      text = g_strdup (error != NULL ? error->message : "");
      break;
    case SS_LOAD_OFFLINE:
    case SS_LOAD_READY:
    default:
      text = g_strdup_printf (ngettext ("%u booking, newest first", "%u bookings, newest first", n), n);
      break;
    }
  gtk_label_set_text (self->history_label, text);
}

static void
show_bookings (SsCustomerPanel *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_list_view_set_model (self->history, NULL);
  g_clear_object (&self->bookings);
  if (self->customer == NULL)
    return;
  self->bookings = ss_customer_store_list_appointments (ss_workspace_get_customers (self->workspace),
                                                        ss_customer_get_id (self->customer));
  g_signal_connect_object (self->bookings, "notify", G_CALLBACK (bookings_cb), self, G_CONNECT_SWAPPED);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->bookings))));
  gtk_list_view_set_model (self->history, selection);
  bookings_cb (self);
}

static void
set_up_booking_cb (SsCustomerPanel *self, GtkListItem *row)
{
  gtk_list_item_set_activatable (row, FALSE);
  gtk_list_item_set_child (row, ss_booking_line_new (self->zone));
}

static void
bind_booking_cb (SsCustomerPanel *self, GtkListItem *row)
{
  ss_booking_line_set_item (SS_BOOKING_LINE (gtk_list_item_get_child (row)), gtk_list_item_get_item (row));
}

static void
apply_cb (SsCustomerPanel *self)
{
  g_autoptr (SsCustomer) edited = NULL;
  g_autoptr (SsCustomer) patch = NULL;

  if (self->customer == NULL)
    return;
  edited = ss_model_copy (SS_MODEL (self->customer));
  ss_customer_form_apply (self->form, edited);
  patch = ss_model_make_patch (SS_MODEL (self->customer), SS_MODEL (edited));
  if (patch == NULL)
    return;
  g_set_object (&self->tried, edited);
  g_signal_emit (self, signals[CHANGE], 0, self->customer, patch);
}

/* What was refused is written there again, to be put right. */
static void
refused_cb (SsCustomerPanel *self)
{
  if (self->tried != NULL && self->customer != NULL
      && g_strcmp0 (ss_customer_get_id (self->tried), ss_customer_get_id (self->customer)) == 0)
    ss_customer_form_show (self->form, self->tried, NULL);
}

static void
delete_cb (SsCustomerPanel *self)
{
  g_signal_emit (self, signals[DELETE], 0);
}

static void
close_cb (SsCustomerPanel *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
ss_customer_panel_dispose (GObject *object)
{
  SsCustomerPanel *self = SS_CUSTOMER_PANEL (object);

  if (self->history != NULL)
    gtk_list_view_set_model (self->history, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->bookings);
  g_clear_object (&self->customer);
  g_clear_object (&self->tried);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (ss_customer_panel_parent_class)->dispose (object);
}

static void
install_signals (SsCustomerPanelClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[CHANGE] = g_signal_new ("change", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  SS_TYPE_CUSTOMER, SS_TYPE_CUSTOMER);
  signals[DELETE] = g_signal_new ("delete", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSE] =
      g_signal_new ("close", type, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsCustomerPanel, child)

static void
ss_customer_panel_class_init (SsCustomerPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_customer_panel_dispose;
  install_signals (klass);
  g_type_ensure (SS_TYPE_HEAD_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/business/customer-panel.ui");
  BIND (name_label);
  BIND (close_button);
  BIND (delete_button);
  BIND (spend_label);
  BIND (visit_label);
  BIND (no_shows_label);
  BIND (form_bin);
  BIND (history_label);
  BIND (history);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Escape, 0, "close", NULL);
}

static void
ss_customer_panel_init (SsCustomerPanel *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->form = SS_CUSTOMER_FORM (ss_customer_form_new (TRUE));
  adw_bin_set_child (self->form_bin, GTK_WIDGET (self->form));
  g_signal_connect_object (self->form, "apply", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_booking_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_booking_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->history, factory);
}

void
ss_customer_panel_set_workspace (SsCustomerPanel *self, SsWorkspace *workspace)
{
  const char *obstacle = ss_business_get_obstacle (workspace, "customers.edit");

  g_set_object (&self->workspace, workspace);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = ss_business_get_zone (workspace);
  ss_customer_form_set_obstacle (self->form, obstacle);
  gtk_widget_set_sensitive (self->delete_button, obstacle == NULL);
  gtk_widget_set_tooltip_text (self->delete_button, obstacle != NULL ? obstacle : _ ("Delete the Customer…"));
}

/**
 * ss_customer_panel_set_customer:
 * @self: the panel
 * @customer: (nullable): whom to show
 *
 * What was written of the one before and not applied is applied, where it is good.
 */
void
ss_customer_panel_set_customer (SsCustomerPanel *self, SsCustomer *customer)
{
  g_return_if_fail (SS_IS_CUSTOMER_PANEL (self));

  if (customer == self->customer)
    return;
  if (self->customer != NULL)
    {
      if (ss_business_get_obstacle (self->workspace, "customers.edit") == NULL
          && ss_customer_form_check (self->form))
        apply_cb (self);
      g_signal_handlers_disconnect_by_func (self->customer, customer_cb, self);
    }
  g_set_object (&self->customer, customer);
  if (customer != NULL)
    {
      g_signal_connect_object (customer, "notify", G_CALLBACK (customer_cb), self, G_CONNECT_SWAPPED);
      ss_customer_form_show (self->form, customer, NULL);
      show_facts (self);
    }
  show_bookings (self);
}

SsCustomer *
ss_customer_panel_get_customer (SsCustomerPanel *self)
{
  g_return_val_if_fail (SS_IS_CUSTOMER_PANEL (self), NULL);

  return self->customer;
}

GObject *
ss_customer_panel_get_form (SsCustomerPanel *self)
{
  return G_OBJECT (self->form);
}

void
ss_customer_panel_reload (SsCustomerPanel *self)
{
  if (self->bookings != NULL)
    ss_paged_list_reload (self->bookings);
}

void
ss_customer_panel_focus (SsCustomerPanel *self)
{
  gtk_widget_grab_focus (self->close_button);
}
