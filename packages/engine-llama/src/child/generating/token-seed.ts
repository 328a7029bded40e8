/**
 * A seed for the token at this position of prompt and text: as good as random, and the same however the tokens are grouped into passes, and
 * wherever the text rested.
 */
export function tokenSeed(seed: number, position: number): number {
  let mixed = (seed ^ Math.imul(position + 1, 0x9e37_79b9)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35) >>> 0;
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
