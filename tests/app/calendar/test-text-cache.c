/* test-text-cache.c: texts that are drawn again and again, and shortened to their place
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/text-cache.h"

static const GdkRGBA black = { 0, 0, 0, 1 };

/* (transfer full) (nullable): what is drawn of @text in a place that begins at 100 */
static GskRenderNode *
draw (SsTextCache *cache, const char *text, SsTextFlags flags, double width)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  SsRect place = { 100, 0, width, 30 };

  ss_text_cache_draw (cache, snapshot, text, flags, &black, &place);
  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}

static void
assert_inside (SsTextCache *cache, const char *text, SsTextFlags flags)
{
  double whole = ss_text_cache_measure (cache, text, flags);
  double sign = ss_text_cache_measure (cache, "…", flags);

  for (double width = 4; width < whole + 8; width++)
    {
      g_autoptr (GskRenderNode) node = draw (cache, text, flags, width);
      graphene_rect_t bounds;

      g_assert_true (ss_text_cache_fits (cache, text, flags, &black, width) == (whole <= width));
      if (node == NULL)
        {
          /* Not even a letter and the sign have room. */
          g_assert_cmpfloat (width, <, 3 * sign + 4);
          continue;
        }
      gsk_render_node_get_bounds (node, &bounds);
      /* What is drawn may reach over its advance by a pixel. */
      g_assert_cmpfloat (bounds.origin.x, >=, 100 - 2);
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, 100 + width + 2);
    }
}

static void
test_shortened (void)
{
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  g_autoptr (SsTextCache) cache = ss_text_cache_new (widget);

  assert_inside (cache, "Stephanie Torres", SS_TEXT_BOLD);
  assert_inside (cache, "12:45–13:15", SS_TEXT_PLAIN);
  assert_inside (cache, "Zoë Ångström", SS_TEXT_STRUCK | SS_TEXT_MIRROR);
  assert_inside (cache, "שרה כהן לוי", SS_TEXT_MIRROR);
  g_object_unref (widget);
}

/* The cache begins anew in the middle of a frame, and what was found is not used after it. */
static void
test_many (void)
{
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  g_autoptr (SsTextCache) cache = ss_text_cache_new (widget);

  for (guint i = 0; i < 7000; i++)
    {
      g_autofree char *text = g_strdup_printf ("Somebody with the number %u", i);
      g_autoptr (GskRenderNode) node = draw (cache, text, SS_TEXT_PLAIN, 80);

      g_assert_nonnull (node);
    }
  g_object_unref (widget);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/calendar/text-cache/shortened", test_shortened);
  g_test_add_func ("/app/calendar/text-cache/many", test_many);
  return g_test_run ();
}
