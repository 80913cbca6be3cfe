import { randomUUID } from 'node:crypto';
import { type Answer, post } from './client';
import type { Kitchen } from './kitchen';

export interface PlacedOrder {
  readonly order: { id: string; number: string; status: string } | null;
  readonly replayed: boolean;
  readonly errors: readonly { __typename: string; code: string; message: string; path: string[] | null }[];
}

const placeMutation = `mutation ($input: FoodOrderPlaceInput!) {
  foodOrderPlace(input: $input) {
    order { id number status total { minor currency } }
    replayed
    errors { __typename code message path }
  }
}`;

/** Two pizzas fetched at the counter, 25.00 EUR, unless the journey says otherwise. */
export function orderInput(kitchen: Kitchen, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    restaurantId: kitchen.restaurantId,
    lines: [{ menuItemId: kitchen.pizzaId, quantity: 2 }],
    fulfilment: 'PICKUP',
    expectedTotal: { minor: 2500, currency: 'EUR' },
    idempotencyKey: randomUUID(),
    ...change,
  };
}

export function place(
  url: string,
  token: string | undefined,
  input: Record<string, unknown>,
): Promise<Answer<{ foodOrderPlace: PlacedOrder }>> {
  return post(url, placeMutation, { input }, { token });
}

/** Places the order and returns it. */
export async function placeOrder(
  url: string,
  token: string,
  kitchen: Kitchen,
): Promise<{ id: string; number: string }> {
  const { data } = await place(url, token, orderInput(kitchen));
  expect(data.foodOrderPlace.errors).toEqual([]);
  if (data.foodOrderPlace.order === null) throw new Error('no order was placed');
  return data.foodOrderPlace.order;
}

/** Moves the order along, as the kitchen does. */
export async function move(url: string, token: string, orderId: string, status: string): Promise<void> {
  const { data, errors } = await post<{ foodOrderStatusSet: { order: { status: string }; errors: unknown[] } }>(
    url,
    `mutation ($input: FoodOrderStatusInput!) {
       foodOrderStatusSet(input: $input) { order { status } errors { code message } }
     }`,
    { input: { orderId, status } },
    { token },
  );
  expect(errors).toEqual([]);
  expect(data.foodOrderStatusSet).toEqual({ order: { status }, errors: [] });
}
