/* test-masquerade.c: what can't be done in a masquerade, and how it ends (contract sections 4 and 11)
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "masquerade-case.h"
#include "platform/auth/masquerade-end.h"
#include "platform/clock.h"
#include "platform/http/route.h"

#define ANY_ID "0b54a5a4-3d7f-4a3b-9d0e-111111111111"

static void
test_self (void)
{
  for (guint role = 0; role < SS_N_ROLES; role++)
    {
      const char *tenant = ss_role_is_platform ((SsRole) role) ? NULL : SS_FIXTURE_ACME;
      g_autofree char *id = ss_fixture_user_id (fixture, tenant, (SsRole) role);
      g_autoptr (SsAnswer) answer =
          begin (tenant, ss_fixture_token (fixture, tenant, (SsRole) role), id, "VIEW");

      assert_denied (answer, "self");
    }
}

/* What is no attempt: nothing of it is written down. */
static void
test_bodies (void)
{
  static const char *const bodies[] = {
    "{}",
    "{\"userId\":\"" ANY_ID "\"}",
    "{\"userId\":\"" ANY_ID "\",\"reason\":\"short\"}",
    "{\"userId\":\"" ANY_ID "\",\"reason\":\"             a\"}",
    "{\"userId\":\"" ANY_ID "\",\"reason\":\"" REASON "\",\"mode\":\"WATCH\"}",
    "{\"userId\":\"" ANY_ID "\",\"reason\":\"" REASON "\",\"minutes\":600}",
    "{\"userId\":7,\"reason\":\"" REASON "\"}",
  };
  guint n_lines = count_lines ();
  const char *token = ss_fixture_token (fixture, NULL, SS_ROLE_PLATFORM_SUPPORT);
  g_autoptr (SsAnswer) unknown = NULL;
  g_autoptr (SsAnswer) check = call (NULL, token, "GET", "/auth/masquerade/check/", NULL);

  ss_answer_assert_status (check, 400);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (SsAnswer) answer = call (NULL, token, "POST", "/auth/masquerade/", bodies[i]);

      ss_answer_assert_status (answer, 400);
    }
  g_assert_cmpuint (count_lines (), ==, n_lines);
  unknown = begin (NULL, token, ANY_ID, "VIEW");
  ss_answer_assert_error (unknown, 404, "not_found");
  g_assert_cmpuint (count_lines (), ==, n_lines + 1);
}

/* While it lasts */

static void
test_identity (void)
{
  g_autofree char *id = ss_fixture_user_id (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_OWNER);
  g_autofree char *login = query (SS_FIXTURE_BLOOM, "SELECT last_login_at FROM users WHERE id = $1", id);
  g_autoptr (SsAnswer) started = begin_support (SS_FIXTURE_BLOOM, SS_ROLE_TENANT_OWNER, "VIEW");
  g_autoptr (SsAnswer) me =
      call (SS_FIXTURE_BLOOM, ss_answer_get_string (started, "access"), "GET", "/users/me/", NULL);
  g_autofree char *after = query (SS_FIXTURE_BLOOM, "SELECT last_login_at FROM users WHERE id = $1", id);
  g_autofree char *event =
      query (SS_FIXTURE_BLOOM, "SELECT data FROM events WHERE name = $1 ORDER BY id DESC LIMIT 1",
             "masquerade.started");
  JsonObject *masquerade = json_node_get_object (ss_answer_get_member (me, "masquerade"));
  JsonObject *real = json_object_get_object_member (masquerade, "realUser");

  g_assert_cmpstr (ss_answer_get_string (me, "email"), ==, "owner@bloom.example");
  g_assert_cmpstr (json_object_get_string_member (real, "email"), ==, "support@platform.example");
  g_assert_cmpstr (json_object_get_string_member (masquerade, "mode"), ==, "VIEW");
  g_assert_cmpstr (json_object_get_string_member (masquerade, "reason"), ==, REASON);
  g_assert_cmpstr (json_object_get_string_member (masquerade, "expiresAt"), ==,
                   ss_answer_get_string (started, "expiresAt"));
  g_assert_cmpstr (login, ==, after);
  g_assert_nonnull (strstr (event, "support@platform.example"));
  g_assert_nonnull (strstr (event, REASON));
}

