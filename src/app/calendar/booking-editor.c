/* booking-editor.c: makes a booking, or changes one
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/booking-editor.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-words.h"
#include "app/calendar/conflict-dialog.h"
#include "app/calendar/customer-picker.h"
#include "app/calendar/free-times-view.h"
#include "app/widgets/choice-row.h"
#include "app/widgets/clock-text.h"
#include "app/widgets/day-row.h"
#include "app/widgets/discard-question.h"
#include "app/widgets/field-error.h"
#include "client/client-error.h"
#include "domain/local-time.h"
#include "domain/money.h"

/* In the choice of resources, beside their ids. */
#define ANYBODY "anybody"
#define NOBODY "nobody"

/* Until a service is chosen. */
#define DEFAULT_MINUTES 30

struct _SsBookingEditor
{
  AdwWindow parent_instance;

  GtkWidget *save_button;
  GtkLabel *fault_label;
  SsCustomerPicker *picker;
  SsChoiceRow *service_row;
  SsFieldError *service_error;
  SsChoiceRow *resource_row;
  SsFieldError *resource_error;
  SsDayRow *day_row;
  GtkEditable *time_row;
  SsFieldError *time_error;
  SsFreeTimesView *free_times;
  GtkSpinButton *minutes_button;
  SsFieldError *minutes_error;
  GtkEditable *price_row;
  SsFieldError *price_error;
  GtkEditable *notes_row;
  SsFieldError *notes_error;

  SsWorkspace *workspace; /* (owned) (nullable) */
  SsCalendarModel *model; /* (owned) (nullable) */
  SsAppointment *booking; /* (owned) (nullable): as it is held; without an id: a new one */
  SsAppointment *before;  /* (owned) (nullable): as the form was filled from it */
  SsAppointment *wanted;  /* (owned) (nullable): what was sent last */
  GDate date;
  gboolean is_filling; /* the form is set by the program */
  gboolean is_dirty;   /* by the person */
  gboolean is_saving;
  gboolean any_resource; /* whoever is free at that time */
};

G_DEFINE_FINAL_TYPE (SsBookingEditor, ss_booking_editor, ADW_TYPE_WINDOW)

static guint done_signal;

static void save (SsBookingEditor *self, const char *override_reason);

static gboolean
is_new (SsBookingEditor *self)
{
  return ss_appointment_get_id (self->booking) == NULL;
}

static SsCatalogStore *
get_catalog (SsBookingEditor *self)
{
  return ss_workspace_get_catalog (self->workspace);
}

static SsAppointmentStore *
get_store (SsBookingEditor *self)
{
  return ss_workspace_get_appointments (self->workspace);
}

static SsService *
get_service (SsBookingEditor *self)
{
  return ss_catalog_store_find_service (get_catalog (self), ss_choice_row_get_value (self->service_row));
}

/* What is chosen as a resource, or NULL. */
static const char *
get_resource_id (SsBookingEditor *self)
{
  const char *value = ss_choice_row_get_value (self->resource_row);

  return value == NULL || g_str_equal (value, ANYBODY) || g_str_equal (value, NOBODY) ? NULL : value;
}

static void
say_fault (SsBookingEditor *self, const char *text)
{
  gtk_label_set_text (self->fault_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), text != NULL);
}

static void
update_save (SsBookingEditor *self)
{
  gtk_widget_set_sensitive (self->save_button, !self->is_saving
                                                   && ss_customer_picker_get_customer (self->picker) != NULL
                                                   && ss_choice_row_get_value (self->service_row) != NULL
                                                   && *gtk_editable_get_text (self->time_row) != '\0');
}

static void
changed_cb (SsBookingEditor *self)
{
  if (self->is_filling)
    return;
  self->is_dirty = TRUE;
  update_save (self);
}

/* Filling in */

static gboolean
does (SsService *service, SsResource *resource)
{
  const char *const *ids = service != NULL ? ss_service_get_resource_ids (service) : NULL;

  return ids == NULL || ids[0] == NULL || g_strv_contains (ids, ss_resource_get_id (resource));
}

