const oldest = { major: 20, minor: 19 };

/** Ends the process with one clear sentence on a Node that cannot run Maobi. */
export function requireSupportedNode(version = process.versions.node) {
  if (isSupported(version)) return;
  console.error(
    `Maobi needs Node ${oldest.major}.${oldest.minor} or newer; this is ${version}. Install a current Node from https://nodejs.org.`,
  );
  console.error(`Maobi 需要 Node ${oldest.major}.${oldest.minor} 或更新的版本，当前是 ${version}。请从 https://nodejs.org 安装。`);
  process.exit(1);
}

/** @param {string} version e.g. `22.4.0` */
export function isSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest.major || (major === oldest.major && minor >= oldest.minor);
}
