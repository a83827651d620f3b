/* about.h: what this program is
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void ss_about_present (GtkWindow *parent);

G_END_DECLS
