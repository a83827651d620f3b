/* test-roles-page.c: the tables of roles say what the platform said, to the eye and to a screen reader
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "app/people/masquerade-question.h"
#include "app/people/rule-grid.h"
#include "app/widgets/role-badge.h"
#include "model/model-json.h"

static const char table_text[] =
    "{\"roles\":["
    "{\"role\":\"TENANT_OWNER\",\"level\":\"tenant\",\"scope\":\"own tenant, everything\",\"rank\":4,"
    "\"permissions\":[{\"code\":\"calendar.edit\",\"scope\":\"ALL\"},{\"code\":\"users.manage\",\"scope\":\"ALL\"}],"
    "\"mayMasqueradeAs\":[\"TENANT_STAFF\"],\"mayAssign\":[\"TENANT_STAFF\"]},"
    "{\"role\":\"TENANT_STAFF\",\"level\":\"tenant\",\"scope\":\"own tenant, limited\",\"rank\":6,"
    "\"permissions\":[{\"code\":\"calendar.edit\",\"scope\":\"OWN_RESOURCE\"}],\"mayMasqueradeAs\":[],\"mayAssign\":[]},"
    "{\"role\":\"NIGHT_WATCH\",\"level\":\"tenant\",\"scope\":\"by night\",\"rank\":7,"
    "\"permissions\":[{\"code\":\"users.manage\",\"scope\":\"MOONLIGHT\"}],\"mayMasqueradeAs\":[],\"mayAssign\":[]}],"
    "\"permissions\":[{\"code\":\"calendar.edit\",\"description\":\"Change bookings.\"},"
    "{\"code\":\"users.manage\",\"description\":\"Manage people.\"}],"
    "\"masqueradeRules\":[{\"rule\":\"matrix\",\"explanation\":\"The role may not.\"}]}";

static SsRoleTable *
read_table (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (table_text, &error);
  SsRoleTable *table;

  g_assert_no_error (error);
  table = ss_model_from_json (SS_TYPE_ROLE_TABLE, node, &error);
  g_assert_no_error (error);
  return table;
}

static void
test_table (void)
{
  g_autoptr (SsRoleTable) table = read_table ();
  SsRoleInfo *staff = ss_role_table_find (table, "TENANT_STAFF");

  g_assert_nonnull (staff);
  g_assert_cmpstr (ss_role_info_get_permission_scope (staff, "calendar.edit"), ==, "OWN_RESOURCE");
  g_assert_null (ss_role_info_get_permission_scope (staff, "users.manage"));
  g_assert_null (ss_role_table_find (table, "SUPERUSER"));
  g_assert_null (ss_role_table_find (table, NULL));
  g_assert_cmpstr (ss_role_table_explain (table, "matrix"), ==, "The role may not.");
  g_assert_null (ss_role_table_explain (table, "self"));
}

static gboolean
get_cell (SsRoleInfo *column, const SsRuleGridRow *row, const char **text, gpointer data)
{
  *text = ss_role_info_get_permission_scope (column, row->key);
  if (g_strcmp0 (*text, "ALL") != 0)
    return FALSE;
  *text = NULL;
  return TRUE;
}

static void
test_grid (void)
{
  static const SsRuleGridRow rows[] = { { "calendar.edit", "Change bookings.", "calendar.edit" },
                                        { "users.manage", NULL, "users.manage" } };
  static const struct
  {
    int column, row;
    const char *shown, *spoken;
  } cells[] = {
    { 1, 1, "✓", "Tenant owner, calendar.edit: yes" },
    { 2, 1, "OWN_RESOURCE", "Tenant staff, calendar.edit: OWN_RESOURCE" },
    { 3, 1, "–", "NIGHT_WATCH, calendar.edit: no" },
    { 2, 2, "–", "Tenant staff, users.manage: no" },
    { 3, 2, "MOONLIGHT", "NIGHT_WATCH, users.manage: MOONLIGHT" },
  };
  g_autoptr (SsRoleTable) table = read_table ();
  g_autoptr (GtkWidget) scroller =
      g_object_ref_sink (ss_rule_grid_new (table, "Permission", rows, G_N_ELEMENTS (rows), get_cell, NULL));
  GtkWidget *grid = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller));

  /* Not every parent of GTK's knows the viewport that it has put between. */
  if (GTK_IS_VIEWPORT (grid))
    grid = gtk_viewport_get_child (GTK_VIEWPORT (grid));
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      GtkWidget *cell = gtk_grid_get_child_at (GTK_GRID (grid), cells[i].column, cells[i].row);

      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (cell)), ==, cells[i].shown);
      g_assert_cmpstr (gtk_widget_get_tooltip_text (cell), ==, cells[i].spoken);
    }
}

/* From the contract's section 4. */
static void
test_question (void)
{
  static const struct
  {
    SsMasqueradeCase question;
    const char *rule;
  } table[] = {
    { { "SUPERUSER", "SUPERUSER", FALSE, FALSE, TRUE, FALSE }, NULL },
    { { "SUPERUSER", "CUSTOMER", FALSE, FALSE, FALSE, FALSE }, "inactive" },
    { { "SUPERUSER", "CUSTOMER", FALSE, FALSE, TRUE, TRUE }, "depth" },
    { { "PLATFORM_SUPPORT", "SUPERUSER", FALSE, FALSE, TRUE, FALSE }, "superuser_protected" },
    { { "PLATFORM_SUPPORT", "TENANT_OWNER", FALSE, FALSE, TRUE, FALSE }, NULL },
    { { "PLATFORM_SALES", "TENANT_OWNER", FALSE, FALSE, TRUE, FALSE }, "not_demo" },
    { { "PLATFORM_SALES", "TENANT_OWNER", FALSE, TRUE, TRUE, FALSE }, NULL },
    { { "TENANT_OWNER", "TENANT_STAFF", TRUE, FALSE, TRUE, FALSE }, NULL },
    { { "TENANT_OWNER", "TENANT_STAFF", FALSE, FALSE, TRUE, FALSE }, "other_tenant" },
    { { "TENANT_OWNER", "CUSTOMER", TRUE, FALSE, TRUE, FALSE }, "matrix" },
    { { "TENANT_MANAGER", "TENANT_STAFF", TRUE, FALSE, TRUE, FALSE }, "matrix" },
    { { "NIGHT_WATCH", "TENANT_STAFF", TRUE, FALSE, TRUE, FALSE }, "matrix" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_test_message ("%s as %s", table[i].question.actor, table[i].question.target);
      g_assert_cmpstr (ss_masquerade_case_find_rule (&table[i].question), ==, table[i].rule);
    }
}

static void
test_badge (void)
{
  g_autoptr (GtkWidget) badge = g_object_ref_sink (ss_role_badge_new ("TENANT_OWNER"));

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (badge)), ==, "Tenant owner");
  g_assert_true (gtk_widget_has_css_class (badge, "role-owner"));
  ss_role_badge_set_role (badge, "NIGHT_WATCH");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (badge)), ==, "NIGHT_WATCH");
  g_assert_false (gtk_widget_has_css_class (badge, "role-owner"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/app/roles-page/table", test_table);
  g_test_add_func ("/app/roles-page/grid", test_grid);
  g_test_add_func ("/app/roles-page/question", test_question);
  g_test_add_func ("/app/roles-page/badge", test_badge);

  return g_test_run ();
}
