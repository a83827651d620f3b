/* motion.c: zooming and scrolling by the pointer
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/layout/motion.h"

/* Ten minutes are as wide as a name at most. */
#define PER_MINUTE_MAX 12.0
/* From the edge: where scrolling begins, and how fast it gets, in pixels and pixels a second. */
#define AUTOSCROLL_ZONE 48.0
#define AUTOSCROLL_MAX 1500.0

/**
 * ss_zoom_clamp:
 * @per_minute: the scale that is wanted, in pixels
 * @visible: the pixels that there are
 * @minutes: what there is to show
 *
 * Returns: the nearest scale at which all of it fills the view at least
 */
double
ss_zoom_clamp (double per_minute, double visible, double minutes)
{
  double least = minutes > 0 ? visible / minutes : 0;

  return MAX (MIN (per_minute, PER_MINUTE_MAX), least);
}

/**
 * ss_zoom_keep:
 * @value: how far was scrolled
 * @pointer: where the pointer is in the view
 * @before: the scale before
 * @after: the scale from now on
 *
 * Returns: how far to scroll so that the pointer keeps pointing at the same moment
 */
double
ss_zoom_keep (double value, double pointer, double before, double after)
{
  return (value + pointer) * after / before - pointer;
}

/**
 * ss_autoscroll_speed:
 * @position: of the pointer in the view
 * @size: of the view
 *
 * Returns: how fast a drag there scrolls, in pixels a second; negative backwards
 */
double
ss_autoscroll_speed (double position, double size)
{
  double zone = MIN (AUTOSCROLL_ZONE, size / 4);
  double depth = 0;

  if (zone <= 0)
    return 0;
  if (position < zone)
    depth = (position - zone) / zone;
  else if (position > size - zone)
    depth = (position - size + zone) / zone;
  depth = CLAMP (depth, -1, 1);
  return depth * ABS (depth) * AUTOSCROLL_MAX;
}
