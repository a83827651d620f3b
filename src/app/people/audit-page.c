/* audit-page.c: who did what to whom, as it happens
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/audit-page.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/people/audit-entry-dialog.h"
#include "app/people/audit-files.h"
#include "app/people/audit-row.h"
#include "app/people/audit-words.h"
#include "app/plugins/plugin-style.h"
#include "app/widgets/menu-button-name.h"
#include "app/widgets/status-view.h"

/* What can be filtered by, in the order of the chips. */
typedef enum
{
  FILTER_ACTION,
  FILTER_ACTOR,
  FILTER_TARGET,
  FILTER_DAY,
  N_FILTERS,
} Filter;

struct _SsAuditPage
{
  SsPage parent_instance;

  GtkWidget *search_entry;
  GtkMenuButton *filter_button;
  GtkPopover *filter_popover;
  GtkDropDown *action_drop_down;
  GtkEditable *person_entry;
  GtkCalendar *calendar;
  GtkMenuButton *menu_button;
  GtkFlowBox *chips;
  SsStatusView *status;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GtkStack *empty_stack;
  GtkRevealer *export_revealer;
  GtkProgressBar *export_bar;
  GtkLabel *count_label;
  GtkSpinner *verify_spinner;
  GtkImage *verify_icon;
  GtkLabel *verify_label;
  GtkWidget *verify_button;

  SsAuditFiles *files;         /* (owned) (nullable) */
  GSimpleActionGroup *actions; /* (owned) */
  GTimeZone *zone;             /* (owned) (nullable) */
  char *search;                /* (owned) */
  char *filters[N_FILTERS];    /* (owned) (nullable) */
  SsListItem *opening;         /* (owned) (nullable): chosen before its page had come */
  gboolean is_setting;         /* what is shown follows the filters */
  gboolean was_verified;
};

G_DEFINE_FINAL_TYPE (SsAuditPage, ss_audit_page, SS_TYPE_PAGE)

typedef enum
{
  PROP_ACTION = 1,
  PROP_ACTOR,
  PROP_TARGET,
  PROP_DAY,
  PROP_SEARCH,
} SsAuditPageProperty;

static const char *const filter_names[] = { "action", "actor", "target", "day", "search" };

static void set_filter (SsAuditPage *self, Filter filter, const char *value);

static SsAuditStore *
get_store (SsAuditPage *self)
{
  return ss_workspace_get_audit (ss_page_get_workspace (SS_PAGE (self)));
}

static GListModel *
get_entries (SsAuditPage *self)
{
  return G_LIST_MODEL (ss_audit_store_get_entries (get_store (self)));
}

static gboolean
is_filtered (SsAuditPage *self)
{
  for (guint i = 0; i < N_FILTERS; i++)
    if (self->filters[i] != NULL)
      return TRUE;
  return *self->search != '\0';
}

/* The chips: what is filtered by, each with the button that ends it */

static char *
describe_filter (SsAuditPage *self, Filter filter)
{
  const char *value = self->filters[filter];

  switch (filter)
    {
    case FILTER_ACTION:
      return g_strdup (ss_audit_action_describe (value));
    case FILTER_ACTOR:
      /* Translators: an e-mail address */
      return g_strdup_printf (_ ("By %s"), value);
    case FILTER_TARGET:
      /* Translators: an e-mail address */
      return g_strdup_printf (_ ("To %s"), value);
    case FILTER_DAY:
    case N_FILTERS:
    default:
      {
        g_autofree char *midnight = g_strconcat (value, "T00:00:00Z", NULL);
        g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (midnight, NULL);

        return day != NULL ? g_date_time_format (day, "%x") : g_strdup (value);
      }
    }
}

static void
chip_clicked_cb (SsAuditPage *self, GtkWidget *chip)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->filter_button));
  set_filter (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "filter")), NULL);
}

static GtkWidget *
make_chip (SsAuditPage *self, Filter filter)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *text = describe_filter (self, filter);
  g_autofree char *name = g_strdup_printf (_ ("Remove the Filter “%s”"), text);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "pill-chip");
  gtk_widget_set_tooltip_text (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (chip), "filter", GUINT_TO_POINTER (filter));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  return chip;
}

