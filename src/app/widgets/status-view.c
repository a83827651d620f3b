/* status-view.c: the five states of what is loaded: loading, empty, failed, offline and content
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/status-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/widgets/clock-text.h"

/* Shorter waits pass without a flicker. */
#define SPINNER_DELAY 150

struct _SsStatusView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *loading_label;
  AdwStatusPage *failed_page;
  AdwBin *empty_bin;
  AdwStatusPage *empty_page;
  AdwBin *content_bin;

  SsLoadState state;
  GError *error; /* (owned) (nullable) */
  gint64 loaded_at;
  char *what;         /* (owned) (nullable) */
  char *failed_title; /* (owned) (nullable) */
  char *loading_text; /* (owned) (nullable) */
  gboolean is_set_up;
  guint timer;
  GPtrArray *bindings; /* (owned): of GBinding */
};

static void ss_status_view_buildable_init (GtkBuildableIface *iface);

static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (SsStatusView, ss_status_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, ss_status_view_buildable_init))

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_LOADED_AT,
  PROP_CHILD,
  PROP_EMPTY,
  PROP_WHAT,
  PROP_FAILED_TITLE,
  PROP_LOADING_TEXT,
  PROP_EMPTY_ICON_NAME,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_DESCRIPTION,
} SsStatusViewProperty;

static GParamSpec *properties[PROP_EMPTY_DESCRIPTION + 1];

enum
{
  RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
show_spinner_cb (gpointer user_data)
{
  SsStatusView *self = user_data;

  self->timer = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->loading_label), self->loading_text != NULL);
  return G_SOURCE_REMOVE;
}

static void
stop_spinner (SsStatusView *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->loading_label), FALSE);
}

static void
update_failed_page (SsStatusView *self)
{
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;

  /* Translators: %s is what is loaded, such as "plugins" */
  title = self->failed_title != NULL ? g_strdup (self->failed_title) : NULL;
  if (title == NULL)
    title = self->what != NULL ? g_strdup_printf (_ ("Couldn’t Load %s"), self->what)
                               : g_strdup (_ ("Couldn’t Load This"));
  description = g_markup_escape_text (self->error != NULL ? self->error->message : "", -1);
  adw_status_page_set_title (self->failed_page, title);
  adw_status_page_set_description (self->failed_page, description);
  adw_status_page_set_icon_name (self->failed_page,
                                 g_error_matches (self->error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE)
                                     ? "network-offline-symbolic"
                                     : "dialog-warning-symbolic");
}

static void
update_page (SsStatusView *self)
{
  static const char *const pages[] = {
    [SS_LOAD_LOADING] = "loading", [SS_LOAD_EMPTY] = "empty",   [SS_LOAD_FAILED] = "failed",
    [SS_LOAD_OFFLINE] = "content", [SS_LOAD_READY] = "content",
  };

  update_failed_page (self);
  if (self->state != SS_LOAD_LOADING)
    stop_spinner (self);
  else if (self->timer == 0 && !gtk_widget_get_visible (GTK_WIDGET (self->spinner)))
    self->timer = g_timeout_add (SPINNER_DELAY, show_spinner_cb, self);
  gtk_stack_set_visible_child_name (self->stack, pages[self->state]);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY,
                               self->state == SS_LOAD_LOADING, -1);
}

