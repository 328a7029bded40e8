/** Whether a process with this number lives and is this user's. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false; // gone, or another user's: then it is not ours
  }
}
