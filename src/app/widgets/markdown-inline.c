/* markdown-inline.c: the running text of CommonMark as Pango markup
 *
 * What comes in is anybody's text: HTML in it is shown as written, links lead only where a browser or mail
 * program or the program itself may be sent, and emphasis is not nested without end.
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/widgets/markdown-inline.h"

#include <string.h>

/* More levels of emphasis are not seen, and Pango takes long over them. */
#define DEPTH_MAX 8

typedef struct
{
  GString *text;   /* (owned): the markup of a cell, or of all */
  gboolean plain;  /* without tags */
  guint depth;     /* of open tags */
  guint skipped;   /* tags left out for being too deep */
  gboolean broken; /* emphasis goes over the end of a cell */
  GPtrArray *row;  /* (owned) (nullable): of strings; NULL: not a table */
  GPtrArray *rows; /* (owned) (nullable) */
} Writer;

static void
add_escaped (Writer *self, const char *text, gssize length)
{
  g_autofree char *escaped = NULL;

  if (self->plain)
    {
      g_string_append_len (self->text, text, length < 0 ? (gssize) strlen (text) : length);
      return;
    }
  escaped = g_markup_escape_text (text, length);
  g_string_append (self->text, escaped);
}

static void
end_cell (Writer *self)
{
  self->broken |= self->depth > 0;
  g_ptr_array_add (self->row, g_strstrip (g_strdup (self->text->str)));
  g_string_truncate (self->text, 0);
}

static void
end_row (Writer *self)
{
  end_cell (self);
  g_ptr_array_add (self->rows, self->row);
  self->row = g_ptr_array_new_with_free_func (g_free);
}

static void
add_text (Writer *self, const char *text)
{
  const char *bar;

  while (self->row != NULL && (bar = strchr (text, '|')) != NULL)
    {
      add_escaped (self, text, bar - text);
      end_cell (self);
      text = bar + 1;
    }
  add_escaped (self, text, -1);
}

static void
open_tag (Writer *self, const char *tag)
{
  if (self->plain)
    return;
  if (self->depth >= DEPTH_MAX)
    {
      self->skipped++;
      return;
    }
  self->depth++;
  g_string_append_printf (self->text, "<%s>", tag);
}

static void
close_tag (Writer *self, const char *tag)
{
  if (self->plain)
    return;
  if (self->skipped > 0)
    {
      self->skipped--;
      return;
    }
  self->depth--;
  g_string_append_printf (self->text, "</%s>", tag);
}

static void
add_link (Writer *self, cmark_node *node, gboolean enter)
{
  const char *address = cmark_node_get_url (node);
  g_autofree char *tag = NULL;

  if (!ss_markdown_may_link (address))
    return;
  if (enter)
    {
      g_autofree char *escaped = g_markup_escape_text (address, -1);

      tag = g_strdup_printf ("a href=\"%s\"", escaped);
      open_tag (self, tag);
    }
  else
    close_tag (self, "a");
}

static void
add_code (Writer *self, const char *text)
{
  open_tag (self, "tt");
  add_text (self, text);
  close_tag (self, "tt");
}

static void
add_break (Writer *self, gboolean is_hard)
{
  if (self->row != NULL)
    end_row (self);
  else
    g_string_append_c (self->text, is_hard ? '\n' : ' ');
}

static void
add_node (Writer *self, cmark_node *node, gboolean enter)
{
  cmark_node_type type = cmark_node_get_type (node);

  if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG)
    {
      const char *tag = type == CMARK_NODE_EMPH ? "i" : "b";

      if (enter)
        open_tag (self, tag);
      else
        close_tag (self, tag);
    }
  else if (type == CMARK_NODE_LINK)
    add_link (self, node, enter);
  else if (type == CMARK_NODE_CODE)
    add_code (self, cmark_node_get_literal (node));
  else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
    add_break (self, type == CMARK_NODE_LINEBREAK);
  else if (type == CMARK_NODE_TEXT || type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_CUSTOM_INLINE)
    add_text (self, cmark_node_get_literal (node) != NULL ? cmark_node_get_literal (node) : "");
}

/* Without recursion, so that no nesting can exhaust the stack. */
static void
write_children (Writer *self, cmark_node *block)
{
  cmark_iter *iter = cmark_iter_new (block);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    if (cmark_iter_get_node (iter) != block)
      add_node (self, cmark_iter_get_node (iter), event == CMARK_EVENT_ENTER);
  cmark_iter_free (iter);
}

