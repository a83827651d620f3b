/* catalog-page.h: what the pages of resources and of services have in common
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/business/record-flow.h"
#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_CATALOG_PAGE (ss_catalog_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (SsCatalogPage, ss_catalog_page, SS, CATALOG_PAGE, SsPage)

/**
 * SsCatalogKind:
 * @group: of its actions: "resources"
 * @what: N_(): "the resources", for "Couldn't load …"
 * @search: N_(): "Search resources"
 * @add: N_(): "New Resource"
 * @edit: N_(): "Edit Resource"
 * @added: N_(): "%s was added."
 * @empty_icon: of the page without any
 * @empty_title: N_()
 * @empty_description: N_()
 * @get_type: of its records
 * @is_ordered: whether people put them into an order of their own
 * @get_list: all of them
 * @describe: (transfer full): the line under the name
 * @get_color: (nullable): a color of its own
 * @create_form: (transfer floating): an SsRecordForm
 * @record: how one is changed and deleted
 *
 * What a page of the catalogue lists.
 */
typedef struct
{
  const char *group;
  const char *what;
  const char *search;
  const char *add;
  const char *edit;
  const char *added;
  const char *empty_icon;
  const char *empty_title;
  const char *empty_description;
  GType (*get_type) (void);
  gboolean is_ordered;
  GListModel *(*get_list) (SsCatalogStore *store);
  char *(*describe) (SsWorkspace *workspace, SsModel *record);
  const char *(*get_color) (SsModel *record);
  GtkWidget *(*create_form) (SsWorkspace *workspace);
  SsRecordKind record;
} SsCatalogKind;

struct _SsCatalogPageClass
{
  SsPageClass parent_class;

  const SsCatalogKind *kind;
};

/* For SsRecordKind. */
void ss_catalog_change_async (SsWorkspace *workspace, SsModel *record, SsModel *patch,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_catalog_change_finish (GObject *store, GAsyncResult *result, GError **error);
void ss_catalog_delete_async (SsWorkspace *workspace, SsModel *record, GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean ss_catalog_delete_finish (GObject *store, GAsyncResult *result, GError **error);

G_END_DECLS
