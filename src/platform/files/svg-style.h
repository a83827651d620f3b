/* svg-style.h: whether style in an SVG picture keeps to itself
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ss_svg_style_is_safe (const char *text);
/* Each url(…) in an attribute such as fill refers to the picture itself. */
gboolean ss_svg_urls_are_local (const char *text);
/* What href may be: "#name", or a PNG inside the file. */
gboolean ss_svg_reference_is_local (const char *text);

G_END_DECLS
