/* calendar-page.c: the booking day
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/calendar-page.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/calendar/blocked-times.h"
#include "app/calendar/booking-search.h"
#include "app/calendar/calendar-board.h"
#include "app/calendar/calendar-flow.h"
#include "app/calendar/export-flow.h"
#include "app/calendar/filter-popover.h"
#include "app/calendar/store-model.h"
#include "app/calendar/time-menu.h"
#include "app/calendar/unassigned-tray.h"
#include "app/plugins/plugin-style.h"
#include "app/widgets/status-view.h"

struct _SsCalendarPage
{
  SsPage parent_instance;

  SsStatusView *status;
  SsCalendarBoard *board;
  SsUnassignedTray *tray;
  GtkStack *stack;
  SsBookingSearch *search;

  GtkRevealer *filter_revealer;
  GtkLabel *filter_label;
  GtkFilterListModel *waiting; /* (owned) (nullable): what the tray shows */
  SsStoreModel *model;         /* (owned) (nullable) */
  SsCalendarFlow *flow;        /* (owned) (nullable) */
  SsExportFlow *exports;       /* (owned) (nullable) */
  GSimpleActionGroup *actions; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsCalendarPage, ss_calendar_page, SS_TYPE_PAGE)

static SsCatalogStore *
get_catalog (SsCalendarPage *self)
{
  return ss_workspace_get_catalog (ss_page_get_workspace (SS_PAGE (self)));
}

static SsAppointmentStore *
get_store (SsCalendarPage *self)
{
  return ss_workspace_get_appointments (ss_page_get_workspace (SS_PAGE (self)));
}

static void
activate_cb (SsCalendarPage *self, const char *id)
{
  ss_calendar_flow_open (self->flow, id);
}

static void
menu_cb (SsCalendarPage *self, const char *id, GdkRectangle *place)
{
  ss_calendar_flow_open (self->flow, id);
}

static void
time_menu_cb (SsCalendarPage *self, const char *resource_id, gint64 start, GdkRectangle *place,
              SsCalendarView *view)
{
  ss_time_menu_popup (SS_PAGE (self), self->model, self->flow, GTK_WIDGET (view), resource_id, start, place);
}

static void
move_cb (SsCalendarPage *self, const char *id, const char *resource_id, gint64 start, gint64 minutes)
{
  ss_calendar_flow_move (self->flow, id, resource_id, start, minutes);
}

static void
assign_cb (SsCalendarPage *self, const char *id, const char *resource_id, gint64 start)
{
  SsAppointment *booking = ss_appointment_store_find (get_store (self), id);

  if (booking != NULL)
    ss_calendar_flow_move (self->flow, id, resource_id, start, ss_appointment_get_duration_minutes (booking));
}

static void
create_cb (SsCalendarPage *self, const char *resource_id, gint64 start, gint64 minutes)
{
  ss_calendar_flow_create (self->flow, resource_id, start, minutes);
}

static SsSession *
get_session (SsCalendarPage *self)
{
  return ss_workspace_get_session (ss_page_get_workspace (SS_PAGE (self)));
}

/* The only resource on which whoever is signed in may book, or NULL: on all, or on none. */
static const char *
get_own_resource (SsCalendarPage *self)
{
  SsCurrentUser *user = ss_session_get_current_user (get_session (self));

  return user != NULL
                 && g_strcmp0 (ss_session_get_scope (get_session (self), "calendar.edit"), "OWN_RESOURCE")
                        == 0
             ? ss_current_user_get_resource_id (user)
             : NULL;
}

static void
new_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsCalendarPage *self = user_data;

  ss_calendar_flow_create (self->flow, get_own_resource (self), 0, 0);
}

static void
undo_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_calendar_flow_undo (SS_CALENDAR_PAGE (user_data)->flow);
}

static void
redo_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_calendar_flow_redo (SS_CALENDAR_PAGE (user_data)->flow);
}

static SsCalendarFilter *
get_filter (SsCalendarPage *self)
{
  return ss_store_model_get_filter (self->model);
}

static void
show_search (SsCalendarPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "search");
  ss_booking_search_start (self->search);
}

static void
stop_search_cb (SsCalendarPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "board");
  gtk_widget_grab_focus (GTK_WIDGET (self->board));
}

