const fs = require('node:fs');
const path = require('node:path');

/**
 * Whether node_modules holds each package that package-lock.json names, in that version. npm writes a lock of its own
 * into node_modules as the last thing it does, so an installation that was interrupted never counts as whole.
 * @param {string} root
 */
function isInstalled(root) {
  const installed = readPackages(path.join(root, 'node_modules/.package-lock.json'));
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  return installed !== null && wanted !== null && hasAll(installed, wanted);
}

function hasAll(installed, wanted) {
  return Object.entries(wanted).every(([location, { version, resolved, ...lock }]) => {
    // The root and the workspaces themselves are no installed packages; the links to them are.
    if (!location.includes('node_modules/')) return true;
    const found = installed[location];
    // Left out where it is for another platform.
    if (found === undefined) return Boolean(lock.optional || lock.devOptional || lock.peer);
    return found.version === version && found.resolved === resolved;
  });
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

module.exports = { hasAll, isInstalled };
