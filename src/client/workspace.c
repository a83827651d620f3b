/* workspace.c: the stores of one signed-in session, kept true by the platform's events
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/workspace.h"

#include "client/event-stream.h"
#include "client/own-grants.h"

struct _SsWorkspace
{
  GObject parent_instance;

  SsSession *session;    /* (owned) */
  SsEventStream *events; /* (owned) (nullable): from when there is something to keep true */
  gboolean was_live;
  SsOwnGrants *own_grants;            /* (owned) */
  SsPluginStore *plugins;             /* (owned) (nullable) */
  SsInstallationStore *installations; /* (owned) (nullable) */
  SsChangeHistory *history;           /* (owned) (nullable) */
  SsCatalogStore *catalog;            /* (owned) (nullable) */
  SsAppointmentStore *appointments;   /* (owned) (nullable) */
  SsCustomerStore *customers;         /* (owned) (nullable) */
  SsReportStore *reports;             /* (owned) (nullable) */
  SsRoleStore *roles;                 /* (owned) (nullable) */
  SsSettingsStore *settings;          /* (owned) (nullable) */
  SsAuditStore *audit;                /* (owned) (nullable) */
  SsUserStore *users;                 /* (owned) (nullable) */
  SsTenantStore *tenants;             /* (owned) (nullable) */
  SsDomainStore *domains;             /* (owned) (nullable) */
  SsGrantStore *grants;               /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsWorkspace, ss_workspace, G_TYPE_OBJECT)

static guint masquerade_signal;
static guint own_grant_signal;

static void
appointment_cb (SsEventStream *events, const char *name, SsModel *model, SsWorkspace *self)
{
  if (self->appointments != NULL)
    ss_appointment_store_merge_event (self->appointments, name, SS_APPOINTMENT (model));
  if (self->reports != NULL)
    ss_report_store_touch (self->reports);
}

static void
blocker_cb (SsEventStream *events, const char *name, SsModel *model, SsWorkspace *self)
{
  if (self->catalog != NULL)
    ss_catalog_store_merge_event (self->catalog, name, model);
}

static void
installation_cb (SsEventStream *events, const char *name, SsModel *model, SsWorkspace *self)
{
  if (self->installations != NULL)
    ss_installation_store_merge_event (self->installations, name, SS_INSTALLATION (model));
}

static void
plugin_cb (SsEventStream *events, const char *name, SsModel *model, SsWorkspace *self)
{
  if (self->plugins != NULL)
    ss_plugin_store_refresh (self->plugins, ss_model_get_id (model));
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ss_session_reload_finish (SS_SESSION (source), result, NULL);
}

/* The brand is the current user's tenant. A settings page that is open keeps what is being entered. */
static void
settings_cb (SsEventStream *events, const char *name, SsModel *model, SsWorkspace *self)
{
  if (self->catalog != NULL)
    ss_catalog_store_merge_event (self->catalog, name, model);
  if (self->reports != NULL)
    ss_report_store_touch (self->reports);
  ss_session_reload_async (self->session, NULL, reloaded_cb, NULL);
}

/* What somebody may do is known at the beginning, and read again where it may have changed. */
static void
user_cb (SsEventStream *events, const char *name, SsModel *model, SsWorkspace *self)
{
  SsCurrentUser *user = ss_session_get_current_user (self->session);

  if (user != NULL && g_strcmp0 (ss_model_get_id (model), ss_current_user_get_id (user)) == 0)
    ss_session_reload_async (self->session, NULL, reloaded_cb, NULL);
  if (self->users != NULL)
    ss_paged_list_reload (ss_user_store_get_users (self->users));
}

/* What one does oneself is no news. */
static void
masquerade_cb (SsEventStream *events, const char *name, SsModel *model, SsWorkspace *self)
{
  SsMasqueradePerson *real = ss_masquerade_notice_get_real_user (SS_MASQUERADE_NOTICE (model));
  SsCurrentUser *user = ss_session_get_current_user (self->session);

  if (user != NULL && real != NULL
      && g_strcmp0 (ss_masquerade_person_get_id (real), ss_current_user_get_id (user)) != 0)
    g_signal_emit (self, masquerade_signal, 0, name, model);
}

