/* validation.c: what may be typed into a field
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/validation.h"

#include "domain/validation-private.h"
#include "domain/validation-tables.h"

/* Characters that can't be seen, or that turn text around so that it reads as something else. */
static gboolean
is_control (gunichar c)
{
  return g_unichar_iscntrl (c) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* What every single line of text has to be. */
static const char *
check_line (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return NOT_TEXT;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_control (g_utf8_get_char (p)))
      return N_ ("Remove line breaks and other control characters.");
  return NULL;
}

/**
 * ss_validate_name:
 * @text: (nullable): the name of a person or of something
 *
 * Spaces around it do not count: who stores it strips it.
 *
 * Returns: (nullable): %NULL where it is 1 to %SS_NAME_MAX characters in one line; else a sentence
 */
const char *
ss_validate_name (const char *text)
{
  const char *problem = check_line (text != NULL ? text : "");
  glong length;

  if (problem != NULL)
    return problem;
  length = text != NULL ? ss_text_stripped_length (text) : 0;
  if (length == 0)
    return N_ ("Enter a name.");
  return length > SS_NAME_MAX ? N_ ("Use at most 100 characters.") : NULL;
}

/**
 * ss_validate_summary:
 * @text: (nullable): a plugin's summary
 *
 * Returns: (nullable): %NULL where it is at most %SS_SUMMARY_MAX characters in one line (contract section 5);
 *   else a sentence
 */
const char *
ss_validate_summary (const char *text)
{
  const char *problem;

  if (text == NULL)
    return NULL;
  problem = check_line (text);
  if (problem != NULL)
    return problem;
  return g_utf8_strlen (text, -1) > SS_SUMMARY_MAX ? N_ ("Use at most 140 characters.") : NULL;
}

/* A label of a host name: letters, digits and hyphens, none at its ends (RFC 1123 section 2.1). */
static gboolean
is_label (const char *text, gsize length)
{
  return length >= 1 && length <= 63 && strspn (text, LETTERS DIGITS "-") >= length && text[0] != '-'
         && text[length - 1] != '-';
}

/* Two labels at least, the last one not a number, which would make an address of it. */
static gboolean
is_domain (const char *text)
{
  gsize length;
  guint labels = 0;

  for (;; text += length + 1)
    {
      length = strcspn (text, ".");
      if (!is_label (text, length))
        return FALSE;
      labels++;
      if (text[length] == '\0')
        return labels > 1 && strspn (text, DIGITS) < length;
    }
}

/* Atoms with single dots between them (RFC 5322 section 3.2.3). */
static gboolean
is_dot_atom (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '.' ? i == 0 || i == length - 1 || text[i - 1] == '.'
                         : !g_ascii_isalnum (text[i]) && strchr ("!#$%&'*+-/=?^_`{|}~", text[i]) == NULL)
        return FALSE;
    }
  return length > 0;
}

/**
 * ss_validate_email:
 * @text: (nullable): an email address, as ss_email_normalize() makes it
 *
 * What people really have: a dot-atom and a domain in ASCII, within the lengths of RFC 5321 section 4.5.3.1
 * (and its erratum 1690 for the whole). No quoted local parts, comments or address literals.
 *
 * Returns: (nullable): %NULL where it is one; else a sentence
 */
const char *
ss_validate_email (const char *text)
{
  const char *at;

  if (is_empty (text))
    return N_ ("Enter an email address.");
  if (!g_utf8_validate (text, -1, NULL))
    return NOT_TEXT;
  if (strlen (text) > SS_EMAIL_MAX)
    return N_ ("Use at most 254 characters.");

  at = strchr (text, '@');
  if (at == NULL || strchr (at + 1, '@') != NULL)
    return N_ ("Write one “@” between the name and the domain, as in name@example.com.");
  if (at - text > 64)
    return N_ ("Use at most 64 characters before the “@”.");
  if (!is_dot_atom (text, at - text))
    return N_ ("Check what is before the “@”: spaces, accents and some signs can't be used there.");
  if (!g_str_is_ascii (at))
    return N_ ("Write the domain in its ASCII form, which begins with “xn--”.");
  if (!is_domain (at + 1))
    return N_ ("Check what is after the “@”: it should look like example.com.");
  return NULL;
}

/**
 * ss_validate_domain:
 * @text: (nullable): a domain in lower case, without a dot at its end
 *
 * Returns: (nullable): %NULL where it is a host name of two labels at least (RFC 1123 section 2.1) and no
 *   address; else a sentence
 */