/* What a filter hides would not be seen where the search goes to. */
static void
found_cb (SsCalendarPage *self, SsAppointment *booking)
{
  const char *resource_id = ss_appointment_get_resource_id (booking);

  if (!ss_calendar_filter_shows_booking (get_filter (self), booking)
      || !ss_calendar_filter_shows (get_filter (self), SS_CALENDAR_FILTER_RESOURCE, resource_id))
    ss_calendar_filter_clear (get_filter (self));
  gtk_stack_set_visible_child_name (self->stack, "board");
  ss_calendar_board_show_booking (self->board, booking);
  gtk_widget_grab_focus (GTK_WIDGET (self->board));
  /* What waits for a resource has no place among theirs. */
  if (resource_id == NULL)
    ss_calendar_flow_open (self->flow, ss_appointment_get_id (booking));
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_search (user_data);
}

static void
filter_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_menu_button_popup (ss_calendar_board_get_filter_button (SS_CALENDAR_PAGE (user_data)->board));
}

static void
show_all_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_calendar_filter_clear (get_filter (user_data));
}

static void
blocked_times_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsCalendarPage *self = user_data;
  SsBlockedTimes *window = ss_blocked_times_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                 ss_page_get_workspace (SS_PAGE (self)), self->model);

  g_signal_connect_object (window, "done", G_CALLBACK (ss_calendar_flow_say_done), self->flow,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static const GActionEntry actions[] = {
  { .name = "blocked-times", .activate = blocked_times_action },
  { .name = "search", .activate = search_action },
  { .name = "filter", .activate = filter_action },
  { .name = "show-all", .activate = show_all_action },
  { .name = "new-booking", .activate = new_action },
  { .name = "undo", .activate = undo_action },
  { .name = "redo", .activate = redo_action },
};

static void
update_actions (SsCalendarPage *self)
{
  SsChangeHistory *history = ss_workspace_get_history (ss_page_get_workspace (SS_PAGE (self)));
  GActionMap *map = G_ACTION_MAP (self->actions);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "undo")),
                               ss_change_history_can_undo (history));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "redo")),
                               ss_change_history_can_redo (history));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "blocked-times")),
                               ss_session_may (get_session (self), "calendar.edit"));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "new-booking")),
                               ss_catalog_store_get_settings (get_catalog (self)) != NULL
                                   && ss_calendar_model_may_create (SS_CALENDAR_MODEL (self->model),
                                                                    get_own_resource (self)));
}

/* That something is hidden is said as long as it is: who forgets it would book twice. */
static void
show_filter (SsCalendarPage *self)
{
  g_autofree char *chosen = ss_describe_calendar_filter (get_filter (self), get_catalog (self));
  GtkWidget *button = GTK_WIDGET (ss_calendar_board_get_filter_button (self->board));
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->filter_revealer, chosen != NULL);
  ss_show_filter_count (ss_calendar_board_get_filter_button (self->board),
                        chosen != NULL ? ss_calendar_filter_count_all (get_filter (self)) : 0);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (
                                   g_action_map_lookup_action (G_ACTION_MAP (self->actions), "show-all")),
                               chosen != NULL);
  if (chosen == NULL)
    {
      gtk_widget_remove_css_class (button, "accent");
      return;
    }
  /* Translators: what the calendar is restricted to: resources, services, states. */
  text = g_strdup_printf (_ ("Only %s"), chosen);
  gtk_label_set_text (self->filter_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->filter_label), text);
  gtk_widget_add_css_class (button, "accent");
}

static void
filter_changed_cb (SsCalendarPage *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->waiting), GTK_FILTER_CHANGE_DIFFERENT);
  show_filter (self);
}

static void
create_filter_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  SsCalendarPage *self = user_data;

  gtk_menu_button_set_popover (button, ss_filter_popover_new (get_filter (self), get_catalog (self)));
}

/* Resources and services that are gone are not to hide the rest. */
static void
forget_unknown (SsCalendarPage *self, SsCalendarFilterKind kind, GListModel *known)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (known); i++)
    {
      g_autoptr (SsModel) item = g_list_model_get_item (known, i);

      g_strv_builder_add (ids, ss_model_get_id (item));
    }
  all = g_strv_builder_end (ids);
  ss_calendar_filter_keep (get_filter (self), kind, (const char *const *) all);
}

