/** What builds the product runs on these and on whatever is newer; `package.json` says the same. */
const oldestMinors = new Map([
  [20, 19],
  [22, 12],
]);
const supported = 'Node 20.19, 22.12, 24';

/** Ends the process with one clear sentence on a Node that cannot run Maobi. */
export function requireSupportedNode(version = process.versions.node) {
  if (isSupported(version)) return;
  console.error(`Maobi needs ${supported} or newer; this is ${version}. Install a current Node from https://nodejs.org.`);
  console.error(`Maobi 需要 ${supported} 或更新的版本，当前是 ${version}。请从 https://nodejs.org 安装。`);
  process.exit(1);
}

/** @param {string} version e.g. `22.4.0` */
export function isSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const oldestMinor = oldestMinors.get(major);
  return oldestMinor === undefined ? major > Math.max(...oldestMinors.keys()) : minor >= oldestMinor;
}
