/* page-loader.h: which pages of a list are fetched, and in which order
 *
 * What was asked for last comes first; two requests at a time; what nobody looks at any more gives way.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/session.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean (*is_held) (guint page, gpointer owner);
  gboolean (*is_in_use) (guint page, gpointer owner);
  void (*arrived) (guint page, SsAnswer *answer, gpointer owner);
  void (*failed) (guint page, const GError *error, gpointer owner);
} SsPageLoaderFuncs;

#define SS_TYPE_PAGE_LOADER (ss_page_loader_get_type ())
G_DECLARE_FINAL_TYPE (SsPageLoader, ss_page_loader, SS, PAGE_LOADER, GObject)

SsPageLoader *ss_page_loader_new (SsSession *session, const char *path, GType type,
                                  const SsPageLoaderFuncs *funcs, gpointer owner);
/* The owner goes: nothing is called any more. */
void ss_page_loader_detach (SsPageLoader *self);
/* Another query: what is under way is cancelled, and the first page is fetched at once. */
void ss_page_loader_restart (SsPageLoader *self, const char *query, guint page_size);
void ss_page_loader_set_page_size (SsPageLoader *self, guint page_size);
void ss_page_loader_stop (SsPageLoader *self);
/* With the next turn of the main loop, so that a whole screen asks at once. */
void ss_page_loader_want (SsPageLoader *self, guint page);

G_END_DECLS
