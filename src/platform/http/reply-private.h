/* reply-private.h: what the dispatcher sees of a reply
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/reply.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* static, or interned */
  char *value;
} SsReplyHeader;

struct _SsReply
{
  guint status;
  const char *content_type; /* (nullable): interned; NULL: no body */
  GBytes *body;             /* (owned) (nullable) */
  GArray *headers;          /* (owned) (nullable): of SsReplyHeader */
  char *code;               /* (owned) (nullable): of an error that is not yet text */
  char *detail;             /* (owned) (nullable) */
  GString *members;         /* (owned) (nullable): more of an error's members */
  SsReplyBeginFunc begin;   /* (nullable): of an answer without an end */
  gpointer begin_data;      /* (owned) */
  GDestroyNotify begin_destroy;
  gboolean keeps_changes;
  gboolean is_list; /* its ETag is a weak one */
};

GBytes *ss_reply_get_body (SsReply *self);
const char *ss_reply_get_header (SsReply *self, const char *name);
/* An empty body, as 304 has it: headers stay. */
void ss_reply_drop_body (SsReply *self, guint status);

G_END_DECLS
