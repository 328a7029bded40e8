import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { navigate } from 'wouter/use-browser-location';
import { queryClient } from '../studio/query-client.ts';
import { FakeStudio } from '../testing/fake-studio.tsx';
import { useToasts } from '../toasts/toasts.ts';
import { sampleModel, sampleSystem } from '../testing/samples.ts';
import { Studio } from './studio.tsx';

const own = import.meta.env.MAOBI_VERSION;
const models = [sampleModel('standard')];

beforeEach(async () => {
  await i18next.changeLanguage('en');
  vi.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  useToasts.setState({ toasts: [] });
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  navigate('/');
});

describe('answers of another shape than the page knows (R5)', () => {
  it('leave the frame around the page standing', async () => {
    new FakeStudio({
      getSystem: () => sampleSystem({ version: own }),
      listModels: () => ({ models }),
      listTemplates: () => ({ templates: [{ version: 2 }] }) as never,
    });
    navigate('/templates');
    render(<Studio />);
    const told = await screen.findByRole('alert');
    expect(screen.getByRole('main').contains(told)).toBe(true);
    expect(screen.getByRole('navigation', { name: 'Main' })).toBeDefined();
  });

  it('keep no writer from the home page', async () => {
    const { isDemo: _, ...system } = sampleSystem({ version: own });
    const listConversations = () => ({ conversations: [], total: 0 });
    new FakeStudio({ getSystem: () => system as never, listModels: () => ({ models }), listConversations });
    render(<Studio />);
    expect(await screen.findByRole('navigation', { name: 'Main' })).toBeDefined();
  });

  it('are told of also where there is no frame', async () => {
    new FakeStudio({ getSystem: () => ({ version: own }) as never });
    render(<Studio />);
    const told = await screen.findByRole('alert');
    expect(screen.getByRole('main').contains(told)).toBe(true);
  });
});

it('Z5 a field that is full says so on every page', async () => {
  const listConversations = () => ({ conversations: [], total: 0 });
  new FakeStudio({ getSystem: () => sampleSystem({ version: own }), listModels: () => ({ models }), listConversations });
  navigate('/conversations');
  render(<Studio />);
  const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Search all conversations' });
  fireEvent.input(field, { target: { value: 'x'.repeat(field.maxLength) } });
  expect(await screen.findByText(/^This field takes 200 characters and is full/u)).toBeDefined();
});
