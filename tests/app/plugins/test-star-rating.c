/* test-star-rating.c: stars by keyboard, and what a screen reader hears of them
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>
#include <math.h>

#include "app/widgets/star-rating.h"
#include "app/widgets/star-strip.h"

typedef struct
{
  GtkWidget *stars;
  GtkEventController *keys;
  guint rated;
  guint count;
} Fixture;

static void
rated_cb (Fixture *fixture, guint stars)
{
  fixture->rated = stars;
  fixture->count++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) controllers = NULL;

  fixture->stars = g_object_ref_sink (ss_star_rating_new (TRUE));
  g_signal_connect_swapped (fixture->stars, "rated", G_CALLBACK (rated_cb), fixture);
  controllers = gtk_widget_observe_controllers (fixture->stars);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        fixture->keys = controller;
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->stars);
}

static gboolean
press (Fixture *fixture, guint keyval)
{
  gboolean is_handled = FALSE;

  g_signal_emit_by_name (fixture->keys, "key-pressed", keyval, 0, 0, &is_handled);
  return is_handled;
}

static void
test_arrows (Fixture *fixture, gconstpointer data)
{
  g_assert_true (press (fixture, GDK_KEY_Right));
  g_assert_cmpuint (fixture->rated, ==, 1);
  press (fixture, GDK_KEY_Right);
  press (fixture, GDK_KEY_Right);
  g_assert_cmpuint (fixture->rated, ==, 3);
  press (fixture, GDK_KEY_Left);
  g_assert_cmpuint (fixture->rated, ==, 2);
  press (fixture, GDK_KEY_End);
  g_assert_cmpuint (fixture->rated, ==, 5);
  fixture->count = 0;
  press (fixture, GDK_KEY_Right);
  g_assert_cmpuint (fixture->count, ==, 0);
}

static void
test_digits (Fixture *fixture, gconstpointer data)
{
  press (fixture, GDK_KEY_4);
  g_assert_cmpuint (fixture->rated, ==, 4);
  press (fixture, GDK_KEY_Delete);
  g_assert_cmpuint (fixture->rated, ==, 0);
  g_assert_cmpfloat (ss_star_rating_get_value (SS_STAR_RATING (fixture->stars)), ==, 0);
}

/* Up, Down and letters belong to the list that the stars are in. */
static void
test_other_keys (Fixture *fixture, gconstpointer data)
{
  g_assert_false (press (fixture, GDK_KEY_Up));
  g_assert_false (press (fixture, GDK_KEY_a));
  g_assert_cmpuint (fixture->count, ==, 0);
}

static void
test_right_to_left (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_direction (fixture->stars, GTK_TEXT_DIR_RTL);
  press (fixture, GDK_KEY_3);
  press (fixture, GDK_KEY_Left);
  g_assert_cmpuint (fixture->rated, ==, 4);
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) shown = g_object_ref_sink (ss_star_rating_new (FALSE));

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (fixture->stars)), ==,
                   GTK_ACCESSIBLE_ROLE_SLIDER);
  press (fixture, GDK_KEY_4);
  gtk_test_accessible_assert_property (fixture->stars, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 4.0);
  gtk_test_accessible_assert_property (fixture->stars, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "4 stars");
  press (fixture, GDK_KEY_Delete);
  gtk_test_accessible_assert_property (fixture->stars, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "Not rated");
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (shown)), ==, GTK_ACCESSIBLE_ROLE_IMG);
  ss_star_rating_set_value (SS_STAR_RATING (shown), 4.6);
  gtk_test_accessible_assert_property (shown, GTK_ACCESSIBLE_PROPERTY_LABEL, "4.6 out of 5");
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  SsStarRating *stars = SS_STAR_RATING (fixture->stars);

  ss_star_rating_set_value (stars, 17);
  g_assert_cmpfloat (ss_star_rating_get_value (stars), ==, 5);
  ss_star_rating_set_value (stars, NAN);
  g_assert_cmpfloat (ss_star_rating_get_value (stars), ==, 0);
  g_assert_cmpuint (fixture->count, ==, 0);
}

static void
test_words (void)
{
  g_autofree char *many = ss_star_rating_describe (4.6, 312);
  g_autofree char *one = ss_star_rating_describe (5, 1);
  g_autofree char *none = ss_star_rating_describe (0, 0);

  g_assert_cmpstr (many, ==, "4.6 out of 5, 312 ratings");
  g_assert_cmpstr (one, ==, "5.0 out of 5, 1 rating");
  g_assert_cmpstr (none, ==, "Not rated yet");
}

static void
test_places (void)
{
  g_assert_cmpint (ss_star_strip_find (16, -3), ==, 1);
  g_assert_cmpint (ss_star_strip_find (16, 0), ==, 1);
  g_assert_cmpint (ss_star_strip_find (16, 19), ==, 2);
  g_assert_cmpint (ss_star_strip_find (16, 500), ==, 5);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/star-rating/arrows", Fixture, NULL, set_up, test_arrows, tear_down);
  g_test_add ("/star-rating/digits", Fixture, NULL, set_up, test_digits, tear_down);
  g_test_add ("/star-rating/other-keys", Fixture, NULL, set_up, test_other_keys, tear_down);
  g_test_add ("/star-rating/right-to-left", Fixture, NULL, set_up, test_right_to_left, tear_down);
  g_test_add ("/star-rating/accessible", Fixture, NULL, set_up, test_accessible, tear_down);
  g_test_add ("/star-rating/values", Fixture, NULL, set_up, test_values, tear_down);
  g_test_add_func ("/star-rating/words", test_words);
  g_test_add_func ("/star-rating/places", test_places);
  return g_test_run ();
}
