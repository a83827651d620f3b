/* test-openapi.c: that the OpenAPI document, the routes and the answers say the same
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "json-schema.h"
#include "market.h"
#include "platform/http/route.h"

#define ACME SS_FIXTURE_ACME
#define OWNER SS_ROLE_TENANT_OWNER

static SsFixture *fixture;
static SsAnswer *schema_answer;
static JsonObject *document;
static char *plugin_id;
static char *other_plugin_id;
static char *custom_id;
static char *installation_id;
static char *resource_id;
static char *service_id;
static char *customer_id;
static char *appointment_id;
static char *blocker_id;

/* (transfer none) (nullable): the operation */
static JsonObject *
find_operation (const char *method, const char *path)
{
  JsonObject *paths = json_object_get_object_member (document, "paths");
  g_autofree char *lower = g_ascii_strdown (method, -1);
  JsonObject *item =
      json_object_has_member (paths, path) ? json_object_get_object_member (paths, path) : NULL;

  return item != NULL && json_object_has_member (item, lower) ? json_object_get_object_member (item, lower)
                                                              : NULL;
}

/* "a b c" of the query parameters but for those of paging, in their order */
static char *
list_parameters (JsonObject *operation)
{
  GString *names = g_string_new (NULL);
  JsonArray *parameters = json_object_has_member (operation, "parameters")
                              ? json_object_get_array_member (operation, "parameters")
                              : NULL;

  for (guint i = 0; parameters != NULL && i < json_array_get_length (parameters); i++)
    {
      JsonObject *parameter = ss_json_schema_follow (document, json_array_get_object_element (parameters, i));
      const char *name = json_object_get_string_member (parameter, "name");

      if (g_str_equal (json_object_get_string_member (parameter, "in"), "query")
          && !g_str_has_prefix (name, "page"))
        g_string_append_printf (names, "%s ", name);
    }
  return g_string_free (names, FALSE);
}

static void
assert_described (const SsRoute *route)
{
  JsonObject *operation = find_operation (route->method, route->path);
  g_autoptr (GString) parameters = g_string_new (NULL);
  g_autofree char *described = NULL;
  gboolean has_permission = (route->flags & (SS_ROUTE_ANYONE | SS_ROUTE_NO_PERMISSION)) == 0;

  if (operation == NULL)
    g_error ("%s %s is not in the document", route->method, route->path);
  g_assert_cmpstr (json_object_get_string_member_with_default (operation, "x-permission", NULL), ==,
                   has_permission ? ss_permission_to_string (route->permission) : NULL);
  g_assert_cmpint (json_object_has_member (operation, "security"), ==, (route->flags & SS_ROUTE_ANYONE) != 0);

  for (guint i = 0; route->parameters != NULL && route->parameters[i] != NULL; i++)
    g_string_append_printf (parameters, "%s ", route->parameters[i]);
  described = list_parameters (operation);
  if (strcmp (described, parameters->str) != 0)
    g_error ("%s %s: “%s” in place of “%s”", route->method, route->path, described, parameters->str);
}

static void
test_routes (void)
{
  for (const SsRoute *route = ss_routes_get (); route->method != NULL; route++)
    assert_described (route);
}

static gboolean
is_routed (const char *method, const char *path)
{
  for (const SsRoute *route = ss_routes_get (); route->method != NULL; route++)
    {
      if (g_ascii_strcasecmp (route->method, method) == 0 && g_str_equal (route->path, path))
        return TRUE;
    }
  return FALSE;
}

static void
test_document (void)
{
  JsonObject *paths = json_object_get_object_member (document, "paths");
  g_autoptr (GList) names = json_object_get_members (paths);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpstr (json_object_get_string_member (document, "openapi"), ==, "3.1.0");
  for (GList *path = names; path != NULL; path = path->next)
    {
      JsonObject *item = json_object_get_object_member (paths, path->data);
      g_autoptr (GList) methods = json_object_get_members (item);

      for (GList *method = methods; method != NULL; method = method->next)
        {
          JsonObject *operation = json_object_get_object_member (item, method->data);

          if (!is_routed (method->data, path->data))
            g_error ("%s %s is not answered", (char *) method->data, (char *) path->data);
          g_assert_true (
              g_hash_table_add (ids, (gpointer) json_object_get_string_member (operation, "operationId")));
        }
    }
}