static void
show_chips (SsAuditPage *self)
{
  GtkFlowBoxChild *child;
  gboolean has_chips = FALSE;

  while ((child = gtk_flow_box_get_child_at_index (self->chips, 0)) != NULL)
    gtk_flow_box_remove (self->chips, GTK_WIDGET (child));
  for (Filter filter = 0; filter < N_FILTERS; filter++)
    if (self->filters[filter] != NULL)
      {
        gtk_flow_box_append (self->chips, make_chip (self, filter));
        gtk_widget_set_focusable (gtk_widget_get_last_child (GTK_WIDGET (self->chips)), FALSE);
        has_chips = TRUE;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->chips), has_chips);
}

/* The controls show what is set, however it came to be. */
static void
show_filters (SsAuditPage *self)
{
  guint selected = 0;

  self->is_setting = TRUE;
  for (guint i = 0; ss_audit_action_get (i) != NULL; i++)
    if (g_strcmp0 (ss_audit_action_get (i), self->filters[FILTER_ACTION]) == 0)
      selected = i + 1;
  gtk_drop_down_set_selected (self->action_drop_down, selected);
  gtk_editable_set_text (self->person_entry,
                         self->filters[FILTER_ACTOR] != NULL ? self->filters[FILTER_ACTOR] : "");
  self->is_setting = FALSE;
  show_chips (self);
}

static void
count_cb (SsAuditPage *self)
{
  guint n = g_list_model_get_n_items (get_entries (self));
  g_autofree char *number = g_strdup_printf ("%'u", n);
  g_autofree char *text = NULL;

  /* Translators: %s is a number. */
  text = g_strdup_printf (is_filtered (self) ? ngettext ("%s entry found", "%s entries found", n)
                                             : ngettext ("%s entry", "%s entries", n),
                          number);
  gtk_label_set_text (self->count_label, text);
  gtk_stack_set_visible_child_name (self->empty_stack, is_filtered (self) ? "not-found" : "none");
}

/* Who looks at the newest goes on looking at the newest; who has scrolled keeps his place. */
static void
items_changed_cb (SsAuditPage *self, guint position, guint removed, guint added)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  count_cb (self);
  if (position == 0 && added > removed && gtk_adjustment_get_value (adjustment) <= 0)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", 0);
}

static void
apply_filters (SsAuditPage *self, gboolean typing)
{
  const SsAuditFilter filter = {
    .action = self->filters[FILTER_ACTION],
    .actor = self->filters[FILTER_ACTOR],
    .target = self->filters[FILTER_TARGET],
    .day = self->filters[FILTER_DAY],
    .search = self->search,
  };

  if (ss_page_get_workspace (SS_PAGE (self)) == NULL)
    return;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  ss_audit_store_set_filter (get_store (self), &filter, typing);
  count_cb (self);
}

static void
set_filter (SsAuditPage *self, Filter filter, const char *value)
{
  if (value != NULL && *value == '\0')
    value = NULL;
  if (g_strcmp0 (self->filters[filter], value) == 0)
    return;
  g_free (self->filters[filter]);
  self->filters[filter] = g_strdup (value);
  show_filters (self);
  apply_filters (self, FALSE);
  g_object_notify (G_OBJECT (self), filter_names[filter]);
}

static void
set_search (SsAuditPage *self, const char *search)
{
  g_autofree char *text = g_strstrip (g_strdup (search != NULL ? search : ""));

  if (g_str_equal (text, self->search))
    return;
  g_free (self->search);
  self->search = g_steal_pointer (&text);
  if (g_ascii_strcasecmp (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), self->search) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), self->search);
  apply_filters (self, TRUE);
  g_object_notify (G_OBJECT (self), "search");
}

/* Callbacks of the template */

