/* client-error.c: what can go wrong between the program and the platform
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "client/client-error-private.h"

typedef struct
{
  guint retry_after;
  JsonObject *body; /* (owned) (nullable) */
} SsClientErrorPrivate;

static void
ss_client_error_private_init (SsClientErrorPrivate *priv)
{
}

static void
ss_client_error_private_copy (const SsClientErrorPrivate *source, SsClientErrorPrivate *copy)
{
  copy->retry_after = source->retry_after;
  copy->body = source->body != NULL ? json_object_ref (source->body) : NULL;
}

static void
ss_client_error_private_clear (SsClientErrorPrivate *priv)
{
  g_clear_pointer (&priv->body, json_object_unref);
}

/* clang-format off */
G_DEFINE_EXTENDED_ERROR (SsClientError, ss_client_error)
/* clang-format on */

static const char *const messages[] = {
  [SS_CLIENT_ERROR_OFFLINE] =
      N_ ("The platform can’t be reached. Check the network connection and try again."),
  [SS_CLIENT_ERROR_TIMED_OUT] = N_ ("The platform did not answer in time. Try again in a moment."),
  [SS_CLIENT_ERROR_TLS] = N_ ("The platform’s certificate is not trusted, so nothing was sent. "
                              "Check the address and this computer’s clock."),
  [SS_CLIENT_ERROR_INSECURE] = N_ ("The address is not encrypted. Use an address that starts with https://."),
  [SS_CLIENT_ERROR_PROTOCOL] =
      N_ ("The answer did not come from a Smooth Schedule platform, or was damaged on "
          "its way. Check the address and try again."),
  [SS_CLIENT_ERROR_SIGNED_OUT] = N_ ("Your session is over. Sign in again."),
  [SS_CLIENT_ERROR_MASQUERADE_OVER] = N_ ("The time for being somebody else is up."),
  [SS_CLIENT_ERROR_CREDENTIALS] = N_ ("The e-mail address or the password is wrong."),
  [SS_CLIENT_ERROR_DENIED] = N_ ("You are not allowed to do this."),
  [SS_CLIENT_ERROR_NOT_FOUND] = N_ ("This is not there any more. Reload the page."),
  [SS_CLIENT_ERROR_TENANT_NOT_FOUND] = N_ ("There is no business at this address. Check the spelling."),
  [SS_CLIENT_ERROR_INVALID] = N_ ("The platform did not accept what was entered. Check the fields."),
  [SS_CLIENT_ERROR_CONFLICT] = N_ ("This can’t be done in the present state. Reload the page and try again."),
  [SS_CLIENT_ERROR_CHANGED] = N_ ("Somebody else has changed this meanwhile. Reload the page and try again."),
  [SS_CLIENT_ERROR_THROTTLED] = N_ ("Too many requests. Wait a little and try again."),
  [SS_CLIENT_ERROR_SERVER] = N_ ("The platform had a problem. Try again in a moment."),
};

static const char *
get_member (const GError *error, const char *name)
{
  SsClientErrorPrivate *priv;
  JsonNode *node;

  if (!g_error_matches (error, SS_CLIENT_ERROR, error != NULL ? error->code : 0))
    return NULL;

  priv = ss_client_error_get_private (error);
  node = priv->body != NULL ? json_object_get_member (priv->body, name) : NULL;
  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/* Sentences come as an array of them; a single string is tolerated. */
static const char *
get_sentence (JsonNode *node)
{
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
    node = json_array_get_element (json_node_get_array (node), 0);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

GError *
ss_client_error_new_full (SsClientError code, const char *message, JsonObject *body, guint retry_after)
{
  GError *error;
  SsClientErrorPrivate *priv;

  if (message == NULL)
    message = _ (messages[code]);

  error = g_error_new_literal (SS_CLIENT_ERROR, code, message);
  priv = ss_client_error_get_private (error);
  priv->retry_after = retry_after;
  priv->body = body != NULL ? json_object_ref (body) : NULL;

  return error;
}

GError *
ss_client_error_new (SsClientError code)
{
  return ss_client_error_new_full (code, NULL, NULL, 0);
}

GError *
ss_client_error_new_message (SsClientError code, const char *message)
{
  return ss_client_error_new_full (code, message, NULL, 0);
}

GError *
ss_client_error_new_field (SsClientError code, const char *field, const char *message)
{
  g_autoptr (JsonObject) body = json_object_new ();

  json_object_set_string_member (body, field, message);
  return ss_client_error_new_full (code, message, body, 0);
}

gboolean
ss_client_error_is_passing (const GError *error)
{
  return g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TIMED_OUT)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_THROTTLED)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SERVER);
}

/**
 * ss_client_error_get_code:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the machine's word for what went wrong, where the platform gave one
 */
const char *
ss_client_error_get_code (const GError *error)
{
  return get_member (error, "code");
}

/**
 * ss_client_error_get_rule:
 * @error: (nullable): any error
 *
 * Returns: (nullable): which rule refused, where the platform named it (contract sections 3, 4 and 11)
 */
const char *
ss_client_error_get_rule (const GError *error)
{
  return get_member (error, "rule");
}

/**
 * ss_client_error_get_retry_after:
 * @error: (nullable): any error
 *
 * Returns: the seconds after which the platform wants to be asked again, 0 where it did not say
 */
guint
ss_client_error_get_retry_after (const GError *error)
{
  if (error == NULL || error->domain != SS_CLIENT_ERROR)
    return 0;

  return ss_client_error_get_private (error)->retry_after;
}

/**
 * ss_client_error_get_field:
 * @error: (nullable): any error
 * @field: a member's wire name, or `configValues.KEY`
 *
 * Returns: (nullable): the first sentence about @field
 */
const char *
ss_client_error_get_field (const GError *error, const char *field)
{
  JsonObject *body = ss_client_error_get_body (error);
  const char *dot = strchr (field, '.');
  const char *sentence;

  if (body == NULL)
    return NULL;

  sentence = get_sentence (json_object_get_member (body, field));
  if (sentence == NULL && dot != NULL)
    {
      g_autofree char *outer = g_strndup (field, dot - field);
      JsonNode *node = json_object_get_member (body, outer);

      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        sentence = get_sentence (json_object_get_member (json_node_get_object (node), dot + 1));
    }

  return sentence;
}

/**
 * ss_client_error_get_body:
 * @error: (nullable): any error
 *
 * Returns: (nullable) (transfer none): the JsonObject that the platform answered, for members such as
 *   `addedPermissions`
 */
gpointer
ss_client_error_get_body (const GError *error)
{
  if (error == NULL || error->domain != SS_CLIENT_ERROR)
    return NULL;

  return ss_client_error_get_private (error)->body;
}
