/* audit-export.c: the audit log as a whole, for other programs
 *
 * The entries go to a temporary file without a name, of which the answer is a view: however many there are,
 * no more than a few of them are in memory at once.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/audit/audit-export.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "model/time.h"

/* Written to the file when so much is gathered. */
#define CHUNK_BYTES (256 * 1024)

struct _SsAuditFormat
{
  const char *type; /* as Accept names it */
  const char *content_type;
  const char *start;
  void (*append) (const SsAuditEntryValues *values, GString *scratch, GString *text);
};

/* The columns of the CSV: those of the table, as the wire names them. */
static const char csv_start[] =
    "\"id\",\"timestamp\",\"action\",\"actorId\",\"actorEmail\",\"actorRole\",\"realActorId\",\"realActorEmail\","
    "\"realActorRole\",\"targetType\",\"targetId\",\"targetEmail\",\"targetRole\",\"targetName\",\"tenantId\","
    "\"ipAddress\",\"userAgent\",\"sessionKey\",\"requestId\",\"details\",\"previousHash\",\"hash\"\r\n";

/* RFC 4180. Every value is quoted and none is changed: an export is evidence. */
static void
append_quoted (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *quote; value != NULL && (quote = strchr (value, '"')) != NULL; value = quote + 1)
    {
      g_string_append_len (text, value, quote - value + 1);
      g_string_append_c (text, '"');
    }
  g_string_append (text, value != NULL ? value : "");
  g_string_append_c (text, '"');
}

static void
append_csv (const SsAuditEntryValues *values, GString *scratch, GString *text)
{
  char time[SS_TIME_BUFFER];

  for (guint i = 0; i < SS_N_AUDIT_COLUMNS; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_quoted (text, i == SS_AUDIT_COLUMN_CREATED_AT ? ss_time_format (values->created_at, time)
                                                           : values->texts[i]);
    }
  g_string_append (text, "\r\n");
}

static void
append_line (const SsAuditEntryValues *values, GString *scratch, GString *text)
{
  ss_audit_entry_write (values, scratch, text);
  g_string_append_c (text, '\n');
}

static const SsAuditFormat formats[] = {
  { "text/csv", "text/csv; charset=utf-8; header=present", csv_start, append_csv },
  { "application/x-ndjson", "application/x-ndjson", "", append_line },
};

/* How much a range of Accept wants @type: 0 where it is not named. */
static double
get_weight (const char *accept, const char *type)
{
  g_auto (GStrv) ranges = g_strsplit (accept, ",", 64);

  for (char **range = ranges; *range != NULL; range++)
    {
      g_autofree char *lower = g_ascii_strdown (g_strstrip (*range), -1);
      const char *weight = strstr (lower, "q=");

      if (strlen (type) == strcspn (lower, "; ") && g_str_has_prefix (lower, type))
        return weight != NULL ? g_ascii_strtod (weight + 2, NULL) : 1;
    }
  return 0;
}

static gboolean
write_all (int descriptor, GString *text, GError **error)
{
  const char *cursor = text->str;
  gsize left = text->len;

  while (left > 0)
    {
      gssize n_written = write (descriptor, cursor, left);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written < 0)
        {
          g_set_error (error, SS_STORE_ERROR, errno == ENOSPC ? SS_STORE_ERROR_FULL : SS_STORE_ERROR_FAILED,
                       "An export can't be written: %s", g_strerror (errno));
          return FALSE;
        }
      cursor += n_written;
      left -= (gsize) n_written;
    }
  g_string_truncate (text, 0);
  return TRUE;
}

static gboolean
write_rows (SsRows *rows, const SsAuditFormat *format, int descriptor, GError **error)
{
  g_autoptr (GString) scratch = g_string_new (NULL), text = g_string_new (format->start);
  GError *failure = NULL;

  while (ss_rows_next (rows, &failure))
    {
      SsAuditEntryValues values;

      ss_audit_entry_read (rows, &values);
      format->append (&values, scratch, text);
      if (text->len >= CHUNK_BYTES && !write_all (descriptor, text, error))
        return FALSE;
    }
  if (failure == NULL)
    return write_all (descriptor, text, error);
  g_propagate_error (error, failure);
  return FALSE;
}

/**
 * ss_audit_format_negotiate:
 * @accept: (nullable): the header's value
 *
 * Returns: (nullable): the kind of file that it names and prefers; %NULL: JSON
 */
const SsAuditFormat *
ss_audit_format_negotiate (const char *accept)
{
  const SsAuditFormat *best = NULL;
  double best_weight;

  if (accept == NULL)
    return NULL;
  best_weight = get_weight (accept, "application/json");
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      double weight = get_weight (accept, formats[i].type);

      if (weight <= best_weight)
        continue;
      best = &formats[i];
      best_weight = weight;
    }
  return best;
}

/**
 * ss_audit_export:
 * @rows: entries, with %SS_AUDIT_COLUMNS
 * @format: a kind of file
 * @error: return location for an #SsStoreError, or a #GFileError
 *
 * Returns: (transfer full) (nullable): 200 with the file; %NULL with @error set
 */
SsReply *
ss_audit_export (SsRows *rows, const SsAuditFormat *format, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  int descriptor = g_file_open_tmp ("smoothschedule-export-XXXXXX", &path, error);

  if (descriptor < 0)
    return NULL;
  g_unlink (path);
  if (write_rows (rows, format, descriptor, error))
    file = g_mapped_file_new_from_fd (descriptor, FALSE, error);
  close (descriptor);
  if (file == NULL)
    return NULL;
  bytes = g_mapped_file_get_bytes (file);
  return ss_reply_new_bytes (200, format->content_type, bytes);
}
