/* file-handlers.c: a business's logo, in and out
 *
 * A logo is in its place before its row says so, and the one before it stays until the next change: whatever
 * a transaction comes to, the row names a file that is there. One file too many is the price.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/files/file-handlers.h"

#include "platform/audit/audit-log.h"
#include "platform/events/event-record.h"
#include "platform/files/file-store.h"
#include "platform/platform-private.h"
#include "platform/tenants/settings.h"

#define FILES "/api/v1/files/"

static const char read_logo[] = "SELECT logo_url, replaced_logo_url FROM settings WHERE id = 1";

static const char write_logo[] =
    "UPDATE settings SET logo_url = $1, replaced_logo_url = $2, updated_at = $3 WHERE id = 1";

/* (transfer full) (nullable): the id in "/api/v1/files/ID/" */
static char *
get_id (const char *url)
{
  if (url == NULL || !g_str_has_prefix (url, FILES))
    return NULL;
  return g_strndup (url + sizeof FILES - 1, 36);
}

/* Makes @url the logo; what two changes ago was the logo is deleted. */
static gboolean
replace_logo (SsRequest *request, const char *url, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, read_logo, error, "");
  g_autoptr (GError) local_error = NULL;
  g_autofree char *present = NULL, *replaced = NULL, *unused = NULL;

  if (rows == NULL)
    return FALSE;
  if (ss_rows_next (rows, &local_error))
    {
      present = g_strdup (ss_rows_get_string (rows, 0));
      replaced = g_strdup (ss_rows_get_string (rows, 1));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (g_strcmp0 (present, url) == 0)
    return TRUE;
  if (!ss_transaction_execute (transaction, write_logo, NULL, error, "ssi", url, present,
                               ss_request_get_now (request))
      || !ss_event_record (transaction, "settings.changed", NULL, error)
      || !ss_audit_record (request, "SETTINGS_CHANGED",
                           &(SsAuditSubject){ "settings", ss_request_get_tenant (request)->id,
                                              .name = ss_request_get_tenant (request)->name },
                           ss_audit_details ("logo", url != NULL ? "replaced" : "removed", NULL), error))
    return FALSE;
  unused = g_strcmp0 (replaced, url) != 0 && g_strcmp0 (replaced, present) != 0 ? get_id (replaced) : NULL;
  if (unused != NULL)
    ss_file_store_delete (ss_platform_get_files (ss_request_get_context (request)), unused);
  return TRUE;
}

/* (nullable): the refusal of a body that is no logo */
static SsReply *
check_body (GBytes *bytes, const SsPictureType *type)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  const char *sentence;

  if (type == NULL)
    return ss_reply_new_error (415, "unsupported_media_type", "Send the logo as image/png or image/svg+xml.");
  if (bytes != NULL && g_bytes_get_size (bytes) > SS_PICTURE_BYTES_MAX)
    return ss_reply_new_error (413, "payload_too_large", "A logo may have at most 512 KiB.");
  sentence = bytes != NULL ? type->check (bytes) : "Choose a picture.";
  if (sentence == NULL)
    return NULL;
  ss_field_errors_add (errors, SS_NON_FIELD_ERRORS, sentence);
  return ss_reply_new_invalid (errors);
}

/**
 * ss_logo_put:
 * @request: `PUT /tenant/logo/`
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the tenant's settings, 400, 413 or 415; %NULL with @error set
 */
SsReply *
ss_logo_put (SsRequest *request, GError **error)
{
  SsFileStore *files = ss_platform_get_files (ss_request_get_context (request));
  const SsPictureType *type = ss_picture_type_find (ss_request_get_header (request, "Content-Type"));
  GBytes *bytes = ss_request_get_body_bytes (request);
  SsReply *reply = check_body (bytes, type);
  g_autofree char *id = NULL, *url = NULL;

  if (reply != NULL)
    return reply;
  id = ss_file_id (ss_request_get_tenant (request)->id, bytes);
  url = g_strconcat (FILES, id, "/", NULL);
  /* Nobody waits for the tables while the picture travels. */
  ss_request_release (request);
  if (!ss_file_store_put (files, id, type, bytes, error)
      || !ss_request_begin (request, FALSE, SS_ACCESS_WRITE, error) || !replace_logo (request, url, error))
    return NULL;
  return ss_settings_get (request, error);
}

/**
 * ss_logo_delete:
 * @request: `DELETE /tenant/logo/`
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): 204; %NULL with @error set
 */
SsReply *
ss_logo_delete (SsRequest *request, GError **error)
{
  return replace_logo (request, NULL, error) ? ss_reply_new (204) : NULL;
}

/**
 * ss_file_get:
 * @request: `GET /files/{id}/`
 * @error: return location for a #GFileError
 *
 * Anybody may: a logo is what a business shows to everybody. A browser that opens it runs nothing in it.
 *
 * Returns: (transfer full) (nullable): the picture or 404; %NULL with @error set
 */
SsReply *
ss_file_get (SsRequest *request, GError **error)
{
  SsFileStore *files = ss_platform_get_files (ss_request_get_context (request));
  const SsPictureType *type;
  g_autoptr (GBytes) bytes = NULL;
  SsReply *reply;

  ss_request_release (request);
  bytes = ss_file_store_get (files, ss_request_get_id (request), &type, error);
  if (bytes == NULL)
    return error != NULL && *error != NULL ? NULL : ss_reply_new_not_found ();
  reply = ss_reply_new_bytes (200, type->content_type, bytes);
  ss_reply_set_header (reply, "X-Content-Type-Options", "nosniff");
  ss_reply_set_header (reply, "Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
  ss_reply_set_header (reply, "Cache-Control", "public, max-age=31536000, immutable");
  return reply;
}
