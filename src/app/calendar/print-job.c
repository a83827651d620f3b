/* print-job.c: day sheets on paper, or in a PDF
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/print-job.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/calendar/layout/print-pages.h"
#include "app/calendar/print-sheets.h"

/* In points. */
#define MARGIN 42.0
#define GAP 10.0
#define PADDING 4.0
#define NOTES_LINES 4
#define FONT "Cantarell 10"
/* Measured at once, in microseconds: half a frame. */
#define PIECE 8000

typedef enum
{
  COLUMN_TIMES,
  COLUMN_CUSTOMER,
  COLUMN_SERVICE,
  COLUMN_STATUS,
  COLUMN_NOTES,
} Column;

#define N_COLUMNS (COLUMN_NOTES + 1)

/* part: of the width. */
static const struct
{
  const char *title;
  double part;
} columns[N_COLUMNS] = {
  [COLUMN_TIMES] = { N_ ("Time"), 0.14 },      [COLUMN_CUSTOMER] = { N_ ("Customer"), 0.22 },
  [COLUMN_SERVICE] = { N_ ("Service"), 0.24 }, [COLUMN_STATUS] = { N_ ("Status"), 0.17 },
  [COLUMN_NOTES] = { N_ ("Notes"), 0.23 },
};

struct _SsPrintJob
{
  GtkPrintOperation parent_instance;

  GPtrArray *sheets; /* (owned) */
  char *business;    /* (owned) (nullable) */

  /* Of the paper that was chosen. */
  GPtrArray *rows;      /* (owned) (element-type SsPrintRow): the sheets', one after the other */
  SsPrintLine *lines;   /* (owned) (nullable): of the rows */
  SsPrintPlace *places; /* (owned) (nullable): of the lines */
  guint n_measured;
  guint n_pages;
  double width;
  double height;
  double head;
};

G_DEFINE_FINAL_TYPE (SsPrintJob, ss_print_job, GTK_TYPE_PRINT_OPERATION)

static const char *
get_text (const SsPrintRow *row, Column column)
{
  const char *texts[N_COLUMNS] = {
    [COLUMN_TIMES] = row->times,   [COLUMN_CUSTOMER] = row->customer, [COLUMN_SERVICE] = row->service,
    [COLUMN_STATUS] = row->status, [COLUMN_NOTES] = row->notes,
  };

  return texts[column] != NULL ? texts[column] : "";
}

static gboolean
is_mirror (void)
{
  return gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
}

