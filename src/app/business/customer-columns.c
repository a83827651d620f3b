/* customer-columns.c: the columns of the list of customers, and which of them there is room for
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/customer-columns.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/business/customer-cell.h"
#include "app/widgets/money-text.h"

/* Beside the text of each cell. */
#define PADDING 24
/* With fewer columns there is only the first. */
#define COMPACT 3

struct _SsCustomerColumns
{
  GObject parent_instance;

  GtkColumnView *view; /* (unowned): it holds what is held here */
  char *currency;      /* (owned) (nullable) */
  GTimeZone *zone;     /* (owned) */
  GtkColumnViewColumn **columns;
  GtkSorter *sorter; /* (unowned) (nullable): of the view */
  char *ordering;    /* (owned) (nullable) */
  gboolean is_compact;
  int width;
};

typedef char *(*GetText) (SsCustomerColumns *self, SsCustomer *customer);

G_DEFINE_FINAL_TYPE (SsCustomerColumns, ss_customer_columns, G_TYPE_OBJECT)

typedef enum
{
  PROP_IS_COMPACT = 1,
  PROP_ORDERING,
} SsCustomerColumnsProperty;

static GParamSpec *properties[PROP_ORDERING + 1];

static char *
get_name (SsCustomerColumns *self, SsCustomer *customer)
{
  return g_strdup (ss_customer_get_name (customer));
}

static char *
get_email (SsCustomerColumns *self, SsCustomer *customer)
{
  return g_strdup (ss_customer_get_email (customer));
}

static char *
get_phone (SsCustomerColumns *self, SsCustomer *customer)
{
  return g_strdup (ss_customer_get_phone (customer));
}

static char *
get_city (SsCustomerColumns *self, SsCustomer *customer)
{
  return g_strdup (ss_customer_get_city (customer));
}

static char *
get_tags (SsCustomerColumns *self, SsCustomer *customer)
{
  return ss_tags_to_text (ss_customer_get_tags (customer));
}

static char *
get_last_visit (SsCustomerColumns *self, SsCustomer *customer)
{
  if (!ss_customer_has_last_visit (customer))
    return g_strdup ("");
  return ss_business_format_date (self->zone, ss_customer_get_last_visit (customer));
}

static char *
get_spend (SsCustomerColumns *self, SsCustomer *customer)
{
  return ss_money_to_text (ss_customer_get_total_spend (customer), self->currency);
}

static char *
get_no_shows (SsCustomerColumns *self, SsCustomer *customer)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, ss_customer_get_no_show_count (customer));
}

static char *
get_status (SsCustomerColumns *self, SsCustomer *customer)
{
  return g_strdup (ss_customer_status_get_label (ss_customer_get_status (customer)));
}

/* In the page's order. A column is shown when all with a lower rank are and there is room for it. */
static const struct
{
  const char *title;
  const char *ordering; /* (nullable): the platform does not sort by it */
  GetText get_text;
  guint width; /* in characters */
  guint rank;
  gboolean expands;
  gboolean is_number;
} columns[] = {
  { N_ ("Name"), "name", get_name, 18, 0, TRUE, FALSE },
  { N_ ("E-Mail"), "email", get_email, 24, 2, TRUE, FALSE },
  { N_ ("Phone"), NULL, get_phone, 17, 1, FALSE, FALSE },
  { N_ ("City"), "city", get_city, 13, 7, FALSE, FALSE },
  { N_ ("Tags"), NULL, get_tags, 14, 8, FALSE, FALSE },
  { N_ ("Last Visit"), "last_visit", get_last_visit, 11, 4, FALSE, FALSE },
  { N_ ("Spend"), "total_spend", get_spend, 13, 5, FALSE, TRUE },
  { N_ ("No-Shows"), "no_show_count", get_no_shows, 9, 6, FALSE, TRUE },
  { N_ ("Status"), "status", get_status, 8, 3, FALSE, FALSE },
};

#define N_COLUMNS G_N_ELEMENTS (columns)

static guint
find_rank (guint rank)
{
  guint i = 0;

  while (columns[i].rank != rank)
    i++;
  return i;
}

