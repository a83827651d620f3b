/* account-popover.c: the accounts to switch between, or the demo's roles
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/account-popover.h"

#include <glib/gi18n-lib.h>

#include "app/shell/account-row.h"
#include "app/shell/demo-people.h"

struct _SsAccountPopover
{
  GtkPopover parent_instance;

  GtkBox *box;      /* (unowned): a child */
  GtkListBox *list; /* (unowned): a child */
  SsAccess *access; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsAccountPopover, ss_account_popover, GTK_TYPE_POPOVER)

static GtkWidget *
create_role_row (SsAccountPopover *self, SsRole role)
{
  const SsDemoPerson *person = ss_demo_person_get (role);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (ss_role_get_label (role)));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (person->icon_name));
  gtk_widget_set_tooltip_text (row, _ (person->sees));
  if (role == ss_access_get_role (self->access))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.demo");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", ss_role_to_string (role));
  return row;
}

static void
account_activated_cb (SsAccountPopover *self, GtkListBoxRow *row)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  if (SS_IS_ACCOUNT_ROW (row))
    ss_access_switch_to (self->access, ss_account_row_get_account (SS_ACCOUNT_ROW (row)));
}

static GtkWidget *
create_account_row_cb (gpointer account, gpointer user_data)
{
  SsAccountPopover *self = user_data;
  GtkWidget *row = ss_account_row_create (account, NULL);
  SsAccount *current = ss_access_get_account (self->access);

  ss_account_row_set_is_current (SS_ACCOUNT_ROW (row),
                                 current != NULL && ss_account_equal (current, account));
  return row;
}

static void
append_button (SsAccountPopover *self, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, button);
}

static void
ss_account_popover_finalize (GObject *object)
{
  g_clear_object (&SS_ACCOUNT_POPOVER (object)->access);

  G_OBJECT_CLASS (ss_account_popover_parent_class)->finalize (object);
}

static void
ss_account_popover_class_init (SsAccountPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_account_popover_finalize;
}

static void
ss_account_popover_init (SsAccountPopover *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->list = GTK_LIST_BOX (list);
  self->box = GTK_BOX (box);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "account-list");
  g_signal_connect_object (list, "row-activated", G_CALLBACK (account_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 460);
  gtk_widget_set_size_request (box, 260, -1);
  gtk_box_append (self->box, scroller);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

/**
 * ss_account_popover_new:
 * @access: whose accounts
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
ss_account_popover_new (SsAccess *access)
{
  SsAccountPopover *self = g_object_new (SS_TYPE_ACCOUNT_POPOVER, NULL);
  gboolean is_demo = ss_access_get_is_demo (access);

  self->access = g_object_ref (access);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_demo ? _ ("Roles") : _ ("Accounts"), -1);
  if (ss_access_get_is_masquerading (access))
    {
      gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self->box)), FALSE);
      append_button (self, _ ("_Be Yourself Again"), "app.stop-masquerade");
    }
  else if (is_demo)
    {
      for (guint role = 0; role < SS_N_ROLES; role++)
        gtk_list_box_append (self->list, create_role_row (self, role));
      append_button (self, _ ("_Reset the Demo…"), "win.reset-demo");
      append_button (self, _ ("_Leave the Demo"), "win.leave-demo");
    }
  else
    {
      gtk_list_box_bind_model (self->list, ss_access_get_accounts (access), create_account_row_cb, self,
                               NULL);
      append_button (self, _ ("_Add an Account…"), "win.add-account");
      append_button (self, _ ("_Sign Out"), "win.sign-out");
    }
  return GTK_WIDGET (self);
}
