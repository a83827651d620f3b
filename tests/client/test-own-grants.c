/* test-own-grants.c: what the current user was granted begins and ends once, by the platform's clock
 *
 * SPDX-License-Identifier: MIT
 */
#include "client/own-grants.h"
#include "client/platform-clock.h"
#include "client/boot-clock.h"
#include "fixture.h"
#include "model/time.h"

typedef struct
{
  guint n_began, n_ending, n_ended;
} Told;

static void
began_cb (SsOwnGrants *own, SsPermissionGrant *grant, Told *told)
{
  told->n_began++;
}

static void
ending_cb (SsOwnGrants *own, SsPermissionGrant *grant, Told *told)
{
  told->n_ending++;
}

static void
ended_cb (SsOwnGrants *own, SsPermissionGrant *grant, Told *told)
{
  told->n_ended++;
}

static void
user_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200,
              "{\"id\": \"u2\", \"name\": \"Sam\", \"email\": \"" EMAIL
              "\", \"role\": \"TENANT_STAFF\", \"permissions\": [], \"masquerade\": null, \"tenant\": null}");
}

/* (transfer full): one that ends @seconds from now */
static SsPermissionGrant *
make_grant (SsSession *session, const char *id, const char *grantee_id, const char *status, gint64 seconds)
{
  char end[SS_TIME_BUFFER];
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  SsPermissionGrant *grant;

  ss_time_format (ss_session_get_platform_time (session) + seconds * G_TIME_SPAN_SECOND, end);
  text = g_strdup_printf ("{\"id\": \"%s\", \"grantee\": {\"id\": \"%s\"}, \"action\": \"reports.view\","
                          " \"expiresAt\": \"%s\", \"status\": \"%s\"}",
                          id, grantee_id, end, status);
  node = json_from_string (text, NULL);
  grant = ss_model_from_json (SS_TYPE_PERMISSION_GRANT, node, &error);
  g_assert_no_error (error);
  return grant;
}

static void
note (SsOwnGrants *own, SsSession *session, const char *id, const char *grantee_id, const char *status,
      gint64 seconds)
{
  g_autoptr (SsPermissionGrant) grant = make_grant (session, id, grantee_id, status, seconds);

  ss_own_grants_note (own, grant);
}

static void
test_once (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = NULL;
  g_autoptr (SsOwnGrants) own = NULL;
  Told told = { 0 };

  fixture_on (fixture, "GET /users/me/", user_cb, NULL);
  session = fixture_signed_in (fixture);
  own = ss_own_grants_new (session);
  g_signal_connect (own, "began", G_CALLBACK (began_cb), &told);
  g_signal_connect (own, "ended", G_CALLBACK (ended_cb), &told);

  note (own, session, "g1", "u7", "ACTIVE", 600);
  g_assert_cmpuint (told.n_began, ==, 0);
  note (own, session, "g1", "u2", "ACTIVE", 600);
  note (own, session, "g1", "u2", "ACTIVE", 600);
  g_assert_cmpuint (told.n_began, ==, 1);
  note (own, session, "g1", "u2", "REVOKED", 600);
  note (own, session, "g1", "u2", "REVOKED", 600);
  /* Told in the wrong order. */
  note (own, session, "g1", "u2", "ACTIVE", 600);
  g_assert_cmpuint (told.n_began, ==, 1);
  g_assert_cmpuint (told.n_ended, ==, 1);
  /* Told after the computer has slept: nothing has begun. */
  note (own, session, "g2", "u2", "ACTIVE", -5);
  g_assert_cmpuint (told.n_began, ==, 1);
  /* One from before the program began is over. */
  note (own, session, "g3", "u2", "EXPIRED", -5);
  g_assert_cmpuint (told.n_ended, ==, 2);
}

static void
shift_clock (SsSession *session, gint64 minutes)
{
  gint64 now = ss_boot_clock_get ();

  ss_platform_clock_note (&session->clock,
                          ss_session_get_platform_time (session) + minutes * G_TIME_SPAN_MINUTE, now, now);
}

/* Five minutes before the end it is said once, whatever the computer did in between. */
static void
test_ending (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = NULL;
  g_autoptr (SsOwnGrants) own = NULL;
  Told told = { 0 };

  fixture_on (fixture, "GET /users/me/", user_cb, NULL);
  session = fixture_signed_in (fixture);
  own = ss_own_grants_new (session);
  g_signal_connect (own, "ending", G_CALLBACK (ending_cb), &told);
  g_signal_connect (own, "ended", G_CALLBACK (ended_cb), &told);
  note (own, session, "g1", "u2", "ACTIVE", 30 * 60);
  shift_clock (session, 26);
  wait_until (told.n_ending == 1);
  shift_clock (session, 2);
  note (own, session, "g1", "u2", "ACTIVE", 2 * 60);
  note (own, session, "g2", "u2", "ACTIVE", 4 * 60);
  wait_until (told.n_ending == 2);
  g_assert_cmpuint (told.n_ended, ==, 0);
  /* Slept through the warning and the end of both. */
  shift_clock (session, 20);
  wait_until (told.n_ended == 2);
  g_assert_cmpuint (told.n_ending, ==, 2);
}

/* The platform's clock says that it is over, before the platform tells. */
static void
test_expiry (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = NULL;
  g_autoptr (SsOwnGrants) own = NULL;
  Told told = { 0 };
  gint64 now;

  fixture_on (fixture, "GET /users/me/", user_cb, NULL);
  session = fixture_signed_in (fixture);
  own = ss_own_grants_new (session);
  g_signal_connect (own, "began", G_CALLBACK (began_cb), &told);
  g_signal_connect (own, "ended", G_CALLBACK (ended_cb), &told);
  note (own, session, "g1", "u2", "ACTIVE", 600);
  note (own, session, "g2", "u2", "ACTIVE", 6000);
  g_assert_cmpuint (told.n_began, ==, 2);
  /* The next answer finds that eleven minutes are gone. */
  now = ss_boot_clock_get ();
  ss_platform_clock_note (&session->clock, ss_session_get_platform_time (session) + 11 * G_TIME_SPAN_MINUTE,
                          now, now);
  wait_until (told.n_ended == 1);
  note (own, session, "g1", "u2", "EXPIRED", -60);
  g_assert_cmpuint (told.n_ended, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/own-grants/once", test_once);
  g_test_add_func ("/client/own-grants/expiry", test_expiry);
  g_test_add_func ("/client/own-grants/ending", test_ending);

  return g_test_run ();
}
