/* chart-data.c: what a chart shows
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/overview/chart-data.h"

#include <glib/gi18n-lib.h>

/* More rows than these are read in a table. */
#define ROWS_MAX 12

struct _SsChartPoint
{
  GObject parent_instance;

  char *label; /* (owned) */
  char *name;  /* (owned) */
  char *text;  /* (owned) */
  double value;
};

G_DEFINE_FINAL_TYPE (SsChartPoint, ss_chart_point, G_TYPE_OBJECT)

struct _SsChartData
{
  GObject parent_instance;

  SsChartAbout about;
  char *title;        /* (owned) */
  char *name_heading; /* (owned) */
  char *text_heading; /* (owned) */
  GListStore *points; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsChartData, ss_chart_data, G_TYPE_OBJECT)

static void
ss_chart_point_finalize (GObject *object)
{
  SsChartPoint *self = SS_CHART_POINT (object);

  g_free (self->label);
  g_free (self->name);
  g_free (self->text);

  G_OBJECT_CLASS (ss_chart_point_parent_class)->finalize (object);
}

static void
ss_chart_point_class_init (SsChartPointClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_chart_point_finalize;
}

static void
ss_chart_point_init (SsChartPoint *self)
{
}

static void
ss_chart_data_finalize (GObject *object)
{
  SsChartData *self = SS_CHART_DATA (object);

  g_free (self->title);
  g_free (self->name_heading);
  g_free (self->text_heading);
  g_clear_object (&self->points);

  G_OBJECT_CLASS (ss_chart_data_parent_class)->finalize (object);
}

static void
ss_chart_data_class_init (SsChartDataClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_chart_data_finalize;
}

static void
ss_chart_data_init (SsChartData *self)
{
  self->points = g_list_store_new (SS_TYPE_CHART_POINT);
}

const char *
ss_chart_point_get_label (SsChartPoint *self)
{
  return self->label;
}

const char *
ss_chart_point_get_name (SsChartPoint *self)
{
  return self->name;
}

const char *
ss_chart_point_get_text (SsChartPoint *self)
{
  return self->text;
}

double
ss_chart_point_get_value (SsChartPoint *self)
{
  return self->value;
}

/**
 * ss_chart_point_describe:
 * @self: a value
 *
 * Returns: (transfer full): all that a screen reader says of it
 */
char *
ss_chart_point_describe (SsChartPoint *self)
{
  /* Translators: a value of a chart: "Monday, 23 November 2026: 12 bookings" */
  return g_strdup_printf (_ ("%s: %s"), self->name, self->text);
}

SsChartData *
ss_chart_data_new (const SsChartAbout *about)
{
  SsChartData *self = g_object_new (SS_TYPE_CHART_DATA, NULL);

  self->about = *about;
  self->about.title = self->title = g_strdup (about->title);
  self->about.name_heading = self->name_heading = g_strdup (about->name_heading);
  self->about.text_heading = self->text_heading = g_strdup (about->text_heading);
  return self;
}

/**
 * ss_chart_data_add:
 * @self: a chart
 * @label: what stands beside it
 * @name: the same in full
 * @value: how long its bar is
 * @text: the value as people read it
 */
void
ss_chart_data_add (SsChartData *self, const char *label, const char *name, double value, const char *text)
{
  g_autoptr (SsChartPoint) point = g_object_new (SS_TYPE_CHART_POINT, NULL);

  point->label = g_strdup (label);
  point->name = g_strdup (name);
  point->text = g_strdup (text);
  point->value = value;
  g_list_store_append (self->points, point);
}

const SsChartAbout *
ss_chart_data_get_about (SsChartData *self)
{
  return &self->about;
}

GListModel *
ss_chart_data_get_points (SsChartData *self)
{
  return G_LIST_MODEL (self->points);
}

guint
ss_chart_data_get_n_drawn (SsChartData *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->points));

  return self->about.kind == SS_CHART_ROWS ? MIN (n, ROWS_MAX) : n;
}

SsChartPoint *
ss_chart_data_get_point (SsChartData *self, guint n)
{
  /* The list keeps it. */
  g_autoptr (SsChartPoint) point = g_list_model_get_item (G_LIST_MODEL (self->points), n);

  return point;
}

double *
ss_chart_data_get_values (SsChartData *self)
{
  guint n = ss_chart_data_get_n_drawn (self);
  double *values = g_new (double, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    values[i] = ss_chart_data_get_point (self, i)->value;
  return values;
}
