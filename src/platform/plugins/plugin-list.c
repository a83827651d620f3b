/* plugin-list.c: the marketplace as pages: search, filters, orderings, counts
 *
 * A page is found in an index that has no more than the ordering and the id, and only its rows are then
 * read whole: the last page of ten thousand plugins costs little more than the first. Most tenants have no
 * plugins of their own; the statements leave that half out where there are none.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/plugin-list.h"

#include <string.h>

#include "domain/category.h"
#include "domain/validation.h"
#include "model/plugins.h"
#include "platform/store/row-model.h"

static const struct
{
  const char *name;
  const char *column;
} orderings[] = {
  { "name", "sort_name" },        { "install_count", "install_count" }, { "rating", "rating_rank" },
  { "created_at", "created_at" }, { "updated_at", "updated_at" },
};

#define COLUMNS                                                                                             \
  "p.id, p.slug, p.name, p.summary, p.description, p.category, p.version, p.author, p.logo_url, p.rating, " \
  "p.rating_count, p.rating_histogram, p.install_count, p.is_featured, p.is_verified, p.visibility, "       \
  "p.permissions, p.trigger, p.variables, p.created_at, p.updated_at"

/* What is asked for.
 * @conditions: all but the category, over which the answer counts
 * @categories: (nullable): the condition on the category */
typedef struct
{
  SsConditions conditions;
  char *category;      /* (owned) (nullable) */
  GStrv categories;    /* (owned) */
  gboolean is_counted; /* whether shared.plugin_counts knows the answer */
  gboolean has_tenant;
  gboolean has_custom;
  const char *column;
  gboolean descending;
  SsPageRequest page;
} Query;

typedef struct
{
  gint64 by_category[SS_N_CATEGORIES];
  gint64 all;
} Counts;

