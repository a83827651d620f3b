/* user-row.c: a user in the list, with what may be done with him
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/user-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/people/transfer-dialog.h"
#include "app/people/user-batch.h"
#include "app/plugins/plugin-words.h"
#include "app/widgets/menu-button-name.h"
#include "app/widgets/role-badge.h"
#include "domain/masquerade.h"

struct _SsUserRow
{
  SsItemRow parent_instance;

  GtkWidget *check;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *email;
  GtkLabel *state;
  GtkWidget *badge;
  GtkMenuButton *menu_button;

  SsSession *session;         /* (owned) */
  SsItemSelection *selection; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsUserRow, ss_user_row, SS_TYPE_ITEM_ROW)

/**
 * ss_user_status_get_label:
 * @status: a user's status, as the contract has it
 *
 * Returns: it in words
 */
const char *
ss_user_status_get_label (const char *status)
{
  if (g_strcmp0 (status, "INVITED") == 0)
    return _ ("Invited");
  if (g_strcmp0 (status, "DEACTIVATED") == 0)
    return _ ("Deactivated");
  return _ ("Active");
}

/**
 * ss_user_describe_state:
 * @user: a user
 *
 * Returns: (transfer full): whether he can sign in, and when he last did
 */
char *
ss_user_describe_state (SsUser *user)
{
  const char *status = ss_user_status_get_label (ss_user_get_status (user));
  gint64 moment = ss_user_get_last_login_at (user);
  g_autofree char *date = moment > 0 ? ss_describe_date (moment) : NULL;

  if (date == NULL)
    return g_strdup (status);
  /* Translators: the state of somebody's account, and the day when he was there last. */
  return g_strdup_printf (_ ("%s · last seen %s"), status, date);
}

static SsUser *
get_user (SsUserRow *self)
{
  return (SsUser *) ss_item_row_get_model (SS_ITEM_ROW (self));
}

/* The row is what has the focus: it is named. */
static void
name_row (SsUserRow *self, SsUser *user, const char *state)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *text = NULL;

  if (row == NULL)
    return;
  text = user != NULL
             ? g_strdup_printf ("%s, %s, %s, %s", ss_user_get_name (user),
                                ss_role_describe (ss_user_get_role (user)), state, ss_user_get_email (user))
             : g_strdup (_ ("Loading"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* The mark, where people are being marked. */
static void
show_mark (SsUserRow *self)
{
  SsUser *user = get_user (self);
  gboolean is_selecting = ss_item_selection_get_is_selecting (self->selection);

  gtk_widget_set_visible (self->check, is_selecting);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), !is_selecting);
  gtk_widget_set_sensitive (self->check, user != NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check),
                               user != NULL
                                   && ss_item_selection_contains (self->selection, ss_user_get_id (user)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  user != NULL ? ss_user_get_name (user) : "", -1);
}

static void
toggled_cb (SsUserRow *self)
{
  SsUser *user = get_user (self);

  if (user != NULL && ss_item_selection_get_is_selecting (self->selection))
    ss_item_selection_set (self->selection, ss_user_get_id (user),
                           gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check)));
}

/* (transfer full): with the business, where people of several are in the list */
static char *
describe_place_and_state (SsUserRow *self, SsUser *user)
{
  g_autofree char *state = ss_user_describe_state (user);

  if (ss_session_get_is_in_tenant (self->session) || ss_user_get_tenant_name (user) == NULL)
    return g_steal_pointer (&state);
  return g_strdup_printf ("%s · %s", ss_user_get_tenant_name (user), state);
}

static void
ss_user_row_show (SsItemRow *row, SsModel *model)
{
  SsUserRow *self = SS_USER_ROW (row);
  SsUser *user = (SsUser *) model;
  g_autofree char *state = user != NULL ? describe_place_and_state (self, user) : NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->menu_button), user != NULL);
  gtk_widget_set_visible (self->badge, user != NULL);
  adw_avatar_set_text (self->avatar, user != NULL ? ss_user_get_name (user) : NULL);
  gtk_label_set_text (self->name, user != NULL ? ss_user_get_name (user) : "…");
  gtk_label_set_text (self->email, user != NULL ? ss_user_get_email (user) : "");
  gtk_label_set_text (self->state, state != NULL ? state : "");
  if (user != NULL)
    ss_role_badge_set_role (self->badge, ss_user_get_role (user));
  show_mark (self);
  name_row (self, user, state);
}

