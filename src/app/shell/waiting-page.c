/* waiting-page.c: while a session is taken up again, or the demo starts
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/waiting-page.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/status-view.h"

struct _SsWaitingPage
{
  AdwBin parent_instance;

  SsStatusView *status;
  GtkWidget *other_button;

  SsAccess *access; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsWaitingPage, ss_waiting_page, ADW_TYPE_BIN)

static char *
describe (SsWaitingPage *self)
{
  SsAccount *account = ss_access_get_account (self->access);

  if (ss_access_get_state (self->access) == SS_ACCESS_STARTING_DEMO || account == NULL)
    return g_strdup (_ ("Starting the demo…"));
  /* Translators: an address, such as acme.smoothschedule.com */
  return g_strdup_printf (_ ("Connecting to %s…"), ss_account_get_address (account));
}

static void
update_cb (SsWaitingPage *self)
{
  gboolean has_failed = ss_access_get_state (self->access) == SS_ACCESS_UNREACHABLE;
  g_autofree char *text = describe (self);
  g_autofree char *title = NULL;

  /* Translators: an address, such as acme.smoothschedule.com */
  if (has_failed)
    title =
        g_strdup_printf (_ ("Can’t Reach %s"), ss_account_get_address (ss_access_get_account (self->access)));
  g_object_set (self->status, "loading-text", text, "failed-title", title, NULL);
  ss_status_view_set_error (self->status, ss_access_get_error (self->access));
  ss_status_view_set_state (self->status, has_failed ? SS_LOAD_FAILED : SS_LOAD_LOADING);
  gtk_widget_set_visible (self->other_button, has_failed);
  /* Retry is what Enter does. */
  if (has_failed)
    gtk_widget_child_focus (GTK_WIDGET (self->status), GTK_DIR_TAB_FORWARD);
}

static void
retry_cb (SsWaitingPage *self)
{
  ss_access_retry (self->access);
}

static void
other_cb (SsWaitingPage *self)
{
  ss_access_give_up (self->access);
}

static void
ss_waiting_page_dispose (GObject *object)
{
  SsWaitingPage *self = SS_WAITING_PAGE (object);

  g_clear_object (&self->access);

  G_OBJECT_CLASS (ss_waiting_page_parent_class)->dispose (object);
}

static void
ss_waiting_page_class_init (SsWaitingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_waiting_page_dispose;
  g_type_ensure (SS_TYPE_STATUS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/shell/waiting-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SsWaitingPage, status);
  gtk_widget_class_bind_template_child (widget_class, SsWaitingPage, other_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
}

static void
ss_waiting_page_init (SsWaitingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ss_waiting_page_new:
 * @access: what is waited for
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
ss_waiting_page_new (SsAccess *access)
{
  SsWaitingPage *self = g_object_new (SS_TYPE_WAITING_PAGE, NULL);

  self->access = g_object_ref (access);
  g_signal_connect_object (access, "notify::state", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
  return GTK_WIDGET (self);
}
