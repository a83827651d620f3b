/* workspace-view.c: a signed-in person's sidebar and pages
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/workspace-view.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/people/grant-notice.h"
#include "app/people/masquerade-notice.h"
#include "app/shell/masquerade-banner.h"
#include "app/shell/page-states.h"
#include "app/shell/page-table.h"
#include "app/shell/sidebar.h"
#include "app/widgets/clock-text.h"
#include "app/widgets/role-badge.h"
#include "app/widgets/status-view.h"

/* Below it the sidebar lies over the page. */
#define FOLD_WIDTH 720

/* A toast that offers something, as Undo, is to be reached by keyboard and with a screen reader, too. */
#define OFFER_SECONDS 10

struct _SsWorkspaceView
{
  AdwBin parent_instance;

  SsMasqueradeBanner *masquerade_banner;
  GtkImage *masquerade_icon;
  AdwFlap *flap;
  SsSidebar *sidebar;
  AdwHeaderBar *header_bar;
  AdwWindowTitle *title;
  GtkWidget *sidebar_button;
  GtkRevealer *demo_revealer;
  GtkLabel *demo_label;
  GtkRevealer *visit_revealer;
  GtkLabel *visit_label;
  GMenu *roles_menu;
  GtkRevealer *offline_revealer;
  GtkLabel *offline_label;
  AdwToastOverlay *toasts;
  GtkStack *pages;

  SsAccess *access;       /* (owned) */
  GSettings *settings;    /* (owned) */
  SsWorkspace *workspace; /* (owned) */
  char *key;              /* (owned) (nullable): of the saved states; NULL: none are saved */
  const SsPageInfo *info; /* (nullable): of the page that is shown */
  char **permissions;     /* (owned) (nullable): what decides which pages there are */
  int width;
};

G_DEFINE_FINAL_TYPE (SsWorkspaceView, ss_workspace_view, ADW_TYPE_BIN)

static SsSession *
get_session (SsWorkspaceView *self)
{
  return ss_workspace_get_session (self->workspace);
}

static const char *const *
get_permissions (SsWorkspaceView *self)
{
  g_strfreev (self->permissions);
  self->permissions = ss_page_table_list_permissions (get_session (self));
  return (const char *const *) self->permissions;
}

static void
toast_cb (SsWorkspaceView *self, AdwToast *toast)
{
  if (adw_toast_get_button_label (toast) != NULL)
    adw_toast_set_timeout (toast, OFFER_SECONDS);
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

static void
update_online_cb (SsWorkspaceView *self)
{
  SsPage *page = ss_workspace_view_get_page (self);
  gint64 loaded_at = 0;
  g_autofree char *text = NULL;

  if (page != NULL)
    g_object_get (page, "loaded-at", &loaded_at, NULL);
  text = ss_describe_loaded_at (loaded_at);
  gtk_label_set_text (self->offline_label, text);
  gtk_revealer_set_reveal_child (self->offline_revealer, !ss_session_get_is_online (get_session (self)));
}

static SsPage *
ensure_page (SsWorkspaceView *self, const SsPageInfo *info)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, info->id);
  g_autoptr (GVariant) state = NULL;

  if (page != NULL)
    return SS_PAGE (page);

  page = g_object_new (info->get_type (), "workspace", self->workspace, NULL);
  g_signal_connect_object (page, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::loaded-at", G_CALLBACK (update_online_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->pages, page, info->id);
  if (self->key != NULL)
    state = ss_page_states_look_up (self->settings, self->key, info->id);
  if (state != NULL)
    ss_page_restore_state (SS_PAGE (page), state);
  return SS_PAGE (page);
}

