import { fileURLToPath } from 'node:url';

/**
 * What a CPU profile of V8 says each package and its functions did themselves, the most first.
 * @param {{ nodes: { id: number, callFrame: { functionName: string, url: string, lineNumber: number } }[],
 *   samples: number[], timeDeltas: number[] }} profile
 * @param {string} root of the repository: what lies below it counts by its first folder
 * @param {number} [fromMs] what came before this time since the start is left out
 * @returns {{ name: string, ms: number, functions: { name: string, place: string, ms: number }[] }[]}
 */
export function selfTimes({ nodes, samples, timeDeltas }, root, fromMs = 0) {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const packages = new Map();
  let atMs = 0;
  for (const [nth, id] of samples.entries()) {
    const ms = timeDeltas[nth] / 1_000;
    atMs += ms;
    const frame = frames.get(id);
    if (atMs <= fromMs || frame.functionName === '(idle)') continue;
    const { owner, file } = placeOf(frame.url, root);
    const name = frame.functionName || '(anonymous)';
    const place = file === '' ? '' : `${file}:${frame.lineNumber + 1}`;
    const known = entry(packages, owner, { name: owner, ms: 0, functions: new Map() });
    known.ms += ms;
    entry(known.functions, `${name} ${place}`, { name, place, ms: 0 }).ms += ms;
  }
  const byTime = (one, other) => other.ms - one.ms;
  return [...packages.values()]
    .map(({ functions, ...rest }) => ({ ...rest, functions: [...functions.values()].sort(byTime) }))
    .sort(byTime);
}

function entry(map, key, initial) {
  if (!map.has(key)) map.set(key, initial);
  return map.get(key);
}

function placeOf(url, root) {
  if (url === '') return { owner: 'V8', file: '' };
  if (url.startsWith('node:')) return { owner: url, file: '' };
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(.*)$/.exec(path);
  if (installed !== null) return { owner: installed[1], file: installed[2] };
  const [owner, ...file] = path.slice(path.startsWith(`${root}/`) ? root.length + 1 : 0).split('/');
  return { owner, file: file.join('/') };
}
