/* page.h: the base of the window's pages
 *
 * A page is made for one workspace and dropped with it. What a page can do is a GAction of its own group,
 * named after the page ("marketplace.search"); what it says goes out by ss_page_toast().
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "client/workspace.h"

G_BEGIN_DECLS

#define SS_TYPE_PAGE (ss_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (SsPage, ss_page, SS, PAGE, AdwBin)

/**
 * SsPageClass:
 * @set_up: called once, when `workspace` is set and before the page is shown
 * @shown: the page is the visible one now
 * @hidden: it no longer is
 * @reload: fetch again what is shown (F5)
 * @start_search: Ctrl+F, and typing; NULL where there is nothing to search
 * @save_state: what should be restored at the next start, as a{sv} (floating); NULL: nothing
 * @restore_state: with what was saved
 */
struct _SsPageClass
{
  AdwBinClass parent_class;

  void (*set_up) (SsPage *self);
  void (*shown) (SsPage *self);
  void (*hidden) (SsPage *self);
  void (*reload) (SsPage *self);
  void (*start_search) (SsPage *self);
  GVariant *(*save_state) (SsPage *self);
  void (*restore_state) (SsPage *self, GVariant *state);
};

/* Properties: workspace, title, loaded-at (when what is shown came, in microseconds since 1970; 0: not
 * known). */
SsWorkspace *ss_page_get_workspace (SsPage *self);
/* Cancelled when the page goes. */
GCancellable *ss_page_get_cancellable (SsPage *self);

/* Signal ::toast (AdwToast), which the window shows. */
void ss_page_toast (SsPage *self, AdwToast *toast); /* (transfer full) */
void ss_page_toast_text (SsPage *self, const char *text);
/* "Couldn't install Review Reminder: …" with a way on. Cancelled ones are silent. */
void ss_page_toast_error (SsPage *self, const char *what, const GError *error);

/* Called by the window. */
void ss_page_show (SsPage *self);
void ss_page_hide (SsPage *self);
void ss_page_reload (SsPage *self);
gboolean ss_page_start_search (SsPage *self);
GVariant *ss_page_save_state (SsPage *self);
void ss_page_restore_state (SsPage *self, GVariant *state);

/**
 * SsPageInfo:
 * @id: as in the action `win.show-page::marketplace` and in saved state
 * @title: N_()
 * @icon_name: symbolic
 * @group: N_(): the sidebar's heading; NULL for none
 * @permission: (nullable): the code that shows it
 * @get_type: what it is
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *icon_name;
  const char *group;
  const char *permission;
  GType (*get_type) (void);
} SsPageInfo;

/* All pages in the sidebar's order; `id` NULL at the end. Adding a page is adding a line in page-table.c. */
const SsPageInfo *ss_page_table_get (void);

G_END_DECLS
