/** Whether this is how llama.cpp says that the system gave it no memory. A file that is damaged was refused before (E2). */
export function tellsOfShortage(reason: string): boolean {
  return /allocat|bad_alloc|(?:not enough|insufficient|out of) memory/iu.test(reason);
}
