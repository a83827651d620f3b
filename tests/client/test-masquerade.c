/* test-masquerade.c: being somebody else at the real platform, and coming back whatever ends it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "client/audit-export.h"
#include "client/demo-platform.h"
#include "client/masquerade-prospect.h"
#include "client/workspace.h"
#include "fixture.h"

#define REASON "A customer asked for help on the phone"

static SsDemoPlatform *demo;

static SsSession *
open_session (const char *email, const char *tenant)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAccount) account = ss_account_new (ss_demo_platform_get_address (demo), email, &error);
  SsSession *session;

  g_assert_no_error (error);
  ss_account_set_tenant (account, g_str_has_suffix (email, "@platform.example") ? NULL : tenant);
  session = ss_session_new (account);
  sign_in (session, SS_DEMO_PASSWORD, FALSE, &error);
  g_assert_no_error (error);
  ss_account_set_tenant (account, tenant);
  return session;
}

/* (transfer full): of whoever has that address */
static char *
find_user (SsSession *session, const char *email)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat ("/users/?search=", email, NULL);
  g_autoptr (SsAnswer) answer = call (session, "GET", path, SS_TYPE_USER, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (answer->models->len, ==, 1);
  return g_strdup (ss_model_get_id (g_ptr_array_index (answer->models, 0)));
}

static SsSession *
try_masquerade (SsSession *real, const char *user_id, const char *mode, const char *reason, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_session_masquerade_async (real, user_id, mode, reason, NULL, answer_cb, &answer);
  return ss_session_masquerade_finish (real, answer_wait (&answer), error);
}

static SsSession *
masquerade (SsSession *real, const char *user_id, const char *mode)
{
  g_autoptr (GError) error = NULL;
  SsSession *session = try_masquerade (real, user_id, mode, REASON, &error);

  g_assert_no_error (error);
  g_assert_true (ss_session_get_real (session) == real);
  return session;
}

static void
stop (SsSession *session)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;

  ss_session_stop_masquerade_async (session, NULL, answer_cb, &answer);
  ss_session_stop_masquerade_finish (session, answer_wait (&answer), &error);
  g_assert_no_error (error);
  g_assert_null (ss_session_get_current_user (session));
}

static void
assert_answers (SsSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = call (session, "GET", "/users/me/", SS_TYPE_CURRENT_USER, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ss_current_user_get_email (SS_CURRENT_USER (answer->model)), ==,
                   ss_account_get_email (ss_session_get_account (session)));
}

