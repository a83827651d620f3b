/* png-check.c: whether bytes are a PNG picture
 *
 * Every chunk is walked and its checksum compared (PNG specification, third edition, sections 5 and 11);
 * the pixels are not decoded.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/files/picture-type.h"

#include <string.h>

#define SIDE_MAX 4096

#define NOT_PNG "This file is not a PNG picture."
#define DAMAGED "This PNG picture is damaged."
#define BAD_SIZE "Use a picture of at most 4096 by 4096 pixels."

typedef struct
{
  const guint8 *data;
  gsize length;
  guint n_palettes;
  guint n_data;
  gboolean ended;
} Walk;

static guint32
read_number (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* The CRC of section 5.5, a bit at a time: a logo has few bytes. */
static guint32
checksum (const guint8 *bytes, gsize length)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (0xedb88320u & (0u - (crc & 1)));
    }
  return ~crc;
}

/* The pairs of table 12: which bit depths a colour type has. */
static gboolean
is_colour (guint8 depth, guint8 type)
{
  switch (type)
    {
    case 0:
      return depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    case 3:
      return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    case 2:
    case 4:
    case 6:
      return depth == 8 || depth == 16;
    default:
      return FALSE;
    }
}

static const char *
check_header (const guint8 *header, guint32 length)
{
  guint32 width, height;

  if (length != 13)
    return NOT_PNG;
  width = read_number (header);
  height = read_number (header + 4);
  if (width < 1 || height < 1 || width > SIDE_MAX || height > SIDE_MAX)
    return BAD_SIZE;
  if (!is_colour (header[8], header[9]) || header[10] != 0 || header[11] != 0 || header[12] > 1)
    return DAMAGED;
  return NULL;
}

/* A chunk's name is four letters; a small first one says that it may be skipped. */
static const char *
check_chunk (Walk *walk, const guint8 *name, guint32 length, gboolean is_first)
{
  if (is_first != (memcmp (name, "IHDR", 4) == 0))
    return is_first ? NOT_PNG : DAMAGED;
  if (is_first)
    return check_header (name + 4, length);
  if (memcmp (name, "IDAT", 4) == 0)
    walk->n_data++;
  else if (memcmp (name, "PLTE", 4) == 0)
    walk->n_palettes++;
  else if (memcmp (name, "IEND", 4) == 0)
    walk->ended = TRUE;
  else if (!g_ascii_islower (name[0]))
    return DAMAGED;
  return walk->n_palettes > 1 || (walk->ended && (length != 0 || walk->n_data == 0)) ? DAMAGED : NULL;
}

/**
 * ss_png_check:
 * @bytes: a file
 *
 * Returns: (nullable): why it is not a picture to keep; %NULL where it is
 */
const char *
ss_png_check (GBytes *bytes)
{
  static const guint8 signature[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  Walk walk = { 0 };
  gsize position = sizeof signature;

  walk.data = g_bytes_get_data (bytes, &walk.length);
  if (walk.length < sizeof signature || memcmp (walk.data, signature, sizeof signature) != 0)
    return NOT_PNG;

  while (!walk.ended)
    {
      const guint8 *chunk = walk.data + position;
      const char *sentence;
      guint32 length;

      if (walk.length - position < 12)
        return DAMAGED;
      length = read_number (chunk);
      if (length > walk.length - position - 12)
        return DAMAGED;
      if (checksum (chunk + 4, (gsize) length + 4) != read_number (chunk + 8 + length))
        return DAMAGED;
      sentence = check_chunk (&walk, chunk + 4, length, position == sizeof signature);
      if (sentence != NULL)
        return sentence;
      position += (gsize) length + 12;
    }
  return position == walk.length ? NULL : DAMAGED;
}
