/* account-section.h: the own account: password, where it is signed in, and what is kept here
 *
 * Signal: ::toast-text (sentence).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "client/workspace.h"

G_BEGIN_DECLS

#define SS_TYPE_ACCOUNT_SECTION (ss_account_section_get_type ())
G_DECLARE_FINAL_TYPE (SsAccountSection, ss_account_section, SS, ACCOUNT_SECTION, AdwBin)

void ss_account_section_set_workspace (SsAccountSection *self, SsWorkspace *workspace);
void ss_account_section_reload (SsAccountSection *self);

G_END_DECLS
