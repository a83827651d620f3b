/* blocked-times.c: what time is blocked, blocking more, and giving it back
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/blocked-times.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/blocker-editor.h"
#include "app/calendar/booking-words.h"
#include "app/widgets/clock-text.h"
#include "client/blocker-changes.h"
#include "domain/recurrence.h"

struct _SsBlockedTimes
{
  AdwWindow parent_instance;

  GtkWidget *new_button;
  GtkWidget *first_button;
  GtkLabel *fault_label;
  GtkStack *stack;
  GtkListBox *list;

  SsWorkspace *workspace;    /* (owned) (nullable) */
  SsStoreModel *model;       /* (owned) (nullable) */
  GtkFilterListModel *shown; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsBlockedTimes, ss_blocked_times, ADW_TYPE_WINDOW)

static guint done_signal;

/* When it is blocked next, or is right now; FALSE: it is over for good. */
static gboolean
find_next (SsCalendarModel *model, SsBlocker *blocker, gint64 *next)
{
  /* Most come again within a year, and 29 February within eight. */
  static const gint64 reaches[] = { 366 * G_TIME_SPAN_DAY, 9 * 366 * G_TIME_SPAN_DAY };
  const char *rule = ss_blocker_get_recurrence (blocker);
  gint64 first = ss_blocker_get_start_time (blocker);
  gint64 length = ss_blocker_get_duration_minutes (blocker) * G_TIME_SPAN_MINUTE;
  gint64 now = ss_calendar_model_get_now (model);

  *next = first;
  if (rule == NULL || ss_recurrence_check (rule) != NULL || first + length > now)
    return first + length > now;
  for (guint i = 0; i < G_N_ELEMENTS (reaches); i++)
    {
      g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gint64));
      gboolean has_ended = ss_recurrence_expand (rule, first, ss_calendar_model_get_zone (model),
                                                 now - length, now + reaches[i], starts);

      for (guint j = 0; j < starts->len; j++)
        {
          *next = g_array_index (starts, gint64, j);
          if (*next + length > now)
            return TRUE;
        }
      if (has_ended)
        return FALSE;
    }
  return FALSE;
}

/* What is over and does not come again is of no interest. */
static gboolean
is_to_come (gpointer item, gpointer user_data)
{
  gint64 next;

  return find_next (user_data, item, &next);
}

static const char *
describe_rule (const char *rule)
{
  static const struct
  {
    const char *frequency;
    const char *label;
  } labels[] = {
    { "FREQ=DAILY", N_ ("repeats daily") },
    { "FREQ=WEEKLY", N_ ("repeats weekly") },
    { "FREQ=MONTHLY", N_ ("repeats monthly") },
    { "FREQ=YEARLY", N_ ("repeats yearly") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strstr (rule, labels[i].frequency) != NULL)
      return _ (labels[i].label);
  return _ ("repeats");
}

/* (transfer full): "Bay 1 · Wed 25 Nov · 12:00–13:00 · repeats daily" */
static char *
describe (SsBlockedTimes *self, SsBlocker *blocker)
{
  SsCalendarModel *model = SS_CALENDAR_MODEL (self->model);
  GTimeZone *zone = ss_calendar_model_get_zone (model);
  gint64 length = ss_blocker_get_duration_minutes (blocker) * G_TIME_SPAN_MINUTE;
  gint64 start;
  const char *name = ss_calendar_model_get_resource_name (model, ss_blocker_get_resource_id (blocker));
  const char *rule = ss_blocker_get_recurrence (blocker);
  g_autofree char *day = NULL;
  g_autofree char *times = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  find_next (model, blocker, &start);
  day = ss_format_day (zone, start);
  times = ss_format_times (zone, start, start + length);
  if (name != NULL)
    g_string_append_printf (text, "%s · ", name);
  g_string_append_printf (text, "%s · %s", day, times);
  if (rule != NULL)
    g_string_append_printf (text, " · %s", describe_rule (rule));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_fault (SsBlockedTimes *self, const char *text)
{
  gtk_label_set_text (self->fault_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), text != NULL);
}

static void
forward_done (SsBlockedTimes *self)
{
  g_signal_emit (self, done_signal, 0);
}

static void
present (SsBlockedTimes *self, SsBlockerEditor *editor)
{
  show_fault (self, NULL);
  g_signal_connect_object (editor, "done", G_CALLBACK (forward_done), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (editor));
}

static void
new_cb (SsBlockedTimes *self)
{
  present (self, ss_blocker_editor_new_blank (GTK_WINDOW (self), self->workspace, self->model, NULL, 0, 0));
}

static void
activated_cb (SsBlockedTimes *self, GtkListBoxRow *row)
{
  g_autoptr (SsBlocker) blocker =
      g_list_model_get_item (G_LIST_MODEL (self->shown), (guint) gtk_list_box_row_get_index (row));

  present (self, ss_blocker_editor_new (GTK_WINDOW (self), self->workspace, self->model, blocker));
}

static void
deleted_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsBlockedTimes) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ss_blocker_changes_finish (SS_CATALOG_STORE (store), result, &error))
    g_signal_emit (self, done_signal, 0);
  else if (self->workspace != NULL)
    show_fault (self, error->message);
}

