/* bench-calendar.c: what a frame of the Timeline's week costs while it is scrolled and zoomed
 *
 * Fifty resources with forty bookings each, in a window of 1920 × 1080. A frame is its layout and its
 * snapshot, in the processor's time. Says «frames COUNT», «slowest MILLISECONDS» (of the slowest 1 %) and
 * «median MILLISECONDS».
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>
#include <stdio.h>
#include <time.h>

#include "app/calendar/grid-view.h"
#include "table-model.h"

#define N_FRAMES 1200
#define STEP 40.0

typedef struct
{
  GtkWidget *view;
  GtkAdjustment *across;
  GtkAdjustment *down;
} Bench;

static gint64
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 of_a = *(const gint64 *) a, of_b = *(const gint64 *) b;

  return (of_a > of_b) - (of_a < of_b);
}

static void
scroll (GtkAdjustment *adjustment, double step)
{
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment) + step;

  gtk_adjustment_set_value (adjustment, value > end ? 0 : value);
}

/* A hundred frames down, a hundred across, fifty in, fifty out, again and again; with all of the week in
 * sight every other time. */
static void
change (Bench *bench, guint frame)
{
  guint part = frame % 300;

  if (frame % 600 == 0)
    ss_grid_view_zoom (SS_GRID_VIEW (bench->view), 1e-3, 0);
  else if (part < 100)
    scroll (bench->down, STEP);
  else if (part < 200)
    scroll (bench->across, STEP);
  else
    ss_grid_view_zoom (SS_GRID_VIEW (bench->view), part < 250 ? 1.05 : 1 / 1.05, 700);
}

static void
draw (Bench *bench)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  GTK_WIDGET_GET_CLASS (bench->view)->snapshot (bench->view, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_clear_pointer (&node, gsk_render_node_unref);
}

static void
measure (Bench *bench)
{
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (gint64));

  draw (bench);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      gint64 begun = processor_time (), taken;

      change (bench, i);
      draw (bench);
      taken = processor_time () - begun;
      g_array_append_val (frames, taken);
    }
  g_array_sort (frames, compare);
  printf ("frames %d\nslowest %.3f\nmedian %.3f\n", N_FRAMES,
          g_array_index (frames, gint64, N_FRAMES - 1 - N_FRAMES / 100) / 1e6,
          g_array_index (frames, gint64, N_FRAMES / 2) / 1e6);
}

int
main (int argc, char **argv)
{
  GtkWidget *window, *scroller;
  gint64 start = ss_table_moment ("2026-11-23T00:00:00Z");
  g_autoptr (SsTableModel) model = ss_table_model_new ("Europe/Berlin", start + 61 * SS_HOUR);
  Bench bench = { 0 };
  GDate date;

  adw_init ();
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 23, 11, 2026);
  ss_table_model_fill (model, 50, 40, start);
  bench.view = ss_grid_view_new ();
  ss_grid_view_set_kind (SS_GRID_VIEW (bench.view), SS_GRID_TIMELINE, 7);
  g_object_set (bench.view, "model", model, "date", &date, NULL);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), bench.view);
  window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1920, 1080);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (bench.view) < 500)
    g_main_context_iteration (NULL, TRUE);
  bench.across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));
  bench.down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  measure (&bench);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