/* Those who do the service, and what else there is to choose. */
static void
fill_resources (SsBookingEditor *self)
{
  GListModel *resources = ss_catalog_store_get_resources (get_catalog (self));
  SsService *service = get_service (self);
  const char *chosen = ss_choice_row_get_value (self->resource_row);
  g_autofree char *value = g_strdup (chosen != NULL ? chosen : is_new (self) ? ANYBODY : NOBODY);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) all_values = NULL, all_labels = NULL;

  if (is_new (self))
    g_strv_builder_add_many (values, ANYBODY, NULL);
  if (is_new (self))
    g_strv_builder_add_many (labels, _ ("Whoever Is Free"), NULL);
  g_strv_builder_add (values, NOBODY);
  g_strv_builder_add (labels, _ ("Assign Later"));
  for (guint i = 0; i < g_list_model_get_n_items (resources); i++)
    {
      g_autoptr (SsResource) resource = g_list_model_get_item (resources, i);

      if (!does (service, resource) && g_strcmp0 (ss_resource_get_id (resource), value) != 0)
        continue;
      g_strv_builder_add (values, ss_resource_get_id (resource));
      g_strv_builder_add (labels, ss_resource_get_name (resource));
    }
  all_values = g_strv_builder_end (values);
  all_labels = g_strv_builder_end (labels);
  ss_choice_row_set_choices (self->resource_row, (const char *const *) all_values,
                             (const char *const *) all_labels);
  ss_choice_row_set_value (self->resource_row, value);
}

static void
fill_services (SsBookingEditor *self)
{
  GListModel *services = ss_catalog_store_get_services (get_catalog (self));
  const char *id = ss_appointment_get_service_id (self->booking);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) all_values = NULL, all_labels = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (services); i++)
    {
      g_autoptr (SsService) service = g_list_model_get_item (services, i);

      if (!ss_service_get_is_active (service) && g_strcmp0 (ss_service_get_id (service), id) != 0)
        continue;
      g_strv_builder_add (values, ss_service_get_id (service));
      g_strv_builder_add (labels, ss_service_get_name (service));
    }
  all_values = g_strv_builder_end (values);
  all_labels = g_strv_builder_end (labels);
  ss_choice_row_set_choices (self->service_row, (const char *const *) all_values,
                             (const char *const *) all_labels);
  if (id != NULL)
    ss_choice_row_set_value (self->service_row, id);
}

static void
show_free_times (SsBookingEditor *self)
{
  SsTenantSettings *settings = ss_catalog_store_get_settings (get_catalog (self));
  int minute;

  ss_free_times_view_show (self->free_times, ss_workspace_get_session (self->workspace),
                           ss_choice_row_get_value (self->service_row), get_resource_id (self), &self->date,
                           settings != NULL ? ss_tenant_settings_get_time_zone (settings) : "UTC");
  ss_free_times_view_mark (self->free_times,
                           ss_parse_time_of_day (gtk_editable_get_text (self->time_row), &minute) ? minute
                                                                                                  : -1);
}

static void
fill_price (SsBookingEditor *self, gint64 price)
{
  g_autofree char *text = ss_money_format (price);

  gtk_editable_set_text (self->price_row, text);
}

/* The day and the time of what is held, or of now. */
static void
fill_time (SsBookingEditor *self)
{
  GTimeZone *zone = ss_calendar_model_get_zone (self->model);
  gint64 start = ss_appointment_get_start_time (self->booking);
  gboolean is_known = start > 0;

  ss_local_time_get (zone, is_known ? start : ss_calendar_model_get_now (self->model), &self->date, NULL);
  if (is_known)
    {
      g_autofree char *text = ss_format_time (zone, start);

      gtk_editable_set_text (self->time_row, text);
    }
  ss_day_row_set_day (self->day_row, &self->date);
}

static void
fill_customer (SsBookingEditor *self)
{
  g_autoptr (SsCustomer) customer = NULL;

  if (ss_appointment_get_customer_id (self->booking) == NULL)
    return;
  customer = g_object_new (SS_TYPE_CUSTOMER, NULL);
  ss_customer_set_id (customer, ss_appointment_get_customer_id (self->booking));
  ss_customer_set_name (customer, ss_appointment_get_customer_name (self->booking));
  ss_customer_picker_set_customer (self->picker, customer);
}