/* Every $ref in the document names something. */
static void
follow_all (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        follow_all (json_array_get_element (json_node_get_array (node), i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      ss_json_schema_follow (document, json_node_get_object (node));
      for (GList *value = values; value != NULL; value = value->next)
        follow_all (value->data);
    }
}

static void
test_references (void)
{
  follow_all (schema_answer->json);
}

/* Whether @answer is what the document says of @method and @path. */
static void
assert_answer (SsAnswer *answer, const char *method, const char *path)
{
  JsonObject *operation = find_operation (method, path);
  JsonObject *responses = json_object_get_object_member (operation, "responses");
  g_autofree char *status = g_strdup_printf ("%u", answer->status);
  g_autofree char *wrong = NULL;
  JsonObject *response, *content;

  if (!json_object_has_member (responses, status))
    g_error ("%s %s: %s is not in the document: %s", method, path, status, answer->body);
  response = ss_json_schema_follow (document, json_object_get_object_member (responses, status));
  if (!json_object_has_member (response, "content"))
    {
      g_assert_cmpstr (answer->body, ==, "");
      return;
    }
  content = json_object_get_object_member (response, "content");
  if (!json_object_has_member (content, "application/json"))
    return;
  g_assert_nonnull (answer->json);
  content = json_object_get_object_member (content, "application/json");
  wrong = ss_json_schema_check (document, json_object_get_object_member (content, "schema"), answer->json);
  if (wrong != NULL)
    g_error ("%s %s %s: %s", method, path, status, wrong);
}

/* In their order: later ones see what earlier ones did. @id: (nullable): what stands for {id} */
typedef struct
{
  guint status;
  const char *method;
  const char *path;
  char **id;
  const char *body;
  const char *query;
  gboolean signed_out;
} Call;

static const Call calls[] = {
  { 200, "GET", "/schema/" },
  { 200, "GET", "/health/live/" },
  { 200, "GET", "/health/ready/" },
  { 200, "GET", "/metrics" },
  { 200, "GET", "/users/me/" },
  { 401, "GET", "/users/me/", .signed_out = TRUE },
  { 200, "GET", "/roles/" },
  { 200, "GET", "/auth/sessions/" },
  { 401, "POST", "/auth/token/", NULL, "{\"email\":\"a@b.example\",\"password\":\"wrong\"}",
    .signed_out = TRUE },
  { 200, "POST", "/auth/token/", NULL,
    "{\"email\":\"owner@acme.example\",\"password\":\"" SS_FIXTURE_PASSWORD "\"}", .signed_out = TRUE },
  { 400, "POST", "/auth/token/", NULL, "{}", .signed_out = TRUE },
  { 401, "POST", "/auth/token/refresh/", NULL, "{\"refresh\":\"x\"}", .signed_out = TRUE },
  { 400, "POST", "/auth/password/", NULL, "{}" },
  { 200, "GET", "/plugin-templates/" },
  { 200, "GET", "/plugin-templates/", .query = "?search=x&ordering=-rating&category=EMAIL&page_size=1" },
  { 400, "GET", "/plugin-templates/", .query = "?ordering=x" },
  { 404, "GET", "/plugin-templates/", .query = "?page=9" },
  { 401, "GET", "/plugin-templates/", .signed_out = TRUE },
  { 200, "GET", "/plugin-templates/{id}/", &plugin_id },
  { 400, "POST", "/plugin-templates/", NULL, "{\"code\":\"= 1\"}" },
  { 201, "POST", "/plugin-templates/", NULL,
    "{\"name\":\"A\",\"summary\":\"B\",\"category\":\"OTHER\",\"code\":\"return 1\",\"variables\":[{\"key\":\"a\","
    "\"label\":\"A\",\"type\":\"BOOLEAN\",\"default\":true}],\"trigger\":{\"type\":\"EVENT\",\"event\":\"a.b\"}}" },
  { 200, "PATCH", "/plugin-templates/{id}/", &custom_id, "{\"summary\":\"C\"}" },
  { 400, "PATCH", "/plugin-templates/{id}/", &custom_id, "{\"summary\":5}" },
  { 403, "PATCH", "/plugin-templates/{id}/", &plugin_id, "{\"summary\":\"C\"}" },
  { 204, "DELETE", "/plugin-templates/{id}/", &custom_id },
  { 404, "DELETE", "/plugin-templates/{id}/", &custom_id },
  { 400, "POST", "/plugin-templates/{id}/install/", &other_plugin_id, "{\"configValues\":1}" },
  { 201, "POST", "/plugin-templates/{id}/install/", &other_plugin_id, "{}" },
  { 409, "POST", "/plugin-templates/{id}/install/", &plugin_id, "{}" },
  { 409, "POST", "/plugin-installations/{id}/update-to-latest/", &installation_id, "{}" },
  { 409, "POST", "/plugin-installations/{id}/update-to-latest/", &installation_id,
    "{\"acceptPermissions\":[\"users.view\"]}" },
  { 200, "PATCH", "/plugin-installations/{id}/", &installation_id, "{\"configValues\":{\"site\":\"x\"}}" },
  { 200, "POST", "/plugin-installations/{id}/update-to-latest/", &installation_id,
    "{\"acceptPermissions\":[\"users.view\"]}" },
  { 200, "POST", "/plugin-installations/{id}/rollback/", &installation_id, "{}" },
  { 409, "POST", "/plugin-installations/{id}/rollback/", &installation_id, "{}" },
  { 400, "PUT", "/plugin-installations/{id}/rating/", &installation_id, "{}" },
  { 200, "PUT", "/plugin-installations/{id}/rating/", &installation_id,
    "{\"rating\":4,\"review\":\"Good.\"}" },
  { 200, "GET", "/plugin-installations/" },
  { 200, "GET", "/plugin-installations/", .query = "?has_update=true&search=x" },
  { 400, "GET", "/plugin-installations/", .query = "?has_update=x" },
  { 200, "GET", "/plugin-installations/{id}/", &installation_id },
  { 200, "GET", "/plugin-templates/", .query = "?installed=true" },
  { 200, "GET", "/plugin-templates/{id}/reviews/", &plugin_id },
  { 204, "DELETE", "/plugin-installations/{id}/rating/", &installation_id },
  { 404, "DELETE", "/plugin-installations/{id}/rating/", &installation_id },
  { 204, "DELETE", "/plugin-installations/{id}/", &installation_id },
  { 404, "GET", "/plugin-installations/{id}/", &installation_id },
  { 200, "GET", "/tenant/config/", .signed_out = TRUE },
  { 200, "GET", "/tenant/settings/" },
  { 200, "PATCH", "/tenant/settings/", NULL, "{\"workingHours\":{\"mon\":[[\"09:00\",\"24:00\"]]}}" },
  { 400, "PATCH", "/tenant/settings/", NULL, "{\"workingHours\":1}" },
  { 415, "PUT", "/tenant/logo/", NULL, "{}" },
  { 204, "DELETE", "/tenant/logo/" },
  { 404, "GET", "/files/{id}/", &plugin_id },
  { 200, "GET", "/resources/", .query = "?search=a&is_active=true&ordering=-name" },
  { 201, "POST", "/resources/", NULL, "{\"name\":\"A\",\"type\":\"ROOM\"}" },
  { 400, "POST", "/resources/", NULL, "{}" },
  { 200, "GET", "/resources/{id}/", &resource_id },
  { 200, "PATCH", "/resources/{id}/", &resource_id, "{\"workingHours\":{\"mon\":[[\"09:00\",\"24:00\"]]}}" },
  { 409, "DELETE", "/resources/{id}/", &resource_id },
  { 200, "GET", "/services/" },
  { 201, "POST", "/services/", NULL, "{\"name\":\"A\",\"durationMinutes\":60}" },
  { 200, "GET", "/services/{id}/", &service_id },
  { 200, "PATCH", "/services/{id}/", &service_id, "{\"price\":\"5\"}" },
  { 409, "DELETE", "/services/{id}/", &service_id },
  { 200, "GET", "/customers/", .query = "?status=ACTIVE" },
  { 201, "POST", "/customers/", NULL, "{\"name\":\"A\"}" },
  { 200, "GET", "/customers/{id}/", &customer_id },
  { 200, "PATCH", "/customers/{id}/", &customer_id, "{\"tags\":[\"a\"]}" },
  { 200, "GET", "/customers/{id}/appointments/", &customer_id },
  { 409, "DELETE", "/customers/{id}/", &customer_id },
  { 200, "GET", "/appointments/", .query = "?status=PENDING&unassigned=false&search=a" },
  { 200, "GET", "/appointments/" },
  { 400, "GET", "/appointments/", .query = "?start_date=x" },
  { 400, "POST", "/appointments/", NULL, "{}" },
  { 200, "GET", "/appointments/{id}/", &appointment_id },
  { 200, "PATCH", "/appointments/{id}/", &appointment_id, "{\"notes\":\"x\"}" },
  { 409, "POST", "/appointments/{id}/restore/", &appointment_id, "{}" },
  { 200, "POST", "/appointments/{id}/cancel/", &appointment_id, "{\"reason\":\"x\"}" },
  { 409, "POST", "/appointments/{id}/cancel/", &appointment_id, "{}" },
  { 200, "POST", "/appointments/{id}/restore/", &appointment_id, "{}" },
  { 200, "GET", "/appointments/{id}/history/", &appointment_id },
  { 200, "GET", "/blockers/" },
  { 400, "POST", "/blockers/", NULL, "{}" },
  { 200, "GET", "/blockers/{id}/", &blocker_id },
  { 409, "PATCH", "/blockers/{id}/", &blocker_id, "{\"startTime\":\"2031-03-03T10:00:00Z\"}" },
  { 200, "PATCH", "/blockers/{id}/", &blocker_id, "{\"recurrence\":\"FREQ=DAILY;COUNT=2\"}" },
  { 409, "PATCH", "/appointments/{id}/", &appointment_id, "{\"startTime\":\"2031-03-03T12:00:00Z\"}" },
  { 204, "DELETE", "/blockers/{id}/", &blocker_id },
  { 404, "GET", "/blockers/{id}/", &blocker_id },
  { 204, "DELETE", "/appointments/{id}/", &appointment_id },
  { 404, "GET", "/appointments/{id}/", &appointment_id },
  { 200, "GET", "/audit-log/", .query = "?search=plugin" },
  { 200, "GET", "/audit-log/" },
  { 400, "GET", "/audit-log/", .query = "?to=x" },
  { 404, "GET", "/audit-log/", .query = "?tenant_id=x" },
  { 200, "GET", "/audit-log/verify/" },
  { 200, "GET", "/permission-grants/", .query = "?status=ACTIVE" },
  { 400, "GET", "/permission-grants/", .query = "?status=x" },
  { 400, "POST", "/permission-grants/", NULL, "{}" },
  { 404, "GET", "/permission-grants/{id}/", &plugin_id },
  { 404, "POST", "/permission-grants/{id}/revoke/", &plugin_id, "{}" },
  { 200, "POST", "/permission-grants/revoke/", NULL, "{\"ids\":[\"x\"]}" },
};

static void
test_answers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      const Call *call = &calls[i];
      g_auto (GStrv) parts = g_strsplit (call->path, "{id}", 2);
      g_autofree char *path =
          g_strconcat (parts[0], call->id != NULL ? *call->id : "", parts[1] != NULL ? parts[1] : "",
                       call->query != NULL ? call->query : "", NULL);
      g_autoptr (SsAnswer) answer =
          ss_fixture_call (fixture,
                           &(SsCall){ .method = call->method,
                                      .path = path,
                                      .tenant = ACME,
                                      .token =
                                          call->signed_out ? NULL : ss_fixture_token (fixture, ACME, OWNER),
                                      .body = call->body });

      if (answer->status != call->status)
        g_error ("%s %s: %u in place of %u: %s", call->method, path, answer->status, call->status,
                 answer->body);
      assert_answer (answer, call->method, call->path);
    }
}

