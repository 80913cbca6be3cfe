import { type AccessRow, type Cells, cells, type Target } from './access';
import type { City } from './city';
import { theOrder, theOwner } from './queryRows';

/** Asks a subgraph as the gateway does when another subgraph refers to an entity of it. */
export function reference(
  subgraph: string,
  type: string,
  key: string,
  row: {
    readonly target: (city: City) => Promise<Target>;
    readonly cells: Cells;
    readonly selection?: (city: City) => string;
  },
): AccessRow {
  return {
    paths: [`_entities ${subgraph}.${type}(${key})`],
    subgraph,
    target: row.target,
    operation: (keys, city) => ({
      query: `query ($references: [_Any!]!) {
        _entities(representations: $references) { ... on ${type} ${row.selection?.(city) ?? city.whole(type)} }
      }`,
      variables: { references: [{ __typename: type, [key]: keys[key] }] },
    }),
    cells: row.cells,
    personAt: ({ _entities }) => (_entities as unknown[] | undefined)?.[0],
  };
}

/** What everyone may read, so that there is nothing to be hidden about its id. */
function open(type: string, id: (city: City) => string, mark: (city: City) => string): AccessRow {
  return reference('food', type, 'id', {
    target: async (city) => ({ keys: { id: id(city) }, unknown: {}, marks: [mark(city)] }),
    cells: cells('public'),
  });
}

const orderReaders = cells('unknown', { owner: 'sees', staff: 'sees', courier: 'sees', admin: 'sees' });

/** Each entity of each subgraph by each of its keys. A reference names an id, and proves nothing. */
export const referenceRows: readonly AccessRow[] = [
  reference('users', 'User', 'id', {
    target: theOwner,
    selection: ({ whole }) => whole('users.User'),
    cells: cells('named', { owner: 'sees', moderator: 'sees', admin: 'sees', anonymous: 'unknown' }),
  }),
  reference('users', 'User', 'email', {
    target: theOwner,
    selection: ({ whole }) => whole('users.User'),
    cells: cells('unknown', { moderator: 'sees', admin: 'sees' }),
  }),
  reference('users', 'SavedAddress', 'id', {
    target: async ({ address }) => address,
    cells: cells('unknown', { owner: 'sees', moderator: 'sees', admin: 'sees' }),
  }),
  reference('users', 'Session', 'id', {
    target: async ({ session }) => session,
    cells: cells('unknown', { owner: 'sees' }),
  }),
  reference('food', 'User', 'id', {
    target: async ({ order, owner }) => ({ ...owner, marks: order.marks }),
    selection: ({ whole }) => `{ foodOrders(first: 100) { nodes ${whole('food.FoodOrder')} } }`,
    cells: cells('unknown', { owner: 'sees' }),
  }),
  reference('food', 'FoodOrder', 'id', {
    target: theOrder,
    selection: ({ whole }) => whole('food.FoodOrder'),
    cells: orderReaders,
  }),
  reference('food', 'FoodOrder', 'number', {
    target: theOrder,
    selection: ({ whole }) => whole('food.FoodOrder'),
    cells: orderReaders,
  }),
  reference('food', 'Booking', 'id', {
    target: async ({ snack, evening }) => ({ ...evening.booking, marks: snack.marks }),
    selection: ({ whole }) => `{ foodOrders ${whole('food.FoodOrder')} }`,
    cells: cells('unknown', { owner: 'sees' }),
  }),
  open(
    'Restaurant',
    ({ kitchen }) => kitchen.restaurantId,
    ({ kitchen }) => kitchen.name,
  ),
  open(
    'FoodCategory',
    ({ categoryId }) => categoryId,
    ({ kitchen }) => `Pizza at ${kitchen.name}`,
  ),
  open(
    'Food',
    ({ foodId }) => foodId,
    () => 'Pizza Funghi',
  ),
  open(
    'MenuItem',
    ({ kitchen }) => kitchen.pizzaId,
    ({ foodId }) => foodId,
  ),
];
