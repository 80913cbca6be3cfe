import { type AccessRow, type Cells, cells, type Operation, type Target } from './access';
import type { City } from './city';
import { unknownId } from './run';

const usersReaders = cells('forbidden', { moderator: 'sees', admin: 'sees', anonymous: 'signedOut' });
const userReaders = cells('unknown', { owner: 'sees', moderator: 'sees', admin: 'sees', anonymous: 'signedOut' });
/** Its customer, who works on it, and who reads any. */
export const orderReaders = cells('unknown', {
  owner: 'sees',
  staff: 'sees',
  courier: 'sees',
  admin: 'sees',
  anonymous: 'signedOut',
});
/** While its payment is waited for it is not there for those who would work on it. */
const unpaidReaders = { ...orderReaders, staff: 'unknown', courier: 'unknown' } as const;
/** In a list that does not name the thing, nothing of it stands. */
const orderListReaders = cells('nothing', {
  owner: 'sees',
  staff: 'sees',
  courier: 'sees',
  admin: 'sees',
  anonymous: 'signedOut',
});

export const theOwner = async ({ owner }: City): Promise<Target> => owner;
export const theOrder = async ({ order }: City): Promise<Target> => order;

/** A field that anyone may ask for, and a text that must stand in its answer. */
function open(path: string, operation: (city: City) => string, mark: (city: City) => string): AccessRow {
  return {
    paths: [path],
    target: async (city) => ({ keys: {}, unknown: {}, marks: [mark(city)] }),
    operation: (_keys, city) => ({
      query: operation(city),
      variables: {
        restaurantId: city.kitchen.restaurantId,
        menuItemId: city.kitchen.pizzaId,
        foodId: city.foodId,
        categoryId: city.categoryId,
      },
    }),
    cells: cells('public'),
  };
}

/** A list of users, narrowed or sorted so that the owner is in it. */
function users(part: string, variables: (owner: Target) => Operation['variables']): AccessRow {
  return {
    paths: [`Query.users${part}`],
    target: theOwner,
    operation: (_keys, { whole, owner }) => ({
      query: `query ($filter: UserFilter, $orderBy: UserOrder) {
        users(first: 100, filter: $filter, orderBy: $orderBy) { nodes ${whole('User')} }
      }`,
      variables: variables(owner) ?? {},
    }),
    cells: usersReaders,
  };
}

/** A list of orders, narrowed so that the owner's is in it. */
function orders(
  part: string,
  filter: (keys: Target['keys']) => object,
  rowCells: Cells = orderListReaders,
  target: AccessRow['target'] = theOrder,
): AccessRow {
  return {
    paths: [`Query.foodOrders${part}`],
    target,
    operation: (keys, { whole }) => ({
      query: `query ($filter: FoodOrderFilter) { foodOrders(first: 100, filter: $filter) { nodes ${whole('FoodOrder')} } }`,
      variables: { filter: filter(keys) },
    }),
    cells: rowCells,
  };
}

/** Filters by what every order of the matrix has. */
export const wideFilters = {
  status: { status: ['PICKED_UP'] },
  placedAfter: { placedAfter: '2001-01-01T00:00:00.000Z' },
  placedBefore: { placedBefore: '2999-01-01T00:00:00.000Z' },
} as const;

const dish = 'Pizza Funghi';

