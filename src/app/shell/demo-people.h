/* demo-people.h: as whom the demo can be looked at
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/role.h"

G_BEGIN_DECLS

/**
 * SsDemoPerson:
 * @tenant: whose data is shown
 * @email: who signs in
 * @icon_name: symbolic
 * @sees: N_(): what there is to see
 */
typedef struct
{
  const char *tenant;
  const char *email;
  const char *icon_name;
  const char *sees;
} SsDemoPerson;

const SsDemoPerson *ss_demo_person_get (SsRole role);

G_END_DECLS
