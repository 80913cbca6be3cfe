import { InvalidInput } from '../../errors';

const form = /^([0-9a-f-]{36}):(\d{1,15})$/;

/** A position on one particular bus, as an opaque text. */
export function encodeCursor(busIdentity: string, position: number): string {
  return Buffer.from(`${busIdentity}:${position}`).toString('base64url');
}

/** The position that the cursor names on this bus. @throws InvalidInput when it is malformed or of another bus */
export function decodeCursor(busIdentity: string, cursor: string): number {
  const [, identity, position] = form.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (identity === undefined || position === undefined) throw badCursor('is not one that an event carried');
  if (identity !== busIdentity) throw badCursor('belongs to another event stream');
  return Number(position);
}

/** The error for a cursor that cannot be resumed from. */
export function badCursor(problem: string): InvalidInput {
  return new InvalidInput(`The cursor in \`after\` ${problem}. Subscribe without it and read the current state.`, [
    'after',
  ]);
}
