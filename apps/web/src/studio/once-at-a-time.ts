const underWay = new Map<string, Promise<unknown>>();

/** Carries something out; who asks for the same again while it is under way, as by pressing twice, gets the outcome of the first. */
export function onceAtATime<Outcome>(what: string, work: () => Promise<Outcome>): Promise<Outcome> {
  const standing = underWay.get(what) as Promise<Outcome> | undefined;
  if (standing) return standing;
  const begun = work().finally(() => underWay.delete(what));
  underWay.set(what, begun);
  return begun;
}
