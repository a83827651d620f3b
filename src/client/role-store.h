/* role-store.h: the platform's rules about roles
 *
 * Properties: table (SsRoleTable, NULL until it is there), and state, error and loaded-at as a paged list has
 * them.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"
#include "model/roles.h"

G_BEGIN_DECLS

#define SS_TYPE_ROLE_STORE (ss_role_store_get_type ())
G_DECLARE_FINAL_TYPE (SsRoleStore, ss_role_store, SS, ROLE_STORE, GObject)

SsRoleStore *ss_role_store_new (SsSession *session);
void ss_role_store_load (SsRoleStore *self);
SsRoleTable *ss_role_store_get_table (SsRoleStore *self);

G_END_DECLS
