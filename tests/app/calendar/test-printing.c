/* test-printing.c: day sheets in a PDF have what is booked, in whatever script and however long
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "app/calendar/print-job.h"
#include "app/calendar/print-sheets.h"
#include "table-model.h"

#define LONG_NAME                                                                               \
  "Bartholomew Featherstonehaugh-Cholmondeley with the Very Long Name Which No Column on Paper" \
  " Has Ever Had the Room For"

static SsTableModel *
make_model (void)
{
  SsTableModel *model = ss_table_model_new ("America/New_York", ss_table_moment ("2026-11-23T12:00:00Z"));

  ss_table_model_add_resource (model, "r1", "Bay 1", NULL);
  ss_table_model_add_resource (model, "r2", "Bay 2", NULL);
  ss_table_model_add_resource (model, "r3", "Bay 3", NULL);
  return model;
}

static void
get_days (GDate *first, GDate *last)
{
  g_date_clear (first, 1);
  g_date_clear (last, 1);
  g_date_set_dmy (first, 23, G_DATE_NOVEMBER, 2026);
  g_date_set_dmy (last, 24, G_DATE_NOVEMBER, 2026);
}

static GPtrArray *
make_sheets (SsTableModel *model)
{
  GDate first, last;

  get_days (&first, &last);
  return ss_print_sheets_make (SS_CALENDAR_MODEL (model), &first, &last);
}

/* What pdftotext reads in it; @how: "-layout" as it looks, "-bbox" with the place of each word. */
static char *
print_as (GPtrArray *sheets, const char *how)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("smoothschedule-print-XXXXXX", &error);
  g_autofree char *path = g_build_filename (directory, "sheets.pdf", NULL);
  g_autoptr (SsPrintJob) job = ss_print_job_new (sheets, "Acme Auto", "23 – 24 Nov 2026");
  const char *const arguments[] = { "pdftotext", how, path, "-", NULL };
  char *text = NULL;
  int status;

  gtk_print_operation_set_export_filename (GTK_PRINT_OPERATION (job), path);
  g_assert_cmpint (gtk_print_operation_run (GTK_PRINT_OPERATION (job), GTK_PRINT_OPERATION_ACTION_EXPORT,
                                            NULL, &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_unlink (path);
  g_rmdir (directory);
  return text;
}

static char *
print (GPtrArray *sheets)
{
  return print_as (sheets, "-layout");
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("«%s» is not in:\n%s", part, text);
}

static guint
count_pages (const char *text)
{
  guint n = 0;

  for (const char *c = text; *c != '\0'; c++)
    n += *c == '\f';
  return n;
}

/* A day of a resource is a sheet; who has nothing to do has none. */
static void
test_sheets (void)
{
  g_autoptr (SsTableModel) model = make_model ();
  g_autoptr (GPtrArray) sheets = NULL;
  g_autofree char *text = NULL;
  const SsPrintSheet *sheet;
  SsAppointment *booking;

  booking = ss_table_model_add (model, "a", "r1", "Zoë Miller", "Oil Change",
                                ss_table_moment ("2026-11-23T14:00:00Z"), 45, SS_BOOKING_CONFIRMED);
  ss_appointment_set_notes (booking, "Bring the winter tyres");
  ss_table_model_add (model, "b", "r1", "Sam Poe", "Brakes", ss_table_moment ("2026-11-24T04:30:00Z"), 60,
                      SS_BOOKING_NO_SHOW);
  ss_table_model_add (model, "c", "r2", "Ann Lee", "Brakes", ss_table_moment ("2026-11-24T15:00:00Z"), 60,
                      SS_BOOKING_CANCELLED);
  /* Not in these days. */
  ss_table_model_add (model, "d", "r3", "Not Printed", "Brakes", ss_table_moment ("2026-11-25T15:00:00Z"), 60,
                      SS_BOOKING_CONFIRMED);

  sheets = make_sheets (model);
  g_assert_cmpuint (sheets->len, ==, 2);
  sheet = g_ptr_array_index (sheets, 0);
  g_assert_cmpstr (sheet->resource, ==, "Bay 1");
  /* In the business' zone the second of them is late on Monday, and goes on on Tuesday. */
  g_assert_cmpuint (sheet->rows->len, ==, 2);
  sheet = g_ptr_array_index (sheets, 1);
  g_assert_cmpstr (sheet->resource, ==, "Bay 2");
  g_assert_true (((SsPrintRow *) g_ptr_array_index (sheet->rows, 0))->is_struck);

  text = print (sheets);
  g_assert_cmpuint (count_pages (text), ==, 2);
  assert_has (text, "Acme Auto");
  assert_has (text, "Bay 1");
  assert_has (text, "Bay 2");
  assert_has (text, "Monday, 23 November 2026");
  assert_has (text, "Tuesday, 24 November 2026");
  assert_has (text, "09:00");
  assert_has (text, "Zoë Miller");
  assert_has (text, "Oil Change");
  assert_has (text, "Bring the winter");
  assert_has (text, "Upcoming");
  assert_has (text, "No-show");
  assert_has (text, "Cancelled");
  assert_has (text, "Page 1 of 2");
  assert_has (text, "Page 2 of 2");
  g_assert_null (strstr (text, "Not Printed"));
}

static void
test_nothing (void)
{
  g_autoptr (SsTableModel) model = make_model ();
  g_autoptr (GPtrArray) sheets = make_sheets (model);
  g_autofree char *text = print (sheets);

  g_assert_cmpuint (sheets->len, ==, 0);
  assert_has (text, "Nothing is booked in these days.");
}

/* More than a page: each has the head, and none is lost. */
static void
test_many (void)
{
  g_autoptr (SsTableModel) model = make_model ();
  g_autoptr (GPtrArray) sheets = NULL;
  g_autofree char *text = NULL;
  const char *head;
  guint n_heads = 0;

  for (guint i = 0; i < 90; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);
      g_autofree char *name = g_strdup_printf ("Customer%02u.", i);

      ss_table_model_add (model, id, "r1", name, "Oil",
                          ss_table_moment ("2026-11-23T14:00:00Z") + i * 5 * SS_MINUTE, 5,
                          SS_BOOKING_CONFIRMED);
    }
  sheets = make_sheets (model);
  text = print (sheets);
  g_assert_cmpuint (count_pages (text), >, 1);
  for (guint i = 0; i < 90; i++)
    {
      g_autofree char *name = g_strdup_printf ("Customer%02u.", i);

      assert_has (text, name);
    }
  for (head = text; (head = strstr (head, "Monday, 23")) != NULL; head++)
    n_heads++;
  g_assert_cmpuint (n_heads, ==, count_pages (text));
}

