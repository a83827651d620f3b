/* test-pictures.c: which bytes are taken as a logo
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/files/picture-type.h"

#include <string.h>

#define SVG_OPEN "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
#define INSIDE(text) SVG_OPEN text "</svg>"

static guint32
checksum (const guint8 *bytes, gsize length)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }
  return ~crc;
}

static void
append_number (GByteArray *png, guint32 number)
{
  const guint8 bytes[4] = { number >> 24, (guint8) (number >> 16), (guint8) (number >> 8), (guint8) number };

  g_byte_array_append (png, bytes, sizeof bytes);
}

static void
append_chunk (GByteArray *png, const char *name, const guint8 *data, guint length)
{
  guint start;

  append_number (png, length);
  start = png->len;
  g_byte_array_append (png, (const guint8 *) name, 4);
  if (length > 0)
    g_byte_array_append (png, data, length);
  append_number (png, checksum (png->data + start, length + 4));
}

static GByteArray *
begin_png (guint32 width, guint32 height, guint8 depth, guint8 type)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  const guint8 header[13] = { width >> 24,
                              (guint8) (width >> 16),
                              (guint8) (width >> 8),
                              (guint8) width,
                              height >> 24,
                              (guint8) (height >> 16),
                              (guint8) (height >> 8),
                              (guint8) height,
                              depth,
                              type };
  GByteArray *png = g_byte_array_new ();

  g_byte_array_append (png, signature, sizeof signature);
  append_chunk (png, "IHDR", header, sizeof header);
  return png;
}

static GByteArray *
make_png (guint32 width, guint32 height, guint8 depth, guint8 type)
{
  GByteArray *png = begin_png (width, height, depth, type);

  append_chunk (png, "IDAT", (const guint8 *) "pixels", 6);
  append_chunk (png, "IEND", NULL, 0);
  return png;
}

static gboolean
is_png (GByteArray *png)
{
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (png);

  return ss_png_check (bytes) == NULL;
}

static void
test_png_sizes (void)
{
  g_assert_true (is_png (make_png (1, 1, 8, 6)));
  g_assert_true (is_png (make_png (4096, 4096, 8, 2)));
  g_assert_false (is_png (make_png (4097, 1, 8, 6)));
  g_assert_false (is_png (make_png (1, 0x80000001u, 8, 6)));
  g_assert_false (is_png (make_png (0, 1, 8, 6)));
  g_assert_false (is_png (make_png (1, 1, 4, 6)));
  g_assert_false (is_png (make_png (1, 1, 8, 1)));
}

static void
test_png_chunks (void)
{
  GByteArray *png = begin_png (1, 1, 8, 6);

  append_chunk (png, "IEND", NULL, 0);
  g_assert_false (is_png (png)); /* no pixels */

  png = begin_png (1, 1, 8, 6);
  append_chunk (png, "EVIL", (const guint8 *) "x", 1);
  append_chunk (png, "IDAT", (const guint8 *) "x", 1);
  append_chunk (png, "IEND", NULL, 0);
  g_assert_false (is_png (png)); /* a critical chunk that nobody knows */

  png = begin_png (1, 1, 8, 6);
  append_chunk (png, "tEXt", (const guint8 *) "a", 1);
  append_chunk (png, "IDAT", (const guint8 *) "x", 1);
  append_chunk (png, "IEND", NULL, 0);
  g_assert_true (is_png (png));

  png = make_png (1, 1, 8, 6);
  g_byte_array_append (png, (const guint8 *) "<script>", 8);
  g_assert_false (is_png (png)); /* something behind the end */
}

/* Every prefix of a picture, and every picture with one bit turned, is refused. */
static void
test_png_damage (void)
{
  g_autoptr (GByteArray) good = make_png (2, 2, 8, 6);

  for (guint length = 0; length < good->len; length++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (good->data, length);

      g_assert_nonnull (ss_png_check (bytes));
    }
  for (guint i = 0; i < good->len; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (good->data, good->len);
      g_autoptr (GBytes) bytes = NULL;

      copy[i] ^= 0x10;
      bytes = g_bytes_new (copy, good->len);
      g_assert_nonnull (ss_png_check (bytes));
    }
}

static const char *
check_svg (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return ss_svg_check (bytes);
}

