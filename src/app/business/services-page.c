/* services-page.c: what can be booked
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/services-page.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/business/service-form.h"
#include "app/widgets/money-text.h"

/* As many names as there is room for. */
#define NAMES 3

struct _SsServicesPage
{
  SsCatalogPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SsServicesPage, ss_services_page, SS_TYPE_CATALOG_PAGE)

/* "Bay 1, Bay 2", or that it is anybody; of many only how many more there are. */
static void
append_resources (GString *text, SsWorkspace *workspace, SsService *service)
{
  GListModel *all = ss_catalog_store_get_all_resources (ss_workspace_get_catalog (workspace));
  const char *const *ids = ss_service_get_resource_ids (service);
  guint n = 0;

  if (ids == NULL || ids[0] == NULL)
    {
      g_string_append_printf (text, " · %s", _ ("any resource"));
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (SsResource) resource = g_list_model_get_item (all, i);

      if (g_strv_contains (ids, ss_resource_get_id (resource)) && n++ < NAMES)
        g_string_append_printf (text, n == 1 ? " · %s" : ", %s", ss_resource_get_name (resource));
    }
  if (n > NAMES)
    {
      g_string_append_c (text, ' ');
      /* Translators: after some names. */
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", n - NAMES), n - NAMES);
    }
}

static char *
describe (SsWorkspace *workspace, SsModel *record)
{
  SsService *service = SS_SERVICE (record);
  g_autofree char *length = ss_minutes_to_text (ss_service_get_duration_minutes (service));
  g_autofree char *price =
      ss_money_to_text (ss_service_get_price (service), ss_business_get_currency (workspace));
  gint64 before = ss_service_get_buffer_before_minutes (service);
  gint64 after = ss_service_get_buffer_after_minutes (service);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s · %s", length, price);
  if (before > 0 || after > 0)
    {
      g_string_append (text, " · ");
      /* Translators: minutes that are kept free before and after a booking. */
      g_string_append_printf (text, _ ("%d + %d min kept free"), (int) before, (int) after);
    }
  append_resources (text, workspace, service);
  if (!ss_service_get_is_active (service))
    g_string_append_printf (text, " · %s", _ ("inactive"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static SsModel *
make_inactive (void)
{
  return g_object_new (SS_TYPE_SERVICE, "is-active", FALSE, NULL);
}

static const SsCatalogKind services = {
  .group = "services",
  .what = N_ ("the services"),
  .search = N_ ("Search services"),
  .add = N_ ("New Service"),
  .edit = N_ ("Edit Service"),
  .added = N_ ("%s was added."),
  .empty_icon = "view-list-bullet-symbolic",
  .empty_title = N_ ("No Services Yet"),
  .empty_description = N_ ("What your customers book: how long it takes, what it costs and who can do it."),
  .get_type = ss_service_get_type,
  .get_list = ss_catalog_store_get_services,
  .describe = describe,
  .create_form = ss_service_form_new,
  .record = {
    .name_property = "name",
    .change_async = ss_catalog_change_async,
    .change_finish = ss_catalog_change_finish,
    .delete_async = ss_catalog_delete_async,
    .delete_finish = ss_catalog_delete_finish,
    .make_inactive = make_inactive,
    .delete_heading = N_ ("Delete %s?"),
    .delete_body = N_ ("Nobody can book it any more, and it can’t be brought back."),
    .in_use_heading = N_ ("%s Has Bookings"),
    .deactivate = N_ ("_Deactivate"),
    .changed = N_ ("%s was changed."),
    .deleted = N_ ("%s was deleted."),
    .change_failed = N_ ("Couldn’t change %s"),
    .delete_failed = N_ ("Couldn’t delete %s"),
  },
};

static void
ss_services_page_class_init (SsServicesPageClass *klass)
{
  SS_CATALOG_PAGE_CLASS (klass)->kind = &services;
}

static void
ss_services_page_init (SsServicesPage *self)
{
  g_object_set (self, "title", _ ("Services"), NULL);
}
