/* blocker-editor.c: blocks time that nobody can book, or changes that
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/blocker-editor.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/calendar/booking-words.h"
#include "app/calendar/conflict-dialog.h"
#include "app/calendar/repetition-group.h"
#include "app/widgets/choice-row.h"
#include "app/widgets/day-row.h"
#include "app/widgets/discard-question.h"
#include "app/widgets/field-error.h"
#include "client/blocker-changes.h"
#include "client/client-error.h"
#include "domain/local-time.h"
#include "domain/recurrence.h"

/* In the choice of resources, beside their ids. */
#define EVERYBODY "everybody"

/* Until somebody says how long. */
#define DEFAULT_MINUTES 60

struct _SsBlockerEditor
{
  AdwWindow parent_instance;

  GtkWidget *save_button;
  GtkLabel *fault_label;
  GtkEditable *title_row;
  SsFieldError *title_error;
  SsChoiceRow *resource_row;
  SsFieldError *resource_error;
  GtkSwitch *whole_switch;
  SsDayRow *first_row;
  GtkEditable *from_row;
  SsFieldError *from_error;
  SsDayRow *last_row;
  GtkEditable *until_row;
  SsFieldError *until_error;
  SsRepetitionGroup *repetition;

  SsWorkspace *workspace; /* (owned) (nullable) */
  SsStoreModel *model;    /* (owned) (nullable) */
  SsBlocker *blocker;     /* (owned) (nullable): as it is held; without an id: a new one */
  SsBlocker *before;      /* (owned) (nullable): as the form was filled from it */
  GPtrArray *wanted;   /* (owned) (nullable): of SsBlocker: what is to be made, or the one as it is to be */
  gboolean is_filling; /* the form is set by the program */
  gboolean is_dirty;   /* by the person */
  gboolean is_saving;
};

G_DEFINE_FINAL_TYPE (SsBlockerEditor, ss_blocker_editor, ADW_TYPE_WINDOW)

static guint done_signal;

static void save (SsBlockerEditor *self);

static gboolean
is_new (SsBlockerEditor *self)
{
  return ss_blocker_get_id (self->blocker) == NULL;
}

static SsCatalogStore *
get_catalog (SsBlockerEditor *self)
{
  return ss_workspace_get_catalog (self->workspace);
}

static GTimeZone *
get_zone (SsBlockerEditor *self)
{
  return ss_calendar_model_get_zone (SS_CALENDAR_MODEL (self->model));
}

static void
say_fault (SsBlockerEditor *self, const char *text)
{
  gtk_label_set_text (self->fault_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), text != NULL);
}

static void
update_save (SsBlockerEditor *self)
{
  gtk_widget_set_sensitive (self->save_button, !self->is_saving
                                                   && ss_choice_row_get_value (self->resource_row) != NULL
                                                   && *gtk_editable_get_text (self->title_row) != '\0');
}

static void
clear_faults (SsBlockerEditor *self)
{
  SsFieldError *const errors[] = { self->title_error, self->resource_error, self->from_error,
                                   self->until_error };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    ss_field_error_set_text (errors[i], NULL);
  ss_repetition_group_set_error (self->repetition, NULL);
  say_fault (self, NULL);
}

static void
changed_cb (SsBlockerEditor *self)
{
  if (self->is_filling)
    return;
  self->is_dirty = TRUE;
  clear_faults (self);
  update_save (self);
}

/* The last day stays as far behind it as it was. */
static void
first_day_cb (SsBlockerEditor *self)
{
  const GDate *first = ss_day_row_get_day (self->first_row);
  GDate last = *ss_day_row_get_day (self->last_row);

  if (g_date_compare (&last, first) < 0)
    {
      last = *first;
      ss_day_row_set_day (self->last_row, &last);
    }
  ss_repetition_group_set_first_day (self->repetition, first);
  changed_cb (self);
}

/* Filling in */

