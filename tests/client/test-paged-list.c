/* test-paged-list.c: a long list of which only what is looked at is fetched
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/paged-list-private.h"
#include "fixture.h"

#define PATH "/plugin-templates/"

/* What the platform has. */
typedef struct
{
  guint count;
  guint page_size_max;
  const char *prefix; /* of the names */
  gboolean holds;     /* answers wait for fixture_release() */
  gboolean is_bare;
  guint status; /* 0: fine */
} Shop;

static guint
get_number (GHashTable *query, const char *name, guint otherwise)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL ? (guint) atoi (text) : otherwise;
}

static void
list_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Shop *shop = data;
  const char *search = g_hash_table_lookup (query, "search");
  guint page_size = MIN (get_number (query, "page_size", 100), shop->page_size_max);
  guint page = get_number (query, "page", 1);
  guint count = g_strcmp0 (search, "few") == 0 ? 3 : g_strcmp0 (search, "none") == 0 ? 0 : shop->count;
  guint first = shop->is_bare ? 0 : (page - 1) * page_size;
  guint end = shop->is_bare ? count : MIN (first + page_size, count);
  g_autoptr (GString) json = g_string_new (NULL);

  if (shop->holds)
    fixture_hold (fixture, message);
  if (shop->status != 0)
    {
      reply_text (message, shop->status, "text/html", "<p>");
      return;
    }
  if (page > 1 && first >= count)
    {
      reply_json (message, 404, "{\"code\": \"not_found\"}");
      return;
    }

  if (!shop->is_bare)
    g_string_append_printf (json, "{\"count\": %u, \"next\": %s, \"previous\": null, \"results\": ", count,
                            end < count ? "\"/more\"" : "null");
  g_string_append_c (json, '[');
  for (guint i = first; i < end; i++)
    g_string_append_printf (json, "%s{\"id\": \"%s%u\", \"name\": \"%s%s %u\"}", i > first ? "," : "",
                            search != NULL ? search : "", i, shop->prefix, search != NULL ? search : "", i);
  g_string_append (json, shop->is_bare ? "]" : "]}");
  reply_json (message, 200, json->str);
}

typedef struct
{
  Fixture *fixture;
  SsSession *session;
  SsPagedList *list;
  Shop shop;
  guint n_changed; /* of items-changed */
} Setting;

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, gpointer data)
{
  ((Setting *) data)->n_changed++;
}

static void
set_up (Setting *setting, gconstpointer data)
{
  setting->fixture = fixture_new ();
  setting->session = fixture_signed_in (setting->fixture);
  setting->shop = (Shop){ .count = 100000, .page_size_max = 1000, .prefix = "Plugin " };
  fixture_on (setting->fixture, "GET " PATH, list_cb, &setting->shop);
  setting->list = ss_paged_list_new (setting->session, PATH, SS_TYPE_USER);
  g_signal_connect (setting->list, "items-changed", G_CALLBACK (items_changed_cb), setting);
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  fixture_release (setting->fixture);
  assert_finalized (setting->list);
  assert_finalized (setting->session);
  fixture_free (setting->fixture);
}

static SsListItem *
get (Setting *setting, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (setting->list), position);
}

static const char *
get_name (SsListItem *item)
{
  SsModel *model = ss_list_item_get_model (item);

  return model != NULL ? ss_user_get_name (SS_USER (model)) : NULL;
}

static guint
get_count (Setting *setting)
{
  return g_list_model_get_n_items (G_LIST_MODEL (setting->list));
}

static void
wait_for_state (Setting *setting, SsLoadState state)
{
  wait_until (ss_paged_list_get_state (setting->list) == state
              && !ss_paged_list_get_is_loading (setting->list));
}