static void
fill (SsBookingEditor *self)
{
  gint64 minutes = ss_appointment_get_duration_minutes (self->booking);
  const char *notes = ss_appointment_get_notes (self->booking);
  const char *resource_id = ss_appointment_get_resource_id (self->booking);

  self->is_filling = TRUE;
  gtk_window_set_title (GTK_WINDOW (self), is_new (self) ? _ ("New Booking") : _ ("Edit Booking"));
  gtk_button_set_label (GTK_BUTTON (self->save_button), is_new (self) ? _ ("_Book") : _ ("_Save"));
  fill_customer (self);
  fill_services (self);
  if (resource_id != NULL)
    ss_choice_row_set_value (self->resource_row, resource_id);
  fill_resources (self);
  fill_time (self);
  gtk_spin_button_set_value (self->minutes_button, minutes > 0 ? (double) minutes : DEFAULT_MINUTES);
  if (!is_new (self))
    fill_price (self, ss_appointment_get_price (self->booking));
  gtk_editable_set_text (self->notes_row, notes != NULL ? notes : "");
  self->is_filling = FALSE;
  show_free_times (self);
  update_save (self);
}

/* What the person does */

/* A service brings its length, its price and those who do it. */
static void
service_cb (SsBookingEditor *self)
{
  SsService *service = get_service (self);

  if (self->is_filling || service == NULL)
    return;
  self->is_filling = TRUE;
  gtk_spin_button_set_value (self->minutes_button, (double) ss_service_get_duration_minutes (service));
  fill_price (self, ss_service_get_price (service));
  fill_resources (self);
  self->is_filling = FALSE;
  ss_field_error_set_text (self->service_error, NULL);
  changed_cb (self);
  show_free_times (self);
}

static void
resource_cb (SsBookingEditor *self)
{
  if (self->is_filling)
    return;
  ss_field_error_set_text (self->resource_error, NULL);
  changed_cb (self);
  show_free_times (self);
}

static void
day_cb (SsBookingEditor *self)
{
  self->date = *ss_day_row_get_day (self->day_row);
  changed_cb (self);
  show_free_times (self);
}

static void
time_cb (SsBookingEditor *self)
{
  int minute;

  ss_field_error_set_text (self->time_error, NULL);
  ss_free_times_view_mark (self->free_times,
                           ss_parse_time_of_day (gtk_editable_get_text (self->time_row), &minute) ? minute
                                                                                                  : -1);
  changed_cb (self);
}

static void
free_time_cb (SsBookingEditor *self, int minute)
{
  g_autofree char *text = ss_clock_text_format_minute (minute);

  gtk_editable_set_text (self->time_row, text);
}

/* Saving */

/* The moment that the fields mean; what was not touched stays the same of two in the hour that comes twice.
 */
static gboolean
read_start (SsBookingEditor *self, gint64 *start)
{
  GTimeZone *zone = ss_calendar_model_get_zone (self->model);
  gint64 old = ss_appointment_get_start_time (self->before);
  int minute, old_minute = -1;
  GDate old_date = { 0 };

  if (!ss_parse_time_of_day (gtk_editable_get_text (self->time_row), &minute))
    {
      ss_field_error_set_text (self->time_error, _ ("This is no time of day, as 9:30 is one."));
      return FALSE;
    }
  if (old > 0)
    ss_local_time_get (zone, old, &old_date, &old_minute);
  if (minute == old_minute && g_date_compare (&old_date, &self->date) == 0)
    *start = old;
  else if (ss_local_time_find (zone, &self->date, minute, start) == 0)
    {
      ss_field_error_set_text (self->time_error,
                               _ ("The clocks go forward on that day: this time does not exist."));
      return FALSE;
    }
  return TRUE;
}

/* Who does the service, the first in their order; the platform knows who is free. */
static const char *
find_first_resource (SsBookingEditor *self)
{
  GListModel *resources = ss_catalog_store_get_resources (get_catalog (self));

  for (guint i = 0; i < g_list_model_get_n_items (resources); i++)
    {
      g_autoptr (SsResource) resource = g_list_model_get_item (resources, i);

      if (does (get_service (self), resource))
        return ss_resource_get_id (resource);
    }
  return NULL;
}

