/* test-domains.c: domains of a business's own, verified by a name server that the test runs (contract section
 * 9)
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "fixture.h"
#include "platform/platform-private.h"

#define DOMAINS "/domains/"
#define TARGET "acme.smoothschedule.example"
#define HEADER_SIZE 12

static SsFixture *fixture;

/* A name server: one thread, one socket, what it says of every name. */
typedef struct
{
  GSocket *socket;
  GThread *thread;
  GCancellable *stop;
  GMutex lock;
  char *alias; /* NULL: there is no such name */
  gboolean is_broken;
} Server;

static Server server;

/* "a.b" as 1 a 1 b 0. */
static void
append_name (GByteArray *message, const char *name)
{
  g_auto (GStrv) labels = g_strsplit (name, ".", -1);

  for (guint i = 0; labels[i] != NULL; i++)
    {
      guint8 size = (guint8) strlen (labels[i]);

      g_byte_array_append (message, &size, 1);
      g_byte_array_append (message, (const guint8 *) labels[i], size);
    }
  g_byte_array_append (message, (const guint8 *) "", 1);
}

/* The question comes back, and behind it the CNAME record. */
static GByteArray *
make_answer (const guint8 *question, gsize length)
{
  static const guint8 record[] = { 0xc0, HEADER_SIZE, 0, 5, 0, 1, 0, 0, 0, 60, 0, 0 };
  GByteArray *message = g_byte_array_new ();
  gsize end = HEADER_SIZE;
  guint start;

  while (end < length && question[end] != 0)
    end += question[end] + 1;
  g_byte_array_append (message, question, (guint) MIN (end + 5, length));
  message->data[2] = 0x84;
  message->data[3] = server.is_broken ? 2 : server.alias == NULL ? 3 : 0;
  memset (message->data + 6, 0, 6);
  if (server.alias == NULL || server.is_broken)
    return message;
  message->data[7] = 1;
  g_byte_array_append (message, record, sizeof record);
  start = message->len;
  append_name (message, server.alias);
  message->data[start - 1] = (guint8) (message->len - start);
  return message;
}

static gpointer
serve_cb (gpointer data)
{
  guint8 question[512];

  for (;;)
    {
      g_autoptr (GSocketAddress) address = NULL;
      g_autoptr (GByteArray) answer = NULL;
      gssize length = g_socket_receive_from (server.socket, &address, (char *) question, sizeof question,
                                             server.stop, NULL);

      if (length < 0)
        return NULL;
      if (length < HEADER_SIZE)
        continue;
      g_mutex_lock (&server.lock);
      answer = make_answer (question, (gsize) length);
      g_mutex_unlock (&server.lock);
      g_socket_send_to (server.socket, address, (const char *) answer->data, answer->len, NULL, NULL);
    }
}

static void
set_alias (const char *alias, gboolean is_broken)
{
  g_mutex_lock (&server.lock);
  g_free (server.alias);
  server.alias = g_strdup (alias);
  server.is_broken = is_broken;
  g_mutex_unlock (&server.lock);
}

static void
start_server (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) local = NULL;
  g_autofree char *address = NULL;
  g_autoptr (SsDns) dns = NULL;

  server.socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);
  g_assert_no_error (error);
  g_socket_bind (server.socket, any, FALSE, &error);
  g_assert_no_error (error);
  local = g_socket_get_local_address (server.socket, &error);
  address = g_strdup_printf ("127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local)));
  server.stop = g_cancellable_new ();
  server.thread = g_thread_new ("name-server", serve_cb, NULL);
  dns = ss_system_dns_new (address);
  ss_platform_set_dns (ss_fixture_get_platform (fixture), dns);
}

static void
stop_server (void)
{
  g_cancellable_cancel (server.stop);
  g_thread_join (server.thread);
  g_clear_object (&server.socket);
  g_clear_object (&server.stop);
  g_clear_pointer (&server.alias, g_free);
}

static SsAnswer *
call (const char *method, const char *path, const char *body)
{
  return ss_fixture_call_as (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER, method, path, body);
}

static SsAnswer *
add (const char *domain)
{
  g_autofree char *body = g_strdup_printf ("{\"domain\":\"%s\",\"isCustomDomain\":true}", domain);

  return call ("POST", DOMAINS, body);
}

