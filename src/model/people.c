/* people.c: people and what they are granted
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/people.h"

SS_DEFINE_MODEL (SsAbility, ss_ability, SS_ABILITY_FIELDS)
SS_DEFINE_MODEL (SsUserCan, ss_user_can, SS_USER_CAN_FIELDS)
SS_DEFINE_MODEL (SsUser, ss_user, SS_USER_FIELDS)
SS_DEFINE_MODEL (SsInvitedUser, ss_invited_user, SS_INVITED_USER_FIELDS)
SS_DEFINE_MODEL (SsPersonReference, ss_person_reference, SS_PERSON_FIELDS)
SS_DEFINE_MODEL (SsMasquerade, ss_masquerade, SS_MASQUERADE_FIELDS)
SS_DEFINE_MODEL (SsMasqueradePerson, ss_masquerade_person, SS_MASQUERADE_PERSON_FIELDS)
SS_DEFINE_MODEL (SsMasqueradeNotice, ss_masquerade_notice, SS_MASQUERADE_NOTICE_FIELDS)
SS_DEFINE_MODEL (SsCurrentUser, ss_current_user, SS_CURRENT_USER_FIELDS)
SS_DEFINE_MODEL (SsSignedIn, ss_signed_in, SS_SIGNED_IN_FIELDS)
SS_DEFINE_MODEL (SsPermissionGrant, ss_permission_grant, SS_PERMISSION_GRANT_FIELDS)
SS_DEFINE_MODEL (SsBulkResult, ss_bulk_result, SS_BULK_RESULT_FIELDS)

/**
 * ss_model_role_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of a role, highest first; %NULL past the end
 */
const char *
ss_model_role_choice (guint number)
{
  return number < SS_N_ROLES ? ss_role_to_string ((SsRole) number) : NULL;
}

/**
 * ss_model_user_status_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of a user's status; %NULL past the end
 */
const char *
ss_model_user_status_choice (guint number)
{
  static const char *const names[] = { "ACTIVE", "INVITED", "DEACTIVATED" };

  return number < G_N_ELEMENTS (names) ? names[number] : NULL;
}

/**
 * ss_model_masquerade_mode_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of a masquerade's mode; %NULL past the end
 */
const char *
ss_model_masquerade_mode_choice (guint number)
{
  static const char *const names[] = { "VIEW", "ACT" };

  return number < G_N_ELEMENTS (names) ? names[number] : NULL;
}

/**
 * ss_model_grant_status_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of a grant's status; %NULL past the end
 */
const char *
ss_model_grant_status_choice (guint number)
{
  return number < SS_N_GRANT_STATUSES ? ss_grant_status_to_string ((SsGrantStatus) number) : NULL;
}
