import type { ValueTransformer } from 'typeorm';

/** PostgreSQL's bigint comes as text; amounts are checked to be safe integers before they go in. */
export const minorUnits: ValueTransformer = {
  to: (amount: number | null | undefined) => amount,
  from: (text: string | null) => (text === null ? null : Number(text)),
};
