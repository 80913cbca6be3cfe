import { createSubgraphBed, type SubgraphBed } from '@marquee/shared/testing';
import { defaultShippingTariff, defaultTaxRates } from '../../src/config/defaultTariffs';
import { subscribedEvents } from '../../src/events/subscribed';
import { ordersMigrations } from '../../src/migrations';
import { ordersEntities } from '../../src/persistence/dataSource';
import { serveOrders } from '../../src/server';

/** Orders over a database and a bus of its own, with a clock that stands still until it is set. */
export type OrdersBed = SubgraphBed;

/** Wednesday, 13:00 in Dublin. */
export const wednesdayLunch = '2030-07-03T12:00:00.000Z';
/** How many orders one customer may have here that are not paid yet. */
export const mostOpenOrders = 5;
export const tariffs = { shipping: defaultShippingTariff, tax: defaultTaxRates };

export function anOrdersBed(limits = { mostOpenOrders }): Promise<OrdersBed> {
  return createSubgraphBed({
    name: 'orders',
    entities: ordersEntities,
    migrations: ordersMigrations,
    handlers: subscribedEvents,
    startsAt: wednesdayLunch,
    serve: (opened, options) => serveOrders({ ...opened, tariffs, ...limits }, options),
  });
}
