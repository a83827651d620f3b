/* export-flow.c: the calendar on paper and in other programs: what a person is asked, and told
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/export-flow.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/print-job.h"
#include "app/calendar/print-sheets.h"
#include "client/calendar-file.h"
#include "domain/local-time.h"

struct _SsExportFlow
{
  GObject parent_instance;

  SsPage *page;           /* (unowned) (nullable): it holds this */
  SsCalendarBoard *board; /* (unowned) (nullable) */
  SsCalendarModel *model; /* (owned) */

  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */
  void (*save) (SsExportFlow *self, GFile *file);
  SsPrintJob *job;            /* (owned) (nullable): while it is printed */
  GtkPrintSettings *settings; /* (owned) (nullable): of the last print */
};

G_DEFINE_FINAL_TYPE (SsExportFlow, ss_export_flow, G_TYPE_OBJECT)

static SsSession *
get_session (SsExportFlow *self)
{
  return ss_workspace_get_session (ss_page_get_workspace (self->page));
}

static GtkWindow *
get_window (SsExportFlow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->page));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static const char *
get_business (SsExportFlow *self)
{
  SsCurrentUser *user = ss_session_get_current_user (get_session (self));
  SsTenantBrand *tenant = user != NULL ? ss_current_user_get_tenant (user) : NULL;

  return tenant != NULL ? ss_tenant_brand_get_name (tenant) : NULL;
}

static SsPrintJob *
make_job (SsExportFlow *self)
{
  g_autoptr (GPtrArray) sheets = NULL;
  GDate first, last;

  ss_calendar_board_get_period (self->board, &first, &last);
  sheets = ss_print_sheets_make (self->model, &first, &last);
  return ss_print_job_new (sheets, get_business (self), ss_calendar_board_get_title (self->board));
}

static void
tell_saved (SsExportFlow *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *text = g_strdup_printf (_ ("Saved as %s."), shown);

  ss_page_toast_text (self->page, text);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, SsExportFlow *self)
{
  g_autoptr (SsPrintJob) job = g_steal_pointer (&self->job);
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    g_set_object (&self->settings, gtk_print_operation_get_print_settings (operation));
  else if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (error != NULL && self->page != NULL)
    ss_page_toast_error (self->page, _ ("Couldn’t print"), error);
}

/* The dialog of the desktop: its printers, and a PDF as one of them. */
static void
print_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsExportFlow *self = user_data;
  GtkPrintOperation *operation;

  if (self->job != NULL)
    return;
  self->job = make_job (self);
  operation = GTK_PRINT_OPERATION (self->job);
  gtk_print_operation_set_allow_async (operation, TRUE);
  if (self->settings != NULL)
    gtk_print_operation_set_print_settings (operation, self->settings);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), self, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, get_window (self), NULL);
}

static void
chosen_cb (SsExportFlow *self, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL && self->page != NULL)
    self->save (self, file);
}

static void
choose (SsExportFlow *self, const char *title, const char *kind, const char *mime_type, const char *suffix,
        void (*save) (SsExportFlow *self, GFile *file))
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *name = g_strdup_printf ("%s.%s", ss_calendar_board_get_title (self->board), suffix);

  if (self->chooser != NULL)
    return;
  gtk_file_filter_set_name (filter, kind);
  gtk_file_filter_add_mime_type (filter, mime_type);
  gtk_file_filter_add_suffix (filter, suffix);
  self->save = save;
  self->chooser =
      gtk_file_chooser_native_new (title, get_window (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
save_pdf_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, _ ("Save the Day Sheets"), _ ("PDF Documents"), "application/pdf", "pdf",
          ss_export_flow_save_pdf);
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, _ ("Export the Calendar"), _ ("Calendars"), "text/calendar", "ics",
          ss_export_flow_save_calendar);
}

static void
feed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsExportFlow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = ss_calendar_feed_make_finish (SS_SESSION (source), result, &error);

  if (self->page == NULL)
    return;
  if (address == NULL)
    {
      ss_page_toast_error (self->page, _ ("Couldn’t make an address"), error);
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->page)), address);
  ss_page_toast_text (self->page, _ ("The calendar’s address was copied. Keep it to yourself."));
}

static void
make_feed_cb (SsExportFlow *self, const char *response)
{
  if (g_strcmp0 (response, "copy") == 0 && self->page != NULL)
    ss_calendar_feed_make_async (get_session (self), ss_page_get_cancellable (self->page), feed_cb,
                                 g_object_ref (self));
}

