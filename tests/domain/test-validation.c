/* test-validation.c: what may be typed into a field, and what may not
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/validation.h"

#include "domain/common-passwords.h"
#include "domain/validation-tables.h"

#include <string.h>

#define X10 "xxxxxxxxxx"
#define X60 X10 X10 X10 X10 X10 X10
#define X63 X60 "xxx"
#define U50 "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü"

/* Texts that no check may crash on; what is not UTF-8 is refused by all. */
static const char *const hostile[] = {
  "\xff", "\xc3", "a\xc3\x28z", "\xed\xa0\x80", "\xf0\x9f", "\xc0\x80", "%s%n", "\x01", "\x7f", "\n", " ",
};

typedef const char *(*Check) (const char *text);

typedef struct
{
  const char *name;
  Check check;
  const char *const *good;
  const char *const *bad;
} Field;

#define LIST(...)       \
  (const char *const[]) \
  {                     \
    __VA_ARGS__, NULL   \
  }

static const Field fields[] = {
  { "email", ss_validate_email,
    LIST ("a@b.co", "name@example.com", "first.last+tag@sub.example.co.uk", "o'brien@example.ie",
          "!#$%&'*+-/=?^_`{|}~@example.com", "1@1.com", "a@xn--mnchen-3ya.de", "UPPER@EXAMPLE.COM",
          X60 "xxxx@example.com", "a@" X63 ".com",
          /* 254 */
          X60 "xxxx@" X63 "." X63 "." X10 X10 X10 X10 X10 "xxxxxxx.com"),
    LIST ("", "a", "@", "a@", "@b.co", "a@b", "a@@b.co", "a@b@c.co", "a b@c.co", " a@b.co", "a@b.co ",
          "a@b.co\n", "a\t@b.co", ".a@b.co", "a.@b.co", "a..b@c.co", "a@.b.co", "a@b.co.", "a@b..co",
          "a@-b.co", "a@b-.co", "a@b_c.co", "a@127.0.0.1", "a@[127.0.0.1]", "\"a b\"@c.co", "a(b)@c.co",
          "a,b@c.co", "<a@b.co>", "ä@example.com", "a@münchen.de", "a@b.co\xff", "\xff@b.co",
          X60 "xxxxx@example.com", "a@" X63 "x.com",
          /* 255 */
          X60 "xxxx@" X63 "." X63 "." X10 X10 X10 X10 X10 "xxxxxxxx.com") },
  { "name", ss_validate_name,
    LIST ("A", "Ada Lovelace", "  Ada  ", "O’Brien-Smith, Jr.", "李小龍", "محمد", "🙂", "e\xcc\x81",
          U50 U50, "   " U50 U50 "   ", "نازنین\xe2\x80\x8cزهرا", "%s%n"),
    LIST ("", " ", "\t", "\xc2\xa0", "\xe2\x80\x8b", "a\nb", "a\tb", "a\x7f", "a\x1b[31m", "\xc2\x85x",
          "a\xe2\x80\xa8"
          "b",
          "\xe2\x80\xae"
          "nimda",
          "\xff", "Ada\xc3", U50 U50 "ü") },
  { "summary", ss_validate_summary,
    LIST ("", "Sends a reminder the day before.", X60 X60 X10 X10,
          U50 U50 "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü"),
    LIST (X60 X60 X10 X10 "x", "two\nlines", "\xff", U50 U50 U50) },
  { "subdomain", ss_validate_subdomain,
    LIST ("a", "7", "acme", "acme-2", "a-b-c", "x--y", "admins", "wwww", X63),
    LIST ("", "-", "-a", "a-", "Acme", "a.b", "a_b", "a b", "äcme", "acme\n", "xn--acme", "ab--c", X63 "x",
          "\xff", "platform", "www", "api", "admin", "app", "mail", "static", "account", "www2", "localhost",
          "support") },
  { "color", ss_validate_color, LIST ("#000000", "#3584e4", "#ABCDEF", "#abcdef"),
    LIST ("", "#", "#fff", "3584e4", "#3584e", "#3584e4f", "#3584eg", "# 3584e", "#3584e4 ", "red", "#ÿÿÿ",
          "#\xff\xff") },
  { "time zone", ss_validate_time_zone,
    LIST ("UTC", "Europe/Berlin", "America/New_York", "America/Argentina/Buenos_Aires", "Etc/GMT+5",
          "Asia/Kolkata"),
    LIST ("", "Berlin", "Europe", "Europe/", "Europe/Atlantis", "europe/berlin", "Europe/Berlin ",
          "Europe//Berlin", "+02:00", "-05", "Z", "PST8", "EST5EDT,M3.2.0,M11.1.0", "../../etc/passwd",
          "Europe/../Europe/Berlin", "/etc/localtime", "posix/Europe/Berlin", "leapseconds", "zone.tab",
          "localtime", "Europe/Berl\xc3\xafn", "Europe/\xff") },
  { "currency", ss_validate_currency,
    LIST ("AED", "EUR", "USD", "GBP", "JPY", "CHF", "XCD", "XOF", "ZWG", "VES", "ZAR", "BRL", "INR"),
    LIST ("", "eur", "EU", "EURO", "EUR ", " EUR", "AAA", "ZZZ", "DEM", "HRK", "XTS", "XXX", "€",
          "\xff\xff\xff") },
  { "locale", ss_validate_locale,
    LIST ("en", "de", "haw", "en-US", "de-AT", "es-419", "zh-Hant", "zh-Hant-TW", "sr-Latn-RS", "EN-us"),
    LIST ("", "e", "engl", "en_US", "en-", "-US", "en--US", "en-U", "en-USA", "en-41", "en-4190", "en-US-",
          "en-US-Latn", "zh-Han-TW", "zh-Hantt", "en-US ", "en US", "en-US.UTF-8", "C", "dé", "en-\xff") },
  { "duration", ss_validate_duration,
    LIST ("PT24H", "P1DT2H", "P2W", "PT0S", "P1Y", "P1M", "PT1M", "P1Y2M3DT4H5M6S", "P1YT1S", "PT999999999S",
          "P01D"),
    LIST ("", "P", "PT", "P1", "1D", "T1H", "P1DT", "PT1D", "P1H", "pt24h", "PT24h", "P2W1D", "P1D2W",
          "P1M1Y", "PT1S1H", "PT1H1H", "-PT1H", "+P1D", "P-1D", "PT1.5H", "PT 1H", " PT1H", "PT1H ", "PT1H\n",
          "PT1000000000S", "PTH", "PT1HT1M", "24", "P٣D", "P\xff") },
};

