/* access.h: who is signed in, and how somebody comes to be
 *
 * Owns the sessions of this run, the workspace of the one that is shown, and the demo's platform. Properties:
 * state, workspace (NULL unless signed in), account (whose turn it is), error (why the last attempt or
 * session ended; NULL where nothing went wrong), is-demo, role (the demo's). Signal: ::came-back (GError): a
 * masquerade is over; NULL where the person stopped it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/demo-platform.h"
#include "client/invitation.h"
#include "client/workspace.h"
#include "domain/role.h"

G_BEGIN_DECLS

/**
 * SsAccessState:
 * @SS_ACCESS_SIGNED_OUT: nobody is
 * @SS_ACCESS_RESTORING: a kept session is being taken up again
 * @SS_ACCESS_UNREACHABLE: that failed for want of the platform; it can be tried again
 * @SS_ACCESS_STARTING_DEMO: the demo's platform is being started, or signed in to
 * @SS_ACCESS_CHOOSING_ROLE: the demo runs; as whom is it to be looked at?
 * @SS_ACCESS_SIGNED_IN: there is a workspace
 */
typedef enum
{
  SS_ACCESS_SIGNED_OUT,
  SS_ACCESS_RESTORING,
  SS_ACCESS_UNREACHABLE,
  SS_ACCESS_STARTING_DEMO,
  SS_ACCESS_CHOOSING_ROLE,
  SS_ACCESS_SIGNED_IN,
} SsAccessState;

#define SS_TYPE_ACCESS (ss_access_get_type ())
G_DECLARE_FINAL_TYPE (SsAccess, ss_access, SS, ACCESS, GObject)

SsAccess *ss_access_new (GSettings *settings);
SsAccessState ss_access_get_state (SsAccess *self);
SsWorkspace *ss_access_get_workspace (SsAccess *self); /* NULL unless signed in */
SsAccount *ss_access_get_account (SsAccess *self);
const GError *ss_access_get_error (SsAccess *self);
gboolean ss_access_get_is_demo (SsAccess *self);
SsRole ss_access_get_role (SsAccess *self);
gboolean ss_access_get_is_masquerading (SsAccess *self);
/* Of SsAccount: signed in in this run, or kept in the keyring. */
GListModel *ss_access_get_accounts (SsAccess *self);
/* Whose saved page states are whose; NULL while masquerading, when nothing is saved. (transfer full) */
char *ss_access_get_key (SsAccess *self);

/* Takes up the account that was signed in last, if any. */
void ss_access_restore (SsAccess *self);
void ss_access_retry (SsAccess *self);
/* Gives up on the account that can't be reached. */
void ss_access_give_up (SsAccess *self);
void ss_access_sign_in_async (SsAccess *self, SsAccount *account, const char *password, gboolean keep,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_access_sign_in_finish (SsAccess *self, GAsyncResult *result, GError **error);
/* The account that an invitation becomes, signed in. */
void ss_access_accept_async (SsAccess *self, SsInvitation *invitation, const char *name, const char *password,
                             gboolean keep, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean ss_access_accept_finish (SsAccess *self, GAsyncResult *result, GError **error);
void ss_access_switch_to (SsAccess *self, SsAccount *account);
/* @forget: as "Remove Stored Data": page states, too. */
void ss_access_sign_out (SsAccess *self, gboolean forget);

/* @mode: "VIEW" or "ACT". */
void ss_access_masquerade_async (SsAccess *self, const char *user_id, const char *mode, const char *reason,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_access_masquerade_finish (SsAccess *self, GAsyncResult *result, GError **error);
void ss_access_stop_masquerade (SsAccess *self);

/* The platform's staff in a business, and outside again. */
void ss_access_visit_async (SsAccess *self, const char *subdomain, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_access_visit_finish (SsAccess *self, GAsyncResult *result, GError **error);
void ss_access_leave_tenant (SsAccess *self);
gboolean ss_access_get_is_visiting (SsAccess *self);

void ss_access_start_demo (SsAccess *self);
void ss_access_show_demo_as (SsAccess *self, SsRole role);
void ss_access_reset_demo (SsAccess *self);
void ss_access_leave_demo (SsAccess *self);

G_END_DECLS
