/* aws-credentials.h: by what Amazon's services know the platform
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SsAwsCredentials:
 * @key_id: who it is
 * @secret: what only Amazon and we know
 * @token: (nullable): that of credentials that end
 * @expires_at: microseconds since 1970; %G_MAXINT64: they don't end
 */
typedef struct
{
  char *key_id;
  char *secret;
  char *token;
  gint64 expires_at;
} SsAwsCredentials;

void ss_aws_credentials_clear (SsAwsCredentials *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SsAwsCredentials, ss_aws_credentials_clear)

/* From the environment, else from the machine's metadata service, which is waited for. From any thread. */
gboolean ss_aws_credentials_get (SsAwsCredentials *credentials, GError **error);
/* Those that a service refused are not good any more. */
void ss_aws_credentials_forget (void);

G_END_DECLS
