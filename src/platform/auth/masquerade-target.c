/* masquerade-target.c: as whom somebody wants to act, and what refuses it
 *
 * To tenant roles nobody outside their own tenant exists, the platform's staff included.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/masquerade-target.h"

#include "platform/auth/user-record.h"
#include "platform/people/user-places.h"
#include "platform/people/user-rules.h"
#include "platform/platform-private.h"

/**
 * ss_masquerade_target_clear:
 * @self: a target; once found, or all zeros
 */
void
ss_masquerade_target_clear (SsMasqueradeTarget *self)
{
  g_clear_pointer (&self->place, ss_user_place_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->email, g_free);
}

static SsRequestTenant *
find_place (SsRequest *request, const char *user_id, GError **error)
{
  SsStore *store = ss_platform_get_store (ss_request_get_context (request));
  const SsRequestTenant *present = ss_request_get_tenant (request);
  g_autoptr (GPtrArray) places = NULL;

  /* Most are looked for where one is. */
  if (ss_request_get_caller (request)->tenant_id != NULL || present->id != NULL)
    {
      ss_request_release (request);
      if (ss_user_place_has (store, present, user_id))
        return ss_user_place_copy (present);
    }
  if (ss_request_get_caller (request)->tenant_id != NULL)
    return NULL;
  if (!ss_request_begin (request, TRUE, SS_ACCESS_READ, error))
    return NULL;
  places = ss_user_places_list (ss_request_get_transaction (request), error);
  ss_request_release (request);
  return places != NULL ? ss_user_places_find (store, places, user_id) : NULL;
}

/* What refuses of the rules, for the user who is at @rows. */
static gboolean
judge (SsRequest *request, SsRows *rows, SsMasqueradeTarget *self)
{
  SsPerson actor, target;

  if (!ss_user_rules_get_target (rows, self->place->id, &target))
    return FALSE;
  ss_user_rules_get_actor (request, &actor);
  self->email = g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_EMAIL));
  self->role = target.role;
  self->rule = ss_masquerade_check (&actor, &target, ss_request_get_caller (request)->real_user_id != NULL);
  return TRUE;
}

/**
 * ss_masquerade_target_find:
 * @request: who asks
 * @user_id: as whom
 * @access: for the transaction where the target stands
 * @self: (out): the target, to be cleared
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it could be looked for
 */
gboolean
ss_masquerade_target_find (SsRequest *request, const char *user_id, SsAccess access, SsMasqueradeTarget *self,
                           GError **error)
{
  g_autoptr (SsRows) rows = NULL;
  GError *failure = NULL;

  *self = (SsMasqueradeTarget){ .id = g_strdup (user_id) };
  self->place = find_place (request, user_id, &failure);
  if (failure == NULL && self->place != NULL)
    {
      ss_user_place_enter (request, self->place);
      if (ss_request_begin (request, FALSE, access, &failure))
        rows =
            ss_user_find (ss_request_get_transaction (request), self->place->id == NULL, user_id, &failure);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (rows != NULL && judge (request, rows, self))
    return TRUE;
  g_clear_pointer (&rows, ss_rows_free);
  ss_request_release (request);
  g_clear_pointer (&self->place, ss_user_place_free);
  return TRUE;
}
