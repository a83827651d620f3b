/* application.h: the program as the desktop knows it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/shell/access.h"

G_BEGIN_DECLS

#define SS_TYPE_APPLICATION (ss_application_get_type ())
G_DECLARE_FINAL_TYPE (SsApplication, ss_application, SS, APPLICATION, AdwApplication)

SsApplication *ss_application_new (void);

/* The style manager's word for a value of the setting `appearance`. */
AdwColorScheme ss_appearance_to_color_scheme (const char *appearance);

G_END_DECLS
