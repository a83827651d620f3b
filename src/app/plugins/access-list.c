/* access-list.c: what a plugin may do, in plain words
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/access-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "domain/permission.h"

static const struct
{
  const char *label;
  const char *icon_name;
  const char *css_class;
} changes[] = {
  [SS_ACCESS_SAME] = { NULL, "object-select-symbolic", "dim-label" },
  [SS_ACCESS_ADDED] = { N_ ("New"), "list-add-symbolic", "warning" },
  [SS_ACCESS_REMOVED] = { N_ ("No longer"), "list-remove-symbolic", "success" },
};

static void
free_entry (SsAccessEntry *entry)
{
  g_free (entry->code);
  g_free (entry);
}

static gboolean
contains (const char *const *codes, const char *code)
{
  return codes != NULL && g_strv_contains (codes, code);
}

static void
add_entry (GPtrArray *entries, const char *code, SsAccessChange change)
{
  SsAccessEntry *entry = g_new0 (SsAccessEntry, 1);

  entry->code = g_strdup (code);
  entry->change = change;
  g_ptr_array_add (entries, entry);
}

static GtkWidget *
create_row (const SsAccessEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (changes[entry->change].icon_name);
  g_autofree char *title = g_markup_escape_text (ss_access_describe (entry->code), -1);

  gtk_widget_add_css_class (icon, changes[entry->change].css_class);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (changes[entry->change].label != NULL)
    {
      GtkWidget *label = gtk_label_new (_ (changes[entry->change].label));

      gtk_widget_add_css_class (label, "access-change");
      gtk_widget_add_css_class (label, changes[entry->change].css_class);
      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  return row;
}

/**
 * ss_access_compare:
 * @before: (nullable): what the installed version may do; %NULL where none is installed
 * @after: (nullable): what the version in question may do
 *
 * Returns: (transfer full) (element-type SsAccessEntry): what is added, then what is taken away, then what
 * stays the same
 */
GPtrArray *
ss_access_compare (const char *const *before, const char *const *after)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) free_entry);

  for (guint i = 0; before != NULL && after != NULL && after[i] != NULL; i++)
    if (!contains (before, after[i]))
      add_entry (entries, after[i], SS_ACCESS_ADDED);
  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    if (!contains (after, before[i]))
      add_entry (entries, before[i], SS_ACCESS_REMOVED);
  for (guint i = 0; after != NULL && after[i] != NULL; i++)
    if (before == NULL || contains (before, after[i]))
      add_entry (entries, after[i], SS_ACCESS_SAME);
  return entries;
}

/**
 * ss_access_without:
 * @permissions: (nullable): what the latest version may do
 * @added: (nullable): what of it is new
 *
 * Returns: (transfer full): what the installed version may do, as far as the platform tells
 */
GStrv
ss_access_without (const char *const *permissions, const char *const *added)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; permissions != NULL && permissions[i] != NULL; i++)
    if (!contains (added, permissions[i]))
      g_strv_builder_add (builder, permissions[i]);
  return g_strv_builder_end (builder);
}

/**
 * ss_access_describe:
 * @code: a permission's code
 *
 * Returns: (transfer none): a sentence; @code itself where this program does not know it
 */
const char *
ss_access_describe (const char *code)
{
  SsPermission permission;

  if (!ss_permission_from_string (code, &permission))
    return code;
  return _ (ss_permission_get_description (permission));
}

/**
 * ss_access_list_new:
 * @before: (nullable): what the installed version may do; %NULL where there is no difference to show
 * @after: (nullable): what the version in question may do
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
ss_access_list_new (const char *const *before, const char *const *after)
{
  g_autoptr (GPtrArray) entries = ss_access_compare (before, after);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < entries->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), create_row (g_ptr_array_index (entries, i)));
  if (entries->len == 0)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Nothing of your business"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("It works with its own settings alone."));
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  return list;
}
