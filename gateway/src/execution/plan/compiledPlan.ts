import type { FetchDataKeyRenamer, FetchDataRewrite } from '@apollo/query-planner';
import type { AnswerPath } from '../answer/answerPath';
import type { Landings } from '../answer/landings';
import type { FetchText } from './fetchText';
import type { Representations } from './representations';
import type { Schedule } from './schedule';
import type { TypeFacts } from './typeFacts';

/** A query plan with everything worked out that is the same for every request. */
export interface CompiledPlan {
  /** Empty when nothing is to be fetched. */
  readonly schedule: Schedule;
  /** For a subscription: the fetch whose answers are the events. The schedule is then what each event still needs. */
  readonly primary: FetchStep | null;
  readonly types: TypeFacts;
}

/** Where a fetch takes entities from and puts what is answered. */
export interface FetchTarget {
  /** The objects that the answer is added to. */
  readonly path: AnswerPath;
  /** Whether one object may stand at several places of the path. */
  readonly mayRepeat: boolean;
  /** Null for a fetch from the root of a schema. */
  readonly representations: Representations | null;
  /** Where in its answer later fetches add something. */
  readonly landings: Landings;
}

export interface FetchStep {
  readonly subgraph: string;
  readonly text: FetchText;
  /** Which of the client's variables the operation uses. */
  readonly variableNames: readonly string[];
  /** Several where the same is asked about entities that stand in several places of the answer. */
  readonly targets: readonly [FetchTarget, ...FetchTarget[]];
  readonly outputRewrites: readonly FetchDataRewrite[];
  /** Arguments that are taken from objects around the entity (`@fromContext`). */
  readonly contextRewrites: readonly FetchDataKeyRenamer[];
  /** Whether what is answered for one entity depends on where it stands, so that no two places may share it. */
  readonly isPlaceBound: boolean;
}
