/* other.h: somebody else who works in the same business, without a window
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "tests/e2e/person.h"

G_BEGIN_DECLS

typedef struct
{
  SoupSession *soup; /* (owned) */
  E2ePlatform *platform;
  char *access; /* (owned) (nullable) */
} E2eOther;

/* Signs in to the business "acme-auto". */
void e2e_other_begin (E2eOther *other, E2ePlatform *platform, const char *email);
void e2e_other_end (E2eOther *other);
/* A request that goes well. (transfer full): the answer */
JsonNode *e2e_other_call (E2eOther *other, const char *method, const char *path, const char *body);
/* (transfer full): a member of the object that is at @path, or that was made there with @body */
char *e2e_other_read (E2eOther *other, const char *path, const char *member);
char *e2e_other_add (E2eOther *other, const char *path, const char *body);
/* (transfer full): the ID of the first of a list */
char *e2e_other_first_id (E2eOther *other, const char *path);

G_END_DECLS
