/* text-box.h: text of several lines, to be changed
 *
 * A row's worth of a form. Signal: ::changed, by a person.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SS_TYPE_TEXT_BOX (ss_text_box_get_type ())
G_DECLARE_FINAL_TYPE (SsTextBox, ss_text_box, SS, TEXT_BOX, GtkWidget)

/* @label: what a screen reader calls it. */
GtkWidget *ss_text_box_new (const char *label);
char *ss_text_box_get_text (SsTextBox *self); /* (transfer full) */
void ss_text_box_set_text (SsTextBox *self, const char *text);

G_END_DECLS
