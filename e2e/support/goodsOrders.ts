import { randomUUID } from 'node:crypto';
import { eventually } from '@marquee/shared/testing';
import { post } from './client';

export interface GoodsOrder {
  readonly id: string;
  readonly number: string;
}

interface Answer {
  readonly orderCreate: { readonly order: GoodsOrder | null; readonly errors: readonly unknown[] } | null;
}

/** One piece of an item, fetched from the shop. */
export const goodsInput = (itemId: string) => ({
  items: [{ catalogItemId: itemId, quantity: 1 }],
  idempotencyKey: randomUUID(),
});

/** Orders it; a problem is a mistake of the test, but for an item of which orders has not heard yet. */
export async function orderGoods(url: string, token: string, itemId: string): Promise<GoodsOrder> {
  let order: GoodsOrder | null = null;
  await eventually(async () => {
    const { data, errors } = await post<Answer>(
      url,
      `mutation ($input: OrderCreateInput!) { orderCreate(input: $input) { order { id number } errors { code message } } }`,
      { input: goodsInput(itemId) },
      { token },
    );
    order = data.orderCreate?.order ?? null;
    if (order === null) throw new Error(JSON.stringify([errors, data]));
  }, 20_000);
  if (order === null) throw new Error('no order was made');
  return order;
}