static void
set_title (SsWorkspaceView *self, const char *page)
{
  g_autofree char *title = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  adw_window_title_set_title (self->title, page);
  if (!GTK_IS_WINDOW (root))
    return;

  if (ss_session_get_real (get_session (self)) != NULL)
    {
      g_autofree char *who = ss_masquerade_describe (get_session (self));

      title = g_strdup_printf ("%s — %s", who, page);
    }
  else
    /* Translators: a page, then the program */
    title = g_strdup_printf (_ ("%s — Smooth Schedule"), page);
  gtk_window_set_title (GTK_WINDOW (root), title);
}

static void
keyring_problem_cb (SsWorkspaceView *self)
{
  const char *problem = ss_session_get_keyring_problem (get_session (self));

  if (problem != NULL)
    ss_workspace_view_toast_text (self, problem);
}

static void show_demo_role (SsWorkspaceView *self);
static void fill_visit_banner (SsWorkspaceView *self);

/* Permissions or the brand may have changed. */
static void
user_changed_cb (SsWorkspaceView *self)
{
  SsCurrentUser *user = ss_session_get_current_user (get_session (self));

  if (user == NULL)
    return;

  show_demo_role (self);
  fill_visit_banner (self);
  ss_sidebar_set_permissions (self->sidebar, get_permissions (self));
  if (self->info != NULL && !ss_page_info_is_allowed (self->info, get_permissions (self)))
    ss_workspace_view_show_page (self, ss_page_table_get_first (get_permissions (self))->id);
}

/* The role may be another than was chosen: an owner can hand the business over. */
static void
show_demo_role (SsWorkspaceView *self)
{
  SsCurrentUser *user = ss_session_get_current_user (get_session (self));
  g_autofree char *text = NULL;

  if (user == NULL)
    return;
  /* Translators: a role, such as Tenant owner */
  text = g_strdup_printf (_ ("Demo — you are: %s"), ss_role_describe (ss_current_user_get_role (user)));
  gtk_label_set_text (self->demo_label, text);
}

static void
fill_demo_banner (SsWorkspaceView *self)
{
  gboolean is_demo = ss_access_get_is_demo (self->access) && !ss_access_get_is_masquerading (self->access);

  gtk_revealer_set_reveal_child (self->demo_revealer, is_demo);
  if (!is_demo)
    return;

  show_demo_role (self);
  for (guint role = 0; role < SS_N_ROLES; role++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (ss_role_get_label (role)), NULL);

      g_menu_item_set_action_and_target (item, "app.demo", "s", ss_role_to_string (role));
      g_menu_append_item (self->roles_menu, item);
    }
}

/* Staff see at every moment whose bookings they have before them. */
static void
fill_visit_banner (SsWorkspaceView *self)
{
  SsCurrentUser *user = ss_session_get_current_user (get_session (self));
  SsTenantBrand *tenant = user != NULL ? ss_current_user_get_tenant (user) : NULL;
  gboolean is_visiting = ss_access_get_is_visiting (self->access) && tenant != NULL;
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->visit_revealer, is_visiting);
  if (!is_visiting)
    return;
  /* Translators: a business, then a role, such as Platform support */
  text = g_strdup_printf (_ ("You are in %s as %s."), ss_tenant_brand_get_name (tenant),
                          ss_role_describe (ss_current_user_get_role (user)));
  gtk_label_set_text (self->visit_label, text);
}

/* What is not one's own looks it: the banner over everything, a frame around it, and a mark in the header. */
static void
fill_masquerade_banner (SsWorkspaceView *self)
{
  SsSession *session = get_session (self);
  g_autofree char *who = NULL;

  if (ss_session_get_real (session) == NULL)
    return;

  who = ss_masquerade_describe (session);
  g_signal_connect_object (self->masquerade_banner, "announce", G_CALLBACK (ss_workspace_view_toast_text),
                           self, G_CONNECT_SWAPPED);
  ss_masquerade_banner_set_session (self->masquerade_banner, session);
  gtk_widget_set_visible (GTK_WIDGET (self->masquerade_banner), TRUE);
  gtk_image_set_from_icon_name (self->masquerade_icon, ss_masquerade_get_icon_name (session));
  gtk_widget_set_visible (GTK_WIDGET (self->masquerade_icon), TRUE);
  adw_window_title_set_subtitle (self->title, who);
  gtk_widget_add_css_class (GTK_WIDGET (self), "masquerading");
  if (!ss_session_get_is_view_only (session))
    gtk_widget_add_css_class (GTK_WIDGET (self), "act");
}

