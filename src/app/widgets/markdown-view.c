/* markdown-view.c: CommonMark as widgets
 *
 * Blocks become widgets, the text in them Pango markup (markdown-inline.c). Of anybody's text, however it is
 * nested and how many blocks it has, only so much becomes widgets; the rest is there as plain text.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/markdown-view.h"

#include <cmark.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/widgets/markdown-inline.h"

#define DEPTH_MAX 8
#define BLOCKS_MAX 1500
/* A block of code has as many widgets as several paragraphs. */
#define CODE_COST 4

struct _SsMarkdownView
{
  GtkWidget parent_instance;

  char *text;          /* (owned) (nullable) */
  GtkWidget *box;      /* (unowned): the child */
  GPtrArray *headings; /* (element-type GtkLabel) (owned); the labels are not */
  guint n_blocks;
};

G_DEFINE_FINAL_TYPE (SsMarkdownView, ss_markdown_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TEXT = 1,
} SsMarkdownViewProperty;

static GParamSpec *properties[PROP_TEXT + 1];
static guint link_signal;

static void add_blocks (SsMarkdownView *self, GtkWidget *box, cmark_node *parent, guint depth);

static gboolean
follow_link (SsMarkdownView *self, const char *address)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean is_handled = FALSE;

  if (!ss_markdown_may_link (address))
    return TRUE;
  if (g_ascii_strncasecmp (address, "smoothschedule:", strlen ("smoothschedule:")) == 0)
    g_signal_emit (self, link_signal, 0, address, &is_handled);
  else
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, address, GDK_CURRENT_TIME);
  return TRUE;
}

static gboolean
activate_link_cb (GtkLabel *label, const char *address, SsMarkdownView *self)
{
  return follow_link (self, address);
}

static void
link_button_cb (GtkButton *button, SsMarkdownView *self)
{
  follow_link (self, g_object_get_data (G_OBJECT (button), "address"));
}

static void
copy_cb (GtkButton *button, GtkLabel *code)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), gtk_label_get_text (code));
  gtk_button_set_icon_name (button, "object-select-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), _ ("Copied"));
}

static GtkWidget *
create_label (SsMarkdownView *self, const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_halign (label, GTK_ALIGN_FILL);
  g_signal_connect (label, "activate-link", G_CALLBACK (activate_link_cb), self);
  return label;
}

static void
add_label (SsMarkdownView *self, GtkWidget *box, cmark_node *node)
{
  g_autofree char *markup = ss_markdown_to_markup (node);

  gtk_box_append (GTK_BOX (box), create_label (self, markup));
}

static void
add_heading (SsMarkdownView *self, GtkWidget *box, cmark_node *node)
{
  static const char *const classes[] = { "title-1", "title-2", "title-3", "title-4", "heading", "heading" };
  int level = CLAMP (cmark_node_get_heading_level (node), 1, 6);
  g_autofree char *markup = ss_markdown_to_markup (node);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "label",
                                   markup, "use-markup", TRUE, "wrap", TRUE, "xalign", 0.0f, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, level, -1);
  gtk_widget_add_css_class (label, classes[level - 1]);
  gtk_widget_add_css_class (label, "markdown-heading");
  g_object_set_data (G_OBJECT (label), "level", GINT_TO_POINTER (level));
  g_signal_connect (label, "activate-link", G_CALLBACK (activate_link_cb), self);
  g_ptr_array_add (self->headings, label);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_link_button (SsMarkdownView *self, GtkWidget *box, cmark_node *node, const char *address)
{
  g_autofree char *text = ss_markdown_to_text (node);
  GtkWidget *button = gtk_button_new_with_label (text);

  g_object_set_data_full (G_OBJECT (button), "address", g_strdup (address), g_free);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect (button, "clicked", G_CALLBACK (link_button_cb), self);
  gtk_box_append (GTK_BOX (box), button);
}

