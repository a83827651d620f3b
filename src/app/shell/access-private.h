/* access-private.h: what access.c, access-demo.c, access-masquerade.c and access-visit.c share
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/access.h"

struct _SsAccess
{
  GObject parent_instance;

  GSettings *settings;   /* (owned) */
  GPtrArray *sessions;   /* (owned): of SsSession: signed in in this run, the demo's left out */
  GListStore *accounts;  /* (owned) */
  SsDemoPlatform *demo;  /* (owned) (nullable): while it runs */
  SsRole role;           /* the demo's */
  gboolean has_role;     /* it was chosen */
  GCancellable *attempt; /* (owned) (nullable): of whatever is under way */
  GCancellable *listing; /* (owned) (nullable) */

  SsAccessState state;
  SsAccount *account;     /* (owned) (nullable) */
  SsWorkspace *workspace; /* (owned) (nullable) */
  GError *error;          /* (owned) (nullable) */
};

GCancellable *ss_access_begin (SsAccess *self);

void ss_access_set_state (SsAccess *self, SsAccessState state, const GError *error);

void ss_access_set_account (SsAccess *self, SsAccount *account);

void ss_access_drop_workspace (SsAccess *self);

void ss_access_enter (SsAccess *self, SsSession *session);

void ss_access_list_accounts (SsAccess *self);

void ss_access_drop_demo (SsAccess *self);

void ss_access_end_demo (SsAccess *self);

/* In access-masquerade.c. @error: (nullable): NULL where the person stopped it */
void ss_access_come_back (SsAccess *self, SsSession *real, const GError *error);

void ss_access_end_masquerade (SsAccess *self);

/* A session is over, and its workspace gone. */
void ss_access_end (SsAccess *self, SsSession *session, const GError *error);

void ss_access_emit_came_back (SsAccess *self, const GError *error);
