/* account.h: where somebody signs in, and as whom
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SS_TYPE_ACCOUNT (ss_account_get_type ())
G_DECLARE_FINAL_TYPE (SsAccount, ss_account, SS, ACCOUNT, GObject)

/* @address: as typed: "acme", "acme.smoothschedule.com", "http://127.0.0.1:8000"; @error is
 * SS_CLIENT_ERROR_INSECURE or _INVALID with a sentence. Properties: base-url
 * ("https://acme.smoothschedule.com/api/v1"), tenant (sub-domain or NULL), email, name, tenant-name, role. */
SsAccount *ss_account_new (const char *address, const char *email, GError **error);
/* Somebody who is known at the address, but not here yet: its email is "". */
SsAccount *ss_account_new_without_email (const char *address, GError **error);
const char *ss_account_get_base_url (SsAccount *self);
const char *ss_account_get_address (SsAccount *self); /* short, for people: "acme.smoothschedule.com" */
const char *ss_account_get_tenant (SsAccount *self);  /* for X-Tenant-Subdomain on loopback; or NULL */
const char *ss_account_get_email (SsAccount *self);
void ss_account_set_tenant (SsAccount *self, const char *tenant);
/* What to send as X-Tenant-Subdomain: NULL where the host's name says it already. */
const char *ss_account_get_tenant_header (SsAccount *self);
/* Known after the first sign-in; NULL before. */
const char *ss_account_get_name (SsAccount *self);
const char *ss_account_get_tenant_name (SsAccount *self);
const char *ss_account_get_role (SsAccount *self);
void ss_account_describe (SsAccount *self, const char *name, const char *tenant_name, const char *role);
/* Somebody else at the same platform. @tenant: a sub-domain; NULL: the platform itself. */
SsAccount *ss_account_new_beside (SsAccount *other, const char *tenant, const char *email);
/* Whether both are the same person at the same place. */
gboolean ss_account_equal (SsAccount *self, SsAccount *other);

G_END_DECLS
