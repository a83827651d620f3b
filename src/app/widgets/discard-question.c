/* discard-question.c: whether what was entered in a window is to be lost
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/discard-question.h"

#include <glib/gi18n-lib.h>

#define DISCARD_KEY "ss-discard"

static void
response_cb (GtkWindow *window, const char *response, AdwMessageDialog *dialog)
{
  SsDiscardFunc discard = g_object_get_data (G_OBJECT (dialog), DISCARD_KEY);

  if (g_str_equal (response, "discard"))
    discard (window);
}

/**
 * ss_discard_question_present:
 * @window: which is to be closed
 * @discard: called where what was entered may be lost
 *
 * Asks before a window is closed in which something was entered.
 */
void
ss_discard_question_present (GtkWindow *window, SsDiscardFunc discard)
{
  GtkWidget *widget = adw_message_dialog_new (window, _ ("Discard What You Have Entered?"), NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_responses (dialog, "keep", _ ("_Keep Editing"), "discard", _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
  g_object_set_data (G_OBJECT (dialog), DISCARD_KEY, discard);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
