/* test-settings.c: a business's settings, brand and logo, over HTTP
 *
 * SPDX-License-Identifier: MIT
 */
#include "market.h"

#include <string.h>

#define ACME SS_FIXTURE_ACME
#define BLOOM SS_FIXTURE_BLOOM
#define OWNER SS_ROLE_TENANT_OWNER
#define SETTINGS "/tenant/settings/"
#define LOGO "/tenant/logo/"

#define SVG(inside) "<svg xmlns=\"http://www.w3.org/2000/svg\">" inside "</svg>"

static SsFixture *fixture;

static SsAnswer *
change (const char *body)
{
  return ss_fixture_call_as (fixture, ACME, OWNER, "PATCH", SETTINGS, body);
}

static SsAnswer *
send_logo (const char *tenant, const char *content_type, const char *body)
{
  g_autofree char *headers = g_strdup_printf ("Content-Type: %s\r\n", content_type);

  return ss_fixture_call (fixture, &(SsCall){ .method = "PUT",
                                              .path = LOGO,
                                              .tenant = tenant,
                                              .token = ss_fixture_token (fixture, tenant, OWNER),
                                              .body = body,
                                              .headers = headers });
}

static SsAnswer *
fetch (const char *url)
{
  const char *path = strstr (url, "/api/v1/");

  g_assert_nonnull (path);
  return ss_fixture_call (fixture, &(SsCall){ .path = path });
}

static void
test_defaults (void)
{
  g_autoptr (SsAnswer) answer = ss_fixture_call_as (fixture, BLOOM, OWNER, "GET", SETTINGS, NULL);

  ss_answer_assert_status (answer, 200);
  ss_market_assert_member (answer, "logoUrl", "null");
  ss_market_assert_member (answer, "timeZone", "\"UTC\"");
  ss_market_assert_member (answer, "currency", "\"USD\"");
  ss_market_assert_member (answer, "weekStart", "\"mon\"");
  ss_market_assert_member (answer, "cancellationWindowHours", "24");
}

static void
test_change (void)
{
  g_autoptr (SsAnswer) answer = change (
      "{\"name\":\"Acme & Töchter\",\"primaryColor\":\"#00ff7F\",\"timeZone\":\"Europe/Berlin\","
      "\"currency\":\"EUR\",\"locale\":\"de-DE\",\"weekStart\":\"sun\",\"resourcesCanReschedule\":true,"
      "\"cancellationWindowHours\":8760,\"lateCancellationFeePercent\":0,\"logoUrl\":\"ignored\","
      "\"workingHours\":{\"sat\":[[\"00:00\",\"08:00\"],[\"08:00\",\"24:00\"]]}}");
  g_autoptr (SsAnswer) read = ss_fixture_call_as (fixture, ACME, SS_ROLE_CUSTOMER, "GET", SETTINGS, NULL);
  g_autoptr (SsAnswer) config =
      ss_fixture_call (fixture, &(SsCall){ .path = "/tenant/config/", .tenant = ACME });
  g_autoptr (SsAnswer) me = ss_fixture_call_as (fixture, ACME, OWNER, "GET", "/users/me/", NULL);
  JsonObject *tenant = json_node_get_object (ss_answer_get_member (me, "tenant"));

  ss_answer_assert_status (answer, 200);
  g_assert_cmpstr (answer->body, ==, read->body);
  ss_market_assert_member (read, "name", "\"Acme & Töchter\"");
  ss_market_assert_member (read, "logoUrl", "null");
  ss_market_assert_member (read, "requirePaymentMethodToBook", "false");
  ss_market_assert_member (read, "workingHours",
                           "{\"mon\":[],\"tue\":[],\"wed\":[],\"thu\":[],\"fri\":[],"
                           "\"sat\":[[\"00:00\",\"08:00\"],[\"08:00\",\"24:00\"]],\"sun\":[]}");
  ss_market_assert_member (config, "name", "\"Acme & Töchter\"");
  ss_market_assert_member (config, "timeZone", "\"Europe/Berlin\"");
  g_assert_false (json_object_has_member (ss_answer_get_object (config), "workingHours"));
  g_assert_cmpstr (json_object_get_string_member (tenant, "name"), ==, "Acme & Töchter");
}

