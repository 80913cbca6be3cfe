import { orderInput } from '../foodOrders';
import { catalogEndpoints } from './catalogEndpoints';
import { cinemaEndpoints } from './cinemaEndpoints';
import { both, eur, id, includes, instant, text, token } from './expectations';
import { type Neighbourhood, newcomer } from './neighbourhood';
import { orderEndpoints } from './orderEndpoints';
import { paymentEndpoints } from './paymentEndpoints';
import { platformEndpoints } from './platformEndpoints';
import type { ServedEndpoint } from './servedEndpoint';

const person = { email: 'petra.whole@example.com', firstName: 'Petra', lastName: 'Quill', phone: '+353871234567' };
const input = (value: Readonly<Record<string, unknown>>) => () => ({ i: value });
const bearer = { delivery: 'BEARER' };
const credentials = ({ customer }: Neighbourhood) => ({ identifier: customer.email, password: customer.password });

const accounts: readonly ServedEndpoint[] = [
  {
    system: 'cinema and food',
    endpoint: 'POST /auth/',
    operation:
      'mutation($i: RegisterInput!) { register(input: $i) { user { id email displayName } errors { code message path } } }',
    variables: input(newcomer({ email: 'Petra.First@Example.com' })),
    expected: () => ({
      register: { user: { id: id('usr'), email: 'petra.first@example.com', displayName: 'Petra Quill' }, errors: [] },
    }),
    cookies: both,
  },
  {
    system: 'cinema and food',
    endpoint: 'POST /auth/login',
    operation:
      'mutation($i: LoginInput!) { login(input: $i) { user { id } tokens { expiresAt } errors { code message path } } }',
    variables: (here) => ({ i: credentials(here) }),
    expected: ({ customer }) => ({ login: { user: { id: customer.id }, tokens: { expiresAt: instant }, errors: [] } }),
    cookies: both,
  },
  {
    system: 'cinema and food',
    endpoint: 'POST /auth/logout',
    operation: 'mutation { logout { revokedSessions errors { code message path } } }',
    as: 'leaver',
    expected: () => ({ logout: { revokedSessions: 1, errors: [] } }),
    cookies: both,
  },
  {
    system: 'shop platform',
    endpoint: 'POST /users/register',
    operation:
      'mutation($i: RegisterInput!) { register(input: $i) { user { id email username isActive createdAt } errors { code message path } } }',
    variables: input(newcomer({ email: 'petra.second@example.com', username: 'petra.second' })),
    expected: () => ({
      register: {
        user: {
          id: id('usr'),
          email: 'petra.second@example.com',
          username: 'petra.second',
          isActive: true,
          createdAt: instant,
        },
        errors: [],
      },
    }),
  },
  {
    system: 'shop platform',
    endpoint: 'POST /users/login',
    operation:
      'mutation($i: LoginInput!) { login(input: $i) { tokens { accessToken tokenType expiresAt } errors { code message path } } }',
    variables: (here) => ({ i: { ...credentials(here), ...bearer } }),
    expected: () => ({
      login: { tokens: { accessToken: token, tokenType: 'Bearer', expiresAt: instant }, errors: [] },
    }),
  },
  {
    system: 'shop platform',
    endpoint: 'GET /users/me',
    operation: '{ me { id email username isActive createdAt updatedAt } }',
    as: 'customer',
    expected: ({ customer: { id: userId, email, username } }) => ({
      me: { id: userId, email, username, isActive: true, createdAt: instant, updatedAt: instant },
    }),
  },
  {
    system: 'products and orders',
    endpoint: 'POST /auth/register',
    operation:
      'mutation($i: RegisterInput!) { register(input: $i) { user { id firstName lastName phone } errors { code message path } } }',
    variables: input(newcomer(person)),
    expected: () => ({
      register: {
        user: { id: id('usr'), firstName: 'Petra', lastName: 'Quill', phone: '+353871234567' },
        errors: [],
      },
    }),
  },
  {
    system: 'products and orders',
    endpoint: 'POST /auth/login',
    operation: 'mutation($i: LoginInput!) { login(input: $i) { tokens { accessToken } errors { code message path } } }',
    variables: (here) => ({ i: { ...credentials(here), ...bearer } }),
    expected: () => ({ login: { tokens: { accessToken: token }, errors: [] } }),
  },
  {
    system: 'products and orders',
    endpoint: 'profile management',
    operation:
      'mutation($i: ProfileUpdateInput!) { profileUpdate(input: $i) { user { displayName } errors { code message path } } }',
    as: 'customer',
    variables: input({ displayName: 'Nora' }),
    expected: () => ({ profileUpdate: { user: { displayName: 'Nora' }, errors: [] } }),
  },
  {
    system: 'book shop',
    endpoint: 'POST /auth/register/',
    operation: 'mutation($i: RegisterInput!) { register(input: $i) { user { id } errors { code message path } } }',
    variables: input(newcomer()),
    expected: () => ({ register: { user: { id: id('usr') }, errors: [] } }),
  },
  {
    system: 'book shop',
    endpoint: 'POST /auth/login/',
    operation: 'mutation($i: LoginInput!) { login(input: $i) { tokens { accessToken } errors { code message path } } }',
    variables: (here) => ({ i: { ...credentials(here), ...bearer } }),
    expected: () => ({ login: { tokens: { accessToken: token }, errors: [] } }),
  },
  {
    system: 'orders demo',
    endpoint: 'POST /users/register',
    operation:
      'mutation($i: RegisterInput!) { register(input: $i) { user { id username fullName } errors { code message path } } }',
    variables: input(newcomer({ username: 'petra.third' })),
    expected: () => ({
      register: { user: { id: id('usr'), username: 'petra.third', fullName: 'Petra Quill' }, errors: [] },
    }),
  },
  {
    system: 'orders demo',
    endpoint: 'POST /users/login',
    operation:
      'mutation($i: LoginInput!) { login(input: $i) { tokens { accessToken tokenType } errors { code message path } } }',
    // There some clients sent the username, some the e-mail address.
    variables: ({ customer }) => ({
      i: { identifier: customer.username, password: customer.password, ...bearer },
    }),
    expected: () => ({ login: { tokens: { accessToken: token, tokenType: 'Bearer' }, errors: [] } }),
  },
  {
    system: 'orders demo',
    endpoint: 'GET /users/me',
    operation: '{ me { id username displayName } }',
    as: 'customer',
    expected: ({ customer }) => ({ me: { id: customer.id, username: customer.username, displayName: 'Nora' } }),
  },
  {
    system: 'orders demo',
    endpoint: 'GET /users/{user_id}',
    // Their orders come with the orders of the shop.
    operation: 'query($id: ID!) { user(id: $id) { id displayName } }',
    as: 'admin',
    variables: ({ customer }) => ({ id: customer.id }),
    expected: ({ customer }) => ({ user: { id: customer.id, displayName: 'Nora' } }),
  },
  {
    system: 'orders demo',
    endpoint: 'GET /users/',
    operation: '{ users(first: 20) { nodes { id email role } } }',
    as: 'admin',
    expected: ({ customer }) => ({
      users: { nodes: includes({ id: customer.id, email: customer.email, role: 'USER' }) },
    }),
  },
];