static PangoLayout *
make_text (GtkPrintContext *context, const char *text, double width, const char *font)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_context_set_base_dir (pango_layout_get_context (layout),
                              is_mirror () ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_layout_context_changed (layout);
  pango_layout_set_text (layout, text, -1);
  /* Written in its own direction, a name in another script stands where the others stand. */
  pango_context_set_base_dir (pango_layout_get_context (layout), pango_layout_get_direction (layout, 0));
  pango_layout_context_changed (layout);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_alignment (layout, is_mirror () ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_width (layout, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static PangoLayout *
make_cell (GtkPrintContext *context, double width, const SsPrintRow *row, Column column)
{
  PangoLayout *layout = make_text (context, get_text (row, column), width, FONT);

  if (column == COLUMN_NOTES)
    {
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_height (layout, -NOTES_LINES);
    }
  else
    pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (row->is_struck)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }
  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static double
get_column_width (SsPrintJob *self, Column column)
{
  return self->width * columns[column].part - GAP;
}

static double
get_column_x (SsPrintJob *self, Column column)
{
  double x = 0;

  for (guint i = 0; i < column; i++)
    x += self->width * columns[i].part;
  return is_mirror () ? self->width - x - get_column_width (self, column) : x;
}

static double
measure_row (SsPrintJob *self, GtkPrintContext *context, const SsPrintRow *row)
{
  double height = 0;

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (PangoLayout) cell = make_cell (context, get_column_width (self, i), row, i);

      height = MAX (height, get_height (cell));
    }
  return height + 2 * PADDING;
}

static void
draw_text (cairo_t *cr, PangoLayout *layout, double x, double y)
{
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_rule (SsPrintJob *self, cairo_t *cr, double y, double thickness)
{
  cairo_save (cr);
  cairo_set_line_width (cr, thickness);
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_move_to (cr, 0, y);
  cairo_line_to (cr, self->width, y);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* The resource and its day, whose they are, and what the columns are. Where it ends. */
static double
draw_head (SsPrintJob *self, GtkPrintContext *context, const SsPrintSheet *sheet, cairo_t *cr)
{
  g_autoptr (PangoLayout) business =
      make_text (context, self->business != NULL ? self->business : "", self->width, FONT);
  g_autoptr (PangoLayout) resource =
      make_text (context, sheet != NULL ? sheet->resource : "", self->width, "Cantarell Bold 16");
  g_autoptr (PangoLayout) day =
      make_text (context, sheet != NULL ? sheet->day : _ ("Nothing is booked in these days."), self->width,
                 "Cantarell 12");
  double y = 0, titles = 0;

  draw_text (cr, business, 0, y);
  y += get_height (business);
  draw_text (cr, resource, 0, y);
  y += get_height (resource);
  draw_text (cr, day, 0, y);
  y += get_height (day) + GAP;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (PangoLayout) title =
          make_text (context, _ (columns[i].title), get_column_width (self, i), "Cantarell Bold 9");

      if (sheet != NULL)
        draw_text (cr, title, get_column_x (self, i), y);
      titles = MAX (titles, get_height (title));
    }
  draw_rule (self, cr, y + titles + PADDING / 2, 1);
  return y + titles + PADDING;
}

static void
draw_row (SsPrintJob *self, GtkPrintContext *context, const SsPrintRow *row, double y, double height,
          cairo_t *cr)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (PangoLayout) cell = make_cell (context, get_column_width (self, i), row, i);

      draw_text (cr, cell, get_column_x (self, i), y + PADDING);
    }
  draw_rule (self, cr, y + height, 0.5);
}

static void
draw_foot (SsPrintJob *self, GtkPrintContext *context, guint page, cairo_t *cr)
{
  /* Translators: at the foot of a printed page. */
  g_autofree char *text = g_strdup_printf (_ ("Page %u of %u"), page + 1, self->n_pages);
  g_autoptr (PangoLayout) layout = make_text (context, text, self->width, "Cantarell 9");

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  draw_text (cr, layout, 0, self->height - get_height (layout));
}

/* How high head and foot are is known by drawing them where nobody sees it. */
static void
measure_page (SsPrintJob *self, GtkPrintContext *context)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  const SsPrintSheet sheet = { .day = (char *) "A", .resource = (char *) "A" };

  self->head = draw_head (self, context, &sheet, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
ss_print_job_begin_print (GtkPrintOperation *operation, GtkPrintContext *context)
{
  SsPrintJob *self = SS_PRINT_JOB (operation);

  self->width = gtk_print_context_get_width (context);
  self->height = gtk_print_context_get_height (context);
  measure_page (self, context);
  g_free (self->lines);
  g_free (self->places);
  self->lines = g_new0 (SsPrintLine, MAX (self->rows->len, 1));
  self->places = g_new0 (SsPrintPlace, MAX (self->rows->len, 1));
  self->n_measured = 0;
  for (guint i = 0, n = 0; i < self->sheets->len; i++)
    for (guint j = 0; j < ((SsPrintSheet *) g_ptr_array_index (self->sheets, i))->rows->len; j++)
      self->lines[n++].sheet = i;
}

/* A month of many resources has thousands of rows: between two pieces of them the window lives on. */
static gboolean
ss_print_job_paginate (GtkPrintOperation *operation, GtkPrintContext *context)
{
  SsPrintJob *self = SS_PRINT_JOB (operation);
  gint64 deadline = g_get_monotonic_time () + PIECE;

  while (self->n_measured < self->rows->len && g_get_monotonic_time () < deadline)
    {
      self->lines[self->n_measured].height =
          measure_row (self, context, g_ptr_array_index (self->rows, self->n_measured));
      self->n_measured++;
    }
  if (self->n_measured < self->rows->len)
    return FALSE;
  self->n_pages =
      ss_print_pages_lay_out (self->lines, self->rows->len, self->height - self->head - MARGIN, self->places);
  self->n_pages = MAX (self->n_pages, 1);
  gtk_print_operation_set_n_pages (operation, (int) self->n_pages);
  return TRUE;
}

static void
ss_print_job_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page)
{
  SsPrintJob *self = SS_PRINT_JOB (operation);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  gboolean has_head = FALSE;

  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; i < self->rows->len; i++)
    {
      guint sheet = self->lines[i].sheet;

      if (self->places[i].page != (guint) page)
        continue;
      if (!has_head)
        draw_head (self, context, g_ptr_array_index (self->sheets, sheet), cr);
      has_head = TRUE;
      draw_row (self, context, g_ptr_array_index (self->rows, i), self->head + self->places[i].y,
                self->lines[i].height, cr);
    }
  if (!has_head)
    draw_head (self, context, NULL, cr);
  draw_foot (self, context, (guint) page, cr);
}

static void
ss_print_job_finalize (GObject *object)
{
  SsPrintJob *self = SS_PRINT_JOB (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_free (self->business);
  g_free (self->lines);
  g_free (self->places);

  G_OBJECT_CLASS (ss_print_job_parent_class)->finalize (object);
}

static void
ss_print_job_class_init (SsPrintJobClass *klass)
{
  GtkPrintOperationClass *operation_class = GTK_PRINT_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ss_print_job_finalize;
  operation_class->begin_print = ss_print_job_begin_print;
  operation_class->paginate = ss_print_job_paginate;
  operation_class->draw_page = ss_print_job_draw_page;
}

static void
ss_print_job_init (SsPrintJob *self)
{
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (self);

  gtk_page_setup_set_top_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
}

/**
 * ss_print_job_new:
 * @sheets: (element-type SsPrintSheet): from ss_print_sheets_make()
 * @business: (nullable): whose they are
 * @period: which days, the job's name
 *
 * Returns: (transfer full): run it with gtk_print_operation_run()
 */
SsPrintJob *
ss_print_job_new (GPtrArray *sheets, const char *business, const char *period)
{
  SsPrintJob *self = g_object_new (SS_TYPE_PRINT_JOB, NULL);

  self->sheets = g_ptr_array_ref (sheets);
  self->rows = g_ptr_array_new ();
  for (guint i = 0; i < sheets->len; i++)
    g_ptr_array_extend (self->rows, ((SsPrintSheet *) g_ptr_array_index (sheets, i))->rows, NULL, NULL);
  self->business = g_strdup (business);
  gtk_print_operation_set_job_name (GTK_PRINT_OPERATION (self), period);
  return self;
}
