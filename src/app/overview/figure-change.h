/* figure-change.h: a figure beside the one before
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SS_CHANGE_NONE,
  SS_CHANGE_UP,
  SS_CHANGE_DOWN,
} SsChangeDirection;

SsChangeDirection ss_figure_change_get_direction (double now, double before);
char *ss_figure_change_describe (double now, double before, gboolean is_part, const char *before_text);

G_END_DECLS
