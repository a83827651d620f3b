/* test-tenant-store.c: businesses and their domains, where what is asked goes wrong
 *
 * SPDX-License-Identifier: MIT
 */
#include "client/domain-store.h"
#include "client/tenant-store.h"
#include "fixture.h"
#include "model/model-json.h"

#define TENANT(status)                                                                  \
  "{\"id\": \"t1\", \"name\": \"Acme\", \"subdomain\": \"acme\", \"status\": \"" status \
  "\", \"subscriptionTier\": \"FREE\"}"
#define DOMAIN "{\"id\": \"d1\", \"domain\": \"a.example\", \"verificationStatus\": \"PENDING\"}"
#define LIST(item) "{\"count\": 1, \"next\": null, \"results\": [" item "]}"

/* What the platform answers, and what becomes of it. @status 0: it is not there */
typedef struct
{
  guint status;
  const char *body;
  SsClientError code;
} Fault;

static const Fault faults[] = {
  { 0, NULL, SS_CLIENT_ERROR_OFFLINE },
  { 403, "{\"detail\": \"You may not.\", \"code\": \"permission_denied\", \"rule\": \"tenants.manage\"}",
    SS_CLIENT_ERROR_DENIED },
  { 400, "{\"name\": [\"Is missing.\"]}", SS_CLIENT_ERROR_INVALID },
  { 404, "{\"detail\": \"There is nothing here.\", \"code\": \"not_found\"}", SS_CLIENT_ERROR_NOT_FOUND },
  { 412, "{\"detail\": \"It was changed meanwhile.\", \"code\": \"version_mismatch\"}",
    SS_CLIENT_ERROR_CHANGED },
};

static void
fault_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  const Fault *fault = data;

  reply_json (message, fault->status, fault->body);
}

static void
text_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, data);
}

static SsModel *
make (GType type, const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;
  SsModel *model = ss_model_from_json (type, node, &error);

  g_assert_no_error (error);
  return model;
}

/* (transfer full): the first of a list that has been read */
static SsModel *
get_first (SsPagedList *list)
{
  g_autoptr (SsListItem) item = NULL;

  wait_until (g_list_model_get_n_items (G_LIST_MODEL (list)) == 1);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  wait_until (ss_list_item_get_model (item) != NULL);
  return g_object_ref (ss_list_item_get_model (item));
}

static void
bring_about (Fixture *fixture, const Fault *fault, const char *request)
{
  if (fault->status == 0)
    fixture_stop (fixture);
  else
    fixture_on (fixture, request, fault_cb, fault);
}

/* What was shown as changed is as it was, and the reason is told. */
static void
test_change (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ();
      g_autoptr (SsSession) session = fixture_signed_in (fixture);
      g_autoptr (SsTenantStore) store = ss_tenant_store_new (session);
      g_autoptr (SsModel) patch = g_object_new (SS_TYPE_TENANT, "status", "SUSPENDED", NULL);
      g_autoptr (SsModel) tenant = NULL;
      g_auto (Answer) answer = { NULL, 0 };
      g_autoptr (GError) error = NULL;

      fixture_on (fixture, "GET /platform/tenants/", text_cb, LIST (TENANT ("ACTIVE")));
      tenant = get_first (ss_tenant_store_get_tenants (store));
      bring_about (fixture, &faults[i], "PATCH /platform/tenants/t1/");
      ss_tenant_store_change_async (store, SS_TENANT (tenant), SS_TENANT (patch), NULL, answer_cb, &answer);
      g_assert_false (ss_tenant_store_change_finish (store, answer_wait (&answer), &error));
      g_test_message ("%u: %s", faults[i].status, error->message);
      g_assert_error (error, SS_CLIENT_ERROR, (int) faults[i].code);
      g_assert_cmpstr (error->message, !=, "");
      g_assert_cmpstr (ss_tenant_get_status (SS_TENANT (tenant)), ==, "ACTIVE");
    }
}

