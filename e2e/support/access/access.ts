import type { City } from './city';

/**
 * Who asks. `staff` cooks at the restaurant that the things of the matrix belong to, `courier` brings the order,
 * `colleague` delivers for the same restaurant, and `door` lets people into the cinema.
 */
export const parties = [
  'owner',
  'other',
  'anonymous',
  'staff',
  'courier',
  'colleague',
  'door',
  'elsewhere',
  'moderator',
  'admin',
] as const;
export type Party = (typeof parties)[number];

/**
 * What a party must get.
 * - `sees`: the thing, with every mark of it and without an error
 * - `named`: of a person, what may be known of anybody, and null for all else
 * - `unknown`: exactly the answer to an id that does not exist
 * - `nothing`: an answer without an error in which nothing of the thing stands
 * - `signedOut`, `forbidden`: a refusal, the same for an id that does not exist
 * - `done`: it is carried out
 * - `self`: an answer about the asking party alone
 * - `denied`: it is seen but not carried out, and the answer says so
 * - `public`: what the anonymous get, word for word
 */
export type Expectation =
  | 'sees'
  | 'named'
  | 'unknown'
  | 'nothing'
  | 'signedOut'
  | 'forbidden'
  | 'done'
  | 'self'
  | 'denied'
  | 'public';

export type Cells = Readonly<Record<Party, Expectation>>;

/** Something that somebody owns, or may be refused. */
export interface Target {
  /** What names it in an operation. */
  readonly keys: Readonly<Record<string, string>>;
  /** The same for one that does not exist; left out where everything exists for everyone. */
  readonly unknown: Readonly<Record<string, string>>;
  /** Texts that stand in nothing else: whoever sees them has seen it. */
  readonly marks: readonly string[];
}

export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** One way to a thing, and what each party gets there. */
export interface AccessRow {
  /** The schema coordinates it covers; `_entities food.FoodOrder(id)` for a reference, see `schemaPaths.ts`. */
  readonly paths: readonly string[];
  /** What the others must not see; made anew for each party when the operation changes it. */
  readonly target: (city: City, party: Party) => Promise<Target>;
  readonly operation: (keys: Readonly<Record<string, string>>, city: City, party: Party) => Operation;
  /** Asked at that subgraph, as the gateway would; otherwise at the gateway. */
  readonly subgraph?: string;
  readonly cells: Cells;
  /** For `named`: where in the data the person stands. */
  readonly personAt?: (data: Data) => unknown;
  /** What must be as before when the operation was refused, and changed when it was done. */
  readonly state?: (target: Target, city: City) => Promise<unknown>;
  /** Whose token is sent, when it is not the party's usual one. */
  readonly token?: (target: Target, city: City, party: Party) => Promise<string | undefined>;
  /** Subscriptions: causes an event that this party does get, and returns a text that stands in it. */
  readonly sentinel?: (city: City, party: Party) => Promise<string>;
}

export type Data = Readonly<Record<string, unknown>>;

/** The same expectation for all parties but those named. */
export function cells(usual: Expectation, exceptions: Partial<Cells> = {}): Cells {
  const all = parties.map((party) => [party, exceptions[party] ?? usual] as const);
  return Object.fromEntries(all) as unknown as Cells;
}
