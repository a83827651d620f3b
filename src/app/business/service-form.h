/* service-form.h: what can be booked, to be changed
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/business/record-form.h"
#include "client/workspace.h"

G_BEGIN_DECLS

#define SS_TYPE_SERVICE_FORM (ss_service_form_get_type ())
G_DECLARE_FINAL_TYPE (SsServiceForm, ss_service_form, SS, SERVICE_FORM, AdwBin)

GtkWidget *ss_service_form_new (SsWorkspace *workspace);

G_END_DECLS
