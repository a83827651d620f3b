/* review-row.h: what somebody says about a plugin
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "client/paged-list.h"

G_BEGIN_DECLS

GtkWidget *ss_review_row_new (SsListItem *item);

G_END_DECLS
