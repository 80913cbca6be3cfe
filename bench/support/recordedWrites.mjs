import { readFileSync, statSync } from 'node:fs';

/** Which PostgreSQL has to be started with for `writesDuring`. */
export const recordingSettings = { log_line_prefix: '%d %p ' };

const line = /^(\S+) (\d+) LOG: {2}(?:statement|execute [^:]+): ([\s\S]*)$/;
const detail = /^(\S+) (\d+) DETAIL: {2}Parameters: ([\s\S]*)$/i;
const parameter = /\$(\d+) = (NULL|'(?:[^']|'')*')/g;
const write =
  /^\s*(?:insert|update|delete|with\s[\s\S]*?(?:\(\s*(?:insert|update|delete)|\)\s*(?:insert|update|delete))|select bus_append)\b/i;

/**
 * The transactions that wrote something while `act` ran, by database in the order of their ends, each a list of
 * statements with their values. PostgreSQL must write down every statement meanwhile, which `administrator` sees to.
 * @returns {Promise<Map<string, string[][]>>}
 */
export async function writesDuring(administrator, logFile, act) {
  await setStatementLog(administrator, 'all');
  const from = statSync(logFile).size;
  await act();
  await setStatementLog(administrator, 'none');
  return transactionsOf(entriesOf(readFileSync(logFile).subarray(from).toString('utf8')));
}

/** It writes through a pipe of its own, and its processes hear of a setting a little later. */
async function setStatementLog(administrator, what) {
  await administrator.query(`alter system set log_statement = '${what}'`);
  await administrator.query('select pg_reload_conf()');
  await new Promise((resolve) => setTimeout(resolve, 300));
}

/** What goes on over several lines is indented by a tab. */
function entriesOf(said) {
  const entries = [];
  for (const text of said.split('\n')) {
    if (text.startsWith('\t') && entries.length > 0) entries[entries.length - 1] += `\n${text.slice(1)}`;
    else entries.push(text);
  }
  return entries;
}

function transactionsOf(entries) {
  const byDatabase = new Map();
  const sessions = new Map();
  for (const entry of entries) {
    const [, database, pid, statement] = line.exec(entry) ?? [];
    if (statement !== undefined) take(byDatabase, sessionOf(sessions, database, pid), statement);
    const [, , pidOfDetail, values] = detail.exec(entry) ?? [];
    if (values !== undefined) fillIn(sessions.get(pidOfDetail), values);
  }
  return byDatabase;
}

function sessionOf(sessions, database, pid) {
  if (!sessions.has(pid)) sessions.set(pid, { database, isOpen: false, writes: [], last: null });
  return sessions.get(pid);
}

function take(byDatabase, session, statement) {
  const command = statement.trim().toLowerCase();
  session.last = null;
  if (command.startsWith('start transaction') || command === 'begin') {
    session.isOpen = true;
    session.writes = [];
  } else if (command === 'commit' || command === 'rollback') {
    if (command === 'commit') keep(byDatabase, session.database, session.writes);
    session.isOpen = false;
    session.writes = [];
  } else if (write.test(statement)) {
    session.last = { text: statement };
    if (session.isOpen) session.writes.push(session.last);
    else keep(byDatabase, session.database, [session.last]);
  }
}

function keep(byDatabase, database, writes) {
  if (writes.length === 0) return;
  if (!byDatabase.has(database)) byDatabase.set(database, []);
  byDatabase.get(database).push(writes);
}

function fillIn(session, values) {
  if (!session?.last) return;
  const literals = new Map([...values.matchAll(parameter)].map(([, nth, literal]) => [nth, literal]));
  session.last.template = session.last.text;
  session.last.text = session.last.text.replace(/\$(\d+)/g, (whole, nth) => literals.get(nth) ?? whole);
}
