/* discard-question.h: whether what was entered in a window is to be lost
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What to do where it is: close @window without another question. */
typedef void (*SsDiscardFunc) (GtkWindow *window);

void ss_discard_question_present (GtkWindow *window, SsDiscardFunc discard);

G_END_DECLS
