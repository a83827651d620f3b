/* tenant-row.c: a business in the list, with what may be done with it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/platform/tenant-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/widgets/menu-button-name.h"
#include "model/tenants.h"

struct _SsTenantRow
{
  SsItemRow parent_instance;

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *domain;
  GtkLabel *counts;
  GtkLabel *state;
  GtkMenuButton *menu_button;

  SsSession *session; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsTenantRow, ss_tenant_row, SS_TYPE_ITEM_ROW)

/**
 * ss_tenant_tier_get_label:
 * @tier: a subscription tier, as the contract has it
 *
 * Returns: it in words
 */
const char *
ss_tenant_tier_get_label (const char *tier)
{
  if (g_strcmp0 (tier, "PROFESSIONAL") == 0)
    return _ ("Professional");
  if (g_strcmp0 (tier, "BUSINESS") == 0)
    return _ ("Business");
  if (g_strcmp0 (tier, "ENTERPRISE") == 0)
    return _ ("Enterprise");
  return _ ("Free");
}

/**
 * ss_tenant_status_get_label:
 * @status: a business's status, as the contract has it
 *
 * Returns: it in words
 */
const char *
ss_tenant_status_get_label (const char *status)
{
  if (g_strcmp0 (status, "SUSPENDED") == 0)
    return _ ("Suspended");
  if (g_strcmp0 (status, "TRIAL") == 0)
    return _ ("Trial");
  return _ ("Active");
}

static SsTenant *
get_tenant (SsTenantRow *self)
{
  return (SsTenant *) ss_item_row_get_model (SS_ITEM_ROW (self));
}

static gboolean
is_suspended (SsTenant *tenant)
{
  return g_strcmp0 (ss_tenant_get_status (tenant), "SUSPENDED") == 0;
}

/* "Business · 5 users · 120 bookings" */
static char *
describe_counts (SsTenant *tenant)
{
  gint64 n_users = ss_tenant_get_user_count (tenant);
  gint64 n_bookings = ss_tenant_get_appointment_count (tenant);
  g_autofree char *users =
      g_strdup_printf (ngettext ("%'d user", "%'d users", (gulong) n_users), (int) n_users);
  g_autofree char *bookings =
      g_strdup_printf (ngettext ("%'d booking", "%'d bookings", (gulong) n_bookings), (int) n_bookings);

  return g_strjoin (" · ", ss_tenant_tier_get_label (ss_tenant_get_subscription_tier (tenant)), users,
                    bookings, ss_tenant_get_is_demo (tenant) ? _ ("Demo") : NULL, NULL);
}

/* Where it is reached; the name on the platform where nothing else is the primary one. */
static const char *
get_domain (SsTenant *tenant)
{
  const char *domain = ss_tenant_get_primary_domain (tenant);

  return domain != NULL && *domain != '\0' ? domain : ss_tenant_get_subdomain (tenant);
}

/* The row is what has the focus: it is named. */
static void
name_row (SsTenantRow *self, SsTenant *tenant, const char *counts)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *text = NULL;

  if (row == NULL)
    return;
  text = tenant != NULL ? g_strdup_printf ("%s, %s, %s, %s", ss_tenant_get_name (tenant),
                                           ss_tenant_status_get_label (ss_tenant_get_status (tenant)),
                                           get_domain (tenant), counts)
                        : g_strdup (_ ("Loading"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_state (SsTenantRow *self, SsTenant *tenant)
{
  GtkWidget *state = GTK_WIDGET (self->state);

  gtk_label_set_text (self->state, ss_tenant_status_get_label (ss_tenant_get_status (tenant)));
  if (is_suspended (tenant))
    gtk_widget_add_css_class (state, "error");
  else
    gtk_widget_remove_css_class (state, "error");
}

static void
ss_tenant_row_show (SsItemRow *row, SsModel *model)
{
  SsTenantRow *self = SS_TENANT_ROW (row);
  SsTenant *tenant = (SsTenant *) model;
  g_autofree char *counts = tenant != NULL ? describe_counts (tenant) : NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->menu_button), tenant != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->state), tenant != NULL);
  adw_avatar_set_text (self->avatar, tenant != NULL ? ss_tenant_get_name (tenant) : NULL);
  gtk_label_set_text (self->name, tenant != NULL ? ss_tenant_get_name (tenant) : "…");
  gtk_label_set_text (self->domain, tenant != NULL ? get_domain (tenant) : "");
  gtk_label_set_text (self->counts, counts != NULL ? counts : "");
  if (tenant != NULL)
    show_state (self, tenant);
  name_row (self, tenant, counts);
}

