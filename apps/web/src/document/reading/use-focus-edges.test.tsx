import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleJob, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { openDocumentPage } from '../../testing/open-document-page.tsx';
import { useToasts } from '../../toasts/toasts.ts';
import { useReadingPreferences } from './reading-preferences.ts';

afterEach(() => {
  cleanup();
  useReadingPreferences.setState({ isFocused: false, focusedOn: null });
  useToasts.setState({ toasts: [] });
  localStorage.clear();
  vi.unstubAllGlobals();
});

const sections = [sampleSection(1, { version: sampleVersion(1, 1), count: 8, state: 'done' })];
const root = document.documentElement;
const isFocused = () => [root.dataset['focus'] !== undefined, useReadingPreferences.getState().isFocused];
const open = async (fields = {}, answers = {}) => {
  await openDocumentPage(sampleDocument({ sections, ...fields }), answers);
  await screen.findByRole('heading', { level: 1 });
};
const enter = () => fireEvent.keyDown(document.body, { key: 'F', ctrlKey: true, shiftKey: true });
const point = (clientX: number, clientY: number) => fireEvent.pointerMove(document.body, { clientX, clientY });

it('W55 a pointer at an edge brings what lies behind it, for as long as it stays there', async () => {
  await open();
  enter();
  expect(isFocused()).toEqual([true, true]);
  point(500, 300);
  expect(root.dataset['edge']).toBeUndefined();
  point(500, 1);
  point(500, 60);
  expect(root.dataset['edge']).toBe('top');
  point(500, 300);
  expect(root.dataset['edge']).toBeUndefined();
  point(0, 300);
  expect(root.dataset['edge']).toBe('left');
  point(innerWidth - 1, 300);
  expect(root.dataset['edge']).toBe('right');
});

it('W55 Esc ends it when it has nothing else to end, and what was said of it goes', async () => {
  await open();
  enter();
  expect(useToasts.getState().toasts.map(({ name }) => name)).toEqual(['focus']);
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(isFocused()).toEqual([false, false]);
  expect(useToasts.getState().toasts).toEqual([]);
});

it('W55 Esc stops what is written before it ends focus mode', async () => {
  await open({ job: sampleJob() }, { stopJob: () => sampleJob({ state: 'stopped' }) });
  enter();
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(isFocused()).toEqual([true, true]);
});

it('W55 it goes with the document that it was for, and stays over a reload without a word', async () => {
  await open();
  enter();
  cleanup();
  expect(isFocused()).toEqual([false, false]);
  useToasts.setState({ toasts: [] });
  useReadingPreferences.setState({ isFocused: true });
  await open();
  expect(isFocused()).toEqual([true, true]);
  expect(useToasts.getState().toasts).toEqual([]);
});

it('W55 another document that is opened after the browser was closed begins with everything in sight', async () => {
  useReadingPreferences.setState({ isFocused: true, focusedOn: 'another' });
  await open();
  expect(isFocused()).toEqual([false, false]);
});
