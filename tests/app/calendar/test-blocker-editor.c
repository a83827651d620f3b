/* test-blocker-editor.c: blocking time, for one and for all, and what is in the way
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/blocker-editor.h"
#include "app/calendar/calendar-page.h"
#include "app/calendar/repetition-group.h"
#include "page-setting.h"

#define LIST(...) "{\"count\": 2, \"next\": null, \"previous\": null, \"results\": [" __VA_ARGS__ "]}"
#define RESOURCE(id, name)                                                                           \
  "{\"id\": \"" id "\", \"name\": \"" name "\", \"type\": \"STAFF\", \"isActive\": true, \"color\":" \
  " \"#3584e4\", \"position\": 1, \"workingHours\": null, \"userId\": null}"
#define BLOCKER(id, rule)                                                                                \
  "{\"id\": \"" id "\", \"resourceId\": \"r1\", \"title\": \"Lunch\", \"startTime\": \"2026-11-25T11:00" \
  ":00Z\", \"durationMinutes\": 60, \"recurrence\": " rule "}"
#define CONFLICT                                                                                        \
  "{\"detail\": \"Bookings lie there.\", \"code\": \"booking_conflict\", \"conflicts\": [{\"type\":"    \
  " \"APPOINTMENT\", \"id\": \"a1\", \"startTime\": \"2026-11-25T11:30:00Z\", \"durationMinutes\": 30," \
  " \"title\": \"Oil change, Ann Smith\"}], \"alternatives\": []}"
/* A Wednesday, noon in Berlin. */
#define NOON (G_GINT64_CONSTANT (1795604400) * G_USEC_PER_SEC)

typedef struct
{
  PageSetting page;
  SsStoreModel *model;
  SsBlockerEditor *editor;
} Setting;

static GtkWidget *
find (Setting *setting, GType type, const char *text)
{
  return find_widget (GTK_WIDGET (setting->editor), type, text);
}

static void
set_up (Setting *setting, gconstpointer data)
{
  page_setting_init (&setting->page, "\"calendar.view\", \"calendar.edit\"");
  page_setting_answer (&setting->page, "GET /resources/", 200,
                       LIST (RESOURCE ("r1", "Bay 1") "," RESOURCE ("r2", "Bay 2")));
  page_setting_answer (&setting->page, "GET /services/", 200, LIST ());
  page_setting_answer (&setting->page, "GET /appointments/", 200, LIST ());
  page_setting_answer (&setting->page, "GET /blockers/", 200,
                       LIST (BLOCKER ("b1", "\"FREQ=MONTHLY;BYDAY=-1FR\"")));
  page_setting_answer (&setting->page, "GET /tenant/settings/", 200,
                       "{\"name\": \"Acme\", \"timeZone\": \"Europe/Berlin\", \"weekStart\": \"mon\"}");
  page_setting_start (&setting->page, SS_TYPE_CALENDAR_PAGE, 800);
  wait_until (ss_catalog_store_find_blocker (ss_workspace_get_catalog (setting->page.workspace), "b1")
              != NULL);
  setting->model = ss_store_model_new (setting->page.workspace);
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  g_assert_finalize_object (setting->model);
  page_setting_clear (&setting->page);
}

static void
closed_cb (Setting *setting)
{
  setting->editor = NULL;
}

static void
present (Setting *setting, SsBlockerEditor *editor)
{
  setting->editor = editor;
  g_signal_connect_swapped (editor, "unrealize", G_CALLBACK (closed_cb), setting);
  gtk_window_present (GTK_WINDOW (editor));
}

static void
present_blank (Setting *setting, const char *resource_id, gint64 minutes)
{
  present (setting, ss_blocker_editor_new_blank (GTK_WINDOW (setting->page.window), setting->page.workspace,
                                                 setting->model, resource_id, NOON, minutes));
}

static void
type (Setting *setting, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (setting, ADW_TYPE_ENTRY_ROW, title)), text);
}

static void
save (Setting *setting, const char *label)
{
  g_signal_emit_by_name (find (setting, GTK_TYPE_BUTTON, label), "clicked");
}

static const char *
get_body (Setting *setting, guint number)
{
  g_assert_cmpuint (number, <, setting->page.bodies->len);
  return g_ptr_array_index (setting->page.bodies, number);
}

/* One step takes both back. */
static void
test_everybody (Setting *setting, gconstpointer data)
{
  SsChangeHistory *history = ss_workspace_get_history (setting->page.workspace);

  page_setting_answer (&setting->page, "POST /blockers/", 200, BLOCKER ("b2", "null"));
  present_blank (setting, NULL, 0);
  g_assert_false (gtk_widget_get_sensitive (find (setting, GTK_TYPE_BUTTON, "_Block")));
  type (setting, "What It Is For", "Training");
  type (setting, "Until", "14:30");
  save (setting, "_Block");
  wait_until (setting->editor == NULL);
  g_assert_cmpuint (setting->page.bodies->len, ==, 2);
  g_assert_cmpstr (get_body (setting, 0), ==,
                   "{\"resourceId\":\"r1\",\"title\":\"Training\",\"startTime\":\"2026-11-25T11:00:00Z\","
                   "\"durationMinutes\":150,\"recurrence\":null}");
  g_assert_nonnull (strstr (get_body (setting, 1), "\"resourceId\":\"r2\""));
  g_assert_cmpstr (ss_change_history_get_undo_label (history), ==, "Block time: Training");
}

