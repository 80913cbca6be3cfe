import type { Neighbourhood } from './neighbourhood';
import type { ReplacedSystem } from './replacedSystem';

/** An endpoint of a replaced system, the operation in its place, and what the answer must hold. */
export interface ServedEndpoint {
  readonly system: ReplacedSystem;
  readonly endpoint: string;
  readonly operation: string;
  /** Left out: nobody is signed in. */
  readonly as?: 'customer' | 'admin' | 'leaver';
  readonly variables?: (here: Neighbourhood) => Readonly<Record<string, unknown>>;
  /** The whole data of the answer. */
  readonly expected: (here: Neighbourhood) => unknown;
  /** The names of the cookies that the answer sets. */
  readonly cookies?: readonly string[];
  /** On a busy machine the answer is another for a moment; it is asked for until it is this one. */
  readonly isOfTheMoment?: boolean;
}
