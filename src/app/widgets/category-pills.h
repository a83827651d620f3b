/* category-pills.h: the categories as a row of pills with their counts, any number of which can be chosen
 *
 * Properties: model (GListModel of SsCategoryCount), selected (the chosen categories; none: all).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SS_TYPE_CATEGORY_PILLS (ss_category_pills_get_type ())
G_DECLARE_FINAL_TYPE (SsCategoryPills, ss_category_pills, SS, CATEGORY_PILLS, GtkWidget)

GtkWidget *ss_category_pills_new (void);
void ss_category_pills_set_model (SsCategoryPills *self, GListModel *model);
const char *const *ss_category_pills_get_selected (SsCategoryPills *self);
void ss_category_pills_set_selected (SsCategoryPills *self, const char *const *categories);

G_END_DECLS
