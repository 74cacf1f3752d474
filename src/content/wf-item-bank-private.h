/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-item-bank.h"

G_BEGIN_DECLS

/**
 * wf_item_bank_new_take:
 * @info: (transfer full): the label
 * @items: (transfer full) (element-type WfItem): ids unique, freed with wf_item_free()
 *
 * For the reader of banks. Returns: (transfer full)
 */
WfItemBank *wf_item_bank_new_take (WfPackInfo *info, GPtrArray *items);

void wf_item_option_free (WfItemOption *self);
void wf_item_free (WfItem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfItem, wf_item_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfItemOption, wf_item_option_free)

G_END_DECLS