static char *
fill_path (const SsRoute *route)
{
  g_auto (GStrv) parts = g_strsplit (route->path, "{id}", -1);

  return g_strjoinv (ANY_ID, parts);
}

/* Nothing at all can be changed by looking: each route that is no GET. */
static void
test_view_only (void)
{
  g_autoptr (SsAnswer) started = begin_support (SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER, "VIEW");
  guint n_routes = 0;

  for (const SsRoute *route = ss_routes_get (); route->method != NULL; route++)
    {
      g_autofree char *path = fill_path (route);
      g_autoptr (SsAnswer) answer = NULL;

      if (strcmp (route->method, "GET") == 0 || strcmp (route->path, "/auth/token/") == 0
          || strcmp (route->path, "/auth/token/refresh/") == 0 || strcmp (route->path, "/auth/logout/") == 0
          || strcmp (route->path, "/auth/invitation/accept/") == 0
          || g_str_has_prefix (route->path, "/auth/masquerade/"))
        continue;
      g_test_message ("%s %s", route->method, path);
      answer = call (SS_FIXTURE_ACME, ss_answer_get_string (started, "access"), route->method, path,
                     strcmp (route->method, "DELETE") == 0 ? NULL : "{}");
      assert_denied (answer, "view_only");
      n_routes++;
    }
  g_assert_cmpuint (n_routes, >, 20);
}

/* Passwords, sessions, roles, inviting, grants, ownership and calendar feeds. */
static void
test_closed (void)
{
  static const char *const closed[] = {
    "POST /auth/password/",
    "DELETE /auth/sessions/{id}/",
    "POST /auth/calendar-feed/",
    "POST /users/",
    "PATCH /users/{id}/",
    "POST /users/bulk/",
    "POST /permission-grants/",
    "POST /users/{id}/transfer-ownership/",
    "POST /permission-grants/revoke/",
    "POST /permission-grants/{id}/revoke/",
  };
  g_autoptr (SsAnswer) started = begin_support (SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER, "ACT");
  g_autoptr (SsAnswer) settings = NULL;
  guint n_closed = 0;

  for (const SsRoute *route = ss_routes_get (); route->method != NULL; route++)
    {
      g_autofree char *name = g_strconcat (route->method, " ", route->path, NULL);
      g_autofree char *path = fill_path (route);
      g_autoptr (SsAnswer) answer = NULL;
      gboolean is_closed = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
        is_closed |= strcmp (closed[i], name) == 0;
      if (!is_closed)
        continue;
      answer = call (SS_FIXTURE_ACME, ss_answer_get_string (started, "access"), route->method, path,
                     strcmp (route->method, "DELETE") == 0 ? NULL : "{}");
      assert_denied (answer, "masquerading");
      n_closed++;
    }
  g_assert_cmpuint (n_closed, >=, 4);
  settings = call (SS_FIXTURE_ACME, ss_answer_get_string (started, "access"), "PATCH", "/tenant/settings/",
                   "{\"weekStart\":\"sun\"}");
  ss_answer_assert_status (settings, 200);
}

/* (transfer full): the id of what was made */
static char *
make (const char *token, const char *path, const char *body)
{
  g_autoptr (SsAnswer) answer = call (SS_FIXTURE_ACME, token, "POST", path, body);

  ss_answer_assert_status (answer, 201);
  return g_strdup (ss_answer_get_string (answer, "id"));
}

