import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-([47])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

export const hasPgbench = () => spawnSync('pgbench', ['--version']).status === 0;

/**
 * A script for pgbench that does once more what was recorded in a database, with ids of its own: those that were drawn
 * since `from`, and `unique`, are others in each run; what was there before stays.
 * @param {readonly { text: string }[][]} transactions
 */
export function scriptOf(transactions, { from, unique, nth }) {
  const fresh = freshIds(from, unique, nth);
  const body = transactions.map((writes) => {
    const statements = writes.map(({ text }) => `${fresh(plain(text)).replace(/\s*\n\s*/g, ' ')};`);
    return statements.length === 1 ? statements[0] : ['begin;', ...statements, 'commit;'].join('\n');
  });
  return [String.raw`\set fresh :fresh + 1`, ...body].join('\n');
}

/** Without what is no writing: waking others, and the lock by which the bus numbers. */
function plain(text) {
  const outbox = /^\s*with appended as \(\s*(insert into outbox[\s\S]*)\)\s*select pg_notify/i.exec(text);
  if (outbox) return outbox[1];
  const events = /^\s*select bus_append\(('[\s\S]*')::jsonb\)/i.exec(text);
  if (events) {
    return `insert into bus_event (event_id, type, envelope) select item ->> 'id', item ->> 'type', item
      from jsonb_array_elements(${events[1]}::jsonb) with ordinality as listed (item, nth) order by nth`;
  }
  // The rows that it published are numbered by the database, so it takes as many of those that wait.
  const published = /update outbox set published_at = [\s\S]*'\{([^}]*)\}'/i.exec(text);
  if (published) {
    return `update outbox set published_at = clock_timestamp() where id in (select id from outbox
      where published_at is null order by id limit ${published[1].split(',').length} for update skip locked)`;
  }
  return text;
}

function freshIds(from, unique, nth) {
  const known = new Map();
  const replaced = (old) => {
    if (!known.has(old)) known.set(old, known.size);
    const place = (nth * 4_096 + known.get(old)).toString(16).padStart(8, '0');
    return `${place}-0000-7000-8000-:fresh`;
  };
  const isNew = (id, version) =>
    version === '4' || Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) >= from || unique.includes(id);
  const others = unique.filter((text) => !new RegExp(uuid.source).test(text));
  return (text) => {
    const withIds = text.replace(uuid, (id, version) => (isNew(id, version) ? replaced(id) : id));
    return others.reduce((so, other) => so.replaceAll(`${other}`, `${other.slice(0, 2)}${nth}:fresh`), withIds);
  };
}

/**
 * Runs all scripts of every database at once, each by a client of its own, as each is of another customer; together they
 * are run so often. Returns how long it took until all were done.
 */
export async function runFloor(folder, urls, scripts, times) {
  const startedAt = performance.now();
  await Promise.all(
    [...scripts].flatMap(([database, texts]) =>
      texts.map(async (text, nth) => {
        const file = path.join(folder, `${database}.${nth}.sql`);
        writeFileSync(file, text);
        await pgbench(urls[database], file, Math.ceil(times / texts.length));
      }),
    ),
  );
  return performance.now() - startedAt;
}

async function pgbench(url, file, transactions) {
  const child = spawn('pgbench', ['-n', '-t', String(transactions), '-D', 'fresh=100000000000', '-f', file, url]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0 || /error|abort/i.test(said)) throw new Error(`pgbench on ${url.replace(/.*\//, '')}:\n${said}`);
}
