import { z } from 'zod';
import { newId } from '../ids';
import type { EventEnvelope } from './envelope';

/** The versioned schema of one type of event, owned by its producer. A breaking change is a new version beside it. */
export interface EventContract<Data = unknown, Type extends string = string> {
  readonly type: Type;
  readonly version: number;
  readonly schema: z.ZodType<Data>;
  /** Is this event of the contract's type and version? Says nothing about its data. */
  covers(event: EventEnvelope): boolean;
  /** The event with its data checked; unknown members are dropped. @throws EventMismatch */
  parse(event: EventEnvelope): EventEnvelope<Data, Type>;
}

/** The event type that a contract describes: `EventOf<typeof userCreatedV1>`. */
export type EventOf<Contract> =
  Contract extends EventContract<infer Data, infer Type> ? EventEnvelope<Data, Type> : never;

/** An event does not fit its contract. Trying again cannot help, so consumers move it to the dead letters at once. */
export class EventMismatch extends Error {
  constructor(type: string, version: number, reason: string) {
    super(`Event ${type} v${version} does not fit its contract: ${reason}`);
    this.name = 'EventMismatch';
  }
}

/** Declares an event. `z.toJSONSchema(contract.schema)` gives its JSON Schema, so use JSON types only (no dates). */
export function defineEvent<Type extends string, Schema extends z.ZodType>(definition: {
  type: Type;
  version: number;
  schema: Schema;
}): EventContract<z.output<Schema>, Type> {
  const { type, version, schema } = definition;
  // One delivered event is read by every subscriber of the process; it is checked once.
  const checked = new WeakMap<EventEnvelope, EventEnvelope<z.output<Schema>, Type>>();
  const covers = (event: EventEnvelope): boolean => event.type === type && event.version === version;

  return {
    type,
    version,
    schema: schema as unknown as z.ZodType<z.output<Schema>>,
    covers,
    parse(event) {
      const known = checked.get(event);
      if (known) return known;
      if (!covers(event)) throw new EventMismatch(type, version, `it is ${event.type} v${event.version}`);
      const result = schema.safeParse(event.data);
      if (!result.success) throw new EventMismatch(type, version, z.prettifyError(result.error));
      const parsed = { ...event, type, data: result.data };
      checked.set(event, parsed);
      return parsed;
    },
  };
}

const madeByEventOf = new WeakSet<EventEnvelope>();

/** Makes an event whose data has been checked against its contract, and freezes it. @throws EventMismatch */
export function eventOf<Data, Type extends string>(
  contract: EventContract<Data, Type>,
  fact: { aggregateId: string; data: Data; occurredAt?: Date },
): EventEnvelope<Data, Type> {
  const event = contract.parse({
    id: newId('event'),
    type: contract.type,
    version: contract.version,
    aggregateId: fact.aggregateId,
    occurredAt: (fact.occurredAt ?? new Date()).toISOString(),
    data: fact.data,
  });
  deepFreeze(event);
  madeByEventOf.add(event);
  return event;
}

/** Only an event from `eventOf` is known to fit its contract: it was checked, and has been frozen since. */
export function isChecked(event: EventEnvelope): boolean {
  return madeByEventOf.has(event);
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
}
