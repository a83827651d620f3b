/* tenant-dialog.c: makes a business and invites its owner
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/platform/tenant-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/business/record-dialog.h"
#include "app/business/record-form.h"
#include "app/people/invite-dialog.h"
#include "app/platform/tenant-row.h"
#include "app/widgets/field-error.h"
#include "domain/validation.h"
#include "model/tenants.h"

enum
{
  NAME,
  SUBDOMAIN,
  OWNER_NAME,
  OWNER_EMAIL,
  N_FIELDS,
};

typedef const char *(*Check) (const char *text);

static const struct
{
  const char *member;   /* on the wire */
  const char *property; /* of the model */
  const char *title;
  Check check;
} texts[N_FIELDS] = {
  [NAME] = { "name", "name", N_ ("Name of the business"), ss_validate_name },
  [SUBDOMAIN] = { "subdomain", "subdomain", N_ ("Subdomain"), ss_validate_subdomain },
  [OWNER_NAME] = { "ownerName", "owner-name", N_ ("Full name"), ss_validate_name },
  [OWNER_EMAIL] = { "ownerEmail", "owner-email", N_ ("E-Mail"), ss_validate_email },
};

/* What is being filled in: the dialog's, and of what is on its way, which may outlive it. */
typedef struct
{
  SsPage *page;                 /* (owned) */
  SsRecordDialog *dialog;       /* (unowned): NULL once it is closed */
  GtkWidget *entries[N_FIELDS]; /* (unowned), as the others: rows of the dialog */
  GtkWidget *tier;
  GtkWidget *is_demo;
  SsRecordField fields[N_FIELDS];
} Form;

static void
form_clear (gpointer data)
{
  g_object_unref (((Form *) data)->page);
}

static void
close_form_cb (gpointer data, GClosure *closure)
{
  Form *self = data;

  self->dialog = NULL;
  g_rc_box_release_full (self, form_clear);
}

static void
show_error (Form *self, const GError *error)
{
  if (self->dialog == NULL)
    {
      ss_page_toast_text (self->page, error->message);
      return;
    }
  ss_record_dialog_set_busy (self->dialog, FALSE);
  if (!ss_record_fields_show_error (self->fields, N_FIELDS, error))
    ss_record_dialog_show_fault (self->dialog, error->message);
}

/* The address is shown also where the form was closed meanwhile: it can't be had again. */
static void
created_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  Form *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsCreatedTenant) tenant =
      ss_tenant_store_create_finish (SS_TENANT_STORE (store), result, &error);

  if (tenant == NULL)
    show_error (self, error);
  else
    {
      /* Translators: %s is the name of a business. */
      g_autofree char *owner = g_strdup_printf (_ ("The Owner of %s"), ss_created_tenant_get_name (tenant));

      if (self->dialog != NULL)
        ss_record_dialog_close (self->dialog);
      ss_invitation_show_address (self->page, owner, ss_created_tenant_get_invitation_url (tenant));
    }
  g_rc_box_release_full (self, form_clear);
}

/* Says at each field what is wrong with it. */
static gboolean
read_texts (Form *self, SsCreatedTenant *draft)
{
  gboolean is_fine = TRUE;

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries[i]))));
      const char *fault = texts[i].check (text);

      ss_field_error_set_text (SS_FIELD_ERROR (self->fields[i].error), fault != NULL ? _ (fault) : NULL);
      is_fine = is_fine && fault == NULL;
      g_object_set (draft, texts[i].property, text, NULL);
    }
  return is_fine;
}

static void
save_cb (SsRecordDialog *dialog, Form *self)
{
  guint tier = adw_combo_row_get_selected (ADW_COMBO_ROW (self->tier));
  g_autoptr (SsCreatedTenant) draft =
      g_object_new (SS_TYPE_CREATED_TENANT, "subscription-tier", ss_model_subscription_tier_choice (tier),
                    "is-demo", gtk_switch_get_active (GTK_SWITCH (self->is_demo)), NULL);

  ss_record_dialog_show_fault (dialog, NULL);
  if (!read_texts (self, draft))
    return;
  ss_record_dialog_set_busy (dialog, TRUE);
  ss_tenant_store_create_async (ss_workspace_get_tenants (ss_page_get_workspace (self->page)), draft, NULL,
                                created_cb, g_rc_box_acquire (self));
}

/* The form */

static GtkWidget *
add_group (GtkWidget *box, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (box), group);
  return group;
}

static void
add_entry (Form *self, GtkWidget *group, guint i)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (texts[i].title));
  if (i == OWNER_EMAIL)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_EMAIL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  self->entries[i] = row;
  self->fields[i] = (SsRecordField){ texts[i].member, ss_field_error_new (row) };
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->fields[i].error);
}

static GtkWidget *
add_tier (GtkWidget *group)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) tiers = gtk_string_list_new (NULL);

  for (guint i = 0; ss_model_subscription_tier_choice (i) != NULL; i++)
    gtk_string_list_append (tiers, ss_tenant_tier_get_label (ss_model_subscription_tier_choice (i)));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Subscription tier"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (tiers));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
add_demo (GtkWidget *group)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Demo"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Sales staff may enter it, and act as its people."));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Demo"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return button;
}

/**
 * ss_tenant_dialog_present:
 * @page: the page that lists businesses
 */
void
ss_tenant_dialog_present (SsPage *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  Form *self = g_rc_box_new0 (Form);
  GtkWidget *group = add_group (box, NULL);
  SsRecordDialog *dialog;

  self->page = g_object_ref (page);
  add_entry (self, group, NAME);
  add_entry (self, group, SUBDOMAIN);
  self->tier = add_tier (group);
  self->is_demo = add_demo (group);
  group = add_group (box, _ ("Owner"));
  add_entry (self, group, OWNER_NAME);
  add_entry (self, group, OWNER_EMAIL);
  dialog = ss_record_dialog_new (GTK_WIDGET (page), _ ("New Tenant"), _ ("_Create"), box);
  self->dialog = dialog;
  g_signal_connect_data (dialog, "save", G_CALLBACK (save_cb), self, close_form_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (self->entries[NAME]);
}
