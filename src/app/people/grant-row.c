/* grant-row.c: a permission granted for a while, in the list, with the time that it still lasts
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/grant-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/people/grant-words.h"

/* Below this it is said louder. */
#define NEARLY_OVER 60

struct _SsGrantRow
{
  SsItemRow parent_instance;

  GtkLabel *heading;
  GtkWidget *check;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *action;
  GtkLabel *reason;
  GtkLabel *countdown;
  GtkLabel *until;
  GtkWidget *revoke_button;

  SsWorkspace *workspace;     /* (owned) */
  SsItemSelection *selection; /* (owned) */
  GTimeZone *zone;            /* (owned) */
  guint minutes;              /* as the row's name has them */
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (SsGrantRow, ss_grant_row, SS_TYPE_ITEM_ROW)

static SsPermissionGrant *
get_grant (SsGrantRow *self)
{
  return (SsPermissionGrant *) ss_item_row_get_model (SS_ITEM_ROW (self));
}

static gboolean
is_active (SsPermissionGrant *grant)
{
  return grant != NULL && g_strcmp0 (ss_permission_grant_get_status (grant), "ACTIVE") == 0;
}

/* The row is what has the focus: it is named. */
static void
name_row (SsGrantRow *self, SsPermissionGrant *grant, const char *time)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *text = NULL;

  if (row == NULL)
    return;
  text = grant != NULL
             ? g_strdup_printf ("%s, %s %s, %s", ss_grant_get_grantee_name (grant),
                                gtk_label_get_text (self->action), gtk_label_get_text (self->reason), time)
             : g_strdup (_ ("Loading"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_time_left (SsGrantRow *self)
{
  SsPermissionGrant *grant = get_grant (self);
  SsGrantStore *store = ss_workspace_get_grants (self->workspace);
  guint seconds = ss_grant_store_get_seconds_left (store, grant);
  g_autofree char *countdown = ss_grant_describe_countdown (seconds);
  g_autofree char *left = ss_grant_describe_time_left (seconds);

  gtk_label_set_text (self->countdown, countdown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->countdown), GTK_ACCESSIBLE_PROPERTY_LABEL, left, -1);
  if (seconds <= NEARLY_OVER)
    gtk_widget_add_css_class (GTK_WIDGET (self->countdown), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->countdown), "warning");
  if (self->minutes != (seconds + 59) / 60)
    name_row (self, grant, left);
  self->minutes = (seconds + 59) / 60;
  /* The platform has ended it by now. */
  if (seconds == 0)
    ss_grant_store_touch (store);
}

static void
show_end (SsGrantRow *self, SsPermissionGrant *grant)
{
  g_autofree char *end = ss_grant_describe_end (grant, self->zone);
  g_autofree char *until = NULL;
  g_autofree char *state = NULL;
  const char *status = ss_grant_status_get_label (ss_permission_grant_get_status (grant));
  SsPersonReference *by = ss_permission_grant_get_revoked_by (grant);

  if (is_active (grant))
    {
      /* Translators: a time of day */
      until = g_strdup_printf (_ ("until %s"), end);
      gtk_label_set_text (self->until, until);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->until), NULL);
      self->minutes = G_MAXUINT;
      show_time_left (self);
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->countdown), "warning");
  gtk_label_set_text (self->countdown, status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->countdown), GTK_ACCESSIBLE_PROPERTY_LABEL, status,
                                  -1);
  gtk_label_set_text (self->until, end);
  if (by != NULL)
    /* Translators: a person's name */
    state = g_strdup_printf (_ ("Revoked by %s"), ss_person_reference_get_name (by));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->until), state);
  name_row (self, grant, state != NULL ? state : status);
}

static void
show_check (SsGrantRow *self)
{
  SsPermissionGrant *grant = get_grant (self);
  gboolean is_selecting = ss_item_selection_get_is_selecting (self->selection);

  self->is_setting = TRUE;
  gtk_widget_set_visible (self->check, is_selecting);
  /* What has ended keeps its place in the column. */
  gtk_widget_set_opacity (self->check, is_active (grant) ? 1 : 0);
  gtk_widget_set_sensitive (self->check, is_active (grant));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check),
                               grant != NULL
                                   && ss_item_selection_contains (self->selection,
                                                                  ss_permission_grant_get_id (grant)));
  self->is_setting = FALSE;
  gtk_widget_set_visible (self->revoke_button, is_active (grant) && !is_selecting);
}

static void
show_heading (SsGrantRow *self, SsPermissionGrant *grant)
{
  gboolean is_first = grant != NULL && ss_item_row_get_position (SS_ITEM_ROW (self)) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->heading), is_first);
  if (is_first)
    gtk_label_set_text (self->heading, is_active (grant) ? _ ("Active Now") : _ ("Ended"));
}

