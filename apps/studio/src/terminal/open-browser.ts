import { spawn } from 'node:child_process';

/** Opens an address in the writer's browser, where there is one. Failing is no harm: the address is on the screen. */
export function openBrowser(url: string, environment: NodeJS.ProcessEnv): void {
  const opener = openerOf(process.platform, environment);
  if (!opener) return;
  const [command, ...parameters] = opener;
  const child = spawn(command, [...parameters, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

function openerOf(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): readonly [string, ...string[]] | null {
  if (platform === 'darwin') return ['open'];
  // not `cmd /c start`: it would take the & of an address for the end of the command
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  const hasScreen = Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
  return hasScreen ? ['xdg-open'] : null;
}