/* ":---", "---:" and the like */
static gboolean
is_delimiter_row (GPtrArray *row)
{
  guint dashes = 0;

  for (guint i = 0; i < row->len; i++)
    {
      const char *cell = g_ptr_array_index (row, i);

      /* cmark's smart punctuation is off, so that dashes are dashes. */
      if (strspn (cell, "-: ") != strlen (cell))
        return FALSE;
      dashes += *cell != '\0';
    }
  return dashes > 0;
}

/* The empty cells before the first and after the last bar. */
static void
trim_row (GPtrArray *row)
{
  if (row->len > 1 && *(const char *) g_ptr_array_index (row, 0) == '\0')
    g_ptr_array_remove_index (row, 0);
  if (row->len > 1 && *(const char *) g_ptr_array_index (row, row->len - 1) == '\0')
    g_ptr_array_remove_index (row, row->len - 1);
}

static gboolean
is_table (GPtrArray *rows)
{
  GPtrArray *head = rows->len >= 2 ? g_ptr_array_index (rows, 0) : NULL;

  if (head == NULL || head->len < 2 || !is_delimiter_row (g_ptr_array_index (rows, 1)))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    trim_row (g_ptr_array_index (rows, i));
  return TRUE;
}

/**
 * ss_markdown_to_markup:
 * @block: a block of running text: a paragraph or heading
 *
 * Returns: (transfer full): valid Pango markup, with links as GtkLabel has them
 */
char *
ss_markdown_to_markup (cmark_node *block)
{
  Writer writer = { .text = g_string_new (NULL) };

  write_children (&writer, block);
  return g_string_free (writer.text, FALSE);
}

/**
 * ss_markdown_to_text:
 * @block: any block
 *
 * Returns: (transfer full): its text alone
 */
char *
ss_markdown_to_text (cmark_node *block)
{
  Writer writer = { .text = g_string_new (NULL), .plain = TRUE };

  write_children (&writer, block);
  return g_string_free (writer.text, FALSE);
}

/**
 * ss_markdown_notes_to_markup:
 * @text: (nullable): a short CommonMark text, as the notes of a release
 *
 * Returns: (transfer full): its paragraphs, wherever they stand, as lines of Pango markup
 */
char *
ss_markdown_notes_to_markup (const char *text)
{
  GString *markup = g_string_new (NULL);
  cmark_node *document =
      cmark_parse_document (text != NULL ? text : "", text != NULL ? strlen (text) : 0, CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (node);

      if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING))
        {
          g_autofree char *line = ss_markdown_to_markup (node);

          g_string_append_printf (markup, "%s%s", markup->len > 0 ? "\n" : "", line);
        }
    }
  cmark_iter_free (iter);
  cmark_node_free (document);
  return g_string_free (markup, FALSE);
}

/**
 * ss_markdown_may_link:
 * @address: (nullable): where a link leads
 *
 * Returns: whether it may be followed: a web page, a mail address, or a place in the program. Nothing that
 * opens a file or starts a program by its name.
 */
gboolean
ss_markdown_may_link (const char *address)
{
  static const char *const schemes[] = { "http", "https", "mailto", "smoothschedule", NULL };
  g_autofree char *scheme = address != NULL ? g_uri_parse_scheme (address) : NULL;

  if (scheme == NULL)
    return FALSE;
  for (guint i = 0; schemes[i] != NULL; i++)
    if (g_ascii_strcasecmp (scheme, schemes[i]) == 0)
      return TRUE;
  return FALSE;
}

const char *
ss_markdown_get_only_link (cmark_node *block)
{
  cmark_node *child = cmark_node_first_child (block);

  if (cmark_node_get_type (block) != CMARK_NODE_PARAGRAPH || child == NULL || cmark_node_next (child) != NULL
      || cmark_node_get_type (child) != CMARK_NODE_LINK)
    return NULL;
  return cmark_node_get_url (child);
}

/**
 * ss_markdown_to_table:
 * @paragraph: a paragraph
 *
 * Tables are not in CommonMark, which reads them as a paragraph with bars in it; they are as GitHub has them.
 *
 * Returns: (transfer full) (nullable) (element-type GPtrArray): rows of cells of markup, the first being the
 * head; %NULL where it is no table
 */
GPtrArray *
ss_markdown_to_table (cmark_node *paragraph)
{
  Writer writer = { .text = g_string_new (NULL) };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  writer.rows = rows;
  writer.row = g_ptr_array_new_with_free_func (g_free);
  write_children (&writer, paragraph);
  end_row (&writer);
  g_ptr_array_unref (writer.row);
  g_string_free (writer.text, TRUE);
  if (writer.broken || !is_table (rows))
    return NULL;
  g_ptr_array_remove_index (rows, 1);
  return g_steal_pointer (&rows);
}
