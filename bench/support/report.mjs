import os from 'node:os';

const loads = () =>
  os
    .loadavg()
    .map((load) => load.toFixed(2))
    .join(' ');

/** Says on what was measured and how busy that machine was before anything ran. */
export function printMachine(title) {
  const [first] = os.cpus();
  const memory = `${(os.totalmem() / 2 ** 30).toFixed(0)} GB`;
  console.log(`# ${title}`);
  console.log(
    `${os.cpus().length} cores (${first?.model.trim()}), ${memory}, ${os.type()}, Node ${process.versions.node}`,
  );
  console.log(`load average before: ${loads()}\n`);
}

export function printLoadAfter() {
  console.log(`\nload average after: ${loads()}`);
}

/**
 * A table that can be pasted into Markdown.
 * @param {readonly string[]} head
 * @param {readonly (readonly (string | number)[])[]} rows
 */
export function printTable(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'));
}
