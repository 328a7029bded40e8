import { useTranslation } from '../language/use-translation.ts';
import { useLocation } from 'wouter';
import { catalogue } from '../language/catalogue.ts';
import { resolveLanguage } from '../language/language.ts';
import { useRestartEngine } from '../document/aide/use-restart-engine.ts';
import { chooseFile } from '../open-file/choose-file.ts';
import { openedFiles, useOpenFile } from '../open-file/use-open-file.ts';
import { useSystem } from '../studio/queries.ts';
import { useSettings } from '../settings/use-settings.ts';
import { destinationNames, destinations } from '../shell/destinations.ts';
import { shownTheme } from '../shell/theme.ts';
import { matchesWords } from './matches-words.ts';
import { commandOf, type Command, type CommandName } from './command.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { useDocumentCommands } from './use-document-commands.ts';

/** What can be done with the open document and from anywhere, as far as it answers to the query in either language. */
export function useCommands(query: string, onShowShortcuts: () => void): PaletteEntry[] {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { settings, change } = useSettings();
  const isDark = shownTheme(settings.theme) === 'dark';
  const isChinese = resolveLanguage(settings.language) === 'zh';
  const look = isDark ? 'toLight' : 'toDark';
  const { openFile } = useOpenFile();
  const { restart } = useRestartEngine();
  const { state } = useSystem().data?.engine ?? {};
  const canRestart = state === 'ready' || state === 'failed';
  const command = (id: CommandName, icon: Command['icon'], run: () => void, keys?: readonly string[]) =>
    commandOf(t, id, { icon, run, ...(keys ? { keys } : {}) });
  const commands: Command[] = [
    ...useDocumentCommands(),
    command('newDocument', 'plus', () => navigate('/documents')),
    command('library', 'file', () => navigate('/library')),
    command('openFile', 'upload', () => chooseFile(openedFiles, (file) => void openFile(file))),
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
    ...(canRestart ? [command('restartEngine', 'refresh', () => void restart())] : []),
    command('shortcuts', 'keyboard', onShowShortcuts, ['?']),
  ];
  return commands
    .filter(({ name, words }) => matchesWords(query, [name, ...words]))
    .map(({ words: _words, ...entry }) => ({ ...entry, id: `command-${entry.id}`, group: 'commands' as const }));
}
