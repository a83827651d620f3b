/* test-markdown-view.c: anybody's text as widgets
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "app/widgets/markdown-inline.h"
#include "app/widgets/markdown-view.h"

static SsMarkdownView *
make_view (const char *text)
{
  SsMarkdownView *view = SS_MARKDOWN_VIEW (g_object_ref_sink (ss_markdown_view_new ()));

  ss_markdown_view_set_text (view, text);
  return view;
}

/* What is shown, a line for each label. */
static void
collect (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, text);
}

static char *
read_view (SsMarkdownView *view)
{
  GString *text = g_string_new (NULL);

  collect (GTK_WIDGET (view), text);
  return g_string_free (text, FALSE);
}

static guint
count_type (GtkWidget *widget, GType type)
{
  guint count = G_TYPE_CHECK_INSTANCE_TYPE (widget, type);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_type (child, type);
  return count;
}

static char *
to_markup (const char *text)
{
  cmark_node *document = cmark_parse_document (text, strlen (text), CMARK_OPT_DEFAULT);
  char *markup = ss_markdown_to_markup (cmark_node_first_child (document));

  cmark_node_free (document);
  return markup;
}

static void
test_blocks (void)
{
  const struct
  {
    const char *text;
    const char *shown;
  } blocks[] = {
    { "One *two* **three**", "One two three|" },
    { "# Title\n\nText", "Title|Text|" },
    { "- a\n- b\n  - c", "•|a|•|b|◦|c|" },
    { "3. a\n4. b", "3.|a|4.|b|" },
    { "> quoted", "quoted|" },
    { "a | b\n--- | ---\n1 | 2", "a|b|1|2|" },
    { "a | b", "a | b|" },
    { "```lua\nx = 1 < 2\n```", "x = 1 < 2|" },
    { "<script>alert(1)</script>", "<script>alert(1)</script>\n|" },
    { "a <b>bold</b>", "a <b>bold</b>|" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autoptr (SsMarkdownView) view = make_view (blocks[i].text);
      g_autofree char *shown = read_view (view);

      g_assert_cmpstr (shown, ==, blocks[i].shown);
    }
}

static void
test_markup (void)
{
  const struct
  {
    const char *text;
    const char *markup;
  } texts[] = {
    { "*a* **b** `c<d`", "<i>a</i> <b>b</b> <tt>c&lt;d</tt>" },
    { "[a](https://example.com/?x=1&y=2)", "<a href=\"https://example.com/?x=1&amp;y=2\">a</a>" },
    { "[a](javascript:alert(1))", "a" },
    { "[a](file:///etc/passwd)", "a" },
    { "[a](x\"onclick)", "a" },
    { "[a](relative)", "a" },
    { "<a href=\"https://evil.example\">x</a>",
      "&lt;a href=&quot;https://evil.example&quot;&gt;x&lt;/a&gt;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *markup = to_markup (texts[i].text);

      g_assert_cmpstr (markup, ==, texts[i].markup);
    }
}

static gboolean
link_cb (SsMarkdownView *view, const char *address, char **followed)
{
  *followed = g_strdup (address);
  return TRUE;
}

static void
test_links (void)
{
  g_autoptr (SsMarkdownView) view = make_view ("[Go](smoothschedule:marketplace)");
  g_autofree char *followed = NULL;
  GtkWidget *button = GTK_WIDGET (view);

  while (button != NULL && !GTK_IS_BUTTON (button))
    button = gtk_widget_get_first_child (button);
  g_assert_nonnull (button);
  g_signal_connect (view, "link", G_CALLBACK (link_cb), &followed);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (followed, ==, "smoothschedule:marketplace");

  g_assert_true (ss_markdown_may_link ("HTTPS://example.com"));
  g_assert_true (ss_markdown_may_link ("mailto:a@example.com"));
  g_assert_false (ss_markdown_may_link ("file:///x"));
  g_assert_false (ss_markdown_may_link ("data:text/html,x"));
  g_assert_false (ss_markdown_may_link (NULL));
}

static void
test_headings (void)
{
  g_autoptr (SsMarkdownView) view = make_view ("# One\n\n## Two\n\ntext\n\n# Three");
  int level;
  GtkWidget *second;

  g_assert_cmpuint (ss_markdown_view_get_n_headings (view), ==, 3);
  second = ss_markdown_view_get_heading (view, 1, &level);
  g_assert_cmpint (level, ==, 2);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (second)), ==, "Two");
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (second)), ==,
                   GTK_ACCESSIBLE_ROLE_HEADING);
  ss_markdown_view_set_text (view, "none");
  g_assert_cmpuint (ss_markdown_view_get_n_headings (view), ==, 0);
}

/* @unit again and again, up to a mebibyte. */
static char *
repeat (const char *unit)
{
  GString *text = g_string_new (NULL);

  while (text->len < 1024 * 1024)
    g_string_append (text, unit);
  return g_string_free (text, FALSE);
}

/* Whatever comes, it is shown in a bounded number of widgets, and nothing breaks. */
static void
test_hostile (void)
{
  const char *const units[] = { "> ",
                                "- ",
                                "*",
                                "**a ",
                                "[",
                                "](",
                                "`",
                                "<",
                                "a\n\n",
                                "# a\n",
                                "|a|b|\n|-|-|\n",
                                "\xff\xfe",
                                "&#0;",
                                "    - a\n",
                                "![",
                                "~~~\n",
                                "\xe2\x80\xae",
                                "1. a\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *text = repeat (units[i]);
      g_autoptr (SsMarkdownView) view = make_view (text);

      g_assert_cmpuint (count_type (GTK_WIDGET (view), GTK_TYPE_WIDGET), <, 20000);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/markdown-view/blocks", test_blocks);
  g_test_add_func ("/markdown-view/markup", test_markup);
  g_test_add_func ("/markdown-view/links", test_links);
  g_test_add_func ("/markdown-view/headings", test_headings);
  g_test_add_func ("/markdown-view/hostile", test_hostile);
  return g_test_run ();
}
