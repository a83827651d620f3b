/* demo-plugins.c: the demo's marketplace
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/demo/demo-plugins.h"

#include "domain/validation.h"
#include "platform/demo/demo-content.h"
#include "platform/plugins/plugin-record.h"

static const char insert_plugin[] =
    "INSERT INTO shared.plugins (id, slug, name, summary, description, category, version, author, is_featured, "
    "is_verified, permissions, trigger, variables, base_ratings, base_installs, install_count, sort_name, "
    "search_text, created_at, updated_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16, $17, $18, $19)";

static const char insert_review[] =
    "INSERT INTO shared.plugin_ratings (id, plugin_id, rating, review, author_name, tenant_name, version, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

typedef struct
{
  SsTransaction *transaction;
  gint64 now;
  JsonObject *reviews;        /* by slug */
  JsonObject *extra_ratings;  /* by slug */
  JsonObject *install_counts; /* by slug */
} Filling;

/* The oldest first: the content has them in either order. */
static int
compare_age (gconstpointer a, gconstpointer b)
{
  JsonObject *const *first = a, *const *second = b;
  gint64 difference = ss_demo_get_integer (*second, "daysAgo") - ss_demo_get_integer (*first, "daysAgo");

  return difference < 0 ? -1 : difference > 0;
}

static GPtrArray *
get_versions (JsonObject *plugin)
{
  GPtrArray *versions = g_ptr_array_new ();
  JsonArray *array = ss_demo_get_array (plugin, "versions");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (versions, json_array_get_object_element (array, i));
  g_ptr_array_sort (versions, compare_age);
  return versions;
}

/* What a version does not say of itself is as in the plugin. */
static char *
get_text (JsonObject *version, JsonObject *plugin, const char *name, const char *fallback)
{
  return ss_demo_get_text (json_object_has_member (version, name) ? version : plugin, name, fallback);
}

static gboolean
add_version (Filling *filling, const char *id, JsonObject *plugin, JsonObject *given, gint64 position,
             GError **error)
{
  g_autofree char *permissions = get_text (given, plugin, "permissions", "[]");
  g_autofree char *trigger = get_text (given, plugin, "trigger", "{\"type\":\"MANUAL\"}");
  g_autofree char *variables = get_text (given, plugin, "variables", "[]");
  JsonObject *coded = json_object_has_member (given, "code") ? given : plugin;
  SsPluginVersion version = {
    .position = position,
    .version = (char *) ss_demo_get_string (given, "version"),
    .notes = (char *) ss_demo_get_string (given, "notes"),
    .permissions = permissions,
    .trigger = trigger,
    .variables = variables,
    .code = (char *) ss_demo_get_string (coded, "code"),
    .released_at = ss_demo_days_before (filling->now, given, "daysAgo"),
  };

  return ss_plugin_version_insert (filling->transaction, FALSE, id, &version, error);
}

static gboolean
add_row (Filling *filling, const char *id, JsonObject *plugin, JsonObject *latest, GError **error)
{
  const char *slug = ss_demo_get_string (plugin, "slug");
  const char *name = ss_demo_get_string (plugin, "name");
  g_autofree char *permissions = get_text (latest, plugin, "permissions", "[]");
  g_autofree char *trigger = get_text (latest, plugin, "trigger", "{\"type\":\"MANUAL\"}");
  g_autofree char *variables = get_text (latest, plugin, "variables", "[]");
  g_autofree char *ratings = ss_demo_get_text (filling->extra_ratings, slug, "[0,0,0,0,0]");
  g_autofree char *words = g_strjoin ("\n", name, ss_demo_get_string (plugin, "summary"),
                                      ss_demo_get_string (plugin, "author"), slug, NULL);
  g_autofree char *sort_name = ss_search_fold (name);
  g_autofree char *search_text = ss_search_fold (words);

  return ss_transaction_execute (filling->transaction, insert_plugin, NULL, error, "ssssssssbbssssissii", id,
                                 slug, name, ss_demo_get_string (plugin, "summary"),
                                 ss_demo_get_string (plugin, "description"),
                                 ss_demo_get_string (plugin, "category"),
                                 ss_demo_get_string (latest, "version"),
                                 ss_demo_get_string (plugin, "author"),
                                 ss_demo_get_boolean (plugin, "isFeatured"),
                                 ss_demo_get_boolean (plugin, "isVerified"), permissions, trigger, variables,
                                 ratings, ss_demo_get_integer (filling->install_counts, slug), sort_name,
                                 search_text, ss_demo_days_before (filling->now, plugin, "daysOld"),
                                 ss_demo_days_before (filling->now, latest, "daysAgo"));
}

static gboolean
add_reviews (Filling *filling, const char *id, const char *slug, GError **error)
{
  JsonArray *reviews = ss_demo_get_array (filling->reviews, slug);

  for (guint i = 0; reviews != NULL && i < json_array_get_length (reviews); i++)
    {
      JsonObject *review = json_array_get_object_element (reviews, i);
      g_autofree char *review_id = g_uuid_string_random ();

      if (!ss_transaction_execute (filling->transaction, insert_review, NULL, error, "ssissssi", review_id,
                                   id, ss_demo_get_integer (review, "rating"),
                                   ss_demo_get_string (review, "review"),
                                   ss_demo_get_string (review, "authorName"),
                                   ss_demo_get_string (review, "tenantName"),
                                   ss_demo_get_string (review, "version"),
                                   ss_demo_days_before (filling->now, review, "daysAgo")))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_plugin (Filling *filling, JsonObject *plugin, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GPtrArray) versions = get_versions (plugin);

  g_return_val_if_fail (versions->len > 0, FALSE);

  if (!add_row (filling, id, plugin, g_ptr_array_index (versions, versions->len - 1), error))
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      if (!add_version (filling, id, plugin, g_ptr_array_index (versions, i), i + 1, error))
        return FALSE;
    }
  return add_reviews (filling, id, ss_demo_get_string (plugin, "slug"), error)
         && ss_plugin_count_ratings (filling->transaction, FALSE, id, error);
}

/**
 * ss_demo_add_plugins:
 * @transaction: one that writes the shared tables
 * @now: the moment that the content's days count back from
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set
 */
gboolean
ss_demo_add_plugins (SsTransaction *transaction, gint64 now, GError **error)
{
  g_autoptr (JsonObject) content = ss_demo_content_load ("plugins", error);
  g_autoptr (JsonObject) opinions = content != NULL ? ss_demo_content_load ("reviews", error) : NULL;
  Filling filling = { .transaction = transaction, .now = now };
  JsonArray *plugins;

  if (opinions == NULL)
    return FALSE;
  filling.reviews = ss_demo_get_object (opinions, "reviews");
  filling.extra_ratings = ss_demo_get_object (opinions, "extraRatings");
  filling.install_counts = ss_demo_get_object (opinions, "installCounts");

  plugins = ss_demo_get_array (content, "plugins");
  for (guint i = 0; plugins != NULL && i < json_array_get_length (plugins); i++)
    {
      if (!add_plugin (&filling, json_array_get_object_element (plugins, i), error))
        return FALSE;
    }
  return ss_plugin_count_all (transaction, error);
}
