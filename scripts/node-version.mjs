// Stops with a clear message when Node is too old. Import it before anything else.
// Keep the syntax of this file old: it has to run on the versions that it refuses.

/** The oldest Node that the workspace supports. */
const OLDEST_MAJOR = 20;
const OLDEST_MINOR = 19;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < OLDEST_MAJOR || (major === OLDEST_MAJOR && minor < OLDEST_MINOR)) {
  console.error(
    `Confab needs Node ${OLDEST_MAJOR}.${OLDEST_MINOR} or later, but this is Node ${process.versions.node}, so nothing was started.\n` +
      'Install a newer Node from https://nodejs.org (or with your version manager) and run the command again.',
  );
  process.exit(1);
}