/** Each root field of Query: with owned things behind it by each argument, otherwise once. */
export const queryRows: readonly AccessRow[] = [
  open(
    'Query.restaurant',
    ({ whole }) => `query ($restaurantId: ID!) { restaurant(id: $restaurantId) ${whole('Restaurant')} }`,
    ({ kitchen }) => kitchen.name,
  ),
  open(
    'Query.restaurants',
    () => '{ restaurants(first: 100) { totalCount nodes { id name } } }',
    ({ kitchen }) => kitchen.name,
  ),
  open(
    'Query.food',
    ({ whole }) => `query ($foodId: ID!) { food(id: $foodId) ${whole('Food')} }`,
    () => dish,
  ),
  open(
    'Query.foods',
    () => '{ foods(first: 100) { totalCount nodes { id name } } }',
    () => dish,
  ),
  open(
    'Query.foodCategory',
    ({ whole }) => `query ($categoryId: ID!) { foodCategory(id: $categoryId) ${whole('FoodCategory')} }`,
    ({ kitchen }) => `Pizza at ${kitchen.name}`,
  ),
  open(
    'Query.foodCategories',
    () => '{ foodCategories(first: 100) { totalCount nodes { id name } } }',
    ({ kitchen }) => `Pizza at ${kitchen.name}`,
  ),
  open(
    'Query.menuItem',
    ({ whole }) => `query ($menuItemId: ID!) { menuItem(id: $menuItemId) ${whole('MenuItem')} }`,
    ({ foodId }) => foodId,
  ),
  open(
    'Query.menuItems',
    () => '{ menuItems(first: 100) { totalCount nodes { food { name } } } }',
    () => dish,
  ),
  open(
    'Query.usernameAvailable',
    () => '{ usernameAvailable(username: "nobody.yet") }',
    () => 'true',
  ),

  {
    paths: ['Query.me'],
    target: theOwner,
    operation: (_keys, { whole }) => ({ query: `{ me ${whole('User')} }` }),
    cells: cells('nothing', { owner: 'sees', anonymous: 'unknown' }),
  },
  {
    paths: ['Query.user(id:)'],
    target: theOwner,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { user(id: $id) ${whole('User')} }`,
      variables: { id },
    }),
    cells: userReaders,
  },
  {
    paths: ['Query.userByEmail(email:)'],
    target: theOwner,
    operation: ({ email }, { whole }) => ({
      query: `query ($email: EmailAddress!) { userByEmail(email: $email) ${whole('User')} }`,
      variables: { email },
    }),
    cells: usersReaders,
  },
  users('', () => ({})),
  users('(filter.query:)', ({ marks }) => ({ filter: { query: marks[0] } })),
  users('(filter.roles:)', () => ({ filter: { roles: ['USER'] } })),
  users('(filter.isActive:)', () => ({ filter: { isActive: true } })),
  users('(filter.createdAfter:)', () => ({ filter: { createdAfter: wideFilters.placedAfter.placedAfter } })),
  users('(filter.createdBefore:)', () => ({ filter: { createdBefore: wideFilters.placedBefore.placedBefore } })),
  users('(orderBy.field:)', () => ({ orderBy: { field: 'EMAIL' } })),
  users('(orderBy.direction:)', () => ({ orderBy: { direction: 'ASC' } })),

  {
    paths: ['Query.foodOrder', 'Query.foodOrder(id:)'],
    target: theOrder,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { foodOrder(id: $id) ${whole('FoodOrder')} }`,
      variables: { id },
    }),
    cells: orderReaders,
  },
  {
    paths: ['Query.foodOrder(id:)'],
    target: async ({ unpaid }) => unpaid,
    operation: ({ id }, { whole }) => ({
      query: `query ($id: ID!) { foodOrder(id: $id) ${whole('FoodOrder')} }`,
      variables: { id },
    }),
    cells: unpaidReaders,
  },
  {
    paths: ['Query.foodOrder(number:)'],
    target: theOrder,
    operation: ({ number }, { whole }) => ({
      query: `query ($number: String!) { foodOrder(number: $number) ${whole('FoodOrder')} }`,
      variables: { number },
    }),
    cells: orderReaders,
  },
  orders('', () => ({})),
  orders(
    '',
    () => ({}),
    { ...orderListReaders, staff: 'nothing', courier: 'nothing' },
    async ({ unpaid }) => ({ keys: {}, unknown: {}, marks: unpaid.marks }),
  ),
  ...Object.entries(wideFilters).map(([name, filter]) => orders(`(filter.${name}:)`, () => filter)),
  orders(
    '(filter.userId:)',
    ({ id }) => ({ userId: id }),
    orderReaders,
    async ({ order, owner }) => ({ ...owner, marks: order.marks }),
  ),
  orders(
    '(filter.restaurantId:)',
    ({ id }) => ({ restaurantId: id }),
    orderReaders,
    async ({ order, kitchen }) => ({
      keys: { id: kitchen.restaurantId },
      unknown: { id: unknownId('rst') },
      marks: order.marks,
    }),
  ),
];