static void
search_changed_cb (SsAuditPage *self)
{
  set_search (self, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
stop_search_cb (SsAuditPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
action_selected_cb (SsAuditPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->action_drop_down);

  if (!self->is_setting && selected != GTK_INVALID_LIST_POSITION)
    set_filter (self, FILTER_ACTION, selected > 0 ? ss_audit_action_get (selected - 1) : NULL);
}

static void
person_entered_cb (SsAuditPage *self)
{
  g_autofree char *person = g_strstrip (g_strdup (gtk_editable_get_text (self->person_entry)));

  if (!self->is_setting)
    set_filter (self, FILTER_ACTOR, person);
}

static void
day_selected_cb (SsAuditPage *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");

  if (!self->is_setting)
    set_filter (self, FILTER_DAY, day);
}

static void
filter_cb (SsAuditPage *self, const char *actor, const char *target)
{
  set_filter (self, FILTER_ACTOR, actor);
  set_filter (self, FILTER_TARGET, target);
}

static void
opening_cb (SsAuditPage *self)
{
  SsModel *model = ss_list_item_get_model (self->opening);
  GtkWidget *dialog;

  if (model == NULL)
    return;
  dialog = ss_audit_entry_dialog_new (GTK_WIDGET (self), SS_AUDIT_ENTRY (model), self->zone);
  g_signal_connect_object (dialog, "filter", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  g_signal_handlers_disconnect_by_func (self->opening, opening_cb, self);
  g_clear_object (&self->opening);
}

static void
activate_cb (SsAuditPage *self, guint position)
{
  g_autoptr (SsListItem) item = g_list_model_get_item (get_entries (self), position);

  if (self->opening != NULL)
    g_signal_handlers_disconnect_by_func (self->opening, opening_cb, self);
  g_set_object (&self->opening, item);
  if (item == NULL)
    return;
  g_signal_connect_object (item, "notify::model", G_CALLBACK (opening_cb), self, G_CONNECT_SWAPPED);
  opening_cb (self);
}

static void
reload_cb (SsAuditPage *self)
{
  ss_page_reload (SS_PAGE (self));
}

/* The chain */

static void
show_verdict (SsAuditPage *self, const char *icon_name, const char *style, const char *text,
              const char *detail)
{
  static const char *const styles[] = { "success", "error", "warning" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (self->verify_button, styles[i]);
  if (style != NULL)
    gtk_widget_add_css_class (self->verify_button, style);
  gtk_image_set_from_icon_name (self->verify_icon, icon_name);
  gtk_label_set_text (self->verify_label, text);
  gtk_widget_set_tooltip_text (self->verify_button, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->verify_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
}

static void
verified_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsAuditPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAuditVerdict) verdict = ss_audit_store_verify_finish (SS_AUDIT_STORE (store), result, &error);
  g_autofree char *number = NULL;
  g_autofree char *detail = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_stop (self->verify_spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->verify_icon), TRUE);
  if (verdict == NULL)
    {
      show_verdict (self, "dialog-question-symbolic", "warning", _ ("Not Verified"), error->message);
      return;
    }
  number = g_strdup_printf ("%'" G_GINT64_FORMAT, verdict->n_entries);
  if (verdict->is_ok)
    {
      detail = g_strdup_printf (
          ngettext ("%s entry, each sealed with the one before: none was changed or removed. "
                    "Press to verify again.",
                    "%s entries, each sealed with the one before: none was changed or removed. "
                    "Press to verify again.",
                    (gulong) verdict->n_entries),
          number);
      show_verdict (self, "object-select-symbolic", "success", _ ("Chain Verified"), detail);
    }
  else
    {
      /* Translators: the id of an entry */
      detail =
          g_strdup_printf (_ ("The chain is broken at the entry %s: it was changed, or one was removed. Tell "
                              "who runs the platform."),
                           verdict->first_broken_id != NULL ? verdict->first_broken_id : "?");
      show_verdict (self, "dialog-warning-symbolic", "error", _ ("Chain Broken"), detail);
      ss_page_toast_text (SS_PAGE (self), detail);
    }
}

static void
verify (SsAuditPage *self)
{
  self->was_verified = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->verify_icon), FALSE);
  gtk_spinner_start (self->verify_spinner);
  show_verdict (self, NULL, NULL, _ ("Verifying…"), _ ("Whether each entry is sealed with the one before"));
  ss_audit_store_verify_async (get_store (self), ss_page_get_cancellable (SS_PAGE (self)), verified_cb,
                               g_object_ref (self));
}

/* Actions */