/* Each operation of plugins and the tenant was called, with success and with each 409. */
static void
test_covered (void)
{
  for (const SsRoute *route = ss_routes_get (); route->method != NULL; route++)
    {
      gboolean called =
          !g_str_has_prefix (route->path, "/plugin") && !g_str_has_prefix (route->path, "/tenant");

      for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
        called =
            called
            || (g_str_equal (calls[i].method, route->method) && g_str_equal (calls[i].path, route->path));
      if (!called)
        g_error ("%s %s is not called", route->method, route->path);
    }
}

/* As the owner; @body is freed. (transfer full): the id */
static char *
add (const char *path, char *body)
{
  g_autoptr (SsAnswer) answer = ss_fixture_call_as (fixture, ACME, OWNER, "POST", path, body);

  ss_answer_assert_status (answer, 201);
  g_free (body);
  return g_strdup (ss_answer_get_string (answer, "id"));
}

static void
fill_bookings (void)
{
  resource_id = add ("/resources/", g_strdup ("{\"name\":\"Bay\",\"type\":\"ROOM\"}"));
  service_id = add ("/services/", g_strdup ("{\"name\":\"Oil\",\"durationMinutes\":60}"));
  customer_id = add ("/customers/", g_strdup ("{\"name\":\"Zoe\"}"));
  appointment_id = add ("/appointments/",
                        g_strdup_printf ("{\"resourceId\":\"%s\",\"serviceId\":\"%s\",\"customerId\":\"%s\","
                                         "\"startTime\":\"2031-03-03T10:00:00Z\"}",
                                         resource_id, service_id, customer_id));
  blocker_id = add ("/blockers/", g_strdup_printf ("{\"resourceId\":\"%s\",\"title\":\"Lunch\",\"startTime\":"
                                                   "\"2031-03-03T12:00:00Z\",\"durationMinutes\":60}",
                                                   resource_id));
}

