/* domains-page.c: the names under which a business is reached
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/platform/domains-page.h"

#include <glib/gi18n-lib.h>

#include "app/business/record-flow.h"
#include "app/platform/domain-dialog.h"
#include "app/platform/domain-row.h"
#include "app/widgets/status-view.h"

struct _SsDomainsPage
{
  SsPage parent_instance;

  GtkWidget *add_button;
  SsStatusView *status;
  GtkListView *view;

  GSimpleActionGroup *actions; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsDomainsPage, ss_domains_page, SS_TYPE_PAGE)

/* What is to be done, or is on its way. */
typedef struct
{
  SsPage *page;     /* (owned) */
  SsDomain *domain; /* (owned) */
  SsDomainDeed deed;
} Deed;

static SsDomainStore *
get_store (SsDomainsPage *self)
{
  return ss_workspace_get_domains (ss_page_get_workspace (SS_PAGE (self)));
}

static Deed *
deed_new (SsPage *page, SsDomain *domain, SsDomainDeed what)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->page = g_object_ref (page);
  deed->domain = g_object_ref (domain);
  deed->deed = what;
  return deed;
}

static void
deed_free (Deed *deed)
{
  g_object_unref (deed->page);
  g_object_unref (deed->domain);
  g_free (deed);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, deed_free)

static void
free_deed_cb (gpointer data, GClosure *closure)
{
  deed_free (data);
}

/* What the platform has found, or why it would not. */
static void
done_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Deed) deed = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsDomain) now = ss_domain_store_do_finish (SS_DOMAIN_STORE (store), result, &error);
  g_autofree char *text = NULL;

  if (error != NULL)
    text = g_strdup (error->message);
  else if (deed->deed == SS_DOMAIN_REMOVE)
    text = ss_name_in (_ ("%s was removed."), ss_domain_get_domain (deed->domain));
  else if (deed->deed == SS_DOMAIN_VERIFY && now != NULL)
    text = g_strdup (ss_domain_get_verification_message (now));
  else
    text = ss_name_in (_ ("%s is the primary domain now."), ss_domain_get_domain (deed->domain));
  ss_page_toast_text (deed->page, text);
}

static void
do_it (SsPage *page, SsDomain *domain, SsDomainDeed what)
{
  SsWorkspace *workspace = ss_page_get_workspace (page);

  if (workspace != NULL)
    ss_domain_store_do_async (ss_workspace_get_domains (workspace), what, domain, NULL, done_cb,
                              deed_new (page, domain, what));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Deed *deed)
{
  if (g_str_equal (response, "remove"))
    do_it (deed->page, deed->domain, SS_DOMAIN_REMOVE);
}

static void
ask_to_remove (SsPage *page, SsDomain *domain)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  g_autofree char *heading = ss_name_in (_ ("Remove %s?"), ss_domain_get_domain (domain));
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading,
                              _ ("The business can’t be reached under this name any more, from now on."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb),
                         deed_new (page, domain, SS_DOMAIN_REMOVE), free_deed_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Enter on a row opens its menu, as the button does. */
static void
activate_cb (SsDomainsPage *self)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->view));
  GtkWidget *row = focused != NULL ? gtk_widget_get_first_child (focused) : NULL;

  if (SS_IS_DOMAIN_ROW (row))
    ss_domain_row_open_menu (SS_DOMAIN_ROW (row));
}

static void
reload_cb (SsDomainsPage *self)
{
  ss_page_reload (SS_PAGE (self));
}

/* Actions */

/* (nullable) */
static SsDomain *
find_domain (gpointer self, GVariant *id)
{
  return (SsDomain *) ss_paged_list_find (ss_domain_store_get_domains (get_store (self)),
                                          g_variant_get_string (id, NULL));
}

static void
add_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_domain_dialog_present (user_data);
}

static void
verify_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (find_domain (user_data, parameter) != NULL)
    do_it (user_data, find_domain (user_data, parameter), SS_DOMAIN_VERIFY);
}

static void
make_primary_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (find_domain (user_data, parameter) != NULL)
    do_it (user_data, find_domain (user_data, parameter), SS_DOMAIN_MAKE_PRIMARY);
}

static void
remove_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (find_domain (user_data, parameter) != NULL)
    ask_to_remove (user_data, find_domain (user_data, parameter));
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (user_data), g_variant_get_string (parameter, NULL));
  ss_page_toast_text (user_data, _ ("Copied."));
}

static const GActionEntry entries[] = {
  { .name = "add", .activate = add_action },
  { .name = "verify", .activate = verify_action, .parameter_type = "s" },
  { .name = "make-primary", .activate = make_primary_action, .parameter_type = "s" },
  { .name = "remove", .activate = remove_action, .parameter_type = "s" },
  { .name = "copy", .activate = copy_action, .parameter_type = "s" },
};

/* On the platform's own host it would be nobody's. */
static void
update_actions (SsDomainsPage *self)
{
  SsSession *session = ss_workspace_get_session (ss_page_get_workspace (SS_PAGE (self)));
  SsCurrentUser *user = ss_session_get_current_user (session);
  gboolean may =
      user != NULL && ss_current_user_get_tenant (user) != NULL && ss_session_may (session, "domains.manage");
  GAction *add = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "add");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (add), may);
  gtk_widget_set_visible (self->add_button, may);
}

static void
ss_domains_page_set_up (SsPage *page)
{
  SsDomainsPage *self = SS_DOMAINS_PAGE (page);
  SsSession *session = ss_workspace_get_session (ss_page_get_workspace (page));
  SsPagedList *domains = ss_domain_store_get_domains (get_store (self));
  GtkNoSelection *selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (domains)));
  g_autoptr (GtkListItemFactory) factory = ss_domain_row_factory_new ();

  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  ss_status_view_follow (self->status, G_OBJECT (domains));
  g_signal_connect_object (session, "notify::current-user", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  ss_paged_list_set_query (domains, "");
}

static void
ss_domains_page_reload (SsPage *page)
{
  ss_paged_list_reload (ss_domain_store_get_domains (get_store (SS_DOMAINS_PAGE (page))));
}

static void
ss_domains_page_dispose (GObject *object)
{
  g_clear_object (&SS_DOMAINS_PAGE (object)->actions);
  G_OBJECT_CLASS (ss_domains_page_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsDomainsPage, child)
#define BIND_CALLBACK(callback) gtk_widget_class_bind_template_callback (widget_class, callback)

static void
ss_domains_page_class_init (SsDomainsPageClass *klass)
{
  SsPageClass *page_class = SS_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_domains_page_dispose;
  page_class->set_up = ss_domains_page_set_up;
  page_class->reload = ss_domains_page_reload;
  g_type_ensure (SS_TYPE_STATUS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/platform/domains-page.ui");
  BIND (add_button);
  BIND (status);
  BIND (view);
  BIND_CALLBACK (activate_cb);
  BIND_CALLBACK (reload_cb);
}

static void
ss_domains_page_init (SsDomainsPage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "domains", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
}
