/* audit-store.c: the record of who did what to whom, growing as it is looked at
 *
 * The contract has no event for an entry: while somebody looks, the newest are asked for every few seconds,
 * which costs a 304 where there are none, and at once where an event tells that something has happened.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/audit-store.h"

#include <stdio.h>
#include <string.h>

#include "client/client-error-private.h"

#define PATH "/audit-log/"
/* Seconds */
#define PAUSE 5
/* Where more than these are new, all is read again. */
#define NEWEST 50

struct _SsAuditStore
{
  GObject parent_instance;

  SsSession *session;    /* (owned) */
  SsPagedList *entries;  /* (owned) (nullable): made when it is asked for */
  char *query;           /* (owned): of that list */
  guint timer;           /* source id: while it is watched */
  GCancellable *looking; /* (owned) (nullable): for what is new */
  gboolean looks_again;  /* something happened meanwhile */
};

G_DEFINE_FINAL_TYPE (SsAuditStore, ss_audit_store, G_TYPE_OBJECT)

void
ss_audit_verdict_free (SsAuditVerdict *self)
{
  g_free (self->first_broken_id);
  g_free (self);
}

static void
stop_looking (SsAuditStore *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looks_again = FALSE;
}

/* (nullable): the id of the newest that is held */
static const char *
get_newest_id (SsAuditStore *self)
{
  g_autoptr (SsListItem) item = g_list_model_get_item (G_LIST_MODEL (self->entries), 0);
  SsModel *model = item != NULL ? ss_list_item_get_model (item) : NULL;

  return model != NULL ? ss_model_get_id (model) : NULL;
}

/* Puts what is new in front, or reads all again where it can't be told how much that is. */
static void
merge (SsAuditStore *self, GPtrArray *newest)
{
  const char *known = get_newest_id (self);
  guint n_new = 0;

  if (ss_paged_list_get_is_loading (self->entries))
    return;
  if (known == NULL)
    {
      if (newest->len > 0 && ss_paged_list_get_state (self->entries) == SS_LOAD_EMPTY)
        ss_paged_list_reload (self->entries);
      return;
    }
  while (n_new < newest->len && g_strcmp0 (ss_model_get_id (g_ptr_array_index (newest, n_new)), known) != 0)
    n_new++;
  if (n_new == newest->len)
    {
      ss_paged_list_reload (self->entries);
      return;
    }
  while (n_new-- > 0)
    ss_paged_list_insert (self->entries, g_ptr_array_index (newest, n_new));
}

static void
looked_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsAuditStore) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (session), result, &error);
  gboolean looks_again = self->looks_again;

  /* It may be another look that is under way by now. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  stop_looking (self);
  if (answer != NULL && answer->models != NULL)
    merge (self, answer->models);
  if (looks_again)
    ss_audit_store_look (self);
}

static gboolean
timer_cb (gpointer user_data)
{
  SsAuditStore *self = user_data;

  if (ss_session_get_is_online (self->session))
    ss_audit_store_look (self);
  return G_SOURCE_CONTINUE;
}

static char *
describe_next_day (const char *day)
{
  guint year, month, number;
  GDate date;

  if (sscanf (day, "%4u-%2u-%2u", &year, &month, &number) != 3
      || !g_date_valid_dmy ((GDateDay) number, (GDateMonth) month, (GDateYear) year))
    return NULL;
  g_date_set_dmy (&date, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  g_date_add_days (&date, 1);
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), (guint) g_date_get_month (&date),
                          g_date_get_day (&date));
}

static void
ss_audit_store_dispose (GObject *object)
{
  SsAuditStore *self = SS_AUDIT_STORE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  stop_looking (self);

  G_OBJECT_CLASS (ss_audit_store_parent_class)->dispose (object);
}

static void
ss_audit_store_finalize (GObject *object)
{
  SsAuditStore *self = SS_AUDIT_STORE (object);

  g_clear_object (&self->entries);
  g_clear_object (&self->session);
  g_free (self->query);

  G_OBJECT_CLASS (ss_audit_store_parent_class)->finalize (object);
}

static void
ss_audit_store_class_init (SsAuditStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_audit_store_dispose;
  G_OBJECT_CLASS (klass)->finalize = ss_audit_store_finalize;
}

static void
ss_audit_store_init (SsAuditStore *self)
{
  self->query = g_strdup ("");
}

SsAuditStore *
ss_audit_store_new (SsSession *session)
{
  SsAuditStore *self = g_object_new (SS_TYPE_AUDIT_STORE, NULL);

  self->session = g_object_ref (session);
  return self;
}

/**
 * ss_audit_store_get_entries:
 * @self: a store
 *
 * Returns: (transfer none): what the page shows; it is fetched when this is first called
 */