static void
fill (void)
{
  static const char variables[] = "[{\"key\":\"site\",\"label\":\"Site\",\"type\":\"TEXT\",\"required\":true,"
                                  "\"default\":null,\"choices\":[],\"help\":\"\"}]";
  SsStore *store = ss_fixture_get_store (fixture);
  g_autoptr (SsAnswer) custom = NULL;

  plugin_id = ss_market_add (store, &(SsMarketPlugin){ .slug = "one", .ratings = "[1,0,0,0,3]" });
  other_plugin_id = ss_market_add (store, &(SsMarketPlugin){ .slug = "two" });
  installation_id = ss_market_install (fixture, ACME, plugin_id, NULL);
  ss_market_release (store, plugin_id, "2.0.0", variables, "[\"users.view\"]");
  custom = ss_fixture_call_as (
      fixture, ACME, OWNER, "POST", "/plugin-templates/",
      "{\"name\":\"Own\",\"summary\":\"B\",\"category\":\"OTHER\",\"code\":\"return 1\"}");
  custom_id = g_strdup (ss_answer_get_string (custom, "id"));
  fill_bookings ();
  schema_answer = ss_fixture_call (fixture, &(SsCall){ .path = "/schema/" });
  ss_answer_assert_status (schema_answer, 200);
  document = ss_answer_get_object (schema_answer);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  fill ();
  g_test_add_func ("/platform/openapi/routes", test_routes);
  g_test_add_func ("/platform/openapi/document", test_document);
  g_test_add_func ("/platform/openapi/references", test_references);
  g_test_add_func ("/platform/openapi/answers", test_answers);
  g_test_add_func ("/platform/openapi/covered", test_covered);
  status = g_test_run ();
  ss_answer_free (schema_answer);
  g_free (plugin_id);
  g_free (other_plugin_id);
  g_free (custom_id);
  g_free (installation_id);
  g_free (resource_id);
  g_free (service_id);
  g_free (customer_id);
  g_free (appointment_id);
  g_free (blocker_id);
  ss_fixture_free (fixture);
  return status;
}
