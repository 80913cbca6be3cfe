import type { ReplacedSystem } from './replacedSystem';

/** An endpoint whose operation asks for fields that no subgraph serves yet. */
export interface WaitingEndpoint {
  readonly system: ReplacedSystem;
  readonly endpoint: string;
  readonly operation: string;
}

const waiting = (system: ReplacedSystem, endpoint: string, operation: string): WaitingEndpoint => ({
  system,
  endpoint,
  operation,
});

/** As soon as one of them is valid, the suite fails until it has moved to `servedEndpoints.ts` with an expectation. */
export const waitingEndpoints: readonly WaitingEndpoint[] = [
  waiting('cinema and food', 'GET /health/shards', `{ foodShardHealth { shard reachable latencyMs } }`),
  waiting(
    'cinema and food',
    'GET /foods/',
    `{ foods(first: 20) { nodes { id name listPrice { minor currency } } } rateLimits { bucket limit remaining resetsAt } }`,
  ),
  waiting(
    'shop platform',
    'POST /orders',
    `mutation($i: OrderCreateInput!) { orderCreate(input: $i) { order { id number status total { minor currency } lines { title quantity unitPrice { minor } } } replayed errors { code message path } } }`,
  ),
  waiting(
    'shop platform',
    'GET /orders',
    `{ orders(first: 20) { nodes { id number status total { minor currency } } } }`,
  ),
  waiting(
    'shop platform',
    'GET /orders/{id}',
    `query($id: ID!) { order(id: $id) { id status amountDue { minor } lines { title lineTotal { minor } ... on CatalogOrderLine { item { __typename id title } } } } }`,
  ),
  waiting(
    'shop platform',
    'PATCH /orders/{id}/status',
    `mutation($i: OrderStatusInput!) { orderStatusSet(input: $i) { order { id status } errors { code ... on InvalidTransitionError { from to allowed } } } }`,
  ),
  waiting(
    'shop platform',
    'GET /notifications',
    `{ notifications(first: 20, filter: {status: [FAILED]}) { totalCount nodes { id kind title status } } }`,
  ),
  waiting(
    'shop platform',
    'GET /notifications/{id}',
    `query($id: ID!) { notification(id: $id) { id kind status lastError } }`,
  ),
  waiting(
    'shop platform',
    'POST /notifications/retry/{id}',
    `mutation($id: ID!) { notificationRetry(id: $id) { notification { id status attempts } errors { code message path } } }`,
  ),
  waiting(
    'shop platform',
    'WS /ws/notifications',
    `subscription($after: EventCursor) { notificationReceived(after: $after) { cursor unread notification { kind title body } } }`,
  ),
  waiting(
    'products and orders',
    'POST /orders',
    `mutation($i: OrderCreateInput!) { orderCreate(input: $i) { order { id shippingAddress { city } billingAddress { city } saga { state steps { name state } } } errors { code message path } } }`,
  ),
  waiting(
    'products and orders',
    'GET /health',
    `{ systemHealth { status services { name status dependencies { name status } circuit } } }`,
  ),
  waiting(
    'products and orders',
    'order cancellation',
    `mutation($i: OrderCancelInput!) { orderCancel(input: $i) { order { id status } errors { code message path } } }`,
  ),
  waiting(
    'book shop',
    'POST /orders/',
    `mutation($i: OrderCreateInput!) { orderCreate(input: $i) { order { id lines { ... on CatalogOrderLine { item { __typename ... on Book { isbn } } } } } errors { code message path } } }`,
  ),
  waiting('book shop', 'order history', `{ me { orders(first: 20) { nodes { number status createdAt } } } }`),
  waiting(
    'orders demo',
    'GET /users/{user_id}',
    `query($id: ID!) { user(id: $id) { id displayName orders(first: 5) { nodes { number } } } }`,
  ),
  waiting(
    'orders demo',
    'POST /orders/',
    `mutation($i: OrderCreateInput!) { orderCreate(input: $i) { order { id status total { minor currency } } errors { code message path } } }`,
  ),
  waiting(
    'orders demo',
    'GET /orders/{order_id}',
    `query($id: ID!) { order(id: $id) { id status customer { displayName } } }`,
  ),
  waiting('orders demo', 'GET /orders/', `{ orders(first: 20) { nodes { id status } } }`),
  waiting(
    'orders demo',
    'PATCH /orders/{order_id}/status',
    `mutation($i: OrderStatusInput!) { orderStatusSet(input: $i) { order { status allowedTransitions } errors { code message path } } }`,
  ),
];