static void
test_windows (Setting *setting, gconstpointer data)
{
  g_autoptr (SsListItem) first = NULL;
  g_autoptr (SsListItem) far = NULL;
  g_autoptr (SsListItem) again = NULL;

  g_assert_cmpint (ss_paged_list_get_state (setting->list), ==, SS_LOAD_LOADING);
  wait_for_state (setting, SS_LOAD_READY);
  g_assert_cmpuint (get_count (setting), ==, 100000);
  g_assert_cmpuint (setting->n_changed, ==, 1);
  g_assert_cmpint (ss_paged_list_get_loaded_at (setting->list), >, 0);

  first = get (setting, 0);
  g_assert_cmpstr (get_name (first), ==, "Plugin  0");
  far = get (setting, 54321);
  g_assert_null (ss_list_item_get_model (far));
  again = get (setting, 54321);
  g_assert_true (far == again);
  wait_until (ss_list_item_get_model (far) != NULL);
  g_assert_cmpstr (get_name (far), ==, "Plugin  54321");
  g_assert_cmpuint (ss_list_item_get_position (far), ==, 54321);
  g_assert_cmpuint (fixture_count (setting->fixture, "GET " PATH), ==, 2);
  g_assert_cmpuint (setting->n_changed, ==, 1);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (setting->list), 100000));
}

/* Rows of many pages asked for in one turn, as by a fast scroll: the last screen comes first, a few requests,
 * two at a time. */
static void
test_scrolling (Setting *setting, gconstpointer data)
{
  g_autoptr (SsListItem) last = NULL;
  guint before;

  wait_for_state (setting, SS_LOAD_READY);
  before = fixture_count (setting->fixture, "GET " PATH);
  setting->shop.holds = TRUE;
  for (guint position = 1000; position < 60000; position += 50)
    {
      g_autoptr (SsListItem) item = get (setting, position);

      g_assert_null (ss_list_item_get_model (item));
    }
  last = get (setting, 59999);
  wait_until (setting->fixture->held->len == 2);
  settle ();
  g_assert_cmpuint (fixture_count (setting->fixture, "GET " PATH) - before, ==, 2);
  g_assert_cmpuint (fixture_count (setting->fixture, "GET " PATH "?page=600&"), ==, 1);
  setting->shop.holds = FALSE;
  fixture_release (setting->fixture);
  wait_until (ss_list_item_get_model (last) != NULL);
  settle ();
  g_assert_cmpuint (fixture_count (setting->fixture, "GET " PATH) - before, <=, 8);
}

/* Scrolled through, the memory stays bounded; what is shown stays. */
static void
test_bounded (Setting *setting, gconstpointer data)
{
  g_autoptr (SsListItem) shown = NULL;
  g_autoptr (SsListItem) dropped = NULL;
  SsModel *early = NULL;

  wait_for_state (setting, SS_LOAD_READY);
  shown = get (setting, 150);
  wait_until (ss_list_item_get_model (shown) != NULL);
  early = ss_paged_list_find (setting->list, "250");
  g_assert_null (early);

  for (guint page = 2; page < 60; page++)
    {
      g_autoptr (SsListItem) item = get (setting, page * 100 + 50);

      wait_until (ss_list_item_get_model (item) != NULL);
      if (page == 2)
        {
          early = ss_paged_list_find (setting->list, "250");
          g_assert_nonnull (early);
          g_object_add_weak_pointer (G_OBJECT (early), (gpointer *) &early);
        }
    }
  g_assert_null (early);
  g_assert_nonnull (ss_list_item_get_model (shown));
  g_assert_nonnull (ss_paged_list_find (setting->list, "150"));
  dropped = get (setting, 250);
  g_assert_null (ss_list_item_get_model (dropped));
  wait_until (ss_list_item_get_model (dropped) != NULL);
}

/* The answer to what was asked before never replaces the answer to what is asked now. */
static void
test_superseded (Setting *setting, gconstpointer data)
{
  g_autoptr (SsListItem) item = NULL;

  wait_for_state (setting, SS_LOAD_READY);
  setting->shop.holds = TRUE;
  ss_paged_list_set_query (setting->list, "search=old");
  wait_until (setting->fixture->held->len == 1);
  g_assert_cmpint (ss_paged_list_get_state (setting->list), ==, SS_LOAD_READY);
  g_assert_true (ss_paged_list_get_is_loading (setting->list));
  g_assert_cmpuint (get_count (setting), ==, 100000);

  setting->shop.holds = FALSE;
  ss_paged_list_set_query (setting->list, "search=few");
  wait_until (get_count (setting) == 3);
  fixture_release (setting->fixture);
  settle ();
  item = get (setting, 2);
  g_assert_cmpstr (get_name (item), ==, "Plugin few 2");
  g_assert_cmpuint (get_count (setting), ==, 3);

  ss_paged_list_set_query (setting->list, "search=none");
  wait_for_state (setting, SS_LOAD_EMPTY);
  g_assert_cmpuint (get_count (setting), ==, 0);
}

