/* print-sheets.h: what is printed of the calendar: a day of a resource a sheet
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/calendar-model.h"

G_BEGIN_DECLS

/* A booking. */
typedef struct
{
  char *times;    /* (owned) */
  char *customer; /* (owned) */
  char *service;  /* (owned) */
  char *status;   /* (owned) */
  char *notes;    /* (owned) */
  gboolean is_struck;
} SsPrintRow;

typedef struct
{
  char *day;       /* (owned): "Monday, 23 November 2026" */
  char *resource;  /* (owned) */
  GPtrArray *rows; /* (owned) (element-type SsPrintRow): in the order of their times */
} SsPrintSheet;

/* (transfer full) (element-type SsPrintSheet) */
GPtrArray *ss_print_sheets_make (SsCalendarModel *model, const GDate *first, const GDate *last);

G_END_DECLS
