/* record-flow.h: changing and deleting what a page lists, with its questions, toasts and ways back
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

/**
 * SsRecordKind:
 * @name_property: the property that says which one it is
 * @change_async: of the page's store: shows @patch in @record at once
 * @delete_async: of the page's store
 * @make_inactive: (transfer full): the patch that deactivates one
 * @delete_heading: N_(): "Delete %s?"
 * @delete_body: N_(): what goes with it
 * @in_use_heading: N_(): "%s Has Bookings"
 * @in_use_body: N_(): (nullable): why it is kept; NULL: what the platform says
 * @deactivate: N_(): the button that does it instead
 * @changed: N_(): "%s was changed."
 * @deleted: N_(): "%s was deleted."
 * @change_failed: N_(): "Couldn’t change %s"
 * @delete_failed: N_(): "Couldn’t delete %s"
 *
 * What a page lists: customers, resources, services.
 */
typedef struct
{
  const char *name_property;
  void (*change_async) (SsWorkspace *workspace, SsModel *record, SsModel *patch, GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*change_finish) (GObject *store, GAsyncResult *result, GError **error);
  void (*delete_async) (SsWorkspace *workspace, SsModel *record, GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*delete_finish) (GObject *store, GAsyncResult *result, GError **error);
  SsModel *(*make_inactive) (void);
  const char *delete_heading;
  const char *delete_body;
  const char *in_use_heading;
  const char *in_use_body;
  const char *deactivate;
  const char *changed;
  const char *deleted;
  const char *change_failed;
  const char *delete_failed;
} SsRecordKind;

/* @error: (nullable): none, it is confirmed. Returns whether @form has said what is wrong. */
typedef gboolean (*SsRecordSettledFunc) (GObject *form, const GError *error);

/* Shown at once; a toast with Undo when it is confirmed, one with the reason when it is taken back. @form:
 * (nullable): what @settled gets. */
void ss_record_flow_change (SsPage *page, const SsRecordKind *kind, SsModel *record, SsModel *patch,
                            GObject *form, SsRecordSettledFunc settled);
/* Asks first; where bookings need it, offers to deactivate it instead. */
void ss_record_flow_delete (SsPage *page, const SsRecordKind *kind, SsModel *record);

/* "Delete %s?" with the name in it. (transfer full) */
char *ss_name_in (const char *format, const char *name);

G_END_DECLS
