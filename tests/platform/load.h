/* load.h: writers that go on while something is done to the platform
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "server.h"

G_BEGIN_DECLS

/**
 * LoadTolerance:
 * @LOAD_ALL_SUCCEED: each is acknowledged
 * @LOAD_MAY_BE_REFUSED: or refused with 503 and a time to try again
 * @LOAD_MAY_BREAK: or its connection breaks
 */
typedef enum
{
  LOAD_ALL_SUCCEED,
  LOAD_MAY_BE_REFUSED,
  LOAD_MAY_BREAK,
} LoadTolerance;

typedef struct _Load Load;

/* What is more than @tolerance fails the test. */
Load *load_start (Server *server, const char *token, LoadTolerance tolerance);
/* Waits for so many acknowledgements more. */
void load_wait_for_writes (Load *self, guint count);
/* Waits for so many in all that were not acknowledged. */
void load_wait_for_faults (Load *self, guint count);
/* Waits for the writers, and asks @store for each thing that was acknowledged. */
void load_end (Load *self, const char *store);

G_END_DECLS
