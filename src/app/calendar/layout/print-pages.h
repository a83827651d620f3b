/* print-pages.h: which line of a sheet is on which page
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A line that is printed. */
typedef struct
{
  double height;
  guint sheet; /* each begins on a page of its own */
} SsPrintLine;

/* Where it is. */
typedef struct
{
  guint page; /* from 0 */
  double y;
} SsPrintPlace;

guint ss_print_pages_lay_out (const SsPrintLine *lines, guint n_lines, double room, SsPrintPlace *places);

G_END_DECLS