/* What is done in a masquerade names both. */
static void
test_history (void)
{
  g_autoptr (SsAnswer) started = begin_support (SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER, "ACT");
  const char *token = ss_answer_get_string (started, "access");
  g_autofree char *service = make (token, "/services/", "{\"name\":\"Cut\",\"durationMinutes\":30}");
  g_autofree char *customer = make (token, "/customers/", "{\"name\":\"Cy\"}");
  g_autofree char *body =
      g_strdup_printf ("{\"serviceId\":\"%s\",\"customerId\":\"%s\",\"startTime\":\"2031-03-03T09:00:00Z\"}",
                       service, customer);
  g_autofree char *appointment = make (token, "/appointments/", body);
  g_autofree char *path = g_strdup_printf ("/appointments/%s/history/", appointment);
  g_autoptr (SsAnswer) history = call (SS_FIXTURE_ACME, token, "GET", path, NULL);
  JsonObject *entry =
      json_array_get_object_element (json_node_get_array (ss_answer_get_member (history, "results")), 0);

  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (entry, "actor"), "email"),
                   ==, "owner@acme.example");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (entry, "realActor"),
                                                  "email"),
                   ==, "support@platform.example");
}

/* How many entries of @action there are, in the tenant's chain or the platform's. */
static guint64
count_audit (const char *tenant, const char *action)
{
  g_autofree char *count =
      query (tenant,
             tenant != NULL ? "SELECT count(*) FROM audit_entries WHERE action = $1"
                            : "SELECT count(*) FROM shared.audit_entries WHERE action = $1",
             action);

  return g_ascii_strtoull (count, NULL, 10);
}

/* By the platform's staff in both chains, by an owner in the tenant's alone; what is done in between names
 * both people. */
static void
test_audit (void)
{
  static const char *const actions[] = { "HIJACK_START", "HIJACK_END", "HIJACK_DENIED" };
  g_autofree char *staff = ss_fixture_user_id (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_STAFF);
  g_autofree char *manager = ss_fixture_user_id (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_MANAGER);

  for (guint by_owner = 0; by_owner < 2; by_owner++)
    {
      SsRole role = by_owner ? SS_ROLE_TENANT_OWNER : SS_ROLE_PLATFORM_SUPPORT;
      const char *home = by_owner ? SS_FIXTURE_BLOOM : NULL;
      const char *token = ss_fixture_token (fixture, SS_FIXTURE_BLOOM, role);
      guint64 before[2][G_N_ELEMENTS (actions)];
      g_autoptr (SsAnswer) started = NULL;
      g_autoptr (SsAnswer) nested = NULL;
      g_autoptr (SsAnswer) stopped = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
        {
          before[0][i] = count_audit (SS_FIXTURE_BLOOM, actions[i]);
          before[1][i] = count_audit (NULL, actions[i]);
        }
      started = begin (home, token, staff, "ACT");
      ss_answer_assert_status (started, 200);
      nested = begin (SS_FIXTURE_BLOOM, ss_answer_get_string (started, "access"), manager, "ACT");
      assert_denied (nested, "depth");
      stopped = call (SS_FIXTURE_BLOOM, ss_answer_get_string (started, "access"), "POST",
                      "/auth/masquerade/stop/", "{}");
      ss_answer_assert_status (stopped, 200);
      for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
        {
          g_assert_cmpuint (count_audit (SS_FIXTURE_BLOOM, actions[i]), ==, before[0][i] + 1);
          g_assert_cmpuint (count_audit (NULL, actions[i]), ==, before[1][i] + (by_owner ? 0 : 1));
        }
    }
}

/* Good where the target belongs, and nowhere else. */
static void
test_place (void)
{
  g_autoptr (SsAnswer) started = begin_support (SS_FIXTURE_ACME, SS_ROLE_TENANT_STAFF, "VIEW");
  const char *token = ss_answer_get_string (started, "access");

  assert_token (SS_FIXTURE_ACME, token, NULL);
  assert_token (SS_FIXTURE_BLOOM, token, "token_not_valid");
  assert_token (NULL, token, "token_not_valid");
}

