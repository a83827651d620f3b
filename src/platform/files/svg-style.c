/* svg-style.c: whether style in an SVG picture keeps to itself
 *
 * What could reach outside is refused by its first sign, without understanding CSS: a backslash, with which
 * any word can be written differently, an at-rule, and any function that takes an address.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/files/svg-style.h"

#include <string.h>

#define BLANK " \t\r\n\f"
#define PNG_PREFIX "data:image/png;base64,"

static const char *const refused[] = {
  "\\",           "@",           "image-set", "image(", "src(", "expression", "behavior",
  "-moz-binding", "javascript:", "attr(",     "/*",
};

/**
 * ss_svg_reference_is_local:
 * @text: the value of an href
 *
 * Returns: whether it points into the picture, or is a PNG picture itself
 */
gboolean
ss_svg_reference_is_local (const char *text)
{
  const char *start = text + strspn (text, BLANK);

  if (*start == '#')
    return TRUE;
  if (g_ascii_strncasecmp (start, PNG_PREFIX, strlen (PNG_PREFIX)) != 0)
    return FALSE;
  start += strlen (PNG_PREFIX);
  return start[strspn (start, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=" BLANK)]
         == '\0';
}

/**
 * ss_svg_urls_are_local:
 * @text: an attribute's value, or style
 *
 * Returns: whether each address in it begins with #
 */
gboolean
ss_svg_urls_are_local (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  for (const char *url = strstr (lower, "url"); url != NULL; url = strstr (url, "url"))
    {
      url += strlen ("url");
      if (url[strspn (url, BLANK)] != '(')
        continue;
      url += strspn (url, BLANK) + 1;
      url += strspn (url, BLANK "\"'");
      if (*url != '#')
        return FALSE;
    }
  return TRUE;
}

/**
 * ss_svg_style_is_safe:
 * @text: CSS, of an attribute or an element
 *
 * Returns: whether it keeps to the picture
 */
gboolean
ss_svg_style_is_safe (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      if (strstr (lower, refused[i]) != NULL)
        return FALSE;
    }
  return ss_svg_urls_are_local (text);
}
