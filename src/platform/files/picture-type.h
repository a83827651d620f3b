/* picture-type.h: the kinds of pictures that the platform keeps
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Pictures larger than this are refused (contract section 10). */
#define SS_PICTURE_BYTES_MAX (512 * 1024)

/**
 * SsPictureType:
 * @content_type: as a browser has it
 * @suffix: of its file
 * @check: a sentence that says why bytes are not such a picture, or %NULL where they are
 */
typedef struct
{
  const char *content_type;
  const char *suffix;
  const char *(*check) (GBytes *bytes);
} SsPictureType;

/* A row with a NULL content type at the end. */
extern const SsPictureType ss_picture_types[];

/* NULL: none of ours. @header: (nullable): a Content-Type, with or without parameters. */
const SsPictureType *ss_picture_type_find (const char *header);

const char *ss_png_check (GBytes *bytes);
const char *ss_svg_check (GBytes *bytes);

G_END_DECLS