/* What he may do is read again, so that pages and buttons come and go with it. */
static void
began_cb (SsWorkspace *self, SsPermissionGrant *grant)
{
  ss_session_reload_async (self->session, NULL, reloaded_cb, NULL);
  g_signal_emit (self, own_grant_signal, 0, grant, SS_OWN_GRANT_BEGAN);
}

static void
ending_cb (SsWorkspace *self, SsPermissionGrant *grant)
{
  g_signal_emit (self, own_grant_signal, 0, grant, SS_OWN_GRANT_ENDING);
}

static void
ended_cb (SsWorkspace *self, SsPermissionGrant *grant)
{
  ss_session_reload_async (self->session, NULL, reloaded_cb, NULL);
  g_signal_emit (self, own_grant_signal, 0, grant, SS_OWN_GRANT_ENDED);
}

static void
grant_cb (SsEventStream *events, const char *name, SsModel *model, SsWorkspace *self)
{
  ss_own_grants_note (self->own_grants, SS_PERMISSION_GRANT (model));
  if (self->grants != NULL)
    ss_grant_store_touch (self->grants);
}

/* Most of what is told of stands in the audit log, too. */
static void
event_cb (SsEventStream *events, const char *name, SsModel *model, SsWorkspace *self)
{
  if (self->audit != NULL)
    ss_audit_store_look (self->audit);
}

/* The platform ends the stream of somebody whose role has changed. */
static void
is_live_cb (SsEventStream *events, GParamSpec *pspec, SsWorkspace *self)
{
  if (!ss_event_stream_get_is_live (events))
    return;
  if (self->was_live)
    ss_session_reload_async (self->session, NULL, reloaded_cb, NULL);
  self->was_live = TRUE;
}

static void
reset_cb (SsEventStream *events, SsWorkspace *self)
{
  if (self->appointments != NULL)
    ss_appointment_store_reload (self->appointments);
  if (self->catalog != NULL)
    ss_catalog_store_reload (self->catalog);
  if (self->reports != NULL)
    ss_report_store_touch (self->reports);
  if (self->installations != NULL)
    ss_installation_store_load (self->installations);
  if (self->grants != NULL)
    ss_grant_store_reload (self->grants);
}

static void
follow_events (SsWorkspace *self)
{
  static const struct
  {
    const char *signal;
    GCallback callback;
  } connections[] = {
    { "event::appointment", G_CALLBACK (appointment_cb) },
    { "event::blocker", G_CALLBACK (blocker_cb) },
    { "event::installation", G_CALLBACK (installation_cb) },
    { "event::plugin", G_CALLBACK (plugin_cb) },
    { "event::settings", G_CALLBACK (settings_cb) },
    { "event::user", G_CALLBACK (user_cb) },
    { "event::masquerade", G_CALLBACK (masquerade_cb) },
    { "event", G_CALLBACK (event_cb) },
    { "event::grant", G_CALLBACK (grant_cb) },
    { "notify::is-live", G_CALLBACK (is_live_cb) },
    { "reset", G_CALLBACK (reset_cb) },
  };

  if (self->events != NULL)
    return;
  self->events = ss_event_stream_new (self->session);
  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    g_signal_connect_object (self->events, connections[i].signal, connections[i].callback, self, 0);
}

static void
ss_workspace_dispose (GObject *object)
{
  SsWorkspace *self = SS_WORKSPACE (object);

  if (self->events != NULL)
    g_object_run_dispose (G_OBJECT (self->events));
  g_clear_object (&self->events);
  g_clear_object (&self->own_grants);
  g_clear_object (&self->grants);
  g_clear_object (&self->users);
  g_clear_object (&self->tenants);
  g_clear_object (&self->domains);
  g_clear_object (&self->audit);
  g_clear_object (&self->settings);
  g_clear_object (&self->roles);
  g_clear_object (&self->reports);
  /* Its steps hold the store. */
  if (self->history != NULL)
    ss_change_history_clear (self->history);
  g_clear_object (&self->appointments);
  g_clear_object (&self->customers);
  g_clear_object (&self->catalog);
  g_clear_object (&self->history);
  g_clear_object (&self->installations);
  g_clear_object (&self->plugins);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_workspace_parent_class)->dispose (object);
}