static void
ss_grant_row_show (SsItemRow *row, SsModel *model)
{
  SsGrantRow *self = SS_GRANT_ROW (row);
  SsPermissionGrant *grant = (SsPermissionGrant *) model;
  g_autofree char *reason = NULL;

  show_heading (self, grant);
  show_check (self);
  if (grant == NULL)
    {
      adw_avatar_set_text (self->avatar, NULL);
      gtk_label_set_text (self->name, "…");
      gtk_label_set_text (self->action, "");
      gtk_label_set_text (self->reason, "");
      gtk_label_set_text (self->countdown, "");
      gtk_label_set_text (self->until, "");
      name_row (self, NULL, NULL);
      return;
    }
  /* Translators: who gave a permission, and what for */
  reason = g_strdup_printf (_ ("By %s: %s"), ss_grant_get_grantor_name (grant),
                            ss_permission_grant_get_reason (grant));
  adw_avatar_set_text (self->avatar, ss_grant_get_grantee_name (grant));
  gtk_label_set_text (self->name, ss_grant_get_grantee_name (grant));
  gtk_label_set_text (self->action, ss_grant_describe_action (ss_permission_grant_get_action (grant)));
  gtk_label_set_text (self->reason, reason);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reason), reason);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->revoke_button), "s",
                                    ss_permission_grant_get_id (grant));
  show_end (self, grant);
}

static void
tick_cb (SsGrantRow *self)
{
  if (is_active (get_grant (self)))
    show_time_left (self);
}

static void
toggled_cb (SsGrantRow *self)
{
  if (!self->is_setting && get_grant (self) != NULL)
    ss_item_selection_set (self->selection, ss_permission_grant_get_id (get_grant (self)),
                           gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check)));
}

static void
ss_grant_row_dispose (GObject *object)
{
  SsGrantRow *self = SS_GRANT_ROW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (ss_grant_row_parent_class)->dispose (object);
}

static void
ss_grant_row_class_init (SsGrantRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_grant_row_dispose;
  SS_ITEM_ROW_CLASS (klass)->show = ss_grant_row_show;
}

static GtkWidget *
make_texts (SsGrantRow *self)
{
  static const char *const plain[] = { NULL };
  static const char *const small[] = { "caption", NULL };
  static const char *const dim[] = { "caption", "dim-label", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->name = ss_item_row_add_label (box, plain);
  self->action = ss_item_row_add_label (box, small);
  gtk_label_set_wrap (self->action, TRUE);
  gtk_label_set_lines (self->action, 2);
  self->reason = ss_item_row_add_label (box, dim);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
make_times (SsGrantRow *self)
{
  static const char *const numbers[] = { "numeric", NULL };
  static const char *const dim[] = { "caption", "numeric", "dim-label", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->countdown = ss_item_row_add_label (box, numbers);
  self->until = ss_item_row_add_label (box, dim);
  gtk_label_set_ellipsize (self->countdown, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (self->until, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_xalign (self->countdown, 1);
  gtk_label_set_xalign (self->until, 1);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static void
ss_grant_row_init (SsGrantRow *self)
{
  static const char *const headings[] = { "heading", NULL };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *avatar = adw_avatar_new (36, NULL, TRUE);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->heading = ss_item_row_add_label (GTK_WIDGET (self), headings);
  gtk_widget_set_margin_top (GTK_WIDGET (self->heading), 6);
  self->check = gtk_check_button_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Select"),
                                  -1);
  gtk_box_append (GTK_BOX (line), self->check);
  self->avatar = ADW_AVATAR (avatar);
  gtk_box_append (GTK_BOX (line), avatar);
  gtk_box_append (GTK_BOX (line), make_texts (self));
  gtk_box_append (GTK_BOX (line), make_times (self));
  self->revoke_button = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_set_valign (self->revoke_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->revoke_button, "flat");
  gtk_widget_set_tooltip_text (self->revoke_button, _ ("Revoke…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->revoke_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Revoke…"), -1);
  /* Which one it is is known with the row's grant. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->revoke_button), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->revoke_button), "grants.revoke");
  gtk_box_append (GTK_BOX (line), self->revoke_button);
  gtk_box_append (GTK_BOX (self), line);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}

typedef struct
{
  SsWorkspace *workspace;     /* (owned) */
  SsItemSelection *selection; /* (owned) */
} Setting;

static void
setting_free (gpointer data, GClosure *closure)
{
  Setting *setting = data;

  g_object_unref (setting->workspace);
  g_object_unref (setting->selection);
  g_free (setting);
}

static GtkWidget *
create_row (gpointer user_data)
{
  Setting *setting = user_data;
  SsGrantRow *self = g_object_new (SS_TYPE_GRANT_ROW, NULL);

  self->workspace = g_object_ref (setting->workspace);
  self->selection = g_object_ref (setting->selection);
  self->zone = ss_business_get_zone (setting->workspace);
  g_signal_connect_object (ss_workspace_get_grants (self->workspace), "tick", G_CALLBACK (tick_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (show_check), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * ss_grant_row_factory_new:
 * @workspace: whose grants they are
 * @selection: which are marked
 *
 * Returns: (transfer full): rows for a list of grants
 */
GtkListItemFactory *
ss_grant_row_factory_new (SsWorkspace *workspace, SsItemSelection *selection)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->workspace = g_object_ref (workspace);
  setting->selection = g_object_ref (selection);
  return ss_item_row_factory_new (create_row, setting, setting_free);
}

void
ss_grant_row_toggle (SsGrantRow *self)
{
  if (is_active (get_grant (self)))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check),
                                 !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check)));
}
