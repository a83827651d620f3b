/* audit-entry-dialog.c: one entry of the audit log, for people and as it was written
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/audit-entry-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/people/audit-words.h"
#include "app/plugins/code-view.h"

#define WIDTH 560
#define HEIGHT 640
#define CODE_HEIGHT 260

struct _SsAuditEntryDialog
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *facts;
  SsAuditEntry *entry; /* (owned) */
  char *text;          /* (owned): the entry's JSON */
};

G_DEFINE_FINAL_TYPE (SsAuditEntryDialog, ss_audit_entry_dialog, ADW_TYPE_WINDOW)

static guint filter_signal;

static AdwActionRow *
add_fact (SsAuditEntryDialog *self, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  if (value == NULL || *value == '\0')
    {
      g_object_unref (g_object_ref_sink (row));
      return NULL;
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_preferences_group_add (self->facts, row);
  return ADW_ACTION_ROW (row);
}

static void
only_actor_cb (SsAuditEntryDialog *self)
{
  SsAuditActor *real = ss_audit_entry_get_real_actor (self->entry);
  SsAuditActor *actor = real != NULL ? real : ss_audit_entry_get_actor (self->entry);

  g_signal_emit (self, filter_signal, 0, ss_audit_actor_get_email (actor), NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
only_target_cb (SsAuditEntryDialog *self)
{
  SsAuditTarget *target = ss_audit_entry_get_target (self->entry);
  const char *email = ss_audit_target_get_email (target);

  g_signal_emit (self, filter_signal, 0, NULL,
                 email != NULL && *email != '\0' ? email : ss_audit_target_get_id (target));
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_filter_button (SsAuditEntryDialog *self, AdwActionRow *row, const char *text, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("ss-filter-symbolic");

  if (row == NULL)
    {
      g_object_unref (g_object_ref_sink (button));
      return;
    }
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);
}

static void
fill_facts (SsAuditEntryDialog *self, GTimeZone *zone)
{
  SsAuditEntry *entry = self->entry;
  g_autofree char *time = ss_audit_entry_describe_time (entry, zone);
  g_autofree char *actor = ss_audit_entry_describe_actor (entry);
  g_autofree char *target = ss_audit_entry_describe_target (entry);
  AdwActionRow *actor_row, *target_row;

  add_fact (self, _ ("What"), ss_audit_action_describe (ss_audit_entry_get_action (entry)));
  add_fact (self, _ ("When"), time);
  actor_row = add_fact (self, _ ("Who"), actor);
  target_row = add_fact (self, _ ("To whom or what"), target);
  add_fact (self, _ ("From"), ss_audit_entry_get_ip_address (entry));
  add_fact (self, _ ("With"), ss_audit_entry_get_user_agent (entry));
  if (ss_audit_entry_get_actor (entry) != NULL)
    add_filter_button (self, actor_row, _ ("Only What This Person Did"), G_CALLBACK (only_actor_cb));
  if (target != NULL)
    add_filter_button (self, target_row, _ ("Only What Was Done to This One"), G_CALLBACK (only_target_cb));
}

static void
copy_cb (SsAuditEntryDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
}

static GtkWidget *
make_code (SsAuditEntryDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *code = ss_code_view_new_of ("json", FALSE);

  ss_code_view_set_text (code, self->text);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (code), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (code), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (code), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The entry as JSON"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), code);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), CODE_HEIGHT);
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_add_css_class (copy, "flat");
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (copy, _ ("Copy"));
  g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("As It Was Written"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), copy);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), scroller);
  return group;
}

static void
ss_audit_entry_dialog_finalize (GObject *object)
{
  SsAuditEntryDialog *self = SS_AUDIT_ENTRY_DIALOG (object);

  g_clear_object (&self->entry);
  g_free (self->text);

  G_OBJECT_CLASS (ss_audit_entry_dialog_parent_class)->finalize (object);
}

static void
ss_audit_entry_dialog_class_init (SsAuditEntryDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_audit_entry_dialog_finalize;

  filter_signal = g_signal_new ("filter", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ss_audit_entry_dialog_init (SsAuditEntryDialog *self)
{
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Audit Entry"));
}

/**
 * ss_audit_entry_dialog_new:
 * @parent: the widget whose window it is of
 * @entry: an entry
 * @zone: in which its time is said
 *
 * Returns: (transfer none): the dialog, not yet shown
 */
GtkWidget *
ss_audit_entry_dialog_new (GtkWidget *parent, SsAuditEntry *entry, GTimeZone *zone)
{
  SsAuditEntryDialog *self = g_object_new (SS_TYPE_AUDIT_ENTRY_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *view = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *facts = adw_preferences_group_new ();
  int width = root != NULL ? gtk_widget_get_width (GTK_WIDGET (root)) : 0;

  self->entry = g_object_ref (entry);
  self->text = ss_audit_entry_to_text (entry);
  self->facts = ADW_PREFERENCES_GROUP (facts);
  fill_facts (self, zone);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->facts);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (make_code (self)));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (view), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (view), page);
  adw_window_set_content (ADW_WINDOW (self), view);
  gtk_window_set_default_size (GTK_WINDOW (self), width > 0 ? MIN (WIDTH, width) : WIDTH, HEIGHT);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  return GTK_WIDGET (self);
}