static void
test_typing (Setting *setting, gconstpointer data)
{
  wait_for_state (setting, SS_LOAD_READY);
  ss_paged_list_set_debounce (setting->list, 1);
  ss_paged_list_set_query_soon (setting->list, "search=f");
  ss_paged_list_set_query_soon (setting->list, "search=fe");
  ss_paged_list_set_query_soon (setting->list, "search=few");
  wait_until (get_count (setting) == 3);
  g_assert_cmpuint (fixture_count (setting->fixture, "GET " PATH "?search="), ==, 1);
}

static void
test_reload (Setting *setting, gconstpointer data)
{
  g_autoptr (SsListItem) first = NULL;
  g_autoptr (SsListItem) far = NULL;
  SsModel *model;

  wait_for_state (setting, SS_LOAD_READY);
  first = get (setting, 0);
  far = get (setting, 5000);
  wait_until (ss_list_item_get_model (far) != NULL);
  model = ss_list_item_get_model (first);

  /* Renamed, and longer: the same objects say the new, and only the end of the list changes. */
  setting->shop.prefix = "Renamed";
  setting->shop.count = 100001;
  setting->n_changed = 0;
  ss_paged_list_reload (setting->list);
  wait_until (get_count (setting) == 100001);
  g_assert_true (ss_list_item_get_model (first) == model);
  g_assert_cmpstr (get_name (first), ==, "Renamed 0");
  g_assert_cmpuint (setting->n_changed, ==, 1);
  wait_until (g_strcmp0 (get_name (far), "Renamed 5000") == 0);

  setting->shop.count = 2;
  ss_paged_list_reload (setting->list);
  wait_until (get_count (setting) == 2);
}

/* It has become shorter while somebody scrolled: the page that is not there any more says so. */
static void
test_shorter_meanwhile (Setting *setting, gconstpointer data)
{
  g_autoptr (SsListItem) far = NULL;

  wait_for_state (setting, SS_LOAD_READY);
  setting->shop.count = 150;
  far = get (setting, 5000);
  wait_until (get_count (setting) == 150);
  wait_for_state (setting, SS_LOAD_READY);
}

static void
test_failure_and_retry (Setting *setting, gconstpointer data)
{
  setting->shop.status = 500;
  wait_for_state (setting, SS_LOAD_FAILED);
  g_assert_error (ss_paged_list_get_error (setting->list), SS_CLIENT_ERROR, SS_CLIENT_ERROR_SERVER);
  g_assert_cmpuint (get_count (setting), ==, 0);

  setting->shop.status = 0;
  ss_paged_list_reload (setting->list);
  g_assert_cmpint (ss_paged_list_get_state (setting->list), ==, SS_LOAD_LOADING);
  wait_for_state (setting, SS_LOAD_READY);
  g_assert_null (ss_paged_list_get_error (setting->list));

  /* A refused search does not show the rows of another. */
  setting->shop.status = 403;
  ss_paged_list_set_query (setting->list, "search=few");
  wait_for_state (setting, SS_LOAD_FAILED);
  g_assert_cmpuint (get_count (setting), ==, 0);
}