static void
fill_resources (SsBlockerEditor *self)
{
  GListModel *resources = ss_catalog_store_get_resources (get_catalog (self));
  const char *id = ss_blocker_get_resource_id (self->blocker);
  g_autoptr (GPtrArray) values = g_ptr_array_new (), labels = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (resources); i++)
    {
      g_autoptr (SsResource) resource = g_list_model_get_item (resources, i);
      const char *resource_id = ss_resource_get_id (resource);

      if (g_strcmp0 (resource_id, id) != 0
          && (!ss_resource_get_is_active (resource)
              || !ss_store_model_may_edit_on (self->model, resource_id)))
        continue;
      g_ptr_array_add (values, (gpointer) resource_id);
      g_ptr_array_add (labels, (gpointer) ss_resource_get_name (resource));
    }
  if (is_new (self) && values->len > 1)
    {
      g_ptr_array_insert (values, 0, (gpointer) EVERYBODY);
      g_ptr_array_insert (labels, 0, _ ("Everybody’s"));
    }
  g_ptr_array_add (values, NULL);
  g_ptr_array_add (labels, NULL);
  ss_choice_row_set_choices (self->resource_row, (const char *const *) values->pdata,
                             (const char *const *) labels->pdata);
  ss_choice_row_set_value (self->resource_row, id != NULL ? id : values->pdata[0]);
}

/* From midnight to midnight is whole days. */
static void
fill_times (SsBlockerEditor *self)
{
  gint64 start = ss_blocker_get_start_time (self->blocker);
  gint64 end = start + ss_blocker_get_duration_minutes (self->blocker) * G_TIME_SPAN_MINUTE;
  g_autofree char *from = ss_format_time (get_zone (self), start);
  g_autofree char *until = ss_format_time (get_zone (self), end);
  int first_minute, last_minute;
  GDate first, last;

  ss_local_time_get (get_zone (self), start, &first, &first_minute);
  ss_local_time_get (get_zone (self), end, &last, &last_minute);
  gtk_switch_set_active (self->whole_switch,
                         first_minute == 0 && last_minute == 0 && g_date_compare (&first, &last) < 0);
  if (gtk_switch_get_active (self->whole_switch))
    g_date_subtract_days (&last, 1);
  gtk_editable_set_text (self->from_row, from);
  gtk_editable_set_text (self->until_row, until);
  ss_day_row_set_day (self->first_row, &first);
  ss_day_row_set_day (self->last_row, &last);
  ss_repetition_group_set_first_day (self->repetition, &first);
}

static void
fill (SsBlockerEditor *self)
{
  const char *title = ss_blocker_get_title (self->blocker);

  self->is_filling = TRUE;
  gtk_window_set_title (GTK_WINDOW (self), is_new (self) ? _ ("Block Time") : _ ("Edit Blocked Time"));
  gtk_button_set_label (GTK_BUTTON (self->save_button), is_new (self) ? _ ("_Block") : _ ("_Save"));
  gtk_editable_set_text (self->title_row, title != NULL ? title : "");
  fill_resources (self);
  fill_times (self);
  ss_repetition_group_set_first_weekday (self->repetition, ss_business_get_first_weekday (self->workspace));
  ss_repetition_group_set_rule (self->repetition, ss_blocker_get_recurrence (self->blocker), get_zone (self));
  self->is_filling = FALSE;
  update_save (self);
}

/* Saving */

