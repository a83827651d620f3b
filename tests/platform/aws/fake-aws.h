/* fake-aws.h: Amazon's Route 53 and a machine's metadata service, as far as the platform asks them
 *
 * What they do that can't be provoked in the real ones is asked for by the zone's id. Signatures are checked
 * by the signer that test-signer.c holds against Amazon's own examples.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define FAKE_AWS_KEY_ID "AKIDFAKE"
#define FAKE_AWS_SECRET "only-the-fake-knows"
#define FAKE_AWS_TOKEN "the-token-of-credentials-that-end"

#define FAKE_AWS_GOOD "ZGOOD"           /* PENDING twice, then INSYNC */
#define FAKE_AWS_THROTTLED "ZTHROTTLED" /* refuses twice, then takes it */
#define FAKE_AWS_BUSY "ZBUSY"           /* refuses for ever */
#define FAKE_AWS_MISSING "ZMISSING"
#define FAKE_AWS_WRONG "ZWRONG"
#define FAKE_AWS_DENIED "ZDENIED"
#define FAKE_AWS_SLOW "ZSLOW"       /* never INSYNC */
#define FAKE_AWS_HANGING "ZHANGING" /* answers when fake_aws_release() is called */
#define FAKE_AWS_BROKEN "ZBROKEN"   /* answers what is no XML */

typedef struct _FakeAws FakeAws;

FakeAws *fake_aws_new (void);
void fake_aws_free (FakeAws *self);
const char *fake_aws_get_address (FakeAws *self);
/* Waits until so many requests hang. */
void fake_aws_wait_for_hanging (FakeAws *self, guint count);
void fake_aws_release (FakeAws *self);
/* What was written last: "NAME CNAME VALUE". (transfer full) (nullable) */
char *fake_aws_get_record (FakeAws *self);
guint fake_aws_count_requests (FakeAws *self);    /* to Route 53 */
guint fake_aws_count_credentials (FakeAws *self); /* given by the metadata service */

G_END_DECLS