/* How it ends */

static void
assert_end (const char *hijacker, const char *hijacked, const char *mode, const char *reason)
{
  guint n_lines = count_lines ();

  ss_masquerade_sweep (ss_fixture_get_platform (fixture));
  if (reason == NULL)
    {
      g_assert_cmpuint (count_lines (), ==, n_lines);
      return;
    }
  assert_logged ("HIJACK_END", hijacker, hijacked, mode, reason, NULL);
  /* Once. */
  n_lines = count_lines ();
  ss_masquerade_sweep (ss_fixture_get_platform (fixture));
  g_assert_cmpuint (count_lines (), ==, n_lines);
}

/* Ends what other tests have left, so that the next end is the one that is looked for. */
static void
end_all (void)
{
  ss_clock_shift (31 * G_TIME_SPAN_MINUTE);
  ss_masquerade_sweep (ss_fixture_get_platform (fixture));
  ss_clock_shift (-31 * G_TIME_SPAN_MINUTE);
}

static SsAnswer *
refresh (const char *tenant, const char *token)
{
  g_autofree char *body = g_strdup_printf ("{\"refresh\":\"%s\"}", token);

  return call (tenant, NULL, "POST", "/auth/token/refresh/", body);
}

static void
test_stop (void)
{
  g_autofree char *owner = make_user (SS_FIXTURE_ACME, "stopper", SS_ROLE_TENANT_OWNER, FALSE);
  g_autofree char *staff = ss_fixture_user_id (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_STAFF);
  g_autoptr (SsAnswer) real = sign_in (SS_FIXTURE_ACME, "stopper");
  g_autoptr (SsAnswer) started = begin (SS_FIXTURE_ACME, ss_answer_get_string (real, "access"), staff, "ACT");
  g_autoptr (SsAnswer) stopped = call (SS_FIXTURE_ACME, ss_answer_get_string (started, "access"), "POST",
                                       "/auth/masquerade/stop/", "{}");
  g_autoptr (SsAnswer) again = NULL;
  g_autoptr (SsAnswer) refreshed = refresh (SS_FIXTURE_ACME, ss_answer_get_string (started, "refresh"));
  g_autoptr (SsAnswer) me = NULL;

  ss_answer_assert_status (stopped, 200);
  assert_logged ("HIJACK_END", "stopper@acme.example", "staff@acme.example", "ACT", "stopped", NULL);
  assert_token (SS_FIXTURE_ACME, ss_answer_get_string (started, "access"), "masquerade_expired");
  ss_answer_assert_error (refreshed, 401, "masquerade_expired");
  me = call (SS_FIXTURE_ACME, ss_answer_get_string (stopped, "access"), "GET", "/users/me/", NULL);
  g_assert_cmpstr (ss_answer_get_string (me, "email"), ==, "stopper@acme.example");
  g_assert_true (JSON_NODE_HOLDS_NULL (ss_answer_get_member (me, "masquerade")));
  again = call (SS_FIXTURE_ACME, ss_answer_get_string (stopped, "access"), "POST", "/auth/masquerade/stop/",
                "{}");
  ss_answer_assert_error (again, 409, "not_masquerading");
  g_clear_pointer (&refreshed, ss_answer_free);
  /* Rotated: the pair of before is used up, the new one good. */
  refreshed = refresh (SS_FIXTURE_ACME, ss_answer_get_string (stopped, "refresh"));
  ss_answer_assert_status (refreshed, 200);
}