static void
delete_cb (SsBlocker *blocker, GtkButton *button)
{
  SsBlockedTimes *self = SS_BLOCKED_TIMES (gtk_widget_get_root (GTK_WIDGET (button)));

  show_fault (self, NULL);
  ss_blocker_changes_delete_async (ss_workspace_get_catalog (self->workspace),
                                   ss_workspace_get_history (self->workspace), blocker, NULL, deleted_cb,
                                   g_object_ref (self));
}

/* Somebody else may change it while it is looked at. */
static void
update_row (AdwActionRow *row, GParamSpec *pspec, SsBlocker *blocker)
{
  SsBlockedTimes *self = g_object_get_data (G_OBJECT (row), "window");
  g_autofree char *text = describe (self, blocker);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ss_blocker_get_title (blocker));
  adw_action_row_set_subtitle (row, text);
}

static void
clock_cb (AdwActionRow *row)
{
  update_row (row, NULL, g_object_get_data (G_OBJECT (row), "blocker"));
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  SsBlockedTimes *self = user_data;
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set_data (G_OBJECT (row), "window", self);
  g_object_set_data_full (G_OBJECT (row), "blocker", g_object_ref (item), g_object_unref);
  update_row (ADW_ACTION_ROW (row), NULL, item);
  g_signal_connect_object (item, "notify", G_CALLBACK (update_row), row, G_CONNECT_SWAPPED);
  ss_clock_text_connect (row, G_CALLBACK (clock_cb));
  if (ss_store_model_may_edit_on (self->model, ss_blocker_get_resource_id (item)))
    {
      const char *name = ss_calendar_model_get_resource_name (SS_CALENDAR_MODEL (self->model),
                                                              ss_blocker_get_resource_id (item));
      /* Translators: time that is blocked: "Give Back Lunch, Bay 1" */
      g_autofree char *label = g_strdup_printf (_ ("Give Back %s, %s"), ss_blocker_get_title (item),
                                                name != NULL ? name : _ ("no active resource"));
      GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, _ ("Give This Time Back"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      g_signal_connect_object (button, "clicked", G_CALLBACK (delete_cb), item, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  return row;
}

static void
show_page (SsBlockedTimes *self)
{
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0
                                                     ? "list"
                                                     : "empty");
}

static void
ss_blocked_times_dispose (GObject *object)
{
  SsBlockedTimes *self = SS_BLOCKED_TIMES (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  self->list = NULL;
  g_clear_object (&self->shown);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (ss_blocked_times_parent_class)->dispose (object);
}

static void
ss_blocked_times_class_init (SsBlockedTimesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_blocked_times_dispose;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/calendar/blocked-times.ui");
  gtk_widget_class_bind_template_child (widget_class, SsBlockedTimes, new_button);
  gtk_widget_class_bind_template_child (widget_class, SsBlockedTimes, first_button);
  gtk_widget_class_bind_template_child (widget_class, SsBlockedTimes, fault_label);
  gtk_widget_class_bind_template_child (widget_class, SsBlockedTimes, stack);
  gtk_widget_class_bind_template_child (widget_class, SsBlockedTimes, list);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ss_blocked_times_init (SsBlockedTimes *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ss_blocked_times_new:
 * @parent: (nullable): above which it stands
 * @workspace: whose blockers
 * @model: its calendar
 *
 * Returns: (transfer none): a window, to be presented
 */
SsBlockedTimes *
ss_blocked_times_new (GtkWindow *parent, SsWorkspace *workspace, SsStoreModel *model)
{
  SsBlockedTimes *self = g_object_new (SS_TYPE_BLOCKED_TIMES, "transient-for", parent, NULL);
  GListModel *blockers = ss_catalog_store_get_blockers (ss_workspace_get_catalog (workspace));

  self->workspace = g_object_ref (workspace);
  self->model = g_object_ref (model);
  self->shown =
      gtk_filter_list_model_new (g_object_ref (blockers),
                                 GTK_FILTER (gtk_custom_filter_new (is_to_come, g_object_ref (model),
                                                                    g_object_unref)));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), create_row, self, NULL);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (show_page), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->new_button, ss_store_model_may_block (model));
  gtk_widget_set_visible (self->first_button, ss_store_model_may_block (model));
  show_page (self);
  return self;
}
