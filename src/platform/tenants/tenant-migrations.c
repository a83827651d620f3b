/* tenant-migrations.c: whose tables are behind this release's
 *
 * A process brings all tables up to date when it starts, and says so in its log where it could not. What is
 * behind later was damaged then, or belongs to a release that is being replaced.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/tenants/tenant-migrations.h"

typedef struct
{
  SsJsonWriter results;
  char *schema; /* (owned) (nullable): whose object is open */
  gint64 count;
} Listing;

static void
end_schema (Listing *self)
{
  if (self->schema == NULL)
    return;
  ss_json_writer_end_array (&self->results);
  ss_json_writer_end_object (&self->results);
  g_clear_pointer (&self->schema, g_free);
}

/* One after the other, a schema's together: there is one job. */
static void
told_cb (const char *schema, const char *migration, gpointer user_data)
{
  Listing *self = user_data;

  if (g_strcmp0 (self->schema, schema) != 0)
    {
      end_schema (self);
      self->schema = g_strdup (schema);
      self->count++;
      ss_json_writer_begin_object (&self->results);
      ss_json_writer_name (&self->results, "schemaName");
      ss_json_writer_string (&self->results, schema);
      ss_json_writer_name (&self->results, "missing");
      ss_json_writer_begin_array (&self->results);
    }
  ss_json_writer_string (&self->results, migration);
}

static SsReply *
write_reply (Listing *self, gboolean is_complete)
{
  g_auto (SsJsonWriter) writer = { 0 };

  end_schema (self);
  ss_json_writer_end_array (&self->results);
  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "count");
  ss_json_writer_integer (&writer, self->count);
  ss_json_writer_name (&writer, "isComplete");
  ss_json_writer_boolean (&writer, is_complete);
  ss_json_writer_name (&writer, "results");
  ss_json_writer_raw (&writer, self->results.text->str, (gssize) self->results.text->len);
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (200, &writer);
}

/**
 * ss_tenant_list_migrations:
 * @request: a request
 * @error: where a %SS_STORE_ERROR goes
 *
 * `GET /platform/migrations/`: each schema that lacks a migration, and which; "shared" is the shared tables'.
 * Where the tables of some can't be looked at, the list says that it is not complete: the log names them.
 *
 * Returns: (transfer full) (nullable): 200
 */
SsReply *
ss_tenant_list_migrations (SsRequest *request, GError **error)
{
  Listing listing = { 0 };
  const SsMigrateOptions how = { .is_dry_run = TRUE, .told = told_cb, .user_data = &listing };
  SsStore *store = ss_transaction_get_store (ss_request_get_transaction (request));
  g_autoptr (GError) problem = NULL;
  SsReply *reply = NULL;
  gboolean is_complete;

  ss_json_writer_init (&listing.results);
  ss_json_writer_begin_array (&listing.results);
  is_complete = ss_store_migrate_with (store, &how, &problem);
  if (is_complete || g_error_matches (problem, SS_STORE_ERROR, SS_STORE_ERROR_DAMAGED))
    reply = write_reply (&listing, is_complete);
  if (reply != NULL && !is_complete)
    g_warning ("Migrations can't be told of all: %s", problem->message);
  else if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  g_free (listing.schema);
  ss_json_writer_clear (&listing.results);
  return reply;
}
