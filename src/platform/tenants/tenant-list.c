/* tenant-list.c: which businesses there are (contract section 9)
 *
 * What is searched for is compared without case and accents, which no database does by itself: the names of
 * those that match the filters are read first, and only the businesses of the page are written.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "domain/validation.h"
#include "model/tenants.h"
#include "platform/platform-private.h"
#include "platform/store/conditions.h"
#include "platform/tenants/tenant-record.h"
#include "platform/tenants/tenants.h"

static const struct
{
  const char *name;
  const char *sql;
} orders[] = {
  { "name", "t.name" },
  { "subdomain", "t.subdomain" },
  { "status", "t.status" },
  { "subscription_tier",
    "CASE t.subscription_tier WHEN 'FREE' THEN 0 WHEN 'PROFESSIONAL' THEN 1 WHEN 'BUSINESS' THEN 2 ELSE 3 END" },
  { "created_at", "t.created_at" },
};

typedef struct
{
  char *id;
  char *folded; /* its name, without case and accents */
} Match;

static void
match_clear (gpointer data)
{
  Match *self = data;

  g_free (self->id);
  g_free (self->folded);
}

/* By name where nothing else is asked for. */
static const char *
read_ordering (SsRequest *request, gboolean *descends, SsFieldErrors *errors)
{
  const char *text = ss_request_get_parameter (request, "ordering");

  *descends = text != NULL && *text == '-';
  if (text == NULL || *text == '\0')
    return orders[0].sql;
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (strcmp (orders[i].name, text + (*descends ? 1 : 0)) == 0)
      return orders[i].sql;
  ss_field_errors_add_printf (errors, "ordering", "“%s” can't be ordered by.", text);
  return orders[0].sql;
}

static void
add_choices (SsRequest *request, SsConditions *conditions, const char *parameter, const char *column,
             const char *(*choice) (guint number), SsFieldErrors *errors)
{
  g_auto (GStrv) values = ss_request_get_parameters (request, parameter);

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      gboolean is_known = FALSE;

      for (guint j = 0; choice (j) != NULL; j++)
        is_known |= strcmp (values[i], choice (j)) == 0;
      if (!is_known)
        ss_field_errors_add_printf (errors, parameter, "There is no “%s”.", values[i]);
    }
  ss_conditions_add_choice (conditions, column, (const char *const *) values);
}

static void
read_conditions (SsRequest *request, SsConditions *conditions, SsFieldErrors *errors)
{
  gboolean is_demo;

  add_choices (request, conditions, "status", "t.status", ss_model_tenant_status_choice, errors);
  add_choices (request, conditions, "subscription_tier", "t.subscription_tier",
               ss_model_subscription_tier_choice, errors);
  if (ss_request_get_boolean (request, "is_demo", &is_demo, errors))
    ss_conditions_add (conditions, is_demo ? "t.is_demo" : "NOT t.is_demo");
  if (ss_request_get_scope (request, SS_PERMISSION_TENANTS_VIEW) == SS_SCOPE_DEMO)
    ss_conditions_add (conditions, "t.is_demo");
}

static gboolean
has_words (const char *const *words, const char *text)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (strstr (text, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static int
compare_names (gconstpointer first, gconstpointer second)
{
  return strcmp (((const Match *) first)->folded, ((const Match *) second)->folded);
}

static int
compare_names_backwards (gconstpointer first, gconstpointer second)
{
  return compare_names (second, first);
}

/* In their order; (element-type Match). */
static gboolean
gather (SsRequest *request, const SsConditions *conditions, const char *order, gboolean descends,
        GArray *found, GError **error)
{
  const char *search = ss_request_get_parameter (request, "search");
  g_autofree char *folded = search != NULL ? ss_search_fold (search) : NULL;
  g_auto (GStrv) words = folded != NULL ? g_strsplit_set (folded, " \t\r\n", -1) : NULL;
  g_autofree char *sql =
      g_strdup_printf ("SELECT t.id, t.name, t.subdomain FROM shared.tenants t WHERE TRUE%s "
                       "ORDER BY %s%s, t.subdomain",
                       conditions->where->str, order, descends ? " DESC" : "");
  g_autoptr (SsRows) rows =
      ss_transaction_query_with (ss_request_get_transaction (request), sql, conditions->parameters, error);
  g_autoptr (GError) failure = NULL;

  while (rows != NULL && ss_rows_next (rows, &failure))
    {
      Match match = { NULL, ss_search_fold (ss_rows_get_string (rows, 1)) };
      g_autofree char *text = g_strconcat (match.folded, " ", ss_rows_get_string (rows, 2), NULL);

      match.id = g_strdup (ss_rows_get_string (rows, 0));
      if (has_words ((const char *const *) words, text))
        g_array_append_val (found, match);
      else
        match_clear (&match);
    }
  if (rows == NULL)
    return FALSE;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (order == orders[0].sql)
    g_array_sort (found, descends ? compare_names_backwards : compare_names);
  return error == NULL || *error == NULL;
}

static SsReply *
reply_page (SsRequest *request, const SsPageRequest *page, const GArray *found, GError **error)
{
  gsize first = MIN ((gsize) (page->page - 1) * page->page_size, found->len);
  gsize end = MIN (first + page->page_size, found->len);
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_array (&writer);
  for (gsize i = first; i < end; i++)
    {
      ss_json_writer_begin_object (&writer);
      if (!ss_tenant_write_members (ss_request_get_transaction (request), g_array_index (found, Match, i).id,
                                    &writer, error))
        return NULL;
      ss_json_writer_end_object (&writer);
    }
  ss_json_writer_end_array (&writer);
  return ss_request_reply_page (request, page, found->len, writer.text->str, NULL);
}

/**
 * ss_tenant_list:
 * @request: `GET /platform/tenants/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the page or 400; %NULL with @error set
 */
SsReply *
ss_tenant_list (SsRequest *request, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Match));
  g_auto (SsConditions) conditions = { NULL };
  SsPageRequest page;
  gboolean descends;
  const char *order;

  g_array_set_clear_func (found, match_clear);
  ss_conditions_init (&conditions);
  order = read_ordering (request, &descends, errors);
  read_conditions (request, &conditions, errors);
  ss_request_get_page (request, &page, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  return gather (request, &conditions, order, descends, found, error)
             ? reply_page (request, &page, found, error)
             : NULL;
}
