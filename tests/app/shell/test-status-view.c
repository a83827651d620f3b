/* test-status-view.c: each of the five states is seen
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "app/widgets/status-view.h"

typedef struct
{
  GtkWidget *window;
  SsStatusView *view;
  GtkStack *stack;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = adw_window_new ();
  fixture->view = SS_STATUS_VIEW (ss_status_view_new ());
  fixture->stack =
      GTK_STACK (gtk_widget_get_template_child (GTK_WIDGET (fixture->view), SS_TYPE_STATUS_VIEW, "stack"));
  ss_status_view_set_child (fixture->view, gtk_label_new ("Content"));
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static GtkWidget *
get_child (Fixture *fixture, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->view), SS_TYPE_STATUS_VIEW, name));
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    SsLoadState state;
    const char *page;
  } cases[] = {
    { SS_LOAD_READY, "content" },   { SS_LOAD_EMPTY, "empty" },     { SS_LOAD_FAILED, "failed" },
    { SS_LOAD_OFFLINE, "content" }, { SS_LOAD_LOADING, "loading" },
  };

  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->stack), ==, "loading");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ss_status_view_set_state (fixture->view, cases[i].state);
      g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->stack), ==, cases[i].page);
    }
}

static void
test_spinner_waits (Fixture *fixture, gconstpointer data)
{
  GtkWidget *spinner = get_child (fixture, "spinner");

  /* Not at once, but by and by; and gone with the state. */
  g_assert_false (gtk_widget_get_visible (spinner));
  while (!gtk_widget_get_visible (spinner))
    g_main_context_iteration (NULL, TRUE);
  ss_status_view_set_state (fixture->view, SS_LOAD_READY);
  g_assert_false (gtk_widget_get_visible (spinner));
}

static void
retry_cb (SsStatusView *view, guint *n_retries)
{
  (*n_retries)++;
}

static void
test_failed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (SS_CLIENT_ERROR, SS_CLIENT_ERROR_SERVER, "It is <ill>.");
  AdwStatusPage *page = ADW_STATUS_PAGE (get_child (fixture, "failed_page"));
  guint n_retries = 0;

  g_signal_connect (fixture->view, "retry", G_CALLBACK (retry_cb), &n_retries);
  g_object_set (fixture->view, "what", "plugins", "error", error, "state", SS_LOAD_FAILED, NULL);
  g_assert_nonnull (strstr (adw_status_page_get_title (page), "plugins"));
  g_assert_cmpstr (adw_status_page_get_description (page), ==, "It is &lt;ill&gt;.");
  g_signal_emit_by_name (get_child (fixture, "retry_button"), "clicked");
  g_assert_cmpuint (n_retries, ==, 1);
}

static void
test_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SsStatusView) source = SS_STATUS_VIEW (g_object_ref_sink (ss_status_view_new ()));

  ss_status_view_follow (fixture->view, G_OBJECT (source));
  ss_status_view_set_state (source, SS_LOAD_EMPTY);
  g_assert_cmpint (ss_status_view_get_state (fixture->view), ==, SS_LOAD_EMPTY);
  ss_status_view_follow (fixture->view, NULL);
  ss_status_view_set_state (source, SS_LOAD_READY);
  g_assert_cmpint (ss_status_view_get_state (fixture->view), ==, SS_LOAD_EMPTY);
}

static void
test_builder (void)
{
  static const char description[] = "<interface><object class='SsStatusView' id='view'>"
                                    "<child><object class='GtkLabel' id='content'/></child>"
                                    "<child type='empty'><object class='GtkLabel' id='empty'/></child>"
                                    "</object></interface>";
  g_autoptr (GtkBuilder) builder = NULL;
  g_autoptr (GtkWidget) empty = NULL;
  GtkWidget *view;

  g_type_ensure (SS_TYPE_STATUS_VIEW);
  builder = gtk_builder_new_from_string (description, -1);
  view = GTK_WIDGET (gtk_builder_get_object (builder, "view"));
  g_assert_true (ss_status_view_get_child (SS_STATUS_VIEW (view))
                 == GTK_WIDGET (gtk_builder_get_object (builder, "content")));
  g_object_get (view, "empty", &empty, NULL);
  g_assert_true (empty == GTK_WIDGET (gtk_builder_get_object (builder, "empty")));
}

static void
test_loaded_at (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *clock = g_date_time_format (now, "%H:%M");
  g_autofree char *today = ss_describe_loaded_at (g_date_time_to_unix (now) * G_USEC_PER_SEC);
  g_autofree char *never = ss_describe_loaded_at (0);

  g_assert_true (g_str_has_suffix (today, clock));
  g_assert_null (strpbrk (never, "0123456789"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/app/status-view/pages", test_pages);
  ADD ("/app/status-view/spinner-waits", test_spinner_waits);
  ADD ("/app/status-view/failed", test_failed);
  ADD ("/app/status-view/follows", test_follows);
  g_test_add_func ("/app/status-view/builder", test_builder);
  g_test_add_func ("/app/status-view/loaded-at", test_loaded_at);
  return g_test_run ();
}
