/* brand.h: the business' logo or initials on its colour, its name and address
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "client/session.h"

G_BEGIN_DECLS

#define SS_TYPE_BRAND (ss_brand_get_type ())
G_DECLARE_FINAL_TYPE (SsBrand, ss_brand, SS, BRAND, AdwBin)

void ss_brand_set_session (SsBrand *self, SsSession *session);

G_END_DECLS