/* The menu */

static void
add_entry (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
add_tiers (SsTenantRow *self, GMenu *menu)
{
  SsTenant *tenant = get_tenant (self);
  GMenu *submenu = g_menu_new ();

  for (guint i = 0; ss_model_subscription_tier_choice (i) != NULL; i++)
    {
      const char *tier = ss_model_subscription_tier_choice (i);

      if (g_strcmp0 (tier, ss_tenant_get_subscription_tier (tenant)) != 0)
        add_entry (submenu, ss_tenant_tier_get_label (tier), "tenants.set-tier",
                   g_variant_new ("(ss)", ss_tenant_get_id (tenant), tier));
    }
  g_menu_append_submenu (menu, _ ("Change _Tier"), G_MENU_MODEL (submenu));
  g_object_unref (submenu);
}

static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  SsTenantRow *self = user_data;
  SsTenant *tenant = get_tenant (self);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  if (tenant == NULL)
    return;
  add_entry (menu, _ ("_Open"), "win.visit-tenant", g_variant_new_string (ss_tenant_get_subdomain (tenant)));
  add_entry (menu, _ ("Copy _Domain"), "tenants.copy-domain", g_variant_new_string (get_domain (tenant)));
  if (ss_session_may (self->session, "tenants.manage"))
    {
      add_tiers (self, section);
      add_entry (section, is_suspended (tenant) ? _ ("_Reactivate") : _ ("_Suspend…"), "tenants.set-status",
                 g_variant_new ("(ss)", ss_tenant_get_id (tenant),
                                is_suspended (tenant) ? "ACTIVE" : "SUSPENDED"));
      add_entry (section, _ ("D_elete…"), "tenants.delete", g_variant_new_string (ss_tenant_get_id (tenant)));
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
ss_tenant_row_dispose (GObject *object)
{
  SsTenantRow *self = SS_TENANT_ROW (object);

  if (self->menu_button != NULL)
    gtk_menu_button_set_create_popup_func (self->menu_button, NULL, NULL, NULL);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_tenant_row_parent_class)->dispose (object);
}

static void
ss_tenant_row_class_init (SsTenantRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_tenant_row_dispose;
  SS_ITEM_ROW_CLASS (klass)->show = ss_tenant_row_show;
}

static void
add_menu_button (SsTenantRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->menu_button = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_icon_name (self->menu_button, "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("What Can Be Done"));
  ss_menu_button_name_by_tooltip (self->menu_button);
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
  gtk_box_append (GTK_BOX (self), button);
}

static void
ss_tenant_row_init (SsTenantRow *self)
{
  static const char *const plain[] = { NULL };
  static const char *const small[] = { "caption", "dim-label", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *avatar = adw_avatar_new (36, NULL, TRUE);

  self->avatar = ADW_AVATAR (avatar);
  gtk_box_append (GTK_BOX (self), avatar);
  gtk_widget_set_hexpand (box, TRUE);
  self->name = ss_item_row_add_label (box, plain);
  self->domain = ss_item_row_add_label (box, small);
  self->counts = ss_item_row_add_label (box, small);
  gtk_box_append (GTK_BOX (self), box);
  self->state = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->state), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "caption");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->state));
  add_menu_button (self);
}

static GtkWidget *
create_row (gpointer session)
{
  SsTenantRow *row = g_object_new (SS_TYPE_TENANT_ROW, NULL);

  row->session = g_object_ref (session);
  return GTK_WIDGET (row);
}

static void
unref_session (gpointer session, GClosure *closure)
{
  g_object_unref (session);
}

/**
 * ss_tenant_row_factory_new:
 * @session: who is signed in
 *
 * Returns: (transfer full): rows for a list of businesses
 */
GtkListItemFactory *
ss_tenant_row_factory_new (SsSession *session)
{
  return ss_item_row_factory_new (create_row, g_object_ref (session), unref_session);
}

/**
 * ss_tenant_row_enter:
 * @self: a row
 *
 * Shows the business's own pages.
 */
void
ss_tenant_row_enter (SsTenantRow *self)
{
  SsTenant *tenant = get_tenant (self);

  if (tenant != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.visit-tenant", "s", ss_tenant_get_subdomain (tenant));
}
