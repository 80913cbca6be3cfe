import type { FastifyRequest } from 'fastify';
import type { Identity } from '../auth';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route answers without the gateway's identity: health, public keys. */
    isOpen?: boolean;
  }
}

const identities = new WeakMap<FastifyRequest, Identity>();

/** Called once the identity of a request is verified. */
export function keepIdentity(request: FastifyRequest, identity: Identity): void {
  identities.set(request, identity);
}

/** Whom the gateway states to be asking, for a plain route. @throws Error on an open route, which has no identity */
export function identityOf(request: FastifyRequest): Identity {
  const identity = identities.get(request);
  if (identity === undefined) throw new Error('An open route does not know who asks');
  return identity;
}
