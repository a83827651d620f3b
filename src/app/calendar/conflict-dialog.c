/* conflict-dialog.c: what is in the way of a booking, and what can be done about it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/conflict-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-words.h"
#include "client/appointment-store.h"
#include "domain/validation.h"

#define ALTERNATIVES_MAX 3
/* A break of every day may meet hundreds. */
#define CONFLICTS_MAX 6

/* By SsConflictKind. */
static const struct
{
  const char *heading;
  const char *reason;
  const char *override;
} words[] = {
  { N_ ("This Time Is Taken"), N_ ("Reason to book anyway"), N_ ("_Book Anyway") },
  { N_ ("There Are Bookings in This Time"), N_ ("Reason to block it anyway"), N_ ("_Block Anyway") },
};

/* The question, until it is answered or left. */
typedef struct
{
  GListModel *alternatives; /* (owned) (nullable) */
  GtkEditable *reason;      /* (unowned): in the dialog */
  SsConflictAnswer answer;
  gpointer user_data;
  GDestroyNotify destroy;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_clear_object (&question->alternatives);
  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_free (question);
}

/* A booking meets what is at its own time; blocked time may meet bookings of any day. */
static char *
describe_conflicts (SsCalendarModel *model, SsConflictKind kind, GListModel *conflicts)
{
  GTimeZone *zone = ss_calendar_model_get_zone (model);
  guint n = g_list_model_get_n_items (conflicts);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, CONFLICTS_MAX); i++)
    {
      g_autoptr (SsBookingConflict) conflict = g_list_model_get_item (conflicts, i);
      gint64 start = ss_booking_conflict_get_start_time (conflict);
      g_autofree char *times =
          ss_format_times (zone, start,
                           start + ss_booking_conflict_get_duration_minutes (conflict) * G_TIME_SPAN_MINUTE);

      g_autofree char *day = ss_format_day (zone, start);

      g_string_append_printf (text, "%s%s, ", i > 0 ? "\n" : "", ss_booking_conflict_get_title (conflict));
      if (kind == SS_CONFLICT_BLOCKER)
        g_string_append_printf (text, "%s, ", day);
      g_string_append (text, times);
    }
  if (n > CONFLICTS_MAX)
    {
      /* Translators: under a list of bookings that are in the way. */
      g_string_append_printf (text, ngettext ("\nand %u more", "\nand %u more", n - CONFLICTS_MAX),
                              n - CONFLICTS_MAX);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_alternatives (AdwMessageDialog *dialog, SsCalendarModel *model, GListModel *alternatives)
{
  GTimeZone *zone = ss_calendar_model_get_zone (model);

  for (guint i = 0; i < MIN (g_list_model_get_n_items (alternatives), ALTERNATIVES_MAX); i++)
    {
      g_autoptr (SsBookingAlternative) alternative = g_list_model_get_item (alternatives, i);
      gint64 start = ss_booking_alternative_get_start_time (alternative);
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *day = ss_format_day (zone, start);
      g_autofree char *time = ss_format_time (zone, start);
      const char *name =
          ss_calendar_model_get_resource_name (model, ss_booking_alternative_get_resource_id (alternative));
      g_autofree char *label = g_strdup_printf ("%s, %s, %s", day, time, name != NULL ? name : "");

      adw_message_dialog_add_response (dialog, id, label);
    }
}

static char *
get_reason (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
reason_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *text = get_reason (entry);

  adw_message_dialog_set_response_enabled (dialog, "override",
                                           g_utf8_strlen (text, -1) >= SS_OVERRIDE_REASON_MIN);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  guint64 number;

  if (g_str_equal (response, "override"))
    {
      g_autofree char *reason = get_reason (question->reason);

      question->answer (NULL, 0, reason, question->user_data);
    }
  else if (g_ascii_string_to_unsigned (response, 10, 0, ALTERNATIVES_MAX, &number, NULL))
    {
      g_autoptr (SsBookingAlternative) alternative =
          g_list_model_get_item (question->alternatives, (guint) number);

      question->answer (ss_booking_alternative_get_resource_id (alternative),
                        ss_booking_alternative_get_start_time (alternative), NULL, question->user_data);
    }
}

/**
 * ss_conflict_dialog_present:
 * @parent: above which it stands
 * @model: the calendar
 * @kind: what is to be there
 * @error: with the code `booking_conflict`
 * @answer: called with what was chosen
 * @user_data: for @answer
 * @destroy: (nullable): frees @user_data when the question is answered or left
 *
 * Shows what is in the way and the nearest free times, and lets it be done anyway with a reason.
 */
void
ss_conflict_dialog_present (GtkWindow *parent, SsCalendarModel *model, SsConflictKind kind,
                            const GError *error, SsConflictAnswer answer, gpointer user_data,
                            GDestroyNotify destroy)
{
  g_autoptr (GListModel) conflicts = ss_booking_error_get_conflicts (error);
  g_autofree char *body = describe_conflicts (model, kind, conflicts);
  GtkWidget *window = adw_message_dialog_new (parent, _ (words[kind].heading), body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (window);
  GtkWidget *entry = gtk_entry_new ();
  Question *question = g_new0 (Question, 1);

  question->alternatives = ss_booking_error_get_alternatives (error);
  question->reason = GTK_EDITABLE (entry);
  question->answer = answer;
  question->user_data = user_data;
  question->destroy = destroy;
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ (words[kind].reason));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (words[kind].reason), -1);
  adw_message_dialog_set_extra_child (dialog, entry);
  add_alternatives (dialog, model, question->alternatives);
  adw_message_dialog_add_responses (dialog, "override", _ (words[kind].override), "cancel", _ ("_Leave It"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "override", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (dialog, "override", FALSE);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (entry, "changed", G_CALLBACK (reason_changed_cb), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (window));
}