const char *
ss_validate_domain (const char *text)
{
  if (is_empty (text))
    return N_ ("Enter a domain.");
  if (!g_str_is_ascii (text))
    return N_ ("Write the domain in its ASCII form, which begins with “xn--”.");
  if (strlen (text) > SS_DOMAIN_MAX)
    return N_ ("Use at most 253 characters.");
  return is_domain (text) ? NULL : N_ ("Write the domain alone, as in booking.example.com.");
}

/**
 * ss_validate_subdomain:
 * @text: (nullable): the label before the platform's domain
 *
 * Returns: (nullable): %NULL where it is a host name's label in lower case (RFC 1123 section 2.1) that is
 *   neither reserved for the platform nor for encoded names (RFC 5891 section 4.2.3.1); else a sentence
 */
const char *
ss_validate_subdomain (const char *text)
{
  gsize length;

  if (is_empty (text))
    return N_ ("Enter a subdomain.");
  length = strlen (text);
  if (length > 63)
    return N_ ("Use at most 63 characters.");
  if (strspn (text, LOWER DIGITS "-") < length)
    return N_ ("Use only lower case letters from a to z, digits and hyphens.");
  if (!is_label (text, length))
    return N_ ("Begin and end with a letter or a digit.");
  if (length >= 4 && text[2] == '-' && text[3] == '-')
    return N_ ("Don't use two hyphens after the second character.");
  return in_table (text, reserved) ? N_ ("This subdomain is reserved. Choose another one.") : NULL;
}

/**
 * ss_validate_color:
 * @text: (nullable): a colour
 *
 * Returns: (nullable): %NULL where it is "#" and six hexadecimal digits; else a sentence
 */
const char *
ss_validate_color (const char *text)
{
  if (!is_empty (text) && text[0] == '#' && strlen (text) == 7
      && strspn (text + 1, DIGITS "ABCDEFabcdef") == 6)
    return NULL;
  return N_ ("Write the color as “#” and six digits from 0 to 9 and a to f, as in #3584e4.");
}

/* Areas of the time zone database, and folders of its older names. GLib also reads POSIX rules ("PST8"),
 * offsets, and what else lies in the system's folder; none of these is a place that observes a time. */
static gboolean
is_in_area (const char *text)
{
  static const char *const areas[] = { "Africa/", "America/",  "Antarctica/", "Arctic/",
                                       "Asia/",   "Atlantic/", "Australia/",  "Brazil/",
                                       "Canada/", "Chile/",    "Etc/",        "Europe/",
                                       "Indian/", "Mexico/",   "Pacific/",    "US/" };

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    if (g_str_has_prefix (text, areas[i]))
      return TRUE;
  return FALSE;
}

/**
 * ss_validate_time_zone:
 * @text: (nullable): a time zone
 *
 * Returns: (nullable): %NULL where it is "UTC" or an area and a location in the system's copy of the IANA
 * time zone database; else a sentence
 */
const char *
ss_validate_time_zone (const char *text)
{
  const char *unknown = N_ ("Choose a time zone by area and city, as in Europe/Berlin.");
  g_autoptr (GTimeZone) zone = NULL;

  if (is_empty (text))
    return unknown;
  if (strcmp (text, "UTC") == 0)
    return NULL;
  /* It becomes part of a file's path: nothing that leads elsewhere gets through. */
  if (strspn (text, LETTERS DIGITS "_+-/") < strlen (text) || strstr (text, "//") != NULL)
    return unknown;
  if (!is_in_area (text))
    return unknown;
  zone = g_time_zone_new_identifier (text);
  return zone != NULL ? NULL : unknown;
}

/**
 * ss_validate_currency:
 * @text: (nullable): a currency
 *
 * Returns: (nullable): %NULL where it is an active code of ISO 4217; else a sentence
 */
const char *
ss_validate_currency (const char *text)
{
  if (!is_empty (text) && in_table (text, currencies))
    return NULL;
  return N_ ("Choose a currency by its code of three capital letters, as in EUR.");
}

/**
 * ss_validate_locale:
 * @text: (nullable): a locale
 *
 * Returns: (nullable): %NULL where it is a language, with a script and a region where wanted, in the syntax
 * of BCP 47 (RFC 5646 section 2.1, which does not mind the case); else a sentence
 */
const char *
ss_validate_locale (const char *text)
{
  const char *rest = text != NULL ? text : "";
  gsize language = strspn (rest, LETTERS);

  rest += language;
  if (rest[0] == '-' && strspn (rest + 1, LETTERS) == 4)
    rest += 5;
  if (rest[0] == '-' && strspn (rest + 1, LETTERS) == 2)
    rest += 3;
  else if (rest[0] == '-' && strspn (rest + 1, DIGITS) == 3)
    rest += 4;

  if ((language == 2 || language == 3) && *rest == '\0')
    return NULL;
  return N_ ("Write the language and the region, as in en-US.");
}
