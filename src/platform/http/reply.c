/* reply.c: what a handler answers
 *
 * An error's body is written when it is sent, since handlers add members to it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/reply.h"
#include "platform/http/reply-private.h"

#include <string.h>

#include "model/model-json.h"
#include "platform/store/store.h"

#define JSON_TYPE "application/json"

static void
clear_header (gpointer data)
{
  g_free (((SsReplyHeader *) data)->value);
}

static void
write_error (SsReply *self)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "detail");
  ss_json_writer_string (&writer, self->detail);
  ss_json_writer_name (&writer, "code");
  ss_json_writer_string (&writer, self->code);
  if (self->members != NULL)
    g_string_append_len (writer.text, self->members->str, self->members->len);
  ss_json_writer_end_object (&writer);
  self->body = ss_json_writer_steal_bytes (&writer);
}

/**
 * ss_reply_new:
 * @status: an HTTP status
 *
 * Returns: (transfer full): a reply without a body
 */
SsReply *
ss_reply_new (guint status)
{
  SsReply *self = g_new0 (SsReply, 1);

  self->status = status;
  return self;
}

/**
 * ss_reply_new_json:
 * @status: an HTTP status
 * @writer: what has written a whole value; left empty
 *
 * Returns: (transfer full): the reply
 */
SsReply *
ss_reply_new_json (guint status, SsJsonWriter *writer)
{
  SsReply *self = ss_reply_new (status);

  self->content_type = JSON_TYPE;
  self->body = ss_json_writer_steal_bytes (writer);
  return self;
}

/**
 * ss_reply_new_model:
 * @status: an HTTP status
 * @model: an object of the contract
 *
 * Returns: (transfer full): a reply with the whole object
 */
SsReply *
ss_reply_new_model (guint status, SsModel *model)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_model_write (model, &writer, SS_FIELD_PLAIN);
  return ss_reply_new_json (status, &writer);
}

/**
 * ss_reply_new_bytes:
 * @status: an HTTP status
 * @content_type: the type
 * @bytes: the body
 *
 * Returns: (transfer full): the reply
 */
SsReply *
ss_reply_new_bytes (guint status, const char *content_type, GBytes *bytes)
{
  SsReply *self = ss_reply_new (status);

  self->content_type = g_intern_string (content_type);
  self->body = g_bytes_ref (bytes);
  return self;
}

/**
 * ss_reply_new_stream:
 * @content_type: the type
 * @begin: called with the stream that is to be written to
 * @data: (transfer full): for @begin
 * @destroy: frees @data
 *
 * Returns: (transfer full): the reply
 */
SsReply *
ss_reply_new_stream (const char *content_type, SsReplyBeginFunc begin, gpointer data, GDestroyNotify destroy)
{
  SsReply *self = ss_reply_new (200);

  self->content_type = g_intern_string (content_type);
  self->begin = begin;
  self->begin_data = data;
  self->begin_destroy = destroy;
  return self;
}

/**
 * ss_reply_new_error:
 * @status: an HTTP status from 400
 * @code: the machine's word for it
 * @detail: an English sentence for a person
 *
 * Returns: (transfer full): the reply (contract section 1, «errors»)
 */
SsReply *
ss_reply_new_error (guint status, const char *code, const char *detail)
{
  SsReply *self = ss_reply_new (status);

  self->content_type = JSON_TYPE;
  self->code = g_strdup (code);
  self->detail = g_strdup (detail);
  return self;
}

/**
 * ss_reply_new_denied:
 * @rule: which rule refused: a permission's code or one of the contract's rules
 * @detail: an English sentence for a person
 *
 * Returns: (transfer full): a 403
 */
SsReply *
ss_reply_new_denied (const char *rule, const char *detail)
{
  SsReply *self = ss_reply_new_error (403, "permission_denied", detail);
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_string (&writer, rule);
  ss_reply_add_member (self, "rule", writer.text->str);
  return self;
}

/**
 * ss_reply_new_invalid:
 * @errors: at least one
 *
 * Returns: (transfer full): a 400 that names the fields
 */
