/* resource-form.h: a person, room or piece of equipment, to be changed
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/business/record-form.h"
#include "client/workspace.h"

G_BEGIN_DECLS

#define SS_TYPE_RESOURCE_FORM (ss_resource_form_get_type ())
G_DECLARE_FINAL_TYPE (SsResourceForm, ss_resource_form, SS, RESOURCE_FORM, AdwBin)

GtkWidget *ss_resource_form_new (SsWorkspace *workspace);

G_END_DECLS
