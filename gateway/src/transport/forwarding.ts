import { type IdentitySigner, identityHeader } from '@marquee/shared/auth';
import type { Headers, RequestContext, ResponseHeaders } from '../context';
import { parseCookies } from '../http/cookies';

/** What one subgraph gets of a client's request, and what of its answer goes back. */
export interface ForwardRule {
  /** Header names in lower case, or `cookie:<name>` for one cookie. */
  readonly request: readonly string[];
  readonly response: readonly string[];
}

export interface Forwarding {
  /** The signed identity, the request id, and the listed headers and cookies; nothing else a client sent. */
  requestHeaders(subgraph: string, context: RequestContext): Headers;
  /** Equal for requests of which the subgraph, or every one for null, is told the same, but for the id of the request. */
  sharingKey(subgraph: string | null, context: RequestContext): string;
  /** Whether the client would get cookies of this answer. */
  givesCookies(subgraph: string, answered: AnsweredHeaders): boolean;
  passBack(subgraph: string, answered: AnsweredHeaders, responseHeaders: ResponseHeaders): void;
}

/** The headers of a subgraph's answer, in lower case; one may have several values. */
export type AnsweredHeaders = Readonly<Record<string, string | string[]>>;

const cookiePrefix = 'cookie:';

/** A subgraph without a rule gets identity and request id alone. A null signer is a supergraph without accounts. */
export function createForwarding(
  rules: Readonly<Record<string, ForwardRule>>,
  signer: IdentitySigner | null,
): Forwarding {
  function requestHeaders(subgraph: string, context: RequestContext): Headers {
    const headers = listedHeaders(rules[subgraph]?.request ?? [], context.headers);
    headers['x-request-id'] = context.requestId;
    if (signer !== null) headers[identityHeader] = signer.sign(context, subgraph);
    return headers;
  }

  const forwardedToAny = Object.values(rules).flatMap(({ request }) => request);

  function sharingKey(subgraph: string | null, { viewer, clientIp, headers }: RequestContext): string {
    const listed = subgraph === null ? forwardedToAny : (rules[subgraph]?.request ?? []);
    return JSON.stringify([viewer, signer === null ? null : clientIp, listedHeaders(listed, headers)]);
  }

  function givesCookies(subgraph: string, answered: AnsweredHeaders): boolean {
    return answered['set-cookie'] !== undefined && rules[subgraph]?.response.includes('set-cookie') === true;
  }

  function passBack(subgraph: string, answered: AnsweredHeaders, responseHeaders: ResponseHeaders): void {
    for (const name of rules[subgraph]?.response ?? []) {
      for (const value of [answered[name] ?? []].flat()) responseHeaders.append(name, value);
    }
  }

  return { requestHeaders, sharingKey, givesCookies, passBack };
}

/** The listed headers and cookies of a request, and nothing else. */
export function listedHeaders(names: readonly string[], sent: Headers): Record<string, string> {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const name of names) {
    if (name.startsWith(cookiePrefix)) {
      const cookie = name.slice(cookiePrefix.length);
      const value = parseCookies(sent.cookie).get(cookie);
      if (value !== undefined) cookies.push(`${cookie}=${value}`);
    } else if (sent[name] !== undefined) headers[name] = sent[name];
  }
  if (cookies.length > 0) headers.cookie = cookies.join('; ');
  return headers;
}
