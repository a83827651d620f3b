/* resources-page.c: the people, rooms and equipment that are booked
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/resources-page.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/business/resource-form.h"

struct _SsResourcesPage
{
  SsCatalogPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SsResourcesPage, ss_resources_page, SS_TYPE_CATALOG_PAGE)

static char *
describe (SsWorkspace *workspace, SsModel *record)
{
  SsResource *resource = SS_RESOURCE (record);
  g_autoptr (GString) text = g_string_new (ss_resource_type_get_label (ss_resource_get_type_ (resource)));

  if (ss_resource_has_working_hours (resource))
    g_string_append_printf (text, " · %s", _ ("own working hours"));
  if (ss_resource_get_user_id (resource) != NULL)
    g_string_append_printf (text, " · %s", _ ("signs in"));
  if (!ss_resource_get_is_active (resource))
    g_string_append_printf (text, " · %s", _ ("inactive"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
get_color (SsModel *record)
{
  return ss_resource_get_color (SS_RESOURCE (record));
}

static SsModel *
make_inactive (void)
{
  return g_object_new (SS_TYPE_RESOURCE, "is-active", FALSE, NULL);
}

static const SsCatalogKind resources = {
  .group = "resources",
  .what = N_ ("the resources"),
  .search = N_ ("Search resources"),
  .add = N_ ("New Resource"),
  .edit = N_ ("Edit Resource"),
  .added = N_ ("%s was added."),
  .empty_icon = "applications-engineering-symbolic",
  .empty_title = N_ ("No Resources Yet"),
  .empty_description = N_ ("Who or what is booked: people, rooms, equipment. Each has a row in the calendar."),
  .get_type = ss_resource_get_type,
  .is_ordered = TRUE,
  .get_list = ss_catalog_store_get_all_resources,
  .describe = describe,
  .get_color = get_color,
  .create_form = ss_resource_form_new,
  .record = {
    .name_property = "name",
    .change_async = ss_catalog_change_async,
    .change_finish = ss_catalog_change_finish,
    .delete_async = ss_catalog_delete_async,
    .delete_finish = ss_catalog_delete_finish,
    .make_inactive = make_inactive,
    .delete_heading = N_ ("Delete %s?"),
    .delete_body = N_ ("Its row in the calendar goes for good, and the times that are blocked in it."),
    .in_use_heading = N_ ("%s Is Needed"),
    .deactivate = N_ ("_Deactivate"),
    .changed = N_ ("%s was changed."),
    .deleted = N_ ("%s was deleted."),
    .change_failed = N_ ("Couldn’t change %s"),
    .delete_failed = N_ ("Couldn’t delete %s"),
  },
};

static void
ss_resources_page_class_init (SsResourcesPageClass *klass)
{
  SS_CATALOG_PAGE_CLASS (klass)->kind = &resources;
}

static void
ss_resources_page_init (SsResourcesPage *self)
{
  g_object_set (self, "title", _ ("Resources"), NULL);
}
