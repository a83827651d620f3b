/* customer-csv.c: customers as rows of a table
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/customer-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "client/csv.h"
#include "domain/money.h"
#include "model/field-errors.h"
#include "model/model-json.h"

#define ROWS_MAX 100000

typedef enum
{
  NAME,
  FIRST_NAME,
  LAST_NAME,
  EMAIL,
  PHONE,
  CITY,
  STATE,
  ZIP,
  TAGS,
  STATUS,
  NOTES,
  TOTAL_SPEND,
  LAST_VISIT,
  NO_SHOWS,
} Column;

#define N_COLUMNS (NO_SHOWS + 1)
/* Those before it are read; the others are the platform's own. */
#define N_READ (NOTES + 1)

/* What an export calls a column, and what other programs do, in lower case. */
static const struct
{
  const char *heading;
  const char *others;   /* with bars around each */
  const char *property; /* (nullable): of text that is taken as it is */
} columns[] = {
  [NAME] = { N_ ("Name"), "|name|full name|customer|customer name|client|", "name" },
  [FIRST_NAME] = { NULL, "|first name|firstname|given name|", NULL },
  [LAST_NAME] = { NULL, "|last name|lastname|surname|family name|", NULL },
  [EMAIL] = { N_ ("E-Mail"), "|e-mail|email|e-mail address|email address|mail|", "email" },
  [PHONE] = { N_ ("Phone"), "|phone|phone number|telephone|mobile|mobile phone|tel|", "phone" },
  [CITY] = { N_ ("City"), "|city|town|", "city" },
  [STATE] = { N_ ("State or Region"), "|state or region|state|region|province|county|", "state" },
  [ZIP] = { N_ ("Postal Code"), "|postal code|zip|zip code|postcode|", "zip" },
  [TAGS] = { N_ ("Tags"), "|tags|tag|labels|groups|", NULL },
  [STATUS] = { N_ ("Status"), "|status|", NULL },
  [NOTES] = { N_ ("Notes"), "|notes|note|comment|comments|", "notes" },
  [TOTAL_SPEND] = { N_ ("Spend"), NULL, NULL },
  [LAST_VISIT] = { N_ ("Last Visit"), NULL, NULL },
  [NO_SHOWS] = { N_ ("No-Shows"), NULL, NULL },
};

void
ss_customer_line_free (SsCustomerLine *self)
{
  g_clear_object (&self->customer);
  g_free (self->fault);
  g_free (self);
}

/**
 * ss_customer_field_get_label:
 * @name: a member of a customer on the wire
 *
 * Returns: (transfer none): what the table calls it; what it does not have is called as on the wire
 */
const char *
ss_customer_field_get_label (const char *name)
{
  for (guint i = 0; i < N_READ; i++)
    if (g_strcmp0 (columns[i].property, name) == 0)
      return _ (columns[i].heading);
  return name;
}

static int
find_column (const char *heading)
{
  g_autofree char *stripped = g_strstrip (g_strdup (heading));
  g_autofree char *folded = g_utf8_casefold (stripped, -1);
  g_autofree char *barred = g_strconcat ("|", folded, "|", NULL);

  for (guint i = 0; i < N_READ && *stripped != '\0'; i++)
    {
      g_autofree char *own = columns[i].heading != NULL ? g_utf8_casefold (_ (columns[i].heading), -1) : NULL;

      if (g_strcmp0 (own, folded) == 0 || strstr (columns[i].others, barred) != NULL)
        return (int) i;
    }
  return -1;
}

/* Which field of a row is which; -1 where there is none. */
static gboolean
find_columns (SsCsvRow *heading, int places[N_READ], GError **error)
{
  for (guint i = 0; i < N_READ; i++)
    places[i] = -1;
  for (int i = 0; heading->fields[i] != NULL; i++)
    {
      int column = find_column (heading->fields[i]);

      if (column >= 0 && places[column] < 0)
        places[column] = i;
    }
  if (places[NAME] >= 0 || places[FIRST_NAME] >= 0 || places[LAST_NAME] >= 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _ ("The first line must say what the columns are, and one must be called “Name”."));
  return FALSE;
}

/* (transfer full): "" where the row is too short */
static char *
get_field (SsCsvRow *row, const int places[N_READ], Column column)
{
  guint n = g_strv_length (row->fields);

  if (places[column] < 0 || (guint) places[column] >= n)
    return g_strdup ("");
  return g_strstrip (g_strdup (ss_csv_field_skip_guard (row->fields[places[column]])));
}

static char *
get_name (SsCsvRow *row, const int places[N_READ])
{
  g_autofree char *name = get_field (row, places, NAME);
  g_autofree char *first = get_field (row, places, FIRST_NAME);
  g_autofree char *last = get_field (row, places, LAST_NAME);

  if (*name != '\0')
    return g_steal_pointer (&name);
  g_free (name);
  name = g_strjoin (" ", first, last, NULL);
  return g_strdup (g_strstrip (name));
}

/* A status in any case, as the wire has it; %NULL: none is like that. */
static const char *
find_status (const char *text)
{
  if (*text == '\0')
    return ss_model_customer_status_choice (0);
  for (guint i = 0; ss_model_customer_status_choice (i) != NULL; i++)
    if (g_ascii_strcasecmp (text, ss_model_customer_status_choice (i)) == 0)
      return ss_model_customer_status_choice (i);
  return NULL;
}

static JsonArray *
make_tags (const char *text)
{
  g_auto (GStrv) tags = g_strsplit_set (text, ",;", -1);
  JsonArray *array = json_array_new ();

  for (guint i = 0; tags[i] != NULL; i++)
    if (*g_strstrip (tags[i]) != '\0')
      json_array_add_string_element (array, tags[i]);
  return array;
}

