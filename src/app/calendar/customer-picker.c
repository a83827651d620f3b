/* customer-picker.c: finds a customer, or makes a new one in place
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/customer-picker.h"

#include <glib/gi18n-lib.h>

#include "client/client-error.h"

struct _SsCustomerPicker
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkEditable *entry;
  GtkWidget *scroller;
  GtkListView *list;
  GtkLabel *nobody_label;
  GtkWidget *new_button;
  AdwActionRow *chosen_row;
  AdwAvatar *avatar;
  GtkWidget *change_button;
  GtkEditable *name_row;
  GtkEditable *email_row;
  GtkEditable *phone_row;
  GtkLabel *fault_label;
  GtkWidget *add_button;

  SsCustomerStore *store;    /* (owned) (nullable) */
  SsPagedList *found;        /* (owned) (nullable): what was searched for last */
  SsCustomer *customer;      /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsCustomerPicker, ss_customer_picker, ADW_TYPE_BIN)

enum
{
  PROP_CUSTOMER = 1,
};

static GParamSpec *properties[PROP_CUSTOMER + 1];

static void
show (SsCustomerPicker *self, const char *page, GtkWidget *focus)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_grab_focus (focus);
}

/* How to reach somebody, in a line; "" where nothing is known. */
static char *
describe (SsCustomer *customer)
{
  const char *parts[] = { ss_customer_get_email (customer), ss_customer_get_phone (customer) };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Searching */

static void
fill_row_cb (SsListItem *item, GParamSpec *pspec, GtkListItem *row)
{
  SsCustomer *customer = (SsCustomer *) ss_list_item_get_model (item);
  GtkWidget *box = gtk_list_item_get_child (row);
  GtkWidget *name = gtk_widget_get_first_child (box);
  g_autofree char *contact = customer != NULL ? describe (customer) : NULL;

  gtk_label_set_text (GTK_LABEL (name), customer != NULL ? ss_customer_get_name (customer) : "…");
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (name)), contact != NULL ? contact : "");
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *const styles[] = { NULL, "dim-label" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      if (styles[i] != NULL)
        gtk_widget_add_css_class (label, styles[i]);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (box, "customer-found");
  gtk_list_item_set_child (row, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  SsListItem *item = gtk_list_item_get_item (row);

  g_signal_connect_object (item, "notify::model", G_CALLBACK (fill_row_cb), row, 0);
  fill_row_cb (item, NULL, row);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (row), fill_row_cb, row);
}

static void
found_cb (SsCustomerPicker *self)
{
  SsLoadState state = ss_paged_list_get_state (self->found);
  gboolean is_searched = *gtk_editable_get_text (self->entry) != '\0';

  gtk_widget_set_visible (self->scroller,
                          is_searched && g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->nobody_label),
                          is_searched && (state == SS_LOAD_EMPTY || state == SS_LOAD_FAILED));
  if (state == SS_LOAD_FAILED && ss_paged_list_get_error (self->found) != NULL)
    gtk_label_set_text (self->nobody_label, ss_paged_list_get_error (self->found)->message);
  else
    gtk_label_set_text (self->nobody_label, _ ("Nobody like that is among the customers."));
}

static void
search_changed_cb (SsCustomerPicker *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  g_autoptr (GtkNoSelection) selection = NULL;

  if (self->store == NULL)
    return;
  if (self->found != NULL)
    {
      ss_customer_store_search_on (self->store, self->found, text);
      found_cb (self);
      return;
    }
  self->found = ss_customer_store_search (self->store, text);
  g_signal_connect_object (self->found, "notify::state", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->found)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  found_cb (self);
}

static void
choose (SsCustomerPicker *self, guint position)
{
  g_autoptr (SsListItem) item = g_list_model_get_item (G_LIST_MODEL (self->found), position);
  SsModel *customer = item != NULL ? ss_list_item_get_model (item) : NULL;

  if (customer == NULL)
    return;
  ss_customer_picker_set_customer (self, SS_CUSTOMER (customer));
  gtk_widget_grab_focus (self->change_button);
}

static void
row_activated_cb (SsCustomerPicker *self, guint position)
{
  choose (self, position);
}

static void
entry_activated_cb (SsCustomerPicker *self)
{
  if (self->found != NULL && gtk_widget_get_visible (self->scroller))
    choose (self, 0);
}

/* The entry keeps Escape for itself: what is typed goes first, then the window. */
static void
stop_search_cb (SsCustomerPicker *self)
{
  if (*gtk_editable_get_text (self->entry) != '\0')
    gtk_editable_set_text (self->entry, "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "window.close", NULL);
}

static void
change_cb (SsCustomerPicker *self)
{
  show (self, "search", GTK_WIDGET (self->entry));
}

/* Making a new one */

static void
show_fault (SsCustomerPicker *self, const char *text)
{
  gtk_label_set_text (self->fault_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), text != NULL);
}

static void
name_changed_cb (SsCustomerPicker *self)
{
  gtk_widget_set_sensitive (self->add_button, *gtk_editable_get_text (self->name_row) != '\0');
}

/* What was searched for is most likely the name of who was not found. */
static void
new_cb (SsCustomerPicker *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  gtk_editable_set_text (strchr (text, '@') != NULL ? self->email_row : self->name_row, text);
  show_fault (self, NULL);
  name_changed_cb (self);
  show (self, "new", GTK_WIDGET (self->name_row));
}