static void
test_offline_and_back (Setting *setting, gconstpointer data)
{
  g_autoptr (GArray) delays = record_delays (setting->session);

  ss_reachability_set_pause (setting->session->reachability, 1);
  wait_for_state (setting, SS_LOAD_READY);
  fixture_stop (setting->fixture);
  ss_paged_list_reload (setting->list);
  wait_for_state (setting, SS_LOAD_OFFLINE);
  g_assert_cmpuint (get_count (setting), ==, 100000);
  g_assert_error (ss_paged_list_get_error (setting->list), SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE);

  setting->shop.count = 5;
  fixture_start (setting->fixture);
  wait_for_state (setting, SS_LOAD_READY);
  g_assert_cmpuint (get_count (setting), ==, 5);
  ss_session_set_delay (setting->session, NULL, NULL);
}

static void
test_other_platforms (Setting *setting, gconstpointer data)
{
  g_autoptr (SsListItem) small = NULL;
  g_autoptr (SsListItem) bare = NULL;

  /* One that gives 30 at most, whatever is asked for. */
  setting->shop.page_size_max = 30;
  wait_for_state (setting, SS_LOAD_READY);
  small = get (setting, 95);
  wait_until (ss_list_item_get_model (small) != NULL);
  g_assert_cmpstr (get_name (small), ==, "Plugin  95");

  /* One that does not page at all. */
  setting->shop.is_bare = TRUE;
  setting->shop.count = 7000;
  ss_paged_list_set_query (setting->list, "ordering=name");
  wait_until (get_count (setting) == 7000);
  bare = get (setting, 6999);
  g_assert_cmpstr (get_name (bare), ==, "Plugin  6999");
}

static void
test_editing (Setting *setting, gconstpointer data)
{
  g_autoptr (SsUser) fresh = g_object_new (SS_TYPE_USER, NULL);
  g_autoptr (SsUser) news = g_object_new (SS_TYPE_USER, NULL);
  g_autoptr (SsListItem) third = NULL;

  setting->shop.count = 5;
  wait_for_state (setting, SS_LOAD_READY);
  third = get (setting, 2);

  ss_paged_list_remove (setting->list, "1");
  g_assert_cmpuint (get_count (setting), ==, 4);
  g_assert_cmpuint (ss_list_item_get_position (third), ==, 1);
  g_assert_null (ss_paged_list_find (setting->list, "1"));
  ss_paged_list_restore (setting->list, "1");
  g_assert_cmpuint (get_count (setting), ==, 5);
  g_assert_cmpuint (ss_list_item_get_position (third), ==, 2);
  g_assert_nonnull (ss_paged_list_find (setting->list, "1"));

  ss_user_set_name (fresh, "Fresh");
  g_object_set (fresh, "id", "new", NULL);
  ss_paged_list_insert (setting->list, SS_MODEL (fresh));
  g_assert_cmpuint (get_count (setting), ==, 6);
  g_assert_cmpuint (ss_list_item_get_position (third), ==, 3);
  ss_paged_list_insert (setting->list, SS_MODEL (fresh));
  g_assert_cmpuint (get_count (setting), ==, 6);

  g_object_set (news, "id", "2", "name", "Second thoughts", NULL);
  ss_paged_list_merge (setting->list, SS_MODEL (news));
  g_assert_cmpstr (get_name (third), ==, "Second thoughts");
}

/* Dropped with everything under way, it calls nobody and leaves nothing. */
static void
test_dropped (Setting *setting, gconstpointer data)
{
  setting->shop.holds = TRUE;
  wait_until (setting->fixture->held->len == 1);
  ss_paged_list_set_query_soon (setting->list, "search=few");
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Setting *setting, gconstpointer data);
  } tests[] = {
    { "/paged-list/windows", test_windows },
    { "/paged-list/scrolling", test_scrolling },
    { "/paged-list/bounded", test_bounded },
    { "/paged-list/superseded", test_superseded },
    { "/paged-list/typing", test_typing },
    { "/paged-list/reload", test_reload },
    { "/paged-list/shorter-meanwhile", test_shorter_meanwhile },
    { "/paged-list/failure-and-retry", test_failure_and_retry },
    { "/paged-list/offline-and-back", test_offline_and_back },
    { "/paged-list/other-platforms", test_other_platforms },
    { "/paged-list/editing", test_editing },
    { "/paged-list/dropped", test_dropped },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Setting, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
