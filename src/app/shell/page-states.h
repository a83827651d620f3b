/* page-states.h: what pages restore, kept apart by account
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/account.h"

G_BEGIN_DECLS

char *ss_page_states_make_key (SsAccount *account); /* (nullable): the demo */
GVariant *ss_page_states_look_up (GSettings *settings, const char *key, const char *page);
void ss_page_states_save (GSettings *settings, const char *key, const char *page, GVariant *state);
void ss_page_states_forget (GSettings *settings, SsAccount *account);

G_END_DECLS
