import { randomUUID } from 'node:crypto';
import { orderInput } from '../foodOrders';
import { register } from '../people';
import { type AccessRow, cells, type Party, type Target } from './access';
import {
  type City,
  deliveryAt,
  deliveryOfCourier,
  openSession,
  placeDelivery,
  saveAddress,
  tokenOf,
  toSeats,
  viewerOf,
} from './city';
import { theOwner } from './queryRows';
import { run, unknownId } from './run';

const problems = 'errors { __typename code message path ... on NotFoundError { missingId } }';
const writers = cells('forbidden', { admin: 'done', anonymous: 'signedOut' });
const signedIn = cells('self', { anonymous: 'signedOut' });
const ownerOnly = cells('unknown', { owner: 'done', anonymous: 'signedOut' });

/** How the order stands, as its owner reads it. */
const orderState = ({ keys: { id } }: Target, { marquee, people }: City): Promise<unknown> =>
  run(
    marquee,
    people.owner.token,
    `query ($id: ID!) {
      foodOrder(id: $id) { status updatedAt timeline { status note } courier { displayName location { latitude } } }
    }`,
    { id },
  );

/** Everything of the owner's that a mutation could reach, as they read it. */
const ownerState = (_target: Target, { marquee, people }: City): Promise<unknown> =>
  run(
    marquee,
    people.owner.token,
    `{ me { displayName email phone username role scopes isActive
        addresses { id label address { line1 } isDefaultShipping isDefaultBilling } sessions { id } } }`,
  );

const accountState = ({ keys: { userId } }: Target, { marquee, people }: City): Promise<unknown> =>
  run(marquee, people.admin.token, 'query ($id: ID!) { user(id: $id) { role scopes isActive } }', { id: userId });

/** A mutation of public data: everyone may know of it, few may change it. */
function ofMenu(
  name: string,
  ids: readonly string[],
  inputType: string,
  input: (city: City) => Readonly<Record<string, unknown>>,
): AccessRow {
  return {
    paths: ids.map((id) => `Mutation.${name}(input.${id}:)`),
    target: async () => ({ keys: {}, unknown: {}, marks: [] }),
    operation: (_keys, city) => ({
      query: `mutation ($input: ${inputType}!) { ${name}(input: $input) { ${problems} } }`,
      variables: { input: input(city) },
    }),
    cells: writers,
  };
}

const placeOrder = `mutation ($input: FoodOrderPlaceInput!) {
  foodOrderPlace(input: $input) { order { id number } replayed ${problems} }
}`;

/** An order of the owner's, key and all: the key is worth nothing to anybody but the one who spent it. */
function spentOrder(ids: readonly string[], given: Readonly<Record<string, unknown>>): AccessRow {
  return {
    paths: ids.map((id) => `Mutation.foodOrderPlace(${id}:)`),
    target: async ({ marquee, people, kitchen }) => {
      const input = orderInput(kitchen, { note: `note ${randomUUID()}`, ...given });
      const { foodOrderPlace } = await run<{ foodOrderPlace: { order: { id: string; number: string } } }>(
        marquee,
        people.owner.token,
        placeOrder,
        { input },
      );
      const { id, number } = foodOrderPlace.order;
      return { keys: { input: JSON.stringify(input) }, unknown: {}, marks: [id, number] };
    },
    operation: ({ input = '' }) => ({ query: placeOrder, variables: { input: JSON.parse(input) } }),
    cells: signedIn,
  };
}

/** An act of administration on an account that belongs to nobody else in the matrix; `owner` is that account itself. */
function onAccount(name: string, inputType: string, input: Readonly<Record<string, unknown>>): AccessRow {
  const accounts = new Map<string, string>();
  return {
    paths: [`Mutation.${name}(input.userId:)`],
    target: async ({ marquee }) => {
      const { id, email, token } = await register(marquee.url, 'Vera');
      accounts.set(id, token);
      return { keys: { userId: id }, unknown: { userId: unknownId('usr') }, marks: [email] };
    },
    operation: ({ userId }) => ({
      query: `mutation ($input: ${inputType}!) { ${name}(input: $input) { user { email } ${problems} } }`,
      variables: { input: { ...input, userId, reason: 'the matrix' } },
    }),
    token: async ({ keys }, city, party) =>
      party === 'owner' ? accounts.get(keys['userId'] ?? '') : tokenOf(city, party),
    cells: writers,
    state: accountState,
  };
}

