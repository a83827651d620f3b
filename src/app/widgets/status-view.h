/* status-view.h: the five states of what is loaded: loading, empty, failed, offline and content
 *
 * A container. Properties: state (SsLoadState), error (GError, boxed), loaded-at (int64, microseconds since
 * 1970), child (the content), empty (a widget that is shown instead when there is nothing; without one a
 * status page is made of empty-icon-name, empty-title and empty-description), what (what is loaded, for the
 * failure's title: "Couldn't load plugins"), failed-title (all of it, where it is another), loading-text. In
 * .ui: <child> is the content, <child type="empty"> the empty widget. Loading shows a spinner after 150 ms,
 * never sooner; content that is there stays while it is loaded again, and while offline, which the window
 * says. Signal ::retry, from the failed state's button.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "client/paged-list.h"

G_BEGIN_DECLS

#define SS_TYPE_STATUS_VIEW (ss_status_view_get_type ())
G_DECLARE_FINAL_TYPE (SsStatusView, ss_status_view, SS, STATUS_VIEW, GtkWidget)

GtkWidget *ss_status_view_new (void);
SsLoadState ss_status_view_get_state (SsStatusView *self);
void ss_status_view_set_state (SsStatusView *self, SsLoadState state);
const GError *ss_status_view_get_error (SsStatusView *self);
void ss_status_view_set_error (SsStatusView *self, const GError *error);
void ss_status_view_set_loaded_at (SsStatusView *self, gint64 loaded_at);
GtkWidget *ss_status_view_get_child (SsStatusView *self);
void ss_status_view_set_child (SsStatusView *self, GtkWidget *child);
void ss_status_view_set_empty (SsStatusView *self, GtkWidget *empty);
/* Binds state, error and loaded-at to those of an SsPagedList or an SsInstallationStore (any object with
 * these properties), and unbinds the one before. */
void ss_status_view_follow (SsStatusView *self, GObject *source);

/* "Offline — shown as of 14:05"; on another day with the date. (transfer full) */
char *ss_describe_loaded_at (gint64 loaded_at);

G_END_DECLS