/* The platform's clock says when; renewing tokens does not move it. */
static void
test_expiry (void)
{
  g_autofree char *staff = ss_fixture_user_id (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_STAFF);
  g_autofree char *support = make_user (NULL, "patient", SS_ROLE_PLATFORM_SUPPORT, FALSE);
  g_autoptr (SsAnswer) real = sign_in (NULL, "patient");
  g_autoptr (SsAnswer) started = NULL;
  g_autoptr (SsAnswer) renewed = NULL;
  g_autoptr (SsAnswer) late = NULL;
  g_autoptr (SsAnswer) back = NULL;
  g_autoptr (SsAnswer) me = NULL;

  end_all ();
  started = begin (NULL, ss_answer_get_string (real, "access"), staff, "VIEW");
  ss_clock_shift (29 * G_TIME_SPAN_MINUTE);
  assert_token (SS_FIXTURE_BLOOM, ss_answer_get_string (started, "access"), "token_not_valid");
  renewed = refresh (SS_FIXTURE_BLOOM, ss_answer_get_string (started, "refresh"));
  ss_answer_assert_status (renewed, 200);
  me = call (SS_FIXTURE_BLOOM, ss_answer_get_string (renewed, "access"), "GET", "/users/me/", NULL);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (
                                                      ss_answer_get_member (me, "masquerade")),
                                                  "expiresAt"),
                   ==, ss_answer_get_string (started, "expiresAt"));
  assert_end (NULL, NULL, NULL, NULL);

  ss_clock_shift (G_TIME_SPAN_MINUTE);
  assert_token (SS_FIXTURE_BLOOM, ss_answer_get_string (renewed, "access"), "masquerade_expired");
  late = refresh (SS_FIXTURE_BLOOM, ss_answer_get_string (renewed, "refresh"));
  ss_answer_assert_error (late, 401, "masquerade_expired");
  assert_end ("patient@platform.example", "staff@bloom.example", "VIEW", "expired");
  /* One's own session goes on. */
  back = refresh (NULL, ss_answer_get_string (real, "refresh"));
  ss_answer_assert_status (back, 200);
  ss_clock_shift (-30 * G_TIME_SPAN_MINUTE);
  /* What is over stays over when the clock goes back. */
  assert_token (SS_FIXTURE_BLOOM, ss_answer_get_string (renewed, "access"), "masquerade_expired");
}

/* A clock that goes back by hours gives nobody more time. */
static void
test_clock_back (void)
{
  g_autoptr (SsAnswer) started = NULL;

  end_all ();
  started = begin_support (SS_FIXTURE_BLOOM, SS_ROLE_TENANT_STAFF, "VIEW");
  ss_clock_shift (-2 * G_TIME_SPAN_HOUR);
  assert_token (SS_FIXTURE_BLOOM, ss_answer_get_string (started, "access"), "masquerade_expired");
  assert_end ("support@platform.example", "staff@bloom.example", "VIEW", "expired");
  ss_clock_shift (2 * G_TIME_SPAN_HOUR);
  assert_token (SS_FIXTURE_BLOOM, ss_answer_get_string (started, "access"), "masquerade_expired");
}

typedef enum
{
  END_TARGET_DEACTIVATED,
  END_REAL_DEACTIVATED,
  END_REAL_ROLE,
  END_TARGET_ROLE,
  END_REAL_SIGNED_OUT,
  N_ENDS,
} End;

