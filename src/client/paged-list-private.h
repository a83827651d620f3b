/* paged-list-private.h: what only tests of paged lists need
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"

G_BEGIN_DECLS

void ss_paged_list_set_debounce (SsPagedList *self, guint milliseconds);

G_END_DECLS