static gboolean
read_moment (SsBlockerEditor *self, SsDayRow *day_row, GtkEditable *time_row, SsFieldError *error,
             gint64 *moment)
{
  int minute;

  if (!ss_parse_time_of_day (gtk_editable_get_text (time_row), &minute))
    {
      ss_field_error_set_text (error, _ ("This is no time of day, as 9:30 is one."));
      return FALSE;
    }
  if (ss_local_time_find (get_zone (self), ss_day_row_get_day (day_row), minute, moment) == 0)
    {
      ss_field_error_set_text (error, _ ("The clocks go forward on that day: this time does not exist."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_times (SsBlockerEditor *self, gint64 *start, gint64 *end)
{
  if (gtk_switch_get_active (self->whole_switch))
    {
      GDate next = *ss_day_row_get_day (self->last_row);

      g_date_add_days (&next, 1);
      *start = ss_local_time_resolve (get_zone (self), ss_day_row_get_day (self->first_row), 0);
      *end = ss_local_time_resolve (get_zone (self), &next, 0);
    }
  else if (!read_moment (self, self->first_row, self->from_row, self->from_error, start)
           || !read_moment (self, self->last_row, self->until_row, self->until_error, end))
    return FALSE;
  if (*end > *start)
    return TRUE;
  ss_field_error_set_text (self->until_error, _ ("It has to end after it begins."));
  return FALSE;
}

/* Every Monday, from a Wednesday on, is from the Monday after that. */
static gint64
find_first (SsBlockerEditor *self, const char *rule, gint64 start)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (rule == NULL || ss_recurrence_check (rule) != NULL
      || (start == ss_blocker_get_start_time (self->before)
          && g_strcmp0 (rule, ss_blocker_get_recurrence (self->before)) == 0))
    return start;
  ss_recurrence_expand (rule, start, get_zone (self), start, start + 31 * G_TIME_SPAN_DAY, starts);
  return starts->len > 0 ? g_array_index (starts, gint64, 0) : start;
}

static void
want (SsBlockerEditor *self, SsBlocker *like, const char *resource_id)
{
  SsModel *wanted = ss_model_copy (SS_MODEL (like));

  ss_blocker_set_resource_id (SS_BLOCKER (wanted), resource_id);
  g_ptr_array_add (self->wanted, wanted);
}

/* What is to be, by the form; FALSE where a field is at fault. */
static gboolean
read_form (SsBlockerEditor *self)
{
  const char *resource_id = ss_choice_row_get_value (self->resource_row);
  g_autoptr (SsBlocker) like = ss_model_copy (SS_MODEL (self->before));
  g_autofree char *rule = ss_repetition_group_get_rule (self->repetition);
  GListModel *resources = ss_catalog_store_get_resources (get_catalog (self));
  gint64 start, end;

  if (!read_times (self, &start, &end))
    return FALSE;
  ss_blocker_set_title (like, gtk_editable_get_text (self->title_row));
  ss_blocker_set_start_time (like, find_first (self, rule, start));
  ss_blocker_set_duration_minutes (like, (end - start) / G_TIME_SPAN_MINUTE);
  ss_blocker_set_recurrence (like, rule);
  g_ptr_array_set_size (self->wanted, 0);
  if (g_strcmp0 (resource_id, EVERYBODY) != 0)
    want (self, like, resource_id);
  for (guint i = 0; g_strcmp0 (resource_id, EVERYBODY) == 0 && i < g_list_model_get_n_items (resources); i++)
    {
      g_autoptr (SsResource) resource = g_list_model_get_item (resources, i);

      if (ss_resource_get_is_active (resource)
          && ss_store_model_may_edit_on (self->model, ss_resource_get_id (resource)))
        want (self, like, ss_resource_get_id (resource));
    }
  return TRUE;
}

/* At its field, or else on top. */
static void
show_faults (SsBlockerEditor *self, const GError *error)
{
  const struct
  {
    const char *name;
    SsFieldError *field;
  } fields[] = {
    { "title", self->title_error },
    { "resourceId", self->resource_error },
    { "startTime", self->from_error },
    { "durationMinutes", self->until_error },
  };
  const char *rule_error =
      error->domain == SS_CLIENT_ERROR ? ss_client_error_get_field (error, "recurrence") : NULL;
  gboolean is_said = rule_error != NULL;

  ss_repetition_group_set_error (self->repetition, rule_error);
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
override_cb (const char *resource_id, gint64 start, const char *override_reason, gpointer user_data)
{
  SsBlockerEditor *self = user_data;

  for (guint i = 0; i < self->wanted->len; i++)
    ss_blocker_set_override_reason (g_ptr_array_index (self->wanted, i), override_reason);
  save (self);
}

static void
saved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsBlockerEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = ss_blocker_changes_finish (SS_CATALOG_STORE (store), result, &error);

  self->is_saving = FALSE;
  if (self->workspace == NULL)
    return;
  update_save (self);
  if (is_done)
    {
      self->is_dirty = FALSE;
      g_signal_emit (self, done_signal, 0);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  /* Those that are made need not be made again. */
  if (is_new (self))
    g_ptr_array_remove_range (self->wanted, 0, ss_blocker_changes_get_n_created (result));
  if (g_strcmp0 (ss_client_error_get_code (error), "booking_conflict") == 0)
    ss_conflict_dialog_present (GTK_WINDOW (self), SS_CALENDAR_MODEL (self->model), SS_CONFLICT_BLOCKER,
                                error, override_cb, g_object_ref (self), g_object_unref);
  else
    show_faults (self, error);
}

static void
save (SsBlockerEditor *self)
{
  SsChangeHistory *history = ss_workspace_get_history (self->workspace);
  g_autoptr (SsBlocker) patch = NULL;

  self->is_saving = TRUE;
  update_save (self);
  if (is_new (self))
    {
      ss_blocker_changes_create_async (get_catalog (self), history, self->wanted, NULL, saved_cb,
                                       g_object_ref (self));
      return;
    }
  patch = ss_model_make_patch (SS_MODEL (self->before), g_ptr_array_index (self->wanted, 0));
  if (patch == NULL)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    ss_blocker_changes_change_async (get_catalog (self), history, self->blocker, patch, NULL, saved_cb,
                                     g_object_ref (self));
}

static void
save_cb (SsBlockerEditor *self)
{
  if (!gtk_widget_get_sensitive (self->save_button))
    return;
  clear_faults (self);
  if (read_form (self))
    save (self);
}

static void
discard (GtkWindow *window)
{
  SS_BLOCKER_EDITOR (window)->is_dirty = FALSE;
  gtk_window_close (window);
}

static gboolean
ss_blocker_editor_close_request (GtkWindow *window)
{
  if (!SS_BLOCKER_EDITOR (window)->is_dirty)
    return GTK_WINDOW_CLASS (ss_blocker_editor_parent_class)->close_request (window);
  ss_discard_question_present (window, discard);
  return TRUE;
}

static void
ss_blocker_editor_dispose (GObject *object)
{
  SsBlockerEditor *self = SS_BLOCKER_EDITOR (object);

  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  g_clear_object (&self->before);
  g_clear_object (&self->blocker);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (ss_blocker_editor_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsBlockerEditor, child)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (save_button);
  BIND (fault_label);
  BIND (title_row);
  BIND (title_error);
  BIND (resource_row);
  BIND (resource_error);
  BIND (whole_switch);
  BIND (first_row);
  BIND (from_row);
  BIND (from_error);
  BIND (last_row);
  BIND (until_row);
  BIND (until_error);
  BIND (repetition);
}

static void
ss_blocker_editor_class_init (SsBlockerEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_blocker_editor_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = ss_blocker_editor_close_request;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);

  g_type_ensure (SS_TYPE_CHOICE_ROW);
  g_type_ensure (SS_TYPE_DAY_ROW);
  g_type_ensure (SS_TYPE_FIELD_ERROR);
  g_type_ensure (SS_TYPE_REPETITION_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/calendar/blocker-editor.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_day_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ss_blocker_editor_init (SsBlockerEditor *self)
{
  self->is_filling = TRUE;
  self->wanted = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
}

/**
 * ss_blocker_editor_new:
 * @parent: above which it stands
 * @workspace: whose stores
 * @model: the calendar
 * @blocker: one that is held; or one without an id, with the times that it is to begin with
 *
 * Returns: (transfer none): a window, to be presented
 */
SsBlockerEditor *
ss_blocker_editor_new (GtkWindow *parent, SsWorkspace *workspace, SsStoreModel *model, SsBlocker *blocker)
{
  SsBlockerEditor *self = g_object_new (SS_TYPE_BLOCKER_EDITOR, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->model = g_object_ref (model);
  self->blocker = g_object_ref (blocker);
  self->before = ss_model_copy (SS_MODEL (blocker));
  fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->title_row));
  return self;
}

/**
 * ss_blocker_editor_new_blank:
 * @parent: above which it stands
 * @workspace: whose stores
 * @model: the calendar
 * @resource_id: (nullable): whose time is to be blocked
 * @start: from when on; 0: the next hour
 * @minutes: for how long; 0: an hour
 *
 * Returns: (transfer none): a window, to be presented
 */
SsBlockerEditor *
ss_blocker_editor_new_blank (GtkWindow *parent, SsWorkspace *workspace, SsStoreModel *model,
                             const char *resource_id, gint64 start, gint64 minutes)
{
  g_autoptr (SsBlocker) draft = g_object_new (SS_TYPE_BLOCKER, NULL);

  if (start == 0)
    start = (ss_calendar_model_get_now (SS_CALENDAR_MODEL (model)) / G_TIME_SPAN_HOUR + 1) * G_TIME_SPAN_HOUR;
  if (resource_id != NULL)
    ss_blocker_set_resource_id (draft, resource_id);
  ss_blocker_set_start_time (draft, start);
  ss_blocker_set_duration_minutes (draft, minutes > 0 ? minutes : DEFAULT_MINUTES);
  return ss_blocker_editor_new (parent, workspace, model, draft);
}
