/* body.c: the texts of a small body
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/body.h"

#include <string.h>

static const char *
read_text (JsonObject *body, const SsBodyText *text, SsFieldErrors *errors)
{
  JsonNode *node = json_object_get_member (body, text->name);
  const char *value;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    {
      if (!text->is_optional)
        ss_field_errors_add (errors, text->name, "This is needed.");
      return NULL;
    }
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      ss_field_errors_add (errors, text->name, "This has to be text.");
      return NULL;
    }
  value = json_node_get_string (node);
  if (*value == '\0')
    ss_field_errors_add (errors, text->name, "This is needed.");
  else if (strlen (value) > text->limit)
    ss_field_errors_add (errors, text->name, "This is too long.");
  return value;
}

static gboolean
is_known (const char *name, const SsBodyText *texts, guint n_texts)
{
  for (guint i = 0; i < n_texts; i++)
    if (strcmp (name, texts[i].name) == 0)
      return TRUE;
  return FALSE;
}

/**
 * ss_body_read_texts:
 * @request: a request
 * @texts: (array length=n_texts): the members of its body
 * @n_texts: how many
 * @values: (out) (array length=n_texts): their values
 *
 * Members that are not among them are refused (contract section 1).
 *
 * Returns: (transfer full) (nullable): a 400 that names what is wrong, else %NULL
 */
SsReply *
ss_body_read_texts (SsRequest *request, const SsBodyText *texts, guint n_texts, const char **values)
{
  JsonObject *body = ss_request_get_body (request);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (GList) members = json_object_get_members (body);

  for (guint i = 0; i < n_texts; i++)
    values[i] = read_text (body, &texts[i], errors);
  for (GList *member = members; member != NULL; member = member->next)
    if (!is_known (member->data, texts, n_texts))
      ss_field_errors_add (errors, member->data, "There is no such member.");
  return ss_field_errors_is_empty (errors) ? NULL : ss_reply_new_invalid (errors);
}