static void
bring_about (End end, const char *tenant, const char *real_id, const char *target_id, SsAnswer *real)
{
  g_autofree char *target_path = g_strdup_printf ("/users/%s/", target_id);
  g_autofree char *real_path = g_strdup_printf ("/users/%s/", real_id);
  g_autofree char *sign_out =
      g_strdup_printf ("{\"refresh\":\"%s\"}", ss_answer_get_string (real, "refresh"));
  const char *super = ss_fixture_token (fixture, NULL, SS_ROLE_SUPERUSER);
  const struct
  {
    const char *tenant;
    const char *method;
    const char *path;
    const char *body;
  } calls[N_ENDS] = {
    [END_TARGET_DEACTIVATED] = { SS_FIXTURE_BLOOM, "PATCH", target_path, "{\"isActive\":false}" },
    [END_REAL_DEACTIVATED] = { tenant, "PATCH", real_path, "{\"isActive\":false}" },
    [END_REAL_ROLE] = { tenant, "PATCH", real_path,
                        tenant != NULL ? "{\"role\":\"TENANT_MANAGER\"}"
                                       : "{\"role\":\"PLATFORM_MANAGER\"}" },
    [END_TARGET_ROLE] = { SS_FIXTURE_BLOOM, "PATCH", target_path, "{\"role\":\"TENANT_MANAGER\"}" },
    [END_REAL_SIGNED_OUT] = { tenant, "POST", "/auth/logout/", sign_out },
  };
  g_autoptr (SsAnswer) answer =
      call (calls[end].tenant, super, calls[end].method, calls[end].path, calls[end].body);

  g_assert_cmpuint (answer->status, <, 300);
}

/* At once, for a token in use, and with its reason in the log: by platform staff and by an owner. */
static void
test_ends (void)
{
  static const char *const reasons[N_ENDS] = { "deactivated", "deactivated", "role_changed", "role_changed",
                                               "signed_out" };

  for (guint by_owner = 0; by_owner < 2; by_owner++)
    for (guint end = 0; end < N_ENDS; end++)
      {
        const char *tenant = by_owner ? SS_FIXTURE_BLOOM : NULL;
        g_autofree char *local = g_strdup_printf ("real-%u-%u", by_owner, end);
        g_autofree char *other = g_strdup_printf ("other-%u-%u", by_owner, end);
        g_autofree char *hijacker = g_strdup_printf ("%s@%s.example", local, by_owner ? "bloom" : "platform");
        g_autofree char *hijacked = g_strdup_printf ("%s@bloom.example", other);
        g_autofree char *real_id =
            make_user (tenant, local, by_owner ? SS_ROLE_TENANT_OWNER : SS_ROLE_PLATFORM_SUPPORT, FALSE);
        g_autofree char *target_id = make_user (SS_FIXTURE_BLOOM, other, SS_ROLE_TENANT_STAFF, FALSE);
        g_autoptr (SsAnswer) real = sign_in (tenant, local);
        g_autoptr (SsAnswer) started = NULL;
        gboolean goes_on = !by_owner && end == END_TARGET_ROLE; /* support may act as managers, too */

        end_all ();
        started = begin (tenant, ss_answer_get_string (real, "access"), target_id, "ACT");
        ss_answer_assert_status (started, 200);
        g_test_message ("%s, end %u", local, end);
        assert_token (SS_FIXTURE_BLOOM, ss_answer_get_string (started, "access"), NULL);
        bring_about ((End) end, tenant, real_id, target_id, real);
        assert_token (SS_FIXTURE_BLOOM, ss_answer_get_string (started, "access"),
                      goes_on ? NULL : "masquerade_expired");
        assert_end (hijacker, hijacked, "ACT", goes_on ? NULL : reasons[end]);
      }
}

/* Whether files can be made read-only for root, too. */
static gboolean has_own_mounts;

