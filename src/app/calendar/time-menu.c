/* time-menu.c: what can be done with a time that has no booking
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/time-menu.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/blocker-editor.h"
#include "app/widgets/popover-end.h"
#include "client/blocker-changes.h"

/* What the menu was opened on; its actions have it. */
typedef struct
{
  SsPage *page;         /* (unowned): the menu is its child */
  SsStoreModel *model;  /* (owned) */
  SsCalendarFlow *flow; /* (owned) */
  SsBlocker *blocker;   /* (owned) (nullable): what blocks the time */
  char *resource_id;    /* (owned) (nullable) */
  gint64 start;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_object_unref (place->model);
  g_object_unref (place->flow);
  g_clear_object (&place->blocker);
  g_free (place->resource_id);
  g_free (place);
}

static void
book_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const Place *place = user_data;

  ss_calendar_flow_create (place->flow, place->resource_id, place->start, 0);
}

static void
present (const Place *place, SsBlockerEditor *editor)
{
  g_signal_connect_object (editor, "done", G_CALLBACK (ss_calendar_flow_say_done), place->flow,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (editor));
}

static void
block_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const Place *place = user_data;

  present (place, ss_blocker_editor_new_blank (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (place->page))),
                                               ss_page_get_workspace (place->page), place->model,
                                               place->resource_id, place->start, 0));
}

static void
edit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const Place *place = user_data;

  present (place, ss_blocker_editor_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (place->page))),
                                         ss_page_get_workspace (place->page), place->model, place->blocker));
}

static void
given_back_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsCalendarFlow) flow = user_data;
  g_autoptr (GError) error = NULL;

  if (ss_blocker_changes_finish (SS_CATALOG_STORE (store), result, &error))
    ss_calendar_flow_say_done (flow);
  else
    ss_calendar_flow_say_error (flow, _ ("Couldn’t give the time back"), error);
}

static void
give_back_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const Place *place = user_data;
  SsWorkspace *workspace = ss_page_get_workspace (place->page);

  ss_blocker_changes_delete_async (ss_workspace_get_catalog (workspace), ss_workspace_get_history (workspace),
                                   place->blocker, NULL, given_back_cb, g_object_ref (place->flow));
}

static const GActionEntry entries[] = {
  { .name = "book", .activate = book_action },
  { .name = "block", .activate = block_action },
  { .name = "edit", .activate = edit_action },
  { .name = "give-back", .activate = give_back_action },
};

static GMenuModel *
create_menu (const Place *place)
{
  SsCalendarModel *model = SS_CALENDAR_MODEL (place->model);
  GMenu *menu = g_menu_new ();

  if (ss_calendar_model_may_create (model, place->resource_id))
    g_menu_append (menu, _ ("New _Booking Here…"), "time.book");
  if (place->blocker == NULL
      && (place->resource_id != NULL ? ss_store_model_may_edit_on (place->model, place->resource_id)
                                     : ss_store_model_may_block (place->model)))
    g_menu_append (menu, _ ("Block This _Time…"), "time.block");
  if (place->blocker != NULL && ss_store_model_may_edit_on (place->model, place->resource_id))
    {
      g_autoptr (GMenu) section = g_menu_new ();

      g_menu_append (section, _ ("_Edit Blocked Time…"), "time.edit");
      g_menu_append (section, _ ("_Give This Time Back"), "time.give-back");
      g_menu_append_section (menu, ss_blocker_get_title (place->blocker), G_MENU_MODEL (section));
    }
  return G_MENU_MODEL (menu);
}

/**
 * ss_time_menu_popup:
 * @page: the calendar's
 * @model: its model
 * @flow: who books
 * @view: where it is asked for
 * @resource_id: (nullable): whose time
 * @start: from when on
 * @place: in @view
 *
 * Offers to book or to block a time, and to change what blocks it; nothing where the user may do none of
 * that.
 */
void
ss_time_menu_popup (SsPage *page, SsStoreModel *model, SsCalendarFlow *flow, GtkWidget *view,
                    const char *resource_id, gint64 start, const GdkRectangle *place)
{
  Place *of = g_new0 (Place, 1);
  SsBlocker *blocker = ss_store_model_find_blocker (model, resource_id, start);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenuModel) menu = NULL;
  GtkWidget *popover;
  GdkRectangle pointing;
  double x, y;

  *of = (Place){ page,
                 g_object_ref (model),
                 g_object_ref (flow),
                 blocker != NULL ? g_object_ref (blocker) : NULL,
                 g_strdup (resource_id),
                 start };
  g_object_set_data_full (G_OBJECT (actions), "place", of, place_free);
  menu = create_menu (of);
  if (g_menu_model_get_n_items (menu) == 0
      || !gtk_widget_translate_coordinates (view, GTK_WIDGET (page), place->x, place->y, &x, &y))
    return;
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), of);
  popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_insert_action_group (popover, "time", G_ACTION_GROUP (actions));
  gtk_widget_set_parent (popover, GTK_WIDGET (page));
  pointing = (GdkRectangle){ (int) x, (int) y, place->width, place->height };
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &pointing);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), place->width > 1);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  ss_popover_end_when_closed (GTK_POPOVER (popover));
  gtk_popover_popup (GTK_POPOVER (popover));
}