/* From midnight to midnight, in the business' zone. */
static void
test_whole_days (Setting *setting, gconstpointer data)
{
  page_setting_answer (&setting->page, "POST /blockers/", 200, BLOCKER ("b2", "null"));
  present_blank (setting, "r2", 0);
  type (setting, "What It Is For", "Fair");
  gtk_switch_set_active (GTK_SWITCH (find (setting, GTK_TYPE_SWITCH, NULL)), TRUE);
  g_assert_null (find (setting, ADW_TYPE_ENTRY_ROW, "From"));
  save (setting, "_Block");
  wait_until (setting->editor == NULL);
  g_assert_cmpstr (get_body (setting, 0), ==,
                   "{\"resourceId\":\"r2\",\"title\":\"Fair\",\"startTime\":\"2026-11-24T23:00:00Z\","
                   "\"durationMinutes\":1440,\"recurrence\":null}");
}

static void
test_bad_times (Setting *setting, gconstpointer data)
{
  static const struct
  {
    const char *until;
    const char *sentence;
  } rows[] = {
    { "noonish", "This is no time of day, as 9:30 is one." },
    { "11:00", "It has to end after it begins." },
    { "12:00", "It has to end after it begins." },
  };

  present_blank (setting, "r1", 0);
  type (setting, "What It Is For", "Training");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      type (setting, "Until", rows[i].until);
      save (setting, "_Block");
      g_assert_nonnull (find (setting, GTK_TYPE_LABEL, rows[i].sentence));
    }
  g_assert_cmpuint (setting->page.bodies->len, ==, 0);
  gtk_window_destroy (GTK_WINDOW (setting->editor));
}

/* It is said what is in the way, and with a reason it is blocked in spite of that. */
static void
test_conflict (Setting *setting, gconstpointer data)
{
  GtkWidget *dialog;

  page_setting_answer (&setting->page, "POST /blockers/", 409, CONFLICT);
  present_blank (setting, "r1", 0);
  type (setting, "What It Is For", "Training");
  save (setting, "_Block");
  dialog = wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "There Are Bookings in This Time");
  g_assert_cmpstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "Oil change, Ann Smith, Wednesday 25 November 2026, 12:30–13:00");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "override"));
  gtk_editable_set_text (GTK_EDITABLE (find_widget (dialog, GTK_TYPE_ENTRY, NULL)), "The boss says");
  page_setting_answer (&setting->page, "POST /blockers/", 200, BLOCKER ("b2", "null"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "override");
  gtk_window_destroy (GTK_WINDOW (dialog));
  wait_until (setting->editor == NULL);
  g_assert_nonnull (strstr (get_body (setting, 1), "\"overrideReason\":\"The boss says\""));
}

/* What the form cannot show stays as it is. */
static void
test_edit (Setting *setting, gconstpointer data)
{
  SsCatalogStore *catalog = ss_workspace_get_catalog (setting->page.workspace);

  page_setting_answer (&setting->page, "PATCH /blockers/b1/", 200, BLOCKER ("b1", "null"));
  present (setting, ss_blocker_editor_new (GTK_WINDOW (setting->page.window), setting->page.workspace,
                                           setting->model, ss_catalog_store_find_blocker (catalog, "b1")));
  g_assert_nonnull (find (setting, GTK_TYPE_LABEL, "FREQ=MONTHLY;BYDAY=-1FR"));
  type (setting, "What It Is For", "Long lunch");
  type (setting, "Until", "14:00");
  save (setting, "_Save");
  wait_until (setting->editor == NULL);
  g_assert_cmpstr (get_body (setting, 0), ==, "{\"title\":\"Long lunch\",\"durationMinutes\":120}");
}

/* The day of the week goes with the first day; a rule that means the same is not written anew. */
static void
test_repetition (void)
{
  SsRepetitionGroup *group = g_object_ref_sink (g_object_new (SS_TYPE_REPETITION_GROUP, NULL));
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autofree char *same = NULL, *next = NULL, *none = NULL;
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 25, G_DATE_NOVEMBER, 2026);
  ss_repetition_group_set_first_day (group, &day);
  ss_repetition_group_set_rule (group, "FREQ=WEEKLY;UNTIL=20270101", zone);
  same = ss_repetition_group_get_rule (group);
  g_assert_cmpstr (same, ==, "FREQ=WEEKLY;UNTIL=20270101");
  g_date_add_days (&day, 1);
  ss_repetition_group_set_first_day (group, &day);
  ss_repetition_group_set_rule (group, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", zone);
  g_date_add_days (&day, 1);
  ss_repetition_group_set_first_day (group, &day);
  next = ss_repetition_group_get_rule (group);
  g_assert_cmpstr (next, ==, "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR");
  ss_repetition_group_set_rule (group, NULL, zone);
  none = ss_repetition_group_get_rule (group);
  g_assert_null (none);
  assert_finalized (group);
}

#define ADD(path, test) g_test_add (path, Setting, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/calendar/blocker-editor/everybody", test_everybody);
  ADD ("/calendar/blocker-editor/whole-days", test_whole_days);
  ADD ("/calendar/blocker-editor/bad-times", test_bad_times);
  ADD ("/calendar/blocker-editor/conflict", test_conflict);
  ADD ("/calendar/blocker-editor/edit", test_edit);
  g_test_add_func ("/calendar/blocker-editor/repetition", test_repetition);
  return g_test_run ();
}