/* (transfer full): the body that would create the customer */
static JsonObject *
make_body (SsCsvRow *row, const int places[N_READ])
{
  JsonObject *body = json_object_new ();
  g_autofree char *name = get_name (row, places);
  g_autofree char *tags = get_field (row, places, TAGS);

  json_object_set_string_member (body, "name", name);
  for (guint i = EMAIL; i < N_READ; i++)
    {
      g_autofree char *text = get_field (row, places, (Column) i);

      if (columns[i].property != NULL)
        json_object_set_string_member (body, columns[i].property, text);
    }
  json_object_set_array_member (body, "tags", make_tags (tags));
  return body;
}

/* (transfer full) (nullable): the contract's own rules, before the platform is asked */
static char *
check (SsCustomer *customer, JsonObject *body, SsCsvRow *row, const int places[N_READ])
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *status = get_field (row, places, STATUS);
  const char *email, *fault;

  ss_model_read_body (SS_MODEL (customer), body, SS_BODY_CREATE, errors);
  fields = ss_field_errors_get_fields (errors);
  if (fields->len > 0)
    /* Translators: what is wrong with which column. */
    return g_strdup_printf (_ ("%s: %s"), ss_customer_field_get_label (fields->pdata[0]),
                            _ (ss_field_errors_get (errors, fields->pdata[0])));
  email = ss_customer_get_email (customer);
  fault = *email != '\0' ? ss_validate_email (email) : NULL;
  if (fault != NULL)
    return g_strdup (_ (fault));
  if (find_status (status) == NULL)
    return g_strdup_printf (_ ("There is no status “%s”."), status);
  ss_customer_set_status (customer, find_status (status));
  return NULL;
}

static SsCustomerLine *
read_line (SsCsvRow *row, const int places[N_READ], GHashTable *emails)
{
  SsCustomerLine *line = g_new0 (SsCustomerLine, 1);
  g_autoptr (JsonObject) body = make_body (row, places);
  g_autofree char *email = NULL;
  gpointer first;

  line->line = row->line;
  line->customer = g_object_new (SS_TYPE_CUSTOMER, NULL);
  line->fault = check (line->customer, body, row, places);
  if (line->fault != NULL || *ss_customer_get_email (line->customer) == '\0')
    return line;

  email = g_utf8_casefold (ss_customer_get_email (line->customer), -1);
  first = g_hash_table_lookup (emails, email);
  if (first != NULL)
    line->fault = g_strdup_printf (_ ("Line %u has the same e-mail address."), GPOINTER_TO_UINT (first));
  else
    g_hash_table_insert (emails, g_steal_pointer (&email), GUINT_TO_POINTER (row->line));
  return line;
}

/**
 * ss_customer_csv_read:
 * @bytes: a file
 * @error: %G_IO_ERROR_INVALID_DATA with a sentence for people
 *
 * The first row says what the columns are, as an export does or as other programs call them; what nobody
 * knows is left out.
 *
 * Returns: (transfer full) (nullable) (element-type SsCustomerLine): the customers, the faulty lines among
 * them
 */
GPtrArray *
ss_customer_csv_read (GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) rows = ss_csv_read (bytes, error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) ss_customer_line_free);
  g_autoptr (GHashTable) emails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int places[N_READ];

  if (rows == NULL)
    return NULL;
  if (rows->len < 2)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("There are no customers in this file."));
      return NULL;
    }
  if (rows->len > ROWS_MAX + 1)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("These are too many lines. Import at most %d at a time."), ROWS_MAX);
      return NULL;
    }
  if (!find_columns (rows->pdata[0], places, error))
    return NULL;
  for (guint i = 1; i < rows->len; i++)
    g_ptr_array_add (lines, read_line (rows->pdata[i], places, emails));
  return g_steal_pointer (&lines);
}

void
ss_customer_csv_append_heading (GString *text)
{
  const char *fields[N_COLUMNS + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < N_COLUMNS; i++)
    if (columns[i].heading != NULL)
      fields[n++] = _ (columns[i].heading);
  ss_csv_append_row (text, fields);
}

static const char *
text_or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

/**
 * ss_customer_csv_append:
 * @text: where to
 * @customer: what the row says
 *
 * Amounts, moments and numbers are written as the contract has them, for other programs.
 */
void
ss_customer_csv_append (GString *text, SsCustomer *customer)
{
  const char *const *list = ss_customer_get_tags (customer);
  g_autofree char *tags = list != NULL ? g_strjoinv ("; ", (GStrv) list) : g_strdup ("");
  g_autofree char *spend = ss_money_format (ss_customer_get_total_spend (customer));
  char buffer[SS_TIME_BUFFER];
  const char *visit = ss_customer_has_last_visit (customer)
                          ? ss_time_format (ss_customer_get_last_visit (customer), buffer)
                          : "";
  g_autofree char *no_shows = g_strdup_printf ("%" G_GINT64_FORMAT, ss_customer_get_no_show_count (customer));
  const char *fields[] = {
    text_or_nothing (ss_customer_get_name (customer)),
    text_or_nothing (ss_customer_get_email (customer)),
    text_or_nothing (ss_customer_get_phone (customer)),
    text_or_nothing (ss_customer_get_city (customer)),
    text_or_nothing (ss_customer_get_state (customer)),
    text_or_nothing (ss_customer_get_zip (customer)),
    tags,
    text_or_nothing (ss_customer_get_status (customer)),
    text_or_nothing (ss_customer_get_notes (customer)),
    spend,
    visit,
    no_shows,
    NULL,
  };

  ss_csv_append_row (text, fields);
}