static void
test_faults (void)
{
  static const char *const cases[][2] = {
    { "{\"name\":\"\"}", "name" },
    { "{\"name\":null}", "name" },
    { "{\"primaryColor\":\"red\"}", "primaryColor" },
    { "{\"secondaryColor\":\"#12345\"}", "secondaryColor" },
    { "{\"primaryColor\":\"#12345g\"}", "primaryColor" },
    { "{\"timeZone\":\"Mars/Olympus\"}", "timeZone" },
    { "{\"timeZone\":\"../../etc/passwd\"}", "timeZone" },
    { "{\"currency\":\"EURO\"}", "currency" },
    { "{\"currency\":\"AAA\"}", "currency" },
    { "{\"locale\":\"not a locale\"}", "locale" },
    { "{\"weekStart\":\"monday\"}", "weekStart" },
    { "{\"resourcesCanReschedule\":\"yes\"}", "resourcesCanReschedule" },
    { "{\"cancellationWindowHours\":-1}", "cancellationWindowHours" },
    { "{\"cancellationWindowHours\":8761}", "cancellationWindowHours" },
    { "{\"cancellationWindowHours\":1.5}", "cancellationWindowHours" },
    { "{\"lateCancellationFeePercent\":101}", "lateCancellationFeePercent" },
    { "{\"lateCancellationFeePercent\":\"50\"}", "lateCancellationFeePercent" },
    { "{\"colour\":\"#ffffff\"}", "colour" },
    { "{\"replacedLogoUrl\":\"x\"}", "replacedLogoUrl" },
    { "{\"workingHours\":[]}", "workingHours" },
    { "{\"workingHours\":null}", "workingHours" },
    { "{\"workingHours\":{\"monday\":[]}}", "workingHours" },
    { "{\"workingHours\":{\"mon\":{}}}", "workingHours" },
    { "{\"workingHours\":{\"mon\":[\"09:00\"]}}", "workingHours" },
    { "{\"workingHours\":{\"mon\":[[\"09:00\"]]}}", "workingHours" },
    { "{\"workingHours\":{\"mon\":[[9,17]]}}", "workingHours" },
    { "{\"workingHours\":{\"mon\":[[\"9:00\",\"17:00\"]]}}", "workingHours" },
    { "{\"workingHours\":{\"mon\":[[\"09:60\",\"17:00\"]]}}", "workingHours" },
    { "{\"workingHours\":{\"mon\":[[\"09:00\",\"24:01\"]]}}", "workingHours" },
    { "{\"workingHours\":{\"mon\":[[\"24:00\",\"24:00\"]]}}", "workingHours" },
    { "{\"workingHours\":{\"mon\":[[\"17:00\",\"09:00\"]]}}", "workingHours" },
    { "{\"workingHours\":{\"mon\":[[\"09:00\",\"09:00\"]]}}", "workingHours" },
    { "{\"workingHours\":{\"mon\":[[\"09:00\",\"12:00\"],[\"11:59\",\"13:00\"]]}}", "workingHours" },
    { "{\"workingHours\":{\"mon\":[[\"13:00\",\"14:00\"],[\"09:00\",\"12:00\"]]}}", "workingHours" },
  };
  g_autoptr (SsAnswer) before = ss_fixture_call_as (fixture, ACME, OWNER, "GET", SETTINGS, NULL);
  g_autoptr (SsAnswer) after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SsAnswer) answer = change (cases[i][0]);

      ss_market_assert_invalid (answer, cases[i][1]);
    }
  after = ss_fixture_call_as (fixture, ACME, OWNER, "GET", SETTINGS, NULL);
  g_assert_cmpstr (before->body, ==, after->body);
}

static void
test_who (void)
{
  static const struct
  {
    SsRole role;
    guint read;
    guint write;
  } cases[] = {
    { SS_ROLE_TENANT_OWNER, 200, 200 },   { SS_ROLE_TENANT_MANAGER, 200, 403 },
    { SS_ROLE_TENANT_STAFF, 200, 403 },   { SS_ROLE_CUSTOMER, 200, 403 },
    { SS_ROLE_SUPERUSER, 200, 200 },      { SS_ROLE_PLATFORM_SUPPORT, 200, 403 },
    { SS_ROLE_PLATFORM_SALES, 403, 403 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SsAnswer) read = ss_fixture_call_as (fixture, ACME, cases[i].role, "GET", SETTINGS, NULL);
      g_autoptr (SsAnswer) write = ss_fixture_call_as (fixture, ACME, cases[i].role, "PATCH", SETTINGS, "{}");

      g_assert_cmpuint (read->status, ==, cases[i].read);
      g_assert_cmpuint (write->status, ==, cases[i].write);
    }
}

