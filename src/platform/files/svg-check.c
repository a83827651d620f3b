/* svg-check.c: whether bytes are an SVG picture that does nothing but be one
 *
 * What is not known to be harmless is refused: elements are an allow list, attributes that run or load
 * something are refused whatever their element, and so is everything that lets a reader see other text than
 * this one: document types, entities, processing instructions, and another encoding than UTF-8.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/files/picture-type.h"

#include <stdlib.h>
#include <string.h>

#include "platform/files/svg-style.h"

#define DEPTH_MAX 64
#define SVG_NAMESPACE "http://www.w3.org/2000/svg"

#define NOT_SVG "This file is not an SVG picture."
#define ACTIVE "Use an SVG picture without scripts, animations and embedded documents."
#define OUTSIDE "Use an SVG picture without references to other files."
#define DECLARED "Use an SVG picture without a document type, entities or processing instructions."
#define DEEP "This SVG picture is nested too deeply."

/* Sorted by strcmp(). Left out are script, foreignObject, a, animate…, set, and what HTML has. */
static const char *const elements[] = {
  "circle",
  "clipPath",
  "defs",
  "desc",
  "ellipse",
  "feBlend",
  "feColorMatrix",
  "feComponentTransfer",
  "feComposite",
  "feConvolveMatrix",
  "feDiffuseLighting",
  "feDisplacementMap",
  "feDistantLight",
  "feDropShadow",
  "feFlood",
  "feFuncA",
  "feFuncB",
  "feFuncG",
  "feFuncR",
  "feGaussianBlur",
  "feMerge",
  "feMergeNode",
  "feMorphology",
  "feOffset",
  "fePointLight",
  "feSpecularLighting",
  "feSpotLight",
  "feTile",
  "feTurbulence",
  "filter",
  "g",
  "image",
  "line",
  "linearGradient",
  "marker",
  "mask",
  "metadata",
  "path",
  "pattern",
  "polygon",
  "polyline",
  "radialGradient",
  "rect",
  "stop",
  "style",
  "svg",
  "switch",
  "symbol",
  "text",
  "textPath",
  "title",
  "tspan",
  "use",
  "view",
};

/* What drawing programs write about themselves, by the prefix that they all use for it. */
static const struct
{
  const char *prefix;
  const char *name_space;
} foreign[] = {
  { "cc", "http://creativecommons.org/ns#" },
  { "cc", "http://web.resource.org/cc/" },
  { "dc", "http://purl.org/dc/elements/1.1/" },
  { "inkscape", "http://www.inkscape.org/namespaces/inkscape" },
  { "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#" },
  { "sketch", "http://www.bohemiancoding.com/sketch/ns" },
  { "sodipodi", "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" },
  { "svg", SVG_NAMESPACE },
  { "xlink", "http://www.w3.org/1999/xlink" },
};

typedef struct
{
  guint depth;
  gboolean has_root;
  GString *style;       /* (owned) (nullable): the text of the style element that is open */
  const char *sentence; /* (nullable): what is wrong */
} Check;

static int
compare_name (const void *key, const void *element)
{
  return strcmp (key, *(const char *const *) element);
}

static void
refuse (Check *check, const char *sentence, GError **error)
{
  check->sentence = sentence;
  g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, sentence);
}

