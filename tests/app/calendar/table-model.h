/* table-model.h: a calendar's model out of a table, for tests and bench
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/calendar-model.h"

G_BEGIN_DECLS

#define SS_TYPE_TABLE_MODEL (ss_table_model_get_type ())
G_DECLARE_FINAL_TYPE (SsTableModel, ss_table_model, SS, TABLE_MODEL, GObject)

SsTableModel *ss_table_model_new (const char *zone, gint64 now);
void ss_table_model_add_resource (SsTableModel *self, const char *id, const char *name, const char *color);
SsAppointment *ss_table_model_add (SsTableModel *self, const char *id, const char *resource_id,
                                   const char *customer, const char *service, gint64 start, int minutes,
                                   SsBookingStatus status);
void ss_table_model_remove (SsTableModel *self, const char *resource_id, SsAppointment *booking);
void ss_table_model_add_block (SsTableModel *self, gint64 start, gint64 end, const char *title);
void ss_table_model_set_may_change (SsTableModel *self, gboolean may_change);
/* So many a resource, spread over the week that begins at @start. */
void ss_table_model_fill (SsTableModel *self, guint n_resources, guint n_bookings, gint64 start);
gint64 ss_table_moment (const char *text);

G_END_DECLS
