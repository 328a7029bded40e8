import { expect, it } from 'vitest';
import { destinationNames, isAt } from './destinations.ts';

it('every address belongs to one destination', () => {
  const owners = (location: string) => destinationNames.filter((name) => isAt(location, name));
  expect(owners('/')).toEqual(['home']);
  expect(owners('/documents/0190a000')).toEqual(['documents']);
  expect(owners('/conversations')).toEqual(['conversations']);
  expect(owners('/c/0190a000')).toEqual(['conversations']);
  expect(owners('/bin')).toEqual(['conversations']);
  expect(owners('/batches/12')).toEqual(['batches']);
  expect(owners('/welcome')).toEqual([]);
});