static int
get_char_width (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_char_width (metrics));

  pango_font_metrics_unref (metrics);
  return MAX (width, 1);
}

static void
set_up_cb (GtkListItemFactory *factory, GtkListItem *row, SsCustomerColumns *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));

  gtk_list_item_set_child (row, ss_customer_cell_new (self, column));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *row, SsCustomerColumns *self)
{
  ss_customer_cell_set_item (SS_CUSTOMER_CELL (gtk_list_item_get_child (row)), gtk_list_item_get_item (row));
}

/* The view's own sorter says only whether one item is before another: asked about any two, it calls the
 * first column's comparison, which always says «before», and turns that round where the order is
 * descending. */
static guint asked_column;

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  asked_column = GPOINTER_TO_UINT (user_data);
  return -1;
}

static void
sorter_changed_cb (SsCustomerColumns *self)
{
  g_autoptr (GObject) one = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);
  g_autofree char *ordering = NULL;
  GtkOrdering order;

  asked_column = N_COLUMNS;
  order = gtk_sorter_compare (self->sorter, one, other);
  if (asked_column < N_COLUMNS)
    ordering = g_strconcat (order == GTK_ORDERING_LARGER ? "-" : "", columns[asked_column].ordering, NULL);
  if (g_strcmp0 (ordering, self->ordering) == 0)
    return;
  g_free (self->ordering);
  self->ordering = g_steal_pointer (&ordering);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDERING]);
}

static GtkColumnViewColumn *
make_column (SsCustomerColumns *self, guint i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (_ (columns[i].title), factory);

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (i));
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (columns[i].ordering != NULL)
    {
      g_autoptr (GtkSorter) sorter =
          GTK_SORTER (gtk_custom_sorter_new (compare_cb, GUINT_TO_POINTER (i), NULL));

      gtk_column_view_column_set_sorter (column, sorter);
    }
  return column;
}

