/* user-list.c: who there is
 *
 * In a tenant its people; on the platform's own host everybody in the caller's scope, from all tenants. So
 * the rows that match are gathered with what orders them first, and only those of the page are written.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "domain/validation.h"
#include "model/people.h"
#include "model/time.h"
#include "platform/auth/user-record.h"
#include "platform/people/routes.h"
#include "platform/people/user-places.h"
#include "platform/people/user-rules.h"
#include "platform/people/users.h"
#include "platform/platform-private.h"

#define LIST(schema) "SELECT " SS_USER_COLUMNS " FROM " schema "users"

static const char *const list_sql[] = { LIST (""), LIST ("shared.") };

typedef enum
{
  ORDER_NAME,
  ORDER_EMAIL,
  ORDER_ROLE,
  ORDER_LAST_LOGIN,
} Order;

static const char *const order_names[] = { "name", "email", "role", "last_login_at" };

/* What is asked for. */
typedef struct
{
  GStrv words;     /* (owned): folded */
  guint roles;     /* a bit each; 0: any */
  GStrv statuses;  /* (owned): none: any */
  char *tenant_id; /* (owned) (nullable) */
  gboolean demo_only;
  Order order;
  gboolean descends;
  SsPageRequest page;
} Question;

/* A row that matches. */
typedef struct
{
  char *id;
  char *text;
  gint64 number;
  guint place;
} Match;

static void
question_clear (Question *self)
{
  g_strfreev (self->words);
  g_strfreev (self->statuses);
  g_free (self->tenant_id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

static void
match_clear (gpointer data)
{
  Match *self = data;

  g_free (self->id);
  g_free (self->text);
}

static void
read_ordering (SsRequest *request, Question *self, SsFieldErrors *errors)
{
  const char *text = ss_request_get_parameter (request, "ordering");

  self->order = ORDER_NAME;
  if (text == NULL || *text == '\0')
    return;
  self->descends = *text == '-';
  for (guint i = 0; i < G_N_ELEMENTS (order_names); i++)
    if (strcmp (order_names[i], text + (self->descends ? 1 : 0)) == 0)
      {
        self->order = (Order) i;
        return;
      }
  ss_field_errors_add_printf (errors, "ordering", "“%s” can't be ordered by.", text);
}

static void
read_choices (SsRequest *request, Question *self, SsFieldErrors *errors)
{
  g_auto (GStrv) roles = ss_request_get_parameters (request, "role");
  SsRole role;

  for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
    if (ss_role_from_string (roles[i], &role))
      self->roles |= 1u << role;
    else
      ss_field_errors_add_printf (errors, "role", "There is no role “%s”.", roles[i]);

  self->statuses = ss_request_get_parameters (request, "status");
  for (guint i = 0; self->statuses != NULL && self->statuses[i] != NULL; i++)
    {
      gboolean is_known = FALSE;

      for (guint j = 0; ss_model_user_status_choice (j) != NULL; j++)
        is_known |= strcmp (self->statuses[i], ss_model_user_status_choice (j)) == 0;
      if (!is_known)
        ss_field_errors_add_printf (errors, "status", "There is no status “%s”.", self->statuses[i]);
    }
}

static void
read_question (SsRequest *request, Question *self, SsFieldErrors *errors)
{
  const char *search = ss_request_get_parameter (request, "search");
  g_autofree char *folded = search != NULL ? ss_search_fold (search) : NULL;

  self->words = folded != NULL ? g_strsplit_set (folded, " \t\r\n", -1) : NULL;
  self->tenant_id = g_strdup (ss_request_get_parameter (request, "tenant_id"));
  self->demo_only = ss_request_get_scope (request, SS_PERMISSION_USERS_VIEW) == SS_SCOPE_DEMO;
  read_ordering (request, self, errors);
  read_choices (request, self, errors);
  ss_request_get_page (request, &self->page, errors);
}

/* Those places alone in which there is somebody that is asked for. */
static gboolean
is_wanted (SsRequest *request, const Question *self, const SsRequestTenant *place)
{
  const char *own = ss_request_get_tenant (request)->id;

  if (own != NULL && g_strcmp0 (place->id, own) != 0)
    return FALSE;
  if (self->tenant_id != NULL && g_strcmp0 (place->id, self->tenant_id) != 0)
    return FALSE;
  return place->id != NULL || ss_user_may_see_staff (request);
}

static gboolean
matches_search (const Question *self, SsRows *rows)
{
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  if (self->words == NULL)
    return TRUE;
  text = g_strconcat (ss_rows_get_string (rows, SS_USER_COLUMN_NAME), "\n",
                      ss_rows_get_string (rows, SS_USER_COLUMN_EMAIL), NULL);
  folded = ss_search_fold (text);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* Demo accounts are temporary users, and whoever is in a demo tenant. */
static gboolean
matches (const Question *self, SsRows *rows, const SsRequestTenant *place, SsRole role)
{
  if (self->roles != 0 && !(self->roles & 1u << role))
    return FALSE;
  if (self->statuses != NULL && self->statuses[0] != NULL
      && !g_strv_contains ((const char *const *) self->statuses,
                           ss_rows_get_string (rows, SS_USER_COLUMN_STATUS)))
    return FALSE;
  if (self->demo_only && !place->is_demo && !ss_rows_get_boolean (rows, SS_USER_COLUMN_IS_TEMPORARY))
    return FALSE;
  return matches_search (self, rows);
}

static void
add_match (GArray *found, const Question *self, SsRows *rows, guint place, SsRole role)
{
  Match match = { .id = g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_ID)), .place = place };

  if (self->order == ORDER_EMAIL)
    match.text = g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_EMAIL));
  else
    match.text = ss_search_fold (ss_rows_get_string (rows, SS_USER_COLUMN_NAME));
  if (self->order == ORDER_ROLE)
    match.number = role;
  else if (self->order == ORDER_LAST_LOGIN)
    match.number = ss_rows_get_time (rows, SS_USER_COLUMN_LAST_LOGIN_AT);
  g_array_append_val (found, match);
}