static void
test_logo (void)
{
  g_autoptr (SsAnswer) put = send_logo (ACME, "image/svg+xml", SVG ("<rect width=\"1\" height=\"1\"/>"));
  g_autoptr (SsAnswer) picture = fetch (ss_answer_get_string (put, "logoUrl"));
  g_autoptr (SsAnswer) other =
      send_logo (BLOOM, "image/svg+xml; charset=utf-8", SVG ("<rect width=\"1\" height=\"1\"/>"));
  g_autoptr (SsAnswer) config =
      ss_fixture_call (fixture, &(SsCall){ .path = "/tenant/config/", .tenant = ACME });
  g_autoptr (SsAnswer) gone = ss_fixture_call_as (fixture, ACME, OWNER, "DELETE", LOGO, NULL);
  g_autoptr (SsAnswer) twice = ss_fixture_call_as (fixture, ACME, OWNER, "DELETE", LOGO, NULL);
  g_autoptr (SsAnswer) after = ss_fixture_call_as (fixture, ACME, OWNER, "GET", SETTINGS, NULL);
  g_autoptr (SsAnswer) still = fetch (ss_answer_get_string (other, "logoUrl"));

  ss_answer_assert_status (put, 200);
  g_assert_true (g_str_has_prefix (ss_answer_get_string (put, "logoUrl"), ss_fixture_get_address (fixture)));
  g_assert_cmpstr (ss_answer_get_string (config, "logoUrl"), ==, ss_answer_get_string (put, "logoUrl"));
  ss_answer_assert_status (picture, 200);
  g_assert_cmpstr (picture->body, ==, SVG ("<rect width=\"1\" height=\"1\"/>"));
  g_assert_cmpstr (ss_answer_get_header (picture, "Content-Type"), ==, "image/svg+xml");
  g_assert_cmpstr (ss_answer_get_header (picture, "X-Content-Type-Options"), ==, "nosniff");
  g_assert_nonnull (strstr (ss_answer_get_header (picture, "Content-Security-Policy"), "sandbox"));
  /* The same picture of two businesses is two files. */
  g_assert_cmpstr (ss_answer_get_string (other, "logoUrl"), !=, ss_answer_get_string (put, "logoUrl"));
  ss_answer_assert_status (gone, 204);
  ss_answer_assert_status (twice, 204);
  ss_market_assert_member (after, "logoUrl", "null");
  ss_answer_assert_status (still, 200);
}

/* The logo before the last stays for who still shows it; the one before that goes. */
static void
test_logo_replaced (void)
{
  static const char *const pictures[] = { SVG ("<g id=\"a\"/>"), SVG ("<g id=\"b\"/>"),
                                          SVG ("<g id=\"c\"/>") };
  g_autofree char *urls[3] = { NULL };
  static const guint statuses[] = { 404, 200, 200 };

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SsAnswer) put = send_logo (ACME, "image/svg+xml", pictures[i]);

      ss_answer_assert_status (put, 200);
      urls[i] = g_strdup (ss_answer_get_string (put, "logoUrl"));
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SsAnswer) answer = fetch (urls[i]);

      g_assert_cmpuint (answer->status, ==, statuses[i]);
      g_clear_pointer (&urls[i], g_free);
    }
}

static void
test_logo_faults (void)
{
  g_autofree char *blank = g_strnfill (512 * 1024, ' ');
  g_autofree char *large = g_strconcat (blank, SVG (""), NULL);
  static const struct
  {
    const char *content_type;
    const char *body;
    guint status;
  } cases[] = {
    { "image/jpeg", SVG (""), 415 },
    { "text/html", SVG (""), 415 },
    { "application/json", "{}", 415 },
    { "image/png", SVG (""), 400 },
    { "image/svg+xml", "<html/>", 400 },
    { "image/svg+xml", SVG ("<script>alert(1)</script>"), 400 },
    { "image/svg+xml", SVG ("<image href=\"https://example.com/x.png\"/>"), 400 },
    { "image/svg+xml", NULL, 400 },
  };
  g_autoptr (SsAnswer) too_large = send_logo (BLOOM, "image/svg+xml", large);
  g_autoptr (SsAnswer) manager =
      ss_fixture_call_as (fixture, ACME, SS_ROLE_TENANT_MANAGER, "DELETE", LOGO, NULL);

  ss_answer_assert_error (too_large, 413, "payload_too_large");
  ss_answer_assert_error (manager, 403, "permission_denied");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SsAnswer) answer = send_logo (BLOOM, cases[i].content_type, cases[i].body);

      g_assert_cmpuint (answer->status, ==, cases[i].status);
    }
}

static void
test_files (void)
{
  static const char *const paths[] = {
    "/files/00000000-0000-4000-8000-000000000000/",
    "/files/../store/",
    "/files/..%2f..%2fetc%2fpasswd/",
    "/files/%2e%2e/",
    "/files//",
  };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (SsAnswer) answer = ss_fixture_call (fixture, &(SsCall){ .path = paths[i] });

      g_assert_cmpuint (answer->status, ==, 404);
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/platform/settings/defaults", test_defaults);
  g_test_add_func ("/platform/settings/change", test_change);
  g_test_add_func ("/platform/settings/faults", test_faults);
  g_test_add_func ("/platform/settings/who", test_who);
  g_test_add_func ("/platform/settings/logo", test_logo);
  g_test_add_func ("/platform/settings/logo-replaced", test_logo_replaced);
  g_test_add_func ("/platform/settings/logo-faults", test_logo_faults);
  g_test_add_func ("/platform/settings/files", test_files);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