static void
retry_cb (SsStatusView *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
ss_status_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsStatusView *self = SS_STATUS_VIEW (object);

  switch ((SsStatusViewProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_LOADED_AT:
      g_value_set_int64 (value, self->loaded_at);
      break;
    case PROP_CHILD:
      g_value_set_object (value, adw_bin_get_child (self->content_bin));
      break;
    case PROP_EMPTY:
      g_value_set_object (value, adw_bin_get_child (self->empty_bin));
      break;
    case PROP_FAILED_TITLE:
      g_value_set_string (value, self->failed_title);
      break;
    case PROP_WHAT:
      g_value_set_string (value, self->what);
      break;
    case PROP_LOADING_TEXT:
      g_value_set_string (value, self->loading_text);
      break;
    case PROP_EMPTY_ICON_NAME:
      g_value_set_string (value, adw_status_page_get_icon_name (self->empty_page));
      break;
    case PROP_EMPTY_TITLE:
      g_value_set_string (value, adw_status_page_get_title (self->empty_page));
      break;
    case PROP_EMPTY_DESCRIPTION:
      g_value_set_string (value, adw_status_page_get_description (self->empty_page));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_status_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SsStatusView *self = SS_STATUS_VIEW (object);

  switch ((SsStatusViewProperty) id)
    {
    case PROP_STATE:
      ss_status_view_set_state (self, g_value_get_enum (value));
      break;
    case PROP_ERROR:
      ss_status_view_set_error (self, g_value_get_boxed (value));
      break;
    case PROP_LOADED_AT:
      ss_status_view_set_loaded_at (self, g_value_get_int64 (value));
      break;
    case PROP_CHILD:
      ss_status_view_set_child (self, g_value_get_object (value));
      break;
    case PROP_EMPTY:
      ss_status_view_set_empty (self, g_value_get_object (value));
      break;
    case PROP_FAILED_TITLE:
      g_free (self->failed_title);
      self->failed_title = g_value_dup_string (value);
      update_failed_page (self);
      break;
    case PROP_WHAT:
      g_free (self->what);
      self->what = g_value_dup_string (value);
      update_failed_page (self);
      break;
    case PROP_LOADING_TEXT:
      g_free (self->loading_text);
      self->loading_text = g_value_dup_string (value);
      gtk_label_set_text (self->loading_label, self->loading_text != NULL ? self->loading_text : "");
      break;
    case PROP_EMPTY_ICON_NAME:
      adw_status_page_set_icon_name (self->empty_page, g_value_get_string (value));
      break;
    case PROP_EMPTY_TITLE:
      adw_status_page_set_title (self->empty_page, g_value_get_string (value));
      break;
    case PROP_EMPTY_DESCRIPTION:
      adw_status_page_set_description (self->empty_page, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
unbind_all (SsStatusView *self)
{
  for (guint i = 0; i < self->bindings->len; i++)
    g_binding_unbind (g_ptr_array_index (self->bindings, i));
  g_ptr_array_set_size (self->bindings, 0);
}

static void
ss_status_view_dispose (GObject *object)
{
  SsStatusView *self = SS_STATUS_VIEW (object);

  unbind_all (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (ss_status_view_parent_class)->dispose (object);
}

static void
ss_status_view_finalize (GObject *object)
{
  SsStatusView *self = SS_STATUS_VIEW (object);

  g_clear_error (&self->error);
  g_free (self->what);
  g_free (self->failed_title);
  g_free (self->loading_text);
  g_clear_object (&self->empty_page);
  g_clear_pointer (&self->bindings, g_ptr_array_unref);

  G_OBJECT_CLASS (ss_status_view_parent_class)->finalize (object);
}

static void
ss_status_view_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  SsStatusView *self = SS_STATUS_VIEW (buildable);

  if (!self->is_set_up)
    parent_buildable->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "empty") == 0)
    ss_status_view_set_empty (self, GTK_WIDGET (child));
  else if (GTK_IS_WIDGET (child))
    ss_status_view_set_child (self, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
ss_status_view_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = ss_status_view_add_child;
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SS_TYPE_LOAD_STATE, SS_LOAD_LOADING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_LOADED_AT] = g_param_spec_int64 ("loaded-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_EMPTY] = g_param_spec_object ("empty", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_FAILED_TITLE] = g_param_spec_string ("failed-title", NULL, NULL, NULL, flags);
  properties[PROP_WHAT] = g_param_spec_string ("what", NULL, NULL, NULL, flags);
  properties[PROP_LOADING_TEXT] = g_param_spec_string ("loading-text", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_ICON_NAME] = g_param_spec_string ("empty-icon-name", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_TITLE] = g_param_spec_string ("empty-title", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_DESCRIPTION] = g_param_spec_string ("empty-description", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_status_view_class_init (SsStatusViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ss_status_view_dispose;
  object_class->finalize = ss_status_view_finalize;
  object_class->get_property = ss_status_view_get_property;
  object_class->set_property = ss_status_view_set_property;
  install_properties (object_class);

  signals[RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/widgets/status-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SsStatusView, stack);
  gtk_widget_class_bind_template_child (widget_class, SsStatusView, spinner);
  gtk_widget_class_bind_template_child (widget_class, SsStatusView, loading_label);
  gtk_widget_class_bind_template_child (widget_class, SsStatusView, failed_page);
  gtk_widget_class_bind_template_child (widget_class, SsStatusView, empty_bin);
  gtk_widget_class_bind_template_child (widget_class, SsStatusView, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SsStatusView, content_bin);
  /* For tests. */
  gtk_widget_class_bind_template_child_full (widget_class, "retry_button", FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
ss_status_view_init (SsStatusView *self)
{
  self->bindings = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_set_up = TRUE;
  /* It outlives its place when another empty widget takes it. */
  g_object_ref (self->empty_page);
  update_page (self);
}

/**
 * ss_status_view_new:
 *
 * Returns: (transfer floating): one that is loading
 */
GtkWidget *
ss_status_view_new (void)
{
  return g_object_new (SS_TYPE_STATUS_VIEW, NULL);
}

/**
 * ss_status_view_get_state:
 * @self: the view
 *
 * Returns: what it shows
 */
SsLoadState
ss_status_view_get_state (SsStatusView *self)
{
  g_return_val_if_fail (SS_IS_STATUS_VIEW (self), SS_LOAD_LOADING);

  return self->state;
}

/**
 * ss_status_view_set_state:
 * @self: the view
 * @state: what to show
 */
void
ss_status_view_set_state (SsStatusView *self, SsLoadState state)
{
  g_return_if_fail (SS_IS_STATUS_VIEW (self));

  if (self->state == state)
    return;

  self->state = state;
  update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * ss_status_view_get_error:
 * @self: the view
 *
 * Returns: (nullable): why it failed
 */
const GError *
ss_status_view_get_error (SsStatusView *self)
{
  g_return_val_if_fail (SS_IS_STATUS_VIEW (self), NULL);

  return self->error;
}

/**
 * ss_status_view_set_error:
 * @self: the view
 * @error: (nullable): why it failed; its message is shown
 */
void
ss_status_view_set_error (SsStatusView *self, const GError *error)
{
  g_return_if_fail (SS_IS_STATUS_VIEW (self));

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  update_failed_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/**
 * ss_status_view_set_loaded_at:
 * @self: the view
 * @loaded_at: when what is shown came, in microseconds since 1970
 */
void
ss_status_view_set_loaded_at (SsStatusView *self, gint64 loaded_at)
{
  g_return_if_fail (SS_IS_STATUS_VIEW (self));

  self->loaded_at = loaded_at;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED_AT]);
}

/**
 * ss_status_view_get_child:
 * @self: the view
 *
 * Returns: (transfer none) (nullable): the content
 */
GtkWidget *
ss_status_view_get_child (SsStatusView *self)
{
  g_return_val_if_fail (SS_IS_STATUS_VIEW (self), NULL);

  return adw_bin_get_child (self->content_bin);
}

/**
 * ss_status_view_set_child:
 * @self: the view
 * @child: (nullable): the content
 */
void
ss_status_view_set_child (SsStatusView *self, GtkWidget *child)
{
  g_return_if_fail (SS_IS_STATUS_VIEW (self));

  adw_bin_set_child (self->content_bin, child);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

/**
 * ss_status_view_set_empty:
 * @self: the view
 * @empty: (nullable): what is shown where there is nothing; %NULL: the status page of the empty-… properties
 */
void
ss_status_view_set_empty (SsStatusView *self, GtkWidget *empty)
{
  g_return_if_fail (SS_IS_STATUS_VIEW (self));

  adw_bin_set_child (self->empty_bin, empty != NULL ? empty : GTK_WIDGET (self->empty_page));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
}

/**
 * ss_status_view_follow:
 * @self: the view
 * @source: (nullable): what has `state`, and maybe `error` and `loaded-at`
 *
 * Shows the state of @source from now on.
 */
void
ss_status_view_follow (SsStatusView *self, GObject *source)
{
  /* The state last: what it shows is there by then. */
  static const char *const names[] = { "error", "loaded-at", "state" };

  g_return_if_fail (SS_IS_STATUS_VIEW (self));

  unbind_all (self);
  for (guint i = 0; source != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_object_class_find_property (G_OBJECT_GET_CLASS (source), names[i]) != NULL)
      g_ptr_array_add (self->bindings, g_object_ref (g_object_bind_property (source, names[i], self, names[i],
                                                                             G_BINDING_SYNC_CREATE)));
}

/**
 * ss_describe_loaded_at:
 * @loaded_at: when what is shown came, in microseconds since 1970; 0 or less: not known
 *
 * Returns: (transfer full): "Offline — what is shown is from 14:05"
 */
char *
ss_describe_loaded_at (gint64 loaded_at)
{
  g_autoptr (GDateTime) time =
      loaded_at > 0 ? g_date_time_new_from_unix_local (loaded_at / G_USEC_PER_SEC) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *text = NULL;
  gboolean is_today;

  if (time == NULL)
    return g_strdup (_ ("Offline — what is shown may be old"));

  is_today = g_date_time_get_year (time) == g_date_time_get_year (now)
             && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now);
  /* Translators: a day and its month, as strftime(3) has them */
  text = is_today ? ss_clock_text_format (time) : ss_clock_text_format_with_day (time, _ ("%-d %B"));
  return g_strdup_printf (_ ("Offline — what is shown is from %s"), text);
}
