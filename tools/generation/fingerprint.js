const crypto = require('node:crypto');
const fs = require('node:fs');

/**
 * One hash over the content of files; a missing file counts as such.
 * @param {readonly string[]} files
 */
function fingerprint(files) {
  const hash = crypto.createHash('sha256');
  for (const file of [...files].sort()) {
    const content = readIfThere(file);
    hash.update(JSON.stringify([file, content === null ? null : content.length]));
    hash.update(content ?? '');
  }
  return hash.digest('hex');
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

module.exports = { fingerprint };
