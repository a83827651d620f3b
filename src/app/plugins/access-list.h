/* access-list.h: what a plugin may do, in plain words
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  SS_ACCESS_SAME,
  SS_ACCESS_ADDED,
  SS_ACCESS_REMOVED,
} SsAccessChange;

typedef struct
{
  char *code;
  SsAccessChange change;
} SsAccessEntry;

GPtrArray *ss_access_compare (const char *const *before, const char *const *after);
GStrv ss_access_without (const char *const *permissions, const char *const *added);
const char *ss_access_describe (const char *code);

GtkWidget *ss_access_list_new (const char *const *before, const char *const *after);

G_END_DECLS
