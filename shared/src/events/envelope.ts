/** What every event carries: a past-tense fact about one aggregate, with the data its contract describes. */
export interface EventEnvelope<Data = unknown, Type extends string = string> {
  /** `evt_<uuidv7>`: the same in the outbox, on the bus and in every inbox. */
  readonly id: string;
  readonly type: Type;
  readonly version: number;
  /** Events of one aggregate are delivered in the order in which they were appended. */
  readonly aggregateId: string;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  readonly data: Data;
}
