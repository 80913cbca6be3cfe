import { z } from 'zod';
import { defineEvent } from '../contract';

/** A dish on a menu was added or changed, or is sold out or back; the whole of what a basket needs of it. The aggregate is the menu item. */
export const menuItemSavedV1 = defineEvent({
  type: 'menu_item.saved',
  version: 1,
  schema: z.object({
    menuItemId: z.string(),
    restaurantId: z.string(),
    name: z.string(),
    price: z.object({ minor: z.int(), currency: z.string() }),
    isAvailable: z.boolean(),
    optionGroups: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        minChoices: z.int(),
        maxChoices: z.int(),
        options: z.array(z.object({ id: z.string(), name: z.string(), priceDeltaMinor: z.int() })),
      }),
    ),
  }),
});