static void query_clear (Query *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static void
query_clear (Query *self)
{
  ss_conditions_clear (&self->conditions);
  g_free (self->category);
  g_strfreev (self->categories);
}

static void
read_ordering (Query *query, const char *ordering, SsFieldErrors *errors)
{
  query->column = orderings[0].column;
  if (ordering == NULL)
    return;
  query->descending = *ordering == '-';
  for (guint i = 0; i < G_N_ELEMENTS (orderings); i++)
    {
      if (g_str_equal (ordering + query->descending, orderings[i].name))
        {
          query->column = orderings[i].column;
          return;
        }
    }
  ss_field_errors_add (errors, "ordering",
                       "Order by name, install_count, rating, created_at or updated_at, with - in front for "
                       "the largest first.");
}

static void
read_flag (SsRequest *request, SsConditions *conditions, const char *name, const char *column,
           SsFieldErrors *errors)
{
  g_autofree char *condition = NULL;
  gboolean value;

  if (ss_request_get_parameter (request, name) == NULL
      || !ss_request_get_boolean (request, name, &value, errors))
    return;
  condition = g_strdup_printf ("p.%s = %s", column, value ? "TRUE" : "FALSE");
  ss_conditions_add (conditions, condition);
}

static void
read_installed (SsRequest *request, Query *query, SsFieldErrors *errors)
{
  gboolean installed;

  if (ss_request_get_parameter (request, "installed") == NULL
      || !ss_request_get_boolean (request, "installed", &installed, errors))
    return;
  query->is_counted = FALSE;
  if (query->has_tenant)
    ss_conditions_add (&query->conditions, installed ? "p.id IN (SELECT plugin_id FROM installations)"
                                                     : "p.id NOT IN (SELECT plugin_id FROM installations)");
  else if (installed)
    ss_conditions_add (&query->conditions, "FALSE");
}

static gboolean
read_has_custom (SsTransaction *transaction, Query *query, GError **error)
{
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!query->has_tenant)
    return TRUE;
  rows = ss_transaction_query (transaction, "SELECT 1 FROM custom_plugins LIMIT 1", error, "");
  if (rows == NULL)
    return FALSE;
  query->has_custom = ss_rows_next (rows, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
read_query (SsRequest *request, Query *query, SsFieldErrors *errors)
{
  const char *search = ss_request_get_parameter (request, "search");

  ss_conditions_init (&query->conditions);
  query->is_counted = search == NULL || *search == '\0';
  query->has_tenant = ss_request_get_tenant (request)->id != NULL;
  query->categories = ss_request_get_parameters (request, "category");
  read_ordering (query, ss_request_get_parameter (request, "ordering"), errors);
  ss_request_get_page (request, &query->page, errors);
  ss_conditions_add_search (&query->conditions, "p.search_text", search, errors);
  read_flag (request, &query->conditions, "is_featured", "is_featured", errors);
  read_flag (request, &query->conditions, "is_verified", "is_verified", errors);
  read_installed (request, query, errors);
}

/* The category is a condition of its own: the list has it, the counts have not. */
static void
separate_category (Query *query, SsFieldErrors *errors)
{
  gsize before = query->conditions.where->len;

  ss_conditions_add_categories (&query->conditions, "p.category", query->categories, errors);
  if (query->conditions.where->len > before)
    query->category = g_strdup (query->conditions.where->str + before);
  g_string_truncate (query->conditions.where, before);
}

/* "… FROM table p WHERE …" for the shared plugins and, where there are any, the tenant's own. */
static void
append_count (GString *sql, Query *query, gboolean is_custom)
{
  const char *table = is_custom           ? "custom_plugins"
                      : query->is_counted ? "shared.plugin_counts"
                                          : "shared.plugins";
  const char *counted = query->is_counted && !is_custom ? "sum(p.n_plugins)" : "count(*)";

  g_string_append_printf (sql, "SELECT p.category, %s FROM %s p WHERE TRUE%s GROUP BY p.category", counted,
                          table, query->conditions.where->str);
}

static gboolean
is_wanted (Query *query, const char *category)
{
  return query->categories == NULL || *query->categories == NULL
         || g_strv_contains ((const char *const *) query->categories, category);
}

static gboolean
read_counts (SsTransaction *transaction, Query *query, Counts *counts, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (GError) local_error = NULL;

  append_count (sql, query, FALSE);
  if (query->has_custom)
    {
      g_string_append (sql, " UNION ALL ");
      append_count (sql, query, TRUE);
    }
  rows = ss_transaction_query_with (transaction, sql->str, query->conditions.parameters, error);
  if (rows == NULL)
    return FALSE;
  while (ss_rows_next (rows, &local_error))
    {
      const char *name = ss_rows_get_string (rows, 0);
      gint64 count = ss_rows_get_integer (rows, 1);
      SsCategory category;

      if (ss_category_from_string (name, &category))
        counts->by_category[category] += count;
      if (is_wanted (query, name))
        counts->all += count;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static char *
write_categories (const Counts *counts)
{
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_array (&writer);
  for (guint i = 0; i < SS_N_CATEGORIES; i++)
    {
      ss_json_writer_begin_object (&writer);
      ss_json_writer_name (&writer, "category");
      ss_json_writer_string (&writer, ss_category_to_string ((SsCategory) i));
      ss_json_writer_name (&writer, "count");
      ss_json_writer_integer (&writer, counts->by_category[i]);
      ss_json_writer_end_object (&writer);
    }
  ss_json_writer_end_array (&writer);
  return g_strdup_printf ("\"categories\":%s", writer.text->str);
}

static void
append_keys (GString *sql, Query *query, const char *table)
{
  g_string_append_printf (sql, "SELECT p.id, p.%s AS sort_key FROM %s p WHERE TRUE%s%s", query->column, table,
                          query->conditions.where->str, query->category != NULL ? query->category : "");
}

static void
append_rows (GString *sql, Query *query, const char *table)
{
  g_string_append_printf (sql,
                          "SELECT " COLUMNS
                          ", %s AS installation_id, k.sort_key FROM k JOIN %s p ON p.id = k.id",
                          query->has_tenant ? "i.id" : "NULL", table);
  if (query->has_tenant)
    g_string_append (sql, " LEFT JOIN installations i ON i.plugin_id = p.id");
}

/* The page's size is no parameter: a database that plans it once for all values is to know that the join is
 * of few rows. */
static char *
write_sql (Query *query)
{
  GString *sql = g_string_new ("WITH k AS (");
  const char *direction = query->descending ? "DESC" : "ASC";
  guint offset = ss_parameters_add_integer (query->conditions.parameters,
                                            (gint64) (query->page.page - 1) * query->page.page_size);

  append_keys (sql, query, "shared.plugins");
  if (query->has_custom)
    {
      g_string_append (sql, " UNION ALL ");
      append_keys (sql, query, "custom_plugins");
    }
  g_string_append_printf (sql, " ORDER BY 2 %s, 1 %s LIMIT %u OFFSET $%u) ", direction, direction,
                          query->page.page_size, offset);
  append_rows (sql, query, "shared.plugins");
  if (query->has_custom)
    {
      g_string_append (sql, " UNION ALL ");
      append_rows (sql, query, "custom_plugins");
    }
  g_string_append_printf (sql, " ORDER BY sort_key %s, 1 %s", direction, direction);
  return g_string_free (sql, FALSE);
}

/* (transfer full) (nullable): the array of results */
static char *
read_results (SsTransaction *transaction, Query *query, GError **error)
{
  g_autofree char *sql = write_sql (query);
  g_autoptr (SsRows) rows = ss_transaction_query_with (transaction, sql, query->conditions.parameters, error);
  g_autoptr (SsRowWriter) row_writer = NULL;
  g_autoptr (GError) local_error = NULL;
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  if (rows == NULL)
    return NULL;
  row_writer = ss_row_writer_new (rows, SS_TYPE_PLUGIN);
  ss_json_writer_begin_array (&writer);
  while (ss_rows_next (rows, &local_error))
    {
      ss_json_writer_begin_object (&writer);
      ss_row_writer_write_members (row_writer, &writer);
      ss_json_writer_end_object (&writer);
    }
  ss_json_writer_end_array (&writer);
  if (local_error == NULL)
    return ss_json_writer_steal_text (&writer);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/**
 * ss_conditions_add_categories:
 * @self: conditions
 * @expression: SQL for a category
 * @values: (nullable): those wanted; none: any
 * @errors: gets what is wrong
 */
void
ss_conditions_add_categories (SsConditions *self, const char *expression, GStrv values, SsFieldErrors *errors)
{
  if (values == NULL || *values == NULL)
    return;
  for (guint i = 0; values[i] != NULL; i++)
    {
      /* The wire names are the columns' values, so that a known one needs no parameter. */
      if (!ss_category_from_string (values[i], NULL))
        {
          ss_field_errors_add_printf (errors, "category", "There is no category “%s”.", values[i]);
          return;
        }
      if (i == 0)
        g_string_append_printf (self->where, " AND %s IN (", expression);
      g_string_append_printf (self->where, "%s'%s'", i == 0 ? "" : ", ", values[i]);
    }
  g_string_append_c (self->where, ')');
}

/**
 * ss_plugin_list:
 * @request: `GET /plugin-templates/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the page; %NULL with @error set
 */
SsReply *
ss_plugin_list (SsRequest *request, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_auto (Query) query = { 0 };
  g_autofree char *results = NULL, *categories = NULL;
  Counts counts = { 0 };

  read_query (request, &query, errors);
  separate_category (&query, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);

  if (!read_has_custom (transaction, &query, error) || !read_counts (transaction, &query, &counts, error))
    return NULL;
  results = read_results (transaction, &query, error);
  if (results == NULL)
    return NULL;
  categories = write_categories (&counts);
  return ss_request_reply_page (request, &query.page, counts.all, results, categories);
}
