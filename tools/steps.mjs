// Progress on the console: what is being done, that it goes on, and how long it took.
const quietMs = 1_000;
const tickMs = 5_000;

/**
 * Runs `work` under a title and returns what it returns. A line appears after a second, and then every few, so that
 * nobody wonders; one in the end says how long it took. `false`, or a rejection, is a failure.
 */
export async function step(title, work) {
  const startedAt = Date.now();
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
  let tick = setTimeout(() => {
    console.log(`  ${title} ...`);
    tick = setInterval(() => console.log(`  ${title} ... ${seconds()}`), tickMs);
  }, quietMs);
  const end = (sign) => {
    clearInterval(tick);
    console.log(`${sign} ${title} (${seconds()})`);
  };
  try {
    const result = await work();
    end(result === false ? '✗' : '✓');
    return result;
  } catch (error) {
    end('✗');
    throw error;
  }
}
