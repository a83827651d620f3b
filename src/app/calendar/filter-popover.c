/* filter-popover.c: chooses what the calendar shows
 *
 * It is made anew whenever it is opened: resources and services come and go.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/filter-popover.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/menu-button-name.h"
#include "domain/booking.h"

#define HEIGHT_MAX 420
#define ICON_NAME "ss-filter-symbolic"
#define WIDTH 240

struct _SsFilterPopover
{
  GtkPopover parent_instance;

  GtkWidget *sections;      /* (unowned): a child */
  GtkWidget *clear_button;  /* (unowned): a child */
  SsCalendarFilter *filter; /* (owned) */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (SsFilterPopover, ss_filter_popover, GTK_TYPE_POPOVER)

typedef struct
{
  char *id;   /* (owned) */
  char *name; /* (owned) */
} Choice;

static void
choice_clear (gpointer data)
{
  Choice *choice = data;

  g_free (choice->id);
  g_free (choice->name);
}

static void
add_choice (GArray *choices, const char *id, const char *name)
{
  Choice choice = { g_strdup (id), g_strdup (name != NULL ? name : "") };

  g_array_append_val (choices, choice);
}

/* (transfer full) (element-type Choice): all that can be chosen of a kind, in the order of its page */
static GArray *
list_choices (SsCatalogStore *catalog, SsCalendarFilterKind kind)
{
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  GListModel *list = kind == SS_CALENDAR_FILTER_RESOURCE ? ss_catalog_store_get_resources (catalog)
                                                         : ss_catalog_store_get_services (catalog);

  g_array_set_clear_func (choices, choice_clear);
  if (kind == SS_CALENDAR_FILTER_STATUS)
    {
      for (int status = 0; status < SS_N_BOOKING_STATUSES; status++)
        add_choice (choices, ss_booking_status_to_string (status), _ (ss_booking_status_get_label (status)));
      return choices;
    }
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SsModel) item = g_list_model_get_item (list, i);

      add_choice (choices, ss_model_get_id (item),
                  kind == SS_CALENDAR_FILTER_RESOURCE ? ss_resource_get_name (SS_RESOURCE (item))
                                                      : ss_service_get_name (SS_SERVICE (item)));
    }
  return choices;
}

static void
toggled_cb (SsFilterPopover *self, GtkCheckButton *button)
{
  const char *id = g_object_get_data (G_OBJECT (button), "id");
  SsCalendarFilterKind kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind"));

  if (!self->is_filling)
    ss_calendar_filter_set (self->filter, kind, id, gtk_check_button_get_active (button));
}

static GtkWidget *
check_button_new (SsFilterPopover *self, SsCalendarFilterKind kind, const Choice *choice)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (choice->name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_set_tooltip_text (button, choice->name);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->name, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                               ss_calendar_filter_has (self->filter, kind, choice->id));
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (choice->id), g_free);
  g_object_set_data (G_OBJECT (button), "kind", GINT_TO_POINTER (kind));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_section (SsFilterPopover *self, SsCalendarFilterKind kind, const char *title, SsCatalogStore *catalog)
{
  g_autoptr (GArray) choices = list_choices (catalog, kind);
  GtkWidget *box, *heading;

  if (choices->len < 2)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  heading = gtk_label_new (title);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_margin_bottom (heading, 6);
  gtk_box_append (GTK_BOX (box), heading);
  for (guint i = 0; i < choices->len; i++)
    gtk_box_append (GTK_BOX (box), check_button_new (self, kind, &g_array_index (choices, Choice, i)));
  gtk_box_append (GTK_BOX (self->sections), box);
}

static void
changed_cb (SsFilterPopover *self)
{
  gtk_widget_set_sensitive (self->clear_button, ss_calendar_filter_count_all (self->filter) > 0);
}

