// Ends the server with one sentence if Node is too old. Imported first, so that nothing else fails before.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `This server needs Node.js 20.19 or later; this is ${process.versions.node}. Get it at https://nodejs.org. [node-too-old]`,
  );
  process.exit(1);
}
