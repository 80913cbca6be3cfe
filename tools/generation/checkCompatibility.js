const { breakingChanges } = require('./breakingChanges');

/**
 * Says which breaking changes against the released schema nobody has announced. A change is announced by its schema
 * coordinate in backticks, for example `Query.user(id:)`, in what CHANGELOG.md says under "Unreleased".
 * @param {{ releasedSdl: string, currentSdl: string, changelog: string }} texts
 * @returns {string[]} one sentence a change; none when all is well
 */
function checkCompatibility({ releasedSdl, currentSdl, changelog }) {
  const announced = announcedCoordinates(changelog);
  return breakingChanges(releasedSdl, currentSdl)
    .filter(({ coordinate }) => !announced.has(coordinate))
    .map(
      ({ coordinate, description }) =>
        `breaking change of the released schema: ${description} Undo it, deprecate instead, ` +
        `or name \`${coordinate}\` in CHANGELOG.md under Unreleased`,
    );
}

function announcedCoordinates(changelog) {
  const [, unreleased = ''] = changelog.split(/^## Unreleased\s*$/m);
  const [section] = unreleased.split(/^## /m);
  return new Set([...section.matchAll(/`([^`\n]+)`/g)].map(([, coordinate]) => coordinate));
}

module.exports = { checkCompatibility };
