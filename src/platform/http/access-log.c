/* access-log.c: one line a request
 *
 * With GLib's structured log: under systemd each part is a field of its own in the journal.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/access-log.h"

#include <string.h>

#define LEVEL G_LOG_LEVEL_MESSAGE

static GLogField
text_field (const char *key, const char *value)
{
  const GLogField field = { key, value, -1 };

  return field;
}

/**
 * ss_access_log_write:
 * @entry: an answered request
 *
 * From any thread.
 */
void
ss_access_log_write (const SsAccessEntry *entry)
{
  const char *route = entry->route != NULL ? entry->route : "-";
  const char *user_id = entry->user_id != NULL ? entry->user_id : "-";
  char status[12] = "", bytes[24] = "", milliseconds[24] = "", message[512] = "";
  const GLogField fields[] = {
    text_field ("MESSAGE", message),          text_field ("PRIORITY", "5"),
    text_field ("GLIB_DOMAIN", G_LOG_DOMAIN), text_field ("SS_METHOD", entry->method),
    text_field ("SS_ROUTE", route),           text_field ("SS_STATUS", status),
    text_field ("SS_BYTES", bytes),           text_field ("SS_MILLISECONDS", milliseconds),
    text_field ("SS_USER", user_id),          text_field ("SS_REQUEST_ID", entry->request_id),
  };

  g_snprintf (status, sizeof status, "%u", entry->status);
  g_snprintf (bytes, sizeof bytes, "%" G_GSIZE_FORMAT, entry->n_bytes);
  g_snprintf (milliseconds, sizeof milliseconds, "%" G_GINT64_FORMAT ".%03" G_GINT64_FORMAT,
              entry->microseconds / 1000, entry->microseconds % 1000);
  g_snprintf (message, sizeof message, "%s %s %s %s ms %s bytes %s %s", entry->method, route, status,
              milliseconds, bytes, entry->request_id, user_id);
  g_log_structured_array (LEVEL, fields, G_N_ELEMENTS (fields));
}
