// Ends the server with one sentence if it can't run here. `npm start` loads this first, so that nothing else fails before.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  end(
    `This server needs Node.js 20.19 or later; this is ${process.versions.node}. Get it at https://nodejs.org. [node-too-old]`,
  );

// Plug'n'Play, which may also be that of whoever starts this, says itself what is missing.
const missing =
  !process.versions.pnp &&
  Object.keys(require('./package.json').dependencies).find(name => !isInstalled(name));
if (missing) {
  const manager = (process.env.npm_config_user_agent || 'npm').split('/')[0];
  end(`The package ${missing} is not installed. Run ${manager} install first. [not-installed]`);
}

function isInstalled(name) {
  try {
    require.resolve(`${name}/package.json`);
    return true;
  } catch (error) {
    // Any other error means that the package is there, and does not show its package.json.
    return error.code !== 'MODULE_NOT_FOUND';
  }
}

function end(sentence) {
  console.error(sentence);
  process.exit(1);
}
