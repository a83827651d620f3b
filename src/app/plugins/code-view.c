/* code-view.c: code with its syntax in colours
 *
 * GtkSourceView is loaded when the first one is made; most never look at code.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/code-view.h"

#include <adwaita.h>

static void
follow_style (GtkSourceBuffer *buffer)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleScheme *scheme =
      gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                                  is_dark ? "Adwaita-dark" : "Adwaita");

  gtk_source_buffer_set_style_scheme (buffer, scheme);
}

/**
 * ss_code_view_new_of:
 * @id: a language of GtkSourceView's: "lua", "json"
 * @editable: whether a person writes it
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
ss_code_view_new_of (const char *id, gboolean editable)
{
  GtkSourceLanguage *language;
  g_autoptr (GtkSourceBuffer) buffer = NULL;
  GtkWidget *view;

  gtk_source_init ();
  language = gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), id);
  buffer = gtk_source_buffer_new (NULL);
  gtk_source_buffer_set_language (buffer, language);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (follow_style),
                           buffer, G_CONNECT_SWAPPED);
  follow_style (buffer);

  view = gtk_source_view_new_with_buffer (buffer);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), editable);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), editable);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_source_view_set_show_line_numbers (GTK_SOURCE_VIEW (view), TRUE);
  gtk_source_view_set_highlight_current_line (GTK_SOURCE_VIEW (view), editable);
  gtk_source_view_set_auto_indent (GTK_SOURCE_VIEW (view), TRUE);
  gtk_source_view_set_insert_spaces_instead_of_tabs (GTK_SOURCE_VIEW (view), TRUE);
  gtk_source_view_set_tab_width (GTK_SOURCE_VIEW (view), 2);
  gtk_source_view_set_smart_backspace (GTK_SOURCE_VIEW (view), TRUE);
  return view;
}

/**
 * ss_code_view_new:
 * @editable: whether a person writes it
 *
 * Returns: (transfer floating): the view of a plugin's code
 */
GtkWidget *
ss_code_view_new (gboolean editable)
{
  return ss_code_view_new_of ("lua", editable);
}

char *
ss_code_view_get_text (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

void
ss_code_view_set_text (GtkWidget *view, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start;

  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
}

/**
 * ss_code_view_go_to:
 * @view: the view
 * @line: from 1
 * @column: from 1; 0: the line's start
 *
 * Puts the cursor there, where it can be seen.
 */
void
ss_code_view_go_to (GtkWidget *view, int line, int column)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_line (buffer, &place, MAX (line - 1, 0));
  for (int i = 1; i < column && !gtk_text_iter_ends_line (&place); i++)
    gtk_text_iter_forward_char (&place);
  gtk_text_buffer_place_cursor (buffer, &place);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (view), gtk_text_buffer_get_insert (buffer), 0.2, FALSE, 0, 0);
  gtk_widget_grab_focus (view);
}
