/* audit-entry.c: one entry of the audit log, as it is stored, hashed and told
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/audit/audit-entry.h"

#include <sodium.h>
#include <string.h>

#include "model/canonical-json.h"
#include "model/time.h"

/* A member of the canonical JSON, which is in the order of the names. */
typedef struct
{
  const char *start; /* with the comma before it, the braces around it, its name and the colon */
  int column;
  gboolean is_optional; /* without a value it is left out */
} Member;

static const Member actor_members[] = {
  { "{\"email\":", SS_AUDIT_COLUMN_ACTOR_EMAIL },
  { ",\"id\":", SS_AUDIT_COLUMN_ACTOR_ID },
  { ",\"role\":", SS_AUDIT_COLUMN_ACTOR_ROLE },
};

static const Member real_actor_members[] = {
  { "{\"email\":", SS_AUDIT_COLUMN_REAL_ACTOR_EMAIL },
  { ",\"id\":", SS_AUDIT_COLUMN_REAL_ACTOR_ID },
  { ",\"role\":", SS_AUDIT_COLUMN_REAL_ACTOR_ROLE },
};

static const Member target_members[] = {
  { ",\"email\":", SS_AUDIT_COLUMN_TARGET_EMAIL, TRUE }, { ",\"id\":", SS_AUDIT_COLUMN_TARGET_ID },
  { ",\"name\":", SS_AUDIT_COLUMN_TARGET_NAME, TRUE },   { ",\"role\":", SS_AUDIT_COLUMN_TARGET_ROLE, TRUE },
  { ",\"type\":", SS_AUDIT_COLUMN_TARGET_TYPE },
};

static void
append_members (GString *text, const SsAuditEntryValues *values, const Member *members, guint n_members)
{
  for (guint i = 0; i < n_members; i++)
    {
      const char *value = values->texts[members[i].column];

      if (value == NULL && members[i].is_optional)
        continue;
      g_string_append (text, members[i].start);
      ss_canonical_json_append_string (text, value);
    }
}

static void
append_person (GString *text, const SsAuditEntryValues *values, const Member members[3])
{
  if (values->texts[members[0].column] == NULL && values->texts[members[1].column] == NULL)
    {
      g_string_append (text, "null");
      return;
    }
  append_members (text, values, members, 3);
  g_string_append_c (text, '}');
}

static void
append_target (GString *text, const SsAuditEntryValues *values)
{
  gsize start = text->len;

  if (values->texts[SS_AUDIT_COLUMN_TARGET_TYPE] == NULL)
    {
      g_string_append (text, "null");
      return;
    }
  append_members (text, values, target_members, G_N_ELEMENTS (target_members));
  text->str[start] = '{';
  g_string_append_c (text, '}');
}

/**
 * ss_audit_entry_read:
 * @rows: at an entry, with %SS_AUDIT_COLUMNS first
 * @values: (out): texts live until the next row
 */
void
ss_audit_entry_read (SsRows *rows, SsAuditEntryValues *values)
{
  values->created_at = ss_rows_get_time (rows, SS_AUDIT_COLUMN_CREATED_AT);
  for (guint i = 0; i < SS_N_AUDIT_COLUMNS; i++)
    values->texts[i] = i != SS_AUDIT_COLUMN_CREATED_AT ? ss_rows_get_string (rows, i) : NULL;
}

/**
 * ss_audit_entry_write_canonical:
 * @values: an entry
 * @text: what its JSON replaces
 *
 * RFC 8785, without `hash` and `previousHash` (contract section 11). The members stand in the order of their
 * names; `details` is canonical as it is stored.
 */
void
ss_audit_entry_write_canonical (const SsAuditEntryValues *values, GString *text)
{
  static const Member middle[] = {
    { ",\"id\":", SS_AUDIT_COLUMN_ID },
    { ",\"ipAddress\":", SS_AUDIT_COLUMN_IP_ADDRESS },
  };
  static const Member keys[] = {
    { ",\"requestId\":", SS_AUDIT_COLUMN_REQUEST_ID },
    { ",\"sessionKey\":", SS_AUDIT_COLUMN_SESSION_KEY },
  };
  char time[SS_TIME_BUFFER];

  g_string_assign (text, "{\"action\":");
  ss_canonical_json_append_string (text, values->texts[SS_AUDIT_COLUMN_ACTION]);
  g_string_append (text, ",\"actor\":");
  append_person (text, values, actor_members);
  g_string_append (text, ",\"details\":");
  g_string_append (text, values->texts[SS_AUDIT_COLUMN_DETAILS]);
  append_members (text, values, middle, G_N_ELEMENTS (middle));
  g_string_append (text, ",\"realActor\":");
  append_person (text, values, real_actor_members);
  append_members (text, values, keys, G_N_ELEMENTS (keys));
  g_string_append (text, ",\"target\":");
  append_target (text, values);
  g_string_append (text, ",\"tenantId\":");
  ss_canonical_json_append_string (text, values->texts[SS_AUDIT_COLUMN_TENANT_ID]);
  g_string_append (text, ",\"timestamp\":\"");
  g_string_append (text, ss_time_format (values->created_at, time));
  g_string_append (text, "\",\"userAgent\":");
  ss_canonical_json_append_string (text, values->texts[SS_AUDIT_COLUMN_USER_AGENT]);
  g_string_append_c (text, '}');
}

/**
 * ss_audit_entry_hash:
 * @previous_hash: that of the entry before, in hex; 64 zeros for the first
 * @canonical: this entry's canonical JSON
 * @hash: (out): in hex
 */
void
ss_audit_entry_hash (const char *previous_hash, const GString *canonical, char hash[SS_AUDIT_HASH_SIZE])
{
  crypto_hash_sha256_state state;
  unsigned char bytes[crypto_hash_sha256_BYTES];

  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, (const unsigned char *) previous_hash, strlen (previous_hash));
  crypto_hash_sha256_update (&state, (const unsigned char *) canonical->str, canonical->len);
  crypto_hash_sha256_final (&state, bytes);
  sodium_bin2hex (hash, SS_AUDIT_HASH_SIZE, bytes, sizeof bytes);
}

/**
 * ss_audit_entry_write:
 * @values: an entry
 * @scratch: used in between
 * @text: what the Entry's JSON is added to
 *
 * So that whoever has the answer can work the hash out again, it is the canonical JSON and the two hashes.
 */
void
ss_audit_entry_write (const SsAuditEntryValues *values, GString *scratch, GString *text)
{
  ss_audit_entry_write_canonical (values, scratch);
  g_string_append_len (text, scratch->str, (gssize) scratch->len - 1);
  g_string_append (text, ",\"previousHash\":");
  ss_canonical_json_append_string (text, values->texts[SS_AUDIT_COLUMN_PREVIOUS_HASH]);
  g_string_append (text, ",\"hash\":");
  ss_canonical_json_append_string (text, values->texts[SS_AUDIT_COLUMN_HASH]);
  g_string_append_c (text, '}');
}
