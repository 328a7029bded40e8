import { comparisonMessages } from '../models-page/comparison/messages.ts';
import { batchMessages } from '../batches/messages.ts';
import { commentsMessages } from '../document/comments/messages.ts';
import { conversationMessages } from '../conversation/messages.ts';
import { aideMessages } from '../document/aide/messages.ts';
import { documentMessages } from '../document/messages.ts';
import { longPasteMessages } from '../long-paste/messages.ts';
import { homeMessages } from '../home/messages.ts';
import { libraryMessages } from '../library/messages.ts';
import { paletteMessages } from '../palette/messages.ts';
import { templatesMessages } from '../templates-page/messages.ts';
import { wordingMessages } from '../document/polish/messages.ts';
import { suggestionsMessages } from '../document/suggestions/messages.ts';
import { jobsMessages } from '../queue-page/messages.ts';
import { findMessages } from '../document/find/messages.ts';
import { historyMessages } from '../document/history/messages.ts';
import { beginMessages } from '../document/job/messages.ts';
import { readingMessages } from '../document/reading/messages.ts';
import { editorMessages } from '../document/editor/messages.ts';
import { shapeMessages } from '../document/shape/messages.ts';
import { shellMessages } from './messages/shell.ts';
import { conversationsMessages } from './messages/conversations.ts';
import { documentsMessages } from './messages/documents.ts';
import { firstRunMessages } from './messages/first-run.ts';
import { modelsMessages } from './messages/models.ts';
import { queueMessages } from './messages/queue.ts';
import { settingsMessages } from './messages/settings.ts';
import { shortcutsMessages } from './messages/shortcuts.ts';
import { measuresMessages } from './messages/measures.ts';
import { errorsMessages } from './messages/errors.ts';

const subjects = {
  shell: shellMessages,
  conversations: conversationsMessages,
  firstRun: firstRunMessages,
  models: modelsMessages,
  comparison: comparisonMessages,
  queue: queueMessages,
  settings: settingsMessages,
  shortcuts: shortcutsMessages,
  measures: measuresMessages,
  errors: errorsMessages,
  conversation: conversationMessages,
  documents: documentsMessages,
  document: documentMessages,
  palette: paletteMessages,
  longPaste: longPasteMessages,
  home: homeMessages,
  library: libraryMessages,
  templates: templatesMessages,
  suggestions: suggestionsMessages,
  wording: wordingMessages,
  jobs: jobsMessages,
  batch: batchMessages,
  aide: aideMessages,
  comments: commentsMessages,
  shape: shapeMessages,
  editor: editorMessages,
  find: findMessages,
  reading: readingMessages,
  history: historyMessages,
  begin: beginMessages,
};

type Subjects = typeof subjects;
type CatalogueOf<L extends 'zh' | 'en'> = { [S in keyof Subjects]: Subjects[S][L] };

/** All texts of the studio by subject, e.g. key `shell.nav.models`. Each subject's file holds both languages side by side. */
export const catalogue: { readonly zh: CatalogueOf<'zh'>; readonly en: CatalogueOf<'en'> } = {
  zh: pick('zh'),
  en: pick('en'),
};

function pick<L extends 'zh' | 'en'>(language: L): CatalogueOf<L> {
  return Object.fromEntries(Object.entries(subjects).map(([name, texts]) => [name, texts[language]])) as CatalogueOf<L>;
}
