const oldest = 20;

/** Ends the process with a plain sentence where Node is too old to run what follows. */
export function requireNode() {
  if (Number(process.versions.node.split('.')[0]) >= oldest) return;
  console.error(`Marquee needs Node ${oldest} or newer; this is ${process.version}. See https://nodejs.org.`);
  process.exit(1);
}
