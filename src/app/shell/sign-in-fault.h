/* sign-in-fault.h: at which field of the sign-in form a failure is said, and how
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/client-error.h"

G_BEGIN_DECLS

typedef enum
{
  SS_SIGN_IN_ADDRESS,
  SS_SIGN_IN_EMAIL,
  SS_SIGN_IN_PASSWORD,
  SS_SIGN_IN_NO_FIELD, /* above the form */
} SsSignInField;

#define SS_N_SIGN_IN_FIELDS SS_SIGN_IN_NO_FIELD

SsSignInField ss_sign_in_fault_get_field (const GError *error);
const char *ss_sign_in_fault_get_text (const GError *error);
char *ss_sign_in_describe_lock (guint seconds); /* (transfer full) */

G_END_DECLS
