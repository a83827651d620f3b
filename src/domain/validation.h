/* validation.h: what may be typed into a field
 *
 * Each check returns NULL where the text is fine, else a sentence that a person can act on, in English and
 * to be translated (N_()). NULL is checked like an empty text, and text that is not UTF-8 is refused.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In characters, but for the password's maximum and the email's, which are bytes. */
#define SS_NAME_MAX 100
#define SS_EMAIL_MAX 254
#define SS_DOMAIN_MAX 253
#define SS_SUMMARY_MAX 140
#define SS_REVIEW_MAX 2000
#define SS_PHONE_MAX 40
#define SS_NOTES_MAX 5000
#define SS_OVERRIDE_REASON_MIN 5
#define SS_REASON_MIN 10
#define SS_REASON_MAX 500
#define SS_PASSWORD_MIN 12
#define SS_PASSWORD_MAX 1024

const char *ss_validate_email (const char *text);
const char *ss_validate_name (const char *text);
const char *ss_validate_summary (const char *text); /* may be empty */
const char *ss_validate_domain (const char *text);
const char *ss_validate_subdomain (const char *text); /* a DNS label that is not reserved */
const char *ss_validate_color (const char *text);     /* "#rrggbb" */
const char *ss_validate_time_zone (const char *text); /* IANA */
const char *ss_validate_currency (const char *text);  /* ISO 4217 */
const char *ss_validate_locale (const char *text);    /* BCP 47, as "en-US" */
const char *ss_validate_duration (const char *text);  /* ISO 8601, as "PT24H" */
const char *ss_validate_password (const char *text, const char *name, const char *email);

/**
 * SsVariableType:
 * @SS_VARIABLE_TEXT: any text
 * @SS_VARIABLE_NUMBER: a number as JSON writes it
 * @SS_VARIABLE_BOOLEAN: "true" or "false"
 * @SS_VARIABLE_EMAIL: an email address
 * @SS_VARIABLE_CHOICE: one of the variable's choices
 * @SS_VARIABLE_DURATION: an ISO 8601 duration
 *
 * The kinds of a plugin's variables (contract section 5).
 */
typedef enum
{
  SS_VARIABLE_TEXT,
  SS_VARIABLE_NUMBER,
  SS_VARIABLE_BOOLEAN,
  SS_VARIABLE_EMAIL,
  SS_VARIABLE_CHOICE,
  SS_VARIABLE_DURATION,
} SsVariableType;

#define SS_N_VARIABLE_TYPES (SS_VARIABLE_DURATION + 1)

const char *ss_variable_type_to_string (SsVariableType type);
gboolean ss_variable_type_from_string (const char *text, SsVariableType *type);

const char *ss_validate_variable (SsVariableType type, gboolean required, const char *const *choices,
                                  const char *text);

char *ss_email_normalize (const char *text);
char *ss_search_fold (const char *text);

G_END_DECLS