static void
ss_customer_columns_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsCustomerColumns *self = SS_CUSTOMER_COLUMNS (object);

  switch ((SsCustomerColumnsProperty) id)
    {
    case PROP_IS_COMPACT:
      g_value_set_boolean (value, self->is_compact);
      break;
    case PROP_ORDERING:
      g_value_set_string (value, self->ordering);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_customer_columns_finalize (GObject *object)
{
  SsCustomerColumns *self = SS_CUSTOMER_COLUMNS (object);

  for (guint i = 0; i < N_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  g_free (self->columns);
  g_free (self->currency);
  g_free (self->ordering);
  g_time_zone_unref (self->zone);

  G_OBJECT_CLASS (ss_customer_columns_parent_class)->finalize (object);
}

static void
ss_customer_columns_class_init (SsCustomerColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ss_customer_columns_finalize;
  object_class->get_property = ss_customer_columns_get_property;
  properties[PROP_IS_COMPACT] = g_param_spec_boolean ("is-compact", NULL, NULL, FALSE, flags);
  properties[PROP_ORDERING] = g_param_spec_string ("ordering", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_customer_columns_init (SsCustomerColumns *self)
{
  self->columns = g_new0 (GtkColumnViewColumn *, N_COLUMNS);
}

/**
 * ss_customer_columns_new:
 * @view: an empty view of an SsPagedList of customers
 * @workspace: whose customers they are
 *
 * Returns: (transfer full): its columns
 */
SsCustomerColumns *
ss_customer_columns_new (GtkColumnView *view, SsWorkspace *workspace)
{
  SsCustomerColumns *self = g_object_new (SS_TYPE_CUSTOMER_COLUMNS, NULL);

  self->view = view;
  self->currency = g_strdup (ss_business_get_currency (workspace));
  self->zone = ss_business_get_zone (workspace);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      self->columns[i] = make_column (self, i);
      gtk_column_view_append_column (view, self->columns[i]);
    }
  self->sorter = gtk_column_view_get_sorter (view);
  g_signal_connect_object (self->sorter, "changed", G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/* How many of the columns, in the order of their ranks, @width has room for; @used: how much they take. */
static guint
count_fitting (int width, int char_width, int *used)
{
  guint n = 0;

  *used = 0;
  while (n < N_COLUMNS)
    {
      guint i = find_rank (n);
      int own = (int) columns[i].width * char_width + PADDING;

      if (n > 0 && *used + own > width)
        break;
      *used += own;
      n++;
    }
  return n;
}

/**
 * ss_customer_columns_fit:
 * @self: columns
 * @width: what they have together
 *
 * A narrow list has fewer columns, not narrower ones; what is left over goes to those that can use it.
 */
void
ss_customer_columns_fit (SsCustomerColumns *self, int width)
{
  int char_width;
  int used, n_expanding = 0;
  guint n_shown;
  gboolean is_compact;

  g_return_if_fail (SS_IS_CUSTOMER_COLUMNS (self));

  char_width = get_char_width (GTK_WIDGET (self->view));
  n_shown = count_fitting (width, char_width, &used);
  /* With a column or two beside the name the way to reach somebody would be missing. */
  is_compact = n_shown < COMPACT;
  if (is_compact)
    n_shown = 1;
  for (guint i = 0; i < N_COLUMNS; i++)
    n_expanding += columns[i].expands && columns[i].rank < n_shown ? 1 : 0;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      int own = (int) columns[i].width * char_width + PADDING;

      if (columns[i].expands)
        own = is_compact ? width : own + MAX (width - used, 0) / MAX (n_expanding, 1);
      gtk_column_view_column_set_fixed_width (self->columns[i], own);
      gtk_column_view_column_set_visible (self->columns[i], columns[i].rank < n_shown);
    }

  if (is_compact == self->is_compact)
    return;
  self->is_compact = is_compact;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_COMPACT]);
}

gboolean
ss_customer_columns_get_is_compact (SsCustomerColumns *self)
{
  return self->is_compact;
}

/**
 * ss_customer_columns_get_ordering:
 * @self: columns
 *
 * Returns: (nullable): a value of the contract's `ordering`; %NULL: as the platform orders them
 */
const char *
ss_customer_columns_get_ordering (SsCustomerColumns *self)
{
  return self->ordering;
}

void
ss_customer_columns_set_ordering (SsCustomerColumns *self, const char *ordering)
{
  gboolean is_descending = ordering != NULL && *ordering == '-';

  for (guint i = 0; ordering != NULL && i < N_COLUMNS; i++)
    if (g_strcmp0 (columns[i].ordering, ordering + (is_descending ? 1 : 0)) == 0)
      gtk_column_view_sort_by_column (self->view, self->columns[i],
                                      is_descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

char *
ss_customer_columns_get_text (SsCustomerColumns *self, guint column, SsCustomer *customer)
{
  return columns[column].get_text (self, customer);
}

/* How to reach somebody, and what to know before doing so. */
char *
ss_customer_columns_get_second_line (SsCustomerColumns *self, SsCustomer *customer)
{
  const char *status = ss_customer_get_status (customer);
  const char *phone = ss_customer_get_phone (customer);
  const char *email = ss_customer_get_email (customer);
  const char *reach = phone != NULL && *phone != '\0' ? phone : email;

  if (g_strcmp0 (status, ss_model_customer_status_choice (0)) == 0)
    return g_strdup (reach);
  if (reach == NULL || *reach == '\0')
    return g_strdup (ss_customer_status_get_label (status));
  return g_strdup_printf ("%s · %s", ss_customer_status_get_label (status), reach);
}

/**
 * ss_customer_columns_describe:
 * @self: columns
 * @customer: a customer
 *
 * Returns: (transfer full): what a screen reader says of the whole row
 */
char *
ss_customer_columns_describe (SsCustomerColumns *self, SsCustomer *customer)
{
  g_autoptr (GString) text = g_string_new (ss_customer_get_name (customer));

  for (guint i = 1; i < N_COLUMNS; i++)
    {
      g_autofree char *part = columns[i].get_text (self, customer);

      if (part != NULL && *part != '\0')
        g_string_append_printf (text, ", %s: %s", _ (columns[i].title), part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
ss_customer_columns_is_name (guint column)
{
  return column == 0;
}

gboolean
ss_customer_columns_is_number (guint column)
{
  return columns[column].is_number;
}
