/* demo-tenants.c: the demo's businesses with their people and what they have installed
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/demo/demo-tenants.h"

#include "model/json-writer.h"
#include "platform/auth/people.h"
#include "platform/demo/demo-bookings.h"
#include "platform/demo/demo-content.h"
#include "platform/demo/demo.h"
#include "platform/plugins/configuration.h"
#include "platform/plugins/json-text.h"
#include "platform/plugins/plugin-record.h"

static const char write_settings[] =
    "UPDATE settings SET primary_color = $1, secondary_color = $2, time_zone = $3, currency = $4, locale = $5, "
    "week_start = $6, working_hours = $7, resources_can_reschedule = $8, require_payment_method_to_book = $9, "
    "cancellation_window_hours = $10, late_cancellation_fee_percent = $11, updated_at = $12 WHERE id = 1";

static const char find_plugin[] = "SELECT id FROM shared.plugins WHERE slug = $1";

static const char insert_installation[] =
    "INSERT INTO installations (id, plugin_id, installed_version, is_active, config_values, granted_permissions, "
    "installed_at, installed_by, updated_at, last_run) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

static const char insert_ledger[] =
    "INSERT INTO shared.plugin_installs (plugin_id, tenant_id, installed_at) VALUES ($1, $2, $3)";

static const char insert_rating[] =
    "INSERT INTO shared.plugin_ratings (id, plugin_id, tenant_id, user_id, rating, review, author_name, tenant_name, "
    "version, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/* The owner, who has installed and rated everything. */
typedef struct
{
  char *id;
  char *name;
  char *email;
} Owner;

static void
owner_clear (Owner *owner)
{
  g_free (owner->id);
  g_free (owner->name);
  g_free (owner->email);
}

typedef struct
{
  SsTransaction *transaction;
  const char *tenant_id;
  const char *tenant_name;
  gint64 now;
  Owner owner;
} Filling;

static gboolean
fill_settings (Filling *filling, JsonObject *tenant, GError **error)
{
  g_autofree char *hours = ss_demo_get_text (tenant, "workingHours", "{}");

  return ss_transaction_execute (filling->transaction, write_settings, NULL, error, "sssssssbbiii",
                                 ss_demo_get_string (tenant, "primaryColor"),
                                 ss_demo_get_string (tenant, "secondaryColor"),
                                 ss_demo_get_string (tenant, "timeZone"),
                                 ss_demo_get_string (tenant, "currency"),
                                 ss_demo_get_string (tenant, "locale"),
                                 ss_demo_get_string (tenant, "weekStart"), hours,
                                 ss_demo_get_boolean (tenant, "resourcesCanReschedule"),
                                 ss_demo_get_boolean (tenant, "requirePaymentMethodToBook"),
                                 ss_demo_get_integer (tenant, "cancellationWindowHours"),
                                 ss_demo_get_integer (tenant, "lateCancellationFeePercent"), filling->now);
}

static char *
describe_owner (const Owner *owner)
{
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "id");
  ss_json_writer_string (&writer, owner->id);
  ss_json_writer_name (&writer, "name");
  ss_json_writer_string (&writer, owner->name);
  ss_json_writer_name (&writer, "email");
  ss_json_writer_string (&writer, owner->email);
  ss_json_writer_name (&writer, "role");
  ss_json_writer_string (&writer, ss_role_to_string (SS_ROLE_TENANT_OWNER));
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_text (&writer);
}

/* (transfer full) (nullable): the run as the column has it */
static char *
describe_run (Filling *filling, JsonObject *run)
{
  gint64 started;
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  if (run == NULL)
    return NULL;
  started = ss_demo_days_before (filling->now, run, "daysAgo")
            - ss_demo_get_integer (run, "hoursAgo") * G_TIME_SPAN_HOUR
            - ss_demo_get_integer (run, "minutesAgo") * G_TIME_SPAN_MINUTE;
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "startedAt");
  ss_json_writer_time (&writer, started);
  ss_json_writer_name (&writer, "durationMs");
  ss_json_writer_integer (&writer, ss_demo_get_integer (run, "durationMs"));
  ss_json_writer_name (&writer, "status");
  ss_json_writer_string (&writer, ss_demo_get_string (run, "status"));
  ss_json_writer_name (&writer, "message");
  ss_json_writer_string (&writer, ss_demo_get_string (run, "message"));
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_text (&writer);
}

static gboolean
add_rating (Filling *filling, const char *plugin_id, JsonObject *installation, gint64 rated_at,
            GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  const char *review = ss_demo_get_string (installation, "review");
  gint64 rating = ss_demo_get_integer (installation, "rating");

  if (rating == 0)
    return TRUE;
  return ss_transaction_execute (filling->transaction, insert_rating, NULL, error, "ssssissssi", id,
                                 plugin_id, filling->tenant_id, filling->owner.id, rating,
                                 review != NULL ? review : "", filling->owner.name, filling->tenant_name,
                                 ss_demo_get_string (installation, "version"), rated_at)
         && ss_plugin_count_ratings (filling->transaction, FALSE, plugin_id, error);
}

/* The values as a person would have filled them in: what is left out has its default. */
static char *
complete_values (const SsPluginVersion *version, JsonObject *installation)
{
  g_autoptr (JsonArray) variables = ss_json_text_array (version->variables);
  g_autoptr (JsonArray) missing = json_array_new ();
  g_autofree char *text = ss_demo_get_text (installation, "configValues", "{}");
  g_autoptr (JsonObject) given = ss_json_text_object (text);
  g_autoptr (JsonObject) values = ss_configuration_carry_over (variables, given, missing);

  return ss_json_text_from_object (values);
}

