/* clock-text.c: times of day as the desktop shows them, in 24 hours or in 12
 *
 * GNOME keeps the choice in `clock-format` of org.gnome.desktop.interface; a program in a sandbox reads it
 * from the settings portal:
 * https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/clock-text.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>

#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_SETTINGS "org.freedesktop.portal.Settings"
#define NAMESPACE "org.gnome.desktop.interface"
#define KEY "clock-format"

/* Says that times are shown another way now. */
struct _SsClock
{
  GObject parent_instance;
};

#define SS_TYPE_CLOCK (ss_clock_get_type ())
G_DECLARE_FINAL_TYPE (SsClock, ss_clock, SS, CLOCK, GObject)
G_DEFINE_FINAL_TYPE (SsClock, ss_clock, G_TYPE_OBJECT)

static guint changed_signal;

/* 0: not known yet. */
static guint clock_hours;

static guint
get_locale_hours (void)
{
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%r") != NULL || strstr (format, "%I") != NULL || strstr (format, "%l") != NULL ? 12
                                                                                                         : 24;
}

static gboolean
is_12_hours (GDateTime *time)
{
  g_autofree char *half = NULL;

  if (clock_hours == 0)
    clock_hours = get_locale_hours ();
  if (clock_hours != 12)
    return FALSE;
  /* Many languages have no word for the half of the day: nine would be one of two. */
  half = g_date_time_format (time, "%p");
  return half != NULL && *half != '\0';
}

static void
ss_clock_class_init (SsClockClass *klass)
{
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ss_clock_init (SsClock *self)
{
}

/* As long as the program runs. */
static SsClock *
get_clock (void)
{
  static SsClock *clock;

  if (clock == NULL)
    clock = g_object_new (SS_TYPE_CLOCK, NULL);
  return clock;
}

/**
 * ss_clock_text_set_hours:
 * @hours: 24 or 12
 *
 * Has all that shows times show them anew.
 */
void
ss_clock_text_set_hours (guint hours)
{
  SsClock *clock = get_clock ();

  g_return_if_fail (hours == 12 || hours == 24);

  if (clock_hours == 0)
    clock_hours = get_locale_hours ();
  if (clock_hours == hours)
    return;
  clock_hours = hours;
  g_signal_emit (clock, changed_signal, 0);
}

static void
take_setting (GVariant *value)
{
  g_autoptr (GVariant) inner = g_variant_ref (value);

  /* The portal's first version wraps its answer twice. */
  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *next = g_variant_get_variant (inner);

      g_variant_unref (inner);
      inner = next;
    }
  if (g_variant_is_of_type (inner, G_VARIANT_TYPE_STRING))
    ss_clock_text_set_hours (g_str_equal (g_variant_get_string (inner, NULL), "12h") ? 12 : 24);
}

/* Without a portal the locale goes on to decide. */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autoptr (GVariant) value = answer != NULL ? g_variant_get_child_value (answer, 0) : NULL;

  if (value != NULL)
    take_setting (value);
}

static void
changed_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
            const char *signal, GVariant *parameters, gpointer user_data)
{
  const char *name, *key;
  g_autoptr (GVariant) value = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (parameters, "(&s&s@v)", &name, &key, &value);
  if (g_str_equal (name, NAMESPACE) && g_str_equal (key, KEY))
    take_setting (value);
}

/**
 * ss_clock_text_follow_desktop:
 * @bus: the session's bus
 */
void
ss_clock_text_follow_desktop (GDBusConnection *bus)
{
  g_dbus_connection_signal_subscribe (bus, PORTAL, PORTAL_SETTINGS, "SettingChanged", PORTAL_PATH, NAMESPACE,
                                      G_DBUS_SIGNAL_FLAGS_NONE, changed_cb, NULL, NULL);
  g_dbus_connection_call (bus, PORTAL, PORTAL_PATH, PORTAL_SETTINGS, "Read",
                          g_variant_new ("(ss)", NAMESPACE, KEY), G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, read_cb, NULL);
}

/**
 * ss_clock_text_connect:
 * @object: (type GObject.Object): what shows times
 * @callback: (scope forever): a function that takes @object, and shows them anew
 *
 * Connects @callback to the desktop's changes of how times are shown, until @object is gone.
 */
void
ss_clock_text_connect (gpointer object, GCallback callback)
{
  g_signal_connect_object (get_clock (), "changed", callback, object, G_CONNECT_SWAPPED);
}

/**
 * ss_clock_text_format:
 * @time: a moment
 *
 * Returns: (transfer full): its time of day
 */
char *
ss_clock_text_format (GDateTime *time)
{
  if (is_12_hours (time))
    /* Translators: a time of day in 12 hours, as "9:30 AM". See g_date_time_format(). */
    return g_date_time_format (time, _ ("%-I:%M %p"));
  /* Translators: a time of day in 24 hours, as "09:30". See g_date_time_format(). */
  return g_date_time_format (time, _ ("%H:%M"));
}

/**
 * ss_clock_text_format_minute:
 * @minute: of a day
 *
 * Returns: (transfer full): the time of day
 */
char *
ss_clock_text_format_minute (int minute)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2000, 1, 1, minute / 60, minute % 60, 0);

  return ss_clock_text_format (time);
}

/**
 * ss_clock_text_format_hour:
 * @time: a moment, as a rule a whole hour
 *
 * Returns: (transfer full): its time of day, as short as can be
 */
char *
ss_clock_text_format_hour (GDateTime *time)
{
  if (is_12_hours (time) && g_date_time_get_minute (time) == 0)
    /* Translators: a whole hour in 12 hours, as "9 AM". See g_date_time_format(). */
    return g_date_time_format (time, _ ("%-I %p"));
  return ss_clock_text_format (time);
}

/**
 * ss_clock_text_format_with_day:
 * @time: a moment
 * @day: how its day is written, as g_date_time_format() takes it
 *
 * Returns: (transfer full): its day and time of day
 */
char *
ss_clock_text_format_with_day (GDateTime *time, const char *day)
{
  g_autofree char *day_text = g_date_time_format (time, day);
  g_autofree char *time_text = ss_clock_text_format (time);

  /* Translators: a day and a time of day: "23 November, 09:30". */
  return g_strdup_printf (C_ ("day and time", "%s, %s"), day_text, time_text);
}