static void
set_enabled (SsAuditPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
exporting_cb (SsAuditPage *self)
{
  gboolean is_exporting = ss_audit_files_get_is_exporting (self->files);

  set_enabled (self, "export-csv", !is_exporting);
  set_enabled (self, "export-json", !is_exporting);
  set_enabled (self, "stop-export", is_exporting);
  gtk_revealer_set_reveal_child (self->export_revealer, is_exporting);
}

static void
progress_cb (SsAuditPage *self, gint64 n_done)
{
  guint n_all = g_list_model_get_n_items (get_entries (self));
  /* Translators: how many of how many */
  g_autofree char *text = g_strdup_printf (_ ("%u of %u"), (guint) n_done, MAX (n_all, (guint) n_done));

  gtk_progress_bar_set_fraction (self->export_bar, n_all > 0 ? MIN ((double) n_done / n_all, 1.0) : 0.0);
  gtk_progress_bar_set_text (self->export_bar, text);
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_grab_focus (SS_AUDIT_PAGE (user_data)->search_entry);
}

static void
reset_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsAuditPage *self = user_data;

  for (Filter filter = 0; filter < N_FILTERS; filter++)
    set_filter (self, filter, NULL);
  set_search (self, NULL);
}

static void
verify_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  verify (user_data);
}

static void
export_csv_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_audit_files_choose (SS_AUDIT_PAGE (user_data)->files, SS_AUDIT_CSV);
}

static void
export_json_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_audit_files_choose (SS_AUDIT_PAGE (user_data)->files, SS_AUDIT_JSON_LINES);
}

static void
stop_export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_audit_files_stop (SS_AUDIT_PAGE (user_data)->files);
}

static const GActionEntry entries[] = {
  { .name = "search", .activate = search_action },
  { .name = "reset", .activate = reset_action },
  { .name = "verify", .activate = verify_action },
  { .name = "export-csv", .activate = export_csv_action },
  { .name = "export-json", .activate = export_json_action },
  { .name = "stop-export", .activate = stop_export_action },
};

/* Overrides */

static void
ss_audit_page_set_up (SsPage *page)
{
  SsAuditPage *self = SS_AUDIT_PAGE (page);
  GListModel *model = get_entries (self);
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (model));

  self->zone = ss_business_get_zone (ss_page_get_workspace (page));
  factory = ss_audit_row_factory_new (self->zone);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  ss_status_view_follow (self->status, G_OBJECT (model));
  self->files = ss_audit_files_new (page);
  g_signal_connect_object (self->files, "notify::is-exporting", G_CALLBACK (exporting_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->files, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  exporting_cb (self);
  apply_filters (self, FALSE);
}

static void
ss_audit_page_shown (SsPage *page)
{
  SsAuditPage *self = SS_AUDIT_PAGE (page);

  ss_audit_store_set_is_watched (get_store (self), TRUE);
  if (!self->was_verified)
    verify (self);
}

static void
ss_audit_page_hidden (SsPage *page)
{
  ss_audit_store_set_is_watched (get_store (SS_AUDIT_PAGE (page)), FALSE);
}

static void
ss_audit_page_reload (SsPage *page)
{
  SsAuditPage *self = SS_AUDIT_PAGE (page);

  ss_paged_list_reload (SS_PAGED_LIST (get_entries (self)));
  verify (self);
}

static void
ss_audit_page_start_search (SsPage *page)
{
  gtk_widget_grab_focus (SS_AUDIT_PAGE (page)->search_entry);
}

static GVariant *
ss_audit_page_save_state (SsPage *page)
{
  SsAuditPage *self = SS_AUDIT_PAGE (page);
  GVariantDict state;

  g_variant_dict_init (&state, NULL);
  g_variant_dict_insert (&state, "search", "s", self->search);
  for (Filter filter = 0; filter < N_FILTERS; filter++)
    if (self->filters[filter] != NULL)
      g_variant_dict_insert (&state, filter_names[filter], "s", self->filters[filter]);
  return g_variant_dict_end (&state);
}

static void
ss_audit_page_restore_state (SsPage *page, GVariant *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (filter_names); i++)
    {
      const char *text;

      if (g_variant_lookup (state, filter_names[i], "&s", &text))
        g_object_set (page, filter_names[i], text, NULL);
    }
}

