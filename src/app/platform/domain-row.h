/* domain-row.h: a domain in the list, with what may be done with it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/widgets/item-row.h"

G_BEGIN_DECLS

#define SS_TYPE_DOMAIN_ROW (ss_domain_row_get_type ())
G_DECLARE_FINAL_TYPE (SsDomainRow, ss_domain_row, SS, DOMAIN_ROW, SsItemRow)

/* The menu's entries are actions of the page: domains.verify, domains.make-primary and domains.remove (id),
 * and domains.copy (text). (transfer full) */
GtkListItemFactory *ss_domain_row_factory_new (void);
void ss_domain_row_open_menu (SsDomainRow *self);

const char *ss_domain_status_get_label (const char *status);

G_END_DECLS
