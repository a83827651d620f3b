/* domain-dialog.c: adds a domain of the business's own
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/platform/domain-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/business/record-dialog.h"
#include "app/business/record-form.h"
#include "app/widgets/field-error.h"
#include "domain/validation.h"

enum
{
  DOMAIN,
  ZONE,
  N_FIELDS,
};

/* What is being filled in: the dialog's, and of what is on its way, which may outlive it. */
typedef struct
{
  SsPage *page;                 /* (owned) */
  SsRecordDialog *dialog;       /* (unowned): NULL once it is closed */
  GtkWidget *entries[N_FIELDS]; /* (unowned): rows of the dialog */
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
added_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  Form *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsDomain) domain = ss_domain_store_do_finish (SS_DOMAIN_STORE (store), result, &error);

  if (self->dialog == NULL || domain != NULL)
    ss_page_toast_text (self->page,
                        domain != NULL ? ss_domain_get_verification_message (domain) : error->message);
  if (self->dialog != NULL && domain != NULL)
    ss_record_dialog_close (self->dialog);
  else if (self->dialog != NULL)
    {
      ss_record_dialog_set_busy (self->dialog, FALSE);
      if (!ss_record_fields_show_error (self->fields, N_FIELDS, error))
        ss_record_dialog_show_fault (self->dialog, error->message);
    }
  g_rc_box_release_full (self, form_clear);
}

/* (transfer full): in lower case, as domains are compared */
static char *
dup_text (Form *self, guint i)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries[i]))));
}

static void
save_cb (SsRecordDialog *dialog, Form *self)
{
  g_autofree char *text = dup_text (self, DOMAIN);
  g_autofree char *name = g_ascii_strdown (text, -1);
  g_autofree char *zone = dup_text (self, ZONE);
  const char *fault = ss_validate_domain (name);
  g_autoptr (SsDomain) draft = NULL;

  ss_record_dialog_show_fault (dialog, NULL);
  ss_field_error_set_text (SS_FIELD_ERROR (self->fields[DOMAIN].error), fault != NULL ? _ (fault) : NULL);
  if (fault != NULL)
    return;
  draft = g_object_new (SS_TYPE_DOMAIN, "domain", name, "is-custom-domain", TRUE, NULL);
  if (*zone != '\0')
    g_object_set (draft, "route53-zone-id", zone, NULL);
  ss_record_dialog_set_busy (dialog, TRUE);
  ss_domain_store_do_async (ss_workspace_get_domains (ss_page_get_workspace (self->page)), SS_DOMAIN_ADD,
                            draft, NULL, added_cb, g_rc_box_acquire (self));
}

static void
add_entry (Form *self, GtkWidget *group, guint i, const char *member, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  self->entries[i] = row;
  self->fields[i] = (SsRecordField){ member, ss_field_error_new (row) };
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->fields[i].error);
}

/**
 * ss_domain_dialog_present:
 * @page: the page that lists domains
 */
void
ss_domain_dialog_present (SsPage *page)
{
  GtkWidget *group = adw_preferences_group_new ();
  Form *self = g_rc_box_new0 (Form);
  SsRecordDialog *dialog;

  self->page = g_object_ref (page);
  add_entry (self, group, DOMAIN, "domain", _ ("Domain, as booking.example.com"));
  add_entry (self, group, ZONE, "route53ZoneId", _ ("Route 53 zone, if any"));
  dialog = ss_record_dialog_new (GTK_WIDGET (page), _ ("Add a Domain"), _ ("_Add"), group);
  self->dialog = dialog;
  g_signal_connect_data (dialog, "save", G_CALLBACK (save_cb), self, close_form_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (self->entries[DOMAIN]);
}
