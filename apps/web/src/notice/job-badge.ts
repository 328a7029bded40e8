/** On the icon of an installed studio: how many jobs are at work or wait; nothing when none is. Browsers without badges show none. */
export async function showJobBadge(openJobs: number): Promise<void> {
  try {
    await (openJobs > 0 ? navigator.setAppBadge?.(openJobs) : navigator.clearAppBadge?.());
  } catch {
    // a badge that was refused is missed by nobody: the title says the same
  }
}
