/* platform-error.c: what an answer with an error status means
 *
 * The platform's own sentence is shown only from JSON under a 4xx: a proxy's page, a stack trace or an empty
 * body tell a person nothing, so there the status is said in words.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "client/client-error-private.h"
#include "model/json-reader.h"

typedef struct
{
  guint status;
  SsClientError code;
  const char *words; /* (nullable): NULL: the code's own sentence */
} Meaning;

static const Meaning meanings[] = {
  { 400, SS_CLIENT_ERROR_INVALID, NULL },
  { 401, SS_CLIENT_ERROR_SIGNED_OUT, NULL },
  { 403, SS_CLIENT_ERROR_DENIED, NULL },
  { 404, SS_CLIENT_ERROR_NOT_FOUND, NULL },
  { 405, SS_CLIENT_ERROR_SERVER,
    N_ ("The platform does not know this action. It may be older than this program.") },
  { 406, SS_CLIENT_ERROR_SERVER, N_ ("The platform can’t answer in the form that was asked for.") },
  { 408, SS_CLIENT_ERROR_TIMED_OUT, NULL },
  { 409, SS_CLIENT_ERROR_CONFLICT, NULL },
  { 412, SS_CLIENT_ERROR_CHANGED, NULL },
  { 413, SS_CLIENT_ERROR_INVALID, N_ ("This is too large for the platform. Make it smaller and try again.") },
  { 414, SS_CLIENT_ERROR_INVALID, N_ ("The search is too long. Use fewer words or filters.") },
  { 415, SS_CLIENT_ERROR_INVALID, N_ ("The platform does not accept files of this kind.") },
  { 422, SS_CLIENT_ERROR_CONFLICT, NULL },
  { 429, SS_CLIENT_ERROR_THROTTLED, NULL },
  { 500, SS_CLIENT_ERROR_SERVER, N_ ("The platform had an internal error. Try again in a moment.") },
  { 502, SS_CLIENT_ERROR_SERVER,
    N_ ("The platform’s gateway did not get an answer. Try again in a moment.") },
  { 503, SS_CLIENT_ERROR_SERVER, N_ ("The platform is not available at the moment. Try again later.") },
  { 504, SS_CLIENT_ERROR_SERVER, N_ ("The platform’s gateway waited too long. Try again in a moment.") },
};

static const struct
{
  const char *platform_code;
  SsClientError code;
} by_platform_code[] = {
  { "authentication_failed", SS_CLIENT_ERROR_CREDENTIALS },
  { "masquerade_expired", SS_CLIENT_ERROR_MASQUERADE_OVER },
  { "tenant_not_found", SS_CLIENT_ERROR_TENANT_NOT_FOUND },
  { "version_mismatch", SS_CLIENT_ERROR_CHANGED },
  { "throttled", SS_CLIENT_ERROR_THROTTLED },
};

static JsonObject *
read_body (const char *content_type, GBytes *body)
{
  g_autoptr (JsonNode) node = NULL;
  gsize size;
  const char *text;

  if (body == NULL || content_type == NULL
      || (strcmp (content_type, "application/json") != 0 && !g_str_has_suffix (content_type, "+json")))
    return NULL;

  text = g_bytes_get_data (body, &size);
  node = size > 0 ? ss_json_parse (text, (gssize) size, NULL) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  return json_node_dup_object (node);
}

static const char *
get_text (JsonObject *body, const char *name)
{
  JsonNode *node = body != NULL ? json_object_get_member (body, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                          : NULL;
}

/* A failed validation has no `detail`: its first sentence stands for it. */
static const char *
find_sentence (JsonObject *body)
{
  g_autoptr (GList) names = json_object_get_members (body);

  for (GList *link = names; link != NULL; link = link->next)
    {
      JsonNode *node = json_object_get_member (body, link->data);

      if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
        node = json_array_get_element (json_node_get_array (node), 0);
      else
        continue;

      if (json_node_get_value_type (node) == G_TYPE_STRING)
        return json_node_get_string (node);
    }

  return NULL;
}

static char *
describe_wait (guint seconds)
{
  guint minutes = (seconds + 59) / 60;

  if (seconds == 0)
    return NULL;
  if (seconds < 90)
    return g_strdup_printf (ngettext ("Too many attempts. Try again in %u second.",
                                      "Too many attempts. Try again in %u seconds.", seconds),
                            seconds);

  return g_strdup_printf (ngettext ("Too many attempts. Try again in %u minute.",
                                    "Too many attempts. Try again in %u minutes.", minutes),
                          minutes);
}

static char *
describe (guint status, const Meaning *meaning, SsClientError code, JsonObject *body, guint retry_after)
{
  const char *sentence = NULL;

  if (code == SS_CLIENT_ERROR_THROTTLED)
    return describe_wait (retry_after);

  /* These have sentences of their own that say more than the platform's, and in the user's language. */
  if (code == SS_CLIENT_ERROR_CREDENTIALS || code == SS_CLIENT_ERROR_TENANT_NOT_FOUND
      || code == SS_CLIENT_ERROR_SIGNED_OUT || code == SS_CLIENT_ERROR_MASQUERADE_OVER
      || code == SS_CLIENT_ERROR_CHANGED)
    return NULL;

  if (body != NULL && status >= 400 && status < 500)
    {
      sentence = get_text (body, "detail");
      if (sentence == NULL)
        sentence = find_sentence (body);
    }
  if (sentence != NULL && *sentence != '\0')
    return g_strdup (sentence);
  if (meaning != NULL)
    return meaning->words != NULL ? g_strdup (_ (meaning->words)) : NULL;

  return g_strdup_printf (_ ("The platform answered with status %u, which this program does not know. "
                             "Try again in a moment."),
                          status);
}

/**
 * ss_client_error_new_for_status:
 * @status: of an answer that is not a success
 * @content_type: (nullable): without parameters
 * @body: (nullable): as it came
 * @retry_after: seconds, 0: not said
 *
 * Contract section 1, "errors" and "Status codes".
 *
 * Returns: (transfer full): an SsClientError
 */
GError *
ss_client_error_new_for_status (guint status, const char *content_type, GBytes *body, guint retry_after)
{
  g_autoptr (JsonObject) object = read_body (content_type, body);
  const char *platform_code = get_text (object, "code");
  SsClientError code = SS_CLIENT_ERROR_SERVER;
  const Meaning *meaning = NULL;
  g_autofree char *message = NULL;

  for (gsize i = 0; meaning == NULL && i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].status == status)
      meaning = &meanings[i];
  if (meaning != NULL)
    code = meaning->code;

  for (gsize i = 0; platform_code != NULL && i < G_N_ELEMENTS (by_platform_code); i++)
    if (strcmp (platform_code, by_platform_code[i].platform_code) == 0)
      code = by_platform_code[i].code;

  message = describe (status, meaning, code, object, retry_after);
  return ss_client_error_new_full (code, message, object, retry_after);
}
