/* sign-in-fault.c: at which field of the sign-in form a failure is said, and how
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/sign-in-fault.h"

#include <glib/gi18n-lib.h>

/**
 * SsFault:
 * @code: what failed
 * @field: where it is said
 * @text: (nullable): N_(): how; %NULL: as the error has it
 */
typedef struct
{
  SsClientError code;
  SsSignInField field;
  const char *text;
} SsFault;

static const SsFault faults[] = {
  { SS_CLIENT_ERROR_OFFLINE, SS_SIGN_IN_ADDRESS,
    N_ ("Nothing answers at this address. Check it, and your network.") },
  { SS_CLIENT_ERROR_TIMED_OUT, SS_SIGN_IN_ADDRESS,
    N_ ("This address takes too long to answer. Try again in a while.") },
  { SS_CLIENT_ERROR_TLS, SS_SIGN_IN_ADDRESS,
    N_ ("The certificate of this address is not trusted, so nothing was sent to it.") },
  { SS_CLIENT_ERROR_INSECURE, SS_SIGN_IN_ADDRESS, NULL },
  { SS_CLIENT_ERROR_PROTOCOL, SS_SIGN_IN_ADDRESS,
    N_ ("What answers at this address is not a Smooth Schedule platform.") },
  { SS_CLIENT_ERROR_NOT_FOUND, SS_SIGN_IN_ADDRESS,
    N_ ("What answers at this address is not a Smooth Schedule platform.") },
  { SS_CLIENT_ERROR_TENANT_NOT_FOUND, SS_SIGN_IN_ADDRESS,
    N_ ("There is no business at this address. Check the spelling.") },
  { SS_CLIENT_ERROR_DENIED, SS_SIGN_IN_ADDRESS, NULL },
  { SS_CLIENT_ERROR_CREDENTIALS, SS_SIGN_IN_PASSWORD, N_ ("The e-mail or the password is wrong.") },
  { SS_CLIENT_ERROR_THROTTLED, SS_SIGN_IN_PASSWORD, N_ ("Too many attempts. Try again in a while.") },
};

static const char *const fields[] = {
  [SS_SIGN_IN_ADDRESS] = "address",
  [SS_SIGN_IN_EMAIL] = "email",
  [SS_SIGN_IN_PASSWORD] = "password",
};

static const SsFault *
find_fault (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_error_matches (error, SS_CLIENT_ERROR, (int) faults[i].code))
      return &faults[i];
  return NULL;
}

static SsSignInField
find_named_field (const GError *error)
{
  for (guint i = 0; error->domain == SS_CLIENT_ERROR && i < SS_N_SIGN_IN_FIELDS; i++)
    if (ss_client_error_get_field (error, fields[i]) != NULL)
      return i;
  return SS_SIGN_IN_NO_FIELD;
}

/**
 * ss_sign_in_fault_get_field:
 * @error: why signing in failed
 *
 * Returns: the field at which it is said
 */
SsSignInField
ss_sign_in_fault_get_field (const GError *error)
{
  SsSignInField field = find_named_field (error);
  const SsFault *fault = find_fault (error);

  if (field == SS_SIGN_IN_NO_FIELD && fault != NULL)
    field = fault->field;
  return field;
}

/**
 * ss_sign_in_fault_get_text:
 * @error: why signing in failed
 *
 * Returns: (transfer none): a sentence, as long as @error lives
 */
const char *
ss_sign_in_fault_get_text (const GError *error)
{
  SsSignInField field = find_named_field (error);
  const SsFault *fault = find_fault (error);

  if (field != SS_SIGN_IN_NO_FIELD)
    return ss_client_error_get_field (error, fields[field]);
  if (fault != NULL && fault->text != NULL)
    return _ (fault->text);
  return error->message;
}

/**
 * ss_sign_in_describe_lock:
 * @seconds: how long the platform refuses
 *
 * Returns: (transfer full): a sentence with the time left
 */
char *
ss_sign_in_describe_lock (guint seconds)
{
  /* Translators: minutes and seconds that are left, as 14:05 */
  return g_strdup_printf (_ ("Too many attempts. Try again in %u:%02u."), seconds / 60, seconds % 60);
}
