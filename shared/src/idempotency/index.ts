export { CreateIdempotencyRecord1767225600002 } from './createIdempotencyRecord';
export { forgetSpentKeys } from './forgetSpentKeys';
export { IdempotencyKeyReused } from './idempotencyKeyReused';
export { type OptionalClaim, runKeyed } from './runKeyed';
export { type IdempotencyClaim, type OnceDone, runOnce, spentAnswer } from './runOnce';