SsReply *
ss_reply_new_invalid (SsFieldErrors *errors)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_field_errors_write (errors, &writer);
  return ss_reply_new_json (400, &writer);
}

/**
 * ss_reply_new_not_found:
 *
 * Returns: (transfer full): a 404
 */
SsReply *
ss_reply_new_not_found (void)
{
  return ss_reply_new_error (404, "not_found", "There is nothing here.");
}

/**
 * ss_reply_new_from_error:
 * @error: (nullable): a store's or another room's error
 *
 * The error's own words stay inside: they go to the log.
 *
 * Returns: (transfer full): the reply
 */
SsReply *
ss_reply_new_from_error (const GError *error)
{
  SsReply *self;

  if (g_error_matches (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT))
    return ss_reply_new_error (404, "tenant_not_found", "There is no business at this address.");

  g_warning ("a request failed: %s",
             error != NULL ? error->message : "a handler gave neither reply nor error");
  if (g_error_matches (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE)
      || g_error_matches (error, SS_STORE_ERROR, SS_STORE_ERROR_FULL))
    {
      self = ss_reply_new_error (503, "unavailable", "The platform is busy. Try again in a moment.");
      ss_reply_set_header (self, "Retry-After", "1");
      return self;
    }
  if (g_error_matches (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT))
    return ss_reply_new_error (409, "conflict",
                               "Somebody else has changed this at the same moment. Try again.");
  return ss_reply_new_error (500, "server_error", "Something went wrong on the platform. It has been noted.");
}

/**
 * ss_reply_free:
 * @self: (nullable): a reply
 */
void
ss_reply_free (SsReply *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->headers, g_array_unref);
  if (self->members != NULL)
    g_string_free (self->members, TRUE);
  g_free (self->code);
  g_free (self->detail);
  if (self->begin_destroy != NULL)
    self->begin_destroy (self->begin_data);
  g_free (self);
}

/**
 * ss_reply_get_status:
 * @self: a reply
 *
 * Returns: its HTTP status
 */
guint
ss_reply_get_status (SsReply *self)
{
  return self->status;
}

/**
 * ss_reply_set_header:
 * @self: a reply
 * @name: a header's name, static text
 * @value: its value, of visible ASCII; line breaks would be another header, so such a value is left out
 */
void
ss_reply_set_header (SsReply *self, const char *name, const char *value)
{
  SsReplyHeader header = { g_intern_string (name), NULL };

  if (strpbrk (value, "\r\n") != NULL)
    return;
  if (self->headers == NULL)
    {
      self->headers = g_array_new (FALSE, FALSE, sizeof header);
      g_array_set_clear_func (self->headers, clear_header);
    }
  header.value = g_strdup (value);
  g_array_append_val (self->headers, header);
}

/**
 * ss_reply_add_member:
 * @self: an error
 * @name: a member beside `detail` and `code`
 * @json: its value, as JSON text
 */
void
ss_reply_add_member (SsReply *self, const char *name, const char *json)
{
  g_return_if_fail (self->code != NULL && self->body == NULL);

  if (self->members == NULL)
    self->members = g_string_new (NULL);
  g_string_append_printf (self->members, ",\"%s\":%s", name, json);
}

/**
 * ss_reply_set_keeps_changes:
 * @self: an error
 *
 * What the handler has changed is committed, although it failed.
 */
void
ss_reply_set_keeps_changes (SsReply *self)
{
  self->keeps_changes = TRUE;
}

/* (transfer none) (nullable): the body as it is sent */
GBytes *
ss_reply_get_body (SsReply *self)
{
  if (self->body == NULL && self->code != NULL)
    write_error (self);
  return self->body;
}

const char *
ss_reply_get_header (SsReply *self, const char *name)
{
  for (guint i = 0; self->headers != NULL && i < self->headers->len; i++)
    {
      const SsReplyHeader *header = &g_array_index (self->headers, SsReplyHeader, i);

      if (g_ascii_strcasecmp (header->name, name) == 0)
        return header->value;
    }
  return NULL;
}

void
ss_reply_drop_body (SsReply *self, guint status)
{
  self->status = status;
  self->content_type = NULL;
  g_clear_pointer (&self->body, g_bytes_unref);
}
