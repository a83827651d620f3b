/* custom-plugin-handlers.c: making, changing and deleting a tenant's own plugins
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/custom-plugin-handlers.h"

#include "domain/validation.h"
#include "domain/version.h"
#include "platform/events/event-record.h"
#include "platform/plugins/custom-plugin.h"
#include "platform/plugins/plugin-handlers.h"
#include "platform/plugins/plugin-record.h"

static const char insert_plugin[] =
    "INSERT INTO custom_plugins (id, slug, name, summary, description, category, version, author, permissions, "
    "trigger, variables, sort_name, search_text, created_at, updated_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)";

static const char update_plugin[] =
    "UPDATE custom_plugins SET name = $2, summary = $3, description = $4, category = $5, version = $6, "
    "permissions = $7, trigger = $8, variables = $9, sort_name = $10, search_text = $11, updated_at = $12 "
    "WHERE id = $1";

static const char slug_is_taken[] =
    "SELECT 1 FROM shared.plugins WHERE slug = $1 UNION ALL SELECT 1 FROM custom_plugins WHERE slug = $1 LIMIT 1";

/* (transfer full) (nullable): @name's slug with the first number that makes it unique */
static char *
make_slug (SsTransaction *transaction, const char *name, GError **error)
{
  g_autofree char *base = ss_plugin_draft_slug (name);
  g_autofree char *slug = g_strdup (base);

  for (guint number = 2;; number++)
    {
      g_autoptr (SsRows) rows = ss_transaction_query (transaction, slug_is_taken, error, "s", slug);
      gboolean taken;

      if (!ss_rows_first (rows, &taken, error))
        return NULL;
      if (!taken)
        return g_steal_pointer (&slug);
      g_free (slug);
      slug = g_strdup_printf ("%s-%u", base, number);
    }
}

static char *
make_search_text (const char *name, const char *summary, const char *author, const char *slug)
{
  g_autofree char *text = g_strjoin ("\n", name, summary, author, slug, NULL);

  return ss_search_fold (text);
}

static gboolean
insert (SsRequest *request, const char *id, const SsPluginDraft *draft, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const char *author = ss_request_get_tenant (request)->name;
  gint64 now = ss_request_get_now (request);
  g_autofree char *slug = make_slug (transaction, draft->name, error);
  g_autofree char *sort_name = ss_search_fold (draft->name);
  g_autofree char *search_text = NULL;
  SsPluginVersion version = {
    .position = 1,
    .version = draft->version,
    .notes = (char *) "First version.",
    .permissions = draft->permissions,
    .trigger = draft->trigger,
    .variables = draft->variables,
    .code = draft->code,
    .released_at = now,
  };

  if (slug == NULL)
    return FALSE;
  search_text = make_search_text (draft->name, draft->summary, author, slug);
  return ss_transaction_execute (transaction, insert_plugin, NULL, error, "sssssssssssssi", id, slug,
                                 draft->name, draft->summary, draft->description, draft->category,
                                 draft->version, author, draft->permissions, draft->trigger, draft->variables,
                                 sort_name, search_text, now)
         && ss_plugin_version_insert (transaction, TRUE, id, &version, error);
}

/* 403 for a plugin of the marketplace: that is changed by those who publish it. */
static SsReply *
refuse_public (void)
{
  return ss_reply_new_denied ("plugins.publish",
                              "This plugin belongs to the marketplace and can't be changed here.");
}

static void
take_over (char **given, const char *present)
{
  if (*given == NULL)
    *given = g_strdup (present);
}

/* What a change says of itself in the changelog: only what decides how the plugin runs makes a version. */
static char *
describe_change (const SsPluginDraft *draft, const SsPluginVersion *last)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (g_strcmp0 (draft->code, last->code) != 0)
    g_ptr_array_add (parts, (gpointer) "code");
  if (g_strcmp0 (draft->variables, last->variables) != 0)
    g_ptr_array_add (parts, (gpointer) "settings");
  if (g_strcmp0 (draft->permissions, last->permissions) != 0)
    g_ptr_array_add (parts, (gpointer) "permissions");
  if (g_strcmp0 (draft->trigger, last->trigger) != 0)
    g_ptr_array_add (parts, (gpointer) "trigger");
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  {
    g_autofree char *list = g_strjoinv (", ", (GStrv) parts->pdata);

    return g_strdup_printf ("Changed: %s.", list);
  }
}

/* Decides the version after the change. Naming the present one is like naming none: a form sends it back. */
static void
decide_version (SsPluginDraft *draft, const char *present, gboolean has_changed, SsFieldErrors *errors)
{
  int order = draft->version != NULL ? ss_version_compare (draft->version, present) : 0;

  if (order < 0 || (order == 0 && draft->version != NULL && g_strcmp0 (draft->version, present) != 0))
    ss_field_errors_add_printf (errors, "version", "The version has to be greater than %s.", present);
  else if (order == 0)
    {
      g_free (draft->version);
      draft->version = has_changed ? ss_plugin_draft_next_version (present) : g_strdup (present);
    }
}

