/* test-clock-text.c: times of day in 24 hours and in 12, as the desktop wants them
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/widgets/clock-text.h"

#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_SETTINGS "org.freedesktop.portal.Settings"

static const struct
{
  int hour;
  int minute;
  const char *in_24;
  const char *in_12;
  const char *hour_in_12;
} times[] = {
  { 0, 0, "00:00", "12:00 AM", "12 AM" },      { 9, 0, "09:00", "9:00 AM", "9 AM" },
  { 9, 30, "09:30", "9:30 AM", "9:30 AM" },    { 12, 0, "12:00", "12:00 PM", "12 PM" },
  { 23, 59, "23:59", "11:59 PM", "11:59 PM" },
};

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_formats (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, times[i].hour, times[i].minute, 0);

      ss_clock_text_set_hours (24);
      assert_text (ss_clock_text_format (time), times[i].in_24);
      assert_text (ss_clock_text_format_hour (time), times[i].in_24);
      ss_clock_text_set_hours (12);
      assert_text (ss_clock_text_format (time), times[i].in_12);
      assert_text (ss_clock_text_format_hour (time), times[i].hour_in_12);
      assert_text (ss_clock_text_format_minute (times[i].hour * 60 + times[i].minute), times[i].in_12);
    }
}

static void
test_with_day (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, 9, 30, 0);

  ss_clock_text_set_hours (12);
  assert_text (ss_clock_text_format_with_day (time, "%-d %B"), "23 November, 9:30 AM");
  ss_clock_text_set_hours (24);
  assert_text (ss_clock_text_format_with_day (time, "%-d %B"), "23 November, 09:30");
}

static void
count_cb (GObject *object)
{
  g_object_set_data (object, "n", GUINT_TO_POINTER (GPOINTER_TO_UINT (g_object_get_data (object, "n")) + 1));
}

/* Who shows times hears of another way once, and of the same one not at all. */
static void
test_connect (void)
{
  g_autoptr (GObject) object = g_object_new (G_TYPE_OBJECT, NULL);
  GObject *gone = g_object_new (G_TYPE_OBJECT, NULL);

  ss_clock_text_set_hours (24);
  ss_clock_text_connect (object, G_CALLBACK (count_cb));
  ss_clock_text_connect (gone, G_CALLBACK (count_cb));
  g_object_unref (gone);
  ss_clock_text_set_hours (24);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_object_get_data (object, "n")), ==, 0);
  ss_clock_text_set_hours (12);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_object_get_data (object, "n")), ==, 1);
  ss_clock_text_set_hours (24);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_object_get_data (object, "n")), ==, 2);
}

/* A desktop's settings portal, of which the test's own bus has none. */
static void
fake_portal_call_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
                     const char *method, GVariant *parameters, GDBusMethodInvocation *invocation,
                     gpointer user_data)
{
  const char *name, *key;

  g_variant_get (parameters, "(&s&s)", &name, &key);
  g_assert_cmpstr (name, ==, "org.gnome.desktop.interface");
  g_assert_cmpstr (key, ==, "clock-format");
  g_dbus_method_invocation_return_value (invocation,
                                         g_variant_new ("(v)", g_variant_new_variant (
                                                                   g_variant_new_string ("12h"))));
}

static const char fake_portal_interface[] =
    "<node><interface name='org.freedesktop.portal.Settings'>"
    "<method name='Read'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='v' direction='out'/></method>"
    "<signal name='SettingChanged'><arg type='s'/><arg type='s'/><arg type='v'/></signal>"
    "</interface></node>";

static gboolean
shows (const char *expected)
{
  g_autofree char *text = ss_clock_text_format_minute (9 * 60);

  return g_strcmp0 (text, expected) == 0;
}

static GDBusConnection *
connect_to (GTestDBus *bus)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static void
acquired_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
test_desktop (void)
{
  static const GDBusInterfaceVTable calls = { .method_call = fake_portal_call_cb };
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (fake_portal_interface, NULL);
  g_autoptr (GDBusConnection) portal = NULL, client = NULL;
  gboolean is_acquired = FALSE;
  guint name;

  g_test_dbus_up (bus);
  portal = connect_to (bus);
  client = connect_to (bus);
  g_dbus_connection_register_object (portal, PORTAL_PATH, node->interfaces[0], &calls, NULL, NULL, NULL);
  name = g_bus_own_name_on_connection (portal, "org.freedesktop.portal.Desktop", G_BUS_NAME_OWNER_FLAGS_NONE,
                                       acquired_cb, NULL, &is_acquired, NULL);
  while (!is_acquired)
    g_main_context_iteration (NULL, TRUE);

  ss_clock_text_set_hours (24);
  ss_clock_text_follow_desktop (client);
  while (!shows ("9:00 AM"))
    g_main_context_iteration (NULL, TRUE);
  g_dbus_connection_emit_signal (portal, NULL, PORTAL_PATH, PORTAL_SETTINGS, "SettingChanged",
                                 g_variant_new ("(ssv)", "org.gnome.desktop.interface", "clock-format",
                                                g_variant_new_string ("24h")),
                                 NULL);
  while (!shows ("09:00"))
    g_main_context_iteration (NULL, TRUE);

  g_bus_unown_name (name);
  g_dbus_connection_close_sync (portal, NULL, NULL);
  g_dbus_connection_close_sync (client, NULL, NULL);
  g_clear_object (&portal);
  g_clear_object (&client);
  g_test_dbus_down (bus);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/clock-text/formats", test_formats);
  g_test_add_func ("/app/clock-text/with-day", test_with_day);
  g_test_add_func ("/app/clock-text/connect", test_connect);
  g_test_add_func ("/app/clock-text/desktop", test_desktop);
  return g_test_run ();
}
