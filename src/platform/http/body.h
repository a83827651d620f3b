/* body.h: the texts of a small body
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/**
 * SsBodyText:
 * @name: a member that has to be there, with a text that is not empty
 * @limit: its longest, in bytes
 * @is_optional: may be missing, or null: its value is NULL then
 */
typedef struct
{
  const char *name;
  gsize limit;
  gboolean is_optional;
} SsBodyText;

/* For bodies that are no object of the contract, such as a password's change. (nullable): a 400 */
SsReply *ss_body_read_texts (SsRequest *request, const SsBodyText *texts, guint n_texts, const char **values);

G_END_DECLS