static void
ss_workspace_class_init (SsWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_workspace_dispose;

  masquerade_signal = g_signal_new ("masquerade", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, SS_TYPE_MASQUERADE_NOTICE);
  own_grant_signal = g_signal_new ("own-grant", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, SS_TYPE_PERMISSION_GRANT, G_TYPE_UINT);
}

static void
ss_workspace_init (SsWorkspace *self)
{
}

SsWorkspace *
ss_workspace_new (SsSession *session)
{
  SsWorkspace *self;

  g_return_val_if_fail (SS_IS_SESSION (session), NULL);

  self = g_object_new (SS_TYPE_WORKSPACE, NULL);
  self->session = g_object_ref (session);
  self->own_grants = ss_own_grants_new (session);
  g_signal_connect_object (self->own_grants, "began", G_CALLBACK (began_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->own_grants, "ending", G_CALLBACK (ending_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->own_grants, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  /* On any page of a business: the end of a masquerade is told by the end of its stream, owners hear of
   * others', and everybody of what he may do for a while. */
  if (ss_session_get_is_in_tenant (session))
    follow_events (self);
  return self;
}

SsSession *
ss_workspace_get_session (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  return self->session;
}

SsPluginStore *
ss_workspace_get_plugins (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  if (self->plugins == NULL)
    self->plugins = ss_plugin_store_new (self->session);
  return self->plugins;
}

SsInstallationStore *
ss_workspace_get_installations (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  if (self->installations == NULL)
    self->installations = ss_installation_store_new (self->session, ss_workspace_get_plugins (self));
  follow_events (self);
  return self->installations;
}

SsChangeHistory *
ss_workspace_get_history (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  if (self->history == NULL)
    self->history = ss_change_history_new ();
  return self->history;
}

SsAppointmentStore *
ss_workspace_get_appointments (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  if (self->appointments == NULL)
    self->appointments = ss_appointment_store_new (self->session, ss_workspace_get_history (self));
  follow_events (self);
  return self->appointments;
}

SsCatalogStore *
ss_workspace_get_catalog (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  if (self->catalog == NULL)
    self->catalog = ss_catalog_store_new (self->session);
  follow_events (self);
  return self->catalog;
}

SsCustomerStore *
ss_workspace_get_customers (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  if (self->customers == NULL)
    self->customers = ss_customer_store_new (self->session);
  return self->customers;
}

SsReportStore *
ss_workspace_get_reports (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  if (self->reports == NULL)
    self->reports = ss_report_store_new (self->session);
  follow_events (self);
  return self->reports;
}

SsRoleStore *
ss_workspace_get_roles (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  if (self->roles == NULL)
    self->roles = ss_role_store_new (self->session);
  return self->roles;
}

SsSettingsStore *
ss_workspace_get_settings (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  if (self->settings == NULL)
    self->settings = ss_settings_store_new (self->session);
  return self->settings;
}

SsAuditStore *
ss_workspace_get_audit (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  if (self->audit == NULL)
    self->audit = ss_audit_store_new (self->session);
  follow_events (self);
  return self->audit;
}

SsDomainStore *
ss_workspace_get_domains (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  if (self->domains == NULL)
    self->domains = ss_domain_store_new (self->session);
  return self->domains;
}

SsTenantStore *
ss_workspace_get_tenants (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  if (self->tenants == NULL)
    self->tenants = ss_tenant_store_new (self->session);
  return self->tenants;
}

SsUserStore *
ss_workspace_get_users (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  if (self->users == NULL)
    self->users = ss_user_store_new (self->session);
  return self->users;
}

SsGrantStore *
ss_workspace_get_grants (SsWorkspace *self)
{
  g_return_val_if_fail (SS_IS_WORKSPACE (self), NULL);

  if (self->grants == NULL)
    self->grants = ss_grant_store_new (self->session);
  follow_events (self);
  return self->grants;
}