/* What is to be, by the form; FALSE where a field is at fault. */
static gboolean
read_form (SsBookingEditor *self)
{
  SsCustomer *customer = ss_customer_picker_get_customer (self->picker);
  g_autoptr (SsAppointment) wanted = ss_model_copy (SS_MODEL (self->before));
  const char *price_text = gtk_editable_get_text (self->price_row);
  gint64 start, price;

  if (!read_start (self, &start))
    return FALSE;
  if (*price_text != '\0' && !ss_money_parse (price_text, &price))
    {
      ss_field_error_set_text (self->price_error, _ ("This is no amount, as 49.50 is one."));
      return FALSE;
    }
  self->any_resource = g_strcmp0 (ss_choice_row_get_value (self->resource_row), ANYBODY) == 0;
  ss_appointment_set_customer_id (wanted, ss_customer_get_id (customer));
  ss_appointment_set_customer_name (wanted, ss_customer_get_name (customer));
  ss_appointment_set_service_id (wanted, ss_choice_row_get_value (self->service_row));
  ss_appointment_set_resource_id (wanted,
                                  self->any_resource ? find_first_resource (self) : get_resource_id (self));
  ss_appointment_set_start_time (wanted, start);
  ss_appointment_set_duration_minutes (wanted, gtk_spin_button_get_value_as_int (self->minutes_button));
  if (*price_text != '\0')
    ss_appointment_set_price (wanted, price);
  ss_appointment_set_notes (wanted, gtk_editable_get_text (self->notes_row));
  g_set_object (&self->wanted, wanted);
  return TRUE;
}

static void
clear_faults (SsBookingEditor *self)
{
  SsFieldError *const errors[] = { self->service_error, self->resource_error, self->time_error,
                                   self->minutes_error, self->price_error,    self->notes_error };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    ss_field_error_set_text (errors[i], NULL);
  say_fault (self, NULL);
}

/* At its field, or else on top. */
static void
show_faults (SsBookingEditor *self, const GError *error)
{
  const struct
  {
    const char *name;
    SsFieldError *field;
  } fields[] = {
    { "serviceId", self->service_error },       { "resourceId", self->resource_error },
    { "startTime", self->time_error },          { "price", self->price_error },
    { "durationMinutes", self->minutes_error }, { "notes", self->notes_error },
  };
  gboolean is_said = FALSE;

  for (guint i = 0; error->domain == SS_CLIENT_ERROR && i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = ss_client_error_get_field (error, fields[i].name);

      ss_field_error_set_text (fields[i].field, text);
      is_said |= text != NULL;
    }
  if (!is_said)
    say_fault (self, error->message);
}

static void
set_saving (SsBookingEditor *self, gboolean is_saving)
{
  self->is_saving = is_saving;
  update_save (self);
}

/* Somebody else is free at just that time: the person has said that it does not matter who. */
static const char *
find_other_resource (SsBookingEditor *self, const GError *error)
{
  g_autoptr (GListModel) alternatives = ss_booking_error_get_alternatives (error);

  for (guint i = 0; self->any_resource && i < g_list_model_get_n_items (alternatives); i++)
    {
      g_autoptr (SsBookingAlternative) alternative = g_list_model_get_item (alternatives, i);

      if (ss_booking_alternative_get_start_time (alternative) == ss_appointment_get_start_time (self->wanted))
        return g_intern_string (ss_booking_alternative_get_resource_id (alternative));
    }
  return NULL;
}

static void
conflict_cb (const char *resource_id, gint64 start, const char *override_reason, gpointer user_data)
{
  SsBookingEditor *self = user_data;

  if (resource_id != NULL)
    {
      ss_appointment_set_resource_id (self->wanted, resource_id);
      ss_appointment_set_start_time (self->wanted, start);
    }
  save (self, override_reason);
}

static void
settle_conflict (SsBookingEditor *self, const GError *error)
{
  const char *other = find_other_resource (self, error);

  if (other != NULL && g_strcmp0 (other, ss_appointment_get_resource_id (self->wanted)) != 0)
    {
      ss_appointment_set_resource_id (self->wanted, other);
      save (self, NULL);
    }
  else
    ss_conflict_dialog_present (GTK_WINDOW (self), self->model, SS_CONFLICT_BOOKING, error, conflict_cb,
                                g_object_ref (self), g_object_unref);
}

static void
saved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsBookingEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAppointment) booking =
      ss_appointment_store_change_finish (SS_APPOINTMENT_STORE (store), result, &error);

  set_saving (self, FALSE);
  if (booking != NULL)
    {
      self->is_dirty = FALSE;
      g_signal_emit (self, done_signal, 0, booking);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (g_strcmp0 (ss_client_error_get_code (error), "booking_conflict") == 0)
    settle_conflict (self, error);
  else
    show_faults (self, error);
}

