/** Puts a text on the clipboard, also on pages served over plain HTTP in a local network. Resolves to whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyThroughSelection(text);
  }
}

function copyThroughSelection(text: string): boolean {
  const carrier = document.createElement('textarea');
  carrier.value = text;
  carrier.className = 'sr';
  document.body.append(carrier);
  const focused = document.activeElement;
  carrier.select();
  try {
    // the only way outside secure contexts; every browser still has it
    return document.execCommand('copy');
  } finally {
    carrier.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
