/* logo-cache.h: the pictures that a session's addresses stand for, each fetched once
 *
 * Signal ::loaded (const char *address): it can be looked up now.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "client/session.h"

G_BEGIN_DECLS

#define SS_TYPE_LOGO_CACHE (ss_logo_cache_get_type ())
G_DECLARE_FINAL_TYPE (SsLogoCache, ss_logo_cache, SS, LOGO_CACHE, GObject)

SsLogoCache *ss_logo_cache_get (SsSession *session);
GdkTexture *ss_logo_cache_look_up (SsLogoCache *self, const char *address);

G_END_DECLS
