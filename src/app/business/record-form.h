/* record-form.h: what a form of a record can do, for the dialog around it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/model.h"

G_BEGIN_DECLS

#define SS_TYPE_RECORD_FORM (ss_record_form_get_type ())
G_DECLARE_INTERFACE (SsRecordForm, ss_record_form, SS, RECORD_FORM, GtkWidget)

/**
 * SsRecordFormInterface:
 * @show: shows what there is of @record
 * @apply: writes what is shown into @draft
 * @check: says each fault at its field; %FALSE: there are some
 * @show_error: says at its fields what the platform refused; %FALSE: none of it is about a field
 */
struct _SsRecordFormInterface
{
  GTypeInterface parent_interface;

  void (*show) (SsRecordForm *self, SsModel *record);
  void (*apply) (SsRecordForm *self, SsModel *draft);
  gboolean (*check) (SsRecordForm *self);
  gboolean (*show_error) (SsRecordForm *self, const GError *error);
};

void ss_record_form_show (SsRecordForm *self, SsModel *record);
void ss_record_form_apply (SsRecordForm *self, SsModel *draft);
gboolean ss_record_form_check (SsRecordForm *self);
gboolean ss_record_form_show_error (SsRecordForm *self, const GError *error);

/* For forms: a field and its error, by the member's name on the wire. */
typedef struct
{
  const char *name;
  GtkWidget *error; /* an SsFieldError */
} SsRecordField;

gboolean ss_record_fields_show_error (const SsRecordField *fields, guint n_fields, const GError *error);

G_END_DECLS