/* It is said once, when it is made: another copy is another address. */
static void
copy_feed_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsExportFlow *self = user_data;
  GtkWidget *dialog = adw_message_dialog_new (
      get_window (self), _ ("Copy a New Address?"),
      _ ("With it, a calendar on a phone or another computer shows your bookings. Whoever has it can read "
         "them. An address that you copied before stops working."));
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_responses (question, "cancel", _ ("_Cancel"), "copy", _ ("C_opy New Address"), NULL);
  adw_message_dialog_set_response_appearance (question, "copy", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (question, "copy");
  adw_message_dialog_set_close_response (question, "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (make_feed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const GActionEntry actions[] = {
  { .name = "print", .activate = print_action },
  { .name = "save-pdf", .activate = save_pdf_action },
  { .name = "export", .activate = export_action },
  { .name = "copy-feed", .activate = copy_feed_action },
};

static void
ss_export_flow_dispose (GObject *object)
{
  SsExportFlow *self = SS_EXPORT_FLOW (object);

  g_clear_weak_pointer (&self->page);
  g_clear_weak_pointer (&self->board);
  g_clear_object (&self->chooser);
  g_clear_object (&self->job);
  g_clear_object (&self->settings);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (ss_export_flow_parent_class)->dispose (object);
}

static void
ss_export_flow_class_init (SsExportFlowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_export_flow_dispose;
}

static void
ss_export_flow_init (SsExportFlow *self)
{
}

/**
 * ss_export_flow_new:
 * @page: the calendar's page, which holds it
 * @model: what is shown
 * @board: which days of it
 * @group: where its actions are added
 *
 * An address outlasts a masquerade, and so none is made in one (contract section 4).
 *
 * Returns: (transfer full): what prints and exports
 */
SsExportFlow *
ss_export_flow_new (SsPage *page, SsCalendarModel *model, SsCalendarBoard *board, GActionMap *group)
{
  SsExportFlow *self = g_object_new (SS_TYPE_EXPORT_FLOW, NULL);

  g_set_weak_pointer (&self->page, page);
  g_set_weak_pointer (&self->board, board);
  self->model = g_object_ref (model);
  g_action_map_add_action_entries (group, actions, G_N_ELEMENTS (actions), self);
  if (ss_session_get_real (get_session (self)) != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (group, "copy-feed")), FALSE);
  return self;
}

static void
calendar_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsExportFlow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (self->page == NULL)
    return;
  if (is_saved)
    tell_saved (self, G_FILE (source));
  else
    ss_page_toast_error (self->page, _ ("Couldn’t export the calendar"), error);
}

static const char *
get_resource_name (const char *resource_id, gpointer data)
{
  return ss_calendar_model_get_resource_name (data, resource_id);
}

/**
 * ss_export_flow_save_calendar:
 * @self: an export
 * @file: where to
 *
 * Writes what the board shows, as an .ics file.
 */
void
ss_export_flow_save_calendar (SsExportFlow *self, GFile *file)
{
  g_autoptr (GPtrArray) bookings = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GTimeZone *zone;
  GDate first, last;

  g_return_if_fail (SS_IS_EXPORT_FLOW (self));

  zone = ss_calendar_model_get_zone (self->model);
  ss_calendar_board_get_period (self->board, &first, &last);
  g_date_add_days (&last, 1);
  bookings = ss_calendar_model_get_all_bookings (self->model, ss_local_time_resolve (zone, &first, 0),
                                                 ss_local_time_resolve (zone, &last, 0));
  bytes = ss_calendar_file_make (get_business (self), bookings, get_resource_name, self->model);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       ss_page_get_cancellable (self->page), calendar_saved_cb,
                                       g_object_ref (self));
}

/**
 * ss_export_flow_save_pdf:
 * @self: an export
 * @file: where to, on this computer
 *
 * Writes the day sheets of what the board shows.
 */
void
ss_export_flow_save_pdf (SsExportFlow *self, GFile *file)
{
  g_autoptr (SsPrintJob) job = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  GtkPrintOperation *operation;

  g_return_if_fail (SS_IS_EXPORT_FLOW (self));

  job = make_job (self);
  operation = GTK_PRINT_OPERATION (job);
  path = g_file_get_path (file);
  if (path == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         _ ("A PDF can be saved on this computer only."));
  else
    {
      gtk_print_operation_set_export_filename (operation, path);
      gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
    }
  if (self->page == NULL)
    return;
  if (error == NULL)
    tell_saved (self, file);
  else
    ss_page_toast_error (self->page, _ ("Couldn’t save the day sheets"), error);
}
