import { lazy } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Link, useLocation } from 'wouter';
import { Icon } from '../icons/icon.tsx';
import { MenuButton } from '../menu/menu-button.tsx';
import { destinations, isAt, type DestinationName } from './destinations.ts';
import { orElseNever } from './until-there.ts';

const DestinationMenu = lazy(orElseNever(() => import('./destination-menu.tsx').then((m) => ({ default: m.DestinationMenu }))));

const first = ['home', 'documents', 'conversations', 'templates'] as const;
const further = ['batches', 'queue', 'models'] as const;

/**
 * In the top bar: every page beside the others, those needed less often under one button where there is no room for them. Where the name of
 * what is open stands beside it, the narrowest bar keeps only the page that it belongs to.
 */
export function TopNavigation({ besideTitle }: { readonly besideTitle: boolean }) {
  const { t } = useTranslation();
  const [location] = useLocation();
  const isSpared = (name: DestinationName) => name === 'templates' || (besideTitle && name !== 'home' && !isAt(location, name));
  return (
    <nav className="top-nav no-phone" aria-label={t('shell.nav.label')}>
      {first.map((name) => (
        <Destination key={name} name={name} className={isSpared(name) ? 'not-in-narrowest-bar' : ''} />
      ))}
      {further.map((name) => (
        <Destination key={name} name={name} className="in-wide-bar" />
      ))}
      <MoreDestinations names={further} className="in-narrow-bar not-in-narrowest-bar" />
      <MoreDestinations names={[...first.filter(isSpared), ...further]} className="in-narrowest-bar" />
    </nav>
  );
}

/** On phones: five under the thumb, the last of them opening the rest. */
export function Dock({ className = 'dock' }: { readonly className?: string }) {
  const { t } = useTranslation();
  return (
    <nav className={className} aria-label={t('shell.nav.label')}>
      {first.map((name) => (
        <Destination key={name} name={name} />
      ))}
      <MoreDestinations names={[...further, 'settings']} className="" />
    </nav>
  );
}

function Destination({ name, className = '' }: { readonly name: DestinationName; readonly className?: string }) {
  const { t } = useTranslation();
  const [location] = useLocation();
  const { href, icon } = destinations[name];
  return (
    <Link href={href} className={className} aria-current={isAt(location, name) ? 'page' : undefined}>
      <Icon name={icon} />
      {t(`shell.nav.${name}`)}
    </Link>
  );
}

interface MoreDestinationsProps {
  readonly names: readonly DestinationName[];
  readonly className: string;
}

function MoreDestinations({ names, className }: MoreDestinationsProps) {
  const { t } = useTranslation();
  const [location] = useLocation();
  const isHere = names.some((name) => isAt(location, name));
  return (
    <MenuButton
      trigger={
        <button type="button" className={`more-destinations ${className}`} data-here={isHere || undefined}>
          <Icon name="more" />
          {t('shell.nav.more')}
        </button>
      }
      renderMenu={(trigger) => <DestinationMenu trigger={trigger} names={names} />}
    />
  );
}
