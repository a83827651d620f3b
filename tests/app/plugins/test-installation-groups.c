/* test-installation-groups.c: how My Plugins is grouped, searched and filtered
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/plugins/installation-groups.h"

typedef struct
{
  GListStore *list;
  SsInstallationGroups *groups;
} Fixture;

static const struct
{
  const char *name;
  const char *category;
  gboolean is_active;
  gboolean has_update;
} rows[] = {
  { "Réminders", "EMAIL", TRUE, FALSE },
  { "Weekly Report", "REPORTS", FALSE, FALSE },
  { "Review Request", "EMAIL", TRUE, TRUE },
  { "Old Export", "INTEGRATION", FALSE, TRUE },
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->list = g_list_store_new (SS_TYPE_INSTALLATION);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SsInstallation) installation = g_object_new (SS_TYPE_INSTALLATION, NULL);

      ss_installation_set_name (installation, rows[i].name);
      ss_installation_set_category (installation, rows[i].category);
      ss_installation_set_is_active (installation, rows[i].is_active);
      ss_installation_set_has_update (installation, rows[i].has_update);
      g_list_store_append (fixture->list, installation);
    }
  fixture->groups = ss_installation_groups_new (G_LIST_MODEL (fixture->list));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->groups), (gpointer *) &fixture->groups);
  g_object_unref (fixture->groups);
  g_assert_null (fixture->groups);
  g_object_unref (fixture->list);
}

static void
assert_sizes (Fixture *fixture, guint updates, guint active, guint inactive)
{
  g_assert_cmpuint (g_list_model_get_n_items (ss_installation_groups_get (fixture->groups, SS_GROUP_UPDATES)),
                    ==, updates);
  g_assert_cmpuint (g_list_model_get_n_items (ss_installation_groups_get (fixture->groups, SS_GROUP_ACTIVE)),
                    ==, active);
  g_assert_cmpuint (g_list_model_get_n_items (
                        ss_installation_groups_get (fixture->groups, SS_GROUP_INACTIVE)),
                    ==, inactive);
}

static void
test_grouped (Fixture *fixture, gconstpointer data)
{
  assert_sizes (fixture, 2, 1, 1);
}

static void
test_moves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SsInstallation) first = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  g_autoptr (SsInstallation) third = g_list_model_get_item (G_LIST_MODEL (fixture->list), 2);

  ss_installation_set_is_active (first, FALSE);
  assert_sizes (fixture, 2, 0, 2);
  ss_installation_set_has_update (third, FALSE);
  assert_sizes (fixture, 1, 1, 2);
  g_list_store_remove (fixture->list, 0);
  assert_sizes (fixture, 1, 1, 1);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  ss_installation_groups_set_search (fixture->groups, "REMIND");
  assert_sizes (fixture, 0, 1, 0);
  ss_installation_groups_set_search (fixture->groups, "re we");
  assert_sizes (fixture, 0, 0, 1);
  ss_installation_groups_set_search (fixture->groups, "  ");
  assert_sizes (fixture, 2, 1, 1);
}

static void
test_category (Fixture *fixture, gconstpointer data)
{
  ss_installation_groups_set_category (fixture->groups, "EMAIL");
  assert_sizes (fixture, 1, 1, 0);
  ss_installation_groups_set_category (fixture->groups, NULL);
  assert_sizes (fixture, 2, 1, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/installation-groups/grouped", Fixture, NULL, set_up, test_grouped, tear_down);
  g_test_add ("/installation-groups/moves", Fixture, NULL, set_up, test_moves, tear_down);
  g_test_add ("/installation-groups/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/installation-groups/category", Fixture, NULL, set_up, test_category, tear_down);
  return g_test_run ();
}