static gboolean
add_version (SsRequest *request, const SsPluginRecord *plugin, const SsPluginDraft *draft, gint64 position,
             const char *notes, GError **error)
{
  SsPluginVersion version = {
    .position = position,
    .version = draft->version,
    .notes = (char *) (notes != NULL ? notes : ""),
    .permissions = draft->permissions,
    .trigger = draft->trigger,
    .variables = draft->variables,
    .code = draft->code,
    .released_at = ss_request_get_now (request),
  };

  return ss_plugin_version_insert (ss_request_get_transaction (request), TRUE, plugin->id, &version, error);
}

static gboolean
update (SsRequest *request, const SsPluginRecord *plugin, const SsPluginDraft *draft, GError **error)
{
  g_autofree char *sort_name = ss_search_fold (draft->name);
  g_autofree char *search_text =
      make_search_text (draft->name, draft->summary, ss_request_get_tenant (request)->name, plugin->slug);

  return ss_transaction_execute (ss_request_get_transaction (request), update_plugin, NULL, error,
                                 "sssssssssssi", plugin->id, draft->name, draft->summary, draft->description,
                                 draft->category, draft->version, draft->permissions, draft->trigger,
                                 draft->variables, sort_name, search_text, ss_request_get_now (request));
}

/**
 * ss_custom_plugin_create:
 * @request: `POST /plugin-templates/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 201 with the Plugin, or 400; %NULL with @error set
 */
SsReply *
ss_custom_plugin_create (SsRequest *request, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (SsPluginDraft) draft =
      ss_plugin_draft_read (ss_request_get_body (request), SS_BODY_CREATE, errors);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *location = NULL;
  SsReply *reply;

  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  if (!insert (request, id, draft, error))
    return NULL;
  reply = ss_plugin_reply (request, TRUE, id, 201, error);
  if (reply == NULL)
    return NULL;
  location = g_strdup_printf ("%s/api/v1/plugin-templates/%s/", ss_request_get_origin (request), id);
  ss_reply_set_header (reply, "Location", location);
  return reply;
}

/**
 * ss_custom_plugin_change:
 * @request: `PATCH /plugin-templates/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Installed plugins keep running the version that they run; they get it by an update like any other.
 *
 * Returns: (transfer full) (nullable): the Plugin, 400, 403 or 404; %NULL with @error set
 */
SsReply *
ss_custom_plugin_change (SsRequest *request, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (SsPluginRecord) plugin = NULL;
  g_autoptr (SsPluginVersion) last = NULL;
  g_autoptr (SsPluginDraft) draft = NULL;
  g_autofree char *notes = NULL;
  SsReply *reply;

  if (!ss_plugin_record_of_request (request, &plugin, &reply, error))
    return reply;
  if (!plugin->is_custom)
    return refuse_public ();
  draft = ss_plugin_draft_read (ss_request_get_body (request), SS_BODY_CHANGE, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  last = ss_plugin_version_find (transaction, TRUE, plugin->id, plugin->version, error);
  if (last == NULL)
    return NULL;

  take_over (&draft->name, plugin->name);
  take_over (&draft->summary, plugin->summary);
  take_over (&draft->description, plugin->description);
  take_over (&draft->category, plugin->category);
  take_over (&draft->permissions, last->permissions);
  take_over (&draft->trigger, last->trigger);
  take_over (&draft->variables, last->variables);
  take_over (&draft->code, last->code);
  notes = describe_change (draft, last);
  decide_version (draft, plugin->version, notes != NULL, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);

  if (g_strcmp0 (draft->version, plugin->version) != 0
      && !add_version (request, plugin, draft, last->position + 1, notes, error))
    return NULL;
  if (!update (request, plugin, draft, error)
      || !ss_event_record (transaction, "plugin.updated", plugin->id, error))
    return NULL;
  return ss_plugin_reply (request, TRUE, plugin->id, 200, error);
}

/**
 * ss_custom_plugin_delete:
 * @request: `DELETE /plugin-templates/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 204, 403, 404, or 409 `in_use` where it is installed; %NULL with
 *   @error set
 */
SsReply *
ss_custom_plugin_delete (SsRequest *request, GError **error)
{
  g_autoptr (SsPluginRecord) plugin = NULL;
  SsReply *reply;

  if (!ss_plugin_record_of_request (request, &plugin, &reply, error))
    return reply;
  if (!plugin->is_custom)
    return refuse_public ();
  if (plugin->installation_id != NULL)
    return ss_reply_new_error (409, "in_use", "This plugin is installed. Uninstall it before you delete it.");
  if (!ss_transaction_execute (ss_request_get_transaction (request),
                               "DELETE FROM custom_plugins WHERE id = $1", NULL, error, "s", plugin->id))
    return NULL;
  return ss_reply_new (204);
}
