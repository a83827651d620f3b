/* test-route53.c: records written into zones of a fake Route 53, and credentials of a fake machine
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "fake-aws.h"
#include "fixture.h"
#include "platform/aws/aws-credentials.h"
#include "platform/platform-private.h"

#define TARGET "acme.smoothschedule.example"
#define UNREACHABLE "http://127.0.0.1:1"

static SsFixture *fixture;
static FakeAws *fake;

static void
use_environment (void)
{
  g_setenv ("AWS_ACCESS_KEY_ID", FAKE_AWS_KEY_ID, TRUE);
  g_setenv ("AWS_SECRET_ACCESS_KEY", FAKE_AWS_SECRET, TRUE);
}

static void
use_machine (const char *address)
{
  g_unsetenv ("AWS_ACCESS_KEY_ID");
  g_unsetenv ("AWS_SECRET_ACCESS_KEY");
  g_setenv ("AWS_EC2_METADATA_SERVICE_ENDPOINT", address, TRUE);
  ss_aws_credentials_forget ();
}

/* Nobody answers there: what is asked for is what was written. */
static void
use_dns (const char *endpoint)
{
  g_autoptr (SsDns) resolver = ss_system_dns_new ("127.0.0.1:1");
  g_autoptr (SsDns) dns = ss_route53_dns_new (resolver, endpoint);

  ss_route53_dns_set_pause (SS_ROUTE53_DNS (dns), 1000);
  ss_platform_set_dns (ss_fixture_get_platform (fixture), dns);
}

static SsAnswer *
call (const char *method, const char *path, const char *body)
{
  return ss_fixture_call_as (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER, method, path, body);
}

/* What verifying a domain in @zone says of it. (transfer full) */
static char *
verify (const char *zone)
{
  static int n_domains;
  g_autofree char *body = g_strdup_printf ("{\"domain\":\"book%d.acme.example\",\"isCustomDomain\":true,"
                                           "\"route53ZoneId\":\"%s\"}",
                                           g_atomic_int_add (&n_domains, 1), zone);
  g_autoptr (SsAnswer) added = call ("POST", "/domains/", body);
  g_autoptr (SsAnswer) answer = NULL;
  g_autofree char *path = NULL;

  ss_answer_assert_status (added, 201);
  path = g_strdup_printf ("/domains/%s/verify/", ss_answer_get_string (added, "id"));
  answer = call ("POST", path, "{}");
  ss_answer_assert_status (answer, 200);
  g_assert_cmpstr (ss_answer_get_string (answer, "verificationStatus"), ==, "PENDING");
  g_test_message ("%s: %s", zone, ss_answer_get_string (answer, "verificationMessage"));
  g_assert_null (strstr (answer->body, FAKE_AWS_SECRET));
  return g_strdup (ss_answer_get_string (answer, "verificationMessage"));
}

/* It is written and waited for, and then the DNS is asked. */
static void
test_written (void)
{
  static const char *const zones[] = { FAKE_AWS_GOOD, FAKE_AWS_THROTTLED };

  use_environment ();
  use_dns (fake_aws_get_address (fake));
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *message = verify (zones[i]);
      g_autofree char *record = fake_aws_get_record (fake);

      g_assert_nonnull (strstr (message, "The DNS did not answer"));
      g_assert_true (g_str_has_prefix (record, "book"));
      g_assert_true (g_str_has_suffix (record, ".acme.example CNAME " TARGET));
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *zone;
    const char *sentence;
  } cases[] = {
    { FAKE_AWS_MISSING, "Route 53 knows no zone " FAKE_AWS_MISSING },
    { FAKE_AWS_WRONG, "does not lie in the zone " FAKE_AWS_WRONG },
    { FAKE_AWS_DENIED, "not allowed to change the zone " FAKE_AWS_DENIED },
    { FAKE_AWS_BUSY, "too busy to change the zone " FAKE_AWS_BUSY },
    { FAKE_AWS_SLOW, "not passed it on" },
    { FAKE_AWS_BROKEN, "can't be read" },
  };

  use_environment ();
  use_dns (fake_aws_get_address (fake));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = verify (cases[i].zone);

      g_assert_nonnull (strstr (message, cases[i].sentence));
    }
}

