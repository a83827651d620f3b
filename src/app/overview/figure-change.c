/* figure-change.c: a figure beside the one before
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/overview/figure-change.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What is less than this is no change: nobody sees half a per mille. */
#define LEAST 0.0005

/**
 * ss_figure_change_get_direction:
 * @now: the figure
 * @before: the one it is compared with
 *
 * Returns: whether it went up or down
 */
SsChangeDirection
ss_figure_change_get_direction (double now, double before)
{
  if (fabs (now - before) < LEAST)
    return SS_CHANGE_NONE;
  return now > before ? SS_CHANGE_UP : SS_CHANGE_DOWN;
}

/**
 * ss_figure_change_describe:
 * @now: the figure
 * @before: the one it is compared with
 * @is_part: whether both are parts of a whole, of which the difference is in points
 * @before_text: the figure before as people read it
 *
 * Returns: (transfer full): the change in words, which says without its colour or arrow which way it went
 */
char *
ss_figure_change_describe (double now, double before, gboolean is_part, const char *before_text)
{
  SsChangeDirection direction = ss_figure_change_get_direction (now, before);
  double difference = is_part ? fabs (now - before) * 100 : before > 0 ? fabs (now / before - 1) * 100 : 0;

  if (direction == SS_CHANGE_NONE)
    /* Translators: %s is the figure of the span before. */
    return g_strdup_printf (_ ("As before: %s"), before_text);
  if (is_part)
    return g_strdup_printf (direction == SS_CHANGE_UP
                                /* Translators: %.1f is in percentage points, %s the figure before. */
                                ? _ ("%.1f points more than %s before")
                                : _ ("%.1f points less than %s before"),
                            difference, before_text);
  if (before <= 0)
    return g_strdup_printf (_ ("More than %s before"), before_text);
  return g_strdup_printf (direction == SS_CHANGE_UP ? _ ("%.0f%% more than %s before")
                                                    : _ ("%.0f%% less than %s before"),
                          difference, before_text);
}
