/* domain-row.c: a domain in the list, with what may be done with it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/platform/domain-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/widgets/menu-button-name.h"
#include "model/tenants.h"

struct _SsDomainRow
{
  SsItemRow parent_instance;

  GtkLabel *name;
  GtkLabel *message;
  GtkLabel *record;
  GtkLabel *state;
  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (SsDomainRow, ss_domain_row, SS_TYPE_ITEM_ROW)

/**
 * ss_domain_status_get_label:
 * @status: how far a domain is verified, as the contract has it
 *
 * Returns: it in words
 */
const char *
ss_domain_status_get_label (const char *status)
{
  if (g_strcmp0 (status, "VERIFIED") == 0)
    return _ ("Verified");
  if (g_strcmp0 (status, "FAILED") == 0)
    return _ ("Not found");
  return _ ("Not verified yet");
}

static SsDomain *
get_domain (SsDomainRow *self)
{
  return (SsDomain *) ss_item_row_get_model (SS_ITEM_ROW (self));
}

static gboolean
is_verified (SsDomain *domain)
{
  return g_strcmp0 (ss_domain_get_verification_status (domain), "VERIFIED") == 0;
}

/* "CNAME book.acme.example → acme.smoothschedule.com"; (nullable): the platform has it already */
static char *
describe_record (SsDomain *domain)
{
  SsDnsRecord *record = ss_domain_get_dns_record (domain);

  return record != NULL ? g_strdup_printf ("CNAME %s → %s", ss_dns_record_get_name (record),
                                           ss_dns_record_get_value (record))
                        : NULL;
}

/* The row is what has the focus: it is named. */
static void
name_row (SsDomainRow *self, SsDomain *domain)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *text = NULL;

  if (row == NULL)
    return;
  text = domain != NULL ? g_strjoin (", ", ss_domain_get_domain (domain),
                                     ss_domain_status_get_label (ss_domain_get_verification_status (domain)),
                                     ss_domain_get_verification_message (domain),
                                     ss_domain_get_is_primary (domain) ? _ ("Primary") : NULL, NULL)
                        : g_strdup (_ ("Loading"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_line (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_state (SsDomainRow *self, SsDomain *domain)
{
  const char *status = ss_domain_status_get_label (ss_domain_get_verification_status (domain));

  gtk_label_set_text (self->state, ss_domain_get_is_primary (domain) ? _ ("Primary") : status);
  if (g_strcmp0 (ss_domain_get_verification_status (domain), "FAILED") == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
}

static void
ss_domain_row_show (SsItemRow *row, SsModel *model)
{
  SsDomainRow *self = SS_DOMAIN_ROW (row);
  SsDomain *domain = (SsDomain *) model;
  g_autofree char *record = domain != NULL && !is_verified (domain) ? describe_record (domain) : NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->menu_button), domain != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->state), domain != NULL);
  gtk_label_set_text (self->name, domain != NULL ? ss_domain_get_domain (domain) : "…");
  show_line (self->message, domain != NULL ? ss_domain_get_verification_message (domain) : NULL);
  show_line (self->record, record);
  if (domain != NULL)
    show_state (self, domain);
  name_row (self, domain);
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
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  SsDomainRow *self = user_data;
  SsDomain *domain = get_domain (self);
  g_autoptr (GMenu) menu = g_menu_new ();
  const char *id = domain != NULL ? ss_domain_get_id (domain) : NULL;

  if (domain == NULL)
    return;
  if (ss_domain_get_is_custom_domain (domain))
    {
      add_entry (menu, _ ("_Verify"), "domains.verify", g_variant_new_string (id));
      add_entry (menu, _ ("Copy Record’s _Name"), "domains.copy",
                 g_variant_new_string (ss_dns_record_get_name (ss_domain_get_dns_record (domain))));
      add_entry (menu, _ ("Copy Record’s Va_lue"), "domains.copy",
                 g_variant_new_string (ss_dns_record_get_value (ss_domain_get_dns_record (domain))));
    }
  if (is_verified (domain) && !ss_domain_get_is_primary (domain))
    add_entry (menu, _ ("Make _Primary"), "domains.make-primary", g_variant_new_string (id));
  if (ss_domain_get_is_custom_domain (domain))
    add_entry (menu, _ ("_Remove…"), "domains.remove", g_variant_new_string (id));
  else
    add_entry (menu, _ ("_Copy Domain"), "domains.copy",
               g_variant_new_string (ss_domain_get_domain (domain)));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
ss_domain_row_dispose (GObject *object)
{
  SsDomainRow *self = SS_DOMAIN_ROW (object);

  if (self->menu_button != NULL)
    gtk_menu_button_set_create_popup_func (self->menu_button, NULL, NULL, NULL);

  G_OBJECT_CLASS (ss_domain_row_parent_class)->dispose (object);
}

static void
ss_domain_row_class_init (SsDomainRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_domain_row_dispose;
  SS_ITEM_ROW_CLASS (klass)->show = ss_domain_row_show;
}

static void
add_menu_button (SsDomainRow *self)
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
ss_domain_row_init (SsDomainRow *self)
{
  static const char *const plain[] = { NULL };
  static const char *const small[] = { "caption", "dim-label", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  self->name = ss_item_row_add_label (box, plain);
  self->message = ss_item_row_add_label (box, small);
  self->record = ss_item_row_add_label (box, small);
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_wrap (self->record, TRUE);
  gtk_label_set_wrap_mode (self->record, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (self->message, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (self->record, PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (self), box);
  self->state = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->state), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "caption");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->state));
  add_menu_button (self);
}

static GtkWidget *
create_row (gpointer user_data)
{
  return g_object_new (SS_TYPE_DOMAIN_ROW, NULL);
}

/**
 * ss_domain_row_factory_new:
 *
 * Returns: (transfer full): rows for a list of domains
 */
GtkListItemFactory *
ss_domain_row_factory_new (void)
{
  return ss_item_row_factory_new (create_row, NULL, NULL);
}

void
ss_domain_row_open_menu (SsDomainRow *self)
{
  gtk_menu_button_popup (self->menu_button);
}