/* The first day of the week is the business'. */
static void
catalog_cb (SsCalendarPage *self)
{
  SsTenantSettings *settings = ss_catalog_store_get_settings (get_catalog (self));

  if (settings != NULL)
    {
      ss_calendar_board_set_first_weekday (self->board, ss_weekday_from_string (
                                                            ss_tenant_settings_get_week_start (settings)));
      forget_unknown (self, SS_CALENDAR_FILTER_RESOURCE, ss_catalog_store_get_resources (get_catalog (self)));
      forget_unknown (self, SS_CALENDAR_FILTER_SERVICE, ss_catalog_store_get_services (get_catalog (self)));
    }
  show_filter (self);
  update_actions (self);
}

/* The views stay as they are; what could not be read is said. */
static void
error_cb (SsCalendarPage *self)
{
  const GError *error = ss_appointment_store_get_error (get_store (self));

  if (error != NULL)
    ss_page_toast_error (SS_PAGE (self), _ ("Couldn’t load the bookings"), error);
}

static void
reload_cb (SsCalendarPage *self)
{
  ss_catalog_store_load (get_catalog (self));
  ss_appointment_store_reload (get_store (self));
  ss_booking_search_reload (self->search);
}

static void
connect_views (SsCalendarPage *self)
{
  SsCalendarView *const *views = ss_calendar_board_get_views (self->board);

  for (guint i = 0; i < SS_N_BOARD_VIEWS; i++)
    {
      ss_calendar_view_set_tray (views[i], GTK_WIDGET (self->tray));
      g_signal_connect_object (views[i], "activate-booking", G_CALLBACK (activate_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (views[i], "booking-menu", G_CALLBACK (menu_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (views[i], "time-menu", G_CALLBACK (time_menu_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (views[i], "move-booking", G_CALLBACK (move_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (views[i], "create-booking", G_CALLBACK (create_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (views[i], "assign", G_CALLBACK (assign_cb), self, G_CONNECT_SWAPPED);
    }
}

/* Only who may assign sees what waits for it. */
static void
show_tray (SsCalendarPage *self)
{
  SsSession *session = get_session (self);
  gboolean plans_for_all = g_strcmp0 (ss_session_get_scope (session, "calendar.edit"), "OWN_RESOURCE") != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->tray),
                          ss_session_may (session, "calendar.edit") && plans_for_all);
}

/* A permission that was granted for a while comes and goes. */
static void
user_changed_cb (SsCalendarPage *self)
{
  if (ss_session_get_current_user (get_session (self)) == NULL)
    return;
  update_actions (self);
  show_tray (self);
}

/* What somebody begins with, until another view is chosen: a customer sees what is booked, staff their day,
 * and who plans for all sees all of them. */
static void
begin (SsCalendarPage *self)
{
  SsSession *session = get_session (self);

  if (g_strcmp0 (ss_session_get_scope (session, "calendar.view"), "OWN") == 0)
    ss_calendar_board_set_view (self->board, "agenda");
  else if (get_own_resource (self) != NULL)
    ss_calendar_board_set_view (self->board, "day");
  show_tray (self);
}

/* Of those that wait all have the same state. */
static gboolean
shows_waiting (gpointer item, gpointer user_data)
{
  return ss_calendar_filter_shows (user_data, SS_CALENDAR_FILTER_SERVICE,
                                   ss_appointment_get_service_id (item));
}

static void
set_up_filter (SsCalendarPage *self)
{
  SsCalendarFilter *filter = get_filter (self);
  GListModel *all = ss_appointment_store_get_unassigned (get_store (self));
  GtkCustomFilter *shown = gtk_custom_filter_new (shows_waiting, g_object_ref (filter), g_object_unref);

  self->waiting = gtk_filter_list_model_new (g_object_ref (all), GTK_FILTER (shown));
  gtk_menu_button_set_create_popup_func (ss_calendar_board_get_filter_button (self->board),
                                         create_filter_popover_cb, self, NULL);
  g_signal_connect_object (filter, "changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  show_filter (self);
}

static void
ss_calendar_page_set_up (SsPage *page)
{
  SsCalendarPage *self = SS_CALENDAR_PAGE (page);
  SsWorkspace *workspace = ss_page_get_workspace (page);
  SsChangeHistory *history = ss_workspace_get_history (workspace);

  self->model = ss_store_model_new (workspace);
  self->flow = ss_calendar_flow_new (page, SS_CALENDAR_MODEL (self->model));
  self->exports =
      ss_export_flow_new (page, SS_CALENDAR_MODEL (self->model), self->board, G_ACTION_MAP (self->actions));
  ss_calendar_board_set_model (self->board, SS_CALENDAR_MODEL (self->model));
  ss_booking_search_set_model (self->search, get_session (self), SS_CALENDAR_MODEL (self->model));
  set_up_filter (self);
  ss_unassigned_tray_set_bookings (self->tray, SS_CALENDAR_MODEL (self->model), G_LIST_MODEL (self->waiting));
  connect_views (self);
  begin (self);
  ss_status_view_follow (self->status, G_OBJECT (get_catalog (self)));
  g_signal_connect_object (get_catalog (self), "changed", G_CALLBACK (catalog_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_store (self), "notify::error", G_CALLBACK (error_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "notify", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_session (self), "notify::current-user", G_CALLBACK (user_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
}

static void
ss_calendar_page_shown (SsPage *page)
{
  SsCalendarPage *self = SS_CALENDAR_PAGE (page);

  if (ss_catalog_store_get_settings (get_catalog (self)) == NULL)
    ss_catalog_store_load (get_catalog (self));
}

static void
ss_calendar_page_start_search (SsPage *page)
{
  show_search (SS_CALENDAR_PAGE (page));
}

static void
ss_calendar_page_reload (SsPage *page)
{
  reload_cb (SS_CALENDAR_PAGE (page));
}

static GVariant *
ss_calendar_page_save_state (SsPage *page)
{
  GVariantDict state;

  g_variant_dict_init (&state, NULL);
  g_variant_dict_insert (&state, "view", "s", ss_calendar_board_get_view (SS_CALENDAR_PAGE (page)->board));
  g_variant_dict_insert_value (&state, "filter",
                               ss_calendar_filter_save (get_filter (SS_CALENDAR_PAGE (page))));
  return g_variant_dict_end (&state);
}

static void
ss_calendar_page_restore_state (SsPage *page, GVariant *state)
{
  g_autoptr (GVariant) filter = g_variant_lookup_value (state, "filter", NULL);
  const char *view;

  if (filter != NULL)
    ss_calendar_filter_restore (get_filter (SS_CALENDAR_PAGE (page)), filter);
  if (g_variant_lookup (state, "view", "&s", &view))
    ss_calendar_board_set_view (SS_CALENDAR_PAGE (page)->board, view);
}

static void
ss_calendar_page_dispose (GObject *object)
{
  SsCalendarPage *self = SS_CALENDAR_PAGE (object);

  g_clear_object (&self->waiting);
  g_clear_object (&self->flow);
  g_clear_object (&self->exports);
  g_clear_object (&self->model);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (ss_calendar_page_parent_class)->dispose (object);
}

static void
ss_calendar_page_class_init (SsCalendarPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SsPageClass *page_class = SS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_calendar_page_dispose;
  page_class->set_up = ss_calendar_page_set_up;
  page_class->shown = ss_calendar_page_shown;
  page_class->reload = ss_calendar_page_reload;
  page_class->start_search = ss_calendar_page_start_search;
  page_class->save_state = ss_calendar_page_save_state;
  page_class->restore_state = ss_calendar_page_restore_state;

  /* The mark of a filter is among their icons. */
  ss_plugin_style_load ();
  g_type_ensure (SS_TYPE_STATUS_VIEW);
  g_type_ensure (SS_TYPE_BOOKING_SEARCH);
  g_type_ensure (SS_TYPE_CALENDAR_BOARD);
  g_type_ensure (SS_TYPE_UNASSIGNED_TRAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/calendar/calendar-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SsCalendarPage, status);
  gtk_widget_class_bind_template_child (widget_class, SsCalendarPage, board);
  gtk_widget_class_bind_template_child (widget_class, SsCalendarPage, tray);
  gtk_widget_class_bind_template_child (widget_class, SsCalendarPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SsCalendarPage, search);
  gtk_widget_class_bind_template_child (widget_class, SsCalendarPage, filter_revealer);
  gtk_widget_class_bind_template_child (widget_class, SsCalendarPage, filter_label);
  gtk_widget_class_bind_template_callback (widget_class, reload_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "calendar-page.new-booking",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK,
                                       "calendar-page.blocked-times", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "calendar-page.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "calendar-page.filter",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "calendar-page.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "calendar-page.redo", NULL);
}

static void
ss_calendar_page_init (SsCalendarPage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "calendar-page", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
}
