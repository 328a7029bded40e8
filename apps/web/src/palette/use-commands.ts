import { useTranslation } from '../language/use-translation.ts';
import { useLocation } from 'wouter';
import { catalogue } from '../language/catalogue.ts';
import { resolveLanguage } from '../language/language.ts';
import { useSettings } from '../settings/use-settings.ts';
import { destinationNames, destinations } from '../shell/destinations.ts';
import { shownTheme } from '../shell/theme.ts';
import { matchesWords } from './matches-words.ts';
import type { PaletteEntry } from './palette-entry.ts';

type Command = Omit<PaletteEntry, 'group' | 'id'> & {
  readonly id: string;
  /** Other words under which it is found: those of the other language. */
  readonly words: readonly string[];
};

/** What can be done from anywhere, as far as it answers to the query in either language. */
export function useCommands(query: string, onShowShortcuts: () => void): PaletteEntry[] {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { settings, change } = useSettings();
  const isDark = shownTheme(settings.theme) === 'dark';
  const isChinese = resolveLanguage(settings.language) === 'zh';
  const look = isDark ? 'toLight' : 'toDark';
  const commands: Command[] = [
    command('newDocument', 'plus', () => navigate('/documents')),
    command('newConversation', 'chat', () => navigate('/conversations')),
    ...destinationNames.map((page) => ({
      id: page,
      icon: destinations[page].icon,
      name: t('palette.command.goTo', { page: t(`shell.nav.${page}`) }),
      words: [catalogue.zh.shell.nav[page], catalogue.en.shell.nav[page]],
      run: () => navigate(destinations[page].href),
    })),
    command('bin', 'bin', () => navigate('/bin')),
    command(look, 'theme', () => void change({ theme: isDark ? 'light' : 'dark' })),
    command('language', 'globe', () => void change({ language: isChinese ? 'en' : 'zh' })),
    command('shortcuts', 'keyboard', onShowShortcuts),
  ];
  function command(id: Exclude<keyof typeof catalogue.en.palette.command, 'goTo'>, icon: Command['icon'], run: () => void): Command {
    return { id, icon, name: t(`palette.command.${id}`), words: [catalogue.zh.palette.command[id], catalogue.en.palette.command[id]], run };
  }
  return commands
    .filter(({ name, words }) => matchesWords(query, [name, ...words]))
    .map(({ words: _words, ...entry }) => ({ ...entry, id: `command-${entry.id}`, group: 'commands' as const }));
}