static void
test_good (gconstpointer data)
{
  const Field *field = data;

  for (guint i = 0; field->good[i] != NULL; i++)
    {
      g_test_message ("%s %u: %s", field->name, i, field->good[i]);
      g_assert_cmpstr (field->check (field->good[i]), ==, NULL);
    }
}

static void
assert_sentence (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_ascii_isupper (text[0]));
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
test_bad (gconstpointer data)
{
  const Field *field = data;
  g_autofree char *endless = g_strnfill (100000, 'a');

  for (guint i = 0; field->bad[i] != NULL; i++)
    {
      g_autofree char *shown = g_strescape (field->bad[i], NULL);

      g_test_message ("%s %u: %s", field->name, i, shown);
      assert_sentence (field->check (field->bad[i]));
    }
  assert_sentence (field->check (endless));
}

/* NULL is like nothing typed. */
static void
test_null (gconstpointer data)
{
  const Field *field = data;

  g_assert_cmpstr (field->check (NULL), ==, field->check (""));
}

static void
test_hostile (gconstpointer data)
{
  const Field *field = data;

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      const char *problem = field->check (hostile[i]);

      if (!g_utf8_validate (hostile[i], -1, NULL))
        assert_sentence (problem);
    }
}

/* The sentences spell the limits out, for the translators' sake. */
static void
test_limits_in_sentences (void)
{
  g_autofree char *endless = g_strnfill (100000, 'a');

  g_assert_nonnull (strstr (ss_validate_name (endless), G_STRINGIFY (SS_NAME_MAX)));
  g_assert_nonnull (strstr (ss_validate_summary (endless), G_STRINGIFY (SS_SUMMARY_MAX)));
  g_assert_nonnull (strstr (ss_validate_email (endless), G_STRINGIFY (SS_EMAIL_MAX)));
  g_assert_nonnull (strstr (ss_validate_password ("short", NULL, NULL), G_STRINGIFY (SS_PASSWORD_MIN)));
  g_assert_nonnull (strstr (ss_validate_password (endless, NULL, NULL), G_STRINGIFY (SS_PASSWORD_MAX)));
}