/* The first field at fault speaks for all. */
static const char *
find_fault (const GError *error)
{
  static const char *const fields[] = { "name", "email", "phone" };

  for (guint i = 0; error->domain == SS_CLIENT_ERROR && i < G_N_ELEMENTS (fields); i++)
    if (ss_client_error_get_field (error, fields[i]) != NULL)
      return ss_client_error_get_field (error, fields[i]);
  return error->message;
}

static void
created_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsCustomerPicker) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsCustomer) customer =
      ss_customer_store_create_finish (SS_CUSTOMER_STORE (store), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  name_changed_cb (self);
  if (customer == NULL)
    {
      show_fault (self, find_fault (error));
      return;
    }
  ss_customer_picker_set_customer (self, customer);
  gtk_widget_grab_focus (self->change_button);
}

static void
add_cb (SsCustomerPicker *self)
{
  g_autoptr (SsCustomer) customer = NULL;

  if (!gtk_widget_get_sensitive (self->add_button))
    return;
  customer = g_object_new (SS_TYPE_CUSTOMER, NULL);
  ss_customer_set_name (customer, gtk_editable_get_text (self->name_row));
  if (*gtk_editable_get_text (self->email_row) != '\0')
    ss_customer_set_email (customer, gtk_editable_get_text (self->email_row));
  if (*gtk_editable_get_text (self->phone_row) != '\0')
    ss_customer_set_phone (customer, gtk_editable_get_text (self->phone_row));
  gtk_widget_set_sensitive (self->add_button, FALSE);
  show_fault (self, NULL);
  ss_customer_store_create_async (self->store, customer, self->cancellable, created_cb, g_object_ref (self));
}

/* The widget */

static void
ss_customer_picker_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_return_if_fail (id == PROP_CUSTOMER);

  g_value_set_object (value, SS_CUSTOMER_PICKER (object)->customer);
}

static void
ss_customer_picker_dispose (GObject *object)
{
  SsCustomerPicker *self = SS_CUSTOMER_PICKER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->found);
  g_clear_object (&self->store);
  g_clear_object (&self->customer);

  G_OBJECT_CLASS (ss_customer_picker_parent_class)->dispose (object);
}

static void
ss_customer_picker_finalize (GObject *object)
{
  g_clear_object (&SS_CUSTOMER_PICKER (object)->cancellable);

  G_OBJECT_CLASS (ss_customer_picker_parent_class)->finalize (object);
}

static gboolean
ss_customer_picker_grab_focus (GtkWidget *widget)
{
  SsCustomerPicker *self = SS_CUSTOMER_PICKER (widget);

  return gtk_widget_grab_focus (self->customer != NULL ? self->change_button : GTK_WIDGET (self->entry));
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsCustomerPicker, child)

static void
ss_customer_picker_class_init (SsCustomerPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ss_customer_picker_get_property;
  object_class->dispose = ss_customer_picker_dispose;
  object_class->finalize = ss_customer_picker_finalize;
  widget_class->grab_focus = ss_customer_picker_grab_focus;

  properties[PROP_CUSTOMER] = g_param_spec_object ("customer", NULL, NULL, SS_TYPE_CUSTOMER,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/calendar/customer-picker.ui");
  BIND (stack);
  BIND (entry);
  BIND (scroller);
  BIND (list);
  BIND (nobody_label);
  BIND (new_button);
  BIND (chosen_row);
  BIND (avatar);
  BIND (change_button);
  BIND (name_row);
  BIND (email_row);
  BIND (phone_row);
  BIND (fault_label);
  BIND (add_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
ss_customer_picker_init (SsCustomerPicker *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
}

/**
 * ss_customer_picker_set_store:
 * @self: a picker
 * @store: where customers are found
 * @may_add: whether new ones can be made
 */
void
ss_customer_picker_set_store (SsCustomerPicker *self, SsCustomerStore *store, gboolean may_add)
{
  g_return_if_fail (SS_IS_CUSTOMER_PICKER (self));

  g_set_object (&self->store, store);
  gtk_widget_set_visible (self->new_button, may_add);
}

/**
 * ss_customer_picker_get_customer:
 * @self: a picker
 *
 * Returns: (transfer none) (nullable): who was chosen
 */
SsCustomer *
ss_customer_picker_get_customer (SsCustomerPicker *self)
{
  g_return_val_if_fail (SS_IS_CUSTOMER_PICKER (self), NULL);

  return self->customer;
}

/**
 * ss_customer_picker_set_customer:
 * @self: a picker
 * @customer: somebody
 */
void
ss_customer_picker_set_customer (SsCustomerPicker *self, SsCustomer *customer)
{
  g_autofree char *contact = NULL;
  const char *name;

  g_return_if_fail (SS_IS_CUSTOMER_PICKER (self));
  g_return_if_fail (SS_IS_CUSTOMER (customer));

  contact = describe (customer);
  name = ss_customer_get_name (customer);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->chosen_row), name);
  adw_action_row_set_subtitle (self->chosen_row, contact);
  adw_avatar_set_text (self->avatar, name);
  gtk_stack_set_visible_child_name (self->stack, "chosen");
  if (g_set_object (&self->customer, customer))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CUSTOMER]);
}