static void
clear_cb (SsFilterPopover *self)
{
  self->is_filling = TRUE;
  for (GtkWidget *section = gtk_widget_get_first_child (self->sections); section != NULL;
       section = gtk_widget_get_next_sibling (section))
    for (GtkWidget *child = gtk_widget_get_first_child (section); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      if (GTK_IS_CHECK_BUTTON (child))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (child), FALSE);
  self->is_filling = FALSE;
  ss_calendar_filter_clear (self->filter);
}

static void
ss_filter_popover_dispose (GObject *object)
{
  g_clear_object (&SS_FILTER_POPOVER (object)->filter);
  G_OBJECT_CLASS (ss_filter_popover_parent_class)->dispose (object);
}

static void
ss_filter_popover_class_init (SsFilterPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_filter_popover_dispose;
}

static void
ss_filter_popover_init (SsFilterPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->sections = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_margin_start (self->sections, 6);
  gtk_widget_set_margin_end (self->sections, 6);
  gtk_widget_set_margin_top (self->sections, 6);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT_MAX);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->sections);
  gtk_widget_set_size_request (scroller, WIDTH, -1);
  self->clear_button = gtk_button_new_with_mnemonic (_ ("Show _All"));
  g_signal_connect_object (self->clear_button, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->clear_button);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

/**
 * ss_filter_popover_new:
 * @filter: what it changes
 * @catalog: the resources and services
 *
 * Returns: (transfer floating): the popover
 */
GtkWidget *
ss_filter_popover_new (SsCalendarFilter *filter, SsCatalogStore *catalog)
{
  SsFilterPopover *self = g_object_new (SS_TYPE_FILTER_POPOVER, NULL);

  self->filter = g_object_ref (filter);
  add_section (self, SS_CALENDAR_FILTER_RESOURCE, _ ("Resources"), catalog);
  add_section (self, SS_CALENDAR_FILTER_SERVICE, _ ("Services"), catalog);
  add_section (self, SS_CALENDAR_FILTER_STATUS, _ ("Status"), catalog);
  g_signal_connect_object (filter, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * ss_show_filter_count:
 * @button: what opens the popover
 * @n: how much is chosen; 0: all is shown
 *
 * Has the button say how much is chosen, to the eye and to a screen reader.
 */
void
ss_show_filter_count (GtkMenuButton *button, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *text = g_strdup_printf (ngettext ("Filter: %u is chosen", "Filter: %u are chosen", n), n);
  GtkWidget *box, *label;

  gtk_widget_set_tooltip_text (GTK_WIDGET (button), n > 0 ? text : _ ("Filter"));
  if (n == 0)
    gtk_menu_button_set_icon_name (button, ICON_NAME);
  else
    {
      box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      label = gtk_label_new (number);
      gtk_widget_add_css_class (label, "numeric");
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (ICON_NAME));
      gtk_box_append (GTK_BOX (box), label);
      gtk_menu_button_set_child (button, box);
    }
  ss_menu_button_name_by_tooltip (button);
}

/**
 * ss_describe_calendar_filter:
 * @filter: what is shown
 * @catalog: the resources and services
 *
 * Returns: (transfer full) (nullable): what is chosen, in words; %NULL: nothing
 */
char *
ss_describe_calendar_filter (SsCalendarFilter *filter, SsCatalogStore *catalog)
{
  GString *text = g_string_new (NULL);

  for (SsCalendarFilterKind kind = 0; kind < SS_N_CALENDAR_FILTERS; kind++)
    {
      g_autoptr (GArray) choices = list_choices (catalog, kind);
      gboolean is_first = TRUE;

      for (guint i = 0; i < choices->len; i++)
        {
          const Choice *choice = &g_array_index (choices, Choice, i);

          if (!ss_calendar_filter_has (filter, kind, choice->id))
            continue;
          if (text->len > 0)
            g_string_append (text, is_first ? " · " : _ (", "));
          g_string_append (text, choice->name);
          is_first = FALSE;
        }
    }
  if (text->len == 0)
    {
      g_string_free (text, TRUE);
      return NULL;
    }
  return g_string_free (text, FALSE);
}
