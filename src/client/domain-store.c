/* domain-store.c: the names under which a business is reached
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/domain-store.h"

#include "client/client-error-private.h"
#include "model/model-json.h"

#define PATH "/domains/"

struct _SsDomainStore
{
  GObject parent_instance;

  SsSession *session;   /* (owned) */
  SsPagedList *domains; /* (owned) (nullable): made when it is asked for */
};

G_DEFINE_FINAL_TYPE (SsDomainStore, ss_domain_store, G_TYPE_OBJECT)

/* By SsDomainDeed. @suffix: behind the domain's own path; NULL: it has none yet */
static const struct
{
  const char *method;
  const char *suffix;
} deeds[] = {
  [SS_DOMAIN_ADD] = { "POST", NULL },
  [SS_DOMAIN_VERIFY] = { "POST", "verify/" },
  [SS_DOMAIN_MAKE_PRIMARY] = { "PATCH", "" },
  [SS_DOMAIN_REMOVE] = { "DELETE", "" },
};

static void
done_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SsDomainStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (session), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->domains != NULL)
    ss_paged_list_reload (self->domains);
  g_task_return_pointer (task, answer->model != NULL ? g_object_ref (answer->model) : NULL, g_object_unref);
}

/* (nullable) */
static GBytes *
make_body (SsDomainDeed deed, SsDomain *domain)
{
  g_autoptr (SsDomain) patch = NULL;

  if (deed == SS_DOMAIN_ADD)
    return ss_model_write_body (SS_MODEL (domain), NULL);
  if (deed != SS_DOMAIN_MAKE_PRIMARY)
    return NULL;
  patch = g_object_new (SS_TYPE_DOMAIN, "is-primary", TRUE, NULL);
  return ss_model_write_body (SS_MODEL (patch), NULL);
}

static void
ss_domain_store_finalize (GObject *object)
{
  SsDomainStore *self = SS_DOMAIN_STORE (object);

  g_clear_object (&self->domains);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_domain_store_parent_class)->finalize (object);
}

static void
ss_domain_store_class_init (SsDomainStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_domain_store_finalize;
}

static void
ss_domain_store_init (SsDomainStore *self)
{
}

SsDomainStore *
ss_domain_store_new (SsSession *session)
{
  SsDomainStore *self = g_object_new (SS_TYPE_DOMAIN_STORE, NULL);

  self->session = g_object_ref (session);
  return self;
}

/**
 * ss_domain_store_get_domains:
 * @self: a store
 *
 * Returns: (transfer none): what the page of domains shows; it is fetched when this is first called
 */
SsPagedList *
ss_domain_store_get_domains (SsDomainStore *self)
{
  g_return_val_if_fail (SS_IS_DOMAIN_STORE (self), NULL);

  if (self->domains == NULL)
    self->domains = ss_paged_list_new (self->session, PATH, SS_TYPE_DOMAIN);
  return self->domains;
}

/**
 * ss_domain_store_do_async:
 * @self: a store
 * @deed: what is to be done
 * @domain: with it
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the platform has answered
 * @user_data: for @callback
 *
 * Contract section 9.
 */
void
ss_domain_store_do_async (SsDomainStore *self, SsDomainDeed deed, SsDomain *domain, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) body = NULL;
  SsCall call = { .method = deeds[deed].method,
                  .type = deed == SS_DOMAIN_REMOVE ? G_TYPE_NONE : SS_TYPE_DOMAIN };
  GTask *task;

  g_return_if_fail (SS_IS_DOMAIN_STORE (self));
  g_return_if_fail (SS_IS_DOMAIN (domain));

  path = deeds[deed].suffix != NULL
             ? g_strconcat (PATH, ss_domain_get_id (domain), "/", deeds[deed].suffix, NULL)
             : g_strdup (PATH);
  body = make_body (deed, domain);
  call.path = path;
  call.body = body;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_domain_store_do_async);
  ss_session_call_async (self->session, &call, cancellable, done_cb, task);
}

SsDomain *
ss_domain_store_do_finish (SsDomainStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