static SsAnswer *
act (SsAnswer *domain, const char *method, const char *what, const char *body)
{
  g_autofree char *path = g_strdup_printf (DOMAINS "%s/%s", ss_answer_get_string (domain, "id"), what);

  return call (method, path, body);
}

/* Whom the domain leads to; NULL: nobody. */
static void
assert_leads (const char *domain, const char *name)
{
  g_autoptr (SsAnswer) answer =
      ss_fixture_call (fixture, &(SsCall){ .path = "/tenant/config/", .host = domain });

  if (name == NULL)
    ss_answer_assert_error (answer, 404, "tenant_not_found");
  else
    g_assert_cmpstr (ss_answer_get_string (answer, "name"), ==, name);
}

static void
assert_verified (SsAnswer *domain, const char *status, const char *words)
{
  g_autoptr (SsAnswer) answer = act (domain, "POST", "verify/", "{}");

  ss_answer_assert_status (answer, 200);
  g_assert_cmpstr (ss_answer_get_string (answer, "verificationStatus"), ==, status);
  g_assert_nonnull (strstr (ss_answer_get_string (answer, "verificationMessage"), words));
}

static void
test_verify (void)
{
  g_autoptr (SsAnswer) added = add ("Book.Acme.EXAMPLE.");
  g_autoptr (SsAnswer) removed = NULL, gone = NULL, log = NULL;
  JsonObject *record;

  ss_fixture_assert_created (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER, added);
  g_assert_cmpstr (ss_answer_get_string (added, "domain"), ==, "book.acme.example");
  g_assert_cmpstr (ss_answer_get_string (added, "verificationStatus"), ==, "PENDING");
  record = json_node_get_object (ss_answer_get_member (added, "dnsRecord"));
  g_assert_cmpstr (json_object_get_string_member (record, "type"), ==, "CNAME");
  g_assert_cmpstr (json_object_get_string_member (record, "value"), ==, TARGET);
  assert_leads ("book.acme.example", NULL);

  set_alias (NULL, FALSE);
  assert_verified (added, "FAILED", "no CNAME record");
  set_alias ("elsewhere.example", FALSE);
  assert_verified (added, "FAILED", "leads to elsewhere.example, not to " TARGET);
  assert_leads ("book.acme.example", NULL);
  set_alias ("ACME.smoothschedule.example", FALSE);
  assert_verified (added, "VERIFIED", "leads to " TARGET);
  assert_leads ("book.acme.example", "Acme");
  /* A name server that is ill proves nothing. */
  set_alias (NULL, TRUE);
  assert_verified (added, "VERIFIED", "did not answer");
  assert_leads ("book.acme.example", "Acme");
  set_alias (NULL, FALSE);
  assert_verified (added, "FAILED", "no CNAME record");
  assert_leads ("book.acme.example", NULL);

  removed = act (added, "DELETE", "", NULL);
  ss_answer_assert_status (removed, 204);
  gone = act (added, "GET", "", NULL);
  ss_answer_assert_error (gone, 404, "not_found");
  log = call ("GET", "/audit-log/?action=DOMAIN_ADDED,DOMAIN_VERIFIED,DOMAIN_REMOVED", NULL);
  g_assert_cmpint (json_node_get_int (ss_answer_get_member (log, "count")), ==, 3);
}

static guint
count_primary (const char *domain)
{
  g_autoptr (SsAnswer) list = call ("GET", DOMAINS, NULL);
  JsonArray *results = json_node_get_array (ss_answer_get_member (list, "results"));
  guint n_primary = 0;

  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonObject *object = json_array_get_object_element (results, i);

      if (!json_object_get_boolean_member (object, "isPrimary"))
        continue;
      n_primary++;
      g_assert_cmpstr (json_object_get_string_member (object, "domain"), ==, domain);
    }
  return n_primary;
}

/* There is always exactly one. */
static void
test_primary (void)
{
  g_autoptr (SsAnswer) added = add ("www.acme.example");
  g_autoptr (SsAnswer) early = act (added, "PATCH", "", "{\"isPrimary\":true}");
  g_autoptr (SsAnswer) made = NULL, unmade = NULL, removed = NULL;

  ss_answer_assert_status (early, 400);
  ss_answer_get_member (early, "isPrimary");
  g_assert_cmpuint (count_primary (TARGET), ==, 1);
  set_alias (TARGET, FALSE);
  assert_verified (added, "VERIFIED", "leads");
  made = act (added, "PATCH", "", "{\"isPrimary\":true}");
  ss_answer_assert_status (made, 200);
  g_assert_cmpuint (count_primary ("www.acme.example"), ==, 1);
  unmade = act (added, "PATCH", "", "{\"isPrimary\":false}");
  ss_answer_assert_status (unmade, 400);
  removed = act (added, "DELETE", "", NULL);
  ss_answer_assert_status (removed, 204);
  g_assert_cmpuint (count_primary (TARGET), ==, 1);
  assert_leads ("www.acme.example", NULL);
}

