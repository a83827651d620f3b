/* print-job.h: day sheets on paper, or in a PDF
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SS_TYPE_PRINT_JOB (ss_print_job_get_type ())
G_DECLARE_FINAL_TYPE (SsPrintJob, ss_print_job, SS, PRINT_JOB, GtkPrintOperation)

/* @sheets: (element-type SsPrintSheet); @business: (nullable): in the head of each page; @period: what the
 * whole is of, its name. */
SsPrintJob *ss_print_job_new (GPtrArray *sheets, const char *business, const char *period);

G_END_DECLS