static void
test_credentials_refused (void)
{
  g_autofree char *message = NULL;

  use_environment ();
  g_setenv ("AWS_SECRET_ACCESS_KEY", "mistaken", TRUE);
  use_dns (fake_aws_get_address (fake));
  message = verify (FAKE_AWS_GOOD);
  g_assert_nonnull (strstr (message, "does not accept the platform's credentials"));
}

static void
test_away (void)
{
  g_autofree char *message = NULL;

  use_environment ();
  use_dns (UNREACHABLE);
  message = verify (FAKE_AWS_GOOD);
  g_assert_nonnull (strstr (message, "Route 53 can't be reached"));
}

static gpointer
verify_hanging_cb (gpointer data)
{
  g_autofree char *message = verify (FAKE_AWS_HANGING);

  g_atomic_int_inc ((int *) data);
  return NULL;
}

/* However many wait for a Route 53 that does not answer: people sign in meanwhile. */
static void
test_hanging (void)
{
  GThread *threads[4];
  g_autoptr (SsAnswer) answer = NULL;
  int n_answered = 0;

  use_environment ();
  use_dns (fake_aws_get_address (fake));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("verify", verify_hanging_cb, &n_answered);
  fake_aws_wait_for_hanging (fake, G_N_ELEMENTS (threads));
  answer =
      ss_fixture_call (fixture,
                       &(SsCall){ .method = "POST",
                                  .path = "/auth/token/",
                                  .tenant = SS_FIXTURE_ACME,
                                  .body =
                                      "{\"email\":\"owner@acme.example\",\"password\":\"" SS_FIXTURE_PASSWORD
                                      "\"}" });
  ss_answer_assert_status (answer, 200);
  g_assert_cmpint (g_atomic_int_get (&n_answered), ==, 0);
  fake_aws_release (fake);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* Those of the machine, renewed before they end, and kept until then. */
static void
test_machine (void)
{
  guint n_before = fake_aws_count_credentials (fake);
  g_autofree char *first = NULL, *second = NULL;

  use_machine (fake_aws_get_address (fake));
  use_dns (fake_aws_get_address (fake));
  first = verify (FAKE_AWS_GOOD);
  g_assert_nonnull (strstr (first, "The DNS did not answer"));
  /* The first had a minute left, which is too little to be kept. */
  g_assert_cmpuint (fake_aws_count_credentials (fake) - n_before, ==, 2);
  second = verify (FAKE_AWS_GOOD);
  g_assert_nonnull (strstr (second, "The DNS did not answer"));
  g_assert_cmpuint (fake_aws_count_credentials (fake) - n_before, ==, 2);
}

static void
test_no_credentials (void)
{
  g_auto (SsAwsCredentials) credentials = { NULL };
  g_autoptr (GError) error = NULL;

  use_machine (UNREACHABLE);
  g_assert_false (ss_aws_credentials_get (&credentials, &error));
  g_assert_nonnull (strstr (error->message, "AWS_ACCESS_KEY_ID"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("AWS_SESSION_TOKEN");
  fake = fake_aws_new ();
  fixture = ss_fixture_new ();
  g_test_add_func ("/route53/written", test_written);
  g_test_add_func ("/route53/refused", test_refused);
  g_test_add_func ("/route53/credentials-refused", test_credentials_refused);
  g_test_add_func ("/route53/away", test_away);
  g_test_add_func ("/route53/hanging", test_hanging);
  g_test_add_func ("/route53/machine", test_machine);
  g_test_add_func ("/route53/no-credentials", test_no_credentials);
  status = g_test_run ();
  ss_fixture_free (fixture);
  fake_aws_free (fake);
  return status;
}