static void
test_view (void)
{
  g_autoptr (SsSession) owner = open_session ("owner@acme-auto.example", SS_DEMO_TENANT);
  g_autofree char *id = find_user (owner, "staff@acme-auto.example");
  g_autoptr (SsSession) session = masquerade (owner, id, "VIEW");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (ss_current_user_get_email (ss_session_get_current_user (session)), ==,
                   "staff@acme-auto.example");
  g_assert_true (ss_session_get_is_view_only (session));
  g_assert_cmpuint (ss_session_get_seconds_left (session), >, 29 * 60);
  g_assert_cmpuint (ss_session_get_seconds_left (session), <=, 30 * 60);
  g_assert_true (ss_session_may (session, "calendar.view"));
  g_assert_false (ss_session_may (session, "calendar.edit"));
  g_assert_null (ss_session_get_scope (session, "calendar.edit"));
  g_assert_false (ss_session_may (session, "users.view"));

  g_assert_null (call (session, "POST", "/appointments/", G_TYPE_NONE, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_DENIED);
  g_assert_cmpstr (ss_client_error_get_rule (error), ==, "view_only");
  g_clear_error (&error);

  stop (session);
  g_assert_null (call (session, "GET", "/users/me/", G_TYPE_NONE, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SIGNED_OUT);
  assert_answers (owner);
  assert_finalized (session);
}

static void
test_act (void)
{
  g_autoptr (SsSession) superuser = open_session ("superuser@platform.example", SS_DEMO_TENANT);
  g_autofree char *id = find_user (superuser, "owner@acme-auto.example");
  g_autoptr (SsSession) session = masquerade (superuser, id, "ACT");
  g_autoptr (SsWorkspace) workspace = ss_workspace_new (session);

  g_assert_cmpstr (ss_account_get_tenant (ss_session_get_account (session)), ==, SS_DEMO_TENANT);
  g_assert_false (ss_session_get_is_view_only (session));
  g_assert_true (ss_session_may (session, "calendar.edit"));
  g_assert_true (ss_session_may (session, "users.view"));
  g_assert_false (ss_session_may (session, "users.manage"));
  g_assert_false (ss_session_may (session, "grants.manage"));
  g_assert_cmpstr (ss_account_get_email (ss_session_get_account (superuser)), ==,
                   "superuser@platform.example");
  assert_answers (session);
  stop (session);
  assert_answers (superuser);
}

/* What the real user was waiting for is not shown while he is somebody else. */
static void
test_pending (void)
{
  g_autoptr (SsSession) owner = open_session ("owner@acme-auto.example", SS_DEMO_TENANT);
  g_autofree char *id = find_user (owner, "staff@acme-auto.example");
  const SsCall what = { .method = "GET", .path = "/customers/", .type = SS_TYPE_USER };
  g_auto (Answer) begun = { NULL, 0 };
  g_auto (Answer) asked = { NULL, 0 };
  g_autoptr (SsSession) session = NULL;
  g_autoptr (GError) error = NULL;
  guint identity = owner->identity;

  ss_session_masquerade_async (owner, id, "VIEW", REASON, NULL, answer_cb, &begun);
  session = ss_session_masquerade_finish (owner, answer_wait (&begun), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (owner->identity, >, identity);

  ss_session_call_async (session, &what, NULL, answer_cb, &asked);
  stop (session);
  g_assert_null (ss_session_call_finish (session, answer_wait (&asked), &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SIGNED_OUT);
}

/* What would be refused is known before it is tried, with the sentence of its rule. */
static void
test_prospect (void)
{
  static const struct
  {
    const char *real, *explanation;
  } prospects[] = {
    { "owner@acme-auto.example", NULL },
    { "manager@acme-auto.example", "This role may not act as somebody of that role." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (prospects); i++)
    {
      g_autoptr (SsSession) real = open_session (prospects[i].real, SS_DEMO_TENANT);
      g_autoptr (SsPagedList) found = ss_masquerade_prospect_search (real, "staff@acme-auto.example");
      g_autoptr (SsMasqueradeProspect) prospect = NULL;
      g_autoptr (SsListItem) item = NULL;
      g_auto (Answer) answer = { NULL, 0 };
      g_autoptr (GError) error = NULL;
      SsUser *user;

      wait_until (ss_paged_list_get_state (found) == SS_LOAD_READY);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (found)), ==, 1);
      item = g_list_model_get_item (G_LIST_MODEL (found), 0);
      user = SS_USER (ss_list_item_get_model (item));
      g_assert_cmpint (ss_ability_get_allowed (ss_user_can_get_masquerade (ss_user_get_can (user))), ==,
                       prospects[i].explanation == NULL);
      ss_masquerade_prospect_load_async (real, ss_user_get_id (user), NULL, answer_cb, &answer);
      prospect = ss_masquerade_prospect_load_finish (answer_wait (&answer), &error);
      g_assert_no_error (error);
      g_assert_cmpint (prospect->is_allowed, ==, prospects[i].explanation == NULL);
      g_assert_cmpstr (ss_user_get_email (prospect->user), ==, "staff@acme-auto.example");
      if (prospects[i].explanation != NULL)
        g_assert_cmpstr (prospect->explanation, ==, prospects[i].explanation);
    }
}

static const char *
get_action (SsPagedList *entries, guint position)
{
  g_autoptr (SsListItem) item = g_list_model_get_item (G_LIST_MODEL (entries), position);
  SsModel *model = item != NULL ? ss_list_item_get_model (item) : NULL;

  return model != NULL ? ss_audit_entry_get_action (SS_AUDIT_ENTRY (model)) : NULL;
}

static void
told_cb (SsWorkspace *workspace, const char *name, SsMasqueradeNotice *notice, GString *told)
{
  g_string_append_printf (told, "%s %s %s;", name,
                          ss_masquerade_person_get_email (ss_masquerade_notice_get_real_user (notice)),
                          ss_masquerade_person_get_email (ss_masquerade_notice_get_user (notice)));
}

/* The owner is told, and finds it in a log that is whole, and whole in a file. */
static void
test_told (void)
{
  g_autoptr (SsSession) owner = open_session ("owner@acme-auto.example", SS_DEMO_TENANT);
  g_autoptr (SsSession) support = open_session ("support@platform.example", SS_DEMO_TENANT);
  g_autofree char *id = find_user (owner, "owner@acme-auto.example");
  g_autoptr (SsWorkspace) workspace = ss_workspace_new (owner);
  SsAuditStore *audit = ss_workspace_get_audit (workspace);
  SsPagedList *entries = ss_audit_store_get_entries (audit);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "ss-masquerade-audit.ndjson", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (SsSession) session = NULL;
  g_autoptr (SsAuditVerdict) verdict = NULL;
  g_auto (Answer) verified = { NULL, 0 };
  g_auto (Answer) exported = { NULL, 0 };
  g_autoptr (GError) error = NULL;

  g_signal_connect (workspace, "masquerade", G_CALLBACK (told_cb), told);
  wait_until (ss_paged_list_get_state (entries) == SS_LOAD_READY && get_action (entries, 0) != NULL);
  ss_audit_store_set_is_watched (audit, TRUE);
  session = masquerade (support, id, "VIEW");
  wait_until (strcmp (told->str, "masquerade.started support@platform.example owner@acme-auto.example;")
              == 0);
  stop (session);
  wait_until (
      g_str_has_suffix (told->str, "masquerade.ended support@platform.example owner@acme-auto.example;"));
  wait_until (g_strcmp0 (get_action (entries, 0), "HIJACK_END") == 0
              && g_strcmp0 (get_action (entries, 1), "HIJACK_START") == 0);

  ss_audit_store_verify_async (audit, NULL, answer_cb, &verified);
  verdict = ss_audit_store_verify_finish (audit, answer_wait (&verified), &error);
  g_assert_no_error (error);
  g_assert_true (verdict->is_ok);
  g_assert_cmpint (verdict->n_entries, ==, g_list_model_get_n_items (G_LIST_MODEL (entries)));
  ss_audit_export_async (owner, NULL, SS_AUDIT_JSON_LINES, file, NULL, NULL, NULL, answer_cb, &exported);
  g_assert_cmpint (ss_audit_export_finish (owner, answer_wait (&exported), &error), ==, verdict->n_entries);
  g_assert_no_error (error);
  g_assert_cmpint (g_remove (path), ==, 0);
  ss_audit_store_set_is_watched (audit, FALSE);
  g_object_run_dispose (G_OBJECT (workspace));
}

static void
test_refused (void)
{
  static const struct
  {
    const char *real, *other, *reason, *rule;
    int code;
  } refusals[] = {
    { "manager@acme-auto.example", "staff@acme-auto.example", REASON, "matrix", SS_CLIENT_ERROR_DENIED },
    { "owner@acme-auto.example", "manager@acme-auto.example", REASON, "matrix", SS_CLIENT_ERROR_DENIED },
    { "owner@acme-auto.example", "owner@acme-auto.example", REASON, "self", SS_CLIENT_ERROR_DENIED },
    { "owner@acme-auto.example", "staff@acme-auto.example", "why not", NULL, SS_CLIENT_ERROR_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (SsSession) real = open_session (refusals[i].real, SS_DEMO_TENANT);
      g_autofree char *id = find_user (real, refusals[i].other);
      g_autoptr (GError) error = NULL;

      g_assert_null (try_masquerade (real, id, "VIEW", refusals[i].reason, &error));
      g_assert_error (error, SS_CLIENT_ERROR, refusals[i].code);
      g_assert_cmpstr (ss_client_error_get_rule (error), ==, refusals[i].rule);
      assert_answers (real);
    }
}

static void
ended_cb (SsSession *session, const GError *error, gpointer user_data)
{
  char **message = user_data;

  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_MASQUERADE_OVER);
  g_assert_null (*message);
  *message = g_strdup (error->message);
}

/* The other is deactivated: the platform ends the stream of events, and the client notices without a click.
 */
static void
test_ended_early (void)
{
  g_autoptr (SsSession) owner = open_session ("owner@acme-auto.example", SS_DEMO_TENANT);
  g_autoptr (SsSession) superuser = open_session ("superuser@platform.example", SS_DEMO_TENANT);
  g_autofree char *id = find_user (owner, "staff@acme-auto.example");
  g_autoptr (SsSession) session = masquerade (owner, id, "VIEW");
  g_autoptr (SsWorkspace) workspace = ss_workspace_new (session);
  g_autofree char *path = g_strdup_printf ("/users/%s/", id);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"isActive\": false}", 19);
  g_autofree char *message = NULL;
  const SsCall what = { .method = "PATCH", .path = path, .body = body };
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (SsAnswer) changed = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (session, "ended", G_CALLBACK (ended_cb), &message);
  ss_session_call_async (superuser, &what, NULL, answer_cb, &answer);
  changed = ss_session_call_finish (superuser, answer_wait (&answer), &error);
  g_assert_no_error (error);
  wait_until (message != NULL);
  g_assert_nonnull (strstr (message, "before its time"));
  g_assert_null (ss_session_get_current_user (session));
  assert_answers (owner);
  g_object_run_dispose (G_OBJECT (workspace));
}

/* The platform of the fixture lets it last for a moment only. */

static void
start_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (
      message, 200,
      "{\"access\": \"access-1\", \"refresh\": \"refresh-9\", \"mode\": \"VIEW\", "
      "\"tenantSubdomain\": \"acme-auto\", \"user\": {\"id\": \"u2\", \"email\": \"staff@acme.example\"}}");
}

static void
me_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200,
              "{\"id\": \"u2\", \"name\": \"Stan Staff\", \"email\": \"staff@acme.example\", \"role\": "
              "\"TENANT_STAFF\", \"permissions\": [\"calendar.view\"], \"tenant\": null, \"masquerade\": {"
              "\"mode\": \"VIEW\", \"startedAt\": \"2026-11-23T09:00:00Z\", "
              "\"expiresAt\": \"2026-11-23T09:00:01Z\"}}");
}

