/* test-actions.c: every action is real, has its keys, and stands in the shortcuts window and the palette
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "app/shell/action-table.h"
#include "app/shell/application.h"
#include "app/shell/palette-item.h"
#include "app/shell/palette.h"
#include "app/shell/shortcuts-window.h"
#include "app/shell/window.h"

typedef struct
{
  SsApplication *application;
  GtkWindow *window;
} Fixture;

/* One for all: a process is one program on the bus. */
static SsApplication *application;

static void
start (void)
{
  g_autoptr (GError) error = NULL;

  application = ss_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_application_activate (G_APPLICATION (application));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  if (application == NULL)
    start ();
  fixture->application = application;
  fixture->window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_assert_true (SS_IS_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static GActionGroup *
get_group (Fixture *fixture, const char *name)
{
  if (g_str_has_prefix (name, "app."))
    return G_ACTION_GROUP (fixture->application);
  if (g_str_has_prefix (name, "win."))
    return G_ACTION_GROUP (fixture->window);
  return NULL;
}

static void
test_exist (Fixture *fixture, gconstpointer data)
{
  for (const SsActionInfo *info = ss_action_table_get (); info->name != NULL; info++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      g_autoptr (GError) error = NULL;
      GActionGroup *group = get_group (fixture, info->name);
      const GVariantType *type;

      g_test_message ("%s", info->name);
      g_action_parse_detailed_name (info->name, &name, &target, &error);
      g_assert_no_error (error);
      if (group == NULL)
        continue;

      g_assert_true (g_action_group_has_action (group, name + 4));
      type = g_action_group_get_action_parameter_type (group, name + 4);
      g_assert_cmpint (type != NULL, ==, target != NULL);
      if (type != NULL)
        g_assert_true (g_variant_is_of_type (target, type));
    }
}

static void
test_listed (Fixture *fixture, gconstpointer data)
{
  GActionGroup *groups[] = { G_ACTION_GROUP (fixture->application), G_ACTION_GROUP (fixture->window) };
  const char *prefixes[] = { "app.", "win." };

  /* What the window has beyond the table: pages come from the table of pages, people and tenants from theirs.
   */
  static const char *const of_pages[] = { "win.show-page", "win.masquerade", "win.visit-tenant", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_auto (GStrv) names = g_action_group_list_actions (groups[i]);

      for (guint n = 0; names[n] != NULL; n++)
        {
          g_autofree char *name = g_strconcat (prefixes[i], names[n], NULL);
          gboolean is_listed = g_strv_contains (of_pages, name);

          for (const SsActionInfo *info = ss_action_table_get (); info->name != NULL; info++)
            is_listed = is_listed || g_str_has_prefix (info->name, name);
          g_test_message ("%s", name);
          g_assert_true (is_listed);
        }
    }
}

static void
test_accelerators (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const SsActionInfo *info = ss_action_table_get (); info->name != NULL; info++)
    {
      g_auto (GStrv) accelerators = NULL;
      g_auto (GStrv) set = NULL;

      if (info->accelerators == NULL || info->page != NULL)
        continue;

      accelerators = g_strsplit (info->accelerators, " ", -1);
      set = gtk_application_get_accels_for_action (GTK_APPLICATION (fixture->application), info->name);
      g_assert_cmpuint (g_strv_length (set), ==, g_strv_length (accelerators));
      for (guint i = 0; set[i] != NULL; i++)
        g_assert_true (g_hash_table_add (used, g_strdup (set[i])));
    }
}

static gboolean
has_shortcut (GtkWidget *widget, const char *title)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      g_autofree char *own = NULL;

      g_object_get (widget, "title", &own, NULL);
      return strcmp (own, title) == 0;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_shortcut (child, title))
      return TRUE;
  return FALSE;
}

static void
test_shortcuts_window (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) window = ss_shortcuts_window_new ();

  for (const SsActionInfo *info = ss_action_table_get (); info->name != NULL; info++)
    {
      gboolean has_keys = info->accelerators != NULL && *info->accelerators != '\0';

      g_test_message ("%s", info->title);
      if (has_keys)
        g_assert_true (has_shortcut (window, info->title));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_found (SsPalette *palette, const char *id)
{
  GListModel *items = ss_palette_get_items (palette);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SsPaletteItem) item = g_list_model_get_item (items, i);

      if (strcmp (item->id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_palette (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.smoothschedule.Admin");
  SsPalette *palette = ss_palette_present (fixture->window, NULL, settings);

  /* Nobody is signed in: what needs somebody is left out. */
  for (const SsActionInfo *info = ss_action_table_get (); info->name != NULL; info++)
    if (g_str_has_prefix (info->name, "app.") && strcmp (info->name, "app.stop-masquerade") != 0)
      {
        ss_palette_set_query (palette, info->title);
        g_test_message ("%s", info->name);
        g_assert_true (is_found (palette, info->name));
      }
  ss_palette_set_query (palette, "Sign Out");
  g_assert_false (is_found (palette, "win.sign-out"));
  ss_palette_set_query (palette, "Stop Viewing");
  g_assert_false (is_found (palette, "app.stop-masquerade"));
  gtk_window_destroy (GTK_WINDOW (palette));
}

static GtkWidget *
find_row (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_BOX_ROW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child);
  return found;
}

/* What a screen reader says of a result: its title and its kind. */
static void
test_palette_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.smoothschedule.Admin");
  SsPalette *palette = ss_palette_present (fixture->window, NULL, settings);
  g_autoptr (SsPaletteItem) item = g_list_model_get_item (ss_palette_get_items (palette), 0);
  GtkWidget *row = find_row (GTK_WIDGET (palette));
  g_autofree char *name = NULL;

  g_assert_nonnull (item);
  g_assert_nonnull (row);
  name = g_strdup_printf ("%s, %s", item->title, item->kind);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  gtk_window_destroy (GTK_WINDOW (palette));
}

static void
test_appearance (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *appearance;
    AdwColorScheme scheme;
  } cases[] = {
    { "dark", ADW_COLOR_SCHEME_FORCE_DARK },
    { "light", ADW_COLOR_SCHEME_FORCE_LIGHT },
    { "no such", ADW_COLOR_SCHEME_FORCE_LIGHT },
    { "system", ADW_COLOR_SCHEME_DEFAULT },
  };
  GActionGroup *group = G_ACTION_GROUP (fixture->application);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_action_group_activate_action (group, "appearance", g_variant_new_string (cases[i].appearance));
      g_assert_cmpint (adw_style_manager_get_color_scheme (adw_style_manager_get_default ()), ==,
                       cases[i].scheme);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ADD ("/app/actions/exist", test_exist);
  ADD ("/app/actions/listed", test_listed);
  ADD ("/app/actions/accelerators", test_accelerators);
  ADD ("/app/actions/shortcuts-window", test_shortcuts_window);
  ADD ("/app/actions/palette", test_palette);
  ADD ("/app/actions/palette-names", test_palette_names);
  ADD ("/app/actions/appearance", test_appearance);
  status = g_test_run ();

  if (application != NULL)
    {
      gtk_window_destroy (gtk_application_get_active_window (GTK_APPLICATION (application)));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_clear_object (&application);
  return status;
}