SsPagedList *
ss_audit_store_get_entries (SsAuditStore *self)
{
  g_return_val_if_fail (SS_IS_AUDIT_STORE (self), NULL);

  if (self->entries == NULL)
    self->entries = ss_paged_list_new (self->session, PATH, SS_TYPE_AUDIT_ENTRY);
  return self->entries;
}

/**
 * ss_audit_store_set_filter:
 * @self: a store
 * @filter: what the page is to show
 * @typing: whether more may follow at once
 *
 * Contract section 8, `GET /audit-log/`; `to` is exclusive.
 */
void
ss_audit_store_set_filter (SsAuditStore *self, const SsAuditFilter *filter, gboolean typing)
{
  g_autoptr (GString) query = ss_query_new ();
  g_autofree char *next_day = filter->day != NULL ? describe_next_day (filter->day) : NULL;

  g_return_if_fail (SS_IS_AUDIT_STORE (self));

  ss_query_add (query, "action", filter->action);
  ss_query_add (query, "actor", filter->actor);
  ss_query_add (query, "target", filter->target);
  ss_query_add (query, "from", next_day != NULL ? filter->day : NULL);
  ss_query_add (query, "to", next_day);
  ss_query_add (query, "search", filter->search);
  if (strcmp (query->str, self->query) == 0)
    return;
  /* What is new by the filter of before is not new by this one. */
  stop_looking (self);
  g_free (self->query);
  self->query = g_strdup (query->str);
  if (typing)
    ss_paged_list_set_query_soon (ss_audit_store_get_entries (self), self->query);
  else
    ss_paged_list_set_query (ss_audit_store_get_entries (self), self->query);
}

const char *
ss_audit_store_get_query (SsAuditStore *self)
{
  g_return_val_if_fail (SS_IS_AUDIT_STORE (self), NULL);

  return self->query;
}

/**
 * ss_audit_store_set_is_watched:
 * @self: a store
 * @is_watched: whether somebody looks
 */
void
ss_audit_store_set_is_watched (SsAuditStore *self, gboolean is_watched)
{
  g_return_if_fail (SS_IS_AUDIT_STORE (self));

  if (is_watched == (self->timer != 0))
    return;
  if (is_watched)
    {
      self->timer = g_timeout_add_seconds (PAUSE, timer_cb, self);
      ss_audit_store_look (self);
    }
  else
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      stop_looking (self);
    }
}

/**
 * ss_audit_store_look:
 * @self: a store
 *
 * Does nothing while nobody looks.
 */
void
ss_audit_store_look (SsAuditStore *self)
{
  g_autofree char *query = NULL;
  SsCall call = { .method = "GET", .path = PATH, .type = SS_TYPE_AUDIT_ENTRY };

  g_return_if_fail (SS_IS_AUDIT_STORE (self));

  if (self->timer == 0 || self->entries == NULL || ss_paged_list_get_is_loading (self->entries))
    return;
  if (self->looking != NULL)
    {
      self->looks_again = TRUE;
      return;
    }
  query = g_strdup_printf ("%s%spage_size=%d", self->query, *self->query != '\0' ? "&" : "", NEWEST);
  call.query = query;
  self->looking = g_cancellable_new ();
  ss_session_call_async (self->session, &call, self->looking, looked_cb, g_object_ref (self));
}

static void
verified_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (session), result, &error);
  JsonObject *object = answer != NULL && answer->json != NULL && JSON_NODE_HOLDS_OBJECT (answer->json)
                           ? json_node_get_object (answer->json)
                           : NULL;
  SsAuditVerdict *verdict;

  if (object == NULL || !json_object_has_member (object, "ok"))
    {
      g_task_return_error (task, error != NULL ? g_steal_pointer (&error)
                                               : ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
      return;
    }
  verdict = g_new0 (SsAuditVerdict, 1);
  verdict->is_ok = json_object_get_boolean_member_with_default (object, "ok", FALSE);
  verdict->n_entries = json_object_get_int_member_with_default (object, "entries", 0);
  verdict->first_broken_id =
      g_strdup (json_object_get_string_member_with_default (object, "firstBrokenId", NULL));
  g_task_return_pointer (task, verdict, (GDestroyNotify) ss_audit_verdict_free);
}

/**
 * ss_audit_store_verify_async:
 * @self: a store
 * @cancellable: (nullable): ends it with %G_IO_ERROR_CANCELLED
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Contract section 8, `GET /audit-log/verify/`.
 */
void
ss_audit_store_verify_async (SsAuditStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  const SsCall call = { .method = "GET", .path = PATH "verify/" };
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ss_audit_store_verify_async);
  ss_session_call_async (self->session, &call, cancellable, verified_cb, task);
}

SsAuditVerdict *
ss_audit_store_verify_finish (SsAuditStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
