import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../../../tools/src/postgres/freePort';

export interface RunningElasticsearch {
  readonly url: string;
  /** SIGKILL: as if the machine had lost power. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const version = '8.13.4';
const sources = ['pom.xml', 'java/TestNode.java', 'java/MissingParts.java'];

/** Why none can be started here; null when one can. Downloads and compiles it the first time, some 20 s. */
export function reasonForNoElasticsearch(): string | null {
  for (const [tool, flag] of [
    ['java', '-version'],
    ['javac', '-version'],
    ['mvn', '-version'],
  ] as const) {
    if (spawnSync(tool, [flag]).status !== 0) return `${tool} is not installed`;
  }
  try {
    prepare();
    return null;
  } catch (error) {
    return `its jars could not be had: ${(error as Error).message.split('\n')[0]}`;
  }
}

/** Starts one on a free port with an empty home of its own. */
export async function startElasticsearch(): Promise<RunningElasticsearch> {
  const prepared = prepare();
  const home = mkdtempSync(path.join(tmpdir(), 'marquee-elasticsearch-home-'));
  cpSync(path.join(prepared, 'home'), home, { recursive: true });
  const port = await freePort();
  const child = spawn(
    'java',
    [
      '-Xms128m',
      '-Xmx256m',
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '--module-path',
      path.join(prepared, 'lib'),
      '--add-modules',
      'ALL-MODULE-PATH,jdk.net',
      '-Dlog4j2.disable.jmx=true',
      '-Djava.awt.headless=true',
      '-cp',
      path.join(prepared, 'classes'),
      'marquee.search.TestNode',
      home,
      String(port),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  await readiness(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async (how: () => void) => {
    if (child.exitCode === null && child.signalCode === null) {
      how();
      await ended;
    }
    rmSync(home, { recursive: true, force: true });
  };
  return {
    url: `http://127.0.0.1:${port}`,
    kill: () => end(() => child.kill('SIGKILL')),
    stop: () => end(() => child.stdin.end()),
  };
}

function readiness(child: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Elasticsearch was not ready in time:\n${said}`)), 60_000);
    const hear = (chunk: Buffer) => {
      said += String(chunk);
      if (!said.includes('READY')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`Elasticsearch ended with ${String(code)}:\n${said}`)));
  });
}

/** The folder with everything it needs, made once for each state of the sources. */
function prepare(): string {
  const hash = createHash('sha256');
  for (const file of sources) hash.update(readFileSync(path.join(__dirname, file)));
  const folder = path.join(tmpdir(), `marquee-elasticsearch-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  const unfinished = mkdtempSync(`${folder}-`);
  try {
    download(unfinished);
    compile(unfinished);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another test run may have been faster.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

const quiet = { stdio: 'pipe', timeout: 300_000 } as const;

function download(folder: string): void {
  const pom = path.join(__dirname, 'pom.xml');
  const lib = path.join(folder, 'lib');
  execFileSync('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${lib}`], quiet);
  // The server finds its transport as a module of its own.
  const transport = path.join(folder, 'home/modules/transport-netty4');
  for (const made of ['config', 'plugins', 'logs', 'data'])
    mkdirSync(path.join(folder, 'home', made), { recursive: true });
  mkdirSync(transport, { recursive: true });
  for (const jar of readdirSync(lib).filter((name) => /^(netty-|transport-netty4-)/.test(name))) {
    renameSync(path.join(lib, jar), path.join(transport, jar));
  }
  writeFileSync(
    path.join(transport, 'plugin-descriptor.properties'),
    descriptor('transport-netty4', 'org.elasticsearch.transport.netty4.Netty4Plugin'),
  );
}

function compile(folder: string): void {
  const classes = path.join(folder, 'classes');
  const files = sources.filter((file) => file.endsWith('.java')).map((file) => path.join(__dirname, file));
  execFileSync('javac', ['-cp', path.join(folder, 'lib/*'), '-d', classes, ...files], quiet);
  const plugin = path.join(folder, 'home/modules/missing-parts');
  mkdirSync(plugin, { recursive: true });
  const own = readdirSync(path.join(classes, 'marquee/search')).filter((name) => name.startsWith('MissingParts'));
  execFileSync(
    'jar',
    ['cf', path.join(plugin, 'missing-parts.jar'), ...own.flatMap((name) => ['-C', classes, `marquee/search/${name}`])],
    quiet,
  );
  for (const name of own) rmSync(path.join(classes, 'marquee/search', name));
  writeFileSync(
    path.join(plugin, 'plugin-descriptor.properties'),
    descriptor('missing-parts', 'marquee.search.MissingParts'),
  );
}

function descriptor(name: string, className: string): string {
  const lines = {
    description: name,
    version,
    name,
    classname: className,
    'java.version': '17',
    'elasticsearch.version': version,
    'extended.plugins': '',
    'has.native.controller': 'false',
  };
  return Object.entries(lines)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}