static void
add_table (SsMarkdownView *self, GtkWidget *box, GPtrArray *rows)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *grid = gtk_grid_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (rows, i);

      for (guint j = 0; j < row->len; j++)
        {
          GtkWidget *cell;

          if (++self->n_blocks > BLOCKS_MAX)
            break;
          cell = create_label (self, g_ptr_array_index (row, j));
          gtk_label_set_width_chars (GTK_LABEL (cell), 8);
          gtk_label_set_max_width_chars (GTK_LABEL (cell), 40);
          gtk_label_set_yalign (GTK_LABEL (cell), 0);
          gtk_widget_add_css_class (cell, i == 0 ? "markdown-head-cell" : "markdown-cell");
          gtk_grid_attach (GTK_GRID (grid), cell, (int) j, (int) i, 1, 1);
        }
    }
  gtk_widget_add_css_class (grid, "markdown-table");
  gtk_widget_set_halign (grid, GTK_ALIGN_START);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_box_append (GTK_BOX (box), scroller);
}

static void
add_paragraph (SsMarkdownView *self, GtkWidget *box, cmark_node *node)
{
  const char *address = ss_markdown_get_only_link (node);
  g_autoptr (GPtrArray) table = NULL;

  if (address != NULL && g_str_has_prefix (address, "smoothschedule:"))
    {
      add_link_button (self, box, node, address);
      return;
    }
  table = ss_markdown_to_table (node);
  if (table != NULL)
    add_table (self, box, table);
  else
    add_label (self, box, node);
}

static void
add_code (SsMarkdownView *self, GtkWidget *box, const char *text)
{
  g_autofree char *code = g_strchomp (g_strdup (text != NULL ? text : ""));
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label = gtk_label_new (code);
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "monospace");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_ROLE_DESCRIPTION,
                                  _ ("code"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_widget_add_css_class (scroller, "markdown-code");

  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _ ("Copy"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Copy the code"),
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), label, 0);
  self->n_blocks += CODE_COST;
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), button);
  gtk_box_append (GTK_BOX (box), overlay);
}

static void
add_plain (GtkWidget *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_list (SsMarkdownView *self, GtkWidget *box, cmark_node *list, guint depth)
{
  static const char *const bullets[] = { "•", "◦", "▪" };
  gboolean is_ordered = cmark_node_get_list_type (list) == CMARK_ORDERED_LIST;
  int number = cmark_node_get_list_start (list);
  GtkWidget *items = gtk_box_new (GTK_ORIENTATION_VERTICAL, cmark_node_get_list_tight (list) ? 3 : 9);

  for (cmark_node *item = cmark_node_first_child (list); item != NULL; item = cmark_node_next (item))
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
      GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
      g_autofree char *mark = is_ordered ? g_strdup_printf ("%d.", number++) : g_strdup (bullets[depth % 3]);
      GtkWidget *label = gtk_label_new (mark);

      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_widget_add_css_class (label, is_ordered ? "numeric" : "dim-label");
      gtk_widget_set_hexpand (content, TRUE);
      add_blocks (self, content, item, depth + 1);
      gtk_box_append (GTK_BOX (row), label);
      gtk_box_append (GTK_BOX (row), content);
      gtk_box_append (GTK_BOX (items), row);
      if (++self->n_blocks > BLOCKS_MAX)
        break;
    }
  gtk_widget_add_css_class (items, "markdown-list");
  gtk_box_append (GTK_BOX (box), items);
}

static void
add_quote (SsMarkdownView *self, GtkWidget *box, cmark_node *node, guint depth)
{
  GtkWidget *quote = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_widget_add_css_class (quote, "markdown-quote");
  add_blocks (self, quote, node, depth + 1);
  gtk_box_append (GTK_BOX (box), quote);
}

