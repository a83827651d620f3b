/* person.h: what a person does with the client, in more than one step
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "tests/e2e/desktop.h"

G_BEGIN_DECLS

#define E2E_OWNER "owner@acme-auto.example"
#define E2E_CUSTOMER "customer@acme-auto.example"
#define E2E_PASSWORD "correct-horse-battery"

/* Fills in the sign-in form for the business "acme-auto" and sends it. */
void e2e_sign_in (E2eClient *client, E2ePlatform *platform, const char *email, const char *password);
/* By the command palette. */
void e2e_sign_out (E2eClient *client);

/* Goes to a page and waits for its title. */
void e2e_begin_in_marketplace (E2eClient *client);
void e2e_show_marketplace (E2eClient *client);
void e2e_show_my_plugins (E2eClient *client);

/* What is on that page alone: the pages stay in the tree when another one is shown. (transfer full) */
AtspiAccessible *e2e_wait_in_marketplace (E2eClient *client, AtspiRole role, const char *name);
AtspiAccessible *e2e_wait_in_my_plugins (E2eClient *client, AtspiRole role, const char *name);
void e2e_wait_until_gone_in_marketplace (E2eClient *client, AtspiRole role, const char *name);
void e2e_wait_until_gone_in_my_plugins (E2eClient *client, AtspiRole role, const char *name);

G_END_DECLS