static void
ss_audit_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SsAuditPage *self = SS_AUDIT_PAGE (object);

  switch ((SsAuditPageProperty) id)
    {
    case PROP_ACTION:
    case PROP_ACTOR:
    case PROP_TARGET:
    case PROP_DAY:
      g_value_set_string (value, self->filters[id - PROP_ACTION]);
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_audit_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  SsAuditPage *self = SS_AUDIT_PAGE (object);

  switch ((SsAuditPageProperty) id)
    {
    case PROP_ACTION:
    case PROP_ACTOR:
    case PROP_TARGET:
    case PROP_DAY:
      set_filter (self, (Filter) (id - PROP_ACTION), g_value_get_string (value));
      break;
    case PROP_SEARCH:
      set_search (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_audit_page_dispose (GObject *object)
{
  SsAuditPage *self = SS_AUDIT_PAGE (object);

  if (ss_page_get_workspace (SS_PAGE (self)) != NULL && self->files != NULL)
    ss_audit_store_set_is_watched (get_store (self), FALSE);
  if (self->files != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->files, self);
      ss_audit_files_stop (self->files);
    }
  g_clear_object (&self->files);
  if (self->opening != NULL)
    g_signal_handlers_disconnect_by_func (self->opening, opening_cb, self);
  g_clear_object (&self->opening);
  /* The template's end unparents a bound child, which the bin would do again. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (ss_audit_page_parent_class)->dispose (object);
}

static void
ss_audit_page_finalize (GObject *object)
{
  SsAuditPage *self = SS_AUDIT_PAGE (object);

  g_free (self->search);
  for (guint i = 0; i < N_FILTERS; i++)
    g_free (self->filters[i]);

  G_OBJECT_CLASS (ss_audit_page_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsAuditPage, child)
#define BIND_CALLBACK(callback) gtk_widget_class_bind_template_callback (widget_class, callback)

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SS_TYPE_STATUS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/people/audit-page.ui");
  BIND (search_entry);
  BIND (filter_button);
  BIND (filter_popover);
  BIND (action_drop_down);
  BIND (person_entry);
  BIND (calendar);
  BIND (menu_button);
  BIND (chips);
  BIND (status);
  BIND (scroller);
  BIND (view);
  BIND (empty_stack);
  BIND (export_revealer);
  BIND (export_bar);
  BIND (count_label);
  BIND (verify_spinner);
  BIND (verify_icon);
  BIND (verify_label);
  BIND (verify_button);
  BIND_CALLBACK (search_changed_cb);
  BIND_CALLBACK (stop_search_cb);
  BIND_CALLBACK (action_selected_cb);
  BIND_CALLBACK (person_entered_cb);
  BIND_CALLBACK (day_selected_cb);
  BIND_CALLBACK (activate_cb);
  BIND_CALLBACK (reload_cb);
}

static void
ss_audit_page_class_init (SsAuditPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SsPageClass *page_class = SS_PAGE_CLASS (klass);

  /* The mark of a filter is among their icons. */
  ss_plugin_style_load ();
  object_class->get_property = ss_audit_page_get_property;
  object_class->set_property = ss_audit_page_set_property;
  object_class->dispose = ss_audit_page_dispose;
  object_class->finalize = ss_audit_page_finalize;
  page_class->set_up = ss_audit_page_set_up;
  page_class->shown = ss_audit_page_shown;
  page_class->hidden = ss_audit_page_hidden;
  page_class->reload = ss_audit_page_reload;
  page_class->start_search = ss_audit_page_start_search;
  page_class->save_state = ss_audit_page_save_state;
  page_class->restore_state = ss_audit_page_restore_state;
  for (guint i = 0; i < G_N_ELEMENTS (filter_names); i++)
    g_object_class_install_property (object_class, PROP_ACTION + i,
                                     g_param_spec_string (filter_names[i], NULL, NULL, NULL,
                                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                              | G_PARAM_STATIC_STRINGS));
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
fill_actions (SsAuditPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->is_setting = TRUE;
  gtk_string_list_append (labels, _ ("All actions"));
  for (guint i = 0; ss_audit_action_get (i) != NULL; i++)
    gtk_string_list_append (labels, ss_audit_action_describe (ss_audit_action_get (i)));
  gtk_drop_down_set_model (self->action_drop_down, G_LIST_MODEL (labels));
  self->is_setting = FALSE;
}

static void
ss_audit_page_init (SsAuditPage *self)
{
  self->search = g_strdup ("");
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "audit", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  ss_menu_button_name_by_tooltip (self->filter_button);
  ss_menu_button_name_by_tooltip (self->menu_button);
  fill_actions (self);
}
