/** Whether a dialog, a menu or a panel lies over the page: the keys are its own then. */
export function isSomethingOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"], [role="alertdialog"]') !== null;
}