const menus: readonly ServedEndpoint[] = [
  {
    system: 'cinema and food',
    endpoint: 'POST /categories/',
    operation:
      'mutation($i: FoodCategorySaveInput!) { foodCategorySave(input: $i) { category { id } errors { code message path } } }',
    as: 'admin',
    variables: input({ name: 'Soups', description: 'Hot' }),
    expected: () => ({ foodCategorySave: { category: { id: id('fct') }, errors: [] } }),
  },
  {
    system: 'cinema and food',
    endpoint: 'GET /categories/',
    operation: '{ foodCategories(first: 50) { nodes { id name } } }',
    expected: ({ categoryId, kitchen }) => ({
      foodCategories: { nodes: includes({ id: categoryId, name: `Pizza at ${kitchen.name}` }) },
    }),
  },
  {
    system: 'cinema and food',
    endpoint: 'GET /categories/{id}',
    operation: 'query($id: ID!) { foodCategory(id: $id) { id name description } }',
    variables: ({ categoryId }) => ({ id: categoryId }),
    expected: ({ categoryId, kitchen }) => ({
      foodCategory: { id: categoryId, name: `Pizza at ${kitchen.name}`, description: null },
    }),
  },
  {
    system: 'cinema and food',
    endpoint: 'POST /restaurants/',
    operation:
      'mutation($i: RestaurantSaveInput!) { restaurantSave(input: $i) { restaurant { id } errors { code message path } } }',
    as: 'admin',
    variables: input({ name: 'Soup Stop', address: { line1: '2 Quay Street', city: 'Dublin', country: 'IE' } }),
    expected: () => ({ restaurantSave: { restaurant: { id: id('rst') }, errors: [] } }),
  },
  {
    system: 'cinema and food',
    endpoint: 'GET /restaurants/',
    operation: '{ restaurants(first: 20) { nodes { id name phone isOpen } } }',
    expected: ({ kitchen: { restaurantId, name } }) => ({
      restaurants: { nodes: includes({ id: restaurantId, name, phone: null, isOpen: true }) },
    }),
  },
  {
    system: 'cinema and food',
    endpoint: 'GET /restaurants/{id}',
    operation: 'query($id: ID!) { restaurant(id: $id) { id name address { line1 } } }',
    variables: ({ kitchen }) => ({ id: kitchen.restaurantId }),
    expected: ({ kitchen: { restaurantId, name } }) => ({
      restaurant: { id: restaurantId, name, address: { line1: '1 Quay Street' } },
    }),
  },
  {
    system: 'cinema and food',
    endpoint: 'POST /foods/',
    operation: 'mutation($i: FoodSaveInput!) { foodSave(input: $i) { food { id } errors { code message path } } }',
    as: 'admin',
    variables: ({ categoryId }) => ({ i: { name: 'Minestrone', categoryId, listPrice: eur(640) } }),
    expected: () => ({ foodSave: { food: { id: id('fod') }, errors: [] } }),
  },
  {
    system: 'cinema and food',
    endpoint: 'GET /foods/',
    // What is left of the caller's rate limits comes with the platform.
    operation: '{ foods(first: 20) { nodes { id name listPrice { minor currency } } } }',
    expected: ({ foodId }) => ({
      foods: { nodes: includes({ id: foodId, name: 'Pizza Funghi', listPrice: eur(1250) }) },
    }),
  },
  {
    system: 'cinema and food',
    endpoint: 'GET /foods/{id}',
    operation: 'query($id: ID!) { food(id: $id) { id name category { name } } }',
    variables: ({ foodId }) => ({ id: foodId }),
    expected: ({ foodId, kitchen }) => ({
      food: { id: foodId, name: 'Pizza Funghi', category: { name: `Pizza at ${kitchen.name}` } },
    }),
  },
  {
    system: 'cinema and food',
    endpoint: 'POST /menu/',
    operation:
      'mutation($i: MenuItemSaveInput!) { menuItemSave(input: $i) { menuItem { id } errors { code message path } } }',
    as: 'admin',
    variables: ({ kitchen, foodId, categoryId }) => ({
      i: { id: kitchen.pizzaId, restaurantId: kitchen.restaurantId, foodId, categoryId, price: eur(1250) },
    }),
    expected: ({ kitchen }) => ({ menuItemSave: { menuItem: { id: kitchen.pizzaId }, errors: [] } }),
  },
  {
    system: 'cinema and food',
    endpoint: 'GET /menu/',
    operation: '{ menuItems(first: 50) { nodes { id price { minor currency } food { name } restaurant { name } } } }',
    expected: ({ kitchen: { pizzaId, name } }) => ({
      menuItems: {
        nodes: includes({ id: pizzaId, price: eur(1250), food: { name: 'Pizza Funghi' }, restaurant: { name } }),
      },
    }),
  },
  {
    system: 'cinema and food',
    endpoint: 'GET /menu/{id}',
    operation: 'query($id: ID!) { menuItem(id: $id) { id price { minor currency } } }',
    variables: ({ kitchen }) => ({ id: kitchen.lemonadeId }),
    expected: ({ kitchen }) => ({ menuItem: { id: kitchen.lemonadeId, price: eur(320) } }),
  },
  {
    system: 'cinema and food',
    endpoint: 'GET /menu/restaurants/{restaurant_id}',
    operation: 'query($id: ID!) { restaurant(id: $id) { menu { id price { minor currency } food { name } } } }',
    variables: ({ kitchen }) => ({ id: kitchen.restaurantId }),
    expected: ({ kitchen: { pizzaId, lemonadeId } }) => ({
      restaurant: {
        menu: [
          { id: lemonadeId, price: eur(320), food: { name: 'Lemonade' } },
          { id: pizzaId, price: eur(1250), food: { name: 'Pizza Funghi' } },
        ],
      },
    }),
  },
];

