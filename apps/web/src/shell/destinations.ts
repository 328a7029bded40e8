import type { IconName } from '../icons/icon.tsx';

export const destinationNames = ['home', 'documents', 'conversations', 'templates', 'batches', 'queue', 'models', 'settings'] as const;
export type DestinationName = (typeof destinationNames)[number];

interface Destination {
  readonly href: string;
  readonly icon: IconName;
  /** Addresses that belong to it, besides its own and those below it. */
  readonly alsoAt: readonly string[];
}

/** The pages that the navigation leads to, by the name of their words under `shell.nav`. */
export const destinations: Readonly<Record<DestinationName, Destination>> = {
  home: { href: '/', icon: 'home', alsoAt: [] },
  documents: { href: '/documents', icon: 'file', alsoAt: ['/library'] },
  conversations: { href: '/conversations', icon: 'chat', alsoAt: ['/c'] },
  templates: { href: '/templates', icon: 'template', alsoAt: [] },
  batches: { href: '/batches', icon: 'table', alsoAt: [] },
  queue: { href: '/queue', icon: 'queue', alsoAt: [] },
  models: { href: '/models', icon: 'model', alsoAt: [] },
  settings: { href: '/settings', icon: 'settings', alsoAt: [] },
};

/** Whether this address belongs to the destination. */
export function isAt(location: string, name: DestinationName): boolean {
  const { href, alsoAt } = destinations[name];
  if (href === '/') return location === '/';
  return [href, ...alsoAt].some((path) => location === path || location.startsWith(`${path}/`));
}