static void
assert_sorted (const char *const *words, gsize count)
{
  for (gsize i = 1; i < count; i++)
    g_assert_cmpstr (words[i - 1], <, words[i]);
}

/* Else a binary search would miss some of them. */
static void
test_tables_are_sorted (void)
{
  assert_sorted (currencies, G_N_ELEMENTS (currencies));
  assert_sorted (reserved, G_N_ELEMENTS (reserved));
  assert_sorted (common, G_N_ELEMENTS (common));
}

static void
test_password_good (void)
{
  static const char *const good[] = {
    "correct-horse-battery",
    "correct horse battery staple",
    "Tr0ub4dor&3xyz",
    "83749201938475",
    "aa83749201938475",
    "пароль-из-слов",
    "ααββγγδδεεζζ",
    "twelve chars",
    "\xf0\x9f\x90\xb4\xf0\x9f\x94\x8b\xf0\x9f\x93\x8e\xf0\x9f\x99\x82 horses galore",
    "passwords are hard",
    "\tmixed\nwhitespace\t",
  };
  g_autofree char *longest = g_strnfill (SS_PASSWORD_MAX, 'x');

  memcpy (longest, "begins otherwise", 16);
  g_assert_cmpstr (ss_validate_password (longest, NULL, NULL), ==, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i]);
      g_assert_cmpstr (ss_validate_password (good[i], NULL, NULL), ==, NULL);
      g_assert_cmpstr (ss_validate_password (good[i], "", ""), ==, NULL);
      g_assert_cmpstr (ss_validate_password (good[i], "Ada Lovelace", "ada@example.com"), ==, NULL);
    }
}

static void
test_password_length (void)
{
  g_autofree char *too_long = g_strnfill (SS_PASSWORD_MAX + 1, 'x');

  memcpy (too_long, "begins otherwise", 16);
  assert_sentence (ss_validate_password (too_long, NULL, NULL));
  assert_sentence (ss_validate_password (NULL, NULL, NULL));
  assert_sentence (ss_validate_password ("", NULL, NULL));
  assert_sentence (ss_validate_password ("eleven char", NULL, NULL));
  /* Characters count, not bytes. */
  assert_sentence (ss_validate_password ("éèêëàâäùûü!", NULL, NULL));
  assert_sentence (ss_validate_password ("horse-battery\xff", NULL, NULL));
}

static void
test_password_common (void)
{
  static const char *const passwords[] = {
    "password1234",
    "Password2026!",
    "PASSWORD!!!!",
    "passwordpassword",
    "pässword1234",
    "P@ssw0rd!!!!",
    "iloveyouforever",
    "qwertyuiop12",
    "Qwertyuiop[]",
    "1q2w3e4r5t6y",
    "123456789012",
    "000000000000",
    "aaaaaaaaaaaaaaa",
    "121212121212",
    "abcabcabcabc",
    "123412341234",
    "qwertyqwerty",
    "Welcome12345",
    "letmein!2026",
    "changeme1234",
    "administrator",
    "abcdefghijkl",
    "correcthorsebatterystaple",
    "SmoothSchedule1",
    "987654321098",
    "1234567890123456",
    "zxcvbnm12345",
    "zaq12wsxzaq12wsx",
    "0123456789012",
    "supercalifragilistic",
    "trustno1trustno1",
    "qwertyqwerty12",
    "aaaaaaaa2026",
  };

  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      g_test_message ("%s", passwords[i]);
      assert_sentence (ss_validate_password (passwords[i], NULL, NULL));
    }
}

