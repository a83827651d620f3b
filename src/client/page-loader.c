/* page-loader.c: which pages of a list are fetched, and in which order
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error-private.h"
#include "client/page-loader.h"

#define IN_FLIGHT_MAX 2
/* Behind these the user has scrolled on already. */
#define WANTED_MAX 8

struct _SsPageLoader
{
  GObject parent_instance;

  SsSession *session; /* (owned) */
  char *path;
  GType type;
  SsPageLoaderFuncs funcs;
  gpointer owner; /* (nullable) */

  char *query; /* (owned) (nullable) */
  guint page_size;
  guint generation;
  GQueue wanted;    /* page + 1, newest first */
  GQueue in_flight; /* (element-type Fetch) */
  guint idle;
};

G_DEFINE_FINAL_TYPE (SsPageLoader, ss_page_loader, G_TYPE_OBJECT)

typedef struct
{
  SsPageLoader *loader; /* (owned) */
  guint page;
  guint generation;
  GCancellable *cancellable; /* (owned) */
} Fetch;

static void schedule (SsPageLoader *self);

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->cancellable);
  g_object_unref (fetch->loader);
  g_free (fetch);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  SsPageLoader *self = fetch->loader;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  g_queue_remove (&self->in_flight, fetch);
  if (self->owner == NULL || fetch->generation != self->generation)
    return;

  /* A loaded page always has rows to be of use; a single object is not what was asked for. */
  if (answer != NULL && answer->models != NULL)
    self->funcs.arrived (fetch->page, answer, self->owner);
  else if (answer != NULL)
    {
      error = ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
      self->funcs.failed (fetch->page, error, self->owner);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->funcs.failed (fetch->page, error, self->owner);

  if (!g_queue_is_empty (&self->wanted))
    schedule (self);
}

static void
fetch_page (SsPageLoader *self, guint page)
{
  g_autoptr (GString) query = ss_query_new ();
  Fetch *fetch = g_new0 (Fetch, 1);
  SsCall call = { .method = "GET", .path = self->path, .type = self->type };

  if (self->query != NULL && *self->query != '\0')
    g_string_append_printf (query, "%s&", self->query);
  g_string_append_printf (query, "page=%u&page_size=%u", page + 1, self->page_size);
  call.query = query->str;

  fetch->loader = g_object_ref (self);
  fetch->page = page;
  fetch->generation = self->generation;
  fetch->cancellable = g_cancellable_new ();
  g_queue_push_tail (&self->in_flight, fetch);
  ss_session_call_async (self->session, &call, fetch->cancellable, fetched_cb, fetch);
}

static gboolean
is_under_way (SsPageLoader *self, guint page)
{
  for (GList *link = self->in_flight.head; link != NULL; link = link->next)
    {
      Fetch *fetch = link->data;

      if (fetch->generation == self->generation && fetch->page == page
          && !g_cancellable_is_cancelled (fetch->cancellable))
        return TRUE;
    }
  return FALSE;
}

/* How many answers are still waited for; makes room where one of them is for rows that nobody sees any more.
 */
static guint
count_busy (SsPageLoader *self, gboolean makes_room)
{
  guint n_busy = 0;
  Fetch *idle_fetch = NULL;

  for (GList *link = self->in_flight.head; link != NULL; link = link->next)
    {
      Fetch *fetch = link->data;

      if (g_cancellable_is_cancelled (fetch->cancellable))
        continue;
      n_busy++;
      if (idle_fetch == NULL && fetch->page != 0 && !self->funcs.is_in_use (fetch->page, self->owner))
        idle_fetch = fetch;
    }
  if (makes_room && n_busy >= IN_FLIGHT_MAX && idle_fetch != NULL)
    {
      g_cancellable_cancel (idle_fetch->cancellable);
      n_busy--;
    }

  return n_busy;
}

static gboolean
idle_cb (gpointer user_data)
{
  SsPageLoader *self = user_data;

  self->idle = 0;
  while (self->owner != NULL && !g_queue_is_empty (&self->wanted) && count_busy (self, TRUE) < IN_FLIGHT_MAX)
    {
      guint page = GPOINTER_TO_UINT (g_queue_pop_head (&self->wanted)) - 1;

      if (!self->funcs.is_held (page, self->owner) && !is_under_way (self, page))
        fetch_page (self, page);
    }

  return G_SOURCE_REMOVE;
}

/* Before the next frame is drawn, after everything that asks has asked. */
static void
schedule (SsPageLoader *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, idle_cb, self, NULL);
}

static void
ss_page_loader_finalize (GObject *object)
{
  SsPageLoader *self = SS_PAGE_LOADER (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_queue_clear (&self->wanted);
  g_clear_object (&self->session);
  g_free (self->path);
  g_free (self->query);

  G_OBJECT_CLASS (ss_page_loader_parent_class)->finalize (object);
}

static void
ss_page_loader_class_init (SsPageLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_page_loader_finalize;
}

static void
ss_page_loader_init (SsPageLoader *self)
{
  g_queue_init (&self->wanted);
  g_queue_init (&self->in_flight);
}

SsPageLoader *
ss_page_loader_new (SsSession *session, const char *path, GType type, const SsPageLoaderFuncs *funcs,
                    gpointer owner)
{
  SsPageLoader *self = g_object_new (SS_TYPE_PAGE_LOADER, NULL);

  self->session = g_object_ref (session);
  self->path = g_strdup (path);
  self->type = type;
  self->funcs = *funcs;
  self->owner = owner;
  return self;
}

void
ss_page_loader_detach (SsPageLoader *self)
{
  self->owner = NULL;
  ss_page_loader_stop (self);
}

void
ss_page_loader_stop (SsPageLoader *self)
{
  g_autoptr (GList) fetches = g_list_copy (self->in_flight.head);

  self->generation++;
  g_queue_clear (&self->wanted);
  g_clear_handle_id (&self->idle, g_source_remove);
  for (GList *link = fetches; link != NULL; link = link->next)
    g_cancellable_cancel (((Fetch *) link->data)->cancellable);
}

void
ss_page_loader_restart (SsPageLoader *self, const char *query, guint page_size)
{
  ss_page_loader_stop (self);
  g_free (self->query);
  self->query = g_strdup (query);
  self->page_size = page_size;
  fetch_page (self, 0);
}

void
ss_page_loader_set_page_size (SsPageLoader *self, guint page_size)
{
  self->page_size = page_size;
}

void
ss_page_loader_want (SsPageLoader *self, guint page)
{
  gpointer key = GUINT_TO_POINTER (page + 1);

  if (g_queue_peek_head (&self->wanted) == key)
    return;

  g_queue_remove (&self->wanted, key);
  g_queue_push_head (&self->wanted, key);
  if (self->wanted.length > WANTED_MAX)
    g_queue_pop_tail (&self->wanted);
  schedule (self);
}