static gboolean
add_installation (Filling *filling, const char *plugin_id, JsonObject *installation, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *person = describe_owner (&filling->owner);
  g_autofree char *run = describe_run (filling, ss_demo_get_object (installation, "lastRun"));
  g_autofree char *values = NULL;
  gint64 installed_at = ss_demo_days_before (filling->now, installation, "daysAgo");
  gint64 updated_at;
  g_autoptr (SsPluginVersion) version =
      ss_plugin_version_find (filling->transaction, FALSE, plugin_id,
                              ss_demo_get_string (installation, "version"), error);

  if (version == NULL)
    return FALSE;
  /* Who has had a plugin for longer than its version has been out has updated it. */
  updated_at = MAX (installed_at, version->released_at);
  values = complete_values (version, installation);
  return ss_transaction_execute (filling->transaction, insert_installation, NULL, error, "sssbssisis", id,
                                 plugin_id, version->version, ss_demo_get_boolean (installation, "isActive"),
                                 values, version->permissions, installed_at, person, updated_at, run)
         && ss_transaction_execute (filling->transaction, insert_ledger, NULL, error, "ssi", plugin_id,
                                    filling->tenant_id, installed_at)
         && ss_plugin_count_installs (filling->transaction, FALSE, plugin_id, error)
         && add_rating (filling, plugin_id, installation, updated_at, error);
}

/* (transfer full) (nullable): the id; %NULL with @error set */
static char *
find_plugin_id (Filling *filling, const char *slug, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (filling->transaction, find_plugin, error, "s", slug);
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return NULL;
  if (!found)
    {
      g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED, "The demo has no plugin “%s”", slug);
      return NULL;
    }
  return g_strdup (ss_rows_get_string (rows, 0));
}

static gboolean
add_installations (Filling *filling, JsonArray *installations, GError **error)
{
  for (guint i = 0; installations != NULL && i < json_array_get_length (installations); i++)
    {
      JsonObject *installation = json_array_get_object_element (installations, i);
      g_autofree char *plugin_id = find_plugin_id (filling, ss_demo_get_string (installation, "slug"), error);

      if (plugin_id == NULL || !add_installation (filling, plugin_id, installation, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_owner (Filling *filling, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (filling->transaction, "SELECT id, name, email FROM users WHERE role = $1", error,
                            "s", ss_role_to_string (SS_ROLE_TENANT_OWNER));
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED,
                           "A business of the demo has no owner");
      return FALSE;
    }
  filling->owner.id = g_strdup (ss_rows_get_string (rows, 0));
  filling->owner.name = g_strdup (ss_rows_get_string (rows, 1));
  filling->owner.email = g_strdup (ss_rows_get_string (rows, 2));
  return TRUE;
}

/**
 * ss_demo_add_people:
 * @transaction: into whose tables
 * @people: of the content: {localPart, name, role}
 * @domain: what stands behind the @ of their addresses
 * @is_temporary: whether they belong to a tenant for demonstrations
 * @password_hash: of everybody's password
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set
 */
gboolean
ss_demo_add_people (SsTransaction *transaction, JsonArray *people, const char *domain, gboolean is_temporary,
                    const char *password_hash, GError **error)
{
  for (guint i = 0; people != NULL && i < json_array_get_length (people); i++)
    {
      JsonObject *person = json_array_get_object_element (people, i);
      g_autofree char *email =
          g_strdup_printf ("%s@%s.example", ss_demo_get_string (person, "localPart"), domain);
      g_autofree char *id = NULL;
      SsNewUser user = { .name = ss_demo_get_string (person, "name"),
                         .email = email,
                         .is_temporary = is_temporary };

      if (!ss_role_from_string (ss_demo_get_string (person, "role"), &user.role))
        {
          g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED, "The demo's %s has no role", email);
          return FALSE;
        }
      id = ss_user_create (transaction, &user, password_hash, error);
      if (id == NULL)
        return FALSE;
    }
  return TRUE;
}

/**
 * ss_demo_fill_tenant:
 * @transaction: the new tenant's, which also writes the shared tables
 * @tenant_id: the tenant
 * @tenant: of the content
 * @now: the moment that the content's days count back from
 * @password_hash: of everybody's password
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set
 */
gboolean
ss_demo_fill_tenant (SsTransaction *transaction, const char *tenant_id, JsonObject *tenant, gint64 now,
                     const char *password_hash, GError **error)
{
  Filling filling = {
    .transaction = transaction,
    .tenant_id = tenant_id,
    .tenant_name = ss_demo_get_string (tenant, "name"),
    .now = now,
  };
  gboolean done;

  done = fill_settings (&filling, tenant, error)
         && ss_demo_add_people (transaction, ss_demo_get_array (tenant, "users"),
                                ss_demo_get_string (tenant, "subdomain"),
                                ss_demo_get_boolean (tenant, "isDemo"), password_hash, error)
         && find_owner (&filling, error)
         && add_installations (&filling, ss_demo_get_array (tenant, "installations"), error)
         && ss_demo_fill_bookings (transaction, tenant, now, error);
  owner_clear (&filling.owner);
  return done;
}
