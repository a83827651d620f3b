/* test-audit-store.c: the audit log as it grows, its filters, its seal, and its export
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "client/audit-export.h"
#include "client/audit-store.h"
#include "fixture.h"

#define ENTRY(id)                                                                                  \
  "{\"id\": \"" id "\", \"timestamp\": \"2026-11-23T09:00:00Z\", \"action\": \"LOGIN_SUCCEEDED\"," \
  " \"actor\": {\"id\": \"u1\", \"email\": \"owner@acme.example\", \"role\": \"TENANT_OWNER\"},"   \
  " \"realActor\": null, \"target\": null, \"tenantId\": \"t1\", \"ipAddress\": \"127.0.0.1\","    \
  " \"userAgent\": \"test\", \"sessionKey\": \"s\", \"requestId\": \"r\", \"details\": {}, "       \
  "\"previousHash\": \"0\", \"hash\": \"1\"}"

/* What is in the log: a count and its entries, newest first. */
static const char *log_text;

static void
list_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  const char *accept =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Accept");

  if (g_strcmp0 (accept, "text/csv") == 0)
    reply_text (message, 200, "text/csv",
                "\"id\",\"action\"\r\n\"e2\",\"LOGOUT\"\r\n\"e1\",\"LOGIN_SUCCEEDED\"\r\n");
  else if (g_strcmp0 (accept, "application/x-ndjson") == 0)
    reply_text (message, 200, "application/x-ndjson", ENTRY ("e2") "\n" ENTRY ("e1") "\n");
  else
    reply_json (message, 200, log_text);
}

static void
refuse_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 403,
              "{\"detail\": \"No.\", \"code\": \"permission_denied\", \"rule\": \"audit.view\"}");
}

static void
broken_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, "{\"ok\": false, \"entries\": 7, \"firstBrokenId\": \"e5\"}");
}

static void
assert_ids (SsPagedList *entries, const char *ids)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (entries)); i++)
    {
      g_autoptr (SsListItem) item = g_list_model_get_item (G_LIST_MODEL (entries), i);

      g_string_append_printf (text, "%s;", ss_model_get_id (ss_list_item_get_model (item)));
    }
  g_assert_cmpstr (text->str, ==, ids);
}

static SsAuditStore *
open_store (Fixture *fixture, SsSession *session, const char *text)
{
  SsAuditStore *store = ss_audit_store_new (session);

  log_text = text;
  fixture_on (fixture, "GET /audit-log/", list_cb, NULL);
  ss_audit_store_get_entries (store);
  wait_until (ss_paged_list_get_state (ss_audit_store_get_entries (store)) != SS_LOAD_LOADING);
  return store;
}

static void
count_cb (GListModel *model, guint position, guint removed, guint added, guint *n_added)
{
  g_assert_cmpuint (position, ==, 0);
  g_assert_cmpuint (removed, ==, 0);
  *n_added += added;
}

/* What is new stands in front; what is held stays the same object, so that nobody loses his place. */
static void
test_grows (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsAuditStore) store =
      open_store (fixture, session, "{\"count\": 1, \"next\": null, \"results\": [" ENTRY ("e1") "]}");
  SsPagedList *entries = ss_audit_store_get_entries (store);
  SsModel *first = ss_paged_list_find (entries, "e1");
  guint n_added = 0;

  g_signal_connect (entries, "items-changed", G_CALLBACK (count_cb), &n_added);
  ss_audit_store_look (store);
  settle ();
  g_assert_cmpuint (fixture_count (fixture, "GET /audit-log/?page_size=50"), ==, 0);
  log_text =
      "{\"count\": 3, \"next\": null, \"results\": [" ENTRY ("e3") "," ENTRY ("e2") "," ENTRY ("e1") "]}";
  ss_audit_store_set_is_watched (store, TRUE);
  wait_until (n_added == 2);
  assert_ids (entries, "e3;e2;e1;");
  g_assert_true (ss_paged_list_find (entries, "e1") == first);
  ss_audit_store_set_is_watched (store, FALSE);
}

static void
test_grows_from_nothing (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsAuditStore) store =
      open_store (fixture, session, "{\"count\": 0, \"next\": null, \"results\": []}");
  SsPagedList *entries = ss_audit_store_get_entries (store);

  g_assert_cmpint (ss_paged_list_get_state (entries), ==, SS_LOAD_EMPTY);
  log_text = "{\"count\": 1, \"next\": null, \"results\": [" ENTRY ("e1") "]}";
  ss_audit_store_set_is_watched (store, TRUE);
  wait_until (ss_paged_list_get_state (entries) == SS_LOAD_READY);
  assert_ids (entries, "e1;");
  ss_audit_store_set_is_watched (store, FALSE);
}