static void
test_password_like_the_person (void)
{
  static const struct
  {
    const char *password, *name, *email;
    gboolean fine;
  } table[] = {
    { "my-lovelace-key", "Ada Lovelace", NULL, FALSE },
    { "MY-LOVELACE-KEY", "ada lovelace", NULL, FALSE },
    { "rené-descartes!", "Rene Smith", NULL, FALSE },
    { "bronte's garden", "Charlotte Brontë", NULL, FALSE },
    { "marie plus more", "Anne-Marie", NULL, FALSE },
    { "ada-or-not-here", "Ada Lovelace", NULL, TRUE }, /* three letters are in too much */
    { "some.body.else!", NULL, "some.body@example.com", FALSE },
    { "SOME.BODY.ELSE!", "", "Some.Body@example.com", FALSE },
    { "joeys-garden-gate", NULL, "joe@example.com", TRUE },
    { "example-of-a-key", NULL, "somebody@example.com", TRUE }, /* everybody has the domain */
    { "somebody-at-home", NULL, "somebody", FALSE },
    { "perfectly fine", "\xff\xff\xff\xff", "\xff@\xff", TRUE },
    { "perfectly fine", "@@@@", "@", TRUE },
    { "correct-horse-battery", "Demo Owner", "owner@demo.example", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const char *problem = ss_validate_password (table[i].password, table[i].name, table[i].email);

      g_test_message ("%s", table[i].password);
      if (table[i].fine)
        g_assert_cmpstr (problem, ==, NULL);
      else
        assert_sentence (problem);
    }
}

static const char *const choices[] = { "red", "grün", "", NULL };

static const struct
{
  SsVariableType type;
  const char *name;
  const char *const *good;
  const char *const *bad;
} variables[] = {
  { SS_VARIABLE_TEXT, "TEXT", LIST ("x", "two\nlines", "Hello {customer}", "ü", " x "),
    LIST (" ", "\n\t ", "\xff", "a\xc3") },
  { SS_VARIABLE_NUMBER, "NUMBER",
    LIST ("0", "-0", "1", "-1", "10", "0.5", "-0.5", "1.25e3", "1E-2", "1e+2", "0e0",
          "123456789012345678901234567890", "1e308", "1e-999"),
    LIST (" ", "-", "+1", "01", "-01", ".5", "5.", "1.e3", "1e", "1e+", "0x10", "1,5", "1 000", " 1", "1 ",
          "1\n", "--1", "NaN", "Infinity", "-Infinity", "inf", "1e999", "-1e999", "1.2.3", "1e2e3", "1e2.5",
          "٣", "\xff") },
  { SS_VARIABLE_BOOLEAN, "BOOLEAN", LIST ("true", "false"),
    LIST ("True", "FALSE", "1", "0", "yes", "on", " true", "null", "\xff") },
  { SS_VARIABLE_EMAIL, "EMAIL", LIST ("name@example.com"),
    LIST ("name", "name@", "@example.com", "\xff@example.com") },
  { SS_VARIABLE_CHOICE, "CHOICE", LIST ("red", "grün"),
    LIST ("Red", "blue", "red ", "re", "gru\xcc\x88n", "\xff") },
  { SS_VARIABLE_DURATION, "DURATION", LIST ("PT24H", "P2W"), LIST ("24", "PT", "24h", "\xff") },
};

static void
test_variables (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (variables), ==, SS_N_VARIABLE_TYPES);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      SsVariableType type = variables[i].type;

      for (guint j = 0; variables[i].good[j] != NULL; j++)
        {
          g_test_message ("%s: %s", variables[i].name, variables[i].good[j]);
          g_assert_cmpstr (ss_validate_variable (type, TRUE, choices, variables[i].good[j]), ==, NULL);
          g_assert_cmpstr (ss_validate_variable (type, FALSE, choices, variables[i].good[j]), ==, NULL);
        }
      for (guint j = 0; variables[i].bad[j] != NULL; j++)
        {
          g_test_message ("%s: bad %u", variables[i].name, j);
          assert_sentence (ss_validate_variable (type, TRUE, choices, variables[i].bad[j]));
          if (type != SS_VARIABLE_TEXT)
            assert_sentence (ss_validate_variable (type, FALSE, choices, variables[i].bad[j]));
        }
      assert_sentence (ss_validate_variable (type, TRUE, choices, NULL));
      assert_sentence (ss_validate_variable (type, TRUE, choices, ""));
      g_assert_cmpstr (ss_validate_variable (type, FALSE, choices, NULL), ==, NULL);
      g_assert_cmpstr (ss_validate_variable (type, FALSE, choices, ""), ==, NULL);
    }
  assert_sentence (ss_validate_variable (SS_VARIABLE_CHOICE, FALSE, NULL, "red"));
  g_assert_cmpstr (ss_validate_variable (SS_VARIABLE_TEXT, FALSE, NULL, " "), ==, NULL);
}

