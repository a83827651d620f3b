/* calendar-item.c: what assistive technology sees of a booking
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/calendar-item.h"

struct _SsCalendarItem
{
  GtkWidget parent_instance;

  char *id;    /* (owned) (nullable) */
  char *label; /* (owned) (nullable) */
  SsRect place;
};

G_DEFINE_FINAL_TYPE (SsCalendarItem, ss_calendar_item, GTK_TYPE_WIDGET)

static void
ss_calendar_item_finalize (GObject *object)
{
  SsCalendarItem *self = SS_CALENDAR_ITEM (object);

  g_free (self->id);
  g_free (self->label);

  G_OBJECT_CLASS (ss_calendar_item_parent_class)->finalize (object);
}

static void
ss_calendar_item_class_init (SsCalendarItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_calendar_item_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "calendaritem");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
ss_calendar_item_init (SsCalendarItem *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
ss_calendar_item_new (const char *id)
{
  SsCalendarItem *self = g_object_new (SS_TYPE_CALENDAR_ITEM, NULL);

  self->id = g_strdup (id);
  return GTK_WIDGET (self);
}

const char *
ss_calendar_item_get_id (SsCalendarItem *self)
{
  return self->id;
}

const char *
ss_calendar_item_get_label (SsCalendarItem *self)
{
  return self->label;
}

/**
 * ss_calendar_item_set_label:
 * @self: an item
 * @label: all that a screen reader says of it
 */
void
ss_calendar_item_set_label (SsCalendarItem *self, const char *label)
{
  if (g_strcmp0 (self->label, label) == 0)
    return;
  g_free (self->label);
  self->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

const SsRect *
ss_calendar_item_get_place (SsCalendarItem *self)
{
  return &self->place;
}

void
ss_calendar_item_set_place (SsCalendarItem *self, const SsRect *place)
{
  self->place = *place;
}

void
ss_calendar_item_set_selected (SsCalendarItem *self, gboolean is_selected)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, is_selected, -1);
}