static void
gone_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 401, "{\"detail\": \"Over.\", \"code\": \"masquerade_expired\"}");
}

/* By the platform's times, however wrong this computer's clock is. */
static void
test_time_is_up (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) owner = fixture_signed_in (fixture);
  g_autoptr (SsSession) session = NULL;
  g_autofree char *message = NULL;

  fixture_on (fixture, "POST /auth/masquerade/", start_cb, NULL);
  fixture_on (fixture, "GET /users/me/", me_cb, NULL);
  session = masquerade (owner, "u2", "VIEW");
  g_assert_cmpuint (ss_session_get_seconds_left (session), ==, 1);
  g_signal_connect (session, "ended", G_CALLBACK (ended_cb), &message);
  wait_until (message != NULL);
  g_assert_nonnull (strstr (message, "is up"));
  g_assert_cmpuint (ss_session_get_seconds_left (session), ==, 0);
  g_assert_nonnull (ss_session_get_current_user (owner));
}

/* A refusal with the contract's code is not answered with a renewal, and the real user stays signed in. */
static void
test_over (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) owner = fixture_signed_in (fixture);
  g_autoptr (SsSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  fixture_on (fixture, "POST /auth/masquerade/", start_cb, NULL);
  fixture_on (fixture, "GET /users/me/", me_cb, NULL);
  fixture_on (fixture, "GET /customers/", gone_cb, NULL);
  session = masquerade (owner, "u2", "VIEW");
  g_signal_connect (session, "ended", G_CALLBACK (ended_cb), &message);
  g_assert_null (call (session, "GET", "/customers/", G_TYPE_NONE, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_MASQUERADE_OVER);
  g_assert_nonnull (message);
  g_assert_cmpuint (fixture_count (fixture, "POST /auth/token/refresh/"), ==, 0);
  g_assert_nonnull (ss_session_get_current_user (owner));
}

/* Without its user there is nothing to show: the masquerade is taken back, so that nobody is left in it. */
static void
test_taken_back (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) owner = fixture_signed_in (fixture);
  g_autoptr (GError) error = NULL;

  fixture_on (fixture, "POST /auth/masquerade/", start_cb, NULL);
  g_assert_null (try_masquerade (owner, "u2", "VIEW", REASON, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_PROTOCOL);
  g_assert_cmpuint (fixture_count (fixture, "POST /auth/masquerade/stop/"), ==, 1);
}

/* The platform is gone: who stops is himself again all the same. */
static void
test_stop_offline (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) owner = fixture_signed_in (fixture);
  g_autoptr (SsSession) session = NULL;
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;

  fixture_on (fixture, "POST /auth/masquerade/", start_cb, NULL);
  fixture_on (fixture, "GET /users/me/", me_cb, NULL);
  session = masquerade (owner, "u2", "VIEW");
  fixture_stop (fixture);
  ss_session_stop_masquerade_async (session, NULL, answer_cb, &answer);
  g_assert_false (ss_session_stop_masquerade_finish (session, answer_wait (&answer), &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE);
  g_assert_null (ss_session_get_current_user (session));
  g_assert_nonnull (ss_session_get_current_user (owner));
}

static void
start_platform (void)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;

  demo = ss_demo_platform_new (NULL);
  ss_demo_platform_start_async (demo, NULL, answer_cb, &answer);
  ss_demo_platform_start_finish (demo, answer_wait (&answer), &error);
  g_assert_no_error (error);
}

static void
stop_platform (void)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_demo_platform_stop_async (demo, NULL, answer_cb, &answer);
  ss_demo_platform_stop_finish (demo, answer_wait (&answer), NULL);
  g_clear_object (&demo);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  start_platform ();
  g_test_add_func ("/masquerade/view", test_view);
  g_test_add_func ("/masquerade/act", test_act);
  g_test_add_func ("/masquerade/pending", test_pending);
  g_test_add_func ("/masquerade/prospect", test_prospect);
  g_test_add_func ("/masquerade/told", test_told);
  g_test_add_func ("/masquerade/refused", test_refused);
  g_test_add_func ("/masquerade/time-is-up", test_time_is_up);
  g_test_add_func ("/masquerade/over", test_over);
  g_test_add_func ("/masquerade/taken-back", test_taken_back);
  g_test_add_func ("/masquerade/stop-offline", test_stop_offline);
  g_test_add_func ("/masquerade/ended-early", test_ended_early);
  result = g_test_run ();
  stop_platform ();
  return result;
}