static gboolean
is_foreign_prefix (const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      if (strlen (foreign[i].prefix) == length && strncmp (foreign[i].prefix, name, length) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_element (const char *name)
{
  const char *colon = strchr (name, ':');

  if (colon != NULL && !g_str_has_prefix (name, "svg:"))
    return is_foreign_prefix (name, (gsize) (colon - name)) && strchr (colon + 1, ':') == NULL;
  name = colon != NULL ? colon + 1 : name;
  return bsearch (name, elements, G_N_ELEMENTS (elements), sizeof *elements, compare_name) != NULL;
}

static gboolean
is_name_space (const char *prefix, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      if (strcmp (foreign[i].prefix, prefix) == 0 && strcmp (foreign[i].name_space, value) == 0)
        return TRUE;
    }
  return FALSE;
}

/* (nullable): what is wrong with the attribute */
static const char *
check_attribute (const char *name, const char *value)
{
  const char *colon = strchr (name, ':');
  const char *local = colon != NULL ? colon + 1 : name;

  if (strcmp (name, "xmlns") == 0)
    return strcmp (value, SVG_NAMESPACE) == 0 ? NULL : ACTIVE;
  if (g_str_has_prefix (name, "xmlns:"))
    return is_name_space (local, value) ? NULL : ACTIVE;
  if (g_ascii_strncasecmp (local, "on", 2) == 0)
    return ACTIVE;
  if (g_ascii_strcasecmp (local, "href") == 0)
    return ss_svg_reference_is_local (value) ? NULL : OUTSIDE;
  if (g_ascii_strcasecmp (local, "src") == 0 || g_ascii_strcasecmp (name, "xml:base") == 0)
    return OUTSIDE;
  if (g_ascii_strcasecmp (local, "style") == 0)
    return ss_svg_style_is_safe (value) ? NULL : OUTSIDE;
  return ss_svg_urls_are_local (value) && strchr (value, '\\') == NULL ? NULL : OUTSIDE;
}

static void
start_element_cb (GMarkupParseContext *context, const char *name, const char **names, const char **values,
                  gpointer user_data, GError **error)
{
  Check *check = user_data;
  gboolean has_name_space = FALSE;

  if (++check->depth > DEPTH_MAX)
    {
      refuse (check, DEEP, error);
      return;
    }
  if (check->depth == 1 && check->has_root)
    {
      refuse (check, NOT_SVG, error);
      return;
    }
  if (!is_element (name) || check->style != NULL)
    {
      refuse (check, check->has_root ? ACTIVE : NOT_SVG, error);
      return;
    }
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *sentence = check_attribute (names[i], values[i]);

      has_name_space = has_name_space || strcmp (values[i], SVG_NAMESPACE) == 0;
      if (sentence == NULL)
        continue;
      refuse (check, sentence, error);
      return;
    }
  if (check->depth == 1 && ((strcmp (name, "svg") != 0 && strcmp (name, "svg:svg") != 0) || !has_name_space))
    {
      refuse (check, NOT_SVG, error);
      return;
    }
  check->has_root = TRUE;
  if (strcmp (name, "style") == 0 || strcmp (name, "svg:style") == 0)
    check->style = g_string_new (NULL);
}

static void
end_element_cb (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Check *check = user_data;

  check->depth--;
  if (check->style == NULL)
    return;
  if (!ss_svg_style_is_safe (check->style->str))
    refuse (check, OUTSIDE, error);
  g_string_free (g_steal_pointer (&check->style), TRUE);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  Check *check = user_data;

  if (check->style != NULL)
    g_string_append_len (check->style, text, (gssize) length);
}

/* Comments, and what begins with <! or <?. */
static void
passthrough_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data,
                GError **error)
{
  Check *check = user_data;

  if (length >= 4 && strncmp (text, "<!--", 4) == 0)
    {
      if (check->style != NULL)
        refuse (check, OUTSIDE, error);
    }
  else
    refuse (check, DECLARED, error);
}

/* Takes the XML declaration off, which says no other encoding than UTF-8. (nullable): what is wrong */
static const char *
skip_declaration (const char **text)
{
  const char *end;
  g_autofree char *declaration = NULL;

  if (g_str_has_prefix (*text, "\xef\xbb\xbf"))
    *text += 3;
  if (!g_str_has_prefix (*text, "<?xml ") && !g_str_has_prefix (*text, "<?xml\n"))
    return NULL;
  end = strstr (*text, "?>");
  if (end == NULL)
    return NOT_SVG;
  declaration = g_ascii_strdown (*text, end - *text);
  *text = end + 2;
  if (strstr (declaration, "encoding") != NULL && strstr (declaration, "\"utf-8\"") == NULL
      && strstr (declaration, "'utf-8'") == NULL)
    return "Use an SVG picture in UTF-8.";
  return NULL;
}

/**
 * ss_svg_check:
 * @bytes: a file
 *
 * Returns: (nullable): why it is not a picture to keep; %NULL where it is
 */
const char *
ss_svg_check (GBytes *bytes)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, passthrough_cb, NULL };
  Check check = { 0 };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &check, NULL);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *copy = g_strndup (data, length);
  const char *text = copy;
  gboolean is_good;

  if (length == 0 || strlen (copy) != length || !g_utf8_validate (copy, (gssize) length, NULL))
    return NOT_SVG;
  check.sentence = skip_declaration (&text);
  if (check.sentence != NULL)
    return check.sentence;

  is_good = g_markup_parse_context_parse (context, text, (gssize) strlen (text), NULL)
            && g_markup_parse_context_end_parse (context, NULL) && check.has_root;
  if (check.style != NULL)
    g_string_free (check.style, TRUE);
  if (is_good)
    return NULL;
  return check.sentence != NULL ? check.sentence : NOT_SVG;
}