/* More has come than is asked for: all is read again. */
static void
test_overtaken (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsAuditStore) store =
      open_store (fixture, session, "{\"count\": 1, \"next\": null, \"results\": [" ENTRY ("e1") "]}");
  SsPagedList *entries = ss_audit_store_get_entries (store);

  log_text = "{\"count\": 2, \"next\": null, \"results\": [" ENTRY ("e9") "," ENTRY ("e8") "]}";
  ss_audit_store_set_is_watched (store, TRUE);
  wait_until (ss_paged_list_find (entries, "e8") != NULL);
  wait_until (!ss_paged_list_get_is_loading (entries));
  assert_ids (entries, "e9;e8;");
  ss_audit_store_set_is_watched (store, FALSE);
}

static void
test_filters (void)
{
  static const struct
  {
    SsAuditFilter filter;
    const char *query;
  } filters[] = {
    { { .action = "HIJACK_START" }, "action=HIJACK_START" },
    { { .actor = "a@b.example" }, "actor=a%40b.example" },
    { { .target = "u7" }, "target=u7" },
    { { .day = "2026-12-31" }, "from=2026-12-31&to=2027-01-01" },
    { { .day = "2028-02-28" }, "from=2028-02-28&to=2028-02-29" },
    { { .day = "yesterday" }, "" },
    { { .action = "LOGOUT", .search = "two words" }, "action=LOGOUT&search=two%20words" },
  };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsAuditStore) store =
      open_store (fixture, session, "{\"count\": 1, \"next\": null, \"results\": [" ENTRY ("e1") "]}");

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autofree char *request = g_strdup_printf ("GET /audit-log/?%s", filters[i].query);

      ss_audit_store_set_filter (store, &filters[i].filter, FALSE);
      g_assert_cmpstr (ss_audit_store_get_query (store), ==, filters[i].query);
      wait_until (!ss_paged_list_get_is_loading (ss_audit_store_get_entries (store)));
      g_assert_cmpuint (fixture_count (fixture, request), >, 0);
    }
}

static void
test_verify (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsAuditStore) store = ss_audit_store_new (session);
  g_autoptr (SsAuditVerdict) verdict = NULL;
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;

  fixture_on (fixture, "GET /audit-log/verify/", broken_cb, NULL);
  ss_audit_store_verify_async (store, NULL, answer_cb, &answer);
  verdict = ss_audit_store_verify_finish (store, answer_wait (&answer), &error);
  g_assert_no_error (error);
  g_assert_false (verdict->is_ok);
  g_assert_cmpint (verdict->n_entries, ==, 7);
  g_assert_cmpstr (verdict->first_broken_id, ==, "e5");
}

static gint64 export(SsSession *session, SsAuditFormat format, const char *path, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (Answer) answer = { NULL, 0 };

  ss_audit_export_async (session, "action=LOGOUT", format, file, NULL, NULL, cancellable, answer_cb, &answer);
  return ss_audit_export_finish (session, answer_wait (&answer), error);
}

static void
assert_file (const char *path, const char *begins)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, begins));
}

static void
test_export (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autofree char *directory = g_dir_make_tmp ("ss-audit-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "log", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fixture_on (fixture, "GET /audit-log/", list_cb, NULL);
  g_assert_cmpint (export(session, SS_AUDIT_CSV, path, NULL, &error), ==, 2);
  g_assert_no_error (error);
  assert_file (path, "\"id\",\"action\"\r\n");
  g_assert_cmpuint (fixture_count (fixture, "GET /audit-log/?action=LOGOUT"), ==, 1);
  g_assert_cmpint (export(session, SS_AUDIT_JSON_LINES, path, NULL, &error), ==, 2);
  assert_file (path, "{\"id\": \"e2\"");

  /* What fails leaves the file that was there. */
  fixture_on (fixture, "GET /audit-log/", refuse_cb, NULL);
  g_assert_cmpint (export(session, SS_AUDIT_CSV, path, NULL, &error), ==, -1);
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_DENIED);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (export(session, SS_AUDIT_CSV, path, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_file (path, "{\"id\": \"e2\"");
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit-store/grows", test_grows);
  g_test_add_func ("/audit-store/grows-from-nothing", test_grows_from_nothing);
  g_test_add_func ("/audit-store/overtaken", test_overtaken);
  g_test_add_func ("/audit-store/filters", test_filters);
  g_test_add_func ("/audit-store/verify", test_verify);
  g_test_add_func ("/audit-store/export", test_export);
  return g_test_run ();
}
