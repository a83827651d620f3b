/* brand.c: the business' logo or initials on its colour, its name and address
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/brand.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/brand-mark.h"
#include "model/tenants.h"

#define LOGO_MAX (512 * 1024)

struct _SsBrand
{
  AdwBin parent_instance;

  SsBrandMark *mark;     /* (unowned): a child */
  GtkLabel *name_label;  /* (unowned): a child */
  GtkLabel *place_label; /* (unowned): a child */

  char *logo_url;            /* (owned) (nullable): what is shown or on its way */
  GCancellable *cancellable; /* (owned) (nullable): of the download */
};

G_DEFINE_FINAL_TYPE (SsBrand, ss_brand, ADW_TYPE_BIN)

static void
downloaded_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsBrand) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ss_session_download_finish (SS_SESSION (session), result, &error);

  /* Without it the initials stay. */
  if (bytes != NULL)
    ss_brand_mark_set_logo (self->mark, bytes);
}

static void
load_logo (SsBrand *self, SsSession *session, const char *url)
{
  if (g_strcmp0 (self->logo_url, url) == 0)
    return;

  g_free (self->logo_url);
  self->logo_url = g_strdup (url);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  ss_brand_mark_set_logo (self->mark, NULL);
  if (url == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  ss_session_download_async (session, url, LOGO_MAX, self->cancellable, downloaded_cb, g_object_ref (self));
}

static void
ss_brand_dispose (GObject *object)
{
  SsBrand *self = SS_BRAND (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->logo_url, g_free);

  G_OBJECT_CLASS (ss_brand_parent_class)->dispose (object);
}

static void
ss_brand_class_init (SsBrandClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_brand_dispose;
}

static GtkWidget *
create_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
ss_brand_init (SsBrand *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *mark = ss_brand_mark_new (40);
  GtkWidget *name = create_label ("heading");
  GtkWidget *place = create_label ("caption");

  self->mark = SS_BRAND_MARK (mark);
  self->name_label = GTK_LABEL (name);
  self->place_label = GTK_LABEL (place);
  gtk_widget_add_css_class (place, "dim-label");
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), place);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_add_css_class (box, "brand");
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * ss_brand_set_session:
 * @self: the brand
 * @session: whose user's business is shown
 */
void
ss_brand_set_session (SsBrand *self, SsSession *session)
{
  SsCurrentUser *user = ss_session_get_current_user (session);
  SsTenantBrand *tenant = user != NULL ? ss_current_user_get_tenant (user) : NULL;
  SsAccount *account = ss_session_get_account (session);
  const char *subdomain = tenant != NULL ? ss_tenant_brand_get_subdomain (tenant) : NULL;
  const char *name = tenant != NULL ? ss_tenant_brand_get_name (tenant) : _ ("Smooth Schedule Platform");
  const char *place = ss_account_get_address (account);

  /* On a loopback address the number says less than the business' name on the platform. */
  if (ss_account_get_tenant_header (account) != NULL && subdomain != NULL)
    place = subdomain;
  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->place_label, place);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), ss_account_get_address (account));
  ss_brand_mark_set_brand (self->mark, name,
                           tenant != NULL ? ss_tenant_brand_get_primary_color (tenant) : NULL);
  load_logo (self, session, tenant != NULL ? ss_tenant_brand_get_logo_url (tenant) : NULL);
}
