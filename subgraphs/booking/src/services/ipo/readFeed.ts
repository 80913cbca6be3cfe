import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent, type Dispatcher, request } from 'undici';
import { UnreadableFeed } from '../../domain/ipoErrors';
import { isFeedUrl } from '../../domain/ipoFeed';
import { checkedLookup, checkLiteralAddress, type Network, publicInternet } from './publicAddress';

/** How far a feed is trusted. */
export interface FeedLimits {
  /** For everything: names, redirects, and the last byte. */
  readonly timeoutMs: number;
  /** On the wire and decompressed. */
  readonly maxBytes: number;
  readonly allowPrivate: boolean;
  /** The public internet when there is none. */
  readonly network?: Network;
}

export interface FeedText {
  readonly text: string;
  /** Where it was in the end. */
  readonly url: string;
}

const mostRedirects = 3;
const redirects = [301, 302, 303, 307, 308];

/** Reads the text behind a URL that somebody typed. @throws UnreadableFeed for whatever goes wrong */
export async function readFeed(url: string, limits: FeedLimits): Promise<FeedText> {
  // Its own connections, closed at the end: none outlives the check of its address, and no body is waited for.
  const network = networkOf(limits);
  const agent = new Agent({ connect: { timeout: limits.timeoutMs, lookup: checkedLookup(network) } });
  const signal = AbortSignal.timeout(limits.timeoutMs);
  try {
    const { answer, url: finalUrl } = await follow(new URL(url), { agent, signal, network });
    if (answer.statusCode !== 200) throw new UnreadableFeed(`The feed answers with status ${answer.statusCode}.`);
    return { text: await textOf(answer, limits.maxBytes, signal), url: finalUrl.href };
  } catch (error) {
    throw asUnreadable(error, signal);
  } finally {
    await agent.destroy();
  }
}

function networkOf({ allowPrivate, network = publicInternet }: FeedLimits): Network {
  return allowPrivate ? { ...network, isAllowed: () => true } : network;
}

interface Reading {
  readonly agent: Agent;
  readonly signal: AbortSignal;
  readonly network: Network;
}

interface Followed {
  readonly answer: Dispatcher.ResponseData;
  readonly url: URL;
}

async function follow(url: URL, reading: Reading, redirectsLeft = mostRedirects): Promise<Followed> {
  const { agent, signal, network } = reading;
  if (!isFeedUrl(url)) throw new UnreadableFeed('The feed leads to something else than a plain http or https address.');
  checkLiteralAddress(url, network);
  const answer = await request(url, {
    dispatcher: agent,
    signal,
    headers: { accept: 'application/json, text/html;q=0.9', 'accept-encoding': 'gzip, deflate, br' },
  });
  const { location } = answer.headers;
  if (!redirects.includes(answer.statusCode) || typeof location !== 'string') return { answer, url };
  if (redirectsLeft === 0) throw new UnreadableFeed(`The feed redirects more than ${mostRedirects} times.`);
  if (!URL.canParse(location, url.href))
    throw new UnreadableFeed('The feed redirects to something that is no address.');
  return follow(new URL(location, url), reading, redirectsLeft - 1);
}

async function textOf({ headers, body }: Dispatcher.ResponseData, maxBytes: number, signal: AbortSignal) {
  const chunks: Buffer[] = [];
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of bounded(maxBytes)(source)) chunks.push(chunk);
  };
  const decompress = decompressorFor(headers['content-encoding']);
  // The raw bytes are counted as well: a stream of empty blocks is endless and decompresses to nothing.
  if (decompress === null) await pipeline(body, collect, { signal });
  else await pipeline(body, bounded(maxBytes), decompress, collect, { signal });
  return decoded(Buffer.concat(chunks), headers['content-type']);
}

function bounded(maxBytes: number) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new UnreadableFeed(`The feed is larger than ${maxBytes} bytes.`);
      yield chunk;
    }
  };
}

type Header = string | string[] | undefined;

function decompressorFor(encoding: Header): (Readable & NodeJS.WritableStream) | null {
  switch (String(encoding ?? 'identity').toLowerCase()) {
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new UnreadableFeed('The feed is compressed in a way that is not known here.');
  }
}

/** By the charset that the feed declares, UTF-8 when it declares none that is known. */
function decoded(bytes: Buffer, contentType: Header): string {
  const charset = /charset="?([\w.:-]+)/i.exec(String(contentType ?? ''))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function asUnreadable(error: unknown, signal: AbortSignal): UnreadableFeed {
  if (error instanceof UnreadableFeed) return error;
  if (signal.aborted) return new UnreadableFeed('The feed does not answer in time.', error);
  return new UnreadableFeed('The feed cannot be reached, or breaks off.', error);
}