static void
test_svg_good (void)
{
  static const char *const good[] = {
    INSIDE (""),
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!-- by hand -->\n" INSIDE (""),
    "\xef\xbb\xbf" INSIDE ("<rect width=\"10\" height=\"10\" fill=\"#3584e4\"/>"),
    INSIDE ("<title>Größe &amp; Maß</title><g style=\"fill:url(#a);stroke:none\"><path d=\"M0 0L1 1\"/></g>"),
    INSIDE (
        "<defs><linearGradient id=\"a\"><stop offset=\"0\"/></linearGradient></defs><use xlink:href=\"#a\"/>"),
    INSIDE ("<style>.a { fill: #fff } .b { fill: url(#a) }</style>"),
    INSIDE ("<style><![CDATA[ .a > .b { fill: red } ]]></style>"),
    INSIDE ("<image href=\"data:image/png;base64,iVBORw0KGgo=\" width=\"1\" height=\"1\"/>"),
    "<svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\"><svg:rect/></svg:svg>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\">"
    "<sodipodi:namedview id=\"base\"/></svg>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_cmpstr (check_svg (good[i]), ==, NULL);
}

static void
test_svg_hostile (void)
{
  static const char *const hostile[] = {
    "",
    "   ",
    "plain text",
    "<html><body/></html>",
    "<svg/>",
    "<svg xmlns=\"http://www.w3.org/1999/xhtml\"/>",
    "<rect xmlns=\"http://www.w3.org/2000/svg\"/>",
    SVG_OPEN,
    INSIDE ("") INSIDE (""),
    INSIDE ("<script>alert(1)</script>"),
    INSIDE ("<SCRIPT/>"),
    INSIDE ("<svg:script xmlns:svg=\"http://www.w3.org/2000/svg\"/>"),
    INSIDE ("<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/>"),
    INSIDE ("<dc:script xmlns:dc=\"http://www.w3.org/2000/svg\"/>"),
    INSIDE ("<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\"/></foreignObject>"),
    INSIDE ("<g xmlns=\"http://www.w3.org/1999/xhtml\"/>"),
    INSIDE ("<a href=\"#x\"/>"),
    INSIDE ("<animate attributeName=\"href\" to=\"javascript:alert(1)\"/>"),
    INSIDE ("<set attributeName=\"onload\" to=\"alert(1)\"/>"),
    INSIDE ("<iframe src=\"https://example.com\"/>"),
    INSIDE ("<g onload=\"alert(1)\"/>"),
    INSIDE ("<g ONCLICK=\"alert(1)\"/>"),
    INSIDE ("<g xlink:onload=\"alert(1)\"/>"),
    INSIDE ("<use href=\"https://example.com/a.svg#b\"/>"),
    INSIDE ("<use xlink:href=\"//example.com/a\"/>"),
    INSIDE ("<image href=\"javascript:alert(1)\"/>"),
    INSIDE ("<image href=\"data:image/svg+xml;base64,PHN2Zy8+\"/>"),
    INSIDE ("<image href=\"data:image/png;base64,AAAA&quot; onerror=1\"/>"),
    INSIDE ("<image href=\"&#104;ttps://example.com\"/>"),
    INSIDE ("<rect fill=\"url(https://example.com/a)\"/>"),
    INSIDE ("<rect fill=\"URL( 'https://example.com/a#b' )\"/>"),
    INSIDE ("<rect fill=\"url(#a) url(//example.com)\"/>"),
    INSIDE ("<rect style=\"background:url(//example.com)\"/>"),
    INSIDE ("<rect style=\"fill:u\\72l(//example.com)\"/>"),
    INSIDE ("<rect style=\"width:expression(alert(1))\"/>"),
    INSIDE ("<rect xml:base=\"https://example.com/\"/>"),
    INSIDE ("<style>@import 'https://example.com/a.css';</style>"),
    INSIDE ("<style>@IMPORT url(#a);</style>"),
    INSIDE ("<style>.a { fill: url('https://example.com') }</style>"),
    INSIDE ("<style>.a { cursor: image-set('https://example.com' 1x) }</style>"),
    INSIDE ("<style>.a { fill: ur</style><style>l(//x) }<g/></style>"),
    INSIDE ("<style>.a {}<!-- --> @import 'x';</style>"),
    INSIDE ("<style><![CDATA[@import 'x';]]></style>"),
    "<!DOCTYPE svg>" INSIDE (""),
    "<!DOCTYPE svg [<!ENTITY a \"b\">]>" INSIDE ("<text>&a;</text>"),
    INSIDE ("<text>&xxe;</text>"),
    "<?xml-stylesheet href=\"https://example.com/a.css\"?>" INSIDE (""),
    INSIDE ("<?php evil ?>"),
    "<?xml version=\"1.0\" encoding=\"UTF-7\"?>" INSIDE (""),
    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" INSIDE (""),
    INSIDE ("<title>\xff</title>"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      if (check_svg (hostile[i]) == NULL)
        g_error ("taken as a picture: %s", hostile[i]);
    }
}

static void
test_svg_shape (void)
{
  g_autoptr (GString) deep = g_string_new (SVG_OPEN);
  g_autoptr (GBytes) with_nul = g_bytes_new_static (INSIDE ("<g/>\0"), sizeof INSIDE ("<g/>\0"));

  for (guint i = 0; i < 10000; i++)
    g_string_append (deep, "<g>");
  g_assert_nonnull (check_svg (deep->str));
  g_assert_nonnull (ss_svg_check (with_nul));
}

static void
test_types (void)
{
  g_assert_cmpstr (ss_picture_type_find ("image/png")->suffix, ==, ".png");
  g_assert_cmpstr (ss_picture_type_find ("IMAGE/SVG+XML; charset=utf-8")->suffix, ==, ".svg");
  g_assert_null (ss_picture_type_find ("image/jpeg"));
  g_assert_null (ss_picture_type_find ("image/pngx"));
  g_assert_null (ss_picture_type_find (""));
  g_assert_null (ss_picture_type_find (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/platform/pictures/png-sizes", test_png_sizes);
  g_test_add_func ("/platform/pictures/png-chunks", test_png_chunks);
  g_test_add_func ("/platform/pictures/png-damage", test_png_damage);
  g_test_add_func ("/platform/pictures/svg-good", test_svg_good);
  g_test_add_func ("/platform/pictures/svg-hostile", test_svg_hostile);
  g_test_add_func ("/platform/pictures/svg-shape", test_svg_shape);
  g_test_add_func ("/platform/pictures/types", test_types);
  return g_test_run ();
}
