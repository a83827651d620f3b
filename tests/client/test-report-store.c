/* test-report-store.c: the figures of a span, and when they are read again
 *
 * SPDX-License-Identifier: MIT
 */
#include "client/report-store.h"
#include "fixture.h"

static const char report[] =
    "{\"days\":[{\"date\":\"2026-11-23\",\"booked\":7,\"completed\":5,\"cancelled\":1,\"noShow\":1,\"revenue\":\"412.50\","
    "\"utilisation\":0.25}],\"totals\":{\"booked\":7,\"completed\":5,\"cancelled\":1,\"noShow\":1,\"revenue\":\"412.50\","
    "\"utilisation\":0.25},\"byService\":[],\"byResource\":[{\"resourceId\":\"r\",\"name\":\"Bay\",\"booked\":7,"
    "\"utilisation\":0.5}],\"previous\":null,\"more\":1}";

static void
answer (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  const char *text = data;

  reply_json (message, text != NULL ? 200 : 500,
              text != NULL ? text : "{\"detail\":\"Broken.\",\"code\":\"server_error\"}");
}

static void
hold (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, report);
  fixture_hold (fixture, message);
}

static SsLoadState
get_state (SsReportStore *store)
{
  SsLoadState state;

  g_object_get (store, "state", &state, NULL);
  return state;
}

static void
set_span (SsReportStore *store, guint8 first, guint8 last)
{
  GDate from, to;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  g_date_set_dmy (&from, first, G_DATE_NOVEMBER, 2026);
  g_date_set_dmy (&to, last, G_DATE_NOVEMBER, 2026);
  ss_report_store_set_span (store, &from, &to);
}

static void
test_load (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsReportStore) store = ss_report_store_new (session);
  g_autoptr (SsReportResource) resource = NULL;
  SsReport *figures;

  fixture_on (fixture, "GET /reports/summary/", answer, report);
  set_span (store, 23, 29);
  wait_until (get_state (store) != SS_LOAD_LOADING);
  g_assert_cmpint (get_state (store), ==, SS_LOAD_READY);
  g_assert_cmpuint (fixture_count (fixture, "GET /reports/summary/?from=2026-11-23&to=2026-11-29"), ==, 1);
  figures = ss_report_store_get_report (store);
  g_assert_cmpint (ss_report_figures_get_booked (ss_report_get_totals (figures)), ==, 7);
  g_assert_cmpint (ss_report_figures_get_revenue (ss_report_get_totals (figures)), ==, 4125000);
  g_assert_null (ss_report_get_previous (figures));
  resource = g_list_model_get_item (ss_report_get_by_resource (figures), 0);
  g_assert_cmpfloat (ss_report_resource_get_utilisation (resource), ==, 0.5);

  /* The same is not asked for again, and another span never shows the figures of this. */
  set_span (store, 23, 29);
  g_assert_nonnull (ss_report_store_get_report (store));
  set_span (store, 16, 22);
  g_assert_null (ss_report_store_get_report (store));
  g_assert_cmpint (get_state (store), ==, SS_LOAD_LOADING);
  wait_until (get_state (store) != SS_LOAD_LOADING);
  g_assert_cmpuint (fixture_count (fixture, "GET /reports/summary/"), ==, 2);
}

/* Something before it is a figure to compare with. */
static void
test_empty (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsReportStore) store = ss_report_store_new (session);

  fixture_on (fixture, "GET /reports/summary/", answer,
              "{\"totals\":{\"booked\":0},\"previous\":{\"booked\":0,\"cancelled\":0}}");
  set_span (store, 23, 29);
  wait_until (get_state (store) != SS_LOAD_LOADING);
  g_assert_cmpint (get_state (store), ==, SS_LOAD_EMPTY);
  fixture_on (fixture, "GET /reports/summary/", answer,
              "{\"totals\":{\"booked\":0},\"previous\":{\"booked\":0,\"cancelled\":1}}");
  ss_report_store_load (store);
  wait_until (get_state (store) == SS_LOAD_READY);
}

static void
test_failures (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsReportStore) store = ss_report_store_new (session);

  fixture_on (fixture, "GET /reports/summary/", answer, "{\"days\":[]}");
  set_span (store, 23, 29);
  wait_until (get_state (store) != SS_LOAD_LOADING);
  g_assert_cmpint (get_state (store), ==, SS_LOAD_FAILED);

  fixture_on (fixture, "GET /reports/summary/", answer, report);
  ss_report_store_load (store);
  wait_until (get_state (store) == SS_LOAD_READY);

  /* What is there is still worth a look. */
  fixture_on (fixture, "GET /reports/summary/", answer, NULL);
  ss_report_store_load (store);
  wait_until (get_state (store) != SS_LOAD_READY);
  g_assert_cmpint (get_state (store), ==, SS_LOAD_OFFLINE);
  g_assert_nonnull (ss_report_store_get_report (store));
}

static void
test_touch (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsReportStore) store = ss_report_store_new (session);

  fixture_on (fixture, "GET /reports/summary/", answer, report);
  ss_report_store_touch (store);
  set_span (store, 23, 29);
  wait_until (get_state (store) == SS_LOAD_READY);

  /* Nobody looks: it waits. Then all that has changed is one request. */
  ss_report_store_touch (store);
  ss_report_store_touch (store);
  settle ();
  g_assert_cmpuint (fixture_count (fixture, "GET /reports/summary/"), ==, 1);
  ss_report_store_set_is_watched (store, TRUE);
  ss_report_store_touch (store);
  wait_until (fixture_count (fixture, "GET /reports/summary/") > 1);
  settle ();
  g_assert_cmpuint (fixture_count (fixture, "GET /reports/summary/"), ==, 2);

  /* A change while it is asked for may not be in the answer. */
  fixture_on (fixture, "GET /reports/summary/", hold, NULL);
  ss_report_store_load (store);
  wait_until (fixture->held->len == 1);
  ss_report_store_touch (store);
  fixture_on (fixture, "GET /reports/summary/", answer, report);
  fixture_release (fixture);
  wait_until (fixture_count (fixture, "GET /reports/summary/") == 4);
  wait_until (get_state (store) == SS_LOAD_READY);
}

static void
test_gone (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  SsReportStore *store = ss_report_store_new (session);

  fixture_on (fixture, "GET /reports/summary/", answer, report);
  set_span (store, 23, 29);
  g_object_run_dispose (G_OBJECT (store));
  g_object_unref (store);
  settle ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/report-store/load", test_load);
  g_test_add_func ("/client/report-store/empty", test_empty);
  g_test_add_func ("/client/report-store/failures", test_failures);
  g_test_add_func ("/client/report-store/touch", test_touch);
  g_test_add_func ("/client/report-store/gone", test_gone);

  return g_test_run ();
}
