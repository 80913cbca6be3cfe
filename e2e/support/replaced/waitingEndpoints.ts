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
    'GET /health',
    `{ systemHealth { status services { name status dependencies { name status } circuit } } }`,
  ),
];