typedef struct
{
  double left, top, right, bottom;
} Box;

/* The next place of @word in what "-bbox" has written. */
static gboolean
find_word (const char **text, const char *word, Box *box)
{
  g_autofree char *end = g_strconcat ("\">", word, "</word>", NULL);
  const char *found = strstr (*text, end), *begin;

  if (found == NULL)
    return FALSE;
  begin = g_strrstr_len (*text, found - *text, "<word ");
  g_assert_cmpint (sscanf (begin, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf", &box->left,
                           &box->top, &box->right, &box->bottom),
                   ==, 4);
  *text = found + strlen (end);
  return TRUE;
}

/* A long name stays in its line, and leaves the other columns their room. Who reads the PDF by machine still
 * has all of it, under the dots. */
static void
test_long (void)
{
  g_autoptr (SsTableModel) model = make_model ();
  g_autoptr (GPtrArray) sheets = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) words = g_strsplit (LONG_NAME, " ", -1);
  Box status, box;
  const char *rest;

  ss_table_model_add (model, "a", "r1", LONG_NAME, LONG_NAME, ss_table_moment ("2026-11-23T14:00:00Z"), 45,
                      SS_BOOKING_CONFIRMED);
  sheets = make_sheets (model);
  text = print_as (sheets, "-bbox");
  rest = text;
  g_assert_true (find_word (&rest, "Upcoming", &status));
  for (guint i = 0; words[i] != NULL; i++)
    for (rest = text; find_word (&rest, words[i], &box);)
      {
        g_assert_cmpfloat (box.right, <=, status.left);
        g_assert_cmpfloat (box.top, <, status.bottom);
        g_assert_cmpfloat (box.bottom, >, status.top);
      }
  rest = text;
  g_assert_true (find_word (&rest, "Bartholomew", &box));
}

/* From the right to the left: the customer's column is on the other side of the service's. */
static void
test_right_to_left (void)
{
  g_autoptr (SsTableModel) model = make_model ();
  g_autoptr (GPtrArray) sheets = NULL;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  ss_table_model_add (model, "a", "r1", "דוד לוי", "Oil", ss_table_moment ("2026-11-23T14:00:00Z"), 45,
                      SS_BOOKING_CONFIRMED);
  sheets = make_sheets (model);
  left = print (sheets);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  right = print (sheets);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);

  assert_has (left, "דוד");
  assert_has (right, "דוד");
  assert_has (right, "לוי");
  g_assert_true (strstr (left, "Time") < strstr (left, "Notes"));
  g_assert_true (strstr (right, "Time") > strstr (right, "Notes"));
}

static void
test_failure (void)
{
  g_autoptr (SsTableModel) model = make_model ();
  g_autoptr (GPtrArray) sheets = make_sheets (model);
  g_autoptr (SsPrintJob) job = ss_print_job_new (sheets, NULL, "None");
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_export_filename (GTK_PRINT_OPERATION (job), "/nowhere/at/all.pdf");
  g_assert_cmpint (gtk_print_operation_run (GTK_PRINT_OPERATION (job), GTK_PRINT_OPERATION_ACTION_EXPORT,
                                            NULL, &error),
                   ==, GTK_PRINT_OPERATION_RESULT_ERROR);
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/calendar/printing/sheets", test_sheets);
  g_test_add_func ("/calendar/printing/nothing", test_nothing);
  g_test_add_func ("/calendar/printing/many", test_many);
  g_test_add_func ("/calendar/printing/long", test_long);
  g_test_add_func ("/calendar/printing/right-to-left", test_right_to_left);
  g_test_add_func ("/calendar/printing/failure", test_failure);

  return g_test_run ();
}