/** The owner's own address for everyone else; the owner may change one that was made for it. */
const anAddress = (city: City, party: Party): Promise<Target> =>
  party === 'owner' ? saveAddress(city) : Promise.resolve(city.address);

const newAddress = { line1: '1 Other Street', city: 'Cork', country: 'IE' };

/** What every mutation asks of a caller, and of what the caller names. */
export const mutationRows: readonly AccessRow[] = [
  {
    paths: ['Mutation.foodOrderCancel(orderId:)'],
    target: placeDelivery,
    operation: ({ id }) => ({
      query: `mutation ($id: ID!, $key: IdempotencyKey!) {
        foodOrderCancel(orderId: $id, idempotencyKey: $key) { order { note } replayed ${problems} }
      }`,
      variables: { id, key: randomUUID() },
    }),
    cells: { ...ownerOnly, staff: 'denied', admin: 'denied' },
    state: orderState,
  },
  {
    paths: ['Mutation.foodOrderStatusSet(input.orderId:)'],
    target: placeDelivery,
    operation: ({ id }) => ({
      query: `mutation ($input: FoodOrderStatusInput!) { foodOrderStatusSet(input: $input) { order { note } ${problems} } }`,
      variables: { input: { orderId: id, status: 'ACCEPTED' } },
    }),
    // Until the kitchen has accepted it there is nothing to deliver.
    cells: cells('forbidden', {
      staff: 'done',
      courier: 'unknown',
      colleague: 'unknown',
      elsewhere: 'unknown',
      anonymous: 'signedOut',
    }),
    state: orderState,
  },
  {
    paths: ['Mutation.foodOrderStatusSet(input.orderId:)'],
    target: deliveryOfCourier,
    operation: ({ id }) => ({
      query: `mutation ($input: FoodOrderStatusInput!) { foodOrderStatusSet(input: $input) { order { note } ${problems} } }`,
      variables: { input: { orderId: id, status: 'DELIVERED' } },
    }),
    cells: cells('forbidden', {
      staff: 'done',
      courier: 'done',
      colleague: 'unknown',
      elsewhere: 'unknown',
      anonymous: 'signedOut',
    }),
    state: orderState,
  },
  {
    paths: ['Mutation.courierAssign(orderId:)'],
    target: (city) => deliveryAt(city, 'ACCEPTED'),
    operation: ({ id }, { people }) => ({
      query: `mutation ($id: ID!, $userId: ID!) { courierAssign(orderId: $id, userId: $userId) { order { note } ${problems} } }`,
      variables: { id, userId: people.courier.id },
    }),
    // While nobody has it every courier of the restaurant sees it, and takes it for themself alone.
    cells: cells('forbidden', {
      staff: 'done',
      courier: 'done',
      colleague: 'denied',
      elsewhere: 'unknown',
      anonymous: 'signedOut',
    }),
    state: orderState,
  },
  {
    // Whether somebody has an account is not told to those who ask for them as a courier.
    paths: ['Mutation.courierAssign(userId:)'],
    target: async (city) => {
      const { keys, marks } = await deliveryAt(city, 'ACCEPTED');
      const orderId = keys.id;
      return {
        keys: { id: orderId, userId: city.people.other.id },
        unknown: { id: orderId, userId: unknownId('usr') },
        marks,
      };
    },
    operation: ({ id, userId }) => ({
      query: `mutation ($id: ID!, $userId: ID!) { courierAssign(orderId: $id, userId: $userId) { order { note } ${problems} } }`,
      variables: { id, userId },
    }),
    cells: cells('forbidden', {
      staff: 'unknown',
      courier: 'unknown',
      colleague: 'unknown',
      elsewhere: 'unknown',
      anonymous: 'signedOut',
    }),
    state: orderState,
  },
  {
    paths: ['Mutation.courierLocationReport(orderId:)'],
    target: deliveryOfCourier,
    operation: ({ id }) => ({
      query: `mutation ($id: ID!, $location: GeoPointInput!) {
        courierLocationReport(orderId: $id, location: $location) { order { note } ${problems} }
      }`,
      variables: { id, location: { latitude: 53.3498, longitude: -6.2603 } },
    }),
    cells: cells('forbidden', {
      courier: 'done',
      colleague: 'unknown',
      elsewhere: 'unknown',
      anonymous: 'signedOut',
    }),
    state: orderState,
  },
  // What it names is public.
  spentOrder(['input.restaurantId', 'input.lines.menuItemId', 'input.lines.optionIds'], {}),
  // Whether it is the caller's is for payments to say: until then the kitchen does not see the order.
  spentOrder(['input.paymentMethodId'], { paymentMethodId: unknownId('pmt') }),
  {
    paths: ['Mutation.foodOrderPlace(input.seatBookingId:)'],
    target: async ({ evening }) => evening.booking,
    operation: ({ id }, { kitchen }) => ({ query: placeOrder, variables: { input: orderInput(kitchen, toSeats(id)) } }),
    cells: ownerOnly,
    state: ({ keys: { id } }, { marquee, people }) =>
      run(marquee, people.owner.token, 'query ($id: ID!) { booking(id: $id) { foodOrders { id } } }', { id }),
  },
  {
    paths: ['Mutation.addressSave(input.id:)'],
    target: anAddress,
    operation: ({ id }) => ({
      query: `mutation ($input: AddressSaveInput!) { addressSave(input: $input) { savedAddress { id } ${problems} } }`,
      variables: { input: { id, label: 'Taken', address: newAddress } },
    }),
    cells: ownerOnly,
    state: ownerState,
  },
  {
    paths: ['Mutation.addressRemove(id:)'],
    target: anAddress,
    operation: ({ id }) => ({
      query: `mutation ($id: ID!) { addressRemove(id: $id) { ok ${problems} } }`,
      variables: { id },
    }),
    cells: ownerOnly,
    state: ownerState,
  },
  {
    paths: ['Mutation.sessionRevoke(id:)'],
    target: async (city) => {
      const { token } = await openSession(city, city.people.owner);
      return { keys: { id: viewerOf(token).sessionId }, unknown: { id: unknownId('ses') }, marks: [] };
    },
    operation: ({ id }) => ({
      query: `mutation ($id: ID!) { sessionRevoke(id: $id) { ok ${problems} } }`,
      variables: { id },
    }),
    cells: ownerOnly,
    state: ownerState,
  },
  {
    paths: ['Mutation.profileUpdate'],
    target: theOwner,
    operation: () => ({
      query: `mutation { profileUpdate(input: { displayName: "Somebody" }) { user { id email } ${problems} } }`,
    }),
    cells: signedIn,
    state: ownerState,
  },
  {
    paths: ['Mutation.passwordChange'],
    target: theOwner,
    operation: (_keys, { people }, party) => ({
      query: `mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) { ok ${problems} } }`,
      variables: {
        input: {
          currentPassword: people[party === 'anonymous' ? 'owner' : party].password,
          newPassword: people[party === 'anonymous' ? 'owner' : party].password,
          revokeOtherSessions: false,
        },
      },
    }),
    cells: signedIn,
    state: ownerState,
  },
  {
    // A wrong password and an unknown account get one answer, whoever asks.
    paths: ['Mutation.login'],
    target: async ({ marquee }) => {
      const { email } = await register(marquee.url, 'Lena');
      return { keys: { email }, unknown: { email: `nobody.${randomUUID()}@example.com` }, marks: [] };
    },
    operation: ({ email }) => ({
      query: `mutation ($input: LoginInput!) { login(input: $input) { user { id } tokens { tokenType } ${problems} } }`,
      variables: { input: { identifier: email, password: 'not the right one at all' } },
    }),
    cells: cells('unknown'),
  },
  {
    // That an address is taken is told, and nothing about who has it.
    paths: ['Mutation.register'],
    target: theOwner,
    operation: ({ email }) => ({
      query: `mutation ($input: RegisterInput!) { register(input: $input) { user { id email } ${problems} } }`,
      variables: { input: { email, password: `nine ${randomUUID()} herons`, displayName: 'Impostor' } },
    }),
    cells: cells('self'),
    state: ownerState,
  },
  {
    // Whoever holds a refresh token is its owner: it is all that there is to show.
    paths: ['Mutation.tokenRefresh'],
    target: async (city) => {
      const { refreshToken } = await openSession(city, city.people.owner);
      return { keys: { refreshToken }, unknown: { refreshToken: 'rft_unknown' }, marks: [city.people.owner.email] };
    },
    operation: ({ refreshToken }) => ({
      query: `mutation ($token: String) { tokenRefresh(refreshToken: $token) { user { email } ${problems} } }`,
      variables: { token: refreshToken },
    }),
    cells: cells('sees'),
  },
  {
    paths: ['Mutation.logout'],
    target: theOwner,
    operation: () => ({ query: `mutation { logout { revokedSessions ${problems} } }` }),
    // The usual token is still needed.
    token: async (_target, city, party) =>
      party === 'anonymous' ? undefined : (await openSession(city, city.people[party])).token,
    cells: cells('self'),
    state: ownerState,
  },
  ofMenu('foodCategorySave', ['id'], 'FoodCategorySaveInput', ({ categoryId, kitchen }) => ({
    id: categoryId,
    name: `Pizza at ${kitchen.name}`,
  })),
  ofMenu('restaurantSave', ['id'], 'RestaurantSaveInput', ({ kitchen }) => ({
    id: kitchen.restaurantId,
    name: kitchen.name,
    address: { line1: '1 Quay Street', city: 'Dublin', country: 'IE' },
  })),
  ofMenu('foodSave', ['id', 'categoryId'], 'FoodSaveInput', ({ foodId, categoryId }) => ({
    id: foodId,
    name: 'Pizza Funghi',
    categoryId,
    listPrice: { minor: 1250, currency: 'EUR' },
  })),
  ofMenu(
    'menuItemSave',
    ['id', 'restaurantId', 'foodId', 'categoryId'],
    'MenuItemSaveInput',
    ({ kitchen, foodId, categoryId }) => ({
      id: kitchen.pizzaId,
      restaurantId: kitchen.restaurantId,
      foodId,
      categoryId,
      price: { minor: 1250, currency: 'EUR' },
    }),
  ),
  ofMenu('restaurantStaffSet', ['restaurantId', 'userId'], 'RestaurantStaffInput', ({ kitchen, people }) => ({
    restaurantId: kitchen.restaurantId,
    userId: people.other.id,
    duties: [],
  })),
  {
    paths: ['Mutation.restaurantPause(id:)'],
    target: async ({ kitchen }) => ({
      keys: { id: kitchen.restaurantId },
      unknown: { id: unknownId('rst') },
      marks: [],
    }),
    operation: ({ id }) => ({
      query: `mutation ($id: ID!) { restaurantPause(id: $id, paused: false) { ${problems} } }`,
      variables: { id },
    }),
    cells: cells('forbidden', { staff: 'done', elsewhere: 'denied', anonymous: 'signedOut' }),
  },
  {
    paths: ['Mutation.menuItemAvailabilitySet(id:)'],
    target: async ({ kitchen }) => ({ keys: { id: kitchen.pizzaId }, unknown: { id: unknownId('mni') }, marks: [] }),
    operation: ({ id }) => ({
      query: `mutation ($id: ID!) { menuItemAvailabilitySet(id: $id, isAvailable: true) { ${problems} } }`,
      variables: { id },
    }),
    cells: cells('forbidden', { staff: 'done', admin: 'done', elsewhere: 'denied', anonymous: 'signedOut' }),
  },
  onAccount('roleAssign', 'RoleAssignInput', { role: 'MODERATOR' }),
  onAccount('scopeGrant', 'ScopeGrantInput', { scope: 'users:read', granted: true }),
  onAccount('userStatusSet', 'UserStatusInput', { isActive: false }),
];
