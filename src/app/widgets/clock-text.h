/* clock-text.h: times of day as the desktop shows them, in 24 hours or in 12
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks the desktop, and hears of its changes; until it has answered the locale decides. */
void ss_clock_text_follow_desktop (GDBusConnection *bus);
void ss_clock_text_set_hours (guint hours); /* 24 or 12 */
/* Calls @callback with @object whenever times are to be shown anew, as long as @object lives. */
void ss_clock_text_connect (gpointer object, GCallback callback);

/* (transfer full) each */
char *ss_clock_text_format (GDateTime *time);      /* "09:30", "9:30 AM" */
char *ss_clock_text_format_minute (int minute);    /* of a day */
char *ss_clock_text_format_hour (GDateTime *time); /* shorter where it is a whole one: "09:00", "9 AM" */
/* "23 Nov, 09:30": @day as g_date_time_format() takes it. */
char *ss_clock_text_format_with_day (GDateTime *time, const char *day);

G_END_DECLS
