import { createLogger } from '@marquee/shared/logging';
import { seedDemoCity } from '../src/services/seedDemoCity';
import { anOrder, type Kitchen, moveThrough } from './support/builders';
import { aFoodBed, type FoodBed } from './support/foodBed';
import { aCook, aCourier, aCustomer, anAdmin } from './support/people';

let bed: FoodBed;
const cook = aCook();
const courier = aCourier();
const logger = createLogger({ service: 'food', level: 'silent' });
const seed = () =>
  seedDemoCity(
    { databaseUrl: bed.databaseUrl },
    { kitchenUserIds: [cook.userId], courierUserIds: [courier.userId] },
    { logger },
  );

beforeAll(async () => {
  bed = await aFoodBed();
  await seed();
});
afterAll(() => bed.close());

interface City {
  restaurants: {
    nodes: {
      id: string;
      name: string;
      isOpen: boolean;
      deliveryFee: { minor: number } | null;
      menu: { id: string; price: { minor: number } }[];
    }[];
  };
}
const look = async () => {
  const query = `{ restaurants(first: 50) { nodes { id name isOpen deliveryFee { minor } menu { id price { minor } } } } }`;
  return (await bed.ask<City>(null, query)).data.restaurants.nodes;
};

describe('the demo city', () => {
  it('is there once, however often and at once it is asked for', async () => {
    const before = await bed.rowCounts();
    await Promise.all([seed(), seed()]);
    expect(await bed.rowCounts()).toEqual(before);
    expect(before).toMatchObject({ restaurant: 12, restaurant_staff: 24 });
    expect((await look()).every(({ menu }) => menu.length >= 8 && menu.length <= 15)).toBe(true);
  });

  it('takes an order at three in the morning, which its staff cook and bring', async () => {
    bed.clock.set('2030-01-02T03:00:00.000Z');
    const open = (await look()).filter(({ isOpen }) => isOpen);
    expect(open.map(({ name }) => name)).toEqual(['Owl and Ember', 'The Night Lamp Diner']);
    const [owl] = open;
    const [first, second] = owl?.menu ?? [];
    const kitchen: Kitchen = {
      restaurantId: owl?.id ?? '',
      categoryId: '',
      soup: first?.id ?? '',
      bread: second?.id ?? '',
    };
    const minor = 2 * (first?.price.minor ?? 0) + (second?.price.minor ?? 0) + (owl?.deliveryFee?.minor ?? 0);
    const { id } = await anOrder(bed, aCustomer(), kitchen, { expectedTotal: { minor, currency: 'EUR' } });
    await moveThrough(bed, cook, id, 'ACCEPTED', 'PREPARING', 'READY');
    await moveThrough(bed, courier, id, 'PICKED_UP', 'DELIVERED');
  });

  it('shows what a dish suits and contains, what can be chosen, where it is sold and from how much on', async () => {
    const query = `query ($near: GeoPointInput!) {
      vegan: foods(first: 100, filter: { dietary: [VEGAN], excludeAllergens: ["gluten"] }) { totalCount }
      near: restaurants(first: 100, filter: { near: $near, withinKm: 1 }) { nodes { location { latitude } minimumOrder { minor } } }
      sottovento: restaurants(filter: { query: "Sottovento" }) {
        nodes { menu { food { name kcal } optionGroups { name options { name } } } }
      }
    }`;
    interface Shown {
      vegan: { totalCount: number };
      near: { nodes: { location: unknown; minimumOrder: unknown }[] };
      sottovento: { nodes: { menu: { food: { name: string }; optionGroups: { name: string }[] }[] }[] };
    }
    const near = { latitude: 53.3443, longitude: -6.264 };
    const { data, errors } = await bed.ask<Shown>(null, query, { near });
    expect(errors).toBeUndefined();
    expect(data.vegan.totalCount).toBeGreaterThan(15);
    expect(data.near.nodes.length).toBeGreaterThan(3);
    expect(data.near.nodes.some(({ minimumOrder }) => minimumOrder !== null)).toBe(true);
    const margherita = data.sottovento.nodes[0]?.menu.find(({ food }) => food.name === 'Margherita');
    expect(margherita).toMatchObject({ food: { kcal: 820 }, optionGroups: [{ name: 'Size' }, { name: 'Extras' }] });
  });

  it('takes an order with a choice that must be made', async () => {
    bed.clock.set('2030-07-03T12:00:00.000Z');
    const query = `{
      restaurants(filter: { query: "Baan Klong" }) { nodes { id menu { id food { name } optionGroups { options { id name } } } } }
    }`;
    interface Item {
      id: string;
      food: { name: string };
      optionGroups: { options: { id: string }[] }[];
    }
    const { data } = await bed.ask<{ restaurants: { nodes: { id: string; menu: Item[] }[] } }>(null, query);
    const [baan] = data.restaurants.nodes;
    const padThai = baan?.menu.find(({ food }) => food.name === 'Pad thai');
    const kitchen: Kitchen = { restaurantId: baan?.id ?? '', categoryId: '', soup: '', bread: '' };
    const chicken = padThai?.optionGroups[0]?.options[1]?.id;
    const lines = [{ menuItemId: padThai?.id, quantity: 1, optionIds: [chicken] }];
    const expectedTotal = { minor: 1290 + 150 + 260, currency: 'EUR' };
    const order = await anOrder(bed, aCustomer(), kitchen, { lines, expectedTotal });
    expect(order.total).toEqual(expectedTotal);
  });

  it('keeps what people have changed', async () => {
    const [restaurant] = await look();
    const id = restaurant?.id ?? '';
    const rename = `mutation ($input: RestaurantSaveInput!) { restaurantSave(input: $input) { errors { code } } }`;
    const address = { line1: '1 New Street', city: 'Dublin', country: 'IE' };
    await bed.ask(anAdmin(), rename, { input: { id, name: 'Renamed', address } });
    const dismiss = `mutation ($input: RestaurantStaffInput!) { restaurantStaffSet(input: $input) { errors { code } } }`;
    await bed.ask(anAdmin(), dismiss, { input: { restaurantId: id, userId: cook.userId, duties: [] } });
    const before = await bed.rowCounts();
    await seed();
    expect(await bed.rowCounts()).toEqual(before);
    expect((await look()).find((candidate) => candidate.id === id)?.name).toBe('Renamed');
  });
});