/* Somebody acts as a member of the business, or has stopped. */
static void
masquerade_cb (SsWorkspaceView *self, const char *name, SsMasqueradeNotice *notice)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean has_ended = g_str_equal (name, "masquerade.ended");
  g_autofree char *text = ss_masquerade_notice_describe (notice, has_ended);

  ss_workspace_view_toast_text (self, text);
  if (GTK_IS_WINDOW (root) && (has_ended || g_settings_get_boolean (self->settings, "notify-masquerade")))
    ss_masquerade_notice_send (notice, has_ended,
                               G_APPLICATION (gtk_window_get_application (GTK_WINDOW (root))));
}

static void
own_grant_cb (SsWorkspaceView *self, SsPermissionGrant *grant, SsOwnGrantMoment moment)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GTimeZone) zone = ss_business_get_zone (self->workspace);
  g_autofree char *text = ss_grant_notice_describe (grant, moment, zone);

  ss_workspace_view_toast_text (self, text);
  if (GTK_IS_WINDOW (root)
      && (moment == SS_OWN_GRANT_ENDED || g_settings_get_boolean (self->settings, "notify-grant")))
    ss_grant_notice_send (grant, moment, zone,
                          G_APPLICATION (gtk_window_get_application (GTK_WINDOW (root))));
}

static void
fold_cb (SsWorkspaceView *self)
{
  gboolean is_folded = adw_flap_get_folded (self->flap);

  if (is_folded)
    adw_flap_set_reveal_flap (self->flap, FALSE);
  else
    adw_flap_set_reveal_flap (self->flap, g_settings_get_boolean (self->settings, "sidebar-visible"));
}

static void
reveal_cb (SsWorkspaceView *self)
{
  if (!adw_flap_get_folded (self->flap))
    g_settings_set_boolean (self->settings, "sidebar-visible", adw_flap_get_reveal_flap (self->flap));
}

static void
preference_cb (SsWorkspaceView *self)
{
  if (!adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, g_settings_get_boolean (self->settings, "sidebar-visible"));
}

