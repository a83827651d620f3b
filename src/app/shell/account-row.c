/* account-row.c: an account in a list of those that can be switched to
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/account-row.h"

#include <glib/gi18n-lib.h>

struct _SsAccountRow
{
  AdwActionRow parent_instance;

  SsAccount *account; /* (owned) */
  GtkWidget *check;   /* (unowned): a child */
};

G_DEFINE_FINAL_TYPE (SsAccountRow, ss_account_row, ADW_TYPE_ACTION_ROW)

static const char *
get_place (SsAccount *account)
{
  const char *name = ss_account_get_tenant_name (account);

  return name != NULL && *name != '\0' ? name : ss_account_get_address (account);
}

static void
fill (SsAccountRow *self)
{
  const char *name = ss_account_get_name (self->account);
  GtkWidget *avatar;

  if (name == NULL || *name == '\0')
    name = ss_account_get_email (self->account);
  avatar = adw_avatar_new (32, name, TRUE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), get_place (self->account));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), avatar);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), ss_account_get_email (self->account));
}

static void
ss_account_row_finalize (GObject *object)
{
  g_clear_object (&SS_ACCOUNT_ROW (object)->account);

  G_OBJECT_CLASS (ss_account_row_parent_class)->finalize (object);
}

static void
ss_account_row_class_init (SsAccountRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_account_row_finalize;
}

static void
ss_account_row_init (SsAccountRow *self)
{
  self->check = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_widget_set_visible (self->check, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->check);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

/**
 * ss_account_row_create:
 * @account: (type SsAccount): whose row
 * @user_data: not used
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
ss_account_row_create (gpointer account, gpointer user_data)
{
  SsAccountRow *self = g_object_new (SS_TYPE_ACCOUNT_ROW, NULL);

  self->account = g_object_ref (account);
  fill (self);
  return GTK_WIDGET (self);
}

/**
 * ss_account_row_get_account:
 * @self: the row
 *
 * Returns: (transfer none): whose it is
 */
SsAccount *
ss_account_row_get_account (SsAccountRow *self)
{
  return self->account;
}

/**
 * ss_account_row_set_is_current:
 * @self: the row
 * @is_current: whether this one is signed in to
 */
void
ss_account_row_set_is_current (SsAccountRow *self, gboolean is_current)
{
  gtk_widget_set_visible (self->check, is_current);
}
