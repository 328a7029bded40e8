import { cleanup, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { lazyPart } from './lazy-part.tsx';

const Words = ({ text }: { readonly text: string }) => <p>{text}</p>;

afterEach(cleanup);

describe('a lazy part', () => {
  it('is drawn at once when it was fetched before', async () => {
    const Part = lazyPart(async () => Words);
    await Part.prepare();
    render(
      <Suspense fallback="not yet">
        <Part text="here" />
      </Suspense>,
    );
    expect(screen.getByText('here')).toBeTruthy();
  });

  it('is fetched when it is drawn, and stands in its place afterwards', async () => {
    const Part = lazyPart(async () => Words);
    render(
      <Suspense fallback="not yet">
        <Part text="here" />
      </Suspense>,
    );
    expect(screen.getByText('not yet')).toBeTruthy();
    expect(await screen.findByText('here')).toBeTruthy();
  });

  it('is asked for again after it could not be fetched beforehand', async () => {
    let tries = 0;
    const Part = lazyPart(async () => {
      tries += 1;
      if (tries === 1) throw new TypeError('Failed to fetch');
      return Words;
    });
    await Part.prepare();
    render(
      <Suspense fallback="not yet">
        <Part text="here" />
      </Suspense>,
    );
    expect(await screen.findByText('here')).toBeTruthy();
  });
});
