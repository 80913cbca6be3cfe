import { deepEqual } from 'node:assert/strict';

/**
 * Asks for each operation and compares the answer with what it must be.
 * @param {{ title: string, url: string }} contender
 * @param {readonly string[]} operations
 * @param {readonly object[]} expected
 * @param {string} token
 * @returns {Promise<number[]>} the bytes of each answer, from now on how long it must be
 * @throws Error when an answer differs
 */
export async function verify({ title, url }, operations, expected, token) {
  const lengths = [];
  for (const [nth, query] of operations.entries()) {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query }),
    });
    const text = await response.text();
    try {
      deepEqual(JSON.parse(text), expected[nth]);
    } catch (cause) {
      throw new Error(`${title} answers ${response.status} and not what is expected: ${text.slice(0, 500)}`, { cause });
    }
    lengths.push(Buffer.byteLength(text));
  }
  return lengths;
}