static void
test_create_and_delete (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ();
      g_autoptr (SsSession) session = fixture_signed_in (fixture);
      g_autoptr (SsTenantStore) store = ss_tenant_store_new (session);
      g_autoptr (SsModel) draft = g_object_new (SS_TYPE_CREATED_TENANT, "name", "Acme", NULL);
      g_autoptr (SsModel) tenant = make (SS_TYPE_TENANT, TENANT ("ACTIVE"));
      g_auto (Answer) created = { NULL, 0 }, deleted = { NULL, 0 };
      g_autoptr (GError) error = NULL;

      bring_about (fixture, &faults[i], "POST /platform/tenants/");
      if (faults[i].status != 0)
        bring_about (fixture, &faults[i], "DELETE /platform/tenants/t1/");
      ss_tenant_store_create_async (store, SS_CREATED_TENANT (draft), NULL, answer_cb, &created);
      g_assert_null (ss_tenant_store_create_finish (store, answer_wait (&created), &error));
      g_assert_error (error, SS_CLIENT_ERROR, (int) faults[i].code);
      g_clear_error (&error);
      ss_tenant_store_delete_async (store, SS_TENANT (tenant), "acme", NULL, answer_cb, &deleted);
      g_assert_false (ss_tenant_store_delete_finish (store, answer_wait (&deleted), &error));
      g_assert_error (error, SS_CLIENT_ERROR, (int) faults[i].code);
    }
}

static void
test_domains (void)
{
  static const char *const requests[] = {
    [SS_DOMAIN_ADD] = "POST /domains/",
    [SS_DOMAIN_VERIFY] = "POST /domains/d1/verify/",
    [SS_DOMAIN_MAKE_PRIMARY] = "PATCH /domains/d1/",
    [SS_DOMAIN_REMOVE] = "DELETE /domains/d1/",
  };

  for (guint deed = 0; deed < G_N_ELEMENTS (requests); deed++)
    for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
      {
        g_autoptr (Fixture) fixture = fixture_new ();
        g_autoptr (SsSession) session = fixture_signed_in (fixture);
        g_autoptr (SsDomainStore) store = ss_domain_store_new (session);
        g_autoptr (SsModel) domain = NULL;
        g_auto (Answer) answer = { NULL, 0 };
        g_autoptr (GError) error = NULL;

        fixture_on (fixture, "GET /domains/", text_cb, LIST (DOMAIN));
        domain = get_first (ss_domain_store_get_domains (store));
        bring_about (fixture, &faults[i], requests[deed]);
        ss_domain_store_do_async (store, (SsDomainDeed) deed, SS_DOMAIN (domain), NULL, answer_cb, &answer);
        g_assert_null (ss_domain_store_do_finish (store, answer_wait (&answer), &error));
        g_assert_error (error, SS_CLIENT_ERROR, (int) faults[i].code);
        g_assert_false (ss_domain_get_is_primary (SS_DOMAIN (domain)));
        g_assert_cmpstr (ss_domain_get_verification_status (SS_DOMAIN (domain)), ==, "PENDING");
      }
}

static void
hold_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  fixture_hold (fixture, message);
}

/* Who gives up waits no longer, and the store may go. */
static void
test_cancelled (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsTenantStore) tenants = ss_tenant_store_new (session);
  g_autoptr (SsDomainStore) domains = ss_domain_store_new (session);
  g_autoptr (SsModel) draft = g_object_new (SS_TYPE_CREATED_TENANT, "name", "Acme", NULL);
  g_autoptr (SsModel) domain = make (SS_TYPE_DOMAIN, DOMAIN);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answer) created = { NULL, 0 }, verified = { NULL, 0 };

  fixture_on (fixture, "POST /platform/tenants/", hold_cb, NULL);
  fixture_on (fixture, "POST /domains/d1/verify/", hold_cb, NULL);
  ss_tenant_store_create_async (tenants, SS_CREATED_TENANT (draft), cancellable, answer_cb, &created);
  ss_domain_store_do_async (domains, SS_DOMAIN_VERIFY, SS_DOMAIN (domain), cancellable, answer_cb, &verified);
  wait_until (fixture->held->len == 2);
  g_cancellable_cancel (cancellable);
  g_assert_null (ss_tenant_store_create_finish (tenants, answer_wait (&created), NULL));
  g_assert_null (ss_domain_store_do_finish (domains, answer_wait (&verified), NULL));
  fixture_release (fixture);
  answer_clear (&created);
  answer_clear (&verified);
  assert_finalized (tenants);
  assert_finalized (domains);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/tenant-store/change", test_change);
  g_test_add_func ("/client/tenant-store/create-and-delete", test_create_and_delete);
  g_test_add_func ("/client/tenant-store/domains", test_domains);
  g_test_add_func ("/client/tenant-store/cancelled", test_cancelled);

  return g_test_run ();
}