static void
page_chosen_cb (SsWorkspaceView *self, const char *id)
{
  ss_workspace_view_show_page (self, id);
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
ss_workspace_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SsWorkspaceView *self = SS_WORKSPACE_VIEW (widget);

  if (width != self->width)
    {
      self->width = width;
      adw_flap_set_fold_policy (self->flap, width < FOLD_WIDTH ? ADW_FLAP_FOLD_POLICY_ALWAYS
                                                               : ADW_FLAP_FOLD_POLICY_NEVER);
    }
  GTK_WIDGET_CLASS (ss_workspace_view_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
ss_workspace_view_root (GtkWidget *widget)
{
  SsWorkspaceView *self = SS_WORKSPACE_VIEW (widget);

  GTK_WIDGET_CLASS (ss_workspace_view_parent_class)->root (widget);
  if (self->info != NULL)
    set_title (self, _ (self->info->title));
}

static void
ss_workspace_view_dispose (GObject *object)
{
  SsWorkspaceView *self = SS_WORKSPACE_VIEW (object);

  /* The template's end unparents a bound child, which the bin would do again. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_object (&self->access);
  g_clear_object (&self->settings);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (ss_workspace_view_parent_class)->dispose (object);
}

static void
ss_workspace_view_finalize (GObject *object)
{
  g_free (SS_WORKSPACE_VIEW (object)->key);
  g_strfreev (SS_WORKSPACE_VIEW (object)->permissions);

  G_OBJECT_CLASS (ss_workspace_view_parent_class)->finalize (object);
}

static void
ss_workspace_view_class_init (SsWorkspaceViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ss_workspace_view_dispose;
  object_class->finalize = ss_workspace_view_finalize;
  widget_class->root = ss_workspace_view_root;
  widget_class->size_allocate = ss_workspace_view_size_allocate;

  g_type_ensure (SS_TYPE_SIDEBAR);
  g_type_ensure (SS_TYPE_MASQUERADE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/shell/workspace-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, masquerade_banner);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, masquerade_icon);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, flap);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, sidebar);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, header_bar);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, title);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, demo_revealer);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, demo_label);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, visit_revealer);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, visit_label);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, roles_menu);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, offline_revealer);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, offline_label);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, toasts);
  gtk_widget_class_bind_template_child (widget_class, SsWorkspaceView, pages);
}

static void
ss_workspace_view_init (SsWorkspaceView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
connect_session (SsWorkspaceView *self)
{
  SsSession *session = get_session (self);

  ss_clock_text_connect (self, G_CALLBACK (update_online_cb));
  g_signal_connect_object (session, "notify::is-online", G_CALLBACK (update_online_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::keyring-problem", G_CALLBACK (keyring_problem_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::current-user", G_CALLBACK (user_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "own-grant", G_CALLBACK (own_grant_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "masquerade", G_CALLBACK (masquerade_cb), self,
                           G_CONNECT_SWAPPED);
  update_online_cb (self);
  keyring_problem_cb (self);
}

static void
connect_flap (SsWorkspaceView *self)
{
  adw_flap_set_reveal_flap (self->flap, g_settings_get_boolean (self->settings, "sidebar-visible"));
  g_signal_connect_object (self->flap, "notify::folded", G_CALLBACK (fold_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (reveal_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::sidebar-visible", G_CALLBACK (preference_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * ss_workspace_view_new:
 * @access: with a workspace
 * @settings: the program's settings
 *
 * Returns: (transfer floating): the view of that workspace, at the page that was shown last
 */
GtkWidget *
ss_workspace_view_new (SsAccess *access, GSettings *settings)
{
  SsWorkspaceView *self = g_object_new (SS_TYPE_WORKSPACE_VIEW, NULL);
  g_autofree char *last_page = g_settings_get_string (settings, "last-page");

  self->access = g_object_ref (access);
  self->settings = g_object_ref (settings);
  self->workspace = g_object_ref (ss_access_get_workspace (access));
  self->key = ss_access_get_key (access);

  connect_session (self);
  connect_flap (self);
  fill_demo_banner (self);
  fill_visit_banner (self);
  fill_masquerade_banner (self);
  ss_sidebar_set_up (self->sidebar, access);
  ss_sidebar_set_permissions (self->sidebar, get_permissions (self));
  g_signal_connect_object (self->sidebar, "page-chosen", G_CALLBACK (page_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  if (!ss_workspace_view_show_page (self, last_page))
    ss_workspace_view_show_page (self, ss_page_table_get_first (get_permissions (self))->id);
  return GTK_WIDGET (self);
}

/**
 * ss_workspace_view_get_workspace:
 * @self: the view
 *
 * Returns: (transfer none): what it shows
 */
SsWorkspace *
ss_workspace_view_get_workspace (SsWorkspaceView *self)
{
  return self->workspace;
}

/**
 * ss_workspace_view_show_page:
 * @self: the view
 * @id: a page's id
 *
 * Returns: whether there is such a page for this person
 */
gboolean
ss_workspace_view_show_page (SsWorkspaceView *self, const char *id)
{
  const SsPageInfo *info = ss_page_table_find (id);
  SsPage *page;

  if (info == NULL || !ss_page_info_is_allowed (info, get_permissions (self)))
    return FALSE;
  if (info == self->info)
    return TRUE;

  page = ensure_page (self, info);
  if (self->info != NULL)
    ss_page_hide (ss_workspace_view_get_page (self));
  self->info = info;
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (page));
  ss_sidebar_select (self->sidebar, info->id);
  set_title (self, _ (info->title));
  update_online_cb (self);
  if (self->key != NULL)
    g_settings_set_string (self->settings, "last-page", info->id);
  ss_page_show (page);
  return TRUE;
}

/**
 * ss_workspace_view_show_page_number:
 * @self: the view
 * @number: from 1, in the sidebar's order
 */
void
ss_workspace_view_show_page_number (SsWorkspaceView *self, int number)
{
  for (const SsPageInfo *info = ss_page_table_get (); info->id != NULL; info++)
    if (ss_page_info_is_allowed (info, get_permissions (self)) && --number == 0)
      {
        page_chosen_cb (self, info->id);
        return;
      }
}

/**
 * ss_workspace_view_get_page_id:
 * @self: the view
 *
 * Returns: (nullable): the id of the page that is shown
 */
const char *
ss_workspace_view_get_page_id (SsWorkspaceView *self)
{
  return self->info != NULL ? self->info->id : NULL;
}

/**
 * ss_workspace_view_get_page:
 * @self: the view
 *
 * Returns: (transfer none) (nullable): the page that is shown
 */
SsPage *
ss_workspace_view_get_page (SsWorkspaceView *self)
{
  GtkWidget *page = self->info != NULL ? gtk_stack_get_child_by_name (self->pages, self->info->id) : NULL;

  return page != NULL ? SS_PAGE (page) : NULL;
}

/**
 * ss_workspace_view_reload:
 * @self: the view
 *
 * Fetches again what is shown.
 */
void
ss_workspace_view_reload (SsWorkspaceView *self)
{
  SsPage *page = ss_workspace_view_get_page (self);

  if (page != NULL)
    ss_page_reload (page);
}

/**
 * ss_workspace_view_start_search:
 * @self: the view
 *
 * Searches the page, or everything where the page has nothing to search.
 */
void
ss_workspace_view_start_search (SsWorkspaceView *self)
{
  SsPage *page = ss_workspace_view_get_page (self);

  if (page != NULL && !ss_page_start_search (page))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.palette", NULL);
}

/**
 * ss_workspace_view_toggle_sidebar:
 * @self: the view
 */
void
ss_workspace_view_toggle_sidebar (SsWorkspaceView *self)
{
  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

/**
 * ss_workspace_view_open_menu:
 * @self: the view
 *
 * Opens the main menu, which is in the sidebar.
 */
void
ss_workspace_view_open_menu (SsWorkspaceView *self)
{
  adw_flap_set_reveal_flap (self->flap, TRUE);
  ss_sidebar_open_menu (self->sidebar);
}

/**
 * ss_workspace_view_open_accounts:
 * @self: the view
 *
 * Opens the account switcher, which is in the sidebar.
 */
void
ss_workspace_view_open_accounts (SsWorkspaceView *self)
{
  adw_flap_set_reveal_flap (self->flap, TRUE);
  ss_sidebar_open_accounts (self->sidebar);
}

/**
 * ss_workspace_view_toast_text:
 * @self: the view
 * @text: a sentence
 */
void
ss_workspace_view_toast_text (SsWorkspaceView *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

/**
 * ss_workspace_view_save_state:
 * @self: the view
 *
 * Saves what the pages that were visited want to restore; nothing while masquerading.
 */
void
ss_workspace_view_save_state (SsWorkspaceView *self)
{
  if (self->key == NULL)
    return;

  for (const SsPageInfo *info = ss_page_table_get (); info->id != NULL; info++)
    {
      GtkWidget *page = gtk_stack_get_child_by_name (self->pages, info->id);

      if (page != NULL)
        ss_page_states_save (self->settings, self->key, info->id, ss_page_save_state (SS_PAGE (page)));
    }
}
