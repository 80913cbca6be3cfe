/** A piece of work with the lane it belongs to. */
export interface Laned {
  readonly lane: string;
}

export interface LanesWorked {
  /** So many from the beginning are done, whatever became of those after them. */
  readonly done: number;
  /** What the first one that failed threw; undefined when none did. */
  readonly failure: unknown;
}

/**
 * Works on pieces of several lanes at a time, `width` at most, and on those of one lane one after the other, in the
 * order of the list. After a failure, and once `isStopping`, no piece is begun any more and those in hand are finished.
 */
export async function inLanes<Piece extends Laned>(
  pieces: readonly Piece[],
  width: number,
  work: (piece: Piece) => Promise<void>,
  isStopping: () => boolean,
): Promise<LanesWorked> {
  const isDone = pieces.map(() => false);
  const failures: unknown[] = [];
  const busy = new Set<string>();
  const waiting = pieces.map((piece, index) => ({ piece, index }));

  const next = () => {
    if (failures.length > 0 || isStopping()) return null;
    const seen = new Set(busy);
    for (const [at, { piece }] of waiting.entries()) {
      if (!seen.has(piece.lane)) return waiting.splice(at, 1)[0] ?? null;
    }
    return null;
  };
  const workOn = async (): Promise<void> => {
    for (let taken = next(); taken !== null; taken = next()) {
      const { piece, index } = taken;
      busy.add(piece.lane);
      try {
        await work(piece);
        isDone[index] = true;
      } catch (error) {
        failures.push(error);
      } finally {
        busy.delete(piece.lane);
      }
    }
  };
  // A worker that finds every lane busy ends: those who are busy take the rest.
  await Promise.all(Array.from({ length: Math.max(1, width) }, workOn));
  const firstUndone = isDone.indexOf(false);
  return { done: firstUndone === -1 ? pieces.length : firstUndone, failure: failures[0] };
}