/* What was wanted, as it stands. */
static void
save (SsBookingEditor *self, const char *override_reason)
{
  set_saving (self, TRUE);
  if (is_new (self))
    {
      g_autoptr (SsAppointment) draft = ss_model_copy (SS_MODEL (self->wanted));

      ss_appointment_store_create_async (get_store (self), draft, override_reason, NULL, saved_cb,
                                         g_object_ref (self));
    }
  else
    {
      g_autoptr (SsAppointment) patch =
          ss_model_make_patch (SS_MODEL (self->before), SS_MODEL (self->wanted));

      ss_appointment_store_change_async (get_store (self), self->booking, patch, override_reason, NULL,
                                         saved_cb, g_object_ref (self));
    }
}

static void
save_cb (SsBookingEditor *self)
{
  if (!gtk_widget_get_sensitive (self->save_button))
    return;
  clear_faults (self);
  if (read_form (self))
    save (self, NULL);
}

/* Somebody else's change: what is typed here stays. */
static void
version_cb (SsBookingEditor *self)
{
  if (!self->is_saving
      && ss_appointment_get_version (self->booking) > ss_appointment_get_version (self->before))
    say_fault (self, _ ("Somebody has changed this booking meanwhile. What you save here goes over it."));
}

static void
discard (GtkWindow *window)
{
  SS_BOOKING_EDITOR (window)->is_dirty = FALSE;
  gtk_window_close (window);
}

static gboolean
ss_booking_editor_close_request (GtkWindow *window)
{
  if (!SS_BOOKING_EDITOR (window)->is_dirty)
    return GTK_WINDOW_CLASS (ss_booking_editor_parent_class)->close_request (window);
  ss_discard_question_present (window, discard);
  return TRUE;
}

static void
ss_booking_editor_dispose (GObject *object)
{
  SsBookingEditor *self = SS_BOOKING_EDITOR (object);

  g_clear_object (&self->model);
  g_clear_object (&self->booking);
  g_clear_object (&self->before);
  g_clear_object (&self->wanted);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (ss_booking_editor_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsBookingEditor, child)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (save_button);
  BIND (fault_label);
  BIND (picker);
  BIND (service_row);
  BIND (service_error);
  BIND (resource_row);
  BIND (resource_error);
  BIND (day_row);
  BIND (time_row);
  BIND (time_error);
  BIND (free_times);
  BIND (minutes_button);
  BIND (minutes_error);
  BIND (price_row);
  BIND (price_error);
  BIND (notes_row);
  BIND (notes_error);
}

static void
ss_booking_editor_class_init (SsBookingEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_booking_editor_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = ss_booking_editor_close_request;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, SS_TYPE_APPOINTMENT);

  g_type_ensure (SS_TYPE_CUSTOMER_PICKER);
  g_type_ensure (SS_TYPE_CHOICE_ROW);
  g_type_ensure (SS_TYPE_DAY_ROW);
  g_type_ensure (SS_TYPE_FIELD_ERROR);
  g_type_ensure (SS_TYPE_FREE_TIMES_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/calendar/booking-editor.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, service_cb);
  gtk_widget_class_bind_template_callback (widget_class, resource_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_cb);
  gtk_widget_class_bind_template_callback (widget_class, free_time_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ss_booking_editor_init (SsBookingEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ss_booking_editor_new:
 * @parent: above which it stands
 * @workspace: whose stores
 * @model: the calendar
 * @booking: one that is held; or one without an id, of which only that is set which is known
 *
 * Returns: (transfer none): a window, to be presented
 */
SsBookingEditor *
ss_booking_editor_new (GtkWindow *parent, SsWorkspace *workspace, SsCalendarModel *model,
                       SsAppointment *booking)
{
  SsBookingEditor *self = g_object_new (SS_TYPE_BOOKING_EDITOR, "transient-for", parent, NULL);
  SsSession *session = ss_workspace_get_session (workspace);

  self->workspace = g_object_ref (workspace);
  self->model = g_object_ref (model);
  self->booking = g_object_ref (booking);
  self->before = ss_model_copy (SS_MODEL (booking));
  ss_customer_picker_set_store (self->picker, ss_workspace_get_customers (workspace),
                                ss_session_may (session, "customers.edit"));
  g_signal_connect_object (booking, "notify::version", G_CALLBACK (version_cb), self, G_CONNECT_SWAPPED);
  fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->picker));
  return self;
}