const orders: readonly ServedEndpoint[] = [
  {
    system: 'cinema and food',
    endpoint: 'POST /orders/',
    operation:
      'mutation($i: FoodOrderPlaceInput!) { foodOrderPlace(input: $i) { order { id number status total { minor currency } } replayed errors { code message path } } }',
    as: 'customer',
    variables: ({ kitchen }) => ({ i: orderInput(kitchen) }),
    expected: () => ({
      foodOrderPlace: {
        order: { id: id('ford'), number: text, status: 'PLACED', total: eur(2500) },
        replayed: false,
        errors: [],
      },
    }),
  },
  {
    system: 'cinema and food',
    endpoint: 'GET /orders/',
    operation: '{ foodOrders(first: 20) { nodes { id number status total { minor currency } } } }',
    as: 'customer',
    expected: ({ order }) => ({
      foodOrders: { nodes: includes({ id: order.id, number: order.number, status: 'PLACED', total: eur(2500) }) },
    }),
  },
  {
    system: 'cinema and food',
    endpoint: 'GET /orders/{id}',
    // Its payments come with the subgraph of payments.
    operation: 'query($id: ID!) { foodOrder(id: $id) { id status timeline { at status } } }',
    as: 'customer',
    variables: ({ order }) => ({ id: order.id }),
    expected: ({ order }) => ({
      foodOrder: { id: order.id, status: 'PLACED', timeline: [{ at: instant, status: 'PLACED' }] },
    }),
  },
];

const documentation: readonly ServedEndpoint[] = ['GET /users/docs', 'GET /orders/docs', 'GET /payments/docs'].map(
  (endpoint) => ({
    system: 'orders demo',
    endpoint,
    operation: '{ __schema { queryType { name } } }',
    expected: () => ({ __schema: { queryType: { name: 'Query' } } }),
  }),
);

/** In the order of the old documentation; each stands for itself. */
export const servedEndpoints: readonly ServedEndpoint[] = [
  ...accounts,
  ...menus,
  ...orders,
  ...cinemaEndpoints,
  ...catalogEndpoints,
  ...paymentEndpoints,
  ...orderEndpoints,
  ...platformEndpoints,
  ...documentation,
];