/* The menu */

static void
add_entry (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

/* The platform's rule in a sentence (contract section 4). */
static const char *
explain (const char *rule)
{
  for (SsMasqueradeRule i = 0; i < SS_N_MASQUERADE_RULES; i++)
    if (g_strcmp0 (ss_masquerade_rule_to_string (i), rule) == 0 && rule != NULL)
      return _ (ss_masquerade_rule_get_explanation (i));
  return rule != NULL ? rule : "";
}

/* What is refused stands there with the rule that refuses it, and does nothing. */
static void
add_masquerade (SsUserRow *self, GMenu *menu)
{
  SsUserCan *can = ss_user_get_can (get_user (self));
  SsAbility *ability = can != NULL ? ss_user_can_get_masquerade (can) : NULL;
  GMenu *section = g_menu_new ();
  const char *id = ss_user_get_id (get_user (self));

  if (ability != NULL && ss_ability_get_allowed (ability))
    {
      add_entry (section, _ ("_View As…"), "win.masquerade", g_variant_new ("(ss)", id, "VIEW"));
      add_entry (section, _ ("_Act As…"), "win.masquerade", g_variant_new ("(ss)", id, "ACT"));
    }
  else if (ability != NULL)
    {
      add_entry (section, _ ("View or Act As"), "users.none", NULL);
      add_entry (section, explain (ss_ability_get_rule (ability)), "users.none", NULL);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

static void
add_roles (SsUserRow *self, GMenu *menu)
{
  SsUserCan *can = ss_user_get_can (get_user (self));
  const char *const *roles = can != NULL ? ss_user_can_get_change_role (can) : NULL;
  GMenu *submenu = g_menu_new ();

  for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
    add_entry (submenu, ss_role_describe (roles[i]), "users.set-role",
               g_variant_new ("(ss)", ss_user_get_id (get_user (self)), roles[i]));
  if (roles != NULL && roles[0] != NULL)
    g_menu_append_submenu (menu, _ ("Change _Role"), G_MENU_MODEL (submenu));
  else
    add_entry (menu, _ ("Change _Role"), "users.none", NULL);
  g_object_unref (submenu);
}

static void
add_state (SsUserRow *self, GMenu *menu)
{
  SsUserCan *can = ss_user_get_can (get_user (self));
  /* Who is only invited is not active, and can be shut out all the same. */
  gboolean is_active = g_strcmp0 (ss_user_get_status (get_user (self)), "DEACTIVATED") != 0;
  gboolean may = can != NULL && ss_user_can_get_deactivate (can);

  add_entry (menu, is_active ? _ ("_Deactivate…") : _ ("A_ctivate"), may ? "users.set-active" : "users.none",
             may ? g_variant_new ("(sb)", ss_user_get_id (get_user (self)), !is_active) : NULL);
}

/* Why nothing of somebody's account may be changed (contract sections 3 and 11). */
static const char *
find_rule (SsUserRow *self)
{
  SsCurrentUser *own = ss_session_get_current_user (self->session);
  SsRole own_role, role;

  if (own == NULL || !ss_role_from_string (ss_current_user_get_role (own), &own_role)
      || !ss_role_from_string (ss_user_get_role (get_user (self)), &role))
    return NULL;
  if (g_strcmp0 (ss_current_user_get_id (own), ss_user_get_id (get_user (self))) == 0)
    return "self";
  if (role == SS_ROLE_SUPERUSER && own_role == SS_ROLE_SUPERUSER)
    return "last_superuser";
  return role == SS_ROLE_TENANT_OWNER && own_role < role ? "last_owner" : "not_below";
}

/* What of both is refused stands there with the rule that refuses it. */
static void
add_manage (SsUserRow *self, GMenu *menu)
{
  SsUserCan *can = ss_user_get_can (get_user (self));
  const char *const *roles = can != NULL ? ss_user_can_get_change_role (can) : NULL;

  add_roles (self, menu);
  add_state (self, menu);
  if (can != NULL && !ss_user_can_get_deactivate (can) && (roles == NULL || roles[0] == NULL))
    add_entry (menu, ss_user_refusal_describe (find_rule (self)), "users.none", NULL);
}

static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  SsUserRow *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  GMenu *section = g_menu_new ();

  if (get_user (self) == NULL)
    return;
  add_masquerade (self, menu);
  if (ss_session_may (self->session, "users.manage"))
    add_manage (self, section);
  if (ss_transfer_dialog_is_possible (self->session, get_user (self)))
    add_entry (section, _ ("_Hand Over the Business…"), "users.transfer",
               g_variant_new_string (ss_user_get_id (get_user (self))));
  add_entry (section, _ ("Copy _E-Mail Address"), "users.copy-email",
             g_variant_new_string (ss_user_get_email (get_user (self))));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
ss_user_row_dispose (GObject *object)
{
  SsUserRow *self = SS_USER_ROW (object);

  if (self->menu_button != NULL)
    gtk_menu_button_set_create_popup_func (self->menu_button, NULL, NULL, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (ss_user_row_parent_class)->dispose (object);
}

static void
ss_user_row_class_init (SsUserRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_user_row_dispose;
  SS_ITEM_ROW_CLASS (klass)->show = ss_user_row_show;
}

static void
ss_user_row_init (SsUserRow *self)
{
  static const char *const plain[] = { NULL };
  static const char *const small[] = { "caption", "dim-label", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *avatar = adw_avatar_new (36, NULL, TRUE);
  GtkWidget *button = gtk_menu_button_new ();

  self->check = gtk_check_button_new ();
  gtk_widget_set_valign (self->check, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->check, FALSE);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->check);
  self->avatar = ADW_AVATAR (avatar);
  gtk_box_append (GTK_BOX (self), avatar);
  gtk_widget_set_hexpand (box, TRUE);
  self->name = ss_item_row_add_label (box, plain);
  self->email = ss_item_row_add_label (box, small);
  self->state = ss_item_row_add_label (box, small);
  gtk_box_append (GTK_BOX (self), box);
  self->badge = ss_role_badge_new (NULL);
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), self->badge);
  self->menu_button = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_icon_name (self->menu_button, "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("What Can Be Done"));
  ss_menu_button_name_by_tooltip (self->menu_button);
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
  gtk_box_append (GTK_BOX (self), button);
}

/* What rows are made with. */
typedef struct
{
  SsSession *session;         /* (owned) */
  SsItemSelection *selection; /* (owned) */
} Maker;

static void
free_maker (gpointer data, GClosure *closure)
{
  Maker *maker = data;

  g_object_unref (maker->session);
  g_object_unref (maker->selection);
  g_free (maker);
}

static GtkWidget *
create_row (gpointer data)
{
  Maker *maker = data;
  SsUserRow *row = g_object_new (SS_TYPE_USER_ROW, NULL);

  row->session = g_object_ref (maker->session);
  row->selection = g_object_ref (maker->selection);
  g_signal_connect_object (row->selection, "changed", G_CALLBACK (show_mark), row, G_CONNECT_SWAPPED);
  return GTK_WIDGET (row);
}

/**
 * ss_user_row_factory_new:
 * @session: who is signed in
 * @selection: who is marked
 *
 * Returns: (transfer full): rows for a list of users
 */
GtkListItemFactory *
ss_user_row_factory_new (SsSession *session, SsItemSelection *selection)
{
  Maker *maker = g_new0 (Maker, 1);

  maker->session = g_object_ref (session);
  maker->selection = g_object_ref (selection);
  return ss_item_row_factory_new (create_row, maker, free_maker);
}
