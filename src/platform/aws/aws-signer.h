/* aws-signer.h: requests signed as Amazon's services want them (Signature Version 4)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <libsoup/soup.h>

#include "platform/aws/aws-credentials.h"

G_BEGIN_DECLS

/* Sets Host, X-Amz-Date, X-Amz-Security-Token, for S3 X-Amz-Content-Sha256, and Authorization. @now: in
 * microseconds since 1970; @body: (nullable) */
void ss_aws_sign (SoupMessage *message, GBytes *body, const SsAwsCredentials *credentials, const char *region,
                  const char *service, gint64 now);

G_END_DECLS