static int
compare_matches (gconstpointer one, gconstpointer other, gpointer descends)
{
  const Match *a = one, *b = other;
  int order = (a->number > b->number) - (a->number < b->number);

  if (order == 0)
    order = strcmp (a->text, b->text);
  if (order == 0)
    return strcmp (a->id, b->id);
  return GPOINTER_TO_INT (descends) ? -order : order;
}

/* One business whose tables can't be read does not hide all the others' people. */
static gboolean
may_skip (const GError *error)
{
  return g_error_matches (error, SS_STORE_ERROR, SS_STORE_ERROR_DAMAGED)
         || g_error_matches (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT);
}

static gboolean
gather_rows (SsTransaction *transaction, const Question *self, const SsRequestTenant *place, guint index,
             GArray *found, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, list_sql[place->id == NULL ? 1 : 0], error, "");
  GError *failure = NULL;
  SsRole role;

  if (rows == NULL)
    return FALSE;
  while (ss_rows_next (rows, &failure))
    if (ss_role_from_string (ss_rows_get_string (rows, SS_USER_COLUMN_ROLE), &role)
        && matches (self, rows, place, role))
      add_match (found, self, rows, index, role);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
gather (SsRequest *request, const Question *self, GPtrArray *places, GArray *found, GError **error)
{
  SsStore *store = ss_platform_get_store (ss_request_get_context (request));

  for (guint i = 0; i < places->len; i++)
    {
      const SsRequestTenant *place = g_ptr_array_index (places, i);
      g_autoptr (SsTransaction) transaction = NULL;
      GError *failure = NULL;

      if (!is_wanted (request, self, place))
        continue;
      transaction = ss_user_place_begin (store, place, &failure);
      if (transaction != NULL && gather_rows (transaction, self, place, i, found, &failure))
        continue;
      if (!may_skip (failure))
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      g_error_free (failure);
    }
  g_array_sort_with_data (found, compare_matches, GINT_TO_POINTER (self->descends));
  return TRUE;
}

/* Those of the page that stand in @index, each into its place of @texts. */
static gboolean
write_place (SsRequest *request, GPtrArray *places, guint index, const GArray *found, gsize first, gsize end,
             char **texts, GError **error)
{
  const SsRequestTenant *place = g_ptr_array_index (places, index);
  g_autoptr (SsTransaction) transaction =
      ss_user_place_begin (ss_platform_get_store (ss_request_get_context (request)), place, error);
  gint64 n_last;

  if (transaction == NULL || !ss_user_rules_count_last (transaction, place->id == NULL, &n_last, error))
    return FALSE;
  for (gsize i = first; i < end; i++)
    {
      const Match *match = &g_array_index (found, Match, i);
      g_auto (SsJsonWriter) writer = { 0 };
      g_autoptr (SsRows) rows = NULL;
      GError *failure = NULL;

      if (match->place != index)
        continue;
      rows = ss_user_find (transaction, place->id == NULL, match->id, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      if (rows == NULL)
        continue;
      ss_json_writer_init (&writer);
      ss_user_write (request, rows, place, n_last, &writer);
      texts[i - first] = ss_json_writer_steal_text (&writer);
    }
  return TRUE;
}

static SsReply *
reply_page (SsRequest *request, const Question *self, GPtrArray *places, const GArray *found, GError **error)
{
  gsize first = MIN ((gsize) (self->page.page - 1) * self->page.page_size, found->len);
  gsize end = MIN (first + self->page.page_size, found->len);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_null_terminated (0, g_free, FALSE);
  g_autofree gboolean *is_written = g_new0 (gboolean, places->len);
  g_auto (SsJsonWriter) writer = { 0 };

  g_ptr_array_set_size (texts, (int) (end - first));
  for (gsize i = first; i < end; i++)
    {
      guint place = g_array_index (found, Match, i).place;

      if (is_written[place])
        continue;
      is_written[place] = TRUE;
      if (!write_place (request, places, place, found, first, end, (char **) texts->pdata, error))
        return NULL;
    }

  ss_json_writer_init (&writer);
  ss_json_writer_begin_array (&writer);
  for (guint i = 0; i < texts->len; i++)
    if (g_ptr_array_index (texts, i) != NULL)
      ss_json_writer_raw (&writer, g_ptr_array_index (texts, i), -1);
  ss_json_writer_end_array (&writer);
  return ss_request_reply_page (request, &self->page, found->len, writer.text->str, NULL);
}

/**
 * ss_user_list:
 * @request: `GET /users/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the page or 400; %NULL with @error set
 */
SsReply *
ss_user_list (SsRequest *request, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Match));
  g_autoptr (GPtrArray) places = NULL;
  g_auto (Question) question = { 0 };

  g_array_set_clear_func (found, match_clear);
  read_question (request, &question, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  places = ss_user_places_list (ss_request_get_transaction (request), error);
  /* Each place has a transaction of its own. */
  ss_request_release (request);
  if (places == NULL || !gather (request, &question, places, found, error))
    return NULL;
  return reply_page (request, &question, places, found, error);
}
