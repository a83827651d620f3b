/* shortcuts-window.c: all keys, made from the table of actions
 *
 * GtkShortcutsWindow is filled by GtkBuilder alone, so the table is written out as its description.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/shortcuts-window.h"

#include <glib/gi18n-lib.h>

#include "app/shell/action-table.h"

static gboolean
is_group_known (const SsActionInfo *info)
{
  for (const SsActionInfo *before = ss_action_table_get (); before != info; before++)
    if (strcmp (before->group, info->group) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_accelerator (const SsActionInfo *info)
{
  return info->accelerators != NULL && *info->accelerators != '\0';
}

static void
write_group (GString *text, const char *group)
{
  g_autofree char *title = g_markup_escape_text (_ (group), -1);
  gsize start = text->len;
  gboolean is_empty = TRUE;

  g_string_append_printf (text,
                          "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>",
                          title);
  for (const SsActionInfo *info = ss_action_table_get (); info->name != NULL; info++)
    if (strcmp (info->group, group) == 0 && has_accelerator (info))
      {
        g_autofree char *name = g_markup_escape_text (_ (info->title), -1);
        g_autofree char *keys = g_markup_escape_text (info->accelerators, -1);

        g_string_append_printf (text,
                                "<child><object class='GtkShortcutsShortcut'>"
                                "<property name='title'>%s</property>"
                                "<property name='accelerator'>%s</property></object></child>",
                                name, keys);
        is_empty = FALSE;
      }
  g_string_append (text, "</object></child>");
  if (is_empty)
    g_string_truncate (text, start);
}

/**
 * ss_shortcuts_window_new:
 *
 * Returns: (transfer full): a window of all actions that have keys
 */
GtkWidget *
ss_shortcuts_window_new (void)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_string_append (text, "<interface><object class='GtkShortcutsWindow' id='window'>"
                         "<property name='modal'>1</property>"
                         "<child><object class='GtkShortcutsSection'>"
                         "<property name='section-name'>shortcuts</property>"
                         "<property name='max-height'>12</property>");
  for (const SsActionInfo *info = ss_action_table_get (); info->name != NULL; info++)
    if (!is_group_known (info))
      write_group (text, info->group);
  g_string_append (text, "</object></child></object></interface>");

  if (!gtk_builder_add_from_string (builder, text->str, text->len, &error))
    g_error ("%s", error->message);
  return GTK_WIDGET (g_object_ref (gtk_builder_get_object (builder, "window")));
}

/**
 * ss_shortcuts_window_present:
 * @parent: (nullable): the window over which it is shown
 */
void
ss_shortcuts_window_present (GtkWindow *parent)
{
  g_autoptr (GtkWidget) window = ss_shortcuts_window_new ();

  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_present (GTK_WINDOW (window));
}
