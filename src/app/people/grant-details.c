/* grant-details.c: all that is known of one permission granted for a while
 *
 * How often it was needed stands in the audit log, and is asked for when somebody looks.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/grant-details.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/people/grant-words.h"

#define WIDTH 440
#define HEIGHT 560

/* What a window shows, as long as it is open. */
typedef struct
{
  GtkWidget *window;          /* (unowned): whose data this is */
  AdwPreferencesGroup *facts; /* (unowned) */
  AdwActionRow *uses;         /* (unowned) */
  SsPage *page;               /* (owned) */
  SsPermissionGrant *grant;   /* (owned) */
  GCancellable *counting;     /* (owned) */
} Details;

static void
details_free (gpointer data)
{
  Details *self = data;

  g_cancellable_cancel (self->counting);
  g_object_unref (self->counting);
  g_object_unref (self->grant);
  g_object_unref (self->page);
  g_free (self);
}

static AdwActionRow *
add_fact (Details *self, const char *title, const char *text)
{
  GtkWidget *row;
  g_autofree char *escaped = NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  row = adw_action_row_new ();
  escaped = g_markup_escape_text (text, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_preferences_group_add (self->facts, row);
  return ADW_ACTION_ROW (row);
}

static void
add_person (Details *self, const char *title, SsPersonReference *person)
{
  g_autofree char *text = NULL;

  if (person == NULL)
    return;
  /* Translators: a name, and an e-mail address */
  text = g_strdup_printf (_ ("%s · %s"), ss_person_reference_get_name (person),
                          ss_person_reference_get_email (person));
  add_fact (self, title, text);
}

static gboolean
is_active (Details *self)
{
  return g_strcmp0 (ss_permission_grant_get_status (self->grant), "ACTIVE") == 0;
}

static void
fill (Details *self)
{
  SsPermissionGrant *grant = self->grant;
  g_autoptr (GTimeZone) zone = ss_business_get_zone (ss_page_get_workspace (self->page));
  gint64 revoked_at = ss_permission_grant_get_revoked_at (grant);
  g_autofree char *given = ss_business_format_moment (zone, ss_permission_grant_get_created_at (grant));
  g_autofree char *end = ss_business_format_moment (zone, ss_permission_grant_get_expires_at (grant));
  g_autofree char *revoked = revoked_at > 0 ? ss_business_format_moment (zone, revoked_at) : NULL;

  add_fact (self, _ ("Permission"), ss_grant_describe_action (ss_permission_grant_get_action (grant)));
  add_person (self, _ ("To Whom"), ss_permission_grant_get_grantee (grant));
  add_person (self, _ ("By Whom"), ss_permission_grant_get_grantor (grant));
  add_fact (self, _ ("Reason"), ss_permission_grant_get_reason (grant));
  add_fact (self, _ ("Given"), given);
  add_fact (self,
            revoked != NULL    ? _ ("Would Have Ended")
            : is_active (self) ? _ ("Ends")
                               : _ ("Ended"),
            end);
  add_fact (self, _ ("Revoked"), revoked);
  add_person (self, _ ("Revoked By"), ss_permission_grant_get_revoked_by (grant));
  self->uses = add_fact (self, _ ("Used"), "…");
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  Details *self = g_object_get_data (G_OBJECT (window), "details");
  g_autoptr (GError) error = NULL;
  gint64 n = ss_grant_store_count_uses_finish (SS_GRANT_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    text = g_markup_escape_text (error->message, -1);
  else if (n == 0)
    text = g_strdup (_ ("Not once"));
  else
    text = g_strdup_printf (ngettext ("In %d request", "In %d requests", (gulong) n), (int) n);
  adw_action_row_set_subtitle (self->uses, text);
}

static void
revoke_cb (Details *self)
{
  g_autoptr (SsPage) page = g_object_ref (self->page);
  g_autofree char *id = g_strdup (ss_permission_grant_get_id (self->grant));

  gtk_window_close (GTK_WINDOW (self->window));
  gtk_widget_activate_action (GTK_WIDGET (page), "grants.revoke", "s", id);
}

static void
close_cb (GtkWidget *window)
{
  Details *self = g_object_get_data (G_OBJECT (window), "details");

  g_cancellable_cancel (self->counting);
}

static GtkWidget *
make_button (Details *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Revoke…"));

  gtk_widget_add_css_class (button, "destructive-action");
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (revoke_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), button);
  return group;
}

static gboolean
escape_cb (GtkWidget *window, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (window));
  return TRUE;
}

static void
close_with_escape (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, controller);
}

static void
set_up_window (Details *self, GtkWidget *content)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->page));
  GtkWidget *view = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  int width = root != NULL ? gtk_widget_get_width (GTK_WIDGET (root)) : 0;

  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (view), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (view), content);
  adw_window_set_content (ADW_WINDOW (self->window), view);
  gtk_window_set_title (GTK_WINDOW (self->window), _ ("Permission for a While"));
  gtk_window_set_default_size (GTK_WINDOW (self->window), width > 0 ? MIN (WIDTH, width) : WIDTH, HEIGHT);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self->window), TRUE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self->window), GTK_WINDOW (root));
  close_with_escape (self->window);
}

/**
 * ss_grant_details_present:
 * @page: where it stands
 * @grant: which
 */
void
ss_grant_details_present (SsPage *page, SsPermissionGrant *grant)
{
  SsGrantStore *store = ss_workspace_get_grants (ss_page_get_workspace (page));
  GtkWidget *content = adw_preferences_page_new ();
  Details *self = g_new0 (Details, 1);

  self->window = adw_window_new ();
  self->facts = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->page = g_object_ref (page);
  self->grant = g_object_ref (grant);
  self->counting = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (self->window), "details", self, details_free);
  fill (self);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (content), self->facts);
  if (is_active (self)
      && ss_session_may (ss_workspace_get_session (ss_page_get_workspace (page)), "grants.manage"))
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (content), ADW_PREFERENCES_GROUP (make_button (self)));
  set_up_window (self, content);
  g_signal_connect (self->window, "destroy", G_CALLBACK (close_cb), NULL);
  ss_grant_store_count_uses_async (store, ss_permission_grant_get_id (grant), self->counting, counted_cb,
                                   g_object_ref (self->window));
  gtk_window_present (GTK_WINDOW (self->window));
}
