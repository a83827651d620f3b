/* sign-in-page.h: the form for signing in, and the way into the demo
 *
 * Signals: ::cancelled, where it can be; ::invited (char *address, NULL where it is not known), to go on with
 * an invitation.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/shell/access.h"

G_BEGIN_DECLS

#define SS_TYPE_SIGN_IN_PAGE (ss_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (SsSignInPage, ss_sign_in_page, SS, SIGN_IN_PAGE, AdwBin)

GtkWidget *ss_sign_in_page_new (SsAccess *access, gboolean can_cancel);
/* What it says after a failure; for tests, too. */
void ss_sign_in_page_show_error (SsSignInPage *self, const GError *error);

G_END_DECLS
