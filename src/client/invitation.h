/* invitation.h: the address that somebody invited was given, and the account that it becomes
 *
 * Its token lets in whoever has it: it is shown to nobody, and sent to the platform of the address alone.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/session.h"

G_BEGIN_DECLS

#define SS_TYPE_INVITATION (ss_invitation_get_type ())
G_DECLARE_FINAL_TYPE (SsInvitation, ss_invitation, SS, INVITATION, GObject)

/* Whether @text is the address of an invitation, and not of a business. */
gboolean ss_invitation_is_address (const char *text);
/* @error: SS_CLIENT_ERROR_INVALID or _INSECURE, for the field "invitation" */
SsInvitation *ss_invitation_new (const char *address, GError **error);
/* Short, for people: "acme.smoothschedule.com" */
const char *ss_invitation_get_place (SsInvitation *self);

/* The name of the business, from its public configuration; NULL without an error for the platform itself. */
void ss_invitation_look_up_async (SsInvitation *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
char *ss_invitation_look_up_finish (SsInvitation *self, GAsyncResult *result, GError **error);

/* @keep: put the refresh token into the keyring ("Stay signed in"). */
void ss_invitation_accept_async (SsInvitation *self, const char *name, const char *password, gboolean keep,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full): somebody is signed in */
SsSession *ss_invitation_accept_finish (SsInvitation *self, GAsyncResult *result, GError **error);

G_END_DECLS
