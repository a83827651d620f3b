/* market.c: public plugins made to measure, and what tests ask about them
 *
 * SPDX-License-Identifier: MIT
 */
#include "market.h"

#include "domain/validation.h"
#include "platform/plugins/plugin-record.h"

#define OR(value, fallback) ((value) != NULL ? (value) : (fallback))

/* 2026-01-01, in microseconds. */
#define FIRST_DAY (G_GINT64_CONSTANT (1767225600) * G_TIME_SPAN_SECOND)

static const char insert_plugin[] =
    "INSERT INTO shared.plugins (id, slug, name, summary, description, category, version, author, is_featured, "
    "is_verified, permissions, variables, base_ratings, base_installs, install_count, sort_name, search_text, "
    "created_at, updated_at) "
    "VALUES ($1, $2, $3, $4, 'What it *does*.', $5, '1.0.0', $6, $7, $8, $9, $10, $11, $12, $12, $13, $14, $15, $15)";

static void
insert_version (SsTransaction *transaction, const char *id, gint64 position, const char *version,
                const char *variables, const char *permissions)
{
  g_autofree char *notes = g_strdup_printf ("Notes of %s.", version);
  SsPluginVersion row = {
    .position = position,
    .version = (char *) version,
    .notes = notes,
    .permissions = (char *) OR (permissions, "[]"),
    .trigger = (char *) "{\"type\":\"MANUAL\"}",
    .variables = (char *) OR (variables, "[]"),
    .code = (char *) "return 1",
    .released_at = FIRST_DAY + position * G_TIME_SPAN_DAY,
  };
  g_autoptr (GError) error = NULL;

  ss_plugin_version_insert (transaction, FALSE, id, &row, &error);
  g_assert_no_error (error);
}

char *
ss_market_add (SsStore *store, const SsMarketPlugin *plugin)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_WRITE, NULL, &error);
  g_autofree char *id = g_uuid_string_random ();
  const char *name = OR (plugin->name, plugin->slug);
  const char *summary = OR (plugin->summary, "A summary");
  const char *author = OR (plugin->author, "Somebody");
  g_autofree char *words = g_strjoin ("\n", name, summary, author, plugin->slug, NULL);
  g_autofree char *search_text = ss_search_fold (words);
  g_autofree char *sort_name = ss_search_fold (name);

  g_assert_no_error (error);
  ss_transaction_execute (transaction, insert_plugin, NULL, &error, "ssssssbbsssissi", id, plugin->slug, name,
                          summary, OR (plugin->category, "OTHER"), author, plugin->is_featured,
                          plugin->is_verified, OR (plugin->permissions, "[]"), OR (plugin->variables, "[]"),
                          OR (plugin->ratings, "[0,0,0,0,0]"), plugin->installs, sort_name, search_text,
                          FIRST_DAY + plugin->day * G_TIME_SPAN_DAY);
  g_assert_no_error (error);
  insert_version (transaction, id, 1, "1.0.0", plugin->variables, plugin->permissions);
  ss_plugin_count_ratings (transaction, FALSE, id, &error);
  g_assert_no_error (error);
  ss_plugin_count_all (transaction, &error);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&id);
}

void
ss_market_release (SsStore *store, const char *id, const char *version, const char *variables,
                   const char *permissions)
{
  static gint64 position = 1;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  insert_version (transaction, id, ++position, version, variables, permissions);
  ss_transaction_execute (
      transaction, "UPDATE shared.plugins SET version = $2, variables = $3, permissions = $4 WHERE id = $1",
      NULL, &error, "ssss", id, version, OR (variables, "[]"), OR (permissions, "[]"));
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

SsAnswer *
ss_market_call (SsFixture *fixture, const char *tenant, SsRole role, const char *method, const char *body,
                const char *format, ...)
{
  g_autofree char *path = NULL;
  va_list arguments;

  va_start (arguments, format);
  path = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return ss_fixture_call_as (fixture, tenant, role, method, path, body);
}

char *
ss_market_install (SsFixture *fixture, const char *tenant, const char *plugin_id, const char *config_values)
{
  g_autofree char *body = g_strdup_printf ("{\"configValues\":%s}", OR (config_values, "{}"));
  g_autoptr (SsAnswer) answer = ss_market_call (fixture, tenant, SS_ROLE_TENANT_OWNER, "POST", body,
                                                "/plugin-templates/%s/install/", plugin_id);

  ss_answer_assert_status (answer, 201);
  return g_strdup (ss_answer_get_string (answer, "id"));
}

char *
ss_market_results (SsAnswer *answer, const char *member)
{
  GString *text = g_string_new (NULL);
  JsonArray *results;

  ss_answer_assert_status (answer, 200);
  results = json_node_get_array (ss_answer_get_member (answer, "results"));
  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonObject *object = json_array_get_object_element (results, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", json_object_get_string_member (object, member));
    }
  return g_string_free (text, FALSE);
}

char *
ss_market_member (SsAnswer *answer, const char *member)
{
  return json_to_string (ss_answer_get_member (answer, member), FALSE);
}

void
ss_market_assert_invalid (SsAnswer *answer, const char *field)
{
  ss_answer_assert_status (answer, 400);
  if (!json_object_has_member (ss_answer_get_object (answer), field))
    g_error ("“%s” is not named in %s", field, answer->body);
  g_assert_false (json_object_has_member (ss_answer_get_object (answer), "detail"));
}
