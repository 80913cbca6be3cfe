import { createPublicKey, type KeyObject } from 'node:crypto';
import { Unavailable } from '@marquee/shared/errors';
import type { Logger } from '@marquee/shared/logging';
import { z } from 'zod';

/** The public keys of whoever issues access tokens, by key id. */
export interface KeySet {
  /**
   * Undefined for a key id that the issuer does not publish. Looks again, at most every few seconds.
   * @throws Unavailable when no keys could ever be read.
   */
  find(keyId: string): Promise<KeyObject | undefined>;
  /** Reads the keys again; keeps the old ones when that fails. Calls `onKeyRemoved` when a key is gone. */
  refresh(): Promise<void>;
}

export interface KeySetOptions {
  /** Answers the JWKS document's text, from the configured place only: a token never says where to look. */
  readonly fetchKeys: () => Promise<string>;
  readonly now: () => number;
  readonly logger: Logger;
  readonly onKeyRemoved: () => void;
}

const minRefreshIntervalMs = 5_000;

const jwks = z.object({
  keys: z.array(
    z.object({
      kid: z.string().min(1),
      kty: z.string(),
      crv: z.string().optional(),
      x: z.string().optional(),
      y: z.string().optional(),
      use: z.string().optional(),
      alg: z.string().optional(),
    }),
  ),
});

/** Knows no keys until `refresh` or the first `find`. */
export function createKeySet({ fetchKeys, now, logger, onKeyRemoved }: KeySetOptions): KeySet {
  let keys: ReadonlyMap<string, KeyObject> | null = null;
  let lastAttemptMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;

  async function read(): Promise<void> {
    lastAttemptMs = now();
    try {
      const next = parseKeys(await fetchKeys());
      const isOneGone = [...(keys?.keys() ?? [])].some((keyId) => !next.has(keyId));
      keys = next;
      if (isOneGone) onKeyRemoved();
    } catch (error) {
      logger.warn({ err: error }, 'the public keys could not be read');
    }
  }

  async function refresh(): Promise<void> {
    running ??= read().finally(() => {
      running = null;
    });
    await running;
  }

  return {
    refresh,
    async find(keyId) {
      const known = keys?.get(keyId);
      if (known !== undefined) return known;
      if (running !== null || now() - lastAttemptMs >= minRefreshIntervalMs) await refresh();
      if (keys === null) throw new Unavailable('Signing in cannot be checked right now. Try again shortly.');
      return keys.get(keyId);
    },
  };
}

/** Only keys for ES256 count, whatever else is published. */
function parseKeys(text: string): ReadonlyMap<string, KeyObject> {
  const usable = jwks
    .parse(JSON.parse(text))
    .keys.filter(
      ({ kty, crv, use = 'sig', alg = 'ES256' }) =>
        [kty, crv, use, alg].join() === ['EC', 'P-256', 'sig', 'ES256'].join(),
    );
  return new Map(usable.map(({ kid, kty, crv, x, y }) => [kid, publicKey({ kty, crv, x, y })]));
}

function publicKey({
  kty,
  crv = '',
  x = '',
  y = '',
}: {
  kty: string;
  crv?: string | undefined;
  x?: string | undefined;
  y?: string | undefined;
}): KeyObject {
  return createPublicKey({ format: 'jwk', key: { kty, crv, x, y } });
}
