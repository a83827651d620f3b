/* invitation-page.h: the form for accepting an invitation
 *
 * Signal: ::cancelled, back to where one came from.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/shell/access.h"

G_BEGIN_DECLS

#define SS_TYPE_INVITATION_PAGE (ss_invitation_page_get_type ())
G_DECLARE_FINAL_TYPE (SsInvitationPage, ss_invitation_page, SS, INVITATION_PAGE, AdwBin)

/* @address: (nullable): the invitation's, where it is known already */
GtkWidget *ss_invitation_page_new (SsAccess *access, const char *address);
/* What it says after a failure; for tests, too. */
void ss_invitation_page_show_error (SsInvitationPage *self, const GError *error);

G_END_DECLS
