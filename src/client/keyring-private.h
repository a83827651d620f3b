/* keyring-private.h: what only tests of the keyring need
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/keyring.h"

G_BEGIN_DECLS

void ss_keyring_set_time_out (guint milliseconds);

G_END_DECLS
