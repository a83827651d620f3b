/* plugin-guide-page.c: the help for plugin authors and users
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/plugin-guide-page.h"

#include <glib/gi18n-lib.h>

#include "app/plugins/plugin-flow.h"
#include "app/plugins/plugin-offer.h"
#include "app/plugins/plugin-style.h"
#include "app/widgets/markdown-view.h"

struct _SsPluginGuidePage
{
  SsPage parent_instance;

  GtkWidget *chapters;
  GtkWidget *scroller;
  SsMarkdownView *text;

  SsPluginFlow *flow;          /* (owned) */
  GSimpleActionGroup *actions; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsPluginGuidePage, ss_plugin_guide_page, SS_TYPE_PAGE)

/* Where the guide's links into the program lead: an action, and for "win.show-page" its parameter. */
static const struct
{
  const char *address;
  const char *action;
  const char *page;
} links[] = {
  { "smoothschedule:marketplace", "win.show-page", "marketplace" },
  { "smoothschedule:my-plugins", "win.show-page", "my-plugins" },
  { "smoothschedule:plugin-guide", "win.show-page", "plugin-guide" },
  { "smoothschedule:new-plugin", "plugin-guide.create", NULL },
  { "smoothschedule:custom-plugin", "plugin-guide.create", NULL },
};

static gboolean
link_cb (SsPluginGuidePage *self, const char *address)
{
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      if (!g_str_equal (links[i].address, address))
        continue;
      if (links[i].page != NULL)
        return gtk_widget_activate_action (GTK_WIDGET (self), links[i].action, "s", links[i].page);
      return gtk_widget_activate_action (GTK_WIDGET (self), links[i].action, NULL);
    }
  return FALSE;
}

static void
chapter_selected_cb (SsPluginGuidePage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->chapters));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t place;
  GtkWidget *heading;
  int level;

  if (selected >= ss_markdown_view_get_n_headings (self->text))
    return;
  heading = ss_markdown_view_get_heading (self->text, selected, &level);
  if (gtk_widget_compute_bounds (heading, GTK_WIDGET (self->text), &place))
    gtk_adjustment_set_value (adjustment, place.origin.y);
}

static void
fill_chapters (SsPluginGuidePage *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < ss_markdown_view_get_n_headings (self->text); i++)
    {
      int level;
      GtkWidget *heading = ss_markdown_view_get_heading (self->text, i, &level);
      g_autofree char *title =
          g_strdup_printf ("%*s%s", 3 * (level - 1), "", gtk_label_get_text (GTK_LABEL (heading)));

      gtk_string_list_append (titles, title);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->chapters), G_LIST_MODEL (titles));
}

static void
load_guide (SsPluginGuidePage *self)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (SS_PLUGIN_RESOURCES "plugin-guide.md", 0, NULL);
  g_autofree char *text = NULL;
  gsize length;
  gconstpointer data;

  g_return_if_fail (bytes != NULL);
  data = g_bytes_get_data (bytes, &length);
  text = g_strndup (data, length);
  ss_markdown_view_set_text (self->text, text);
  fill_chapters (self);
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *chapters = SS_PLUGIN_GUIDE_PAGE (user_data)->chapters;

  gtk_widget_grab_focus (chapters);
  g_signal_emit_by_name (chapters, "activate");
}

static void
create_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_plugin_flow_create (SS_PLUGIN_GUIDE_PAGE (user_data)->flow);
}

static const GActionEntry actions[] = {
  { .name = "search", .activate = search_action },
  { .name = "create", .activate = create_action },
};

static void
update_actions (SsPluginGuidePage *self)
{
  GAction *create = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "create");
  const char *obstacle = ss_plugin_get_obstacle (ss_page_get_workspace (SS_PAGE (self)), "plugins.manage");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (create), obstacle == NULL);
}

static void
ss_plugin_guide_page_set_up (SsPage *page)
{
  SsPluginGuidePage *self = SS_PLUGIN_GUIDE_PAGE (page);

  self->flow = ss_plugin_flow_new (page);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plugin", ss_plugin_flow_get_actions (self->flow));
  g_signal_connect_object (ss_workspace_get_session (ss_page_get_workspace (page)), "notify::current-user",
                           G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  ss_plugin_add_shortcuts (page, "plugin-guide");
  update_actions (self);
}

/* It is long, and not everybody reads it: made into widgets when it is first shown. */
static void
ss_plugin_guide_page_shown (SsPage *page)
{
  SsPluginGuidePage *self = SS_PLUGIN_GUIDE_PAGE (page);

  if (ss_markdown_view_get_n_headings (self->text) == 0)
    load_guide (self);
}

static void
ss_plugin_guide_page_start_search (SsPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "plugin-guide.search", NULL);
}

static void
ss_plugin_guide_page_dispose (GObject *object)
{
  SsPluginGuidePage *self = SS_PLUGIN_GUIDE_PAGE (object);

  g_clear_object (&self->flow);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (ss_plugin_guide_page_parent_class)->dispose (object);
}

static void
ss_plugin_guide_page_class_init (SsPluginGuidePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SsPageClass *page_class = SS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_plugin_guide_page_dispose;
  page_class->set_up = ss_plugin_guide_page_set_up;
  page_class->shown = ss_plugin_guide_page_shown;
  page_class->start_search = ss_plugin_guide_page_start_search;

  ss_plugin_style_load ();
  g_type_ensure (SS_TYPE_MARKDOWN_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, SS_PLUGIN_RESOURCES "plugin-guide-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SsPluginGuidePage, chapters);
  gtk_widget_class_bind_template_child (widget_class, SsPluginGuidePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SsPluginGuidePage, text);
  gtk_widget_class_bind_template_callback (widget_class, chapter_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
}

static void
ss_plugin_guide_page_init (SsPluginGuidePage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plugin-guide", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
}
