/* record-dialog.h: a window with a form and the button that saves it
 *
 * Signal: ::save. While it is busy nothing can be changed; it is closed by whoever saves.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SS_TYPE_RECORD_DIALOG (ss_record_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SsRecordDialog, ss_record_dialog, SS, RECORD_DIALOG, AdwWindow)

/* @parent: the widget whose window it is of; @form: (transfer floating). */
SsRecordDialog *ss_record_dialog_new (GtkWidget *parent, const char *title, const char *save_label,
                                      GtkWidget *form);
GtkWidget *ss_record_dialog_get_form (SsRecordDialog *self);
/* Below the form. */
void ss_record_dialog_add_below (SsRecordDialog *self, GtkWidget *widget);
void ss_record_dialog_set_busy (SsRecordDialog *self, gboolean is_busy);
/* @obstacle: (nullable): why nothing may be saved. */
void ss_record_dialog_set_obstacle (SsRecordDialog *self, const char *obstacle);
/* What went wrong and is about no field: above the form. @text: (nullable) */
void ss_record_dialog_show_fault (SsRecordDialog *self, const char *text);
void ss_record_dialog_close (SsRecordDialog *self);

G_END_DECLS
