/* demo-page.c: as whom the demo is to be looked at
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/demo-page.h"

#include <glib/gi18n-lib.h>

#include "app/shell/demo-people.h"

struct _SsDemoPage
{
  AdwBin parent_instance;

  AdwPreferencesGroup *tenant_group;
  AdwPreferencesGroup *platform_group;
  GtkLabel *error_label;
};

G_DEFINE_FINAL_TYPE (SsDemoPage, ss_demo_page, ADW_TYPE_BIN)

static GtkWidget *
create_row (SsRole role)
{
  const SsDemoPerson *person = ss_demo_person_get (role);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  GtkWidget *icon = gtk_image_new_from_icon_name (person->icon_name);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 24);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (ss_role_get_label (role)));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (person->sees));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.demo");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", ss_role_to_string (role));
  return row;
}

static void
ss_demo_page_class_init (SsDemoPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/smoothschedule/Admin/shell/demo-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SsDemoPage, tenant_group);
  gtk_widget_class_bind_template_child (widget_class, SsDemoPage, platform_group);
  gtk_widget_class_bind_template_child (widget_class, SsDemoPage, error_label);
}

static void
ss_demo_page_init (SsDemoPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint role = 0; role < SS_N_ROLES; role++)
    adw_preferences_group_add (ss_role_is_platform (role) ? self->platform_group : self->tenant_group,
                               create_row (role));
}

/**
 * ss_demo_page_new:
 * @access: what runs the demo
 *
 * Returns: (transfer floating): a page whose rows are `app.demo`
 */
GtkWidget *
ss_demo_page_new (SsAccess *access)
{
  SsDemoPage *self = g_object_new (SS_TYPE_DEMO_PAGE, NULL);
  const GError *error = ss_access_get_error (access);

  if (error != NULL)
    gtk_label_set_text (self->error_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), error != NULL);
  return GTK_WIDGET (self);
}
