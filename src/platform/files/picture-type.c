/* picture-type.c: the kinds of pictures that the platform keeps
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/files/picture-type.h"

#include <string.h>

const SsPictureType ss_picture_types[] = {
  { "image/png", ".png", ss_png_check },
  { "image/svg+xml", ".svg", ss_svg_check },
  { NULL },
};

/**
 * ss_picture_type_find:
 * @header: (nullable): the value of a Content-Type header
 *
 * Returns: (nullable): the kind of picture
 */
const SsPictureType *
ss_picture_type_find (const char *header)
{
  gsize length = header != NULL ? strcspn (header, "; \t") : 0;

  for (const SsPictureType *type = ss_picture_types; type->content_type != NULL; type++)
    {
      if (strlen (type->content_type) == length
          && g_ascii_strncasecmp (type->content_type, header, length) == 0)
        return type;
    }
  return NULL;
}