static void
test_variable_types (void)
{
  SsVariableType type = SS_VARIABLE_EMAIL;

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      SsVariableType found = SS_N_VARIABLE_TYPES;

      g_assert_cmpint (variables[i].type, ==, i);
      g_assert_cmpstr (ss_variable_type_to_string (i), ==, variables[i].name);
      g_assert_true (ss_variable_type_from_string (variables[i].name, &found));
      g_assert_cmpint (found, ==, i);
    }
  g_assert_false (ss_variable_type_from_string (NULL, &type));
  g_assert_false (ss_variable_type_from_string ("text", &type));
  g_assert_cmpint (type, ==, SS_VARIABLE_EMAIL);
}

typedef char *(*Change) (const char *text);

static void
assert_changes (Change change, const char *text, const char *expected)
{
  g_autofree char *changed = change (text);
  g_autofree char *again = change (changed);

  g_assert_cmpstr (changed, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_email_normalize (void)
{
  assert_changes (ss_email_normalize, "  Name@Example.COM\n", "name@example.com");
  assert_changes (ss_email_normalize, "INFO@X.COM", "info@x.com");
  assert_changes (ss_email_normalize, "", "");
  assert_changes (ss_email_normalize, NULL, "");
  assert_changes (ss_email_normalize, " \xff@X.com", "\xff@x.com");
}

static void
test_search_fold (void)
{
  static const struct
  {
    const char *text, *folded;
  } table[] = {
    { NULL, "" },
    { "", "" },
    { "Anna B. 12", "anna b. 12" },
    { "Ünïcödé ÇA", "unicode ca" },
    { "u\xcc\x88", "u" }, /* decomposed already */
    { "Straße", "strasse" },
    { "ΣΊΣΥΦΟΣ", "σισυφοσ" },
    { "ς", "σ" },
    { "Ёлка й", "елка и" },
    { "Łódź Đorđe Søren", "lodz dorde soren" },
    { "Æsop Œuvre", "aesop oeuvre" },
    { "İstanbul ısı", "istanbul isi" },
    { "ＦＵＬＬ ﬁne ℌ", "full fine h" },
    { "Việt Nam", "viet nam" },
    { "हिन्दी", "हिनदी" }, /* the vowels stay, the virama goes */
    { "東京", "東京" },
    { "🙂", "🙂" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_test_message ("%s", table[i].text != NULL ? table[i].text : "NULL");
      assert_changes (ss_search_fold, table[i].text, table[i].folded);
    }
}

static void
test_search_fold_of_bad_text (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *folded = ss_search_fold (hostile[i]);

      g_assert_true (g_utf8_validate (folded, -1, NULL));
    }
}

static void
add_fields (void)
{
  static const struct
  {
    const char *name;
    GTestDataFunc func;
  } tests[] = {
    { "good", test_good },
    { "bad", test_bad },
    { "null", test_null },
    { "hostile", test_hostile },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint j = 0; j < G_N_ELEMENTS (tests); j++)
      {
        g_autofree char *path = g_strdup_printf ("/validation/%s/%s", fields[i].name, tests[j].name);

        g_test_add_data_func (path, &fields[i], tests[j].func);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_fields ();
  g_test_add_func ("/validation/limits-in-sentences", test_limits_in_sentences);
  g_test_add_func ("/validation/tables-are-sorted", test_tables_are_sorted);
  g_test_add_func ("/validation/password/good", test_password_good);
  g_test_add_func ("/validation/password/length", test_password_length);
  g_test_add_func ("/validation/password/common", test_password_common);
  g_test_add_func ("/validation/password/like-the-person", test_password_like_the_person);
  g_test_add_func ("/validation/variable/values", test_variables);
  g_test_add_func ("/validation/variable/types", test_variable_types);
  g_test_add_func ("/validation/email/normalize", test_email_normalize);
  g_test_add_func ("/validation/search-fold/good", test_search_fold);
  g_test_add_func ("/validation/search-fold/bad", test_search_fold_of_bad_text);
  return g_test_run ();
}
