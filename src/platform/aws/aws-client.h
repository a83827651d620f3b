/* aws-client.h: asks a service of Amazon's, or one that speaks like it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * SsAwsRequest:
 * @service: as "s3"
 * @region: as "us-east-1"
 * @method: HTTP's
 * @address: what is asked
 * @content_type: (nullable): of @body
 * @body: (nullable)
 *
 * Only one that may be made twice.
 */
typedef struct
{
  const char *service;
  const char *region;
  const char *method;
  const char *address;
  const char *content_type;
  GBytes *body;
} SsAwsRequest;

/**
 * SsAwsAnswer:
 * @status: HTTP's
 * @content_type: (nullable)
 * @code: (nullable): of an error, as "NoSuchBucket"
 * @body: what was answered
 */
typedef struct
{
  guint status;
  char *content_type;
  char *code;
  GBytes *body;
} SsAwsAnswer;

void ss_aws_answer_clear (SsAwsAnswer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SsAwsAnswer, ss_aws_answer_clear)

/* Signs it and sends it, and again where the service is busy or broken, for some seconds; waits, in any
 * thread. FALSE: nobody answered. */
gboolean ss_aws_client_send (const SsAwsRequest *request, SsAwsAnswer *answer, GError **error);
/* As it is. (transfer full) (nullable) */
GBytes *ss_aws_client_send_once (SoupMessage *message, GError **error);

G_END_DECLS