static void
test_refused (void)
{
  static const char *const domains[] = { "acme",
                                         "10.0.0.1",
                                         "a b.example",
                                         "https://a.example",
                                         "bloom.smoothschedule.example",
                                         "smoothschedule.example",
                                         "x.localhost",
                                         "" };
  g_autoptr (SsAnswer) taken = add ("shared.example");
  g_autoptr (SsAnswer) twice = add ("SHARED.example");
  g_autoptr (SsAnswer) claimed = ss_fixture_call_as (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_OWNER, "POST",
                                                     DOMAINS, "{\"domain\":\"shared.example\"}");
  g_autoptr (SsAnswer) homeless =
      ss_fixture_call_as (fixture, NULL, SS_ROLE_SUPERUSER, "POST", DOMAINS, "{\"domain\":\"new.example\"}");
  g_autofree char *path = g_strdup_printf (DOMAINS "%s/", ss_answer_get_string (taken, "id"));
  g_autoptr (SsAnswer) foreign =
      ss_fixture_call_as (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_OWNER, "DELETE", path, NULL);
  g_autoptr (SsAnswer) staff = ss_fixture_call_as (fixture, NULL, SS_ROLE_SUPERUSER, "GET", path, NULL);

  ss_answer_assert_status (taken, 201);
  ss_answer_assert_status (twice, 400);
  ss_answer_assert_status (claimed, 400);
  g_assert_nonnull (strstr (claimed->body, "Another business"));
  ss_answer_assert_error (homeless, 404, "tenant_not_found");
  ss_answer_assert_error (foreign, 404, "not_found");
  ss_answer_assert_status (staff, 200);
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      g_autoptr (SsAnswer) answer = add (domains[i]);

      ss_answer_assert_status (answer, 400);
      ss_answer_get_member (answer, "domain");
    }
}

/* The name that the platform gave stays; on the platform's own host all domains are listed. */
static void
test_own_name (void)
{
  g_autoptr (SsAnswer) list = call ("GET", DOMAINS "?search=" TARGET, NULL);
  JsonArray *results = json_node_get_array (ss_answer_get_member (list, "results"));
  JsonObject *own = json_array_get_object_element (results, 0);
  g_autofree char *path = g_strdup_printf (DOMAINS "%s/", json_object_get_string_member (own, "id"));
  g_autoptr (SsAnswer) removed = call ("DELETE", path, NULL);
  g_autoptr (SsAnswer) all = ss_fixture_call_as (fixture, NULL, SS_ROLE_SUPERUSER, "GET", DOMAINS, NULL);

  g_assert_true (json_object_get_null_member (own, "dnsRecord"));
  ss_answer_assert_error (removed, 409, "in_use");
  g_assert_cmpint (json_node_get_int (ss_answer_get_member (all, "count")), ==, 2);
}

/* What ss_tenant_create_in() gives every business. */
static void
add_own_name (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), NULL, SS_ACCESS_WRITE, NULL, &error);
  g_autofree char *id = g_uuid_string_random ();

  ss_transaction_execute (
      transaction,
      "INSERT INTO shared.domains (id, tenant_id, domain, is_primary, verification_status, "
      "verified_at, created_at) VALUES ($1, $2, $3, TRUE, 'VERIFIED', 0, 0)",
      NULL, &error, "sss", id, ss_fixture_tenant_id (fixture, SS_FIXTURE_ACME), TARGET);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  add_own_name ();
  start_server ();
  g_test_add_func ("/domains/verify", test_verify);
  g_test_add_func ("/domains/primary", test_primary);
  g_test_add_func ("/domains/refused", test_refused);
  g_test_add_func ("/domains/own-name", test_own_name);
  status = g_test_run ();
  ss_fixture_free (fixture);
  stop_server ();
  return status;
}
