import { expect, it } from 'vitest';
import { destinationNames, isAt } from './destinations.ts';

it('Y39 every address belongs to one destination at most; the bin, which holds things of each kind, to none', () => {
  const owners = (location: string) => destinationNames.filter((name) => isAt(location, name));
  expect(owners('/')).toEqual(['home']);
  expect(owners('/documents/0190a000')).toEqual(['documents']);
  expect(owners('/conversations')).toEqual(['conversations']);
  expect(owners('/c/0190a000')).toEqual(['conversations']);
  expect(owners('/bin')).toEqual([]);
  expect(owners('/batches/12')).toEqual(['batches']);
  expect(owners('/welcome')).toEqual([]);
});