/* Only this process sees them; before it has threads. */
static gboolean
enter_own_mounts (void)
{
  return unshare (CLONE_NEWNS) == 0 && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

/* Puts what can't be written in the log's place. */
static void
obstruct (const char *path, const char *obstacle)
{
  if (strcmp (obstacle, "directory") == 0)
    {
      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      return;
    }
  if (strcmp (obstacle, "full") == 0)
    {
      g_assert_cmpint (symlink ("/dev/full", path), ==, 0);
      return;
    }
  g_assert_true (g_file_set_contents_full (path, "", 0, G_FILE_SET_CONTENTS_NONE, 0400, NULL));
  if (has_own_mounts)
    {
      g_assert_cmpint (mount (path, path, NULL, MS_BIND, NULL), ==, 0);
      g_assert_cmpint (mount (NULL, path, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
    }
}

static void
clear_away (const char *path, const char *obstacle)
{
  if (strcmp (obstacle, "read-only") == 0 && has_own_mounts)
    g_assert_cmpint (umount2 (path, MNT_DETACH), ==, 0);
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* Where it can't be written down nothing is granted. */
static void
test_log (gconstpointer data)
{
  const char *obstacle = data;
  g_autofree char *path = g_build_filename (ss_fixture_get_directory (fixture), "masquerade.log", NULL);
  g_autofree char *away = g_strconcat (path, ".away", NULL);
  g_autofree char *staff = ss_fixture_user_id (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_STAFF);
  g_autofree char *before = query (NULL, "SELECT count(*) FROM shared.masquerades WHERE reason <> $1", "");
  const char *support = ss_fixture_token (fixture, NULL, SS_ROLE_PLATFORM_SUPPORT);
  const char *manager = ss_fixture_token (fixture, NULL, SS_ROLE_PLATFORM_MANAGER);
  g_autoptr (SsAnswer) running = begin_support (SS_FIXTURE_ACME, SS_ROLE_TENANT_STAFF, "VIEW");
  g_autoptr (SsAnswer) started = NULL;
  g_autoptr (SsAnswer) denied = NULL;
  g_autoptr (SsAnswer) stopped = NULL;
  g_autofree char *after = NULL;

  if (strcmp (obstacle, "read-only") == 0 && geteuid () == 0 && !has_own_mounts)
    {
      g_test_skip ("root writes to every file here, and may mount nothing");
      return;
    }
  /* That it can't be written is a warning, too. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_assert_cmpint (g_rename (path, away), ==, 0);
  obstruct (path, obstacle);

  started = begin (NULL, support, staff, "VIEW");
  denied = begin (NULL, manager, staff, "VIEW");
  /* Ending is never refused. */
  stopped = call (SS_FIXTURE_ACME, ss_answer_get_string (running, "access"), "POST", "/auth/masquerade/stop/",
                  "{}");
  after = query (NULL, "SELECT count(*) - 1 FROM shared.masquerades WHERE reason <> $1", "");
  clear_away (path, obstacle);
  g_assert_cmpint (g_rename (away, path), ==, 0);

  ss_answer_assert_error (started, 503, "unavailable");
  g_assert_nonnull (ss_answer_get_header (started, "Retry-After"));
  ss_answer_assert_error (denied, 503, "unavailable");
  ss_answer_assert_status (stopped, 200);
  g_assert_cmpstr (before, ==, after);
  assert_token (SS_FIXTURE_ACME, ss_answer_get_string (running, "access"), "masquerade_expired");
  /* The end that could not be written is written when it can. */
  assert_end ("support@platform.example", "staff@acme.example", "VIEW", "stopped");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  has_own_mounts = enter_own_mounts ();
  fixture = ss_fixture_new ();
  g_test_add_func ("/masquerade/self", test_self);
  g_test_add_func ("/masquerade/bodies", test_bodies);
  g_test_add_func ("/masquerade/identity", test_identity);
  g_test_add_func ("/masquerade/view-only", test_view_only);
  g_test_add_func ("/masquerade/closed", test_closed);
  g_test_add_func ("/masquerade/history", test_history);
  g_test_add_func ("/masquerade/audit", test_audit);
  g_test_add_func ("/masquerade/place", test_place);
  g_test_add_func ("/masquerade/stop", test_stop);
  g_test_add_func ("/masquerade/expiry", test_expiry);
  g_test_add_func ("/masquerade/clock-back", test_clock_back);
  g_test_add_func ("/masquerade/ends", test_ends);
  g_test_add_data_func ("/masquerade/log/directory", "directory", test_log);
  g_test_add_data_func ("/masquerade/log/full", "full", test_log);
  g_test_add_data_func ("/masquerade/log/read-only", "read-only", test_log);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