static void
add_block (SsMarkdownView *self, GtkWidget *box, cmark_node *node, guint depth)
{
  switch ((int) cmark_node_get_type (node))
    {
    case CMARK_NODE_HEADING:
      add_heading (self, box, node);
      break;
    case CMARK_NODE_PARAGRAPH:
      add_paragraph (self, box, node);
      break;
    case CMARK_NODE_CODE_BLOCK:
      add_code (self, box, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_LIST:
      add_list (self, box, node, depth);
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      add_quote (self, box, node, depth);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      break;
    default:
      add_plain (box, cmark_node_get_literal (node) != NULL ? cmark_node_get_literal (node) : "");
    }
}

static void
add_blocks (SsMarkdownView *self, GtkWidget *box, cmark_node *parent, guint depth)
{
  if (depth > DEPTH_MAX)
    {
      g_autofree char *text = ss_markdown_to_text (parent);

      add_plain (box, text);
      return;
    }
  for (cmark_node *node = cmark_node_first_child (parent); node != NULL; node = cmark_node_next (node))
    {
      if (++self->n_blocks > BLOCKS_MAX)
        {
          if (depth == 0)
            add_plain (box, _ ("The rest of this text is too long to be shown."));
          return;
        }
      add_block (self, box, node, depth);
    }
}

static void
remove_blocks (SsMarkdownView *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->headings, 0);
  self->n_blocks = 0;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
}

static void
ss_markdown_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_TEXT)
    g_value_set_string (value, SS_MARKDOWN_VIEW (object)->text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ss_markdown_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_TEXT)
    ss_markdown_view_set_text (SS_MARKDOWN_VIEW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ss_markdown_view_dispose (GObject *object)
{
  SsMarkdownView *self = SS_MARKDOWN_VIEW (object);

  g_clear_pointer (&self->headings, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (ss_markdown_view_parent_class)->dispose (object);
}

static void
ss_markdown_view_finalize (GObject *object)
{
  g_free (SS_MARKDOWN_VIEW (object)->text);
  G_OBJECT_CLASS (ss_markdown_view_parent_class)->finalize (object);
}

static void
ss_markdown_view_class_init (SsMarkdownViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ss_markdown_view_dispose;
  object_class->finalize = ss_markdown_view_finalize;
  object_class->get_property = ss_markdown_view_get_property;
  object_class->set_property = ss_markdown_view_set_property;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "markdown-view");

  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  link_signal =
      g_signal_new ("link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                    g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1, G_TYPE_STRING);
}

static void
ss_markdown_view_init (SsMarkdownView *self)
{
  self->headings = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
ss_markdown_view_new (void)
{
  return g_object_new (SS_TYPE_MARKDOWN_VIEW, NULL);
}

/**
 * ss_markdown_view_set_text:
 * @self: the view
 * @text: (nullable): CommonMark, of whatever kind and length; what is not UTF-8 is replaced
 */
void
ss_markdown_view_set_text (SsMarkdownView *self, const char *text)
{
  g_autofree char *valid = NULL;
  cmark_node *document;
  gsize length;

  if (g_strcmp0 (text, self->text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  remove_blocks (self);
  length = text != NULL ? strnlen (text, SS_MARKDOWN_MAX) : 0;
  valid = g_utf8_make_valid (text != NULL ? text : "", (gssize) length);
  document = cmark_parse_document (valid, strlen (valid), CMARK_OPT_DEFAULT);
  add_blocks (self, self->box, document, 0);
  cmark_node_free (document);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

guint
ss_markdown_view_get_n_headings (SsMarkdownView *self)
{
  return self->headings->len;
}

/**
 * ss_markdown_view_get_heading:
 * @self: the view
 * @number: which, from 0
 * @level: (out): 1 to 6
 *
 * Returns: (transfer none): its label
 */
GtkWidget *
ss_markdown_view_get_heading (SsMarkdownView *self, guint number, int *level)
{
  GtkWidget *label = g_ptr_array_index (self->headings, number);

  *level = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (label), "level"));
  return label;
}
