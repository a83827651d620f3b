/* test-signer.c: Amazon's published examples of Signature Version 4
 *
 * The first table is of the AWS Signature Version 4 Test Suite, the second of “Examples: Signature
 * Calculations” in the Amazon S3 API Reference.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "platform/aws/aws-signer.h"

#define HOST "https://example.amazonaws.com"
#define UNRESERVED "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define TOKEN                                                                                                   \
  "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8" \
  "YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6" \
  "fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabI"  \
  "Qwj2ICCR/oLxBA=="

typedef struct
{
  const char *name;
  const char *method;
  const char *address;
  const char *headers; /* "name: value", one a line */
  const char *body;    /* (nullable) */
  const char *signature;
} Case;

static const Case suite[] = {
  { "get-header-key-duplicate", "GET", HOST "/", "My-Header1: value2,value2,value1", NULL,
    "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea" },
  { "get-header-value-multiline", "GET", HOST "/", "My-Header1: value1,value2,value3", NULL,
    "ba17b383a53190154eb5fa66a1b836cc297cc0a3d70a5d00705980573d8ff790" },
  { "get-header-value-order", "GET", HOST "/", "My-Header1: value4,value1,value3,value2", NULL,
    "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01" },
  { "get-header-value-trim", "GET", HOST "/", "My-Header1:  value1\nMy-Header2: \"a   b   c\"", NULL,
    "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736" },
  { "get-unreserved", "GET", HOST "/" UNRESERVED, "", NULL,
    "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f" },
  { "get-utf8", "GET", HOST "/%E1%88%B4", "", NULL,
    "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85" },
  { "get-vanilla", "GET", HOST "/", "", NULL,
    "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31" },
  { "get-vanilla-empty-query-key", "GET", HOST "/?Param1=value1", "", NULL,
    "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb" },
  { "get-vanilla-query-order-key-case", "GET", HOST "/?Param2=value2&Param1=value1", "", NULL,
    "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500" },
  { "get-vanilla-query-unreserved", "GET", HOST "/?" UNRESERVED "=" UNRESERVED, "", NULL,
    "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197" },
  { "get-vanilla-utf8-query", "GET", HOST "/?%E1%88%B4=bar", "", NULL,
    "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04" },
  { "post-header-key-case", "POST", HOST "/", "", NULL,
    "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b" },
  { "post-header-key-sort", "POST", HOST "/", "My-Header1: value1", NULL,
    "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c" },
  { "post-header-value-case", "POST", HOST "/", "My-Header1: VALUE1", NULL,
    "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d" },
  { "post-vanilla-query", "POST", HOST "/?Param1=value1", "", NULL,
    "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11" },
  { "post-vanilla-query-nonunreserved", "POST",
    HOST "/?%40%23%24%25%5E=&%2B=%2F%2C%3F%3E%3C%60%22%3B%3A%5C%7C%5D%5B%7B%7D", "", NULL,
    "66c82657c86e26fb25238d0e69f011edc4c6df5ae71119d7cb98ed9b87393c1e" },
  { "post-vanilla-query-space", "POST", HOST "/?p=", "", NULL,
    "e71688addb58a26418614085fb730ba3faa623b461c17f48f2fbdb9361b94a9b" },
  { "post-x-www-form-urlencoded", "POST", HOST "/", "Content-Type: application/x-www-form-urlencoded",
    "Param1=value1", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a" },
  { "post-x-www-form-urlencoded-parameters", "POST", HOST "/",
    "Content-Type: application/x-www-form-urlencoded; charset=utf8", "Param1=value1",
    "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe" },
};

#define BUCKET "https://examplebucket.s3.amazonaws.com"

static const Case s3[] = {
  { "GET Object", "GET", BUCKET "/test.txt", "Range: bytes=0-9", NULL,
    "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41" },
  { "PUT Object", "PUT", BUCKET "/test%24file.text",
    "Date: Fri, 24 May 2013 00:00:00 GMT\nx-amz-storage-class: REDUCED_REDUNDANCY", "Welcome to Amazon S3.",
    "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd" },
  { "GET Bucket Lifecycle", "GET", BUCKET "/?lifecycle", "", NULL,
    "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543" },
  { "Get Bucket (List Objects)", "GET", BUCKET "/?max-keys=2&prefix=J", "", NULL,
    "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7" },
};

static void
set_headers (SoupMessage *message, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');

      *colon = '\0';
      soup_message_headers_append (soup_message_get_request_headers (message), lines[i], colon + 2);
    }
}

static void
assert_signature (const Case *test, const SsAwsCredentials *credentials, const char *service, gint64 now)
{
  g_autoptr (SoupMessage) message = soup_message_new (test->method, test->address);
  g_autoptr (GBytes) body = test->body != NULL ? g_bytes_new (test->body, strlen (test->body)) : NULL;
  const char *authorization;

  g_assert_nonnull (message);
  if (*test->headers != '\0')
    set_headers (message, test->headers);
  ss_aws_sign (message, body, credentials, "us-east-1", service, now);
  authorization = soup_message_headers_get_one (soup_message_get_request_headers (message), "Authorization");
  g_test_message ("%s: %s", test->name, authorization);
  g_assert_true (g_str_has_suffix (authorization, test->signature));
  g_assert_null (strstr (authorization, credentials->secret));
}

static void
test_suite (void)
{
  const SsAwsCredentials credentials = { (char *) "AKIDEXAMPLE",
                                         (char *) "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };

  for (guint i = 0; i < G_N_ELEMENTS (suite); i++)
    assert_signature (&suite[i], &credentials, "service", G_GINT64_CONSTANT (1440938160) * G_USEC_PER_SEC);
}

/* Credentials that end. */
static void
test_token (void)
{
  const SsAwsCredentials credentials = { (char *) "AKIDEXAMPLE",
                                         (char *) "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                                         (char *) TOKEN };
  static const Case test = { "post-sts-header-before",
                             "POST",
                             HOST "/",
                             "",
                             NULL,
                             "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead" };

  assert_signature (&test, &credentials, "service", G_GINT64_CONSTANT (1440938160) * G_USEC_PER_SEC);
}

static void
test_s3 (void)
{
  const SsAwsCredentials credentials = { (char *) "AKIAIOSFODNN7EXAMPLE",
                                         (char *) "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };

  for (guint i = 0; i < G_N_ELEMENTS (s3); i++)
    assert_signature (&s3[i], &credentials, "s3", G_GINT64_CONSTANT (1369353600) * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/signer/suite", test_suite);
  g_test_add_func ("/signer/token", test_token);
  g_test_add_func ("/signer/s3", test_s3);
  return g_test_run ();
}
