/* record-form.c: what a form of a record can do, for the dialog around it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/record-form.h"

#include "app/widgets/field-error.h"
#include "client/client-error.h"

G_DEFINE_INTERFACE (SsRecordForm, ss_record_form, GTK_TYPE_WIDGET)

static void
ss_record_form_default_init (SsRecordFormInterface *interface)
{
}

void
ss_record_form_show (SsRecordForm *self, SsModel *record)
{
  SS_RECORD_FORM_GET_IFACE (self)->show (self, record);
}

void
ss_record_form_apply (SsRecordForm *self, SsModel *draft)
{
  SS_RECORD_FORM_GET_IFACE (self)->apply (self, draft);
}

gboolean
ss_record_form_check (SsRecordForm *self)
{
  return SS_RECORD_FORM_GET_IFACE (self)->check (self);
}

gboolean
ss_record_form_show_error (SsRecordForm *self, const GError *error)
{
  return SS_RECORD_FORM_GET_IFACE (self)->show_error (self, error);
}

/**
 * ss_record_fields_show_error:
 * @fields: (array length=n_fields): where a form says what is wrong
 * @n_fields: how many
 * @error: an SsClientError
 *
 * Returns: whether some of it could be said at a field
 */
gboolean
ss_record_fields_show_error (const SsRecordField *fields, guint n_fields, const GError *error)
{
  gboolean is_said = FALSE;

  if (!g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_INVALID))
    return FALSE;
  for (guint i = 0; i < n_fields; i++)
    {
      const char *text = ss_client_error_get_field (error, fields[i].name);

      ss_field_error_set_text (SS_FIELD_ERROR (fields[i].error), text);
      is_said = is_said || text != NULL;
    }
  return is_said;
}
